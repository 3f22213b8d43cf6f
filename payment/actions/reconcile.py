"""Asking the gateway about whatever was left open, and looking for money that has no order."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import structlog

from core.transactions import joins_transaction, opens_transaction
from payment import rules
from payment.actions import callbacks
from payment.errors import GatewayUnavailable
from payment.gateways.paymob import Gateway
from payment.models import Attempt, GatewayTransaction, Payment
from payment.rules import AttemptStatus

log = structlog.get_logger("tohfa.payment")

BATCH = 20
PAGES = 20
LOOKED_BACK = timedelta(days=2)


def ask_about_open(gateway: Gateway, *, clock: Callable[[], datetime]) -> int:
    """Ask about attempts of which nothing was heard, less and less often."""
    waiting = Attempt.objects.filter(ask_at__lte=clock()).order_by("ask_at", "pk")
    attempts = list(waiting[:BATCH])
    for attempt in attempts:
        try:
            ask_about(attempt, gateway, clock=clock)
        except GatewayUnavailable:
            log.warning("the gateway does not answer; asking later", attempt=attempt.pk)
        except Exception:
            # One that cannot be taken in must not keep the others waiting.
            log.exception("the answer could not be taken in", attempt=attempt.pk)
        opens_transaction(_schedule)(attempt.pk, now=clock())
    return len(attempts)


def ask_about(attempt: Attempt, gateway: Gateway, *, clock: Callable[[], datetime]) -> None:
    """Ask what became of an attempt and take in the answer, as if it had been called back.

    Every transaction ever seen of it is asked about by its id as well: the latest of an order may be
    a decline that hides an earlier success.

    :raises GatewayUnavailable:
    """
    if attempt.gateway_order_id is not None:
        latest = gateway.latest_of_order(attempt.gateway_order_id)
    else:
        latest = gateway.latest_of_reference(attempt.reference)
    answers: list[dict[str, Any] | None] = [latest] if latest else []
    for known in GatewayTransaction.objects.filter(attempt=attempt).values_list("pk", flat=True):
        if latest is None or known != latest.get("id"):
            answers.append(gateway.transaction(known))
    if latest and latest.get("parent_transaction"):
        # A refund hides the payment it was taken from, which we may never have heard of.
        answers.append(gateway.transaction(int(latest["parent_transaction"])))
    for answer in answers:
        if answer is not None:
            _take(answer, clock=clock)


def _take(answer: dict[str, Any], *, clock: Callable[[], datetime]) -> bool:
    """Take in one of the gateway's answers; False if it cannot be read."""
    try:
        told = rules.told(answer)
    except ValueError:
        log.warning("the gateway's answer is no transaction", keys=sorted(answer)[:20])
        return False
    opens_transaction(callbacks.take)(told, now=clock(), was_asked=True)
    return True


@joins_transaction
def _schedule(attempt_id: int, *, now: datetime) -> None:
    attempt = Attempt.objects.select_for_update().get(pk=attempt_id)
    if attempt.status == AttemptStatus.PAID:
        attempt.ask_at = None
    else:
        attempt.asked += 1
        attempt.ask_at = rules.ask_again_at(attempt.asked, attempt.created_at)
    attempt.save(update_fields=["asked", "ask_at"])


def look_for_strays(gateway: Gateway, *, clock: Callable[[], datetime]) -> int:
    """Go through the gateway's latest transactions and take in those we never heard of; their number.

    A page on which everything has been known for long ends it: what lies behind was looked at before.
    """
    found = 0
    for page in range(1, PAGES + 1):
        rows = gateway.recent(page)
        ids = [row["id"] for row in rows if isinstance(row.get("id"), int)]
        known = dict(
            GatewayTransaction.objects.filter(pk__in=ids).values_list("pk", "first_seen_at")
        )
        strays = [row for row in rows if row.get("id") not in known]
        found += sum(_take(row, clock=clock) for row in strays)
        is_old = all(seen < clock() - LOOKED_BACK for seen in known.values())
        if not rows or (not strays and is_old):
            break
    return found


def verify(payment: Payment, gateway: Gateway, *, clock: Callable[[], datetime]) -> Payment:
    """Ask the gateway how a payment stands, whatever the client believes.

    :raises GatewayUnavailable:
    """
    for attempt in Attempt.objects.filter(payment=payment).order_by("-pk")[:5]:
        if attempt.status != AttemptStatus.PAID:
            ask_about(attempt, gateway, clock=clock)
    return Payment.objects.select_related("order").get(pk=payment.pk)
