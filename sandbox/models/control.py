"""What the control pages set, and what they show of the requests received."""

from datetime import timedelta
from decimal import Decimal
from typing import Any, Self

from django.db import models

from sandbox.configuration import configuration


class State(models.Model):
    """The sandbox's one row of switches."""

    ahead = models.DurationField(default=timedelta)
    """How far the sandbox's clock runs before the real one."""
    callback_options = models.JSONField(default=dict)
    amount_triggers = models.BooleanField(default=False)
    balance_cents = models.BigIntegerField(null=True)
    """What refunds may draw on; without limit while null."""
    budget = models.DecimalField(max_digits=14, decimal_places=2, default=Decimal(0))
    payouts_callback_url = models.TextField(default="", blank=True)

    @classmethod
    def current(cls, *, lock: bool = False) -> Self:
        """Read the row, or make it from the settings (one query, three the first time)."""
        rows = cls.objects.select_for_update(no_key=True) if lock else cls.objects.all()
        return rows.filter(pk=1).first() or cls._first(lock=lock)

    @classmethod
    def _first(cls, *, lock: bool) -> Self:
        settings = configuration()
        fresh: dict[str, Any] = {
            "amount_triggers": settings.amount_triggers,
            "budget": settings.payouts_budget,
            "payouts_callback_url": settings.payouts_callback_url,
        }
        cls.objects.bulk_create([cls(pk=1, **fresh)], ignore_conflicts=True)
        return cls.current(lock=lock)


class Fault(models.Model):
    """Something to go wrong with the next calls of an endpoint."""

    class Kind(models.TextChoices):
        ERROR = "error", "answers 500"
        TIMEOUT = "timeout", "does nothing for some seconds, then answers 504"
        SLOW = "slow", "works, but only after some seconds"
        DROP = "drop", "does the work, then drops the connection"
        DECLINE = "decline", "answers 200 with a refusal inside"
        PENDING = "pending", "answers 200, but leaves the result open"

    target = models.CharField(max_length=60, blank=True)
    """The endpoint's name; any endpoint if empty."""
    kind = models.CharField(max_length=10, choices=Kind)
    seconds = models.PositiveSmallIntegerField(default=0)
    remaining = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="sandbox_fault_remains", condition=models.Q(remaining__gt=0)
            )
        ]


class Exchange(models.Model):
    """One request received and what was answered, without secrets and card numbers."""

    received_at = models.DateTimeField(db_index=True)
    name = models.CharField(max_length=60)
    method = models.CharField(max_length=10)
    path = models.TextField()
    request = models.TextField(blank=True)
    status = models.PositiveSmallIntegerField()
    answer = models.TextField(blank=True)
    milliseconds = models.PositiveIntegerField()
    fault = models.CharField(max_length=10, blank=True)
