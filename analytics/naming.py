"""How rows of reports name the people they are about."""

from collections.abc import Iterable

from core.serializers import localised
from custom_auth.models import UserProfile


def sellers_named(keys: Iterable[int]) -> dict[int, str]:
    """Give the public names of sellers in the active language. One query."""
    profiles = UserProfile.objects.filter(user__in=set(keys)).select_related("user")
    return {one.user_id: localised(one, "display_name") or str(one.user) for one in profiles}
