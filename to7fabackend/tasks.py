"""What the worker does that concerns every app at once, and its own housekeeping."""

from datetime import timedelta

import structlog
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from procrastinate import JobContext
from procrastinate.contrib.django import app

from core.models import IdempotencyKey, RateBucket
from core.transactions import opens_transaction
from custom_auth.models import User
from products.actions import pictures
from products.models import ProductImage
from to7fabackend import erasure
from to7fabackend.demo import gallery

log = structlog.get_logger("tohfa.worker")

# Answers are replayed for a day at the least; those about money may be asked for again for a week.
KEYS_KEPT = timedelta(days=7)
STALLED_AFTER = 60


@app.periodic(cron="17 2 * * *")
@app.task(name="to7fabackend.erase_accounts", queue="night", queueing_lock="erase_accounts")
def erase_accounts(timestamp: int) -> None:
    """Erase the accounts whose grace period is over, each in a transaction of its own."""
    now = timezone.now()
    for user in User.objects.erasure_due(now).order_by("pk").iterator():
        opens_transaction(erasure.erase)(user, now=now)


@app.periodic(cron="* * * * *")
@app.task(name="tohfa.retry_stalled", queue="default", pass_context=True)
async def retry_stalled(context: JobContext, timestamp: int) -> None:
    """Take up jobs whose worker died in the middle of them."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER):
        log.warning("taking up a stalled job", task=job.task_name, job=job.id)
        await manager.retry_job(job)


@app.periodic(cron="7 3 * * *")
@app.task(name="tohfa.forget", queue="night", queueing_lock="tohfa_forget")
def forget(timestamp: int) -> None:
    """Delete idempotency keys nobody will repeat, and empty rate buckets."""
    now = timezone.now()
    IdempotencyKey.objects.filter(answered_at__lt=now - KEYS_KEPT).delete()
    RateBucket.objects.filter(free_at__lt=now - timedelta(hours=1)).delete()


# There are hundreds of them; whatever anybody sends comes first.
@app.task(name="tohfa.draw_large", queue="pictures", priority=-10)
def draw_large(*, image_id: int) -> None:
    """Draw a demo picture in full size, and make of it what is made of every seller's picture."""
    image = ProductImage.objects.select_related("product__category").filter(pk=image_id).first()
    if image is None or image.renditions.get("avif"):
        return
    image.image.name = default_storage.save(
        f"originals/demo-{image.pk}.png", ContentFile(gallery.original_of(image.product))
    )
    made = pictures.process(image)
    default_storage.delete(str(image.image.name))
    opens_transaction(pictures.note_processed)(image, made)
