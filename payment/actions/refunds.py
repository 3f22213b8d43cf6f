"""Giving money back through the gateway: asked for once, however uncertain its answers."""

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal

import structlog
from django.db import IntegrityError

from core.calendar import CAIRO
from core.money import ZERO
from core.partners import PartnerSilent, PartnerUnreachable
from core.problems import is_database_away
from core.transactions import joins_transaction, opens_transaction
from notifications.actions.notify import Telling, tell
from orders.models import Order, RefundDue
from orders.rules.numbers import spoken
from payment import rules
from payment.actions import pay
from payment.errors import GatewayUnavailable
from payment.gateways.paymob import Gateway, RefundPending, RefundRefused
from payment.models import GatewayTransaction, Payment, Refund
from payment.rules import Outcome, PaymentStatus, RefundStatus
from wallet.actions import ledger
from wallet.rules import Account, Entry, Line, TransactionType

log = structlog.get_logger("tohfa.payment")

BATCH = 20
WAIT = timedelta(seconds=20)
MOST_ATTEMPTS = 6
UNDECIDED = (RefundStatus.SENDING, RefundStatus.UNKNOWN)
OPEN = (RefundStatus.DUE, *UNDECIDED)
# Paid by these, money cannot go back the way it came: it becomes store credit.
ONE_WAY = frozenset({"aggregator", "kiosk"})


@joins_transaction
def collect(*, now: datetime) -> int:
    """Turn what orders say is due into refunds to be sent."""
    dues = list(
        RefundDue.objects.filter(collected_at__isnull=True)
        .select_related("order")
        .order_by("pk")
        .select_for_update(of=("self",), skip_locked=True)[:BATCH]
    )
    for due in dues:
        payment = _payment_of(due)
        due.collected_at = now
        due.save(update_fields=["collected_at"])
        if not due.amount or payment is None:
            continue
        by_hand = payment.method == "bank_transfer"
        Refund.objects.create(
            payment=payment,
            amount=due.amount,
            reference=due.reference,
            reason=due.reason,
            taken_from="" if by_hand else (payment.transaction_id or ""),
            status=RefundStatus.MANUAL if by_hand else RefundStatus.DUE,
            next_try_at=now,
        )
    return len(dues)


def _payment_of(due: RefundDue) -> Payment | None:
    """Lock the payment of a refund and bring it in line with its order; none, if cash was never paid here."""
    Order.objects.locked().get(pk=due.order_id)
    payment = Payment.objects.locked().select_related("order").filter(order=due.order).first()
    if payment is not None:
        note_refunded(payment)
    return payment


def send_waiting(gateway: Gateway, *, clock: Callable[[], datetime]) -> int:
    """Send refunds that are due and find out about those that are uncertain."""
    waiting = Refund.objects.filter(status__in=OPEN, next_try_at__lte=clock())
    ids = list(waiting.order_by("next_try_at", "pk").values_list("pk", flat=True)[:BATCH])
    for refund_id in ids:
        try:
            _advance(refund_id, gateway, clock=clock)
        except (GatewayUnavailable, PartnerUnreachable):
            opens_transaction(_put_off)(refund_id, now=clock(), error="gateway unavailable")
        except IntegrityError:
            # Another process sends one of the same transaction, and the database lets one through.
            opens_transaction(_put_off)(refund_id, now=clock(), error="")
        except Exception as error:
            # Whatever is wrong with one, those behind it have waited long enough.
            if is_database_away(error):
                raise
            log.exception("refund could not be gone on with", refund=refund_id)
            opens_transaction(_put_off)(refund_id, now=clock(), error="not understood; see the log")
    return len(ids)


def _advance(refund_id: int, gateway: Gateway, *, clock: Callable[[], datetime]) -> None:
    refund = Refund.objects.select_related("payment").get(pk=refund_id)
    if refund.status in UNDECIDED:
        _find_out(refund, gateway, clock=clock)
        return
    transaction = GatewayTransaction.objects.filter(pk=int(refund.taken_from or 0)).first()
    if transaction is not None and transaction.method in ONE_WAY:
        opens_transaction(turn_into_credit)(refund_id, now=clock())
        return
    known = gateway.transaction(int(refund.taken_from)) if refund.taken_from else None
    if known is None:
        opens_transaction(_fail)(refund, error="the gateway does not know the payment")
        return
    before = rules.told(known).refunded
    sent = opens_transaction(_mark_sending)(refund_id, before=before, now=clock())
    if sent is None:
        opens_transaction(_put_off)(refund_id, now=clock(), error="")
    else:
        _send(sent, transaction, gateway, clock=clock)


