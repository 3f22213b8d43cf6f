"""The sellers' pages: only one's own, changed through the actions, figures as the rows say."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.money import ZERO
from custom_auth.models import User
from custom_auth.tests.builders import PASSWORD, a_seller, a_user
from orders import carriers, tasks
from orders.actions import audit, settlement, shipping
from orders.carriers import Event, Step
from orders.models import Parcel, Return, SellerShipping
from orders.rules.states import ParcelStatus
from orders.tests.builders import a_card_order, a_return, an_order
from products.models import StockMovement, Variant
from products.tests.builders import a_picture, a_product, the_variant
from tests.office.signing import browser_of

pytestmark = pytest.mark.django_db
PAGES = ["home", "orders", "returns", "pieces", "statements"]
# Session, account with profile; then at most the page's rows, what belongs to them, and the wallet.
MOST_QUERIES = 14


def test_a_seller_signs_in_with_the_account_of_the_app(client: Client) -> None:
    seller = a_seller()
    form = {"email": seller.email.upper(), "password": PASSWORD, "otp": ""}

    answer = client.post(reverse("seller:sign_in"), form)

    assert (answer.status_code, answer.headers["Location"]) == (302, reverse("seller:home"))
    assert client.get(reverse("seller:home")).status_code == 200


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/x"])
def test_signing_in_leads_nowhere_else(client: Client, elsewhere: str) -> None:
    seller = a_seller()
    form = {"email": seller.email, "password": PASSWORD, "otp": ""}

    answer = client.post(f"{reverse('seller:sign_in')}?next={elsewhere}", form)

    assert answer.headers["Location"] == reverse("seller:home")


def test_a_buyer_and_a_wrong_password_stay_outside(client: Client) -> None:
    buyer, seller = a_user(), a_seller()

    client.post(reverse("seller:sign_in"), {"email": buyer.email, "password": PASSWORD})
    assert "_auth_user_id" not in client.session
    client.post(reverse("seller:sign_in"), {"email": seller.email, "password": "wrong-secret"})

    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("who", ["nobody", "a buyer"])
def test_others_are_sent_to_the_door(page: str, who: str) -> None:
    client = Client() if who == "nobody" else browser_of(a_user())

    answer = client.get(reverse(f"seller:{page}"))

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(reverse("seller:sign_in"))


def test_another_sellers_order_and_piece_do_not_exist() -> None:
    product = a_product()
    order = an_order(lines=[(product, 1)])
    client = browser_of(a_seller())

    answers = [
        client.get(reverse("seller:order", args=[order.pk])),
        client.post(reverse("seller:order", args=[order.pk]), {"status": "processing"}),
        client.get(reverse("seller:piece", args=[product.pk])),
        client.post(reverse("seller:piece", args=[product.pk]), {"variant": "1"}),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404, 404]
    assert Parcel.objects.get(order=order).status == "pending"


def test_another_sellers_variant_is_not_counted_through_ones_own_piece() -> None:
    seller = a_seller()
    own, foreign = a_product(seller), the_variant(a_product(stock=5))

    answer = browser_of(seller).post(
        reverse("seller:piece", args=[own.pk]),
        {"variant": str(foreign.pk), f"{foreign.pk}-stock": "99"},
    )

    assert answer.status_code == 404
    foreign.refresh_from_db()
    assert foreign.stock == 5


@pytest.mark.parametrize("step", ["shipped", "delivered"])
def test_what_becomes_of_a_carriers_parcel_is_not_for_its_seller_to_say(step: str) -> None:
    """Delivery makes earnings one's own, so a carrier of the marketplace says it itself."""
    seller = a_seller()
    order = an_order(lines=[(a_product(seller), 1)])
    stands = {"shipped": "processing", "delivered": "shipped"}[step]
    Parcel.objects.filter(order=order).update(carrier="bosta", status=stands)
    client = browser_of(seller)
    address = reverse("seller:order", args=[order.pk])

    form = {"status": step, "confirmed": "yes", f"{step}-tracking_number": "T1"}
    client.post(address, {**form, f"{step}-note": ""})

    parcel = Parcel.objects.get(order=order)
    assert (parcel.status, parcel.tracking_number, parcel.release_after) == (stands, "", None)
    assert f'value="{step}"' not in client.get(address).content.decode()


