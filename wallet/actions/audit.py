"""Deriving every balance anew from the ledger's lines, and saying what disagrees."""

from dataclasses import dataclass
from decimal import Decimal

from django.db import connection


@dataclass(frozen=True)
class Discrepancy:
    """Two figures that should be one."""

    what: str
    key: str
    derived: Decimal | None
    kept: Decimal | None

    def __str__(self) -> str:
        return f"{self.what} {self.key}: derived {self.derived}, kept {self.kept}"


CHECKS: dict[str, str] = {
    "entry does not sum to zero": """
        SELECT e.reference, coalesce(sum(l.amount), 0), 0
          FROM wallet_ledgerentry e LEFT JOIN wallet_ledgerline l ON l.entry_id = e.id
         GROUP BY e.id HAVING coalesce(sum(l.amount), 0) <> 0 OR count(l.id) < 2
    """,
    "all lines together": """
        SELECT 'ledger', sum(amount), 0 FROM wallet_ledgerline HAVING sum(amount) <> 0
    """,
    "wallet": """
        SELECT coalesce(w.user_id, s.wallet_id) || ' ' || a.account, coalesce(s.total, 0), a.kept
          FROM wallet_wallet w
         CROSS JOIN LATERAL (VALUES ('credit', w.credit), ('earnings', w.earnings),
              ('pending', w.pending), ('frozen', w.frozen), ('payout', w.payout), ('debt', w.debt))
              AS a(account, kept)
          LEFT JOIN (SELECT wallet_id, account, sum(amount) AS total FROM wallet_ledgerline
                      WHERE wallet_id IS NOT NULL GROUP BY 1, 2) s
            ON s.wallet_id = w.user_id AND s.account = a.account
         WHERE coalesce(s.total, 0) <> a.kept
    """,
    "account of the house": """
        SELECT coalesce(h.account, s.account) || ' ' || coalesce(h.party, s.party),
               coalesce(s.total, 0), coalesce(h.kept, 0)
          FROM (SELECT account, party, sum(balance) AS kept FROM wallet_housebalance GROUP BY 1, 2) h
          FULL JOIN (SELECT account, party, sum(amount) AS total FROM wallet_ledgerline
                      WHERE wallet_id IS NULL GROUP BY 1, 2) s USING (account, party)
         WHERE coalesce(s.total, 0) <> coalesce(h.kept, 0)
    """,
    "statement": """
        SELECT w.user_id::text, coalesce(sum(t.amount), 0), w.balance
          FROM wallet_wallet w LEFT JOIN wallet_transaction t ON t.wallet_id = w.user_id
         GROUP BY w.user_id
        HAVING coalesce(sum(t.amount), 0) <> w.balance OR count(t.id) <> w.position
            OR coalesce(max(t.position), 0) <> w.position
    """,
    "balance after": """
        SELECT s.wallet_id || ' ' || s.position, s.derived, s.balance_after
          FROM (SELECT wallet_id, position, balance_after,
                       sum(amount) OVER (PARTITION BY wallet_id ORDER BY position) AS derived
                  FROM wallet_transaction) s
         WHERE s.derived <> s.balance_after
    """,
    "payout": """
        SELECT w.user_id::text, coalesce(p.total, 0), w.payout
          FROM wallet_wallet w
          LEFT JOIN (SELECT user_id, sum(amount) AS total FROM wallet_payout
                      WHERE status NOT IN ('paid', 'failed', 'cancelled') GROUP BY 1) p
            ON p.user_id = w.user_id
         WHERE coalesce(p.total, 0) <> w.payout
    """,
}


def run(checks: dict[str, str]) -> list[Discrepancy]:
    """Run queries that give ``(key, derived, kept)`` for whatever disagrees."""
    found = []
    with connection.cursor() as cursor:
        for what, sql in checks.items():
            cursor.execute(sql)
            found += [Discrepancy(what, str(row[0]), row[1], row[2]) for row in cursor.fetchall()]
    return found


def discrepancies() -> list[Discrepancy]:
    """Give what disagrees within the ledger, wallets and payouts; nothing, if all is well."""
    return run(CHECKS)
