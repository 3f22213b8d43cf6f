"""From ``Authorization: Bearer`` to a person: one query by primary key."""

from datetime import UTC, datetime
from typing import Any, cast

from django.utils import timezone
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication
from rest_framework.request import Request

from custom_auth import tokens
from custom_auth.errors import InvalidToken
from custom_auth.models import Session, User


class BearerAuthentication(BaseAuthentication):
    def authenticate(self, request: Request) -> tuple[User, Session] | None:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            return None
        claims = tokens.read(token.strip(), "access")
        session = (
            Session.objects.select_related("user", "user__profile").filter(pk=claims["sid"]).first()
        )
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
