"""A person's addresses: at most one is the default, and while there are any, one is."""

import time
from typing import Any

from core.transactions import joins_transaction
from custom_auth.models import Address, Governorate, User

MOST = 50
# So many seconds a governorate may have another name here than staff gave it.
KEPT_FOR = 600.0

_kept: tuple[float, dict[str, Governorate]] = (0.0, {})


def governorates() -> dict[str, Governorate]:
    """Give the governorates by code; each process reads them every ten minutes."""
    global _kept
    read_at, known = _kept
    if not known or time.monotonic() - read_at > KEPT_FOR:
        known = {one.code: one for one in Governorate.objects.all()}
        _kept = time.monotonic(), known
    return known


@joins_transaction
def add(user: User, **fields: Any) -> Address:
    User.objects.locked().get(pk=user.pk)  # one change to somebody's addresses at a time
    is_first = not Address.objects.filter(user=user).exists()
    is_default = fields.pop("is_default", False) or is_first
    if is_default:
        _clear_default(user)
    return Address.objects.create(user=user, is_default=is_default, **fields)


@joins_transaction
def change(address: Address, **fields: Any) -> Address:
    User.objects.locked().get(pk=address.user_id)
    if fields.get("is_default"):
        _clear_default(address.user)
    else:
        fields.pop("is_default", None)  # the default moves by naming another one
    for name, value in fields.items():
        setattr(address, name, value)
    # Only what is said: what was read before the lock may have changed.
    address.save(update_fields=[*fields, "updated_at"])
    return address


@joins_transaction
def remove(address: Address) -> None:
    User.objects.locked().get(pk=address.user_id)
    address.refresh_from_db(fields=["is_default"])
    address.delete()
    if address.is_default:
        newest = Address.objects.filter(user_id=address.user_id).order_by("-pk").first()
        if newest:
            newest.is_default = True
            newest.save(update_fields=["is_default"])


def _clear_default(user: User) -> None:
    Address.objects.filter(user=user, is_default=True).update(is_default=False)