def test_a_carriers_parcel_is_fetched_and_then_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    seller = a_seller()
    order = an_order(lines=[(a_product(seller), 1)])
    Parcel.objects.filter(order=order).update(carrier="bosta", status="processing")
    monkeypatch.setattr(carriers.Bosta, "book", lambda self, parcel: "7234519")
    client = browser_of(seller)
    address = reverse("seller:order", args=[order.pk])
    assert 'name="book"' in client.get(address).content.decode()

    client.post(address, {"book": "yes"})
    page = client.get(address).content.decode()
    client.post(address, {"status": "shipped", "shipped-note": ""})

    parcel = Parcel.objects.get(order=order)
    assert 'name="book"' not in page
    assert (parcel.tracking_number, parcel.status) == ("7234519", "shipped")


def test_an_order_is_prepared_and_sent() -> None:
    seller = a_seller()
    order = an_order(lines=[(a_product(seller), 1)])
    client = browser_of(seller)
    address = reverse("seller:order", args=[order.pk])

    client.post(address, {"status": "processing", "processing-note": ""})
    client.post(
        address,
        {"status": "shipped", "shipped-carrier": "البريد", "shipped-tracking_number": "EG1"},
    )

    parcel = Parcel.objects.get(order=order)
    assert (parcel.status, parcel.carrier_name, parcel.tracking_number) == (
        "shipped",
        "البريد",
        "EG1",
    )


def test_cancelling_is_asked_about_and_needs_a_reason() -> None:
    seller = a_seller()
    order = an_order(lines=[(a_product(seller), 1)])
    client = browser_of(seller)
    address = reverse("seller:order", args=[order.pk])

    client.post(address, {"status": "cancelled", "confirmed": "yes", "cancelled-note": ""})
    assert Parcel.objects.get(order=order).status == "pending"
    client.post(address, {"status": "cancelled", "cancelled-note": "انكسرت"})
    assert Parcel.objects.get(order=order).status == "pending"
    client.post(address, {"status": "cancelled", "confirmed": "yes", "cancelled-note": "انكسرت"})

    assert Parcel.objects.get(order=order).status == "cancelled"


def test_a_step_that_is_not_possible_changes_nothing() -> None:
    seller = a_seller()
    order = an_order(lines=[(a_product(seller), 1)])

    browser_of(seller).post(reverse("seller:order", args=[order.pk]), {"status": "delivered"})

    assert Parcel.objects.get(order=order).status == "pending"


def test_the_address_is_not_shown_while_the_order_is_held() -> None:
    seller = a_seller()
    order = an_order(lines=[(a_product(seller), 1)])
    type(order).objects.filter(pk=order.pk).update(held_for_review_at=datetime.now(UTC))

    page = browser_of(seller).get(reverse("seller:order", args=[order.pk])).content.decode()

    assert "شارع عباس العقاد" not in page


def test_what_was_refused_at_the_door_comes_home_and_leaves_nothing_to_be_taken() -> None:
    seller = a_seller()
    order = an_order(lines=[(a_product(seller, stock=5), 1)], status=ParcelStatus.SHIPPED)
    client = browser_of(seller)
    address = reverse("seller:order", args=[order.pk])
    due = "To be taken in cash"
    assert due in client.get(address).content.decode()

    client.post(address, {"status": "refused", "refused-note": "لم ترد"})
    assert Parcel.objects.get(order=order).status == "shipped"
    for status in ("refused", "returned"):
        client.post(address, {"status": status, "confirmed": "yes", f"{status}-note": "لم ترد"})

    parcel = Parcel.objects.for_listing().get(order=order)
    assert parcel.status == "returned"
    assert parcel.cash_due == settlement.seller_share_left(parcel) == ZERO
    assert due not in client.get(address).content.decode()


