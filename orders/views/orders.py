from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import generics, status
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core import queries as q
from core.idempotency import opens_transaction_once
from core.problems import InvalidTransition
from core.schema import refuses
from core.serializers import checked, shown
from core.transactions import opens_transaction
from custom_auth.authentication import caller
from custom_auth.permissions import IsFinance, WasSeller
from orders.actions import checkout, compensation, parcels, settlement
from orders.errors import (
    AlreadyCompensated,
    CannotCancel,
    CarrierDecides,
    CompensationTooHigh,
    NotCompensable,
    NotPaidYet,
    OnHold,
    QuoteChanged,
)
from orders.models import Order, Parcel
from orders.rules import numbers
from orders.rules.states import OrderStatus, ParcelStatus
from orders.serializers.baskets import OrderIn
from orders.serializers.orders import (
    CancelIn,
    CompensationIn,
    CompensationOut,
    OrderOut,
    SoldOut,
    StepIn,
    TrackingOut,
)
from orders.views.baskets import REFUSALS, asked, language
from products.errors import InsufficientStock

STATUS = q.Parameter(
    "status",
    q.one_of([status.value for status in OrderStatus]),
    "Only those that stand there.",
    {"type": "string", "enum": [status.value for status in OrderStatus]},
)
PARCEL_STATUS = q.Parameter(
    "status",
    q.one_of([status.value for status in ParcelStatus]),
    "Only those that stand there.",
    {"type": "string", "enum": [status.value for status in ParcelStatus]},
)


def a_number(text: str) -> str:
    number = numbers.heard(text)
    if number is None:
        raise q.Unreadable(_("This is not an order number: a digit was misheard."))
    return number


NUMBER = q.Parameter(
    "number",
    a_number,
    "Only the order of this number, as it is read out; in any digits and groups.",
    {"type": "string", "examples": ["4821-9063-376"]},
)


class OrderView(generics.GenericAPIView[Order]):
    serializer_class = OrderOut
    ordering = ("-id",)

    def get_queryset(self) -> QuerySet[Order]:
        return Order.objects.visible_to(caller(self.request)).for_listing()

    def get_serializer_context(self) -> dict[str, Any]:
        return {**super().get_serializer_context(), "language": language()}

    def shown(self, order: Order) -> Any:
        """Show an order as the database has it now."""
        return shown(OrderOut, self.get_queryset().get(pk=order.pk), language=language())


class Orders(OrderView, generics.ListAPIView[Order]):
    def get_queryset(self) -> QuerySet[Order]:
        wanted = q.read(q.by_name(STATUS, NUMBER), self.request.GET)
        return super().get_queryset().filter(**wanted)

    @extend_schema(
        summary="List one's orders", parameters=[STATUS.documented(), NUMBER.documented()]
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        summary="Place an order",
        description="All or nothing. Prices, commission and the address are frozen on it. Cash on "
        "delivery needs nothing more; anything else is paid with `POST /api/payments/process/` before "
        "`payment.hold_until`.",
        request=OrderIn,
        responses={201: OrderOut},
    )
    @refuses(InsufficientStock, QuoteChanged, *REFUSALS)
    @opens_transaction_once
    def post(self, request: Request) -> Response:
        wanted, from_cart = asked(request, OrderIn)
        order = checkout.place(
            wanted, buyer=caller(request), from_cart=from_cart, now=timezone.now()
        )
        body = shown(OrderOut, order, language=language())
        return Response(body, status=status.HTTP_201_CREATED)


class OrderById(OrderView):
    @extend_schema(summary="Show an order")
    def get(self, request: Request, pk: int) -> Response:
        return Response(self.get_serializer(self.get_object()).data)


