"""From ``Authorization: Bearer`` to a person: one query by primary key."""

from datetime import UTC, datetime
from itertools import islice
from typing import Any, cast

from django.utils import timezone
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication
from rest_framework.request import Request

from core import prepared, rows
from custom_auth import tokens
from custom_auth.errors import InvalidToken
from custom_auth.models import Session, User, UserProfile

FIND = f"""
SELECT {rows.selected(Session, "s")}, {rows.selected(User, "u")}, {rows.selected(UserProfile, "p")}
  FROM custom_auth_session s JOIN custom_auth_user u ON u.id = s.user_id
  LEFT JOIN custom_auth_userprofile p ON p.user_id = u.id
 WHERE s.id = %(id)s::bigint
"""  # noqa: S608 - of names of ours


def find(session_id: int) -> Session | None:
    """Find a session with its person and their profile. One query."""
    found = prepared.rows(FIND, {"id": session_id})
    if not found:
        return None
    cells = iter(found[0])
    session, user, profile = (
        list(islice(cells, len(model._meta.concrete_fields)))
        for model in (Session, User, UserProfile)
    )
    one = rows.read(Session, session)
    one.user = rows.read(User, user)
    if profile[0] is not None:
        one.user.profile = rows.read(UserProfile, profile)
    return one


class BearerAuthentication(BaseAuthentication):
    def authenticate(self, request: Request) -> tuple[User, Session] | None:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            return None
        claims = tokens.read(token.strip(), "access")
        session = find(claims["sid"])
        # The session is looked at each time, so that signing out ends access now and not at expiry.
        if session is None or session.ended_at or session.expires_at <= timezone.now():
            raise InvalidToken
        if not session.user.is_active or str(session.user_id) != claims["sub"]:
            raise InvalidToken
        session.access_until = datetime.fromtimestamp(claims["exp"], UTC)
        return session.user, session

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="tohfa"'


def caller(request: Request) -> User:
    """Give the person who sent the request, where the view lets only signed-in people in."""
    return cast(User, request.user)


def session_of(request: Request) -> Session:
    """Give the session whose token the request carries."""
    return cast(Session, request.auth)


class BearerScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = "custom_auth.authentication.BearerAuthentication"
    name = "bearer"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {
            "type": "http",
            "scheme": "bearer",
            "bearerFormat": "JWT",
            "description": "The `access` token of a sign-in; it lives 15 minutes.",
        }
