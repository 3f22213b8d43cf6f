"""What people agreed to: each step is a row that stays, so that it can be shown what held when."""

from collections.abc import Collection

from core.transactions import joins_transaction
from custom_auth.models import Consent, User
from notifications.actions import inbox
from notifications.rules import Channel, Topic

TERMS_VERSION = "2026-11"
# What one agrees to by opening an account, and takes back by having it erased.
NEEDED = ("terms", "privacy")
# What one may agree to, and take back at any time.
FREE = ("promotion", "analytics")


@joins_transaction
def record(user: User, purpose: str, *, is_given: bool) -> Consent:
    """Note that somebody agreed, or no longer does, in the wording in force; promotions follow it."""
    consent = Consent.objects.create(
        user=user, purpose=purpose, version=TERMS_VERSION, is_given=is_given
    )
    if purpose == "promotion" and is_given:
        channels = (Channel.EMAIL, Channel.PUSH)
        inbox.switch_topics(user, [(Topic.PROMOTION, channel, True) for channel in channels])
    elif purpose == "promotion":
        inbox.unsubscribe_from_promotions(user.pk)
    return consent


def note_promotions(user_id: int) -> None:
    """Note that somebody agrees to promotions, unless that is what stands."""
    last = Consent.objects.filter(user_id=user_id, purpose="promotion").order_by("-pk").first()
    if last is None or not last.is_given:
        Consent.objects.create(
            user_id=user_id, purpose="promotion", version=TERMS_VERSION, is_given=True
        )


def withdrawn_by(user_ids: Collection[int]) -> set[int]:
    """Give those of ``user_ids`` whose last word on promotions is no. One query."""
    last = (
        Consent.objects.filter(user_id__in=user_ids, purpose="promotion")
        .order_by("user", "-pk")
        .distinct("user")
        .values_list("user_id", "is_given")
    )
    return {user_id for user_id, is_given in last if not is_given}


def standing(user: User) -> list[Consent]:
    """Give the latest word of ``user`` on each purpose, oldest purpose first. One query."""
    latest = Consent.objects.filter(user=user).order_by("purpose", "-pk").distinct("purpose")
    order = [*NEEDED, *FREE]
    return sorted(latest, key=lambda consent: order.index(consent.purpose))
