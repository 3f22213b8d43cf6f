"""Deriving payments and refunds from the ledger, and saying what disagrees; and with it, everything."""

from orders.actions import audit as orders
from wallet.actions import audit as wallet
from wallet.actions.audit import Discrepancy, run

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
