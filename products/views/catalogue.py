from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import orjson
from django.db.models import QuerySet, prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils import timezone, translation
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import status
from rest_framework.parsers import BaseParser
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core import paging, public_cache, queries
from core.conditional import entity_tag, require_match
from core.idempotency import opens_transaction_once
from core.limits import Rate
from core.parsers import FormParser
from core.problems import InvalidCursor
from core.public import PublicView, answer
from core.renderers import with_media_addresses
from core.schema import refuses
from core.serializers import checked
from core.staff import MODERATOR
from core.transactions import opens_transaction
from custom_auth.authentication import caller
from custom_auth.permissions import IsModerator, IsSeller, roles_in_force
from products import window
from products.actions import categories, pictures, products
from products.errors import (
    CategoryCycle,
    CategoryInUse,
    ChoicesDoNotFit,
    SkuTaken,
    StockOfOne,
    UnknownAttribute,
)
from products.models import (
    Attribute,
    Category,
    CategoryImage,
    CategorySlug,
    Listing,
    Product,
    ProductSlug,
)
from products.serializers.catalogue import (
    AttributeOut,
    CategoryIn,
    CategoryOut,
    CategoryTreeOut,
    NewCategoryImageIn,
    NewProductIn,
    OwnCategoryImageOut,
    OwnProductOut,
    ProductIn,
)
from products.serializers.window import FullDetailOut, ListedOut
from products.trees import SHOWN_PICTURES, counts, tree
from products.views import parameters

UPLOADS = Rate("uploads", 300, 3600)
FRESH = 15  # seconds for which a phone may show a list or detail without asking
# A sync looks back this much further than it was asked to, for clients that ask by their own clock.
OVERLAP = timedelta(seconds=60)


def language() -> str:
    chosen = translation.get_language() or "ar"
    return chosen if chosen in window.LANGUAGES else "ar"


def joined(
    cards: Sequence[str], *, next_link: str | None, previous_link: str | None, **more: Any
) -> str:
    """Join finished cards into the body of a list, none of them read."""
    head = orjson.dumps({"next": next_link, "previous": previous_link, **more}).decode()
    return f'{head[:-1]},"results":[{",".join(cards)}]}}'


