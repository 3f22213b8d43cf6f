"""Whose the money of an order is, and when: paying, releasing, giving back. All of it in the ledger."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from core.money import ZERO
from core.transactions import joins_transaction
from custom_auth.models import User
from notifications.actions.notify import Telling, tell
from orders.errors import NothingLeftToRefund, NotPayable
from orders.models import CreditNote, Order, OrderEvent, OrderItem, Parcel, RefundDue, RefundLine
from orders.rules import shares, states
from orders.rules.numbers import spoken
from orders.rules.shares import Split
from orders.rules.states import Method, ParcelStatus
from wallet.actions import ledger
from wallet.models import Wallet
from wallet.rules import Account, Entry, Line, Remark, TransactionType


def split_of(item: OrderItem) -> Split:
    """Give whose the line's money is, as frozen when it was sold."""
    seller = item.value - item.seller_discount - item.commission_amount - item.commission_vat
    return Split(
        item.paid, seller, item.commission_amount, item.commission_vat, item.house_discount
    )


def left_of(item: OrderItem) -> Split:
    """Give what is left of the line's split after what was refunded of it."""
    whole = split_of(item)
    return whole - shares.part_of(whole, item.refunded)


def seller_share_left(parcel: Parcel) -> Decimal:
    """Give what of a parcel is its seller's, after what was refunded. Runs no SQL on a listed parcel.

    Of cash that nobody took it is nothing: what was never booked is not refunded either.
    """
    if parcel.order.payment_method == Method.CASH_ON_DELIVERY and parcel.status in states.GONE:
        return ZERO
    share = sum((left_of(item).seller for item in parcel.items.all()), ZERO)
    if shipping_goes_to_seller(parcel):
        share += parcel.shipping_cost - parcel.shipping_refunded
    return share


def shipping_goes_to_seller(parcel: Parcel) -> bool:
    """A seller who sends in an own way keeps what the buyer pays for it."""
    return parcel.carrier in states.OWN_WAY


def is_booked(parcel: Parcel, order: Order) -> bool:
    """Tell whether the parcel's money is in the ledger: paid for, or handed over in cash."""
    if order.payment_method == Method.CASH_ON_DELIVERY:
        return parcel.status == ParcelStatus.DELIVERED
    return order.payment_status


def _sale_lines(parcel: Parcel, items: Iterable[OrderItem]) -> tuple[Decimal, list[Line]]:
    """Give a parcel's share for its seller, and the lines of the house."""
    total = Split(ZERO, ZERO, ZERO, ZERO)
    for item in items:
        one = split_of(item)
        total = Split(
            total.paid + one.paid,
            total.seller + one.seller,
            total.commission + one.commission,
            total.vat + one.vat,
            total.house + one.house,
        )
    seller = total.seller
    house = [
        Line(Account.COMMISSION, total.commission),
        Line(Account.VAT, total.vat),
        Line(Account.DISCOUNTS, -total.house),
    ]
    if shipping_goes_to_seller(parcel):
        seller += parcel.shipping_cost
    else:
        house.append(Line(Account.SHIPPING, parcel.shipping_cost))
    return seller, house


# --- paying -------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Funds:
    """Where the money of a payment comes from. ``frozen`` is store credit that was set aside for it."""

    gateway: Decimal = ZERO
    earnings: Decimal = ZERO
    credit: Decimal = ZERO
    frozen: Decimal = ZERO
    bank: Decimal = ZERO

    @property
    def total(self) -> Decimal:
        return self.gateway + self.earnings + self.credit + self.frozen + self.bank


