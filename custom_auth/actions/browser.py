"""Signing in to the pages of the house: with a password and, where it is on, a second factor."""

from dataclasses import dataclass
from datetime import datetime

from core.limits import forgive
from core.transactions import opens_transaction
from custom_auth.actions import sessions, two_factor
from custom_auth.actions.sessions import PAIR, Origin
from custom_auth.errors import InvalidOtp, OtpRequired
from custom_auth.models import User


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