class Products(PublicView):
    permission_classes = (IsAuthenticated, IsSeller)

    @extend_schema(
        operation_id="products_list",
        summary="List pieces on show",
        parameters=[*(p.documented() for p in parameters.LIST.values()), *paging.DOCUMENTED],
        responses=ListedOut,
    )
    def get(self, request: HttpRequest) -> HttpResponse:
        asked = queries.read(parameters.LIST, request.GET)
        if "updated_since" in asked:
            return self._changes(request, asked["updated_since"])
        ordering = asked.pop("ordering", "newest")
        after, backwards = None, False
        if "cursor" in request.GET:
            after, backwards = paging.read_cursor(request.GET["cursor"], of=f"products:{ordering}")
        size = paging.page_size(request)
        page = window.page(
            filters=asked,
            ordering=ordering,
            language=language(),
            size=size,
            after=after,
            backwards=backwards,
        )
        has_next = page.has_more or backwards
        has_previous = page.has_more if backwards else after is not None
        body = joined(
            page.cards,
            next_link=self._link(request, page.last, ordering) if has_next else None,
            previous_link=self._link(request, page.first, ordering, backwards=True)
            if has_previous
            else None,
        )
        return answer(with_media_addresses(body.encode(), request), seconds=FRESH)

    def _link(
        self, request: HttpRequest, position: Any, ordering: str, *, backwards: bool = False
    ) -> str | None:
        if position is None:
            return None
        cursor = paging.write_cursor(position, of=f"products:{ordering}", backwards=backwards)
        return paging.link(request, cursor)

    def _changes(self, request: HttpRequest, since: Any) -> HttpResponse:
        at, key = since - OVERLAP, 0
        if "cursor" in request.GET:
            (at_text, key_text), _ = self._position(request.GET["cursor"])
            at, key = queries.instant(at_text), int(key_text)
        size = paging.page_size(request)
        rows, has_more, horizon = window.changes(since=at, key=key, language=language(), size=size)
        cards = [row.card or f'{{"id":{row.product_id},"is_active":false}}' for row in rows]
        cursor = None
        if has_more:
            position = (rows[-1].at.isoformat(), rows[-1].product_id)
            cursor = paging.write_cursor(position, of="products:changes")
        links = {"next_link": paging.link(request, cursor), "previous_link": None}
        body = joined(cards, **links, synced_until=horizon)
        finished = with_media_addresses(body.encode(), request)
        # `synced_until` moves on by itself. Who keeps an older one because nothing else has changed asks
        # from there next time and misses nothing, so the tag is weak and leaves it out.
        tag = entity_tag(with_media_addresses(joined(cards, **links).encode(), request))
        return HttpResponse(
            finished,
            content_type="application/json",
            headers={"Cache-Control": "no-cache", "ETag": f"W/{tag}"},
        )

    def _position(self, cursor: str) -> tuple[list[str], bool]:
        texts, backwards = paging.read_cursor(cursor, of="products:changes")
        if len(texts) != 2:
            raise InvalidCursor
        return texts, backwards

    @extend_schema(
        summary="Offer a piece",
        description="It is on show at once unless the marketplace looks at it first (`state`).",
        request=NewProductIn,
        responses={201: OwnProductOut},
    )
    @refuses(ChoicesDoNotFit, StockOfOne, SkuTaken, UnknownAttribute)
    @opens_transaction_once
    def post(self, request: Request) -> Response:
        given = checked(NewProductIn, request)
        product = products.add(caller(request), now=timezone.now(), **given)
        return shown_own(product, status=status.HTTP_201_CREATED)


def own(product: Product) -> Any:
    """Show a piece to its seller as the database has it now."""
    fresh = (
        Product.objects.select_related("revision")
        .prefetch_related("images", "variants")
        .get(pk=product.pk)
    )
    return OwnProductOut(fresh).data


def shown_own(product: Product, *, status: int = status.HTTP_200_OK) -> Response:
    """Answer with a piece and the tag to send as If-Match with the next change."""
    body = own(product)
    return Response(body, status=status, headers={"ETag": own_tag(product.pk, body["version"])})


def takes_if_match(handler: Any) -> Any:
    handler.takes_if_match = True
    return handler


class ProductById(PublicView):
    permission_classes = (IsAuthenticated, IsSeller | IsModerator)

    @extend_schema(summary="Show a piece", responses=FullDetailOut)
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        topics = (public_cache.EVERYTHING, window.product_topic(pk))
        marks = public_cache.marks_before(*topics)
        body = window.detail(pk, language=language())
        if body is None:
            raise Http404
        shown = answer(with_media_addresses(body.encode(), request), seconds=FRESH)
        return public_cache.depends_on(shown, topics, marks)

    @extend_schema(summary="Replace a piece", request=ProductIn, responses=OwnProductOut)
    @refuses(ChoicesDoNotFit, StockOfOne, SkuTaken, UnknownAttribute)
    @takes_if_match
    @opens_transaction
    def put(self, request: Request, pk: int) -> Response:
        return self._changed(request, pk, partial=False)

    @extend_schema(
        summary="Change a piece",
        description="Where staff look first, what matters waits in `pending_changes`.",
        request=ProductIn,
        responses=OwnProductOut,
    )
    @refuses(ChoicesDoNotFit, StockOfOne, SkuTaken, UnknownAttribute)
    @takes_if_match
    @opens_transaction
    def patch(self, request: Request, pk: int) -> Response:
        return self._changed(request, pk, partial=True)

    @extend_schema(
        summary="Withdraw a piece",
        description="It leaves the market; orders that have it keep what they know of it.",
        responses={204: None},
    )
    @takes_if_match
    @opens_transaction
    def delete(self, request: Request, pk: int) -> Response:
        product = self._own(request, pk)
        products.withdraw(product, by=caller(request))
        return Response(status=status.HTTP_204_NO_CONTENT)

    def _changed(self, request: Request, pk: int, *, partial: bool) -> Response:
        product = self._own(request, pk)
        given = checked(ProductIn, request, partial=partial)
        changed = products.change(
            product,
            by=caller(request),
            is_moderator=self._is_moderator(request),
            now=timezone.now(),
            **given,
        )
        return shown_own(changed)

    def _own(self, request: Request, pk: int) -> Product:
        user = caller(request)
        mine = Product.objects.changeable_by(user, is_moderator=self._is_moderator(request))
        product = mine.locked().filter(pk=pk).first()
        if product is None:
            raise Http404
        require_match(request, lambda tag: tag in self._tags(request, product))
        return product

    def _is_moderator(self, request: Request) -> bool:
        return MODERATOR in roles_in_force(request)

    def _tags(self, request: Request, product: Product) -> set[str]:
        """Give the tags under which anybody could have read the piece as it is now."""
        tags = {own_tag(product.pk, product.version)}
        for code in window.LANGUAGES:
            if body := window.detail(product.pk, language=code):
                tags.add(entity_tag(with_media_addresses(body.encode(), request)))
        return tags