def _send(
    refund: Refund,
    transaction: GatewayTransaction | None,
    gateway: Gateway,
    *,
    clock: Callable[[], datetime],
) -> None:
    """Send a refund that is marked as being sent, and note what came of it."""
    if refund.sent_at is None or clock() > refund.sent_at + WAIT:
        return  # this process stood still; others will soon hold that nothing was sent
    try:
        child = _give_back(refund, transaction, gateway, now=clock())
    except RefundRefused as refused:
        opens_transaction(_refused)(refund, error=str(refused), now=clock())
    except PartnerUnreachable:
        opens_transaction(_back_to_due)(refund, now=clock())
    except RefundPending as pending:
        opens_transaction(_mark_unknown)(refund, now=clock(), child_id=pending.child_id)
    except PartnerSilent:
        opens_transaction(_mark_unknown)(refund, now=clock())
    else:
        opens_transaction(settle)(refund.pk, transaction_id=str(child.get("id", "")), now=clock())


def _give_back(
    refund: Refund,
    transaction: GatewayTransaction | None,
    gateway: Gateway,
    *,
    now: datetime,
) -> dict[str, object]:
    """Undo a card payment of the same day, which costs nothing; refund any other.

    :raises RefundRefused, PartnerSilent, PartnerUnreachable:
    """
    transaction_id = int(refund.taken_from)
    is_undoing = (
        transaction is not None
        and transaction.method == "card"
        and refund.amount == transaction.amount
        and not refund.refunded_before
        and transaction.first_seen_at.astimezone(CAIRO).date() == now.astimezone(CAIRO).date()
    )
    if is_undoing:
        try:
            return gateway.void(transaction_id=transaction_id)
        except RefundRefused:
            log.info("too late to undo; refunding", refund=refund.pk)
    return gateway.refund(transaction_id=transaction_id, amount=refund.amount)


def _find_out(refund: Refund, gateway: Gateway, *, clock: Callable[[], datetime]) -> None:
    """Tell from the gateway's own sum whether an unanswered refund was done.

    One refund at a time is sent for a transaction, so that the sum grew by this one or not at all. It
    is sent again only once it is certain that the gateway is not still at it: neither is there a child
    that waits, nor was it asked for just now.
    """
    told = _told_of(refund, gateway)
    child_id = None if _is_done(refund, told) else _child_of(refund, told.order_id, gateway)
    if child_id is not None:
        opens_transaction(_mark_unknown)(refund, now=clock(), child_id=child_id)
        return
    # A child that was decided between the two questions is in the sum of now alone.
    if _is_done(refund, told) or _is_done(refund, _told_of(refund, gateway)):
        opens_transaction(_settle_found)(refund, now=clock())
    elif refund.sent_at is not None and clock() < refund.sent_at + rules.UNANSWERED_FOR:
        opens_transaction(_mark_unknown)(refund, now=clock())
    elif refund.attempts < MOST_ATTEMPTS:
        opens_transaction(_back_to_due)(refund, now=clock())
    else:
        opens_transaction(_fail)(refund, error="the gateway never did it")


def _told_of(refund: Refund, gateway: Gateway) -> rules.Told:
    known = gateway.transaction(int(refund.taken_from))
    if known is None:
        raise GatewayUnavailable
    return rules.told(known)


def _is_done(refund: Refund, told: rules.Told) -> bool:
    has_grown = told.refunded - refund.refunded_before >= refund.amount
    return has_grown or told.outcome is Outcome.VOIDED


def _child_of(refund: Refund, order_id: int, gateway: Gateway) -> int | None:
    """Give the gateway's transaction by which a refund is being made, as long as it is not decided."""
    if refund.transaction_id:
        child = gateway.transaction(int(refund.transaction_id))
    else:
        child = gateway.latest_of_order(order_id)
    if child is None or child.get("pending") is not True or not child.get("parent_transaction"):
        return None
    return int(child["id"]) if str(child["parent_transaction"]) == refund.taken_from else None


@joins_transaction
def _mark_sending(refund_id: int, *, before: Decimal, now: datetime) -> Refund | None:
    refund = Refund.objects.locked().get(pk=refund_id)
    busy = Refund.objects.filter(taken_from=refund.taken_from, status__in=UNDECIDED)
    if refund.status != RefundStatus.DUE or busy.exists():
        return None
    refund.status = RefundStatus.SENDING
    refund.attempts += 1
    refund.refunded_before = before
    refund.sent_at = now
    refund.transaction_id = ""
    # If this process dies now, somebody finds out after this time.
    refund.next_try_at = now + WAIT * 3
    changed = ["status", "attempts", "refunded_before", "sent_at", "transaction_id", "next_try_at"]
    refund.save(update_fields=changed)
    return refund


def _locked_if(seen: Refund, *statuses: RefundStatus) -> Refund | None:
    """Lock a refund that still stands where it was seen; none if others went on with it meanwhile.

    What one process learns of a sending holds for that sending only: by now another may have booked it,
    or sent it anew.
    """
    refund = Refund.objects.locked().get(pk=seen.pk)
    return refund if refund.status in statuses and refund.attempts == seen.attempts else None


@joins_transaction
def _settle_found(seen: Refund, *, now: datetime) -> None:
    pay.locked(seen.payment_id)
    refund = _locked_if(seen, *UNDECIDED)
    if refund is not None:
        settle(refund.pk, transaction_id=refund.transaction_id, now=now)


