"""Orders with their parcels, and the ledger entries that say whose their money was."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from core import money
from core.money import ZERO
from core.transactions import joins_transaction
from custom_auth.models import User
from orders.actions import settlement
from orders.models import Order, OrderEvent, OrderItem, Parcel
from orders.rules import numbers
from orders.rules.states import Method, OrderStatus
from payment.models import Payment
from payment.rules import PaymentStatus
from products.models import Product, Variant
from to7fabackend.earlier.reading import Unusable, a_moment, a_text, a_truth, an_amount, an_id
from to7fabackend.earlier.source import Row
from wallet.actions import ledger
from wallet.models import LedgerEntry
from wallet.rules import Account, Entry, Line, Remark, TransactionType

# How long an order that nobody has paid yet waits for it here.
STILL_HELD = timedelta(hours=48)
# What the earlier backend called ways to pay that are called otherwise here.
METHODS = {"card": Method.CREDIT_CARD, "cash": Method.CASH_ON_DELIVERY}


@dataclass(frozen=True)
class Piece:
    product: Product
    variant: Variant
    quantity: int
    price: Decimal
    rate: Decimal
    commission: Decimal


@joins_transaction
def bring_order(row: Row, item_rows: Sequence[Row], *, now: datetime) -> bool:
    """Bring an order over, a parcel for each seller; what was paid is booked as money of the bank."""
    pk = an_id(row["id"], of="id")
    if Order.objects.filter(pk=pk).exists():
        return False
    pieces = [_piece(one) for one in item_rows]
    if not pieces:
        raise Unusable("it has no items")
    order = _order(pk, row, pieces, now=now)
    order.save(force_insert=True)
    placed = order.created_at
    OrderEvent.objects.create(order=order, code="placed", by=order.user, created_at=placed)
    parcels = _parcels(order, pieces)
    if order.payment_status or order.status == OrderStatus.DELIVERED:
        _book(order, parcels)
    return True


def _piece(row: Row) -> Piece:
    product = Product.objects.filter(pk=an_id(row["product_id"], of="product_id")).first()
    if product is None or str(product.seller_id) != row["seller_id"]:
        raise Unusable(f"item {row['id']}: its piece is not there, or has another seller")
    price = an_amount(row["price"], of="price")
    quantity = int(row["quantity"]) if row["quantity"].isdigit() else 0
    commission = an_amount(row["commission_amount"], of="commission_amount")
    if not 1 <= quantity <= 100_000 or commission > price * quantity:
        raise Unusable(f"item {row['id']}: its quantity or commission cannot be")
    return Piece(
        product,
        Variant.objects.filter(product=product).order_by("position", "pk")[0],
        quantity,
        price,
        an_amount(row["commission_rate"], of="commission_rate"),
        commission,
    )


def _order(pk: int, row: Row, pieces: Sequence[Piece], *, now: datetime) -> Order:
    buyer = User.objects.filter(pk=an_id(row["user_id"], of="user_id")).first()
    if buyer is None:
        raise Unusable(f"its buyer {row['user_id']} is not there")
    method = METHODS.get(row["payment_method"], row["payment_method"])
    if method not in set(Method) or row["status"] not in set(OrderStatus):
        raise Unusable(f"no way to pay or no state: {row['payment_method']!r}, {row['status']!r}")
    items = sum((piece.price * piece.quantity for piece in pieces), ZERO)
    shipping = an_amount(row["shipping_cost"], of="shipping_cost")
    total = an_amount(row["total_amount"], of="total_amount")
    if not items + shipping >= total >= shipping:
        raise Unusable(f"its total {total} is not its items {items} and shipping {shipping}")
    placed = a_moment(row["created_at"], of="created_at")
    status = OrderStatus(row["status"])
    is_paid = a_truth(row["payment_status"]) and status != OrderStatus.CANCELLED
    waits = not is_paid and status == OrderStatus.PENDING and method != Method.CASH_ON_DELIVERY
    if (
        method != Method.CASH_ON_DELIVERY
        and not is_paid
        and not (waits or status == OrderStatus.CANCELLED)
    ):
        raise Unusable(f"it is {status} and was never paid")
    booked = is_paid or status == OrderStatus.DELIVERED
    return Order(
        pk=pk,
        user=buyer,
        items_total=items,
        shipping_cost=shipping,
        discount=items + shipping - total,
        total_amount=total,
        status=status,
        shipping_address=a_text(row["shipping_address"], of="shipping_address", longest=2000),
        governorate_code="",
        payment_method=method,
        payment_status=booked,
        paid_at=placed if booked else None,
        paid_by_gateway=total if booked and method != Method.CASH_ON_DELIVERY else ZERO,
        hold_until=now + STILL_HELD if waits else None,
        is_scored=True,
        created_at=placed,
    )


def _parcels(order: Order, pieces: Sequence[Piece]) -> list[Parcel]:
    by_seller: dict[int, list[Piece]] = {}
    for piece in pieces:
        by_seller.setdefault(piece.product.seller_id, []).append(piece)
    worth = [sum((p.price * p.quantity for p in ps), ZERO) for ps in by_seller.values()]
    discounts = iter(money.shared(order.discount, [p.price * p.quantity for p in pieces]))
    off = dict(zip(map(id, pieces), discounts, strict=True))
    shippings = money.shared(order.shipping_cost, worth)
    made = []
    for (seller_id, own), total, shipping in zip(by_seller.items(), worth, shippings, strict=True):
        delivered = order.created_at if order.status == OrderStatus.DELIVERED else None
        parcel = Parcel.objects.create(
            order=order,
            seller_id=seller_id,
            seller_name=str(own[0].product.seller.profile)[:201],
            status=order.status,
            items_total=total,
            shipping_cost=shipping,
            discount=sum((off[id(piece)] for piece in own), ZERO),
            shipping_option="manual",
            # There were no carriers: sellers sent in their own way and kept what buyers paid for it.
            carrier="manual",
            promised_from=order.created_at.date(),
            promised_to=order.created_at.date() + timedelta(days=14),
            shipped_at=delivered,
            delivered_at=delivered,
            release_after=delivered,
            released_at=delivered,
            created_at=order.created_at,
        )
        for piece in own:
            _item(order, parcel, piece, off[id(piece)])
        OrderEvent.objects.create(
            order=order, parcel=parcel, code="imported", to_status=order.status
        )
        made.append(parcel)
    return made


def _item(order: Order, parcel: Parcel, piece: Piece, off: Decimal) -> None:
    OrderItem.objects.create(
        order=order,
        parcel=parcel,
        product=piece.product,
        variant=piece.variant,
        quantity=piece.quantity,
        price=piece.price,
        seller_id=parcel.seller_id,
        commission_rate=piece.rate,
        commission_amount=piece.commission,
        house_discount=off,
        name=piece.product.name,
        name_en=piece.product.name_en,
        sku=piece.variant.sku,
    )


def _book(order: Order, parcels: Sequence[Parcel]) -> None:
    """Book what was paid: a delivered parcel's share is its seller's, another's is pending."""
    is_over = order.status == OrderStatus.DELIVERED
    lines = [Line(Account.BANK, -order.total_amount)]
    for parcel in parcels:
        splits = [settlement.split_of(item) for item in parcel.items.all()]
        seller = sum((one.seller for one in splits), ZERO) + parcel.shipping_cost
        number = numbers.spoken(order.number)
        shown = Line(
            Account.EARNINGS if is_over else Account.PENDING,
            seller,
            owner=parcel.seller_id,
            shown_as=TransactionType.PAYMENT if is_over else None,
            words=number if is_over else "",
        )
        lines += [
            shown,
            Line(Account.COMMISSION, sum((one.commission for one in splits), ZERO)),
            Line(Account.DISCOUNTS, -sum((one.house for one in splits), ZERO)),
        ]
    reference = f"earlier:order:{order.pk}"
    if order.payment_method != Method.CASH_ON_DELIVERY:
        payment = Payment.objects.create(
            order=order,
            user=order.user,
            amount=order.total_amount,
            method=order.payment_method,
            status=PaymentStatus.COMPLETED,
            paid_at=order.paid_at,
        )
        reference = f"payment:{payment.pk}"
    ledger.held_by({parcel.seller_id for parcel in parcels})
    ledger.post(Entry(reference, "sale", settlement.merged(lines), order.pk))


@joins_transaction
def bring_wallet(row: Row) -> bool:
    """Make a wallet hold what it held: what orders brought over do not explain goes to or from the bank."""
    owner = User.objects.filter(pk=an_id(row["user_id"], of="user_id")).first()
    if owner is None:
        raise Unusable(f"its owner {row['user_id']} is not there")
    balance = an_amount(row["balance"], of="balance")
    reference = f"earlier:wallet:{owner.pk}"
    if LedgerEntry.objects.filter(reference=reference).exists():
        return False
    wallet = ledger.held_by([owner.pk])[owner.pk]
    account = Account.EARNINGS if owner.profile.is_seller else Account.CREDIT
    change = balance - wallet.earnings - wallet.credit
    if not change:
        return False
    ledger.post(
        Entry(
            reference,
            "opening",
            (
                Line(
                    account,
                    change,
                    owner.pk,
                    shown_as=TransactionType.DEPOSIT if change > 0 else TransactionType.WITHDRAWAL,
                    words=Remark.BROUGHT_OVER,
                ),
                Line(Account.BANK, -change),
            ),
        )
    )
    return True
