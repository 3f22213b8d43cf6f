"""Who is calling the gateway: the shop's server by its secret key, or a bearer of a token."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import HttpRequest

from sandbox import tokens
from sandbox.configuration import configuration
from sandbox.models import BearerToken
from sandbox.refusals import Refusal


def require_secret_key(request: HttpRequest, body: Mapping[str, Any], *, now: datetime) -> None:
    """Let the shop's server in: by its secret key, or by the older token in the body.

    The gateway documents ``Token <key>``; a shop in production sends ``Bearer <key>``, so both do.

    :raises Refusal: 401.
    """
    kind, _, key = request.headers.get("Authorization", "").partition(" ")
    if kind in {"Token", "Bearer"} and key:
        if tokens.is_same(key.strip(), configuration().secret_key):
            return
        if kind == "Bearer" and tokens.is_valid(
            key.strip(), BearerToken.Purpose.ACCEPTANCE, now=now
        ):
            return
        raise Refusal(401, {"detail": "Invalid secret key. Please make sure that it is right."})
    if not _body_token_is_valid(body, now):
        raise Refusal(401, {"detail": tokens.MISSING})


def require_bearer(request: HttpRequest, body: Mapping[str, Any], *, now: datetime) -> None:
    """Let in whoever has a token of ``/api/auth/tokens``, in the header, the body or the query.

    Which of them the gateway wants where is uncertain: a careful shop sends header and body.

    :raises Refusal: 401.
    """
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    if kind == "Bearer" and tokens.is_valid(token.strip(), BearerToken.Purpose.ACCEPTANCE, now=now):
        return
    if _body_token_is_valid(body, now):
        return
    if tokens.is_valid(request.GET.get("token", ""), BearerToken.Purpose.ACCEPTANCE, now=now):
        return
    if kind or "auth_token" in body or "token" in request.GET:
        raise Refusal(401, {"detail": "incorrect credentials"})
    raise Refusal(401, {"detail": tokens.MISSING})


def _body_token_is_valid(body: Mapping[str, Any], now: datetime) -> bool:
    token = body.get("auth_token")
    return isinstance(token, str) and tokens.is_valid(
        token, BearerToken.Purpose.ACCEPTANCE, now=now
    )
