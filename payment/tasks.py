"""What the worker does for this app."""

from django.conf import settings
from django.utils import timezone
from procrastinate.contrib.django import app

from core.relay import Relay
from core.transactions import opens_transaction
from payment.actions import audit, callbacks, follow, fraud, payouts, reconcile, refunds
from payment.errors import GatewayUnavailable
from payment.gateways import paymob, paymob_payouts
from wallet.actions import schedules


def apply_callbacks() -> int:
    return callbacks.apply_waiting(clock=timezone.now)


def collect_refunds() -> int:
    return opens_transaction(refunds.collect)(now=timezone.now())


def send_refunds() -> int:
    if not settings.ONLINE_PAYMENTS:
        return 0
    return refunds.send_waiting(paymob.client(), clock=timezone.now)


def ask_about_open() -> int:
    if not settings.ONLINE_PAYMENTS:
        return 0
    return reconcile.ask_about_open(paymob.client(), clock=timezone.now)


def close_payments() -> int:
    return follow.close_ended(clock=timezone.now)


def score_orders() -> int:
    return opens_transaction(fraud.score_waiting)(now=timezone.now())


def score_payouts() -> int:
    return opens_transaction(fraud.score_payouts)(now=timezone.now())


def send_payouts() -> int:
    if not settings.PAYMOB_PAYOUTS["base_url"]:
        return 0
    return payouts.send_approved(paymob_payouts.client(), clock=timezone.now)


def ask_scheduled() -> int:
    return schedules.ask_due(clock=timezone.now)


@app.periodic(cron="*/2 * * * *")
@app.task(name="payment.ask_about_payouts", queue="money", queueing_lock="ask_about_payouts")
def ask_about_payouts(timestamp: int) -> None:
    if settings.PAYMOB_PAYOUTS["base_url"]:
        payouts.ask_about_sent(paymob_payouts.client(), clock=timezone.now)


@app.periodic(cron="41 2 * * *")
@app.task(name="payment.check_ledger", queue="night", queueing_lock="check_ledger")
def check_ledger(timestamp: int) -> None:
    """Derive every balance, order and payment from the ledger, and say what disagrees."""
    found, milliseconds = audit.timed()
    opens_transaction(audit.note)(found, milliseconds=milliseconds, now=timezone.now())


@app.periodic(cron="23 * * * *")
@app.task(name="payment.look_for_strays", queue="money", queueing_lock="look_for_strays")
def look_for_strays(timestamp: int) -> None:
    """Find money at the gateway of which we never heard."""
    if settings.ONLINE_PAYMENTS:
        try:
            reconcile.look_for_strays(paymob.client(), clock=timezone.now)
        except GatewayUnavailable:
            return  # the next hour asks again


RELAYS = [
    Relay("callbacks", apply_callbacks, every=0.3),
    Relay("refunds due", collect_refunds, every=1.0),
    Relay("refunds", send_refunds, every=2.0),
    Relay("open payments", ask_about_open, every=10.0),
    Relay("payments of ended orders", close_payments, every=5.0),
    Relay("risk", score_orders, every=1.0),
    Relay("withdrawals' risk", score_payouts, every=1.0),
    Relay("scheduled payouts", ask_scheduled, every=60.0),
    Relay("payouts", send_payouts, every=5.0),
]
