"""The payouts product's memory. Amounts are pounds, unlike the gateway's."""

import uuid

from django.db import models


class DisbursementQuerySet(models.QuerySet["Disbursement"]):
    def locked(self) -> "DisbursementQuerySet":
        return self.select_for_update(of=("self",), no_key=True).order_by("pk")

    def under_way(self) -> "DisbursementQuerySet":
        return self.filter(status=Disbursement.Status.PENDING)


class Disbursement(models.Model):
    """Money sent, or on its way, to somebody's wallet or bank."""

    class Status(models.TextChoices):
        SUCCESS = "success"
        FAILED = "failed"
        PENDING = "pending"
        RETURNED = "returned"

    transaction_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    issuer = models.CharField(max_length=20)
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    fees = models.DecimalField(max_digits=14, decimal_places=2)
    vat = models.DecimalField(max_digits=14, decimal_places=2)
    customer_bears_fees = models.BooleanField(default=False)
    msisdn = models.CharField(max_length=11, blank=True)
    full_name = models.CharField(max_length=255, blank=True)
    account_last_four = models.CharField(max_length=4, blank=True)
    bank_code = models.CharField(max_length=10, blank=True)
    bank_transaction_type = models.CharField(max_length=20, blank=True)
    client_reference_id = models.CharField(max_length=40, blank=True, db_index=True)
    client_reference = models.CharField(max_length=140, blank=True, db_index=True)
    status = models.CharField(max_length=10, choices=Status)
    status_code = models.CharField(max_length=10)
    status_description = models.TextField(blank=True)
    fate = models.CharField(max_length=10, blank=True)
    """What the bank will say once it has looked; nothing for wallets."""
    is_on_bank_side = models.BooleanField()
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    objects = DisbursementQuerySet.as_manager()


class Inquiry(models.Model):
    """One question asked of the payouts product; five a minute are answered."""

    name = models.CharField(max_length=30)
    asked_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(name="sandbox_inquiry_idx", fields=["name", "asked_at"])]
