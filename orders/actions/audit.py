"""Deriving orders from their lines, and the ledger from orders, and saying what disagrees."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from django.db import connection

from core.money import ZERO
from orders.actions import settlement
from orders.models import Order
from orders.rules.states import Method, ParcelStatus, order_status
from wallet.actions.audit import Discrepancy, run

CHECKS: dict[str, str] = {
    "order's pieces": """
        SELECT o.id::text, coalesce(sum(i.price * i.quantity), 0), o.items_total
          FROM orders_order o LEFT JOIN orders_orderitem i ON i.order_id = o.id
         GROUP BY o.id HAVING coalesce(sum(i.price * i.quantity), 0) <> o.items_total
    """,
    "order's discount": """
        SELECT o.id::text, sum(i.house_discount + i.seller_discount), o.discount
          FROM orders_order o JOIN orders_orderitem i ON i.order_id = o.id
         GROUP BY o.id HAVING sum(i.house_discount + i.seller_discount) <> o.discount
    """,
    "order's shipping": """
        SELECT o.id::text, sum(p.shipping_cost), o.shipping_cost
          FROM orders_order o JOIN orders_parcel p ON p.order_id = o.id
         GROUP BY o.id HAVING sum(p.shipping_cost) <> o.shipping_cost
    """,
    "order's refunds": """
        SELECT o.id::text, coalesce(i.total, 0) + coalesce(p.total, 0), o.refunded
          FROM orders_order o
          LEFT JOIN (SELECT order_id, sum(refunded) AS total FROM orders_orderitem GROUP BY 1) i
            ON i.order_id = o.id
          LEFT JOIN (SELECT order_id, sum(shipping_refunded) AS total FROM orders_parcel GROUP BY 1) p
            ON p.order_id = o.id
         WHERE coalesce(i.total, 0) + coalesce(p.total, 0) <> o.refunded
    """,
    "parcel's pieces": """
        SELECT p.id::text, coalesce(sum(i.price * i.quantity), 0), p.items_total
          FROM orders_parcel p LEFT JOIN orders_orderitem i ON i.parcel_id = p.id
         GROUP BY p.id HAVING coalesce(sum(i.price * i.quantity), 0) <> p.items_total
    """,
    "stock": """
        SELECT v.id::text, coalesce(sum(m.change), 0), v.stock
          FROM products_variant v LEFT JOIN products_stockmovement m ON m.variant_id = v.id
         GROUP BY v.id HAVING coalesce(sum(m.change), 0) <> v.stock
    """,
    "product's stock": """
        SELECT p.id::text, coalesce(sum(v.stock) FILTER (WHERE v.is_active), 0), p.stock
          FROM products_product p LEFT JOIN products_variant v ON v.product_id = p.id
         GROUP BY p.id HAVING coalesce(sum(v.stock) FILTER (WHERE v.is_active), 0) <> p.stock
    """,
    "cash a carrier holds": """
        SELECT coalesce(c.carrier, h.party), coalesce(c.total, 0), coalesce(-h.total, 0)
          FROM (SELECT carrier, sum(items_total - discount + shipping_cost) AS total
                  FROM orders_parcel WHERE cash_holder = 'courier' AND remitted_at IS NULL GROUP BY 1) c
          FULL JOIN (SELECT party, sum(balance) AS total FROM wallet_housebalance
                      WHERE account = 'courier' GROUP BY 1) h ON h.party = c.carrier
         WHERE coalesce(c.total, 0) <> coalesce(-h.total, 0)
    """,
    "compensation of a lost parcel": """
        SELECT coalesce(c.parcel_id::text, e.parcel), coalesce(c.amount, 0), coalesce(e.total, 0)
          FROM orders_compensation c
          FULL JOIN (SELECT split_part(e.reference, ':', 3) AS parcel, -sum(l.amount) AS total
                       FROM wallet_ledgerentry e JOIN wallet_ledgerline l ON l.entry_id = e.id
                      WHERE e.kind = 'compensation' AND l.account = 'bank' GROUP BY 1) e
            ON e.parcel = c.parcel_id::text
         WHERE coalesce(c.amount, 0) <> coalesce(e.total, 0)
    """,
    "seller's share of a compensated parcel": """
        SELECT c.parcel_id::text, i.sold - coalesce(r.earlier, 0), c.share
          FROM orders_compensation c JOIN orders_parcel p ON p.id = c.parcel_id
         CROSS JOIN LATERAL (SELECT sum(price * quantity - seller_discount - commission_amount
                                        - commission_vat) AS sold
                               FROM orders_orderitem WHERE parcel_id = p.id) i
         CROSS JOIN LATERAL (SELECT sum(seller_share) AS earlier FROM orders_refundline
                              WHERE parcel_id = p.id AND item_id IS NOT NULL
                                AND reference <> 'lost:parcel:' || p.id) r
         WHERE p.status <> 'lost' OR i.sold - coalesce(r.earlier, 0) <> c.share
    """,
}
LINES = """
SELECT e.order_id, l.account, sum(l.amount) FROM wallet_ledgerline l
  JOIN wallet_ledgerentry e ON e.id = l.entry_id
 WHERE e.order_id = ANY(%s) AND l.account IN ('commission', 'vat', 'shipping', 'discounts')
 GROUP BY 1, 2
