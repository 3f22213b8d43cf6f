"""What people save for later, and what they looked at."""

from collections.abc import Mapping
from datetime import datetime

from django.http import Http404

from core.transactions import joins_transaction
from custom_auth.models import User
from products.models import Listing, RecentView, WishlistItem

MOST_VIEWS = 100


@joins_transaction
def save(user: User, product_id: int) -> bool:
    """Save a piece on show; saving it again changes nothing. Tells whether it is new.

    :raises Http404: if there is no such piece on show.
    """
    listing = Listing.objects.filter(pk=product_id, is_open=True).only("price").first()
    if listing is None:
        raise Http404
    _, is_new = WishlistItem.objects.get_or_create(
        user=user, product_id=product_id, defaults={"price_seen": listing.price}
    )
    return is_new


@joins_transaction
def drop(user: User, product_id: int) -> None:
    WishlistItem.objects.filter(user=user, product=product_id).delete()


@joins_transaction
def note_views(user_id: int, views: Mapping[int, datetime]) -> None:
    """Note when somebody looked at which pieces; the last hundred are kept."""
    known = Listing.objects.filter(pk__in=views).values_list("pk", flat=True)
    RecentView.objects.bulk_create(
        [RecentView(user_id=user_id, product_id=pk, viewed_at=views[pk]) for pk in sorted(known)],
        update_conflicts=True,
        unique_fields=["user", "product"],
        update_fields=["viewed_at"],
    )
    mine = RecentView.objects.filter(user=user_id).order_by("-viewed_at", "-pk")
    oldest = list(mine.values_list("pk", flat=True)[MOST_VIEWS : MOST_VIEWS * 2])
    RecentView.objects.filter(pk__in=oldest).delete()


@joins_transaction
def forget_views(user: User) -> None:
    RecentView.objects.filter(user=user).delete()