@joins_transaction
def _mark_unknown(seen: Refund, *, now: datetime, child_id: int | None = None) -> None:
    refund = _locked_if(seen, *UNDECIDED)
    if refund is None:
        return
    refund.status, refund.next_try_at = RefundStatus.UNKNOWN, now + WAIT
    refund.transaction_id = str(child_id or refund.transaction_id)
    refund.save(update_fields=["status", "next_try_at", "transaction_id"])


@joins_transaction
def _back_to_due(seen: Refund, *, now: datetime) -> None:
    refund = _locked_if(seen, *UNDECIDED)
    if refund is None:
        return
    refund.status = RefundStatus.DUE
    refund.next_try_at = now + WAIT * 2**refund.attempts
    refund.save(update_fields=["status", "next_try_at"])


@joins_transaction
def _put_off(refund_id: int, *, now: datetime, error: str) -> None:
    refund = Refund.objects.locked().get(pk=refund_id)
    if refund.status not in OPEN:
        return
    refund.next_try_at = now + WAIT * 2 ** min(refund.attempts + 1, 8)
    refund.error = error[:200]
    refund.save(update_fields=["next_try_at", "error"])


@joins_transaction
def _refused(seen: Refund, *, error: str, now: datetime) -> None:
    """The gateway said no: try again later a few times (its balance may be low), then ask a person."""
    refund = _locked_if(seen, *UNDECIDED)
    if refund is None:
        return
    refund.error = error[:200]
    refund.status = RefundStatus.DUE if refund.attempts < MOST_ATTEMPTS else RefundStatus.FAILED
    refund.next_try_at = now + timedelta(minutes=10) * 2**refund.attempts
    refund.save(update_fields=["status", "error", "next_try_at"])


@joins_transaction
def _fail(seen: Refund, *, error: str) -> None:
    refund = _locked_if(seen, *OPEN)
    if refund is None:
        return
    refund.status, refund.error = RefundStatus.FAILED, error
    refund.save(update_fields=["status", "error"])
    log.error("refund failed", refund=refund.pk, reason=error)


@joins_transaction
def settle(
    refund_id: int, *, transaction_id: str, now: datetime, account: Account = Account.GATEWAY
) -> Refund:
    """Book a refund as done; doing so again changes nothing."""
    refund, payment = locked(refund_id)
    if refund.status == RefundStatus.DONE:
        return refund
    lines = (Line(_owed(refund), -refund.amount), Line(account, refund.amount))
    ledger.post(Entry(f"refunded:{refund.pk}", "refunded", lines, payment.order_id))
    _close(refund, payment, transaction_id=transaction_id, now=now)
    destination = "card" if account is Account.GATEWAY else "bank"
    _tell(refund, payment, destination)
    return refund


def locked(refund_id: int) -> tuple[Refund, Payment]:
    """Lock a refund, and its payment first."""
    payment = pay.locked(Refund.objects.values_list("payment_id", flat=True).get(pk=refund_id))
    return Refund.objects.locked().get(pk=refund_id), payment


def _owed(refund: Refund) -> Account:
    is_unapplied = refund.reference.startswith("unapplied:")
    return Account.UNAPPLIED if is_unapplied else Account.REFUNDS_DUE


@joins_transaction
def turn_into_credit(refund_id: int, *, now: datetime) -> None:
    """Give back as store credit what cannot go back the way it came; doing so again changes nothing."""
    refund, payment = locked(refund_id)
    if refund.status == RefundStatus.DONE:
        return
    lines = (
        Line(_owed(refund), -refund.amount),
        Line(Account.CREDIT, refund.amount, owner=payment.user_id, shown_as=TransactionType.REFUND),
    )
    ledger.post(Entry(f"refunded:{refund.pk}", "refunded", lines, payment.order_id))
    _close(refund, payment, transaction_id="", now=now)
    _tell(refund, payment, "wallet")


def _close(refund: Refund, payment: Payment, *, transaction_id: str, now: datetime) -> None:
    refund.status, refund.done_at, refund.error = RefundStatus.DONE, now, ""
    refund.transaction_id = transaction_id
    refund.save(update_fields=["status", "done_at", "error", "transaction_id"])
    if _owed(refund) is Account.REFUNDS_DUE:
        note_refunded(payment)


@joins_transaction
def note_refunded(payment: Payment) -> None:
    """Bring a payment's sum of refunds in line with its order's."""
    if payment.order is None:
        return
    payment.order.refresh_from_db(fields=["refunded"])
    payment.refunded = payment.order.refunded
    if payment.refunded >= payment.amount > ZERO:
        payment.status = PaymentStatus.REFUNDED
    payment.save(update_fields=["refunded", "status", "updated_at"])


def _tell(refund: Refund, payment: Payment, destination: str) -> None:
    if payment.order is None:
        return
    values = {
        "order": spoken(payment.order.number),
        "order_id": payment.order_id,
        "amount": refund.amount,
        "destination": destination,
    }
    tell(Telling("refund.made", [payment.user_id], ("order", payment.order_id), values))
