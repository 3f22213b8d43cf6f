"""Signing in to the pages of the house, and staying: with a password and, where it is on, a second
factor. A browser's session has a row beside those of apps, so that its owner sees it and can end it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from core.limits import forgive
from core.transactions import joins_transaction, opens_transaction
from custom_auth import rules
from custom_auth.actions import sessions, two_factor
from custom_auth.actions.sessions import PAIR, Origin
from custom_auth.errors import InvalidOtp, OtpRequired
from custom_auth.models import Session, User


@dataclass(frozen=True)
class Proved:
    """Who signed in, and whether a second factor was part of the proof."""

    user: User
    has_second_factor: bool


def prove(*, email: str, password: str, otp: str, origin: Origin, now: datetime) -> Proved:
    """Check who somebody at a browser is. Held to the limits of every sign-in; opens its own
    transactions, so that a failed attempt is remembered.

    :raises RateLimited: after repeated failures.
    :raises InvalidCredentials, OtpRequired, InvalidOtp:
    """
    known = sessions.prove_password(email, password, origin)
    user = known.user
    if known.has_second_factor:
        if not otp:
            raise OtpRequired
        if not opens_transaction(two_factor.take_code)(user, otp, now=now):
            opens_transaction(sessions.note_sign_in)(user, origin, succeeded=False)
            raise InvalidOtp
    opens_transaction(sessions.welcome)(user, origin, now=now)
    forgive(PAIR, sessions.pair(user.email, origin))
    return Proved(user, has_second_factor=known.has_second_factor)


@joins_transaction
def begin(proved: Proved, *, origin: Origin, lasts: timedelta, now: datetime) -> Session:
    """Write down the session of a browser; its cookie is to name the row."""
    return Session.objects.create(
        user=proved.user,
        is_browser=True,
        device=origin.device,
        address=origin.address,
        has_second_factor=proved.has_second_factor,
        last_used_at=now,
        expires_at=now + lasts,
    )


@joins_transaction
def end(session_id: int, *, now: datetime) -> None:
    """End the session of a browser that signs out; one that is over already stays as it is."""
    found = Session.objects.locked().of_browsers().filter(pk=session_id, ended_at=None).first()
    if found is not None:
        sessions.end(found, because="signed out", now=now)


def find(session_id: int, user: User, *, now: datetime) -> Session | None:
    """Find the session of ``user`` that a cookie names, if it is not over. One query."""
    return Session.objects.of_browsers().under_way(now).filter(pk=session_id, user=user).first()


def is_use_worth_noting(session: Session, *, now: datetime) -> bool:
    return now - session.last_used_at >= rules.BROWSER_USE_NOTED


@joins_transaction
def note_use(session: Session, *, now: datetime) -> None:
    Session.objects.filter(pk=session.pk).update(last_used_at=now)
