"""A second factor: codes of an authenticator app (TOTP, RFC 6238), and recovery codes for its loss."""

import secrets
from dataclasses import dataclass
from datetime import datetime

import pyotp
from django.utils.crypto import constant_time_compare

from core.crypto import blind_index
from core.text import western_digits
from core.transactions import joins_transaction
from custom_auth import rules
from custom_auth.errors import InvalidCode, TwoFactorState, WrongPassword
from custom_auth.models import RecoveryCode, Session, TwoFactor, User
from notifications.actions.notify import Telling, tell

STEP = 30
# Codes of the step before and after are taken too, for phones whose clocks are off.
DRIFT = 1
# Letters and digits that cannot be mistaken for each other when read from paper.
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"


@dataclass(frozen=True)
class Setup:
    secret: str
    address: str


def is_on(user: User) -> bool:
    """Tell whether ``user`` has confirmed an authenticator. One query."""
    return TwoFactor.objects.filter(user=user, confirmed_at__isnull=False).exists()


@joins_transaction
def set_up(user: User) -> Setup:
    """Make a new secret, which counts once a code of it has been confirmed.

    :raises TwoFactorState: if a second factor is on already.
    """
    factor = TwoFactor.objects.locked().filter(user=user).first()
    if factor and factor.confirmed_at:
        raise TwoFactorState
    secret = pyotp.random_base32()
    TwoFactor.objects.update_or_create(user=user, defaults={"secret": secret, "last_step": 0})
    totp = pyotp.TOTP(secret, interval=STEP)
    return Setup(secret, totp.provisioning_uri(name=user.email, issuer_name="Tohfa"))


@joins_transaction
def confirm(user: User, code: str, *, now: datetime, session: Session | None = None) -> list[str]:
    """Switch the second factor on and give the recovery codes, which are shown this once.

    ``session`` is the one in which the code was entered; others that a password began prove no more
    than before.

    :raises TwoFactorState: if nothing was set up or it is on already.
    :raises InvalidCode: if the code is not the app's.
    """
    factor = TwoFactor.objects.locked().filter(user=user).first()
    if factor is None or factor.confirmed_at:
        raise TwoFactorState
    if not _take_step(factor, code, now=now):
        raise InvalidCode
    factor.confirmed_at = now
    factor.save(update_fields=["confirmed_at"])
    if session is not None:
        session.has_second_factor = True
        session.save(update_fields=["has_second_factor"])
    tell(Telling("account.two_factor_changed", [user.pk], values={"is_on": True}))
    return renew_recovery_codes(user)


@joins_transaction
def renew_recovery_codes(user: User) -> list[str]:
    """Replace the recovery codes and give the new ones."""
    codes = [
        "".join(secrets.choice(ALPHABET) for _ in range(10)) for _ in range(rules.RECOVERY_CODES)
    ]
    RecoveryCode.objects.filter(user=user).delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(user=user, digest=_digest(user, code)) for code in codes
    )
    return [f"{code[:5]}-{code[5:]}" for code in codes]


@joins_transaction
def take_code(user: User, code: str, *, now: datetime) -> bool:
    """Take a code of the app, or a recovery code, once; False if it is neither."""
    factor = TwoFactor.objects.locked().filter(user=user, confirmed_at__isnull=False).first()
    if factor is None:
        return False
    written = western_digits(code).replace(" ", "").replace("-", "").lower()
    if written.isdigit() and len(written) == 6:
        return _take_step(factor, written, now=now)
    used = RecoveryCode.objects.filter(
        user=user, digest=_digest(user, written), used_at__isnull=True
    ).update(used_at=now)
    return bool(used)


@joins_transaction
def switch_off(user: User, *, password: str, code: str, now: datetime) -> None:
    """Remove the second factor; what was proved with it counts no more.

    :raises TwoFactorState: if it is off.
    :raises WrongPassword, InvalidCode:
    """
    if not is_on(user):
        raise TwoFactorState
    if not user.check_password(password):
        raise WrongPassword
    if not take_code(user, code, now=now):
        raise InvalidCode
    TwoFactor.objects.filter(user=user).delete()
    RecoveryCode.objects.filter(user=user).delete()
    Session.objects.filter(user=user).update(has_second_factor=False)
    User.objects.filter(pk=user.pk).sign_out_browsers()
    Session.objects.visible_to(user).of_browsers().update(ended_at=now, ended_because="factor off")
    tell(Telling("account.two_factor_changed", [user.pk], values={"is_on": False}))


def _take_step(factor: TwoFactor, code: str, *, now: datetime) -> bool:
    """Compare with the codes around ``now``, each step at most once and never one before the last."""
    totp = pyotp.TOTP(factor.secret, interval=STEP)
    present = int(now.timestamp()) // STEP
    taken = 0
    for step in range(present - DRIFT, present + DRIFT + 1):
        if constant_time_compare(totp.generate_otp(step), western_digits(code).strip()):
            taken = step
    if taken <= factor.last_step:
        return False
    factor.last_step = taken
    factor.save(update_fields=["last_step"])
    return True


def _digest(user: User, code: str) -> str:
    return blind_index(f"recovery {user.pk} {code}")
