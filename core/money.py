"""Pounds with two decimals: the only place where money is rounded or shared out."""

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

PIASTRE = Decimal("0.01")
ZERO = Decimal("0.00")
LARGEST = Decimal("9999999999.99")
CURRENCY = "EGP"
WRITTEN = re.compile(r"\d{1,10}(\.\d{1,2})?", re.ASCII)


def rounded(amount: Decimal) -> Decimal:
    """Round to whole piastres, halves away from zero, as people do on paper."""
    return amount.quantize(PIASTRE, rounding=ROUND_HALF_UP)


def percentage(amount: Decimal, rate: Decimal) -> Decimal:
    """Give ``rate`` per cent of ``amount``, in whole piastres."""
    return rounded(amount * rate / 100)


def shared(total: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """Share ``total`` in proportion to ``weights`` so that the shares add up to it exactly.

    Largest remainder first, the earlier on a tie: 10.00 by 1, 1, 1 is 3.34, 3.33, 3.33. Where all
    weights are zero they count as equal. ``total`` may be negative; ``weights`` may not.
    """
    if not weights:
        raise ValueError("nobody to share with")
    if total < 0:
        return [-share for share in shared(-total, weights)]
    whole = sum(weights)
    if not whole:
        return shared(total, [Decimal(1)] * len(weights))
    piastres = int(total / PIASTRE)
    exact = [piastres * weight / whole for weight in weights]
    shares = [int(part) for part in exact]
    by_remainder = sorted(range(len(weights)), key=lambda i: (shares[i] - exact[i], i))
    for i in by_remainder[: piastres - sum(shares)]:
        shares[i] += 1
    return [share * PIASTRE for share in shares]


def in_piastres(amount: Decimal) -> int:
    """Give ``amount`` as whole piastres, for partners who count so.

    :raises ValueError: if it has fractions of a piastre.
    """
    piastres = amount / PIASTRE
    if piastres != int(piastres):
        raise ValueError("money with fractions of a piastre")
    return int(piastres)


def from_piastres(piastres: int) -> Decimal:
    """Give whole piastres as pounds."""
    return piastres * PIASTRE
