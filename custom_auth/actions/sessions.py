"""Signing in, going on, signing out."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import check_password, make_password
from django.utils.crypto import constant_time_compare

from core.addresses import network
from core.limits import Rate, forgive, spend
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
from custom_auth.models import Session, SignIn, User
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
    address = rules.normal_email(email)
    hold_to_limits(address, origin)
    user = User.objects.with_email(address).filter(is_active=True).select_related("profile").first()
    # For an unknown address a password is hashed as well, so that the answer takes as long.
    expected = user.password if user else nobodys_password()
    if not check_password(password, expected) or user is None:
        if user is not None:
            opens_transaction(note_sign_in)(user, origin, succeeded=False)
        raise InvalidCredentials
    return _finish(user, otp=otp, origin=origin, now=now)


def _finish(user: User, *, otp: str | None, origin: Origin, now: datetime) -> TokenPair:
    @opens_transaction
    def attempt() -> TokenPair | type[OtpRequired] | type[InvalidOtp]:
        is_on = two_factor.is_on(user)
        if is_on:
            if not otp:
                return OtpRequired
            if not two_factor.take_code(user, otp, now=now):
                note_sign_in(user, origin, succeeded=False)
                return InvalidOtp
        return begin(user, origin=origin, now=now, has_second_factor=is_on)

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
    wait = spend(PAIR, pair(email, origin))
    if wait is None:
        wait = spend(NETWORK, network(origin.address))
    if wait is None:
        wait = spend(ACCOUNT, email)
        if wait is None or _is_known(email, origin):
            return
    raise RateLimited(headers={"Retry-After": str(int(wait) + 1)})


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


@joins_transaction
def begin(
    user: User, *, origin: Origin, now: datetime, has_second_factor: bool = False
) -> TokenPair:
    """Begin a session of ``user``, who has proved to be that person."""
    welcome(user, origin, now=now)
    session = Session.objects.create(
        user=user,
        device=origin.device,
        address=origin.address,
        last_used_at=now,
        expires_at=now + rules.SESSION_LIFE,
        has_second_factor=has_second_factor,
    )
    return _pair_of(session, user, now=now)


@joins_transaction
def welcome(user: User, origin: Origin, *, now: datetime) -> None:
    """Remember that ``user`` signed in, tell of a device not seen before, and stop a planned erasure."""
    earlier = SignIn.objects.filter(user=user, succeeded=True).order_by("-pk")
    devices = set(earlier.values_list("device", flat=True)[:50])
    note_sign_in(user, origin, succeeded=True)
    if devices and origin.device not in devices:
        values = {"device": origin.device or "?", "address": origin.address}
        tell(Telling("account.new_device", [user.pk], values=values))
    changed = []
    if user.erase_after is not None:  # signing in within the grace period is a change of mind
        user.erase_after = None
        changed.append("erase_after")
    user.last_login = now
    user.save(update_fields=["last_login", *changed])


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
