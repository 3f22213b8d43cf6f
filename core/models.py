from django.db import models


class IdempotencyKey(models.Model):
    """What one request with an ``Idempotency-Key`` was answered, kept for its repeats."""

    actor_id = models.BigIntegerField()
    key_digest = models.BinaryField(max_length=32)
    fingerprint = models.BinaryField(max_length=32)
    status = models.PositiveSmallIntegerField()
    content_type = models.CharField(max_length=100)
    body = models.BinaryField()
    answered_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="idempotency_key_once_per_actor", fields=["actor_id", "key_digest"]
            )
        ]


class RateBucket(models.Model):
    """How far ahead of its allowance somebody is (the table is UNLOGGED: losing it costs nothing)."""

    key = models.CharField(max_length=200, primary_key=True)
    free_at = models.DateTimeField(db_index=True)
