"""By what campaigns can choose people: their role, and the governorate they live in."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from custom_auth.models import Address, Governorate
from custom_auth.rules import UserType
from notifications.audiences import Choices, Criterion, offer


def _roles() -> Choices:
    return [
        (UserType.CUSTOMER.value, _("Customer")),
        (UserType.ARTIST.value, _("Artist")),
        (UserType.STORE.value, _("Store")),
    ]


def _of_role(people: QuerySet[Any], value: str) -> QuerySet[Any]:
    return people.filter(profile__user_type=value)


def _governorates() -> Choices:
    return list(Governorate.named().items())


def _living_in(people: QuerySet[Any], code: str) -> QuerySet[Any]:
    """Narrow to those with an address there, or whose shop is there."""
    has_address = Exists(Address.objects.filter(user=OuterRef("pk"), governorate__code=code))
    return people.filter(has_address | Q(profile__governorate__code=code))


offer(
    Criterion("role", _("role"), _roles, _of_role),
    Criterion("governorate", _("governorate"), _governorates, _living_in),
)