class CancelOrder(OrderView):
    @extend_schema(
        summary="Cancel an order, or one parcel of it",
        description="While nothing of it has left. Stock returns; money goes back where it came from.",
        request=CancelIn,
    )
    @refuses(CannotCancel)
    @opens_transaction
    def put(self, request: Request, pk: int) -> Response:
        order = self.get_object()
        wanted = checked(CancelIn, request)
        cancelled = parcels.cancel(
            order,
            by=caller(request),
            now=timezone.now(),
            reason=wanted.get("reason", ""),
            parcel_id=wanted.get("parcel"),
        )
        return Response(self.shown(cancelled))


class Tracking(OrderView):
    pagination_class = None  # an order has a parcel for each of its sellers, and no more

    @extend_schema(summary="Follow an order's parcels", responses=TrackingOut(many=True))
    def get(self, request: Request, pk: int) -> Response:
        order = Order.objects.visible_to(caller(request)).filter(pk=pk).first()
        if order is None:
            raise Http404
        own = order.parcels.prefetch_related("tracking_events").order_by("pk")
        return Response(TrackingOut(own, many=True, context={"language": language()}).data)


class SoldView(generics.GenericAPIView[Parcel]):
    permission_classes = (IsAuthenticated, WasSeller)
    serializer_class = SoldOut
    ordering = ("-id",)
    lookup_field = "order_id"
    lookup_url_kwarg = "pk"

    def get_queryset(self) -> QuerySet[Parcel]:
        return Parcel.objects.sold_by(caller(self.request)).for_listing()

    def get_serializer_context(self) -> dict[str, Any]:
        more = {"language": language(), "earnings": settlement.seller_share_left}
        return {**super().get_serializer_context(), **more}


class Sold(SoldView, generics.ListAPIView[Parcel]):
    def get_queryset(self) -> QuerySet[Parcel]:
        wanted = q.read(q.by_name(PARCEL_STATUS, NUMBER), self.request.GET)
        if number := wanted.pop("number", None):
            wanted["order__number"] = number
        return super().get_queryset().filter(**wanted)

    @extend_schema(
        summary="List one's parts of orders",
        parameters=[PARCEL_STATUS.documented(), NUMBER.documented()],
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)


class SoldById(SoldView):
    @extend_schema(summary="Show one's part of an order")
    def get(self, request: Request, pk: int) -> Response:
        return Response(self.get_serializer(self.get_object()).data)


class Step(SoldView):
    @extend_schema(
        summary="Move one's part of an order",
        description="`pending → processing → shipped → delivered`, and `cancelled` from the first two. "
        "The order's own status follows from its parts.",
        request=StepIn,
    )
    @refuses(InvalidTransition, NotPaidYet, OnHold, CarrierDecides)
    @opens_transaction
    def put(self, request: Request, pk: int) -> Response:
        parcel = self.get_object()
        wanted = checked(StepIn, request)
        parcels.move_as_seller(
            parcel,
            ParcelStatus(wanted["status"]),
            by=caller(request),
            now=timezone.now(),
            note=wanted.get("note", ""),
            carrier_name=wanted.get("carrier", ""),
            tracking_number=wanted.get("tracking_number", ""),
        )
        return Response(self.get_serializer(self.get_queryset().get(pk=parcel.pk)).data)


class Compensate(APIView):
    permission_classes = (IsAuthenticated, IsFinance)

    @extend_schema(
        summary="Book what a carrier paid for a lost parcel",
        description="It becomes its seller's own, less what the seller owes: once per parcel, and never "
        "more than what the seller lost with it (`most` of the refusal).",
        request=CompensationIn,
        responses={201: CompensationOut},
    )
    @refuses(NotCompensable, AlreadyCompensated, CompensationTooHigh)
    @opens_transaction_once
    def post(self, request: Request, pk: int) -> Response:
        given = checked(CompensationIn, request)
        parcel = Parcel.objects.filter(pk=pk).first()
        if parcel is None:
            raise Http404
        booked = compensation.compensate(parcel, **given, by=caller(request), now=timezone.now())
        return Response(CompensationOut(booked).data, status=status.HTTP_201_CREATED)
