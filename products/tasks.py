"""What the worker does for this app."""

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from core.images import PictureRefused
from core.relay import Relay
from core.transactions import opens_transaction
from products import importing
from products.actions import categories, moderation, news, pictures, popularity, search
from products.models import Picture

RETRIES = RetryStrategy(max_attempts=4, exponential_wait=4)


@app.task(name="products.process_picture", queue="pictures", retry=RETRIES)
def process_picture(*, image_id: int, of: str = "product") -> None:
    """Make the renditions of a picture, once; what is not a picture is shown as failed."""
    waiting = pictures.KINDS[of].objects.filter(pk=image_id, status="pending")
    image: Picture | None = waiting.first()
    if image is None or not image.image:
        return
    try:
        made = pictures.process(image)
    except PictureRefused as refused:
        opens_transaction(pictures.note_failed)(image, refused)
    else:
        opens_transaction(pictures.note_processed)(image, made)


def tell_news() -> int:
    return opens_transaction(news.tell_waiting)(now=timezone.now())


def note_sales() -> int:
    opens_transaction(popularity.note_sales)(now=timezone.now())
    return 0  # the next sales are counted when they have settled


def end_features() -> int:
    return opens_transaction(moderation.end_features)(now=timezone.now())


def fold_counts() -> int:
    opens_transaction(categories.fold_counts)()
    return 0  # what came in between is folded the next time


def renew_search() -> int:
    return opens_transaction(search.renew_stale)()


def recount_search() -> int:
    opens_transaction(search.recount_when_due)()
    return 0


def forget_queries() -> int:
    return opens_transaction(search.drop_rare_queries)(today=timezone.localdate())


RELAYS = [
    Relay("news", tell_news, every=2.0),
    Relay("popularity", note_sales, every=120.0),
    Relay("features", end_features, every=60.0),
    Relay("counts", fold_counts, every=60.0),
    Relay("search", renew_search, every=3.0),
    Relay("search counts", recount_search, every=30.0),
    Relay("imports", importing.run_waiting, every=2.0),
    Relay("queries", forget_queries, every=3600.0),
]
