from collections.abc import Callable
from typing import Any

import orjson
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework import generics, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.public import PublicView, answer
from core.renderers import with_media_addresses
from core.transactions import opens_transaction
from custom_auth.authentication import caller
from products import window
from products.actions import wishes
from products.models import RecentView, WishlistItem
from products.serializers.window import CardOut, CardsOut, WishOut
from products.views.catalogue import FRESH, joined, language

AT_MOST = 12


def beside(request: HttpRequest, pk: int, read: Callable[..., list[str]]) -> HttpResponse:
    """Answer with the few cards that ``read`` finds for a piece."""
    cards = read(pk, language=language(), limit=AT_MOST)
    body = joined(cards, next_link=None, previous_link=None)
    return answer(with_media_addresses(body.encode(), request), seconds=FRESH)


class Related(PublicView):
    @extend_schema(
        operation_id="products_related_list",
        summary="List pieces akin to one",
        description="Up to 12, by other makers; none if the piece is not on show.",
        responses=CardsOut,
    )
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return beside(request, pk, window.related)


class MoreFromMaker(PublicView):
    @extend_schema(
        operation_id="products_more_from_maker_list",
        summary="List what else the maker of a piece offers",
        description="Up to 12, the newest first; all of them are in the list filtered by `seller`.",
        responses=CardsOut,
    )
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return beside(request, pk, window.beside)


def cards_of(request: Request, product_ids: list[int]) -> dict[int, Any]:
    """Give the cards of pieces on show, as the JSON they are."""
    texts = window.cards(product_ids, language=language())
    return {
        pk: orjson.loads(with_media_addresses(text.encode(), request)) for pk, text in texts.items()
    }


class Wishlist(generics.ListAPIView[WishlistItem]):
    serializer_class = WishOut
    ordering = ("-id",)

    def get_queryset(self) -> QuerySet[WishlistItem]:
        return WishlistItem.objects.visible_to(caller(self.request))

    @extend_schema(
        summary="List saved pieces",
        description="The latest first. Of one that is no longer on show the `product` is null.",
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        page = self.paginate_queryset(self.get_queryset()) or []
        context = {"cards": cards_of(request, [item.product_id for item in page])}
        return self.get_paginated_response(WishOut(page, many=True, context=context).data)


class WishlistByProduct(APIView):
    @extend_schema(
        summary="Save a piece",
        description="Its owner hears when it is back in stock and when its price falls.",
        request=None,
        responses={201: None, 204: None},
    )
    @opens_transaction
    def put(self, request: Request, product_pk: int) -> Response:
        is_new = wishes.save(caller(request), product_pk)
        return Response(status=status.HTTP_201_CREATED if is_new else status.HTTP_204_NO_CONTENT)

    @extend_schema(summary="Save it no longer", responses={204: None})
    @opens_transaction
    def delete(self, request: Request, product_pk: int) -> Response:
        wishes.drop(caller(request), product_pk)
        return Response(status=status.HTTP_204_NO_CONTENT)


class RecentlyViewed(generics.GenericAPIView[RecentView]):
    ordering = ("-viewed_at", "-id")

    def get_queryset(self) -> QuerySet[RecentView]:
        return RecentView.objects.filter(user=caller(self.request), product__listing__is_open=True)

    @extend_schema(
        summary="List what one looked at",
        description=(
            "The latest first, a hundred at the most; known from the event `product_viewed`."
        ),
        responses=CardOut(many=True),
    )
    def get(self, request: Request) -> Response:
        page = self.paginate_queryset(self.get_queryset()) or []
        cards = cards_of(request, [view.product_id for view in page])
        return self.get_paginated_response(
            [cards[view.product_id] for view in page if view.product_id in cards]
        )

    @extend_schema(summary="Forget what one looked at", responses={204: None})
    @opens_transaction
    def delete(self, request: Request) -> Response:
        wishes.forget_views(caller(request))
        return Response(status=status.HTTP_204_NO_CONTENT)
