"""Telling people of pieces they saved, and sellers of stock that runs low.

Triggers leave a row whenever stock or price moves so, whoever moved them (migration 0002); the worker
collects them here. What has changed back by then is not told.
"""

from collections import defaultdict
from datetime import datetime, timedelta

from core.transactions import joins_transaction
from notifications.actions.notify import Telling, tell
from products.models import Listing, Product, ProductNews, WishlistItem
from products.rules import News

BATCH = 100
# A piece that comes and goes by the hour is not news each time.
TOLD_ONCE_IN = timedelta(days=1)


@joins_transaction
def tell_waiting(*, now: datetime) -> int:
    """Tell of the oldest news that no other worker holds; give how many there were.

    Seven queries and one for each piece that became cheaper or came back.
    """
    rows = list(
        ProductNews.objects.order_by("pk").select_for_update(of=("self",), skip_locked=True)[:BATCH]
    )
    by_kind: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        by_kind[row.kind].add(row.product_id)
    touched = by_kind[News.RETURNED] | by_kind[News.CHEAPER]
    listings = {
        listing.pk: listing
        for listing in Listing.objects.filter(pk__in=touched, is_open=True).select_related(
            "product"
        )
    }
    for product_id in sorted(touched & listings.keys()):
        listing = listings[product_id]
        if product_id in by_kind[News.CHEAPER]:
            _tell_of_price(listing)
        if product_id in by_kind[News.RETURNED] and listing.in_stock:
            _tell_of_return(listing, now)
    _tell_of_low_stock(by_kind[News.LOW])
    ProductNews.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows)


def _tell_of_price(listing: Listing) -> None:
    saved = WishlistItem.objects.filter(product=listing.pk, price_seen__gt=listing.price)
    by_price: dict[str, list[int]] = defaultdict(list)
    for user_id, price in saved.values_list("user_id", "price_seen"):
        by_price[str(price)].append(user_id)
    saved.update(price_seen=listing.price)
    tell(
        *(
            Telling(
                "wishlist.price_fell",
                users,
                ("product", listing.pk),
                {**listing.product.in_notices, "amount": listing.price, "before": before},
            )
            for before, users in by_price.items()
        )
    )


def _tell_of_return(listing: Listing, now: datetime) -> None:
    waiting = WishlistItem.objects.filter(product=listing.pk).exclude(
        return_told_at__gt=now - TOLD_ONCE_IN
    )
    users = list(waiting.values_list("user_id", flat=True))
    waiting.update(return_told_at=now)
    about = listing.product.in_notices
    tell(Telling("wishlist.back_in_stock", users, ("product", listing.pk), about))


def _tell_of_low_stock(product_ids: set[int]) -> None:
    low = [
        product
        for product in Product.objects.filter(pk__in=product_ids).order_by("pk")
        if product.stock <= product.low_stock_at
    ]
    tell(
        *(
            Telling(
                "stock.low",
                [product.seller_id],
                ("product", product.pk),
                {**product.in_notices, "count": product.stock},
            )
            for product in low
        )
    )
