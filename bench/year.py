"""A shop's history of any length and size: a few orders that the program itself has made, copied in SQL with
other people, pieces and times, and people looking around."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import connection, transaction
from django.test import override_settings

from analytics import rules
from analytics.actions import partitions
from analytics.tests.builders import as_of
from bench.fill import FIRST_ID, SELLERS, columns
from core.ids import EPOCH, LOW_BITS
from custom_auth.models import Address, User
from orders.actions import checkout, parcels, settlement
from orders.actions.offers import Wish
from orders.models import Order, Parcel, TradeRules
from orders.rules.states import Method, ParcelStatus
from payment.actions import give_back
from payment.models import Payment

BUYERS = 100_000
LINES_OF_AN_ORDER = 4
PIECES_OF_A_SELLER = 24
# When the orders that are copied were made; the copies lie before and after.
MADE_AT = datetime.fromisoformat("2026-02-01T10:00:00+00:00")
TABLES = (
    ("orders_order", "id = ANY(%s)", "orders"),
    ("orders_parcel", "order_id = ANY(%s)", "orders"),
    ("orders_orderitem", "order_id = ANY(%s)", "orders"),
    ("orders_orderevent", "order_id = ANY(%s)", "orders"),
    ("payment_payment", "order_id = ANY(%s)", "orders"),
    ("payment_refund", "payment_id = ANY(%s)", "payment_payment"),
    ("wallet_ledgerentry", "order_id = ANY(%s)", "orders"),
    ("wallet_ledgerline", "entry_id = ANY(%s)", "entries"),
    ("orders_refundline", "parcel_id = ANY(%s)", "parcels"),
)


@dataclass(frozen=True)
class Template:
    """An order to be copied, and the share of all orders that become such."""

    order: Order
    share: float


def templates(sellers: Sequence[User], buyer: User) -> list[Template]:
    """Make an order by card, one of which something was given back, one in cash, and one refused."""
    TradeRules.objects.update_or_create(pk=1, defaults={"largest_cash_order": Decimal(100_000)})
    wishes = [
        Wish(FIRST_ID + seller + SELLERS * place, 1 + place % 2)
        for seller in (1, 2)
        for place in (1, 2)
    ]
    to = checkout.destination(Address.objects.get(user=buyer))
    made = []
    for number, (method, end, share) in enumerate(
        (
            (Method.CREDIT_CARD, ParcelStatus.DELIVERED, 0.55),
            (Method.CREDIT_CARD, ParcelStatus.DELIVERED, 0.10),
            (Method.CASH_ON_DELIVERY, ParcelStatus.DELIVERED, 0.28),
            (Method.CASH_ON_DELIVERY, ParcelStatus.REFUSED, 0.07),
        )
    ):
        begin = MADE_AT + timedelta(minutes=number)
        request = checkout.Request(wishes=wishes, destination=to, method=method, options="standard")

        def do(moment: datetime, work: Callable[..., Any], *args: Any, **more: Any) -> Any:
            with as_of(moment), transaction.atomic():
                return work(*args, **more, now=moment)

        order = do(begin, checkout.place, request, buyer=buyer, from_cart=False)
        if method is Method.CREDIT_CARD:
            _pay(order, begin + timedelta(minutes=3), do)
        way = [ParcelStatus.PROCESSING, ParcelStatus.SHIPPED, end]
        for days, step in enumerate(way, 1):
            for parcel in Parcel.objects.filter(order=order).order_by("pk"):
                do(begin + timedelta(days=days), parcels.move, parcel, step, by=None)
        if number == 1:
            _give_back(order, begin + timedelta(days=6), buyer, do)
        made.append(Template(order, share))
    return made


def _pay(order: Order, at: datetime, do: Callable[..., Any]) -> None:
    with as_of(at):
        payment = Payment.objects.create(
            order=order, user=order.user, amount=order.total_amount, method="credit_card"
        )
    Payment.objects.filter(pk=payment.pk).update(status="completed", paid_at=at)
    do(
        at,
        lambda now: settlement.pay(
            Order.objects.locked().get(pk=order.pk),
            settlement.Funds(gateway=order.total_amount),
            reference=f"payment:{payment.pk}",
            now=now,
        ),
    )


def _give_back(order: Order, at: datetime, by: User, do: Callable[..., Any]) -> None:
    do(
        at,
        give_back.refund,
        Payment.objects.get(order=order),
        by=by,
        only_of=None,
        amount=Decimal("40.00"),
        items=[],
        reason="كسر",
    )


class Copier:
    """Writes statements that copy a template's rows with everything in them that names another row."""

    def __init__(self) -> None:
        self.named: dict[int, str] = {}

    def name(self, old: int, new: str) -> None:
        self.named[old] = new

    def moved(self, pk: int) -> str:
        """Give a copied row's id: of the moment when it would have been made, and unique within it."""
        offset = (pk >> LOW_BITS) - milliseconds(MADE_AT)
        return f"(((x.ms + {offset}) << {LOW_BITS}) | {len(self.named) % 4096})"

    def statement(self, table: str, where: str, template: int) -> str:
        with connection.cursor() as cursor:
            cursor.execute(KINDS, [table])
            kinds = dict(cursor.fetchall())
        names = columns(table)
        values = ", ".join(self._value(name, kinds[name]) for name in names)
        quoted = ", ".join(f'"{name}"' for name in names)
        return (
            f'INSERT INTO "{table}" ({quoted}) SELECT {values} FROM "{table}" t, bench_orders x'
            f" WHERE x.template = {template} AND t.{where}"
        )

    def _value(self, name: str, kind: str) -> str:
        own = f't."{name}"'
        if kind == "timestamp with time zone":
            return f"{own} + x.shift"
        if kind == "date":
            return f"({own} + x.shift)::date"
        if name == "number":
            return "'8' || lpad(x.g::text, 10, '0')"
        if kind == "bigint":
            whens = " ".join(f"WHEN {old} THEN {new}" for old, new in self.named.items())
            return f"CASE {own} {whens} ELSE {own} END"
        if name == "reference":
            for old, new in self.named.items():
                own = f"replace({own}, '{old}', ({new})::text)"
        return own


