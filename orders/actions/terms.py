"""How a seller sends, where that differs from the marketplace."""

from decimal import Decimal

from core.transactions import joins_transaction
from custom_auth.models import User
from orders.models import SellerShipping
from products.models import ShippingHint


def shipping_of(seller: User) -> SellerShipping:
    """Give a seller's own terms, or those of one who has none. One query."""
    return SellerShipping.objects.filter(seller=seller).first() or SellerShipping(seller=seller)


@joins_transaction
def set_shipping(
    seller: User,
    *,
    cost: Decimal | None,
    value_percent: Decimal | None,
    free_from: Decimal | None,
    allows_pick_up: bool,
    pick_up_address: str,
) -> SellerShipping:
    """Set how a seller sends, and have the shop window say so."""
    terms, _ = SellerShipping.objects.update_or_create(
        seller=seller,
        defaults={
            "cost": cost,
            "value_percent": value_percent,
            "free_from": free_from,
            "allows_pick_up": allows_pick_up,
            "pick_up_address": pick_up_address,
        },
    )
    usual = ShippingHint.objects.filter(seller_id=0).first()
    if usual is not None:
        ShippingHint.objects.update_or_create(
            seller_id=seller.pk,
            defaults={
                "cost_from": usual.cost_from if cost is None else cost,
                "free_above": usual.free_above if free_from is None else free_from,
                "days_min": usual.days_min,
                "days_max": usual.days_max,
            },
        )
    return terms
