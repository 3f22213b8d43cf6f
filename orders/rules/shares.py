"""Whose money a line is, and how it is given back: sums that add up to the piastre."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from core.money import PIASTRE, ZERO, percentage, rounded


@dataclass(frozen=True)
class CommissionRule:
    """What the house takes of a line, where it applies; ``None`` applies everywhere."""

    percent: Decimal
    fixed: Decimal
    seller_id: int | None = None
    category_id: int | None = None
    order_from: Decimal | None = None


NO_RULE = CommissionRule(Decimal("10.00"), ZERO)


def commission_rule(
    rules: Iterable[CommissionRule],
    *,
    seller_id: int,
    category_path: Sequence[int],
    order_value: Decimal,
) -> CommissionRule:
    """Choose the most specific rule: a seller's before a category's, the deeper category first, then
    the one for the highest order value reached. Where none applies it is 10 %."""
    best, best_rank = NO_RULE, (-1, -1, Decimal(-1))
    for rule in rules:
        if rule.seller_id not in {None, seller_id}:
            continue
        if rule.category_id is not None and rule.category_id not in category_path:
            continue
        if rule.order_from is not None and order_value < rule.order_from:
            continue
        depth = -1 if rule.category_id is None else category_path.index(rule.category_id)
        reached = Decimal(-1) if rule.order_from is None else rule.order_from
        rank = (int(rule.seller_id is not None), depth, reached)
        if rank > best_rank:
            best, best_rank = rule, rank
    return best


@dataclass(frozen=True)
class Split:
    """What becomes of what a buyer pays for one line: ``paid`` = seller + commission + vat − house.

    ``house`` is what the house gave the buyer off this line out of its own pocket.
    """

    paid: Decimal
    seller: Decimal
    commission: Decimal
    vat: Decimal
    house: Decimal = ZERO

    def __sub__(self, other: "Split") -> "Split":
        return Split(
            self.paid - other.paid,
            self.seller - other.seller,
            self.commission - other.commission,
            self.vat - other.vat,
            self.house - other.house,
        )


def split_line(
    *,
    price: Decimal,
    quantity: int,
    rule: CommissionRule,
    vat_percent: Decimal,
    house_discount: Decimal = ZERO,
    seller_discount: Decimal = ZERO,
) -> Split:
    """Split a line when it is sold.

    Commission is the percentage of what the line goes for, rounded once for the line, plus the fixed
    part for each piece; VAT is on the commission. Together they never take more than the line brings.
    """
    value = price * quantity - seller_discount
    commission = min(percentage(value, rule.percent) + rule.fixed * quantity, value)
    vat = min(percentage(commission, vat_percent), value - commission)
    return Split(
        paid=value - house_discount,
        seller=value - commission - vat,
        commission=commission,
        vat=vat,
        house=house_discount,
    )


def part_of(whole: Split, refunded: Decimal) -> Split:
    """Give what of ``whole`` belongs to the first ``refunded`` pounds given back.

    A function of the sum alone: giving back in many steps ends where giving back at once does. Each
    step takes the difference between the parts after and before it.
    """
    if not whole.paid:
        return Split(ZERO, ZERO, ZERO, ZERO)
    if refunded == whole.paid:
        return whole

    def share(of: Decimal) -> Decimal:
        return rounded(of * refunded / whole.paid)

    commission, vat, house = share(whole.commission), share(whole.vat), share(whole.house)
    return Split(refunded, refunded + house - commission - vat, commission, vat, house)


def refund_step(whole: Split, *, already: Decimal, amount: Decimal) -> Split:
    """Give what each side gives back when ``amount`` follows ``already``."""
    return part_of(whole, already + amount) - part_of(whole, already)


def spread(amount: Decimal, room: Mapping[int, Decimal]) -> dict[int, Decimal]:
    """Spread a refund over lines in proportion to what is left of each, never more than that.

    :raises ValueError: if it does not fit.
    """
    left = sum(room.values(), ZERO)
    if amount > left or amount < 0:
        raise ValueError("more than is left")
    shares: dict[int, Decimal] = {}
    reached = given = ZERO
    for key, free in room.items():
        reached += free
        upto = (amount * reached / left).quantize(PIASTRE, ROUND_HALF_UP) if left else ZERO
        shares[key] = upto - given
        given = upto
    return shares


def back_to_sources(
    amount: Decimal, *, refunded: Decimal, sources: Sequence[Decimal]
) -> list[Decimal]:
    """Give how much of a refund goes back to each of ``sources``, from which it was paid.

    The first source is filled up before the next, so that where money goes depends on the sum
    refunded alone and not on the steps in which it is given back. What is left over falls to the last.
    """
    parts = []
    begins = ZERO
    for paid in sources:
        ends = begins + paid
        parts.append(_overlap(refunded, refunded + amount, begins, ends))
        begins = ends
    parts[-1] += amount - sum(parts, ZERO)
    return parts


def _overlap(start: Decimal, end: Decimal, begins: Decimal, ends: Decimal) -> Decimal:
    return max(min(end, ends) - max(start, begins), ZERO)