@joins_transaction
def pay(order: Order, funds: Funds, *, reference: str, now: datetime) -> Order:
    """Book the payment of a locked order: each seller's share is pending, the house's is its own.

    :raises NotPayable: if it does not wait for a payment, or for another amount.
    :raises InsufficientFunds: if the buyer's wallet does not hold what is to come from it.
    """
    if not order.awaits_payment or funds.total != order.total_amount:
        raise NotPayable
    lines = _funding_lines(order, funds)
    parcels = list(order.parcels.order_by("pk"))
    items = items_by_parcel(order)
    for parcel in parcels:
        seller, house = _sale_lines(parcel, items[parcel.pk])
        lines += [Line(Account.PENDING, seller, owner=parcel.seller_id), *house]
    ledger.post(Entry(reference, "sale", merged(lines), order.pk))
    order.payment_status = True
    order.paid_at = now
    order.hold_until = None
    order.paid_by_gateway = funds.gateway + funds.bank
    order.paid_by_earnings = funds.earnings
    order.paid_by_credit = funds.credit + funds.frozen
    order.save(
        update_fields=[
            "payment_status",
            "paid_at",
            "hold_until",
            "paid_by_gateway",
            "paid_by_earnings",
            "paid_by_credit",
            "updated_at",
        ]
    )
    OrderEvent.objects.create(order=order, code="paid", created_at=now)
    values = {"order": spoken(order.number), "order_id": order.pk, "amount": order.total_amount}
    tell(
        Telling("order.paid", [order.user_id], ("order", order.pk), values),
        Telling("sale.paid", [p.seller_id for p in parcels], ("order", order.pk), values),
    )
    return order


def _funding_lines(order: Order, funds: Funds) -> list[Line]:
    buyer, number = order.user_id, spoken(order.number)
    shown = TransactionType.PAYMENT
    return [
        Line(Account.GATEWAY, -funds.gateway),
        Line(Account.BANK, -funds.bank),
        Line(Account.FROZEN, -funds.frozen, owner=buyer),
        Line(Account.CREDIT, -funds.credit, owner=buyer, shown_as=shown, words=number),
        Line(Account.EARNINGS, -funds.earnings, owner=buyer, shown_as=shown, words=number),
    ]


def items_by_parcel(order: Order) -> dict[int, list[OrderItem]]:
    """Give the lines of an order by parcel, locked. One query."""
    found: dict[int, list[OrderItem]] = defaultdict(list)
    locked = OrderItem.objects.filter(order=order).order_by("pk").select_for_update(no_key=True)
    for item in locked:
        found[item.parcel_id].append(item)
    return found


