"""A customer paying: every attempt is a transaction, whatever comes of it."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sandbox.configuration import configuration
from sandbox.models import CardToken, Order, PaymentKey, State, Transaction
from sandbox.models.gateway import TransactionQuerySet
from sandbox.paymob import callbacks, cards, integrations
from sandbox.paymob.cards import SCENARIOS, Scenario
from sandbox.refusals import Refusal

MOST_WRONG_CODES = 3
STEP_TIME = timedelta(hours=1)
FIRST_BILL = 61_000_000
PAID = "This order has been paid."


@dataclass(frozen=True, kw_only=True)
class Means:
    """A card as far as it is known here: never its number."""

    last_four: str
    brand: str
    scenario: str


def pay_by_card(
    key: PaymentKey,
    means: Means,
    *,
    now: datetime,
    saves: bool = False,
    asks_code: bool = False,
    api_source: str = "IFRAME",
) -> Transaction:
    """Charge a card; it may first have to ask for the bank's code.

    :raises Refusal: if the order is paid or the key expired.
    """
    order = open_order(key, now)
    integration = integrations.by_id(key.integration_id)
    is_moto = bool(integration and integration.is_moto)
    scenario = _scenario(means.scenario, order)
    transaction = _begin(
        key,
        order,
        now,
        method="card",
        pan=means.last_four,
        sub_type=means.brand,
        is_3d_secure=not is_moto,
        is_auth=bool(integration and integration.is_auth),
        scenario=scenario.name,
        saves_card=saves and not is_moto,
        api_source=api_source,
    )
    if (scenario.asks_code or asks_code) and not is_moto:
        _ask(transaction, Transaction.Step.CODE)
    else:
        settle(transaction, scenario, now=now)
    return transaction


def pay_by_wallet(
    key: PaymentKey, phone: str, *, now: datetime, api_source: str = "IFRAME"
) -> Transaction:
    """Ask a wallet's owner to confirm.

    :raises Refusal: if the order is paid or the key expired.
    """
    order = open_order(key, now)
    scenario = _scenario(cards.wallet_scenario(phone).name, order)
    transaction = _begin(
        key,
        order,
        now,
        method="wallet",
        pan=phone,
        sub_type="wallet",
        scenario=scenario.name,
        api_source=api_source,
    )
    _ask(transaction, Transaction.Step.WALLET)
    return transaction


def issue_bill(key: PaymentKey, *, now: datetime, api_source: str = "IFRAME") -> Transaction:
    """Give out a number to pay at a kiosk, and tell the shop that it waits.

    :raises Refusal: if the order is paid or the key expired.
    """
    order = open_order(key, now)
    transaction = _begin(
        key,
        order,
        now,
        method="kiosk",
        pan=None,
        sub_type="AGGREGATOR",
        scenario=_scenario("approved", order).name,
        api_source=api_source,
    )
    transaction.bill_reference = FIRST_BILL + transaction.pk % 10_000_000
    transaction.step = Transaction.Step.BILL
    transaction.step_token = secrets.token_hex(24)
    transaction.txn_response_code, transaction.message = "05", "Pending Payment"
    transaction.save()
    callbacks.tell(transaction)
    return transaction


def step(token: str) -> Transaction:
    """Lock the payment whose customer is at this step, and its order before it.

    :raises Refusal: 404 if there is none, or it is over; 400 if the order was paid meanwhile.
    """
    waiting = Transaction.objects.pending().exclude(step=Transaction.Step.NONE)
    return _locked(waiting.filter(step_token=token))


def open_payment(transaction_id: int) -> Transaction:
    """Lock a payment that is still pending, and its order before it.

    :raises Refusal: 404 if there is none; 400 if the order was paid meanwhile.
    """
    return _locked(Transaction.objects.payments().pending().filter(pk=transaction_id))


def enter_code(transaction: Transaction, typed: str, *, now: datetime) -> bool:
    """Finish a step with a one-time code; tells whether it was right.

    The third wrong code declines the payment.
    """
    if cards.digits_of(typed) == cards.CODE:
        settle(transaction, SCENARIOS[transaction.scenario], now=now)
        return True
    transaction.step_failures += 1
    transaction.save(update_fields=["step_failures"])
    if transaction.step_failures >= MOST_WRONG_CODES:
        settle(transaction, SCENARIOS["unauthenticated"], now=now)
    return False


def pay_bill(bill_reference: int, *, now: datetime) -> Transaction:
    """Pay at a kiosk.

    :raises Refusal: if there is no such bill, it is paid, or too old.
    """
    bills = Transaction.objects.pending().filter(bill_reference=bill_reference)
    transaction = _locked(bills)
    if now > bill_expiry(transaction):
        raise Refusal(400, {"detail": "This bill has expired."})
    settle(transaction, SCENARIOS[transaction.scenario], now=now)
    return transaction


def bill_expiry(transaction: Transaction) -> datetime:
    """Tell until when a bill can be paid; the time is a matter of contract."""
    return transaction.created_at + timedelta(hours=configuration().kiosk_hours)


def decide(transaction: Transaction, *, approve: bool, now: datetime) -> None:
    """Give a pending payment its end, as the bank does in its own time."""
    settle(transaction, SCENARIOS["approved" if approve else "declined"], now=now)


def settle(transaction: Transaction, scenario: Scenario, *, now: datetime) -> None:
    """Write down what a payment came to and queue its callbacks."""
    transaction.pending = scenario.outcome == "pending"
    transaction.success = scenario.outcome == "approve"
    transaction.error_occured = scenario.is_error
    transaction.txn_response_code = _response_code(transaction, scenario)
    transaction.acq_response_code = scenario.acquirer
    transaction.message = scenario.message
    transaction.step = Transaction.Step.NONE
    transaction.updated_at = now
    transaction.save()
    if transaction.success:
        _collect(transaction)
    callbacks.tell(transaction)
    if transaction.success and transaction.saves_card:
        callbacks.tell_card_token(_save_card(transaction, now), transaction)


def open_order(key: PaymentKey, now: datetime) -> Order:
    """Lock the order of a key that can still be paid.

    :raises Refusal: if the key expired or the order is paid.
    """
    order = Order.objects.locked().get(pk=key.order_id)
    if key.expires_at <= now:
        raise Refusal(400, {"detail": "The payment key has expired."})
    if Transaction.objects.of_order(order).collected().exists():
        raise Refusal(400, {"detail": PAID})
    return order


def _locked(wanted: TransactionQuerySet) -> Transaction:
    order_id = wanted.values_list("order_id", flat=True).first()
    if order_id is not None:
        order = Order.objects.locked().get(pk=order_id)
        transaction = wanted.locked().select_related("payment_key__intention").first()
        if transaction is not None:
            if Transaction.objects.of_order(order).collected().exists():
                raise Refusal(400, {"detail": PAID})
            transaction.order = order
            return transaction
    raise Refusal(404, {"detail": "Nothing here waits to be paid."})


def _scenario(named: str, order: Order) -> Scenario:
    scenario = SCENARIOS[named]
    if scenario.name not in {"approved", "secure"} or not State.current().amount_triggers:
        return scenario
    earlier = order.transactions.count()
    return cards.triggered(order.amount_cents, earlier_attempts=earlier) or scenario


def _begin(key: PaymentKey, order: Order, now: datetime, **columns: Any) -> Transaction:
    return Transaction.objects.create(
        order=order,
        payment_key=key,
        integration_id=key.integration_id,
        amount_cents=key.amount_cents,
        currency=key.currency,
        pending=True,
        success=False,
        created_at=now,
        updated_at=now,
        **columns,
    )


def _ask(transaction: Transaction, step: Transaction.Step) -> None:
    transaction.step = step
    transaction.step_token = secrets.token_hex(24)
    transaction.message = "Pending Payment"
    transaction.save(update_fields=["step", "step_token", "message"])


def _response_code(transaction: Transaction, scenario: Scenario) -> str:
    if scenario.outcome == "approve" and transaction.method != "card":
        return "200"
    return scenario.response


def _collect(transaction: Transaction) -> None:
    if transaction.is_auth:
        return
    order = transaction.order
    order.paid_amount_cents = transaction.amount_cents
    order.save(update_fields=["paid_amount_cents"])


def _save_card(transaction: Transaction, now: datetime) -> CardToken:
    key = transaction.payment_key
    return CardToken.objects.create(
        token=secrets.token_hex(28),
        order_id=transaction.order_id,
        last_four=transaction.pan or "",
        card_subtype=transaction.sub_type,
        email=(key.billing.get("email", "NA") if key else "NA"),
        # A card that asked for a code once has proved itself; so has one that lost its callback.
        scenario="approved" if transaction.scenario == "secure" else transaction.scenario,
        created_at=now,
    )