def own_tag(product_id: int, version: int) -> str:
    return f'"{product_id}.{version}"'


class ProductBySlug(PublicView):
    @extend_schema(
        summary="Find a piece by its name in addresses",
        description="Redirects to the piece, also from a name it had before.",
        responses={301: OpenApiResponse(description="`Location` is where the piece is.")},
    )
    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        found = (
            Listing.objects.filter(product__slug=slug, is_open=True)
            .order_by("pk")
            .values_list("pk", flat=True)
            .first()
        )
        if found is None:
            found = (
                ProductSlug.objects.filter(slug=slug, product__listing__is_open=True)
                .order_by("pk")
                .values_list("product_id", flat=True)
                .first()
            )
        if found is None:
            raise Http404
        # Kept for a moment only: a name that a piece gave up may be another's one day.
        return HttpResponsePermanentRedirect(
            f"/api/products/{found}/", headers={"Cache-Control": f"public, max-age={FRESH}"}
        )


class Categories(PublicView):
    permission_classes = (IsAuthenticated, IsModerator)

    @extend_schema(
        summary="Show the tree of categories",
        description="Only what is shown; counts include everything below.",
        responses=CategoryTreeOut(many=True),
    )
    def get(self, request: HttpRequest) -> HttpResponse:
        roots, below, totals = tree()
        context = {"request": request, "below": below, "counts": totals}
        shown = [CategoryTreeOut(root, context=context).data for root in roots]
        return answer(orjson.dumps(shown, default=str), seconds=FRESH)

    @extend_schema(summary="Add a category", request=CategoryIn, responses={201: CategoryOut})
    @refuses(CategoryCycle)
    @opens_transaction
    def post(self, request: Request) -> Response:
        category = categories.add(**checked(CategoryIn, request))
        return Response(shown_category(category, request), status=status.HTTP_201_CREATED)


def shown_category(category: Category, request: HttpRequest | Request) -> Any:
    prefetch_related_objects([category], SHOWN_PICTURES)
    return CategoryOut(category, context={"request": request, "counts": counts()}).data


