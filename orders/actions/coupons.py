"""What becomes of a coupon when its order does not."""

from django.db.models import F, Q

from core.problems import InvalidTransition
from core.transactions import joins_transaction
from orders.models import Coupon, CouponUse, Order


@joins_transaction
def give_back(order: Order) -> None:
    """Let a coupon be used again whose order was cancelled or let go of. None or three queries."""
    if not order.coupon_code:
        return
    use = CouponUse.objects.select_related("coupon").filter(order=order).first()
    if use is not None:
        use.delete()
        Coupon.objects.filter(pk=use.coupon_id).update(used=F("used") - 1)


@joins_transaction
def take_again(order: Order) -> None:
    """Use the coupon of an order that is taken up again.

    :raises InvalidTransition: if others, or its buyer in another order, have used it up since.
    """
    if not order.coupon_code:
        return
    left = Q(most_uses__isnull=True) | Q(used__lt=F("most_uses"))
    coupon = Coupon.objects.filter(left, code=order.coupon_code).select_for_update(no_key=True)
    found = coupon.first()
    if found is None:
        raise InvalidTransition
    if CouponUse.objects.filter(coupon=found, user=order.user_id).count() >= found.most_per_person:
        raise InvalidTransition
    CouponUse.objects.create(coupon=found, user_id=order.user_id, order=order)
    Coupon.objects.filter(pk=found.pk).update(used=F("used") + 1)