@pytest.mark.parametrize(
    ("status", "says", "step"),
    [
        (ParcelStatus.SHIPPED, "carries this parcel no further", "Stopped by its carrier"),
        (ParcelStatus.PROCESSING, "Have it fetched again", "Pick-up called off by its carrier"),
    ],
)
def test_a_parcel_that_stands_still_says_so(status: ParcelStatus, says: str, step: str) -> None:
    seller = a_seller()
    order = an_order(lines=[(a_product(seller), 1)], options="bosta", status=status)
    Parcel.objects.update(tracking_number="7234519")
    client = browser_of(seller)
    address = reverse("seller:order", args=[order.pk])
    assert says not in client.get(address).content.decode()

    heard = datetime.now(UTC)
    stopped, goes_on = (
        Event("7234519", what, heard + timedelta(minutes=minutes))
        for minutes, what in enumerate([Step.STOPPED, Step.IN_TRANSIT])
    )
    with transaction.atomic():
        shipping.take("bosta", stopped, now=heard)

    page = client.get(address).content.decode()
    assert says in page
    assert step in page
    if status is ParcelStatus.SHIPPED:
        with transaction.atomic():
            shipping.take("bosta", goes_on, now=heard)
        assert says not in client.get(address).content.decode()


def test_what_is_picked_up_is_not_sent() -> None:
    seller = a_seller()
    SellerShipping.objects.create(
        seller=seller, allows_pick_up=True, pick_up_address="١٢ شارع المعز"
    )
    lines = [(a_product(seller), 1)]
    order = an_order(lines=lines, options="pickup", status=ParcelStatus.PROCESSING)

    page = browser_of(seller).get(reverse("seller:order", args=[order.pk])).content.decode()

    assert "It can be picked up" in page
    assert "١٢ شارع المعز" in page
    assert "shipped-tracking_number" not in page


def test_a_packing_slip_is_fetched_from_the_orders_page() -> None:
    seller = a_seller()
    order = an_order(lines=[(a_product(seller), 1)])
    client = browser_of(seller)
    address = reverse("seller:packing_slip", args=[order.pk])

    first = client.get(address)
    tasks.make_papers()
    second = client.get(address)

    assert (first.status_code, first.headers["Location"]) == (
        302,
        reverse("seller:order", args=[order.pk]),
    )
    assert (second.status_code, second.content[:5]) == (200, b"%PDF-")
    assert browser_of(a_seller()).get(address).status_code == 404


def test_an_order_is_shown_in_the_makers_words() -> None:
    asked = {"code": "name", "label": "الاسم المنقوش", "label_en": "Engraved name"}
    seller = a_seller()
    cup = a_product(
        seller,
        name="فنجان",
        name_en="A cup",
        personalisation=[{**asked, "max_length": 20, "is_required": False}],
    )
    order = an_order(lines=[(cup, 1)])
    order.items.update(personalisation={"name": "ليلى"})
    client = browser_of(seller)

    address = reverse("seller:order", args=[order.pk])
    arabic, english = (
        client.get(address, HTTP_ACCEPT_LANGUAGE=language).content.decode()
        for language in ("ar", "en")
    )

    assert [words in arabic for words in ("فنجان", "الاسم المنقوش")] == [True, True]
    assert [words in english for words in ("A cup", "Engraved name")] == [True, True]


# --- returns ----------------------------------------------------------------------------------------
def a_sold_return(seller: User, **fields: Any) -> Return:
    lines = [(a_product(seller, price="100", stock=9), 2)]
    return a_return(a_card_order(lines, status=ParcelStatus.DELIVERED), **fields)


def decide(client: Client, asked: Return, decision: str, **given: str) -> Any:
    body = {"decision": decision, **{f"{decision}-{name}": v for name, v in given.items()}}
    address = reverse("seller:return", args=[asked.pk])
    asked_about = client.post(address, body)
    asked.refresh_from_db()
    return asked_about, client.post(address, {**body, "confirmed": "yes"})


def test_a_return_is_accepted_and_refunded_once_it_is_back() -> None:
    seller = a_seller()
    asked = a_sold_return(seller)
    client = browser_of(seller)
    assert "1" in client.get(reverse("seller:returns")).content.decode()

    asked_about, _answer = decide(client, asked, "approve", note="أهلًا")
    assert (asked_about.status_code, asked.status) == (200, "requested")
    asked.refresh_from_db()
    assert asked.status == "approved"
    decide(client, asked, "receive", is_sellable="on")

    asked.refresh_from_db()
    assert asked.status == "refunded"
    assert audit.discrepancies() == []


