from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import generics, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core import queries as q
from core.card_data import CardDataRefused, refuse_card_data
from core.idempotency import Recorder, answers_once
from core.limits import Rate
from core.schema import refuses
from core.transactions import opens_transaction
from custom_auth.actions import two_factor
from custom_auth.authentication import caller
from custom_auth.errors import WrongPassword
from custom_auth.models import User
from wallet.actions import payouts, security, statements
from wallet.errors import (
    CoolingOff,
    InsufficientFunds,
    InvalidTransition,
    LimitReached,
    NoPin,
    PinLocked,
    StepUpRequired,
    WrongPin,
)
from wallet.models import Payout, Transaction, WalletSecurity
from wallet.models import Wallet as WalletRow
from wallet.rules import PayoutStatus, TransactionType
from wallet.serializers import (
    PayoutOut,
    PinIn,
    StatementOut,
    StatementsOut,
    TransactionOut,
    WalletOut,
    WithdrawIn,
)

PINS = Rate("pins", 20, 600)
TYPES = [kind.value for kind in TransactionType]
FILTERS = q.by_name(
    q.Parameter(
        "type", q.one_of(TYPES), "Only those of this kind.", {"type": "string", "enum": TYPES}
    ),
    q.Parameter("from", q.instant, "Only those since then.", q.INSTANT),
    q.Parameter("to", q.instant, "Only those before then.", q.INSTANT),
)


class Wallet(APIView):
    @extend_schema(summary="Show one's wallet", responses=WalletOut)
    def get(self, request: Request) -> Response:
        user = caller(request)
        # Nobody has a row before the first movement; an empty wallet looks the same.
        wallet = WalletRow.objects.filter(pk=user.pk).first() or WalletRow(
            user=user, balance=0, updated_at=user.date_joined
        )
        context = {
            "limits": payouts.payout_rules(),
            "has_pin": WalletSecurity.objects.filter(pk=user.pk).exists(),
        }
        return Response(WalletOut(wallet, context=context).data)


class Transactions(generics.ListAPIView[Transaction]):
    serializer_class = TransactionOut
    ordering = ("-position",)

    def get_queryset(self) -> QuerySet[Transaction]:
        asked = q.read(FILTERS, self.request.GET)
        rows = Transaction.objects.visible_to(caller(self.request))
        if "type" in asked:
            rows = rows.filter(transaction_type=asked["type"])
        if "from" in asked:
            rows = rows.filter(created_at__gte=asked["from"])
        if "to" in asked:
            rows = rows.filter(created_at__lt=asked["to"])
        return rows

    @extend_schema(
        summary="List a wallet's movements",
        parameters=[p.documented() for p in FILTERS.values()],
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)


class Statements(APIView):
    @extend_schema(
        operation_id="wallet_statement_months",
        summary="List the months of one's wallet",
        responses=StatementsOut,
    )
    def get(self, request: Request) -> Response:
        return Response(StatementsOut({"months": statements.months(caller(request))}).data)


AS = q.by_name(
    q.Parameter(
        "as",
        q.one_of(["json", "csv"]),
        "`csv` for a file with every movement.",
        {"type": "string", "enum": ["json", "csv"]},
    )
)


class StatementOfMonth(APIView):
    @extend_schema(
        summary="Show a month of one's wallet",
        parameters=[p.documented() for p in AS.values()],
        responses={
            (200, "application/json"): StatementOut,
            (200, "text/csv"): OpenApiTypes.STR,
        },
    )
    def get(self, request: Request, month: str) -> Response | HttpResponse:
        try:
            asked = datetime.strptime(month, "%Y-%m").date()  # noqa: DTZ007 - a month has no zone
        except ValueError:
            raise Http404 from None
        if not 2000 <= asked.year < 2100 or len(month) != 7:
            raise Http404
        user = caller(request)
        if q.read(AS, request.GET).get("as") != "csv":
            return Response(StatementOut(statements.statement(user, asked)).data)
        answer = HttpResponse(
            statements.as_csv(user, asked), content_type="text/csv; charset=utf-8"
        )
        answer.headers["Content-Disposition"] = f'attachment; filename="statement-{month}.csv"'
        answer.headers["Cache-Control"] = "private, no-store"
        return answer


class Pin(APIView):
    rates = (PINS,)

    @extend_schema(summary="Set the wallet's PIN", request=PinIn, responses={204: None})
    @refuses(WrongPassword)
    def put(self, request: Request) -> Response:
        given = PinIn(data=request.data)
        given.is_valid(raise_exception=True)
        if not caller(request).check_password(given.validated_data["password"]):
            raise WrongPassword
        hashed = security.pin_hash(given.validated_data["pin"])
        opens_transaction(security.set_pin)(caller(request), hashed, now=timezone.now())
        return Response(status=status.HTTP_204_NO_CONTENT)


class Withdraw(APIView):
    rates = (PINS,)

    @extend_schema(
        summary="Ask for earnings to be paid out",
        description="The money is held at once. Store credit cannot be withdrawn.",
        request=WithdrawIn,
        responses={202: PayoutOut},
    )
    @refuses(
        CardDataRefused,
        NoPin,
        WrongPin,
        PinLocked,
        CoolingOff,
        LimitReached,
        StepUpRequired,
        InsufficientFunds,
    )
    @answers_once
    def post(self, request: Request, record: Recorder) -> Any:
        refuse_card_data(request.data)
        given = WithdrawIn(data=request.data)
        given.is_valid(raise_exception=True)
        wanted = given.validated_data
        user, now = caller(request), timezone.now()
        # A wrong PIN counts, so the transaction that counts it commits before it is refused.
        if not opens_transaction(security.take_pin)(user, wanted["pin"], now=now):
            raise WrongPin
        if wanted["amount"] >= payouts.payout_rules().step_up_from:
            self._step_up(user, wanted.get("otp", ""))

        @opens_transaction
        def effect() -> Any:
            payout = payouts.ask(user, wanted["amount"], wanted["destination"], now=now)
            return record(Response(PayoutOut(payout).data, status=status.HTTP_202_ACCEPTED))

        return effect()

    def _step_up(self, user: User, otp: str) -> None:
        if not otp or not opens_transaction(two_factor.take_code)(user, otp, now=timezone.now()):
            raise StepUpRequired


class PayoutView(generics.GenericAPIView[Payout]):
    serializer_class = PayoutOut
    ordering = ("-id",)

    def get_queryset(self) -> QuerySet[Payout]:
        return Payout.objects.visible_to(caller(self.request))


class Payouts(PayoutView, generics.ListAPIView[Payout]):
    @extend_schema(summary="List one's withdrawals")
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)


class CancelPayout(PayoutView):
    @extend_schema(summary="Take a withdrawal back before it is sent", request=None)
    @refuses(InvalidTransition)
    @opens_transaction
    def put(self, request: Request, pk: int) -> Response:
        payout = payouts.give_up(
            self.get_object(),
            PayoutStatus.CANCELLED,
            reason="",
            now=timezone.now(),
            by=caller(request),
        )
        return Response(PayoutOut(payout).data)