class CategoryById(PublicView):
    permission_classes = (IsAuthenticated, IsModerator)

    @extend_schema(summary="Show a category", responses=CategoryOut)
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        _roots, below, totals = tree()
        for categories_here in below.values():
            for category in categories_here:
                if category.pk == pk:
                    context = {"request": request, "counts": totals}
                    body = CategoryOut(category, context=context).data
                    return answer(orjson.dumps(body, default=str), seconds=FRESH)
        raise Http404

    @extend_schema(summary="Replace a category", request=CategoryIn, responses=CategoryOut)
    @refuses(CategoryCycle)
    @opens_transaction
    def put(self, request: Request, pk: int) -> Response:
        return self._changed(request, pk, partial=False)

    @extend_schema(summary="Change a category", request=CategoryIn, responses=CategoryOut)
    @refuses(CategoryCycle)
    @opens_transaction
    def patch(self, request: Request, pk: int) -> Response:
        return self._changed(request, pk, partial=True)

    @extend_schema(summary="Remove an empty category", responses={204: None})
    @refuses(CategoryInUse)
    @opens_transaction
    def delete(self, request: Request, pk: int) -> Response:
        categories.remove(self._found(pk))
        return Response(status=status.HTTP_204_NO_CONTENT)

    def _changed(self, request: Request, pk: int, *, partial: bool) -> Response:
        category = categories.change(
            self._found(pk), **checked(CategoryIn, request, partial=partial)
        )
        return Response(shown_category(category, request))

    def _found(self, pk: int) -> Category:
        category = Category.objects.filter(pk=pk).first()
        if category is None:
            raise Http404
        return category


class CategoryPicture(APIView):
    """The picture of a category, for those who keep the tree."""

    permission_classes = (IsAuthenticated, IsModerator)
    parser_classes: tuple[type[BaseParser], ...] = (FormParser,)
    rates = (UPLOADS,)

    @extend_schema(
        summary="Show how a category's picture is coming along",
        description="The one that was sent last: `status` tells whether it is on show, and `error` why not.",
        responses=OwnCategoryImageOut,
    )
    def get(self, request: Request, pk: int) -> Response:
        newest = CategoryImage.objects.filter(category=self._category(pk)).order_by("-pk").first()
        if newest is None:
            raise Http404
        return Response(OwnCategoryImageOut(newest).data)

    @extend_schema(
        summary="Upload a category's picture",
        description="It is on show once its renditions exist, as a rule within seconds (`status`); the one "
        "before stays until then.",
        request=NewCategoryImageIn,
        responses=OwnCategoryImageOut,
    )
    def put(self, request: Request, pk: int) -> Response:
        category = self._category(pk)
        given = checked(NewCategoryImageIn, request)
        with pictures.taken_in([given.pop("image")], field="image") as (original,):
            image = opens_transaction(pictures.set_for_category)(category, original, **given)
        return Response(OwnCategoryImageOut(image).data)

    @extend_schema(summary="Remove a category's picture", responses={204: None})
    @opens_transaction
    def delete(self, request: Request, pk: int) -> Response:
        if not pictures.remove_from_category(self._category(pk)):
            raise Http404
        return Response(status=status.HTTP_204_NO_CONTENT)

    def _category(self, pk: int) -> Category:
        category = Category.objects.filter(pk=pk).first()
        if category is None:
            raise Http404
        return category


class CategoryBySlug(PublicView):
    @extend_schema(
        summary="Find a category by its name in addresses",
        description="Redirects to the category, also from a name it had before.",
        responses={301: OpenApiResponse(description="`Location` is where the category is.")},
    )
    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        found = Category.objects.filter(slug=slug).values_list("pk", flat=True).first()
        if found is None:
            found = (
                CategorySlug.objects.filter(slug=slug).values_list("category_id", flat=True).first()
            )
        if found is None:
            raise Http404
        return HttpResponsePermanentRedirect(
            f"/api/products/categories/{found}/",
            headers={"Cache-Control": f"public, max-age={FRESH}"},
        )


class CategoryAttributes(PublicView):
    @extend_schema(
        summary="List what can be said of a category's pieces",
        responses=AttributeOut(many=True),
        parameters=[OpenApiParameter("pk", int, "path", description="The category.")],
    )
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        category = Category.objects.filter(pk=pk).first()
        if category is None:
            raise Http404
        known: QuerySet[Attribute] = Attribute.objects.filter(categories__in=category.path)
        shown = AttributeOut(known.distinct().order_by("position", "pk"), many=True).data
        return answer(orjson.dumps(shown, default=str), seconds=FRESH)