KINDS = """
SELECT column_name, data_type FROM information_schema.columns
 WHERE table_name = %s AND table_schema = 'public'
"""
ORDERS = """
CREATE TEMP TABLE bench_orders AS
SELECT g, at - %(made_at)s AS shift, (extract(epoch FROM at - %(epoch)s) * 1000)::bigint AS ms,
       CASE WHEN kind < 0.55 THEN 0 WHEN kind < 0.65 THEN 1 WHEN kind < 0.93 THEN 2 ELSE 3 END AS template,
       {first} + 1000000 + buyer AS buyer, a.id AS seller_a, b.id AS seller_b,
       {first} + a.n + {sellers} * (1 + p[1]) AS p0,
       {first} + a.n + {sellers} * (1 + (p[1] + 7) %% {pieces}) AS p1,
       {first} + b.n + {sellers} * (1 + p[2]) AS p2,
       {first} + b.n + {sellers} * (1 + (p[2] + 5) %% {pieces}) AS p3
  FROM (SELECT g, random() AS kind,
               date_trunc('second', %(begin)s::timestamptz + g * (%(span)s::interval / %(orders)s)) AS at,
               floor(random() * {buyers})::int AS buyer,
               floor({sellers} * random() ^ 1.5)::int AS a_n, floor(({sellers} - 1) * random())::int AS b_n,
               ARRAY[floor(random() ^ 1.5 * {pieces})::int, floor(random() * {pieces})::int] AS p
          FROM generate_series(1, %(orders)s) g) o
  JOIN bench_sellers a ON a.n = a_n
  JOIN bench_sellers b ON b.n = CASE WHEN b_n >= a_n THEN b_n + 1 ELSE b_n END
"""


def milliseconds(moment: datetime) -> int:
    return (moment - EPOCH) // timedelta(milliseconds=1)


def people(buyer: User) -> None:
    """Copy a buyer so often that a year's buyers are there."""
    names = ", ".join(f'"{name}"' for name in columns("custom_auth_user"))
    changed = {"id": f"{FIRST_ID} + 1000000 + g", "email": "'year' || g || '@bench.example'"}
    values = ", ".join(changed.get(name, f't."{name}"') for name in columns("custom_auth_user"))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO custom_auth_user ({names}) SELECT {values} FROM custom_auth_user t,"
            f" generate_series(0, {BUYERS - 1}) g WHERE t.id = {buyer.pk}"
        )


