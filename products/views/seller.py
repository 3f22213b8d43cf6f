from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import generics, status
from rest_framework.parsers import BaseParser
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core import queries as q
from core.idempotency import opens_transaction_once
from core.parsers import FormParser, JSONParser
from core.problems import InvalidTransition, NotFound
from core.schema import refuses
from core.serializers import checked
from core.staff import MODERATOR
from core.transactions import opens_transaction
from custom_auth.authentication import caller
from custom_auth.permissions import IsModerator, IsSeller, WasSeller, roles_in_force
from products.actions import pictures, products
from products.errors import TooManyImages
from products.models import Product, ProductImage, StockMovement
from products.models.catalogue import ProductQuerySet
from products.rules import State
from products.serializers.catalogue import (
    BulkIn,
    ImageIn,
    NewImageIn,
    OwnImageOut,
    OwnProductOut,
    StockMovementOut,
)
from products.views.catalogue import UPLOADS, own, own_tag

OWN_FILTERS = q.by_name(
    q.Parameter(
        "state",
        q.one_of([state.value for state in State]),
        "Only those in this state.",
        {"type": "string", "enum": [state.value for state in State]},
    ),
    q.Parameter("category", q.an_id, "Only those directly in this category.", q.ID),
    q.Parameter("is_active", q.truth, "Only what is offered, or only what is not.", q.BOOLEAN),
    q.Parameter("in_stock", q.truth, "Only what is left, or only what is gone.", q.BOOLEAN),
    q.Parameter("q", q.some_text(100), "Part of the name or the article code."),
)


class OwnProductView(generics.GenericAPIView[Product]):
    permission_classes: Sequence[Any] = (IsAuthenticated, WasSeller)
    serializer_class = OwnProductOut
    ordering = ("-id",)

    def get_queryset(self) -> ProductQuerySet:
        return (
            Product.objects.sold_by(caller(self.request))
            .select_related("revision")
            .prefetch_related("images", "variants")
        )


class OwnProducts(OwnProductView, generics.ListAPIView[Product]):
    def get_queryset(self) -> ProductQuerySet:
        asked = q.read(OWN_FILTERS, self.request.GET)
        mine = super().get_queryset()
        for name in ("state", "category", "is_active"):
            if name in asked:
                mine = mine.filter(**{name: asked[name]})
        if "in_stock" in asked:
            mine = mine.filter(stock__gt=0) if asked["in_stock"] else mine.filter(stock=0)
        if "q" in asked:
            mine = mine.matching(asked["q"])
        return mine

    @extend_schema(
        summary="List one's own pieces in every state",
        parameters=[p.documented() for p in OWN_FILTERS.values()],
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)


class OwnProductById(OwnProductView):
    @extend_schema(summary="Show one of one's own pieces")
    def get(self, request: Request, pk: int) -> Response:
        product = self.get_object()
        return Response(
            OwnProductOut(product).data, headers={"ETag": own_tag(product.pk, product.version)}
        )


class Submit(OwnProductView):
    permission_classes = (IsAuthenticated, IsSeller)

    @extend_schema(summary="Put a draft, or a mended piece, forward", request=None)
    @refuses(InvalidTransition)
    @opens_transaction
    def post(self, request: Request, pk: int) -> Response:
        product = Product.objects.sold_by(caller(request)).locked().filter(pk=pk).first()
        if product is None:
            raise Http404
        products.submit(product, by=caller(request), now=timezone.now())
        return Response(own(product))


class Duplicate(OwnProductView):
    permission_classes = (IsAuthenticated, IsSeller)

    @extend_schema(
        summary="Begin a new piece from an old one",
        description="A draft, with nothing in stock and no pictures.",
        request=None,
        responses={201: OwnProductOut},
    )
    @opens_transaction_once
    def post(self, request: Request, pk: int) -> Response:
        made = products.duplicate(self.get_object(), by=caller(request), now=timezone.now())
        return Response(own(made), status=status.HTTP_201_CREATED)


class Bulk(APIView):
    permission_classes = (IsAuthenticated, IsSeller)

    @extend_schema(
        summary="Set price or stock of many pieces at once",
        description="All or none; a piece that is not one's own is a 404 for the whole.",
        request=BulkIn,
        responses=OwnProductOut(many=True),
    )
    @refuses(NotFound)
    @opens_transaction
    def patch(self, request: Request) -> Response:
        rows = checked(BulkIn, request)["changes"]
        try:
            changed = products.change_many(caller(request), rows, now=timezone.now())
        except Product.DoesNotExist as error:
            raise Http404 from error
        ids = [product.pk for product in changed]
        fresh = (
            Product.objects.filter(pk__in=ids)
            .select_related("revision")
            .prefetch_related("images", "variants")
            .order_by("pk")
        )
        return Response(OwnProductOut(fresh, many=True).data)


class StockMovements(generics.ListAPIView[StockMovement]):
    permission_classes = (IsAuthenticated, WasSeller)
    serializer_class = StockMovementOut
    ordering = ("-id",)

    def get_queryset(self) -> QuerySet[StockMovement]:
        mine = Product.objects.sold_by(caller(self.request)).filter(pk=self.kwargs["pk"])
        if not mine.exists():
            raise Http404
        return StockMovement.objects.filter(variant__product=self.kwargs["pk"])

    @extend_schema(summary="List every change of a piece's stock")
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)


class ImageView(APIView):
    permission_classes = (IsAuthenticated, IsSeller | IsModerator)

    def product(self, request: Request, pk: int) -> Product:
        user = caller(request)
        is_moderator = MODERATOR in roles_in_force(request)
        product = (
            Product.objects.changeable_by(user, is_moderator=is_moderator).filter(pk=pk).first()
        )
        if product is None:
            raise Http404
        return product

    def image(self, request: Request, pk: int, image_pk: int) -> ProductImage:
        own = ProductImage.objects.filter(pk=image_pk, product=self.product(request, pk))
        image: ProductImage | None = own.first()
        if image is None:
            raise Http404
        return image


class Images(ImageView):
    parser_classes: tuple[type[BaseParser], ...] = (FormParser,)
    rates = (UPLOADS,)

    @extend_schema(
        summary="Upload a picture",
        description="It is on show once its renditions exist, as a rule within seconds (`status`).",
        request=NewImageIn,
        responses={201: OwnImageOut},
    )
    @refuses(TooManyImages)
    def post(self, request: Request, pk: int) -> Response:
        product = self.product(request, pk)
        given = checked(NewImageIn, request)
        with pictures.taken_in([given.pop("image")], field="image") as (original,):
            image = opens_transaction(pictures.add)(product, original, **given)
        return Response(OwnImageOut(image).data, status=status.HTTP_201_CREATED)


class ImageById(ImageView):
    parser_classes: tuple[type[BaseParser], ...] = (JSONParser, FormParser)

    @extend_schema(summary="Change a picture", request=ImageIn, responses=OwnImageOut)
    @opens_transaction
    def patch(self, request: Request, pk: int, image_pk: int) -> Response:
        image = self.image(request, pk, image_pk)
        return Response(OwnImageOut(pictures.change(image, **checked(ImageIn, request))).data)

    @extend_schema(summary="Remove a picture", responses={204: None})
    @opens_transaction
    def delete(self, request: Request, pk: int, image_pk: int) -> Response:
        pictures.remove(self.image(request, pk, image_pk))
        return Response(status=status.HTTP_204_NO_CONTENT)
