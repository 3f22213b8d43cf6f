"""Changing what a person tells about themselves."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.db import transaction

from core.transactions import joins_transaction
from custom_auth.actions import sellers
from custom_auth.models import User, UserProfile

OF_THE_USER = ("first_name", "last_name", "language")


@joins_transaction
def change(user: User, *, now: datetime, **fields: Any) -> UserProfile:
    """Set what is given and leave the rest; ``profile_picture`` is WebP bytes, or None for none."""
    profile = UserProfile.objects.locked().select_related("user").get(user=user)
    own = {name: fields.pop(name) for name in OF_THE_USER if name in fields}
    if own:
        for name, value in own.items():
            setattr(profile.user, name, value)
        profile.user.save(update_fields=list(own))
    is_away = fields.pop("is_on_holiday", None)
    changed = {*fields, "updated_at"}
    if "profile_picture" in fields:
        _set_picture(profile, fields.pop("profile_picture"))
    if fields.get("phone_number", profile.phone_number) != profile.phone_number:
        profile.phone_verified_at = None
        changed.add("phone_verified_at")
    for name, value in fields.items():
        setattr(profile, name, value)
    # Only what was changed: the counts in this row are the database's own, and move with a holiday.
    profile.save(update_fields=changed)
    if is_away is not None and profile.is_seller:
        profile = sellers.set_holiday(profile, is_away=is_away, now=now)
    return profile


def _set_picture(profile: UserProfile, webp: bytes | None) -> None:
    old = profile.profile_picture.name if profile.profile_picture else None
    if webp is None:
        profile.profile_picture = None
    else:
        storage = UserProfile._meta.get_field("profile_picture").storage
        name = storage.save(f"profile_pictures/{uuid4().hex}.webp", ContentFile(webp))
        profile.profile_picture = name
    if old:
        storage = UserProfile._meta.get_field("profile_picture").storage
        transaction.on_commit(lambda: storage.delete(old))
