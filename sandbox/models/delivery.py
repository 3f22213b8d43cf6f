from datetime import datetime

from django.db import models
from django.db.models import Q


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def due(self, now: datetime) -> "DeliveryQuerySet":
        """Those to be sent now and in nobody's hands."""
        free = Q(claimed_until=None) | Q(claimed_until__lte=now)
        return self.waiting().filter(free, due_at__lte=now)

    def waiting(self) -> "DeliveryQuerySet":
        return self.filter(state=Delivery.State.WAITING)

    def about(self, subject: str) -> "DeliveryQuerySet":
        return self.filter(subject=subject)


class Delivery(models.Model):
    """One message on its way to the shop, exactly as it is sent."""

    class Kind(models.TextChoices):
        TRANSACTION = "transaction"
        TOKEN = "token"  # noqa: S105 - the name of a callback
        PAYOUT = "payout"
        PARCEL = "parcel"

    class State(models.TextChoices):
        WAITING = "waiting", "waiting"
        DELIVERED = "delivered", "delivered"
        EXHAUSTED = "exhausted", "given up"
        HELD = "held", "held back"
        LOST = "lost", "lost on purpose"

    kind = models.CharField(max_length=12, choices=Kind)
    subject = models.CharField(max_length=80, db_index=True)
    """What is ordered among itself: ``order:…``, ``payout:…`` or ``parcel:…``."""
    about = models.CharField(max_length=80, db_index=True)
    """What it tells of: ``transaction:…``, or the subject itself."""
    url = models.TextField()
    headers = models.JSONField(default=dict)
    body = models.TextField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    note = models.CharField(max_length=60, blank=True)
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    claimed_until = models.DateTimeField(null=True)
    attempts_made = models.PositiveSmallIntegerField(default=0)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                name="sandbox_delivery_due_idx",
                fields=["due_at", "id"],
                condition=Q(state="waiting"),
            )
        ]


class Attempt(models.Model):
    """One try at a delivery: what the shop answered, or why it did not."""

    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="attempts")
    sent_at = models.DateTimeField()
    status = models.PositiveSmallIntegerField(null=True)
    headers = models.JSONField(default=dict)
    answer = models.TextField(blank=True)
    error = models.CharField(max_length=200, blank=True)
    milliseconds = models.PositiveIntegerField()
