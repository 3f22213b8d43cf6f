"""Signing in, going on, signing out."""

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django.contrib.auth.hashers import check_password, make_password
from django.utils.crypto import constant_time_compare

from core import prepared
from core.addresses import network
from core.limits import Rate, forgive, spend_in_turn
from core.problems import RateLimited
from core.transactions import joins_transaction, opens_transaction
from custom_auth import rules, tokens
from custom_auth.actions import two_factor
from custom_auth.errors import (
    InvalidCredentials,
    InvalidOtp,
    InvalidToken,
    OtpRequired,
    TokenReused,
)
from custom_auth.models import Session, SignIn, User, UserProfile
from notifications.actions.notify import Telling, tell
from notifications.actions.streams import end_streams

# One network guessing at one account; one network guessing at many; many networks at one account.
PAIR = Rate("sign-in pair", 10, 15 * 60)
NETWORK = Rate("sign-in network", 300, 15 * 60)
ACCOUNT = Rate("sign-in account", 60, 60 * 60)


@dataclass(frozen=True)
class Origin:
    """Where a request comes from, as its sessions show it."""

    address: str
    device: str


@dataclass(frozen=True)
class Known:
    """Who has an address, and whether a second factor is on."""

    user: User
    has_second_factor: bool


@dataclass(frozen=True)
class TokenPair:
    access: str
    refresh: str
    user: User
    two_factor_required: bool


def sign_in(
    *, email: str, password: str, otp: str | None, origin: Origin, now: datetime
) -> TokenPair:
    """Check a password and, where it is on, a second factor, and begin a session.

    Opens its own short transactions: hashing a password is slow on purpose and must hold no
    connection, and a failed attempt has to be remembered although the request fails.

    :raises RateLimited: after repeated failures.
    :raises InvalidCredentials, OtpRequired, InvalidOtp:
    """
    known = prove_password(email, password, origin)
    return _finish(known, otp=otp, origin=origin, now=now)


def prove_password(email: str, password: str, origin: Origin) -> Known:
    """Give who signs in with a password, which is half the proof where a second factor is on.

    :raises RateLimited: after repeated failures.
    :raises InvalidCredentials: which is remembered for the owner to see.
    """
    address = rules.normal_email(email)
    hold_to_limits(address, origin)
    known = who_has(address)
    # For an unknown address a password is hashed as well, so that the answer takes as long.
    expected = known.user.password if known else nobodys_password()
    if not check_password(password, expected) or known is None:
        if known is not None:
            opens_transaction(note_sign_in)(known.user, origin, succeeded=False)
        raise InvalidCredentials
    return known


def _finish(known: Known, *, otp: str | None, origin: Origin, now: datetime) -> TokenPair:
    user = known.user

    @opens_transaction
    def attempt() -> TokenPair | type[OtpRequired] | type[InvalidOtp]:
        if known.has_second_factor:
            if not otp:
                return OtpRequired
            if not two_factor.take_code(user, otp, now=now):
                note_sign_in(user, origin, succeeded=False)
                return InvalidOtp
        return begin(user, origin=origin, now=now, has_second_factor=known.has_second_factor)

    outcome = attempt()
    if not isinstance(outcome, TokenPair):
        raise outcome
    forgive(PAIR, pair(user.email, origin))
    return outcome


def hold_to_limits(email: str, origin: Origin) -> None:
    """Count an attempt.

    The limit of the account as a whole is high and does not bind networks its owner has signed in
    from before, so that a stranger cannot lock the owner out.

    :raises RateLimited: if there were too many.
    """
    # One after the other: who is stopped by an earlier limit does not use up a later one, so that a
    # single network can never fill the bucket of an account.
    buckets = (PAIR, pair(email, origin)), (NETWORK, network(origin.address)), (ACCOUNT, email)
    stopped = spend_in_turn(*buckets)
    if stopped is None:
        return
    if buckets[stopped.at][0] is ACCOUNT and _is_known(email, origin):
        return
    raise RateLimited(headers={"Retry-After": str(int(stopped.wait) + 1)})


