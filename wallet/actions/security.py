"""The PIN of a wallet: four to eight digits, slow to guess, locked after wrong entries."""

from datetime import datetime

from django.contrib.auth.hashers import check_password, make_password

from core.text import western_digits
from core.transactions import joins_transaction
from custom_auth.models import User
from notifications.actions.notify import Telling, tell
from wallet import rules
from wallet.errors import NoPin, PinLocked
from wallet.models import WalletSecurity


def pin_hash(pin: str) -> str:
    """Hash a PIN; slow on purpose, so it is done before a transaction is opened."""
    return make_password(western_digits(pin))


@joins_transaction
def set_pin(user: User, pin_hash: str, *, now: datetime) -> WalletSecurity:
    """Set the PIN. One that takes the place of another makes withdrawals rest for a while."""
    kept, is_first = WalletSecurity.objects.update_or_create(
        user=user,
        defaults={"pin": pin_hash, "failures": 0, "locked_until": None, "changed_at": now},
        create_defaults={"pin": pin_hash},
    )
    hours = int(rules.COOLING_OFF.total_seconds() // 3600)
    tell(Telling("wallet.pin_changed", [user.pk], values={"hours": hours, "is_first": is_first}))
    return kept


@joins_transaction
def take_pin(user: User, pin: str, *, now: datetime) -> bool:
    """Compare the PIN; False if it is wrong, which counts and may lock it: let that commit.

    :raises NoPin: if none was set.
    :raises PinLocked: while it is locked.
    """
    kept = WalletSecurity.objects.select_for_update(no_key=True).filter(user=user).first()
    if kept is None:
        raise NoPin
    if kept.locked_until is not None and kept.locked_until > now:
        raise PinLocked(until=kept.locked_until)
    if check_password(western_digits(pin), kept.pin):
        kept.failures, kept.locked_until = 0, None
        kept.save(update_fields=["failures", "locked_until"])
        return True
    kept.failures += 1
    until = rules.locked_until(kept.failures, now)
    if until is not None:
        kept.locked_until = until
        minutes = int((until - now).total_seconds() // 60)
        tell(Telling("wallet.pin_locked", [user.pk], values={"minutes": minutes}))
    kept.save(update_fields=["failures", "locked_until"])
    return False
