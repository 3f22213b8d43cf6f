from collections import defaultdict
from typing import Any

from django.utils import timezone, translation
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.money import ZERO
from core.schema import refuses
from core.serializers import checked
from core.transactions import opens_transaction
from custom_auth.authentication import caller
from orders.actions import cart, checkout, offers
from orders.actions.offers import Wish
from orders.errors import (
    CartFull,
    CouponInvalid,
    EmptyOrder,
    MethodUnavailable,
    NotDeliverable,
    NotForSale,
    OwnPiece,
    PersonalisationMissing,
    VariantRequired,
)
from orders.serializers.baskets import (
    CartItemIn,
    CartOut,
    MergeIn,
    OrderIn,
    QuoteIn,
    QuoteOut,
)

REFUSALS = (
    EmptyOrder,
    NotForSale,
    VariantRequired,
    PersonalisationMissing,
    OwnPiece,
    NotDeliverable,
    CouponInvalid,
    MethodUnavailable,
)


def language() -> str:
    return translation.get_language() or "ar"


def wish_of(row: dict[str, Any]) -> Wish:
    return Wish(
        row["product"], row["quantity"], row.get("variant"), row.get("personalisation") or {}
    )


def shown_cart(request: Request) -> Any:
    rows = cart.shown(caller(request))
    by_seller: dict[int, list[cart.Shown]] = defaultdict(list)
    for row in rows:
        by_seller[row.good.seller_id].append(row)
    context = {"language": language()}
    groups = [
        {
            "seller": {"id": seller_id, "name": own[0].good.seller_name},
            "items": own,
            "items_total": sum((row.line_total for row in own if row.good.is_open), ZERO),
        }
        for seller_id, own in by_seller.items()
    ]
    whole = {
        "groups": groups,
        "item_count": sum(row.item.quantity for row in rows),
        "items_total": sum((row.line_total for row in rows if row.good.is_open), ZERO),
        "has_changes": any(row.changes for row in rows),
    }
    return CartOut(whole, context=context).data


class Cart(APIView):
    @extend_schema(summary="Show one's basket", responses=CartOut)
    def get(self, request: Request) -> Response:
        return Response(shown_cart(request))

    @extend_schema(summary="Empty one's basket", responses={204: None})
    @opens_transaction
    def delete(self, request: Request) -> Response:
        cart.empty(caller(request))
        return Response(status=status.HTTP_204_NO_CONTENT)


class CartItems(APIView):
    @extend_schema(
        summary="Set how many of a piece are in one's basket", request=CartItemIn, responses=CartOut
    )
    @refuses(NotForSale, VariantRequired, OwnPiece, CartFull)
    @opens_transaction
    def put(self, request: Request) -> Response:
        cart.put(caller(request), wish_of(checked(CartItemIn, request)))
        return Response(shown_cart(request))


class MergeCart(APIView):
    @extend_schema(
        summary="Take in the basket a phone kept before signing in",
        description="Of what is in both, the larger number counts. Sending it again changes nothing.",
        request=MergeIn,
        responses=CartOut,
    )
    @opens_transaction
    def post(self, request: Request) -> Response:
        rows = checked(MergeIn, request)["items"]
        cart.merge(caller(request), [wish_of(row) for row in rows])
        return Response(shown_cart(request))


def asked(request: Request, shape: type[OrderIn]) -> tuple[checkout.Request, bool]:
    """Read what a buyer asks for; and whether it is the basket.

    :raises ValidationError:
    """
    buyer = caller(request)
    fields = checked(shape, request, buyer=buyer)
    rows = fields.get("items", [])
    from_cart = not rows
    wishes = checkout.wishes_from_cart(buyer) if from_cart else [wish_of(row) for row in rows]
    return (
        checkout.Request(
            wishes=wishes,
            destination=checkout.destination(fields["shipping_address"]),
            method=fields.get("payment_method", ""),
            options=fields.get("shipping_option", ""),
            coupon=fields.get("coupon", ""),
            note=fields.get("note", ""),
            quote=fields.get("quote", ""),
            language=language(),
        ),
        from_cart,
    )


class Quote(APIView):
    @extend_schema(
        summary="Price an order without placing it",
        description="Reserves nothing. Order with the `quote` token and what is quoted is charged.",
        request=QuoteIn,
        responses=QuoteOut,
    )
    @refuses(*REFUSALS)
    @opens_transaction
    def post(self, request: Request) -> Response:
        wanted, _ = asked(request, QuoteIn)
        offer = checkout.quote(wanted, buyer=caller(request), now=timezone.now())
        context = {"language": language(), "sign": offers.sign}
        return Response(QuoteOut(offer, context=context).data)
