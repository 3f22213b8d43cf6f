"""The back office's searches: what is typed is found, and no table is read whole for it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.contrib import admin
from django.db import connection
from django.db.models import Model, Q
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.lookups import Behind, Through
from custom_auth.models import SignIn, User
from custom_auth.tests.builders import a_seller, a_staff_member, a_user
from notifications.models import Notice
from orders.models import CarrierMessage, Invoice, Order, Parcel
from orders.rules.numbers import spoken
from orders.rules.states import ParcelStatus
from orders.tests.builders import an_order
from payment.models import Attempt, GatewayCallback, Payment, Refund
from products.models import QueryLog, Review
from products.tests.builders import a_product
from tests.office.rows import Rows
from tests.office.signing import browser_of
from tests.office.test_pages import MOST_QUERIES, PAGES, an_administrator

pytestmark = pytest.mark.django_db
# Read whole: what staff write by hand, or of which there is a row for each of something that they write.
FEW_ROWS = {
    "core.ProcrastinateJob": "done ones are deleted",
    "custom_auth.Governorate": "27 of them",
    "notifications.Campaign": "written by staff",
    "notifications.NoticeText": "written by staff",
    "orders.Coupon": "written by staff",
    "orders.ShippingRate": "written by staff",
    "orders.ShippingZone": "written by staff",
    "payment.FraudThreshold": "written by staff",
    "procrastinate.ProcrastinateJob": "done ones are deleted",
    "products.Attribute": "written by staff",
    "products.Category": "written by staff",
    "products.LexiconEntry": "written by staff",
    "wallet.HouseBalance": "one for each account and carrier",
}
ON: dict[type[Model], Any] = dict(admin.site._registry)
SEARCHED = [model for model in PAGES if ON[model].search_fields]
LOOKED_UP = [model for model in SEARCHED if model._meta.label not in FEW_ROWS]
# One for each kind of thing that is read in what is typed.
TERMS = [
    "منى",
    "mona@tohfa.example",
    "01001234567",
    "4821-9063-376",
    "42",
    "2026-000042",
    "order:42",
]


@pytest.fixture
def _related_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have whatever leads on to other rows find some: their own pages are looked at by themselves."""
    behind = Behind.match

    def through(self: Through, model: type[Model], term: str) -> Q:
        return Q(**{f"{self.field}__in": [1, 2, 3]})

    def reading_behind(self: Behind, model: type[Model], term: str) -> Q:
        behind(self, model, term)
        return Q(pk__in=[1, 2, 3])

    monkeypatch.setattr(Through, "match", through)
    monkeypatch.setattr(Behind, "match", reading_behind)


def whole_reads(model: type[Model], term: str) -> Iterator[str]:
    """Give the plans of a search that no index answers, however few rows there are."""
    page = ON[model]
    with CaptureQueriesContext(connection) as asked:
        page.found(page.model._default_manager.all(), term)
    with connection.cursor() as cursor:
        # Few rows are read whole without asking; only what no index answers is read so regardless.
        for way in ("seqscan", "indexscan", "indexonlyscan"):
            cursor.execute(f"SET LOCAL enable_{way} = off")
        for sql in (one["sql"] for one in asked.captured_queries if " FROM " in one["sql"]):
            cursor.execute(f"EXPLAIN {sql}")
            plan = "\n".join(line for (line,) in cursor.fetchall())
            if "Seq Scan" in plan:
                yield f"{sql}\n{plan}"


def test_a_table_that_grows_is_not_searched_by_reading_it() -> None:
    by_reading = {model._meta.label for model in SEARCHED if not ON[model].found_by}
    assert by_reading <= set(FEW_ROWS)


@pytest.mark.usefixtures("_related_found")
@pytest.mark.parametrize("model", LOOKED_UP, ids=lambda model: model._meta.label)
def test_a_search_is_answered_by_indexes_alone(model: type[Model]) -> None:
    ways = ON[model].found_by

    assert [way for way in ways if not any(way.match(model, term) for term in TERMS)] == []
    for term in TERMS:
        assert list(whole_reads(model, term)) == []