def pair(email: str, origin: Origin) -> str:
    return f"{email} {network(origin.address)}"


def _is_known(email: str, origin: Origin) -> bool:
    return Session.objects.filter(user__email=email, address=origin.address).exists()


_decoy = ""


def nobodys_password() -> str:
    """Give the hash of a password nobody has, made once with the cost in force."""
    global _decoy
    if not _decoy:
        _decoy = make_password("nobody's")
    return _decoy


# What of somebody who signs in is looked at; the rest is read when it is asked for.
# In the order of the models, as ``from_db`` takes them.
OF_USER = (
    "password",
    "is_superuser",
    "id",
    "email",
    "first_name",
    "last_name",
    "language",
    "is_active",
    "is_staff",
    "date_joined",
    "email_verified_at",
    "sign_out_count",
)
OF_PROFILE = ("id", "user_id", "user_type", "is_verified")
WHO = f"""
SELECT {", ".join(f"u.{name}" for name in OF_USER)}, {", ".join(f"p.{name}" for name in OF_PROFILE)},
       EXISTS (SELECT FROM custom_auth_twofactor WHERE user_id = u.id AND confirmed_at IS NOT NULL)
  FROM custom_auth_user u JOIN custom_auth_userprofile p ON p.user_id = u.id
 WHERE u.email = %(email)s::text AND u.is_active
"""  # noqa: S608 - our own names


def who_has(email: str) -> Known | None:
    """Give who has an address, if the account is open, and whether a second factor is on. One query."""
    for row in prepared.rows(WHO, {"email": rules.normal_email(email)}):
        user = User.from_db(None, OF_USER, row[: len(OF_USER)])
        user.profile = UserProfile.from_db(None, OF_PROFILE, row[len(OF_USER) : -1])
        return Known(user, has_second_factor=row[-1])
    return None


# All that a sign-in writes, at once: it is on everybody's way in. Without an end there is no session, as
# for browsers, which have one of their own.
BEGIN = """
WITH recent AS (
    SELECT device FROM custom_auth_signin
     WHERE user_id = %(user)s::bigint AND succeeded ORDER BY id DESC LIMIT 50
), noted AS (
    INSERT INTO custom_auth_signin (user_id, succeeded, address, device, created_at)
    VALUES (%(user)s::bigint, true, %(address)s::text, %(device)s::text, %(now)s::timestamptz)
), person AS (
    UPDATE custom_auth_user SET last_login = %(now)s::timestamptz, erase_after = NULL
     WHERE id = %(user)s::bigint
), begun AS (
    INSERT INTO custom_auth_session (user_id, device, address, generation, has_second_factor,
           created_at, last_used_at, expires_at, ended_because)
    SELECT %(user)s::bigint, %(device)s::text, %(address)s::text, 0, %(has_second_factor)s::boolean,
           %(now)s::timestamptz, %(now)s::timestamptz, %(ends)s::timestamptz, ''
     WHERE %(ends)s::timestamptz IS NOT NULL
    RETURNING id
)
SELECT (SELECT id FROM begun),
       EXISTS (SELECT FROM recent)
       AND NOT EXISTS (SELECT FROM recent WHERE device = %(device)s::text)
"""


@joins_transaction
def begin(
    user: User, *, origin: Origin, now: datetime, has_second_factor: bool = False
) -> TokenPair:
    """Begin a session of ``user``, who has proved to be that person."""
    ends = now + rules.SESSION_LIFE
    session_id = _write(user, origin, now=now, ends=ends, has_second_factor=has_second_factor)
    session = Session(pk=session_id, user=user, has_second_factor=has_second_factor)
    return _pair_of(session, user, now=now)


@joins_transaction
def welcome(user: User, origin: Origin, *, now: datetime) -> None:
    """Remember that ``user`` signed in with a browser, and what comes of every sign-in."""
    _write(user, origin, now=now, ends=None, has_second_factor=False)