def merged(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Add up lines of the same holder that are shown alike, and leave out what comes to nothing."""
    sums: dict[tuple[object, ...], Decimal] = defaultdict(lambda: ZERO)
    for line in lines:
        sums[line.account, line.owner, line.party, line.shown_as, line.words] += line.amount
    return tuple(
        Line(account, amount, owner, party, shown_as, words)  # type: ignore[arg-type]
        for (account, owner, party, shown_as, words), amount in sums.items()
        if amount
    )


@joins_transaction
def book_cash(parcel: Parcel, order: Order, *, now: datetime) -> None:
    """Book a cash parcel when it is handed over: whoever took the cash holds it for us.

    A carrier's cash is the house's once it is remitted, and the seller's share waits for that. A
    seller who took it keeps the share at once and owes the house its part.
    """
    items = list(OrderItem.objects.filter(parcel=parcel))
    seller, house = _sale_lines(parcel, items)
    if shipping_goes_to_seller(parcel):
        parcel.cash_holder = "seller"
        owed = parcel.total - seller
        account = Account.DEBT if owed > 0 else Account.PENDING
        lines = [Line(account, -owed, owner=parcel.seller_id)]
    else:
        parcel.cash_holder = "courier"
        lines = [
            Line(Account.COURIER, -parcel.total, party=parcel.carrier),
            Line(Account.PENDING, seller, owner=parcel.seller_id),
        ]
    entry = merged([*lines, *house])
    if entry:
        ledger.post(Entry(f"cash:parcel:{parcel.pk}", "sale", entry, order.pk))


# --- releasing ----------------------------------------------------------------------------------
@joins_transaction
def release(parcel: Parcel, *, now: datetime) -> bool:
    """Make a locked parcel's share its seller's own, less what the seller owes; False if it is not due.

    The statement shows what was sold, what the house took, and any debt that was settled with it.
    """
    if parcel.released_at or parcel.holds or not parcel.release_after or parcel.release_after > now:
        return False
    if parcel.cash_holder == "courier" and parcel.remitted_at is None:
        return False
    wallet = ledger.held_by([parcel.seller_id])[parcel.seller_id]
    lines = _release_lines(parcel, wallet)
    if lines:
        ledger.post(Entry(f"release:parcel:{parcel.pk}", "release", lines, parcel.order_id))
        amount = -sum((line.amount for line in lines if line.account is Account.PENDING), ZERO)
        number = spoken(parcel.order.number)
        tell(
            Telling(
                "earnings.available",
                [parcel.seller_id],
                ("order", parcel.order_id),
                {"order": number, "amount": amount},
            )
        )
    parcel.released_at = now
    parcel.save(update_fields=["released_at", "updated_at"])
    return True


def _release_lines(parcel: Parcel, wallet: Wallet) -> tuple[Line, ...]:
    left = [left_of(item) for item in parcel.items.all()]
    shipping = (
        parcel.shipping_cost - parcel.shipping_refunded if shipping_goes_to_seller(parcel) else ZERO
    )
    share = sum((one.seller for one in left), ZERO) + shipping
    taken = sum((one.commission + one.vat for one in left), ZERO)
    if parcel.cash_holder == "seller":
        # The seller has had the cash: all that can be pending is what the house's gifts left over.
        total = sum((one.paid for one in left), ZERO) + shipping
        share = max(share - total, ZERO)
        taken = ZERO
    if not share:
        return ()
    number = spoken(parcel.order.number)
    settled = min(-wallet.debt, share)
    owner = parcel.seller_id
    return merged(
        [
            Line(Account.PENDING, -share, owner=owner),
            Line(
                Account.EARNINGS,
                share + taken,
                owner,
                shown_as=TransactionType.PAYMENT,
                words=number,
            ),
            Line(
                Account.EARNINGS, -taken, owner, shown_as=TransactionType.COMMISSION, words=number
            ),
            Line(
                Account.EARNINGS,
                -settled,
                owner,
                shown_as=TransactionType.COMMISSION,
                words=Remark.DEBT_SETTLED.beside(number),
            ),
            Line(Account.DEBT, settled, owner=owner),
        ]
    )


# --- giving back --------------------------------------------------------------------------------
@dataclass(frozen=True)
class Refund:
    """What is to be given back of an order: of each line, and of each parcel's shipping."""

    reference: str
    lines: Mapping[int, Decimal]
    shipping: Mapping[int, Decimal] = field(default_factory=dict)
    reason: str = ""
    # Where the buyer wants it that paid in cash, or whose card cannot take it back.
    to_credit: bool = False

    @property
    def amount(self) -> Decimal:
        return sum(self.lines.values(), ZERO) + sum(self.shipping.values(), ZERO)


@joins_transaction
def give_back(
    order: Order,
    refund: Refund,
    *,
    by: User | None,
    now: datetime,
    frozen: Mapping[int, Decimal] | None = None,
) -> Decimal:
    """Give money of a locked order back; every side returns its part of it as frozen at the sale.

    What came from store credit returns to it here and now. What came through the gateway is due
    until payment's worker has sent it. ``frozen`` is what is held of each parcel's share for this;
    ``by`` is who decided on it, or nobody where it follows from what happened. Gives the amount.

    :raises NothingLeftToRefund: if it is more than is left of a line, of shipping or of the payment.
    """
    if refund.amount <= 0:
        raise NothingLeftToRefund
    parcels = {p.pk: p for p in Parcel.objects.filter(order=order).locked()}
    items = {item.pk: item for rows in items_by_parcel(order).values() for item in rows}
    wallets = ledger.held_by({p.seller_id for p in parcels.values()} | {order.user_id})
    lines = _give_back_lines(refund, parcels, items, order, wallets, frozen or {}, now=now)
    through_gateway, to_earnings, to_credit = shares.back_to_sources(
        refund.amount,
        refunded=order.refunded,
        sources=[order.paid_by_gateway, order.paid_by_earnings, order.paid_by_credit],
    )
    if refund.to_credit:
        through_gateway, to_earnings, to_credit = ZERO, ZERO, refund.amount
    shown, number = TransactionType.REFUND, spoken(order.number)
    lines += [
        Line(Account.REFUNDS_DUE, through_gateway),
        Line(Account.EARNINGS, to_earnings, order.user_id, shown_as=shown, words=number),
        Line(Account.CREDIT, to_credit, order.user_id, shown_as=shown, words=number),
    ]
    ledger.post(Entry(refund.reference, "refund", merged(lines), order.pk))
    order.refunded += refund.amount
    order.save(update_fields=["refunded", "updated_at"])
    _note_refund(order, refund, through_gateway, to_earnings + to_credit, by=by, now=now)
    return refund.amount


def _give_back_lines(
    refund: Refund,
    parcels: Mapping[int, Parcel],
    items: Mapping[int, OrderItem],
    order: Order,
    wallets: Mapping[int, Wallet],
    frozen: Mapping[int, Decimal],
    *,
    now: datetime,
) -> list[Line]:
    from_sellers: dict[int, Decimal] = defaultdict(lambda: ZERO)
    lines: list[Line] = []
    given: list[RefundLine] = []
    for item_id, amount in refund.lines.items():
        item = items[item_id]
        if amount < 0 or item.refunded + amount > item.paid:
            raise NothingLeftToRefund(item=item_id)
        step = shares.refund_step(split_of(item), already=item.refunded, amount=amount)
        item.refunded += amount
        item.save(update_fields=["refunded"])
        from_sellers[item.parcel_id] += step.seller
        given.append(
            RefundLine(
                reference=refund.reference,
                parcel_id=item.parcel_id,
                item=item,
                amount=step.paid,
                seller_share=step.seller,
                commission=step.commission,
                vat=step.vat,
                house_discount=step.house,
            )
        )
        lines += [
            Line(Account.COMMISSION, -step.commission),
            Line(Account.VAT, -step.vat),
            Line(Account.DISCOUNTS, step.house),
        ]
    for parcel_id, amount in refund.shipping.items():
        parcel = parcels[parcel_id]
        if amount < 0 or parcel.shipping_refunded + amount > parcel.shipping_cost:
            raise NothingLeftToRefund(parcel=parcel_id)
        parcel.shipping_refunded += amount
        parcel.save(update_fields=["shipping_refunded", "updated_at"])
        own = amount if shipping_goes_to_seller(parcel) else ZERO
        if own:
            from_sellers[parcel_id] += own
        lines.append(Line(Account.SHIPPING, own - amount))
        given.append(
            RefundLine(reference=refund.reference, parcel=parcel, amount=amount, seller_share=own)
        )
    RefundLine.objects.bulk_create(given)
    _want_credit_notes(refund, parcels, given, now=now)
    held = {pk: _Held(wallet) for pk, wallet in wallets.items()}
    for parcel_id, amount in from_sellers.items():
        parcel = parcels[parcel_id]
        kept = frozen.get(parcel_id, ZERO)
        lines += _seller_gives(parcel, amount, held[parcel.seller_id], frozen=kept, order=order)
    return lines


def _want_credit_notes(
    refund: Refund, parcels: Mapping[int, Parcel], given: Iterable[RefundLine], *, now: datetime
) -> None:
    """Have invoices taken back as far as money is: each of a parcel that was delivered. One query."""
    sums: dict[int, Decimal] = defaultdict(lambda: ZERO)
    for row in given:
        if parcels[row.parcel_id].status == ParcelStatus.DELIVERED:
            sums[row.parcel_id] += row.amount
    notes = [
        CreditNote(
            parcel_id=parcel_id,
            reference=refund.reference,
            amount=amount,
            reason=refund.reason[:200],
            wanted_at=now,
        )
        for parcel_id, amount in sorted(sums.items())
        if amount
    ]
    CreditNote.objects.bulk_create(notes)


@dataclass
class _Held:
    """What a seller still holds while an entry is put together; it is used up line by line."""

    earnings: Decimal

    def __init__(self, wallet: Wallet) -> None:
        self.earnings = wallet.earnings


def _seller_gives(
    parcel: Parcel, amount: Decimal, held: _Held, *, frozen: Decimal, order: Order
) -> list[Line]:
    """Take ``amount`` of a seller's share back from where it is.

    From what was frozen for it first; the rest of a share that is not released from what is pending,
    of one that is released from earnings as far as they go, and beyond that it is a debt. What was
    frozen and is not needed returns to where it came from.
    """
    owner = parcel.seller_id
    from_frozen = min(frozen, amount)
    rest = amount - from_frozen
    lines = [Line(Account.FROZEN, -frozen, owner=owner)]
    if is_pending(parcel):
        lines.append(Line(Account.PENDING, frozen - from_frozen - rest, owner=owner))
        return lines
    held.earnings += frozen - from_frozen
    from_earnings = min(rest, max(held.earnings, ZERO))
    held.earnings -= from_earnings
    return [
        *lines,
        Line(
            Account.EARNINGS,
            frozen - from_frozen - from_earnings,
            owner=owner,
            shown_as=TransactionType.REFUND,
            words=spoken(order.number),
        ),
        Line(Account.DEBT, -(rest - from_earnings), owner=owner),
    ]


def is_pending(parcel: Parcel) -> bool:
    """Tell whether the parcel's share lies in ``pending``: booked, not released, and not in the
    seller's own till."""
    return parcel.released_at is None and parcel.cash_holder != "seller"


def _note_refund(
    order: Order,
    refund: Refund,
    through_gateway: Decimal,
    to_credit: Decimal,
    *,
    by: User | None,
    now: datetime,
) -> None:
    OrderEvent.objects.create(
        order=order,
        code="refunded",
        note=f"{refund.amount:.2f} {refund.reason}".strip(),
        by=by,
        created_at=now,
    )
    RefundDue.objects.create(
        order=order, amount=through_gateway, reference=refund.reference, reason=refund.reason
    )
    if to_credit:
        values = {
            "order": spoken(order.number),
            "order_id": order.pk,
            "amount": to_credit,
            "destination": "wallet",
        }
        tell(Telling("refund.made", [order.user_id], ("order", order.pk), values))


def whole_parcel(
    parcel: Parcel, items: Sequence[OrderItem], *, with_shipping: bool
) -> tuple[dict[int, Decimal], dict[int, Decimal]]:
    """Give all that is left of a parcel, as the lines and the shipping of a refund."""
    lines = {item.pk: item.paid - item.refunded for item in items if item.paid > item.refunded}
    left = parcel.shipping_cost - parcel.shipping_refunded
    return lines, {parcel.pk: left} if with_shipping and left else {}


# --- freezing -----------------------------------------------------------------------------------
@joins_transaction
def freeze(parcel: Parcel, amount: Decimal, *, reference: str) -> Decimal:
    """Hold back up to ``amount`` of a locked parcel's share while it is argued about.

    Gives what could be held: of a share that was released, what its seller still has.
    """
    wallet = ledger.held_by([parcel.seller_id])[parcel.seller_id]
    source = Account.PENDING if is_pending(parcel) else Account.EARNINGS
    held: Decimal = min(amount, wallet.pending if source is Account.PENDING else wallet.earnings)
    if held > 0:
        shown = TransactionType.PAYMENT if source is Account.EARNINGS else None
        lines = (
            Line(
                source, -held, owner=parcel.seller_id, shown_as=shown, words=Remark.HELD_FOR_RETURN
            ),
            Line(Account.FROZEN, held, owner=parcel.seller_id),
        )
        ledger.post(Entry(reference, "freeze", lines, parcel.order_id))
    return max(held, ZERO)


@joins_transaction
def unfreeze(parcel: Parcel, amount: Decimal, *, reference: str) -> None:
    """Give what was held back of a locked parcel's share back to where it came from."""
    if amount <= 0:
        return
    target = Account.PENDING if is_pending(parcel) else Account.EARNINGS
    shown = TransactionType.PAYMENT if target is Account.EARNINGS else None
    lines = (
        Line(Account.FROZEN, -amount, owner=parcel.seller_id),
        Line(target, amount, owner=parcel.seller_id, shown_as=shown, words=Remark.NO_LONGER_HELD),
    )
    ledger.post(Entry(reference, "unfreeze", lines, parcel.order_id))


# --- cash from carriers -------------------------------------------------------------------------
@joins_transaction
def note_remitted(parcels: Sequence[Parcel], *, fees: Decimal, reference: str) -> None:
    """Book that a carrier handed over the cash of locked parcels, less its ``fees``.

    Their ``remitted_at`` was set by the caller; their shares can be released from here on.
    """
    entries = [
        Entry(
            f"remittance:parcel:{parcel.pk}",
            "remittance",
            (
                Line(Account.COURIER, parcel.total, party=parcel.carrier),
                Line(Account.BANK, -parcel.total),
            ),
            parcel.order_id,
        )
        for parcel in parcels
    ]
    if fees:
        lines = (Line(Account.BANK, fees), Line(Account.FEES, -fees))
        entries.append(Entry(reference, "fees", lines))
    ledger.post(*entries)
    for parcel in parcels:
        parcel.save(update_fields=["remitted_at", "updated_at"])