def test_a_buyers_pictures_open_from_a_page_that_has_stood_open_for_long() -> None:
    seller, picture = a_seller(), a_picture()
    asked = a_sold_return(seller, photos=[(picture, len(picture.getvalue()))])
    photo = asked.photos.get()
    client = browser_of(seller)

    page = client.get(reverse("seller:return", args=[asked.pk])).content.decode()
    address = reverse("seller:return_photo", args=[asked.pk, photo.pk])
    with time_machine.travel(timezone.now() + timedelta(hours=3)):
        shown = client.get(address, follow=True)

    assert page.count(f'"{address}"') == 2
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/webp")
    assert browser_of(a_seller()).get(address).status_code == 404
    assert Client().get(address).headers["Location"].startswith(reverse("seller:sign_in"))


def test_a_refusal_says_why_and_may_be_taken_to_staff() -> None:
    seller = a_seller()
    asked = a_sold_return(seller)
    client = browser_of(seller)

    decide(client, asked, "refuse", note="")
    assert asked.status == "requested"
    decide(client, asked, "refuse", note="استُعملت")
    asked.refresh_from_db()
    assert (asked.status, asked.answer) == ("refused", "استُعملت")
    decide(client, asked, "dispute", note="")

    asked.refresh_from_db()
    assert asked.status == "disputed"
    page = client.get(reverse("seller:return", args=[asked.pk])).content.decode()
    assert "There is nothing to do here now." in page


def test_both_sides_are_read_on_a_returns_page() -> None:
    seller = a_seller()
    asked = a_sold_return(seller, details="<b>وصلت مكسورة</b>")
    client = browser_of(seller)
    address = reverse("seller:return", args=[asked.pk])

    client.post(address, {"say": "yes", "text": ""})
    assert asked.messages.count() == 1
    client.post(address, {"say": "yes", "text": "أرسلي صورة"})

    page = client.get(address).content.decode()
    assert "أرسلي صورة" in page
    assert "&lt;b&gt;وصلت مكسورة" in page


def test_another_sellers_return_does_not_exist() -> None:
    asked = a_sold_return(a_seller())
    client = browser_of(a_seller())
    address = reverse("seller:return", args=[asked.pk])

    answers = [
        client.get(address),
        client.post(address, {"decision": "approve", "confirmed": "yes"}),
        client.post(address, {"say": "yes", "text": "x"}),
    ]

    assert [answer.status_code for answer in answers] == [404] * 3
    asked.refresh_from_db()
    assert (asked.status, asked.messages.count()) == ("requested", 1)


def test_stock_is_set_to_what_was_counted_and_noted() -> None:
    seller = a_seller()
    product = a_product(seller, stock=5)
    variant = the_variant(product)

    browser_of(seller).post(
        reverse("seller:piece", args=[product.pk]),
        {"variant": str(variant.pk), f"{variant.pk}-stock": "8"},
    )

    variant.refresh_from_db()
    movement = StockMovement.objects.filter(variant=variant).order_by("-pk").first()
    assert movement is not None
    assert (variant.stock, movement.change, movement.by) == (8, 3, seller)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_asks_as_much_for_twenty_rows_as_for_one(page: str) -> None:
    seller = a_seller()
    an_order(lines=[(a_product(seller, stock=99), 1)])
    client = browser_of(seller)
    with CaptureQueriesContext(connection) as few:
        client.get(reverse(f"seller:{page}"))
    for _ in range(10):
        an_order(lines=[(a_product(seller), 1)])

    with CaptureQueriesContext(connection) as many:
        answer = client.get(reverse(f"seller:{page}"))

    assert answer.status_code == 200
    assert len(many) <= len(few) <= MOST_QUERIES


def test_a_page_may_load_only_what_is_ours() -> None:
    answer = browser_of(a_seller()).get(reverse("seller:home"))

    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy


def test_a_statement_as_a_file_is_safe_to_open() -> None:
    seller = a_seller()
    assert Variant.objects.count() == 0

    answer = browser_of(seller).get(reverse("seller:statements"), {"csv": "1"})

    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.content.startswith("\ufeff".encode())
