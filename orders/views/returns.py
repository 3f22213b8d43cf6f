from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse, QueryDict
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import generics, status
from rest_framework.parsers import BaseParser
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core import private_files
from core import queries as q
from core.idempotency import Recorder, answers_once, opens_transaction_once
from core.parsers import FormParser, JSONParser, PartnerJSONParser
from core.problems import InvalidTransition
from core.schema import refuses
from core.serializers import checked, read
from core.staff import SUPPORT
from core.transactions import opens_transaction
from custom_auth.authentication import caller
from custom_auth.permissions import IsSupport, WasSeller, roles_in_force
from orders.actions import returns, shipping
from orders.actions.returns import Wanted
from orders.errors import (
    BadSignature,
    CarrierUnavailable,
    NotReturnable,
    OnHold,
    SettlementTooHigh,
    UnknownCarrier,
)
from orders.models import Order, Parcel, Return
from orders.rules.returns import Reason
from orders.rules.states import ReturnStatus
from orders.serializers.returns import (
    DecisionIn,
    MessageIn,
    ReturnIn,
    ReturnOut,
    SettlementIn,
)


class AskForReturn(APIView):
    parser_classes: tuple[type[BaseParser], ...] = (JSONParser, FormParser)

    @extend_schema(
        summary="Ask to give pieces back",
        description="Within 14 days of delivery, 30 if something is wrong with them; not what was made to "
        "order, unless something is wrong. Photos come as files named `photos`, in multipart with the "
        "rest as the JSON text of a field `data`.",
        request=ReturnIn,
        responses={201: ReturnOut},
    )
    @refuses(NotReturnable)
    @opens_transaction_once
    def post(self, request: Request, pk: int) -> Response:
        order = Order.objects.visible_to(caller(request)).filter(pk=pk).first()
        if order is None:
            raise Http404
        wanted = read(ReturnIn, _body(request))
        asked = returns.ask(
            order,
            [Wanted(row["item"], row["quantity"]) for row in wanted["items"]],
            reason=Reason(wanted["reason"]),
            details=wanted.get("details", ""),
            photos=[(file, file.size or 0) for file in request.FILES.getlist("photos")],
            now=timezone.now(),
        )
        return Response(ReturnOut(asked).data, status=status.HTTP_201_CREATED)


def _body(request: Request) -> Any:
    """Give the fields of a request, also where they are the JSON text of a form, with or without files."""
    if not isinstance(request.data, QueryDict):
        return request.data
    return JSONParser().parse_text(str(request.data.get("data", "{}")))


class ReturnView(generics.GenericAPIView[Return]):
    serializer_class = ReturnOut
    ordering = ("-id",)

    def get_queryset(self) -> QuerySet[Return]:
        user = caller(self.request)
        if SUPPORT in roles_in_force(self.request):
            return Return.objects.for_listing()
        return Return.objects.visible_to(user).for_listing()

    def shown(self, asked: Return) -> Any:
        return ReturnOut(Return.objects.for_listing().get(pk=asked.pk)).data


class Photo(private_files.Door):
    address = returns.PHOTOS
    file_of = staticmethod(returns.file_of)

    @extend_schema(
        summary="Show a photo of a return", responses={(200, "image/webp"): OpenApiTypes.BINARY}
    )
    def get(self, request: Request, token: str) -> HttpResponse:
        return self.answer(token)


STATUSES = [status.value for status in ReturnStatus]
FILTERS = q.by_name(
    q.Parameter(
        "status",
        q.one_of(STATUSES),
        "Only those that stand there.",
        {"type": "string", "enum": STATUSES},
    ),
    q.Parameter("order", q.an_id, "Only those of this order.", q.ID),
)


class Returns(ReturnView, generics.ListAPIView[Return]):
    def get_queryset(self) -> QuerySet[Return]:
        wanted = q.read(FILTERS, self.request.GET)
        return Return.objects.visible_to(caller(self.request)).for_listing().filter(**wanted)

    @extend_schema(
        summary="List returns one asked for or has to answer",
        parameters=[parameter.documented() for parameter in FILTERS.values()],
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)


