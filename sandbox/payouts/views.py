"""The payouts product's API."""

import base64
import binascii
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.http import HttpRequest, JsonResponse

from sandbox import bodies, clock, faults, tokens
from sandbox.bodies import checked
from sandbox.configuration import configuration
from sandbox.doors import api
from sandbox.fields import Flag, Many, Shape, Text
from sandbox.models import BearerToken, Disbursement, Inquiry, State
from sandbox.payouts import disbursements, shapes
from sandbox.payouts.errors import Rejected
from sandbox.refusals import Refusal

Purpose = BearerToken.Purpose
REFRESH_LIFETIME = timedelta(days=1)
PAGE = 50
MOST_A_MINUTE = 5
BY_IDS = Shape(
    needed={"transactions_ids_list": Many(Text(60), longest=500)},
    optional={"bank_transactions": Flag()},
)
BY_REFERENCES = Shape(
    needed={"references_list": Many(Text(140), longest=500)},
    optional={"bank_transactions": Flag()},
)


@api("payouts.token", "POST")
def create_token(request: HttpRequest) -> JsonResponse:
    """Hand out an hour's token, for a password or for a refresh token, which that uses up.

    The client's own id and secret come in the form or as HTTP Basic: sources differ, so both do.
    """
    form, now = bodies.form(request), clock.now()
    _require_client(request, form)
    if form.get("grant_type") == "refresh_token":
        if not tokens.use_up(form.get("refresh_token", ""), Purpose.PAYOUTS_REFRESH, now=now):
            raise _bad_grant()
    elif form.get("grant_type") == "password":
        _require_password(form)
    else:
        raise Refusal(400, {"error": "unsupported_grant_type"})
    return JsonResponse(
        {
            "access_token": tokens.hand_out(Purpose.PAYOUTS, now=now),
            "expires_in": 3600,
            "token_type": "Bearer",
            "scope": "read write",
            "refresh_token": tokens.hand_out(
                Purpose.PAYOUTS_REFRESH, now=now, lifetime=REFRESH_LIFETIME
            ),
        }
    )


@api("payouts.disburse", "POST")
def disburse(request: HttpRequest) -> JsonResponse:
    """Send money. Failures are answered with 200 as well: the body tells."""
    now = clock.now()
    _require_token(request, now)
    body = bodies.read_json(request)
    outcome = faults.outcome("payouts.disburse")
    try:
        sent, answer = disbursements.disburse(body, outcome=outcome, now=now)
    except Rejected as rejected:
        return JsonResponse(shapes.rejection(rejected))
    return JsonResponse(shapes.disbursement(sent, answer))


@api("payouts.inquire", "GET")
def inquire(request: HttpRequest) -> JsonResponse:
    """Tell what became of payouts, by their ids in the body of this GET."""
    now = clock.now()
    _require_token(request, now)
    wanted = checked(bodies.read_json(request), BY_IDS)
    _limit("transactions", now)
    ids = [_uuid(text) for text in wanted["transactions_ids_list"]]
    bank_side = wanted.get("bank_transactions", False)
    return _paged(request, disbursements.by_ids(ids, bank_side=bank_side))


@api("payouts.inquire_by_reference", "GET")
def inquire_by_reference(request: HttpRequest) -> JsonResponse:
    """Tell what became of payouts, by the shop's own references. The path is uncertain."""
    now = clock.now()
    _require_token(request, now)
    wanted = checked(bodies.read_json(request), BY_REFERENCES)
    _limit("transactions", now)
    bank_side = wanted.get("bank_transactions", False)
    found = disbursements.by_references(wanted["references_list"], bank_side=bank_side)
    return _paged(request, found)


@api("payouts.budget", "GET")
def inquire_budget(request: HttpRequest) -> JsonResponse:
    """Tell the budget, in a sentence."""
    now = clock.now()
    _require_token(request, now)
    _limit("budget", now)
    budget = State.current().budget
    return JsonResponse({"current_budget": f"Your current budget is {budget:f} LE"})


def _require_client(request: HttpRequest, form: dict[str, str]) -> None:
    client_id, secret = form.get("client_id", ""), form.get("client_secret", "")
    kind, _, encoded = request.headers.get("Authorization", "").partition(" ")
    if kind == "Basic":
        try:
            text = base64.b64decode(encoded, validate=True).decode()
        except (binascii.Error, ValueError):
            text = ""
        client_id, _, secret = text.partition(":")
    settings = configuration()
    known = tokens.is_same(client_id, settings.payouts_client_id)
    if not (known and tokens.is_same(secret, settings.payouts_client_secret)):
        raise Refusal(401, {"error": "invalid_client"})


def _require_password(form: dict[str, str]) -> None:
    settings = configuration()
    known = tokens.is_same(form.get("username", ""), settings.payouts_username)
    if not (known and tokens.is_same(form.get("password", ""), settings.payouts_password)):
        raise _bad_grant()


def _bad_grant() -> Refusal:
    # Whether this is 400 or 401 is uncertain.
    body = {"error": "invalid_grant", "error_description": "Invalid credentials given."}
    return Refusal(401, body)


def _require_token(request: HttpRequest, now: datetime) -> None:
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    if not token:
        raise Refusal(401, {"detail": tokens.MISSING})
    if kind != "Bearer" or not tokens.is_valid(token.strip(), Purpose.PAYOUTS, now=now):
        raise Refusal(401, {"detail": "Invalid token"})


def _limit(name: str, now: datetime) -> None:
    """Answer five inquiries a minute.

    :raises Refusal: 429.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"sandbox limit {name}"])
    minute = now - timedelta(minutes=1)
    Inquiry.objects.filter(name=name, asked_at__lte=minute).delete()
    if Inquiry.objects.filter(name=name).count() >= MOST_A_MINUTE:
        raise Refusal(429, {"detail": "Request was throttled. Expected available in 60 seconds."})
    Inquiry.objects.create(name=name, asked_at=now)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        sentence = f"“{text[:60]}” is not a valid UUID."
        raise Refusal(400, {"transactions_ids_list": [sentence]}) from None


def _paged(request: HttpRequest, found: list[Disbursement]) -> JsonResponse:
    asked = request.GET.get("page", "1")
    page = int(asked) if asked.isascii() and asked.isdigit() and 0 < len(asked) < 4 else 1
    start = (max(page, 1) - 1) * PAGE
    here = request.build_absolute_uri(request.path)
    rows: list[Any] = [shapes.disbursement(sent) for sent in found[start : start + PAGE]]
    return JsonResponse(
        {
            "count": len(found),
            "next": f"{here}?page={page + 1}" if len(found) > start + PAGE else None,
            "previous": f"{here}?page={page - 1}" if page > 1 else None,
            "results": rows,
        }
    )
