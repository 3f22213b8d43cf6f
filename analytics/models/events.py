from typing import ClassVar

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from analytics import rules


class Event(models.Model):
    """Something somebody did in an app. Kept for a while in monthly partitions, then dropped with them.

    The table is made by hand (migration 0001), because it is partitioned by ``occurred_at``. A key of
    such a table holds the time, so an event is the same event if its id and its time are.
    """

    pk = models.CompositePrimaryKey("event_id", "occurred_at")
    event_id = models.UUIDField()
    occurred_at = models.DateTimeField(_("at"))
    received_at = models.DateTimeField(db_default=Now())
    name = models.CharField(
        _("what"), max_length=24, choices=[(n.value, n.value) for n in rules.Name]
    )
    product_id = models.BigIntegerField(null=True)
    seller_id = models.BigIntegerField(null=True)
    query = models.CharField(max_length=200, blank=True)
    properties = models.JSONField(default=dict)
    # Who, as far as a day's counting needs it: a keyed digest of the person or the device and the day,
    # so that nobody can be followed from one day to the next.
    visitor = models.BigIntegerField()

    objects: ClassVar[models.Manager["Event"]] = models.Manager()

    class Meta:
        managed = False
        db_table = "analytics_event"
        verbose_name = _("event")
        verbose_name_plural = _("events")