class ReturnById(ReturnView):
    @extend_schema(summary="Show a return")
    def get(self, request: Request, pk: int) -> Response:
        return Response(ReturnOut(self.get_object()).data)


class Messages(ReturnView):
    @extend_schema(
        summary="Say something about a return", request=MessageIn, responses={201: ReturnOut}
    )
    @opens_transaction_once
    def post(self, request: Request, pk: int) -> Response:
        asked = self.get_object()
        returns.write(asked, checked(MessageIn, request)["text"], by=caller(request))
        return Response(self.shown(asked), status=status.HTTP_201_CREATED)


class Decision(ReturnView):
    @extend_schema(summary="Take a return one step further", request=DecisionIn)
    @refuses(InvalidTransition)
    @opens_transaction_once
    def post(self, request: Request, pk: int) -> Response:
        asked = self.get_object()
        given = checked(DecisionIn, request)
        user, now, text = caller(request), timezone.now(), given.get("text", "")
        decision = given["decision"]
        if decision not in self._choices(asked):
            self.permission_denied(request)
        if decision == "approve":
            returns.approve(asked, by=user, now=now, text=text)
        elif decision == "refuse":
            returns.refuse(asked, by=user, now=now, text=text)
        elif decision == "receive":
            returns.receive(asked, by=user, now=now, is_sellable=given["is_sellable"], text=text)
        elif decision == "dispute":
            returns.dispute(asked, by=user, now=now, text=text)
        else:
            returns.close(asked, by=user, now=now, text=text)
        return Response(self.shown(asked))

    def _choices(self, asked: Return) -> set[str]:
        """Give what who asks may decide about a return."""
        user = caller(self.request)
        choices: set[str] = set()
        if user.pk == asked.user_id:
            choices |= {"dispute", "close"}
        if user.pk == asked.parcel.seller_id or SUPPORT in roles_in_force(self.request):
            choices |= {"approve", "refuse", "receive", "dispute"}
        return choices


class Settlement(ReturnView):
    permission_classes = (IsAuthenticated, IsSupport)

    @extend_schema(summary="Decide a dispute", request=SettlementIn)
    @refuses(InvalidTransition, SettlementTooHigh)
    @opens_transaction_once
    def post(self, request: Request, pk: int) -> Response:
        asked = self.get_object()
        given = checked(SettlementIn, request)
        returns.settle(asked, **given, by=caller(request), now=timezone.now())
        return Response(self.shown(asked))


class CarrierWebhook(APIView):
    """Where carriers tell us what happened. Taken down and answered at once; the worker applies it."""

    authentication_classes = ()
    permission_classes = (AllowAny,)
    throttle_classes = ()
    parser_classes = (PartnerJSONParser,)

    @extend_schema(
        summary="Take down a carrier's message",
        request={"application/json": {"type": "object"}},
        responses={200: {"type": "object"}},
    )
    @refuses(UnknownCarrier, BadSignature)
    def post(self, request: Request, carrier: str) -> Response:
        body = request.data
        if not isinstance(body, dict):
            raise BadSignature
        shipping.receive(carrier, request.headers, body)
        return Response({"received": True})


class Booking(APIView):
    permission_classes = (IsAuthenticated, WasSeller)

    @extend_schema(
        summary="Have a parcel fetched by its carrier",
        description="For parcels of a carrier of the marketplace; gives the tracking number.",
        request=None,
        responses={200: {"type": "object", "properties": {"tracking_number": {"type": "string"}}}},
    )
    @refuses(CarrierUnavailable, InvalidTransition, OnHold)
    @answers_once
    def post(self, request: Request, record: Recorder, pk: int) -> HttpResponse:
        own = Parcel.objects.sold_by(caller(request)).select_related("order")
        parcel = own.filter(order=pk).first()
        if parcel is None:
            raise Http404
        booked = shipping.book(parcel, by=caller(request), now=timezone.now())
        return opens_transaction(record)(Response({"tracking_number": booked.tracking_number}))
