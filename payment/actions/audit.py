"""Deriving payments and refunds from the ledger, and saying what disagrees; and with it, everything."""

import time
from datetime import datetime, timedelta

import structlog
from django.db import connection, transaction

from core.transactions import joins_transaction
from orders.actions import audit as orders
from wallet.actions import audit as wallet
from wallet.actions.audit import Discrepancy, run
from wallet.models import LedgerCheck

log = structlog.get_logger("tohfa.payment")

# Every night one is made; without one for so long nothing is known.
CHECK_AGE = timedelta(hours=36)
WORDS_KEPT = 50

CHECKS: dict[str, str] = {
    "completed payment": """
        SELECT p.id::text, p.amount, coalesce(-sum(l.amount), 0)
          FROM payment_payment p
          LEFT JOIN wallet_ledgerentry e ON e.reference = 'payment:' || p.id
          LEFT JOIN wallet_ledgerline l ON l.entry_id = e.id
               AND l.account IN ('gateway', 'bank', 'credit', 'earnings', 'frozen') AND l.amount < 0
         WHERE p.status IN ('completed', 'refunded') AND p.method <> 'cash_on_delivery'
         GROUP BY p.id HAVING p.amount <> coalesce(-sum(l.amount), 0)
    """,
    "payment without a paid order": """
        SELECT p.id::text, p.amount, 0 FROM payment_payment p JOIN orders_order o ON o.id = p.order_id
         WHERE p.status IN ('completed', 'refunded') AND NOT o.payment_status
    """,
    "paid order without a payment": """
        SELECT o.id::text, o.total_amount, 0 FROM orders_order o
          LEFT JOIN payment_payment p ON p.order_id = o.id AND p.status IN ('completed', 'refunded')
         WHERE o.payment_status AND o.payment_method <> 'cash_on_delivery' AND p.id IS NULL
    """,
    "gateway transaction used": """
        SELECT t.id::text, t.amount, coalesce(-sum(l.amount), 0)
          FROM payment_gatewaytransaction t
          LEFT JOIN wallet_ledgerentry e ON e.reference = 'unapplied:' || t.id
          LEFT JOIN wallet_ledgerline l ON l.entry_id = e.id AND l.account = 'gateway'
         WHERE t.use = 'returned' GROUP BY t.id HAVING t.amount <> coalesce(-sum(l.amount), 0)
    """,
    "paid transaction that was not used": """
        SELECT t.id::text, t.amount, 0 FROM payment_gatewaytransaction t
         WHERE t.outcome = 'paid' AND t.use = ''
    """,
    "refunds due": """
        SELECT 'all', d.total, h.total
          FROM (SELECT coalesce(sum(amount), 0) AS total FROM (
                    SELECT amount FROM orders_refunddue WHERE collected_at IS NULL
                     UNION ALL
                    SELECT amount FROM payment_refund
                     WHERE status <> 'done' AND reference NOT LIKE 'unapplied:%') open) d,
               (SELECT coalesce(sum(balance), 0) AS total FROM wallet_housebalance
                 WHERE account = 'refunds_due') h
         WHERE d.total <> h.total
    """,
    "refunds of a payment": """
        SELECT p.id::text, o.refunded, p.refunded FROM payment_payment p
          JOIN orders_order o ON o.id = p.order_id
         WHERE p.refunded <> o.refunded AND p.status IN ('completed', 'refunded')
           AND NOT EXISTS (SELECT FROM orders_refunddue d
                            WHERE d.order_id = o.id AND d.collected_at IS NULL)
    """,
    "refunds of a deposit": """
        SELECT p.id::text, coalesce(sum(r.amount), 0), p.refunded FROM payment_payment p
          LEFT JOIN payment_refund r ON r.payment_id = p.id AND r.reference NOT LIKE 'unapplied:%'
         WHERE p.order_id IS NULL GROUP BY p.id HAVING coalesce(sum(r.amount), 0) <> p.refunded
    """,
    "money nobody is known for": """
        SELECT 'all', d.total, h.total
          FROM (SELECT coalesce(sum(amount), 0) AS total FROM (
                    SELECT amount FROM payment_refund
                     WHERE status <> 'done' AND reference LIKE 'unapplied:%'
                     UNION ALL
                    SELECT t.amount FROM payment_gatewaytransaction t
                     WHERE t.use = 'returned' AND NOT EXISTS (
                           SELECT FROM payment_refund r WHERE r.reference = 'unapplied:' || t.id)
                ) open) d,
               (SELECT coalesce(sum(balance), 0) AS total FROM wallet_housebalance
                 WHERE account = 'unapplied') h
         WHERE d.total <> h.total
    """,
    "credit set aside": """
        SELECT p.user_id::text, sum(p.from_credit), w.frozen
          FROM payment_payment p JOIN wallet_wallet w ON w.user_id = p.user_id
         WHERE p.status = 'pending' AND p.from_credit > 0
         GROUP BY p.user_id, w.frozen HAVING sum(p.from_credit) > w.frozen
    """,
}


def discrepancies() -> list[Discrepancy]:
    """Derive every balance, order and payment anew and give what disagrees; nothing, if all is well."""
    return [*wallet.discrepancies(), *orders.discrepancies(), *run(CHECKS)]


def snapshot() -> list[Discrepancy]:
    """Do as ``discrepancies``, at one moment: what commits meanwhile is not half seen."""
    if connection.in_atomic_block:
        return discrepancies()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        return discrepancies()


def timed() -> tuple[list[Discrepancy], int]:
    """Take a snapshot's discrepancies, and how many milliseconds it took."""
    began = time.monotonic()
    found = snapshot()
    return found, round((time.monotonic() - began) * 1000)


@joins_transaction
def note(found: list[Discrepancy], *, milliseconds: int, now: datetime) -> LedgerCheck:
    """Write down what a check found; what disagrees is an error that somebody has to look at."""
    words = [str(one) for one in found[:WORDS_KEPT]]
    if found:
        log.error("the ledger disagrees", found=len(found), first=words[:5])
    return LedgerCheck.objects.create(
        found=len(found), words=words, milliseconds=milliseconds, created_at=now
    )


def is_clean(now: datetime) -> bool:
    """Tell whether the last check is recent and found nothing. One query.

    Before the first night there is none, and nothing to complain of.
    """
    last = LedgerCheck.objects.order_by("-pk").first()
    return last is None or (last.found == 0 and last.created_at > now - CHECK_AGE)
