from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import get_language
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
from core.problems import InvalidTransition, NotFound
from core.schema import refuses
from core.serializers import checked
from core.transactions import opens_transaction
from custom_auth.actions import two_factor
from custom_auth.authentication import caller
from custom_auth.errors import WrongPassword
from custom_auth.models import User
from wallet.actions import payouts, schedules, security, statements
from wallet.errors import (
    CoolingOff,
    InsufficientFunds,
    LimitReached,
    NoPin,
    PinLocked,
    StepUpRequired,
    WrongPin,
)
from wallet.models import Payout, Transaction, WalletSecurity
from wallet.models import PayoutSchedule as PayoutScheduleRow
from wallet.models import Wallet as WalletRow
from wallet.rules import Every, PayoutStatus, TransactionType
from wallet.serializers import (
    PayoutOut,
    PinIn,
    ScheduleIn,
    ScheduleOut,
    StatementOut,
    StatementsOut,
    TransactionOut,
    WalletOut,
    WithdrawIn,
)

PINS = Rate("pins", 20, 600)
STATEMENTS = Rate("statements", 60, 600)
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
            user=user, balance=0, created_at=user.date_joined, updated_at=user.date_joined
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
        q.one_of(["json", "csv", "pdf"]),
        "`csv` for a file with every movement, `pdf` for a paper.",
        {"type": "string", "enum": ["json", "csv", "pdf"]},
    )
)


class StatementOfMonth(APIView):
    rates = (STATEMENTS,)

    @extend_schema(
        summary="Show a month of one's wallet",
        parameters=[p.documented() for p in AS.values()],
        responses={
            (200, "application/json"): StatementOut,
            (200, "text/csv"): OpenApiTypes.STR,
            (200, "application/pdf"): OpenApiTypes.BINARY,
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
        form = q.read(AS, request.GET).get("as", "json")
        if form == "json":
            return Response(StatementOut(statements.statement(user, asked)).data)
        if form == "csv":
            content: bytes | str = statements.as_csv(user, asked)
            kind = "text/csv; charset=utf-8"
        else:
            language = get_language() or "ar"
            content = statements.as_pdf(user, asked, language=language, now=timezone.now())
            kind = "application/pdf"
        answer = HttpResponse(content, content_type=kind)
        answer.headers["Content-Disposition"] = f'attachment; filename="statement-{month}.{form}"'
        answer.headers["Cache-Control"] = "private, no-store"
        return answer


class Pin(APIView):
    rates = (PINS,)

    @extend_schema(
        summary="Set the wallet's PIN",
        description="Changing it makes withdrawals rest for a day. The first one does not: what it lets "
        "through to a destination that is new rests by itself.",
        request=PinIn,
        responses={204: None},
    )
    @refuses(WrongPassword)
    def put(self, request: Request) -> Response:
        given = checked(PinIn, request)
        if not caller(request).check_password(given["password"]):
            raise WrongPassword
        hashed = security.pin_hash(given["pin"])
        opens_transaction(security.set_pin)(caller(request), hashed, now=timezone.now())
        return Response(status=status.HTTP_204_NO_CONTENT)


class Withdraw(APIView):
    rates = (PINS,)

    @extend_schema(
        summary="Ask for earnings to be paid out",
        description="The money is held at once. Store credit cannot be withdrawn. To a destination that is "
        "new it is sent a day later (`rests_until`): its owner, who is told, has time to take it back.",
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
        wanted = checked(WithdrawIn, request)
        user, now = caller(request), timezone.now()
        # A wrong PIN counts, so the transaction that counts it commits before it is refused.
        if not opens_transaction(security.take_pin)(user, wanted["pin"], now=now):
            raise WrongPin
        if wanted["amount"] >= payouts.payout_rules().step_up_from:
            step_up(user, wanted.get("otp", ""))

        @opens_transaction
        def effect() -> Any:
            payout = payouts.ask(user, wanted["amount"], wanted["destination"], now=now)
            return record(Response(PayoutOut(payout).data, status=status.HTTP_202_ACCEPTED))

        return effect()


def step_up(user: User, otp: str) -> None:
    """Take a code of the second factor.

    :raises StepUpRequired: if there is none, or it is wrong.
    """
    if not otp or not opens_transaction(two_factor.take_code)(user, otp, now=timezone.now()):
        raise StepUpRequired


class PayoutSchedule(APIView):
    """Earnings that are paid out by themselves."""

    rates = (PINS,)

    @extend_schema(
        summary="Show when earnings are paid out by themselves",
        description="404 while they are paid out only when asked for.",
        responses=ScheduleOut,
    )
    @refuses(NotFound)
    def get(self, request: Request) -> Response:
        kept = get_object_or_404(PayoutScheduleRow, pk=caller(request).pk)
        return Response(ScheduleOut(kept).data)

    @extend_schema(
        summary="Have earnings paid out by themselves",
        description="Every Sunday or every first of the month the worker asks for all earnings there are, as "
        "far as the limits go. The first time is a day from now at the soonest.",
        request=ScheduleIn,
        responses=ScheduleOut,
    )
    @refuses(CardDataRefused, NoPin, WrongPin, PinLocked, LimitReached, StepUpRequired)
    def put(self, request: Request) -> Response:
        refuse_card_data(request.data)
        wanted = checked(ScheduleIn, request)
        user, now = caller(request), timezone.now()
        # A wrong PIN counts, so the transaction that counts it commits before it is refused.
        if not opens_transaction(security.take_pin)(user, wanted["pin"], now=now):
            raise WrongPin
        otp = wanted.get("otp", "")
        if otp or two_factor.is_on(user):
            step_up(user, otp)
        wish = schedules.Wish(Every(wanted["every"]), wanted["smallest"], wanted["destination"])
        choose = opens_transaction(schedules.choose)
        kept = choose(user, wish, is_proved_twice=bool(otp), now=now)
        return Response(ScheduleOut(kept).data)

    @extend_schema(summary="Have earnings paid out only when asked for", responses={204: None})
    def delete(self, request: Request) -> Response:
        opens_transaction(schedules.stop)(caller(request))
        return Response(status=status.HTTP_204_NO_CONTENT)


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
