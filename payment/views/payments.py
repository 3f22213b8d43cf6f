from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import generics, status
from rest_framework.parsers import BaseParser
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from core import private_files
from core.card_data import CardDataRefused, refuse_card_data
from core.idempotency import Recorder, answers_once, opens_transaction_once
from core.limits import Rate
from core.parsers import FormParser
from core.problems import NotFound
from core.schema import refuses
from core.serializers import checked
from core.staff import FINANCE, SUPPORT
from core.transactions import opens_transaction
from custom_auth.authentication import caller
from custom_auth.permissions import IsFinance, IsSupport, WasSeller, roles_in_force
from orders.models import Order
from payment import serializers as shapes
from payment.actions import give_back, methods, pay, reconcile, transfers
from payment.actions.pay import Started
from payment.errors import (
    CreditLimitReached,
    GatewayRefused,
    GatewayUnavailable,
    MethodUnavailable,
    NotPayable,
    ProofRefused,
    RefundExceedsPayment,
)
from payment.gateways import paymob
from payment.models import Payment, PaymentMethod, TransferProof
from payment.rules import PaymentStatus
from wallet.errors import InsufficientFunds

PAYING = Rate("paying", 60, 600)


def without_card_data(shape: type[Serializer[Any]], request: Request) -> dict[str, Any]:
    refuse_card_data(request.data)
    return checked(shape, request)


class Methods(APIView):
    @extend_schema(summary="Show how one can pay", responses=shapes.MethodsOut)
    def get(self, request: Request) -> Response:
        saved = PaymentMethod.objects.visible_to(caller(request)).order_by("-is_default", "-pk")
        shown = {"available": settings.PAYMENT_METHODS, "saved": saved[:50]}
        return Response(shapes.MethodsOut(shown).data)

    @extend_schema(
        summary="Keep a way to pay",
        description="Card data is refused: cards are kept on the gateway's own page.",
        request=shapes.SavedMethodIn,
        responses={201: shapes.SavedMethodOut},
    )
    @refuses(CardDataRefused)
    @opens_transaction
    def post(self, request: Request) -> Response:
        given = without_card_data(shapes.SavedMethodIn, request)
        kept = methods.keep(caller(request), **given)
        return Response(shapes.SavedMethodOut(kept).data, status=status.HTTP_201_CREATED)


class MethodById(APIView):
    @extend_schema(summary="Forget a way to pay", responses={204: None})
    @opens_transaction
    def delete(self, request: Request, pk: int) -> Response:
        kept = PaymentMethod.objects.visible_to(caller(request)).filter(pk=pk).first()
        if kept is None:
            raise Http404
        methods.forget(kept)
        return Response(status=status.HTTP_204_NO_CONTENT)


def started(payment: Payment, action: pay.NextAction) -> Any:
    fresh = Payment.objects.get(pk=payment.pk)
    return shapes.StartedOut({"payment": fresh, "next_action": action}).data


def through_gateway(begun: Started, record: Recorder, *, redirect: bool) -> Any:
    """Ask the gateway, if it is needed, and answer with what the app does next.

    :raises GatewayUnavailable, GatewayRefused:
    """
    if begun.attempt is None:
        action = pay.next_action(begun.payment, None, redirect=redirect)
        return opens_transaction(record)(
            Response(started(begun.payment, action), status=status.HTTP_201_CREATED)
        )
    try:
        intention = pay.ask(begun.attempt, paymob.client(), redirect=redirect)
    except (GatewayUnavailable, GatewayRefused):
        opens_transaction(pay.note_failure)(begun.attempt)
        raise

    wanted = begun.attempt

    @opens_transaction
    def effect() -> Any:
        attempt = pay.note_intention(wanted, intention)
        action = pay.next_action(begun.payment, attempt, redirect=redirect)
        return record(Response(started(begun.payment, action), status=status.HTTP_201_CREATED))

    return effect()


class Process(APIView):
    rates = (PAYING,)

    @extend_schema(
        summary="Pay an order",
        description="The amount is the server's. Follow `next_action`; when the page or SDK is done, call "
        "`verify`, which asks the gateway.",
        request=shapes.ProcessIn,
        responses={201: shapes.StartedOut},
    )
    @refuses(
        NotPayable,
        MethodUnavailable,
        InsufficientFunds,
        CardDataRefused,
        GatewayUnavailable,
        GatewayRefused,
        NotFound,
    )
    @answers_once
    def post(self, request: Request, record: Recorder) -> Any:
        given = without_card_data(shapes.ProcessIn, request)
        user = caller(request)
        order = Order.objects.visible_to(user).filter(pk=given["order"]).first()
        if order is None:
            raise Http404
        saved = None
        if given.get("saved_method"):
            own = PaymentMethod.objects.visible_to(user)
            saved = own.filter(pk=given["saved_method"], method_type="credit_card").first()
            if saved is None:
                raise Http404

        def begin() -> Started:
            return pay.start(
                order,
                method=given["method"],
                use_credit=given["use_credit"],
                saved=saved,
                now=timezone.now(),
            )

        if given["method"] in {"credit_card", "mobile_wallet", "kiosk"}:
            begun = opens_transaction(begin)()
            return through_gateway(begun, record, redirect=given["channel"] == "redirect")

        @opens_transaction
        def effect() -> Any:
            begun = begin()
            action = pay.next_action(begun.payment, None, redirect=False)
            return record(Response(started(begun.payment, action), status=status.HTTP_201_CREATED))

        return effect()