"""
CHUNK = 500


def discrepancies() -> list[Discrepancy]:
    """Give what disagrees about orders, stock and what the house took of orders."""
    return [*run(CHECKS), *_house_shares()]


def _house_shares() -> Iterator[Discrepancy]:
    """Derive what the house took of every order from its lines, and compare with the ledger."""
    orders = Order.objects.prefetch_related("items", "parcels").order_by("pk")
    for start in range(0, orders.count(), CHUNK):
        chunk = list(orders[start : start + CHUNK])
        kept = _kept([order.pk for order in chunk])
        for order in chunk:
            yield from _compare(order, kept[order.pk])


def _kept(order_ids: list[int]) -> dict[int, dict[str, Decimal]]:
    found: dict[int, dict[str, Decimal]] = defaultdict(lambda: defaultdict(lambda: ZERO))
    with connection.cursor() as cursor:
        cursor.execute(LINES, [order_ids])
        for order_id, account, total in cursor.fetchall():
            found[order_id][account] = total
    return found


def _compare(order: Order, kept: dict[str, Decimal]) -> Iterator[Discrepancy]:
    parcels = {parcel.pk: parcel for parcel in order.parcels.all()}
    derived: dict[str, Decimal] = defaultdict(lambda: ZERO)
    for item in order.items.all():
        parcel = parcels[item.parcel_id]
        if settlement.is_booked(parcel, order):
            left = settlement.left_of(item)
            derived["commission"] += left.commission
            derived["vat"] += left.vat
            derived["discounts"] -= left.house
    for parcel in parcels.values():
        if settlement.is_booked(parcel, order) and not settlement.shipping_goes_to_seller(parcel):
            derived["shipping"] += parcel.shipping_cost - parcel.shipping_refunded
    for account in ("commission", "vat", "discounts", "shipping"):
        if derived[account] != kept[account]:
            yield Discrepancy(f"order's {account}", str(order.pk), derived[account], kept[account])
    statuses = (ParcelStatus(parcel.status) for parcel in parcels.values())
    status = order_status(statuses, stands=order.status)
    if status != order.status:
        yield Discrepancy(
            f"order stands at {order.status}, its parcels say {status}", str(order.pk), None, None
        )
    if order.payment_status and order.payment_method != Method.CASH_ON_DELIVERY:
        paid = order.paid_by_gateway + order.paid_by_earnings + order.paid_by_credit
        if paid != order.total_amount:
            yield Discrepancy("order's payment", str(order.pk), order.total_amount, paid)
