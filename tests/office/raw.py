"""Figures added up from the raw rows one after the other: slowly, and in another way than the worker does."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from random import Random
from typing import Any

from analytics import rules
from analytics.models import Event
from analytics.rules import Period
from analytics.tests.builders import BEGIN, Trade, an_event
from core.money import ZERO
from orders.models import Order, OrderEvent, OrderItem, Parcel, RefundLine
from orders.rules.states import OWN_WAY
from products.models import Product
from wallet.models import LedgerEntry, LedgerLine

NAMES = ["product_viewed"] * 5 + ["seller_viewed", "search", "cart_added", "checkout_started"]
QUERIES = ["فخار", "نحاس", "سيارة", "كليم"]


def look_around(trade: Trade, events: int = 120) -> None:
    """Let a few people look around while a trade goes on, around midnight in Cairo as often as not."""
    chance = Random(trade.seed)
    span = trade.now - BEGIN
    for _ in range(events):
        moment = BEGIN + span * chance.random()
        moment = moment.replace(hour=chance.choice([19, 20, 21, 22, 23, 8]))
        name = chance.choice(NAMES)
        piece = chance.choice(trade.products)
        more: dict[str, Any] = {}
        if name in {"product_viewed", "cart_added"}:
            more["product_id"] = piece.pk
        if name == "seller_viewed":
            more["seller_id"] = piece.seller_id
        if name == "search":
            query = chance.choice(QUERIES)
            more = {"query": query, "properties": {"results": 0 if query == "سيارة" else 7}}
        an_event(name, at=min(moment, trade.now), visitor=chance.randint(1, 9), **more)


@dataclass(frozen=True)
class Sale:
    """One parcel whose money was booked."""

    day: date
    entry: LedgerEntry
    parcel: Parcel
    items: list[OrderItem]

    @property
    def revenue(self) -> Decimal:
        return sum((item.value - item.seller_discount for item in self.items), ZERO)


@dataclass(frozen=True)
class Back:
    """One line of a refund."""

    day: date
    line: RefundLine

    @property
    def is_shipping(self) -> bool:
        return self.line.item_id is None


class Raw:
    """All rows there are, and questions to them."""

    @cached_property
    def sales(self) -> list[Sale]:
        found = []
        for entry in LedgerEntry.objects.filter(kind="sale").order_by("pk"):
            for parcel in Parcel.objects.filter(order=entry.order_id):
                is_cash = entry.reference.startswith("cash:parcel:")
                if not is_cash or entry.reference == f"cash:parcel:{parcel.pk}":
                    items = list(OrderItem.objects.filter(parcel=parcel))
                    found.append(Sale(rules.day_of(entry.created_at), entry, parcel, items))
        return found

    @cached_property
    def backs(self) -> list[Back]:
        days = {
            entry.reference: rules.day_of(entry.created_at)
            for entry in LedgerEntry.objects.filter(kind="refund")
        }
        lines = RefundLine.objects.select_related("parcel", "item")
        return [Back(days[line.reference], line) for line in lines]

    @cached_property
    def lines(self) -> list[tuple[date, LedgerLine]]:
        lines = LedgerLine.objects.select_related("entry")
        return [(rules.day_of(line.entry.created_at), line) for line in lines]

    @cached_property
    def events(self) -> list[tuple[date, Event]]:
        return [(rules.day_of(event.occurred_at), event) for event in Event.objects.all()]

    @cached_property
    def orders(self) -> list[tuple[date, Order]]:
        return [(rules.day_of(order.created_at), order) for order in Order.objects.all()]

    @cached_property
    def placed_parts(self) -> list[tuple[date, int]]:
        days = {order.pk: day for day, order in self.orders}
        return [(days[one.order_id], one.seller_id) for one in Parcel.objects.all()]

    @cached_property
    def pieces_by_seller(self) -> dict[int, set[int]]:
        found: dict[int, set[int]] = defaultdict(set)
        for piece, seller in Product.objects.values_list("pk", "seller_id"):
            found[seller].add(piece)
        return found

    def booked(self, account: str, period: Period, *kinds: str) -> Decimal:
        """Give by how much an account of the house changed."""
        return sum(
            (
                line.amount
                for day, line in self.lines
                if line.account == account and line.entry.kind in kinds and _in(day, period)
            ),
            ZERO,
        )

    def paid_out(self, period: Period, seller: int | None = None) -> Decimal:
        return -sum(
            (
                line.amount
                for day, line in self.lines
                if line.entry.reference.startswith(("paid:payout:", "returned:payout:"))
                and line.wallet_id is not None
                and seller in {None, line.wallet_id}
                and _in(day, period)
            ),
            ZERO,
        )

    # --- a seller ---------------------------------------------------------------------------------
    def seller(self, seller: int, period: Period) -> dict[str, Any]:
        """Give a seller's totals of some days."""
        sales = [one for one in self.sales if one.parcel.seller_id == seller]
        now = [one for one in sales if _in(one.day, period)]
        items = [item for one in now for item in one.items]
        backs = [b for b in self.backs if b.line.parcel.seller_id == seller and _in(b.day, period)]
        of_items = [b.line for b in backs if not b.is_shipping]
        in_hand = [one.parcel for one in now if one.parcel.cash_holder == "seller"]
        return {
            "placed": sum(
                1 for day, whose in self.placed_parts if whose == seller and _in(day, period)
            ),
            "orders": len(now),
            "units": sum(item.quantity for item in items),
            "revenue": sum((one.revenue for one in now), ZERO),
            "discounts": sum((item.seller_discount for item in items), ZERO),
            "refunds": sum((line.amount + line.house_discount for line in of_items), ZERO),
            "commission": sum((item.commission_amount for item in items), ZERO)
            - sum((b.line.commission for b in backs), ZERO),
            "vat": sum((item.commission_vat for item in items), ZERO)
            - sum((b.line.vat for b in backs), ZERO),
            "shipping": sum(
                (one.parcel.shipping_cost for one in now if one.parcel.carrier in OWN_WAY), ZERO
            )
            - sum((b.line.seller_share for b in backs if b.is_shipping), ZERO),
            # As booked in the wallet, and what is in the seller's hand besides.
            "earnings": sum(
                (
                    line.amount
                    for day, line in self.lines
                    if line.wallet_id == seller
                    and line.entry.kind in {"sale", "refund"}
                    and _in(day, period)
                ),
                ZERO,
            )
            + sum((parcel.total for parcel in in_hand), ZERO),
            "payouts": self.paid_out(period, seller),
            **self.traffic_of(seller, period),
        }

    def traffic_of(self, seller: int, period: Period) -> dict[str, int]:
        pieces = self.pieces_by_seller[seller]
        views, carts, visits = set(), set(), set()
        for day, event in self.events:
            if not _in(day, period):
                continue
            is_own = event.product_id in pieces
            if is_own and event.name == "product_viewed":
                views.add((day, event.visitor, event.product_id))
                visits.add((day, event.visitor))
            if is_own and event.name == "cart_added":
                carts.add((day, event.visitor, event.product_id))
            if event.name == "seller_viewed" and event.seller_id == seller:
                visits.add((day, event.visitor))
        return {"views": len(views), "carts": len(carts), "visits": len(visits)}

    def buyers_of(self, seller: int, period: Period) -> dict[str, int]:
        orders: dict[int, list[date]] = defaultdict(list)
        for one in self.sales:
            if one.parcel.seller_id == seller:
                orders[one.parcel.order.user_id].append(one.day)
        there = {who: days for who, days in orders.items() if any(_in(d, period) for d in days)}
        again = {
            who
            for who, days in there.items()
            for day in days
            if _in(day, period) and (day > min(days) or days.count(day) > 1)
        }
        return {
            "buyers": len(there),
            "new": sum(1 for days in there.values() if _in(min(days), period)),
            "repeat": len(again),
        }

    def pieces(self, period: Period, seller: int | None = None) -> list[dict[str, Any]]:
        """Give what each piece did, what brought most first."""
        found: dict[int, dict[str, Any]] = defaultdict(
            lambda: {"units": 0, "revenue": ZERO, "refunds": ZERO, "orders": set()}
        )
        for one in self.sales:
            if _in(one.day, period) and seller in {None, one.parcel.seller_id}:
                for item in one.items:
                    row = found[item.product_id]
                    row["units"] += item.quantity
                    row["revenue"] += item.value - item.seller_discount
                    row["orders"].add((one.day, one.parcel.order_id))
        for back in self.backs:
            given_back = back.line.item
            if given_back and _in(back.day, period) and seller in {None, given_back.seller_id}:
                found[given_back.product_id]["refunds"] += (
                    back.line.amount + back.line.house_discount
                )
        looks = {
            name: Counter(
                product
                for product, _day, _who in {
                    (event.product_id, day, event.visitor)
                    for day, event in self.events
                    if event.name == name and _in(day, period)
                }
            )
            for name in ("product_viewed", "cart_added")
        }
        rows = [
            {
                "id": product,
                **row,
                "orders": len(row["orders"]),
                "views": looks["product_viewed"][product],
                "carts": looks["cart_added"][product],
            }
            for product, row in found.items()
        ]
        return sorted(rows, key=lambda row: (-row["revenue"], row["id"]))

    # --- the house --------------------------------------------------------------------------------
    def house(self, period: Period) -> dict[str, Any]:
        """Give the house's totals of some days."""
        now = [one for one in self.sales if _in(one.day, period)]
        backs = [b for b in self.backs if _in(b.day, period)]
        placed = [order for day, order in self.orders if _in(day, period)]
        first_booked: dict[int, date] = {}
        first_bought: dict[int, date] = {}
        first_arrived: dict[int, date] = {}
        arrivals = OrderEvent.objects.filter(code="parcel", to_status="delivered")
        for step in arrivals.order_by("pk"):
            first_arrived.setdefault(step.order_id, rules.day_of(step.created_at))
        for one in self.sales:
            first_booked.setdefault(one.parcel.order_id, one.day)
            who = one.parcel.order.user_id
            first_bought[who] = min(one.day, first_bought.get(who, one.day))
        return {
            "placed": len(placed),
            "placed_value": sum((order.total_amount for order in placed), ZERO),
            "orders": sum(1 for day in first_booked.values() if _in(day, period)),
            "units": sum(item.quantity for one in now for item in one.items),
            "revenue": sum((one.revenue for one in now), ZERO),
            "refunds": sum(
                (b.line.amount + b.line.house_discount for b in backs if not b.is_shipping), ZERO
            ),
            "commission": self.booked("commission", period, "sale", "refund"),
            "vat": self.booked("vat", period, "sale", "refund"),
            "shipping": self.booked("shipping", period, "sale", "refund"),
            "discounts": -self.booked("discounts", period, "sale", "refund"),
            "fees": -self.booked("fees", period, "payout", "fees"),
            "payouts": self.paid_out(period),
            "delivered": sum(1 for day in first_arrived.values() if _in(day, period)),
            "new_buyers": sum(1 for day in first_bought.values() if _in(day, period)),
            "visits": self.people(period),
            "viewers": self.people(period, "product_viewed"),
            "searchers": self.people(period, "search"),
            "carts": self.people(period, "cart_added"),
            "checkouts": self.people(period, "checkout_started"),
        }

    def people(self, period: Period, name: str | None = None) -> int:
        return len(
            {
                (day, event.visitor)
                for day, event in self.events
                if _in(day, period) and name in {None, event.name}
            }
        )

    def fates(self, period: Period, key: str) -> dict[str, dict[str, int]]:
        found: dict[str, Counter[str]] = defaultdict(Counter)
        steps = OrderEvent.objects.filter(code="parcel").select_related("order", "parcel")
        for step in steps:
            if _in(rules.day_of(step.created_at), period) and step.parcel is not None:
                is_place = key == "governorate"
                place = step.order.governorate_code if is_place else step.parcel.carrier
                found[place][step.to_status] += 1
        wanted = ("shipped", "delivered", "refused", "lost", "cancelled")
        counted = {
            place: {name: counts[name] for name in wanted} for place, counts in found.items()
        }
        return {place: counts for place, counts in counted.items() if any(counts.values())}

    def searches(self, period: Period) -> dict[str, tuple[int, int]]:
        asked = {
            (day, event.visitor, event.query, event.properties.get("results") == 0)
            for day, event in self.events
            if event.name == "search" and _in(day, period)
        }
        people = Counter(query for _d, _v, query, _is_empty in asked)
        vain = Counter(query for _d, _v, query, is_empty in asked if is_empty)
        return {query: (count, vain[query]) for query, count in people.items()}

    def cohorts(self, first: date, last: date) -> list[tuple[date, list[int]]]:
        """Give by month of the first order how many bought in it and in each later month."""
        months: dict[int, set[date]] = defaultdict(set)
        for one in self.sales:
            months[one.parcel.order.user_id].add(one.day.replace(day=1))
        every = rules.buckets(Period(first, last), rules.Granularity.MONTH)
        return [
            (
                cohort,
                [
                    sum(1 for own in months.values() if min(own) == cohort and month in own)
                    for month in every
                    if month >= cohort
                ],
            )
            for cohort in every
            if any(min(own) == cohort for own in months.values())
        ]


def _in(day: date, period: Period) -> bool:
    return period.first <= day <= period.last


def share(part: Decimal | int, whole: Decimal | int) -> Decimal | None:
    return (Decimal(part) / whole).quantize(Decimal("0.0001")) if whole else None


def shown(sums: Any, names: Iterable[str]) -> dict[str, Any]:
    """Give some figures of what a page shows by their names."""
    return {name: getattr(sums, name) for name in names}