def trade(
    sellers: Sequence[User], buyer: User, *, begin: datetime, span: timedelta, lines: int
) -> None:
    """Make orders of so many lines, booked and paid, spread evenly from ``begin`` on."""
    with override_settings(PAYMENT_METHODS=[one.value for one in Method]):
        made = templates(sellers, buyer)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("SET LOCAL synchronous_commit = off")
        cursor.execute("SELECT setseed(0.2026)")
        people(buyer)
        cursor.execute("CREATE TEMP TABLE bench_sellers (n integer PRIMARY KEY, id bigint)")
        cursor.executemany(
            "INSERT INTO bench_sellers VALUES (%s, %s)", [(i, u.pk) for i, u in enumerate(sellers)]
        )
        cursor.execute(
            ORDERS.format(
                first=FIRST_ID, sellers=SELLERS, pieces=PIECES_OF_A_SELLER, buyers=BUYERS
            ),
            {
                "made_at": MADE_AT,
                "epoch": EPOCH,
                "begin": begin,
                "span": f"{span.total_seconds()} seconds",
                "orders": lines // LINES_OF_AN_ORDER,
            },
        )
        for number, template in enumerate(made):
            _copy(number, template, sellers, buyer)
        cursor.execute("DROP TABLE bench_orders, bench_sellers")


def _copy(number: int, template: Template, sellers: Sequence[User], buyer: User) -> None:
    """Copy an order with everything that belongs to it."""
    copier = Copier()
    copier.name(buyer.pk, "x.buyer")
    copier.name(sellers[1].pk, "x.seller_a")
    copier.name(sellers[2].pk, "x.seller_b")
    for place, column in enumerate(("p0", "p1", "p2", "p3")):
        copier.name(FIRST_ID + 1 + place // 2 + SELLERS * (1 + place % 2), f"x.{column}")
    found: dict[str, list[int]] = {"orders": [template.order.pk]}
    with connection.cursor() as cursor:
        for table, where, of in TABLES:
            key = f"SELECT id FROM {table} WHERE {where} ORDER BY id"
            cursor.execute(key, [found[of]])
            own = [pk for (pk,) in cursor.fetchall()]
            found[
                {"wallet_ledgerentry": "entries", "orders_parcel": "parcels"}.get(table, table)
            ] = own
            for pk in own:
                copier.name(pk, copier.moved(pk))
        cursor.execute(
            "SELECT reference FROM orders_refundline WHERE parcel_id = ANY(%s)", [found["parcels"]]
        )
        for (reference,) in set(cursor.fetchall()):
            number = int(reference.removeprefix("refund:"))
            copier.name(number, copier.moved(number))
        for table, where, of in TABLES:
            if found[of]:
                listed = ", ".join(map(str, found[of]))
                cursor.execute(
                    copier.statement(
                        table, where.replace("ANY(%s)", f"ANY(ARRAY[{listed}])"), number
                    )
                )


# A day of people looking around, told in the order of its moments.
EVENTS = """
INSERT INTO analytics_event
    (event_id, occurred_at, received_at, name, product_id, query, properties, visitor)
SELECT gen_random_uuid(), at, at, name,
       CASE WHEN name IN ('product_viewed', 'cart_added') THEN
           {first} + floor(random() ^ 1.5 * {sellers})::int
                   + {sellers} * (1 + floor(random() * {pieces})::int) END,
       CASE WHEN name = 'search' THEN 'فخار ' || floor(random() ^ 3 * 3000)::int ELSE '' END,
       CASE WHEN name = 'search' THEN jsonb_build_object('results', floor(random() * 20)::int)
            ELSE '{{}}' END,
       %(number)s * 1000003::bigint + floor(random() * %(visitors)s)::int
  FROM (SELECT at, (ARRAY['product_viewed', 'product_viewed', 'product_viewed', 'product_viewed',
                          'product_viewed', 'home_viewed', 'search', 'cart_added', 'category_viewed',
                          'checkout_started'])[1 + floor(random() * 10)::int] AS name
          FROM (SELECT %(begin)s::timestamptz + random() * (%(end)s::timestamptz - %(begin)s) AS at
                  FROM generate_series(1, %(events)s)) moments ORDER BY at) told
"""


def visits(*, first: datetime, days: int, events: int, tell: Callable[[str], None]) -> None:
    """Make so many events, as many each day."""
    with transaction.atomic():
        partitions.make_ahead(
            today=rules.day_of(first + timedelta(days=days)), back_to=rules.day_of(first)
        )
    text = EVENTS.format(first=FIRST_ID, sellers=SELLERS, pieces=PIECES_OF_A_SELLER)
    a_day = events // days
    for number in range(days):
        begin, end = rules.bounds(rules.day_of(first) + rules.DAY * number)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL synchronous_commit = off")
            cursor.execute(
                text,
                {
                    "begin": begin,
                    "end": end,
                    "events": a_day,
                    "visitors": max(a_day // 5, 1),
                    "number": number,
                },
            )
        if number % 50 == 49:
            tell(f"  {(number + 1) * a_day:,} events")