def _write(
    user: User, origin: Origin, *, now: datetime, ends: datetime | None, has_second_factor: bool
) -> int | None:
    """Write down a sign-in, stop a planned erasure, tell of a device not seen before; give the id of
    the session if it has one. One query."""
    parameters = {
        "user": user.pk,
        "address": origin.address,
        "device": origin.device,
        "now": now,
        "ends": ends,
        "has_second_factor": has_second_factor,
    }
    ((session_id, is_new_device),) = prepared.rows(BEGIN, parameters)
    user.last_login, user.erase_after = now, None  # signing in is a change of mind
    if is_new_device:
        values = {"device": origin.device or "?", "address": origin.address}
        tell(Telling("account.new_device", [user.pk], values=values))
    return cast("int | None", session_id)


def _pair_of(session: Session, user: User, *, now: datetime) -> TokenPair:
    return TokenPair(
        access=tokens.access_token(user_id=user.pk, session_id=session.pk, now=now),
        refresh=tokens.refresh_token(
            user_id=user.pk, session_id=session.pk, generation=session.generation, now=now
        ),
        user=user,
        two_factor_required=session.is_held_back,
    )


@joins_transaction
def note_sign_in(user: User, origin: Origin, *, succeeded: bool) -> None:
    SignIn.objects.create(
        user=user, succeeded=succeeded, address=origin.address, device=origin.device
    )


def refresh(refresh_token: str, *, now: datetime) -> TokenPair:
    """Exchange a refresh token for new tokens; each one works once.

    :raises TokenReused: if it was used before. The session, and with it every token of its family,
        has then been ended and its owner told; that commits although the request fails.
    :raises InvalidToken:
    """
    claims = tokens.read(refresh_token, "refresh")
    outcome = opens_transaction(_rotate)(claims["sid"], claims.get("gen"), now=now)
    if outcome is None:
        raise TokenReused
    return outcome


@joins_transaction
def _rotate(session_id: int, generation: object, *, now: datetime) -> TokenPair | None:
    session = Session.objects.locked().select_related("user__profile").filter(pk=session_id).first()
    if session is None or session.ended_at or session.expires_at <= now:
        raise InvalidToken
    if not session.user.is_active:
        raise InvalidToken
    if session.generation != generation:
        end(session, because="reuse", now=now)
        values = {"device": session.device or "?"}
        tell(Telling("account.token_reused", [session.user_id], values=values))
        return None
    session.generation += 1
    session.last_used_at = now
    session.save(update_fields=["generation", "last_used_at"])
    return _pair_of(session, session.user, now=now)


@joins_transaction
def end(session: Session, *, because: str, now: datetime) -> None:
    session.ended_at = now
    session.ended_because = because
    session.save(update_fields=["ended_at", "ended_because"])
    end_streams([session.pk])


@joins_transaction
def end_all(user: User, *, because: str, now: datetime) -> None:
    """Sign ``user`` out everywhere: apps, and browsers at the pages of the house."""
    User.objects.filter(pk=user.pk).sign_out_browsers()
    Session.objects.filter(user=user, ended_at__isnull=True).update(
        ended_at=now, ended_because=because
    )
    ended = Session.objects.filter(user=user, ended_at=now)
    end_streams(ended.values_list("pk", flat=True))


@joins_transaction
def sign_out(user: User, refresh_token: str, *, everywhere: bool, now: datetime) -> None:
    """End the session of a refresh token, or all of them.

    :raises InvalidToken: if the token is not one of ``user``'s.
    """
    claims = tokens.read(refresh_token, "refresh")
    if not constant_time_compare(claims["sub"], str(user.pk)):
        raise InvalidToken
    if everywhere:
        end_all(user, because="signed out", now=now)
        return
    session = Session.objects.locked().visible_to(user).filter(pk=claims["sid"]).first()
    if session is not None:
        end(session, because="signed out", now=now)
