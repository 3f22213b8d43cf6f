"""What the worker does for this app."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from core.images import PictureRefused
from core.transactions import opens_transaction
from products.actions import pictures
from products.models import ProductImage

RETRIES = RetryStrategy(max_attempts=4, exponential_wait=4)


@app.task(name="products.process_picture", queue="pictures", retry=RETRIES)
def process_picture(*, image_id: int) -> None:
    """Make the renditions of a picture, once; what is not a picture is shown as failed."""
    image = ProductImage.objects.filter(pk=image_id, status="pending").first()
    if image is None or not image.image:
        return
    try:
        made = pictures.process(image)
    except PictureRefused as refused:
        opens_transaction(pictures.note_failed)(image_id, refused)
    else:
        opens_transaction(pictures.note_processed)(image_id, made)
