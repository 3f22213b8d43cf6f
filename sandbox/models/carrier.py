"""The carrier's memory. Amounts are pounds."""

from django.db import models


class ParcelQuerySet(models.QuerySet["Parcel"]):
    def locked(self) -> "ParcelQuerySet":
        return self.select_for_update(of=("self",), no_key=True).order_by("pk")


class Parcel(models.Model):
    """Something the carrier carries, or money it collects."""

    public_id = models.CharField(max_length=24, unique=True)
    tracking_number = models.CharField(max_length=20, unique=True)
    type = models.PositiveSmallIntegerField()
    is_returning = models.BooleanField(default=False)
    """On its way back to the shop after all; the carrier then calls its type RTO."""
    state = models.PositiveSmallIntegerField()
    cod = models.DecimalField(max_digits=14, decimal_places=2)
    cod_collected = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    business_reference = models.CharField(max_length=255, blank=True, db_index=True)
    unique_business_reference = models.CharField(max_length=255, null=True, unique=True)
    receiver = models.JSONField(default=dict)
    drop_off = models.JSONField(default=dict)
    specs = models.JSONField(default=dict)
    goods_amount = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    notes = models.TextField(blank=True)
    webhook_url = models.TextField(blank=True)
    webhook_headers = models.JSONField(default=dict)
    callback_options = models.JSONField(null=True)
    exception_code = models.PositiveSmallIntegerField(null=True)
    exception_reason = models.CharField(max_length=200, blank=True)
    attempts_made = models.PositiveSmallIntegerField(default=0)
    promised_on = models.DateField()
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    objects = ParcelQuerySet.as_manager()


class ParcelEvent(models.Model):
    """One step of a parcel's way."""

    parcel = models.ForeignKey(Parcel, models.CASCADE, related_name="events")
    state = models.PositiveSmallIntegerField()
    is_returning = models.BooleanField(default=False)
    exception_code = models.PositiveSmallIntegerField(null=True)
    reason = models.CharField(max_length=200, blank=True)
    happened_at = models.DateTimeField()


class Pickup(models.Model):
    """An appointment for the courier to collect parcels at the shop's."""

    public_id = models.CharField(max_length=24, unique=True)
    business_location_id = models.CharField(max_length=60, blank=True)
    scheduled_on = models.DateField()
    time_slot = models.CharField(max_length=40)
    contact = models.JSONField(default=dict)
    parcels = models.PositiveIntegerField(default=0)
    notes = models.TextField(blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="sandbox_pickup_once_a_day", fields=["business_location_id", "scheduled_on"]
            )
        ]
