from collections.abc import Sequence
from typing import Any

from django.http import Http404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import generics, status
from rest_framework.authentication import BaseAuthentication
from rest_framework.parsers import BaseParser
from rest_framework.permissions import SAFE_METHODS, AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core import queries as q
from core.conditional import public_for
from core.limits import Rate
from core.parsers import FormParser, JSONParser
from core.schema import refuses
from core.serializers import checked
from core.transactions import opens_transaction
from custom_auth.authentication import caller
from products.actions import pictures, reviews
from products.errors import AlreadyReviewed, MayNotReview, TooManyImages
from products.models import Product, Review
from products.models.reviews import ReviewQuerySet
from products.serializers.reviews import (
    NewReviewIn,
    OwnReviewOut,
    ReplyIn,
    ReportIn,
    ReviewIn,
    ReviewOut,
)

WRITING = Rate("reviews", 60, 3600)
ORDERINGS = {
    "newest": ("-id",),
    "helpful": ("-helpful_count", "-id"),
    "highest": ("-rating", "-id"),
    "lowest": ("rating", "-id"),
}
FILTERS = q.by_name(
    q.Parameter(
        "ordering",
        q.one_of(list(ORDERINGS)),
        "Which come first.",
        {"type": "string", "enum": list(ORDERINGS), "default": "newest"},
    ),
    q.Parameter(
        "rating",
        q.one_of(["1", "2", "3", "4", "5"]),
        "Only those with this rating.",
        {"type": "integer", "minimum": 1, "maximum": 5},
    ),
    q.Parameter("with_images", q.truth, "Only those with pictures, or without.", q.BOOLEAN),
)


def shown_product(pk: int) -> Product:
    """Give a piece on show.

    :raises Http404:
    """
    product = Product.objects.filter(pk=pk, listing__is_open=True).first()
    if product is None:
        raise Http404
    return product


class Reviews(generics.GenericAPIView[Review]):
    serializer_class = ReviewOut
    parser_classes: tuple[type[BaseParser], ...] = (JSONParser, FormParser)

    def get_authenticators(self) -> list[BaseAuthentication]:
        return [] if self._reads() else super().get_authenticators()

    def get_permissions(self) -> Sequence[Any]:
        return [AllowAny()] if self._reads() else super().get_permissions()

    def _reads(self) -> bool:
        return getattr(self, "request", None) is None or self.request.method in SAFE_METHODS

    @property
    def rates(self) -> tuple[Rate, ...]:
        return () if self._reads() else (WRITING,)

    @extend_schema(
        summary="List what buyers say of a piece",
        parameters=[p.documented() for p in FILTERS.values()],
        responses=ReviewOut(many=True),
    )
    @public_for(30)
    def get(self, request: Request, pk: int) -> Response:
        asked = q.read(FILTERS, request.GET)
        self.ordering = ORDERINGS[asked.get("ordering", "newest")]
        said: ReviewQuerySet = Review.objects.filter(product=shown_product(pk)).published()
        if "rating" in asked:
            said = said.filter(rating=asked["rating"])
        if "with_images" in asked:
            said = said.with_images() if asked["with_images"] else said.without_images()
        page = self.paginate_queryset(said.for_listing())
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    @extend_schema(
        summary="Review a piece one has received",
        request={"application/json": ReviewIn, "multipart/form-data": NewReviewIn},
        responses={201: OwnReviewOut},
    )
    @refuses(MayNotReview, AlreadyReviewed, TooManyImages)
    def post(self, request: Request, pk: int) -> Response:
        product = Product.objects.filter(pk=pk, published_at__isnull=False).first()
        if product is None:
            raise Http404
        given = checked(NewReviewIn, request)
        with pictures.taken_in(given.pop("images", []), field="images") as originals:
            review = self._written(request, product, originals, **given)
        shown = OwnReviewOut(review, context=self.get_serializer_context()).data
        return Response(shown, status=status.HTTP_201_CREATED)

    @opens_transaction
    def _written(
        self, request: Request, product: Product, originals: list[pictures.Original], **given: Any
    ) -> Review:
        review = reviews.write(
            caller(request),
            product,
            rating=given["rating"],
            comment=given.get("comment") or "",
        )
        for original in originals:
            pictures.add_to_review(review, original)
        return review


class OwnReviews(generics.ListAPIView[Review]):
    serializer_class = OwnReviewOut
    ordering = ("-id",)

    def get_queryset(self) -> ReviewQuerySet:
        return Review.objects.by(caller(self.request)).for_listing()

    @extend_schema(summary="List one's own reviews")
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)


class ReviewView(APIView):
    rates = (WRITING,)

    def found(self, request: Request, pk: int, review_pk: int) -> Review:
        """Give a review of the piece that the caller may see.

        :raises Http404:
        """
        visible = Review.objects.visible_to(caller(request)).for_listing()
        review = visible.filter(pk=review_pk, product=pk).first()
        if review is None:
            raise Http404
        return review


class ReviewById(ReviewView):
    @extend_schema(summary="Change one's review", request=ReviewIn, responses=OwnReviewOut)
    @opens_transaction
    def put(self, request: Request, pk: int, review_pk: int) -> Response:
        own = self._own(request, pk, review_pk)
        given = checked(ReviewIn, request)
        changed = reviews.change(own, rating=given["rating"], comment=given.get("comment") or "")
        return Response(OwnReviewOut(changed, context={"request": request}).data)

    @extend_schema(summary="Take one's review back", responses={204: None})
    @opens_transaction
    def delete(self, request: Request, pk: int, review_pk: int) -> Response:
        reviews.remove(self._own(request, pk, review_pk))
        return Response(status=status.HTTP_204_NO_CONTENT)

    def _own(self, request: Request, pk: int, review_pk: int) -> Review:
        review = self.found(request, pk, review_pk)
        if review.user_id != caller(request).pk:
            self.permission_denied(request)
        return review


class Reply(ReviewView):
    @extend_schema(
        summary="Answer a review of one's own piece", request=ReplyIn, responses=ReviewOut
    )
    @opens_transaction
    def post(self, request: Request, pk: int, review_pk: int) -> Response:
        review = self.found(request, pk, review_pk)
        if not Product.objects.sold_by(caller(request)).filter(pk=pk).exists():
            self.permission_denied(request)
        given = checked(ReplyIn, request)
        answered = reviews.reply(review, given["reply"], now=timezone.now())
        return Response(ReviewOut(answered, context={"request": request}).data)


class Report(ReviewView):
    @extend_schema(
        summary="Bring a review to the notice of staff", request=ReportIn, responses={204: None}
    )
    @opens_transaction
    def post(self, request: Request, pk: int, review_pk: int) -> Response:
        review = self.found(request, pk, review_pk)
        given = checked(ReportIn, request)
        reviews.report(
            review, caller(request), reason=given["reason"], note=given.get("note") or ""
        )
        return Response(status=status.HTTP_204_NO_CONTENT)


class Helpful(ReviewView):
    @extend_schema(summary="Find a review helpful", request=None, responses={204: None})
    @opens_transaction
    def put(self, request: Request, pk: int, review_pk: int) -> Response:
        reviews.vote(self.found(request, pk, review_pk), caller(request), is_helpful=True)
        return Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(summary="Find it helpful no longer", responses={204: None})
    @opens_transaction
    def delete(self, request: Request, pk: int, review_pk: int) -> Response:
        reviews.vote(self.found(request, pk, review_pk), caller(request), is_helpful=False)
        return Response(status=status.HTTP_204_NO_CONTENT)
