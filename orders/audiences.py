"""By what campaigns can choose people: what they have bought."""

from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from notifications.audiences import Choices, Criterion, offer
from orders.models import Order
from orders.rules.states import OrderStatus

NEVER = "never"
DAYS = (30, 90, 365)


def _histories() -> Choices:
    bought = [
        (f"within {days}", _("bought within %(days)d days") % {"days": days}) for days in DAYS
    ]
    silent = [
        (f"not {days}", _("bought, but not within %(days)d days") % {"days": days}) for days in DAYS
    ]
    return [*bought, *silent, (NEVER, _("never bought"))]


def _having_bought(people: QuerySet[Any], value: str) -> QuerySet[Any]:
    own = Order.objects.filter(user=OuterRef("pk")).exclude(status=OrderStatus.CANCELLED)
    if value == NEVER:
        return people.filter(~Exists(own))
    word, days = value.split(" ")
    recent = Exists(own.filter(created_at__gte=timezone.now() - timedelta(days=int(days))))
    return people.filter(recent if word == "within" else Exists(own) & ~recent)


offer(Criterion("purchases", _("purchases"), _histories, _having_bought))