class Deposit(APIView):
    rates = (PAYING,)

    @extend_schema(
        summary="Pay into one's wallet",
        description="Credited on the gateway's word alone. It is store credit: it can be spent.",
        request=shapes.DepositIn,
        responses={201: shapes.StartedOut},
    )
    @refuses(
        MethodUnavailable, CreditLimitReached, CardDataRefused, GatewayUnavailable, GatewayRefused
    )
    @answers_once
    def post(self, request: Request, record: Recorder) -> Any:
        given = without_card_data(shapes.DepositIn, request)
        begun = opens_transaction(pay.start_deposit)(
            caller(request), amount=given["amount"], method=given["method"], now=timezone.now()
        )
        return through_gateway(begun, record, redirect=given["channel"] == "redirect")


class PaymentView(generics.GenericAPIView[Payment]):
    serializer_class = shapes.PaymentOut
    ordering = ("-id",)

    def get_queryset(self) -> QuerySet[Payment]:
        return Payment.objects.visible_to(caller(self.request))


class Payments(PaymentView, generics.ListAPIView[Payment]):
    @extend_schema(summary="List one's payments")
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)


class PaymentById(PaymentView):
    @extend_schema(summary="Show a payment")
    def get(self, request: Request, pk: int) -> Response:
        return Response(shapes.PaymentOut(self.get_object()).data)


class Verify(PaymentView):
    rates = (PAYING,)

    @extend_schema(
        summary="Have the gateway asked how a payment stands",
        description="What the page or the SDK told the app decides nothing. With an `Idempotency-Key` the "
        "answer is kept once the payment is no longer pending; until then the gateway is asked each time.",
        request=shapes.VerifyIn,
        responses=shapes.PaymentOut,
    )
    @refuses(GatewayUnavailable, NotFound)
    @answers_once
    def post(self, request: Request, record: Recorder) -> Any:
        given = without_card_data(shapes.VerifyIn, request)
        payment = self.get_queryset().filter(pk=given["payment"]).first()
        if payment is None:
            raise Http404
        verified = reconcile.verify(payment, paymob.client(), clock=timezone.now)
        answer = Response(shapes.PaymentOut(verified).data)
        # While it is pending no money has moved, and asking again is what the app is to do.
        if verified.status == PaymentStatus.PENDING:
            return answer
        return opens_transaction(record)(answer)


class ProofPicture(private_files.Door):
    """For staff: the back office gives out the links."""

    address = transfers.DOOR
    file_of = staticmethod(transfers.file_of)

    @extend_schema(
        summary="Show the picture of a bank transfer",
        responses={(200, "image/webp"): OpenApiTypes.BINARY},
    )
    def get(self, request: Request, token: str) -> HttpResponse:
        return self.answer(token)


class Proofs(PaymentView):
    parser_classes: tuple[type[BaseParser], ...] = (FormParser,)
    rates = (PAYING,)

    @extend_schema(
        summary="Show a proof of a bank transfer",
        description="Staff match it with what reached the bank; the order is paid then.",
        request=shapes.ProofIn,
        responses={201: shapes.ProofOut},
    )
    @refuses(ProofRefused)
    @opens_transaction
    def post(self, request: Request, pk: int) -> Response:
        payment = self.get_object()
        given = checked(shapes.ProofIn, request)
        file = given["image"]
        proof: TransferProof = transfers.hand_in(
            payment,
            file,
            size=file.size,
            bank_reference=given.get("bank_reference", ""),
        )
        return Response(shapes.ProofOut(proof).data, status=status.HTTP_201_CREATED)


class Refunds(APIView):
    permission_classes = (IsAuthenticated, WasSeller | IsFinance | IsSupport)

    @extend_schema(
        summary="Give money back",
        description="Staff: of any payment. Sellers: of their own lines. Together never more than was "
        "paid; commission and earnings reverse in proportion.",
        request=shapes.RefundIn,
        responses={201: shapes.RefundOut},
    )
    @refuses(RefundExceedsPayment, CardDataRefused, NotFound)
    @opens_transaction_once
    def post(self, request: Request) -> Response:
        given = without_card_data(shapes.RefundIn, request)
        user = caller(request)
        is_staff = bool(roles_in_force(request) & {FINANCE, SUPPORT})
        payments = Payment.objects.all()
        if not is_staff:
            payments = payments.filter(order__parcels__seller=user)
        found = payments.filter(pk=given["payment"]).first()
        if found is None:
            raise Http404
        payment = pay.locked(found.pk)
        done = give_back.refund(
            payment,
            by=user,
            only_of=None if is_staff else user,
            amount=given.get("amount"),
            items=given.get("items") or [],
            reason=given["reason"],
            now=timezone.now(),
        )
        payment.refresh_from_db()
        shown = {"payment": payment, "amount": done.amount, "reference": done.reference}
        return Response(shapes.RefundOut(shown).data, status=status.HTTP_201_CREATED)
