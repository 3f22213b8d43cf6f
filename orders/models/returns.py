from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from core.fields import MoneyField
from core.ids import IdField
from core.models import Numbered
from custom_auth.models import User
from orders.models.orders import Order, OrderItem, Parcel
from orders.rules import returns, states

STATUSES = [
    (states.ReturnStatus.REQUESTED.value, _("Requested")),
    (states.ReturnStatus.APPROVED.value, _("Approved")),
    (states.ReturnStatus.REFUSED.value, _("Refused")),
    (states.ReturnStatus.RECEIVED.value, _("Received")),
    (states.ReturnStatus.REFUNDED.value, _("Refunded")),
    (states.ReturnStatus.DISPUTED.value, _("In dispute")),
    (states.ReturnStatus.CLOSED.value, _("Closed")),
]
REASONS = [
    (returns.Reason.CHANGED_MIND.value, _("Changed my mind")),
    (returns.Reason.DEFECTIVE.value, _("Arrived broken or faulty")),
    (returns.Reason.NOT_AS_DESCRIBED.value, _("Not as described")),
    (returns.Reason.WRONG_ITEM.value, _("Not what was ordered")),
    (returns.Reason.NEVER_ARRIVED.value, _("Said to be delivered, but never arrived")),
]


class ReturnQuerySet(models.QuerySet["Return"]):
    def locked(self) -> Self:
        return self.order_by("pk").select_for_update(of=("self",), no_key=True)

    def visible_to(self, user: User) -> Self:
        """What one asked for, and what one sold."""
        return self.filter(Q(user=user) | Q(parcel__seller=user))

    def unanswered(self, now: Any) -> Self:
        """Those whose seller has let the time to answer, or to say that the pieces are back, go by."""
        return self.filter(status__in=["requested", "approved"], answer_by__lte=now)

    def uncontested(self, now: Any) -> Self:
        """Refused ones that their buyer has not taken to staff in time."""
        return self.filter(status="refused", answer_by__lte=now)

    def in_the_way_of(self, reason: returns.Reason) -> Self:
        """Those that stand; and those that staff decided against their buyer on like grounds.

        The law gives the right to change one's mind and the right to a sound piece apart from each
        other: what was decided of the one leaves the other as it was.
        """
        alike = returns.FAULTS if reason in returns.FAULTS else {reason}
        decided = ReturnMessage.objects.filter(
            return_request=OuterRef("pk"), from_status="disputed", to_status="closed"
        ).exclude(by=OuterRef("user"))
        return self.filter(
            Q(status__in=sorted(states.HOLDS_MONEY))
            | Q(Exists(decided), status="closed", reason__in=sorted(alike))
        )

    def for_listing(self) -> Self:
        return self.select_related("order", "parcel").prefetch_related(
            "items__order_item", "photos", "messages"
        )


class Return(Numbered):
    """A buyer's wish to give back lines of one parcel, and what came of it."""

    id = IdField(primary_key=True)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="returns")
    parcel = models.ForeignKey(
        Parcel, db_index=False, on_delete=models.PROTECT, related_name="returns"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, db_index=False, on_delete=models.PROTECT, related_name="returns"
    )
    reason = models.CharField(_("reason"), max_length=20, choices=REASONS)
    details = models.TextField(_("details"), blank=True)
    status = models.CharField(
        _("status"), max_length=12, choices=STATUSES, default=states.ReturnStatus.REQUESTED.value
    )
    answer = models.CharField(_("answer"), max_length=500, blank=True)
    refund_amount = MoneyField(_("refund"))
    refunds_shipping = models.BooleanField(default=False)
    # What is held back of the seller's share for it.
    frozen = MoneyField(default=0)
    answer_by = models.DateTimeField(_("to be answered by"))
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects: ClassVar[models.Manager["Return"]] = ReturnQuerySet.as_manager()

    class Meta:
        verbose_name = _("return")
        verbose_name_plural = _("returns")
        indexes = [
            models.Index(name="return_of_user", fields=["user", "-id"]),
            models.Index(name="return_of_parcel", fields=["parcel"]),
            models.Index(
                name="return_to_be_answered",
                fields=["answer_by"],
                condition=Q(status__in=["requested", "approved", "refused"]),
            ),
            models.Index(
                name="return_under_way",
                fields=["answer_by"],
                condition=Q(status__in=["requested", "approved", "refused", "received"]),
            ),
            models.Index(
                name="return_disputed", fields=["updated_at"], condition=Q(status="disputed")
            ),
        ]


class ReturnItem(models.Model):
    id = IdField(primary_key=True)
    return_request = models.ForeignKey(
        Return, db_index=False, on_delete=models.CASCADE, related_name="items"
    )
    order_item = models.ForeignKey(OrderItem, on_delete=models.PROTECT, related_name="return_items")
    quantity = models.PositiveIntegerField()
    amount = MoneyField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="return_item_once", fields=["return_request", "order_item"]
            ),
            models.CheckConstraint(name="return_item_some", condition=Q(quantity__gte=1)),
        ]


class ReturnPhoto(models.Model):
    id = IdField(primary_key=True)
    return_request = models.ForeignKey(Return, on_delete=models.CASCADE, related_name="photos")
    # Where it lies in the private storage, encrypted: it may show a home, or a face.
    image = models.CharField(max_length=255)


class ReturnMessage(models.Model):
    """What buyer, seller and staff write to each other about a return, and each of its steps."""

    id = IdField(primary_key=True)
    return_request = models.ForeignKey(Return, on_delete=models.CASCADE, related_name="messages")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    text = models.TextField()
    from_status = models.CharField(max_length=12, blank=True)
    to_status = models.CharField(max_length=12, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