@pytest.mark.usefixtures("_related_found")
@pytest.mark.parametrize(
    ("index", "model", "term"),
    [
        ("order_words", Order, "منى"),
        ("order_phone", Order, "01001234567"),
        ("user_words", User, "منى"),
        ("profile_phone", User, "01001234567"),
        ("sign_in_address", SignIn, "10.0.0.1"),
        ("refund_transaction", Refund, "42"),
    ],
)
def test_a_search_without_its_index_is_seen(index: str, model: type[Model], term: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DROP INDEX {index}")

    assert list(whole_reads(model, term))


@pytest.mark.parametrize("model", LOOKED_UP, ids=lambda model: model._meta.label)
def test_a_search_asks_few_questions_and_says_what_can_be_typed(model: type[Model]) -> None:
    client = browser_of(an_administrator(), language="ar")
    row = Rows().add(model)
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"

    with CaptureQueriesContext(connection) as asked:
        page = client.get(reverse(name), {"q": "mona@tohfa.example"})

    assert page.status_code == 200
    assert len(asked) <= 3 * MOST_QUERIES
    help_text = ON[model].search_help_text
    assert help_text
    assert str(row.pk)  # there was something to look through


def count(page: str, typed: str) -> int:
    answer = browser_of(an_administrator()).get(reverse(f"admin:{page}_changelist"), {"q": typed})
    assert answer.status_code == 200
    found: int = answer.context["cl"].result_count
    return found


MONA = [
    "mona.h@tohfa.example",
    "MONA.H@",
    "نوال",
    "شكري",
    "نوال شكري",
    " شكري  نوال ",
    "01223334455",
    "٠١٢٢٣٣٣٤٤٥٥",
    "+20 122 333 4455",
    "id",
]


def mona() -> User:
    person = a_user(email="mona.h@tohfa.example", first_name="نوال", last_name="شكري")
    person.profile.phone_number = "+201223334455"
    person.profile.save()
    return person


@pytest.mark.parametrize("typed", MONA)
def test_a_person_is_found_and_with_them_what_is_theirs(typed: str) -> None:
    person = mona()
    order = an_order(person)
    a_user(first_name="سلمى"), an_order()
    typed = str(person.pk) if typed == "id" else typed

    assert count("custom_auth_user", typed) == 1
    assert count("custom_auth_userprofile", typed) == 1
    assert count("orders_order", typed) == 1
    assert count("orders_parcel", typed) == order.parcels.count() == 1
    assert count("orders_orderitem", typed) == 1


def test_a_seller_is_found_by_the_name_of_the_shop() -> None:
    seller = a_seller(display_name="بيت الفخار", store_name="Clay House")
    a_product(seller)
    a_seller(display_name="خان الخشب")

    for typed in ("الفخار", "بيت", "clay", "House cl"):
        assert count("custom_auth_user", typed) == 1
        assert count("products_product", typed) == 1
    assert count("custom_auth_user", "lay") == 0


def test_an_order_is_found_by_where_it_goes() -> None:
    order = an_order()
    Order.objects.filter(pk=order.pk).update(
        shipping_address="نور سالم · +201112223334\n5 شارع النيل، الجيزة",
        address={**order.address, "phone_number": "+201112223334"},
    )
    an_order()

    for typed in ("سالم", "نور سالم", "النيل", "01112223334", "٠١١١٢٢٢٣٣٣٤", str(order.pk)):
        assert count("orders_order", typed) == 1, typed


def test_all_about_an_order_is_found_by_its_number() -> None:
    order = an_order(status=ParcelStatus.DELIVERED)
    parcel = order.parcels.get()
    Parcel.objects.filter(pk=parcel.pk).update(tracking_number="AB-778", carrier="bosta")
    payment, _ = Payment.objects.get_or_create(
        order=order, defaults={"user": order.user, "amount": Decimal(5), "method": "credit_card"}
    )
    Attempt.objects.create(
        payment=payment,
        method="credit_card",
        amount=Decimal(5),
        reference="try:1",
        gateway_order_id=778,
    )
    Refund.objects.create(
        payment=payment, amount=Decimal(1), reference="back:1", next_try_at=order.created_at
    )
    Invoice.objects.get_or_create(
        parcel=parcel, defaults={"year": 2026, "serial": 17, "issued_at": order.created_at}
    )
    an_order(status=ParcelStatus.DELIVERED)

    pages = ["orders_order", "orders_parcel", "orders_orderitem", "orders_invoice"]
    pages += ["payment_payment", "payment_attempt", "payment_refund"]
    for page in pages:
        assert count(page, spoken(order.number)) == 1, page
    assert count("wallet_ledgerentry", spoken(order.number)) >= 1
    assert count("orders_parcel", "ab-778") == 1
    assert count("payment_attempt", "778") == 1
    assert count("payment_refund", "back:") == 1
    invoice = Invoice.objects.get(parcel=parcel)
    assert count("orders_invoice", str(invoice)) == 1


def test_a_piece_is_found_and_with_it_what_is_of_it() -> None:
    piece = a_product(name="طبق فخار أزرق", name_en="Blue clay plate", sku="Nile-12")
    a_product(name="فازة")
    buyer = mona()
    Review.objects.create(product=piece, user=buyer, rating=5, comment="وصل سليمًا ومغلفًا")

    for typed in ("أزرق", "plate", "blue CLAY", "nile-1", "NILE-12"):
        assert count("products_product", typed) == 1, typed
        assert count("products_variant", typed) == 1, typed
        assert count("products_review", typed) == 1, typed
        assert count("products_listing", typed) == 1, typed
    assert count("products_review", "سليم") == 1
    assert count("products_review", "mona.h@") == 1


def test_messages_and_queries_are_found() -> None:
    GatewayCallback.objects.create(kind="transaction", digest="d1", body={"order": {"id": 778}})
    CarrierMessage.objects.create(carrier="bosta", digest="c1", body={"trackingNumber": "778"})
    Notice.objects.create(kind="orders.placed", user_ids=[], about_type="order", about_id=778)
    QueryLog.objects.create(
        query="طبق فخار", found=1, unknown=[], last_asked_on=datetime(2026, 11, 1, tzinfo=UTC)
    )

    for page in ("payment_gatewaycallback", "orders_carriermessage", "notifications_notice"):
        assert (count(page, "778"), count(page, "77")) == (1, 0), page
    assert (count("products_querylog", "طبق"), count("products_querylog", "سجاد")) == (1, 0)


def test_what_is_no_word_or_number_finds_nothing_and_is_no_mistake() -> None:
    a_staff_member("support")
    typed: Any
    for typed in ("'", "!!", "a & | b", "\\", "%", "():*", "9" * 40):
        for page in ("custom_auth_user", "orders_order", "products_product", "wallet_ledgerentry"):
            assert count(page, typed) == 0, (page, typed)
