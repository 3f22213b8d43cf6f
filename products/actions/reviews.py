"""What buyers who have a piece say of it; its mean is exact, also when many speak at once."""

from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F

from core.transactions import joins_transaction
from custom_auth.models import User, UserProfile
from notifications.actions.notify import Telling, tell
from products.actions.publish import publish
from products.errors import AlreadyReviewed, MayNotReview
from products.models import Product, Review, ReviewReport, ReviewRight, ReviewVote


@joins_transaction
def grant(user_id: int, product_ids: Iterable[int]) -> None:
    """Note that somebody has received pieces and may review them. One query."""
    ReviewRight.objects.bulk_create(
        [ReviewRight(user_id=user_id, product_id=pk) for pk in sorted(set(product_ids))],
        ignore_conflicts=True,
    )


@joins_transaction
def write(user: User, product: Product, *, rating: int, comment: str = "") -> Review:
    """Review a piece, once.

    :raises MayNotReview: unless the piece was delivered to ``user``.
    :raises AlreadyReviewed:
    """
    if not ReviewRight.objects.filter(user=user, product=product).exists():
        raise MayNotReview
    product = Product.objects.locked().get(pk=product.pk)
    try:
        with transaction.atomic():
            review = Review.objects.create(
                product=product, user=user, rating=rating, comment=comment
            )
    except IntegrityError as error:
        raise AlreadyReviewed from error
    _count(product, added=rating)
    values = {**product.in_notices, "rating": rating}
    tell(Telling("review.received", [product.seller_id], ("product", product.pk), values))
    return review


@joins_transaction
def change(review: Review, *, rating: int, comment: str) -> Review:
    product = Product.objects.locked().get(pk=review.product_id)
    review = Review.objects.locked().get(pk=review.pk)
    before, review.rating, review.comment = review.rating, rating, comment
    review.save(update_fields=["rating", "comment", "updated_at"])
    if not review.is_hidden:
        _count(product, added=rating, removed=before)
    return review


@joins_transaction
def remove(review: Review) -> None:
    product = Product.objects.locked().get(pk=review.product_id)
    review = Review.objects.locked().get(pk=review.pk)
    review.delete()
    if not review.is_hidden:
        _count(product, removed=review.rating)


@joins_transaction
def hide(review: Review, *, is_hidden: bool, now: datetime) -> Review:
    """Take a review out of sight, or back into it; what is hidden does not count."""
    product = Product.objects.locked().get(pk=review.product_id)
    review = Review.objects.locked().get(pk=review.pk)
    ReviewReport.objects.filter(review=review, handled_at__isnull=True).update(handled_at=now)
    review.report_count = 0
    if review.is_hidden != is_hidden:
        review.is_hidden = is_hidden
        if is_hidden:
            _count(product, removed=review.rating)
        else:
            _count(product, added=review.rating)
    review.save(update_fields=["is_hidden", "report_count"])
    return review


def _count(product: Product, *, added: int = 0, removed: int = 0) -> None:
    """Bring the counts of a locked product, and of its seller, in line, and publish them."""
    histogram = list(product.rating_histogram)
    if added:
        histogram[added - 1] += 1
    if removed:
        histogram[removed - 1] -= 1
    product.rating_histogram = histogram
    product.rating_count = sum(histogram)
    product.rating_sum = sum(stars * count for stars, count in enumerate(histogram, start=1))
    product.save(update_fields=["rating_histogram", "rating_count", "rating_sum"])
    UserProfile.objects.filter(user=product.seller_id).update(
        rating_count=F("rating_count") + int(bool(added)) - int(bool(removed)),
        rating_sum=F("rating_sum") + added - removed,
    )
    publish([product.pk])


@joins_transaction
def reply(review: Review, text: str, *, now: datetime) -> Review:
    """Answer a review in public; the last answer counts."""
    review = Review.objects.locked().select_related("product__seller__profile").get(pk=review.pk)
    is_first = not review.reply
    review.reply, review.replied_at = text, now
    review.save(update_fields=["reply", "replied_at"])
    if is_first:
        product = review.product
        values = {**product.in_notices, "seller": product.seller.profile.display_name}
        tell(Telling("review.replied", [review.user_id], ("product", product.pk), values))
    return review


@joins_transaction
def report(review: Review, user: User, *, reason: str, note: str) -> None:
    """Bring a review to the notice of staff; saying so again changes nothing."""
    review = Review.objects.locked().get(pk=review.pk)
    _, is_new = ReviewReport.objects.get_or_create(
        review=review, user=user, defaults={"reason": reason, "note": note}
    )
    if is_new:
        Review.objects.filter(pk=review.pk).update(report_count=F("report_count") + 1)


@joins_transaction
def vote(review: Review, user: User, *, is_helpful: bool) -> None:
    """Find a review helpful, or no longer."""
    review = Review.objects.locked().get(pk=review.pk)
    if is_helpful:
        _, changed = ReviewVote.objects.get_or_create(review=review, user=user)
    else:
        removed, _ = ReviewVote.objects.filter(review=review, user=user).delete()
        changed = bool(removed)
    if changed:
        step = 1 if is_helpful else -1
        Review.objects.filter(pk=review.pk).update(helpful_count=F("helpful_count") + step)
