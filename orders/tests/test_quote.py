from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from pytest_django.fixtures import Settings

from custom_auth.tests.builders import a_seller, a_user, signed_in
from orders.models import (
    CommissionRule,
    Coupon,
    Order,
    OrderItem,
    SellerShipping,
    ShippingRate,
    TradeRules,
)
from orders.tests.builders import wanting
from products.models import Product, StockMovement
from products.tests.builders import a_product

pytestmark = pytest.mark.django_db


def quote(*lines: tuple[Product, int], **fields: Any) -> Any:
    return signed_in(a_user()).post("/api/orders/quote/", wanting(*lines, **fields), format="json")


def options(answer: Any) -> dict[str, str]:
    return {row["option"]: row["cost"] for row in answer.json()["parcels"][0]["options"]}


def test_a_quote_shows_each_sellers_parcel_and_reserves_nothing() -> None:
    vase, lamp = a_product(price="280", stock=5), a_product(price="99.50", stock=2)

    answer = quote((vase, 2), (lamp, 3))

    body = answer.json()
    assert answer.status_code == 200, answer.content
    assert (body["items_total"], body["shipping_cost"], body["discount"], body["total_amount"]) == (
        "858.50",
        "140.00",
        "0.00",
        "998.50",
    )
    assert (body["is_available"], [row["available"] for row in body["shortages"]]) == (False, [2])
    assert body["shortages"][0]["product"] == lamp.pk
    assert len(body["parcels"]) == 2
    assert options(answer) == {"standard": "70.00", "bosta": "85.00"}
    assert Product.objects.get(pk=vase.pk).stock == 5
    assert not StockMovement.objects.filter(reason="sale").exists()


@time_machine.travel(datetime(2026, 7, 1, 10, tzinfo=UTC), tick=False)
def test_the_promise_counts_the_makers_days_and_the_carriers() -> None:
    made = a_product(made_to_order=True, lead_time_days=10)

    parcel = quote((made, 1)).json()["parcels"][0]

    # Ten of the maker's and three to seven of the carrier's, none of them a Friday.
    assert (parcel["promised_from"], parcel["promised_to"]) == ("2026-07-16", "2026-07-21")


def test_a_sellers_own_terms_hold_for_what_the_seller_carries() -> None:
    seller = a_seller()
    api = signed_in(seller)
    terms = {"cost": "20.00", "value_percent": None, "free_from": "500.00", "allows_pick_up": True}
    body = {**terms, "pick_up_address": "ورشة الفيوم، شارع السواقي"}

    set_now = api.put("/api/seller/shipping/", body, format="json")

    assert (set_now.status_code, api.get("/api/seller/shipping/").json()) == (200, body)
    cheap, dear = a_product(seller, price="100"), a_product(seller, price="500")
    assert options(quote((cheap, 1))) == {"standard": "20.00", "bosta": "85.00", "pickup": "0.00"}
    assert options(quote((dear, 1)))["standard"] == "0.00"


def test_the_value_of_a_parcel_is_in_its_quote_and_in_what_is_charged() -> None:
    ShippingRate.objects.update(value_percent=Decimal("1.50"))
    ShippingRate.objects.filter(option="bosta").update(free_from=Decimal(300))
    body = wanting((a_product(price="99"), 1), (a_product(price="333.33"), 1))
    buyer = signed_in(a_user())

    quoted = buyer.post("/api/orders/quote/", body, format="json").json()
    placed = buyer.post("/api/orders/", {**body, "quote": quoted["quote"]}, format="json").json()

    # 70.00 and 1.485 or 5.00; what is sent free from an amount on is free of the share, too.
    offered = [{o["option"]: o["cost"] for o in p["options"]} for p in quoted["parcels"]]
    assert offered == [
        {"standard": "71.49", "bosta": "86.49"},
        {"standard": "75.00", "bosta": "0.00"},
    ]
    assert (quoted["shipping_cost"], quoted["total_amount"]) == ("71.49", "503.82")
    ShippingRate.objects.update(value_percent=Decimal(50))
    kept = buyer.get(f"/api/orders/{placed['id']}/").json()
    for answer in (placed, kept):
        assert (answer["shipping_cost"], answer["total_amount"]) == ("71.49", "503.82")
        assert [p["shipping_cost"] for p in answer["parcels"]] == ["71.49", "0.00"]


def test_a_share_that_moved_since_the_quote_is_named() -> None:
    piece = a_product(price="280")
    buyer = signed_in(a_user())
    body = wanting((piece, 1))
    token = buyer.post("/api/orders/quote/", body, format="json").json()["quote"]
    ShippingRate.objects.filter(option="standard").update(value_percent=Decimal(1))

    answer = buyer.post("/api/orders/", {**body, "quote": token}, format="json")

    assert (answer.status_code, answer.json()["code"]) == (409, "quote_changed")
    assert answer.json()["changes"] == [
        {"what": f"shipping of {piece.seller_id}", "quoted": "70.00", "now": "72.80"},
        {"what": "total", "quoted": "350.00", "now": "352.80"},
    ]
    assert Order.objects.count() == 0


@pytest.mark.parametrize(
    ("cost", "own_percent", "standard"),
    [
        (None, None, "71.00"),  # the marketplace's 70.00 and 1 per cent of 100.00
        (None, "2.50", "72.50"),
        (None, "0.00", "70.00"),
        ("20.00", None, "20.00"),
        ("20.00", "2.50", "22.50"),
    ],
)
def test_a_seller_sets_an_own_share_of_the_value(
    cost: str | None, own_percent: str | None, standard: str
) -> None:
    ShippingRate.objects.update(value_percent=Decimal(1))
    seller = a_seller()
    terms = {"cost": cost, "value_percent": own_percent, "free_from": None}
    body = {**terms, "allows_pick_up": False, "pick_up_address": ""}

    set_now = signed_in(seller).put("/api/seller/shipping/", body, format="json")

    assert (set_now.status_code, set_now.json()) == (200, body)
    assert options(quote((a_product(seller, price="100"), 1))) == {
        "standard": standard,
        "bosta": "86.00",
    }


@pytest.mark.parametrize("percent", ["-0.01", "100.01", "1.005", "NaN", "كثير"])
def test_a_share_is_between_nothing_and_all(percent: str) -> None:
    body = {"cost": None, "value_percent": percent, "free_from": None, "allows_pick_up": False}

    answer = signed_in(a_seller()).put(
        "/api/seller/shipping/", {**body, "pick_up_address": ""}, format="json"
    )

    assert answer.status_code == 400
    assert [error["field"] for error in answer.json()["errors"]] == ["value_percent"]
    assert SellerShipping.objects.count() == 0


def test_free_shipping_alone_is_a_sellers_own_term_too() -> None:
    seller = a_seller()
    SellerShipping.objects.create(seller=seller, free_from=Decimal(200))

    assert options(quote((a_product(seller, price="250"), 1))) == {
        "standard": "0.00",
        "bosta": "85.00",
    }


def test_nobody_is_sent_to_fetch_a_piece_who_did_not_ask_for_it() -> None:
    seller = a_seller()
    SellerShipping.objects.create(seller=seller, allows_pick_up=True, pick_up_address="الورشة")
    piece = a_product(seller)

    assert quote((piece, 1)).json()["parcels"][0]["shipping_option"] == "standard"
    fetched = quote((piece, 1), shipping_option="pickup").json()
    assert (fetched["parcels"][0]["shipping_option"], fetched["shipping_cost"]) == (
        "pickup",
        "0.00",
    )


def test_pick_up_needs_an_address() -> None:
    body = {"cost": None, "free_from": None, "allows_pick_up": True, "pick_up_address": " "}

    answer = signed_in(a_seller()).put("/api/seller/shipping/", body, format="json")

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == "pick_up_address"
    assert SellerShipping.objects.count() == 0


def test_each_seller_can_be_sent_another_way() -> None:
    one, other = a_product(), a_product()
    chosen = {str(one.seller_id): "bosta", str(other.seller_id): "standard"}

    parcels = quote((one, 1), (other, 1), shipping_option=chosen).json()["parcels"]

    assert {p["seller"]["id"]: p["shipping_option"] for p in parcels} == {
        one.seller_id: "bosta",
        other.seller_id: "standard",
    }


def test_a_carrier_without_an_account_is_not_offered(settings: Settings) -> None:
    settings.BOSTA = {**settings.BOSTA, "api_key": ""}

    assert options(quote((a_product(), 1))) == {"standard": "70.00"}


def test_a_way_that_does_not_exist_is_refused() -> None:
    answer = quote((a_product(), 1), shipping_option="rocket")

    assert (answer.status_code, answer.json()["code"]) == (409, "not_deliverable")


def test_a_coupon_is_shared_among_the_lines_it_is_good_for_to_the_piastre() -> None:
    seller = a_seller()
    Coupon.objects.create(code="TEN", amount=Decimal(10))
    pieces = [a_product(seller, price="33.33") for _ in range(3)]

    body = quote(*((piece, 1) for piece in pieces), coupon="ten").json()

    assert [line["discount"] for line in body["parcels"][0]["items"]] == ["3.34", "3.33", "3.33"]
    assert (body["discount"], body["total_amount"]) == ("10.00", "159.99")


def test_what_moved_since_the_quote_is_named_and_nothing_is_ordered() -> None:
    piece, other = a_product(price="280"), a_product(price="100")
    buyer = signed_in(a_user())
    body = wanting((piece, 1), (other, 1))
    token = buyer.post("/api/orders/quote/", body, format="json").json()["quote"]
    Product.objects.filter(pk=piece.pk).update(price=300)
    ShippingRate.objects.filter(option="standard").update(cost=75, days_max=9)

    answer = buyer.post("/api/orders/", {**body, "quote": token}, format="json")

    assert (answer.status_code, answer.json()["code"]) == (409, "quote_changed")
    variant = piece.variants.get().pk
    assert answer.json()["changes"] == [
        {"what": f"days of {piece.seller_id}", "quoted": "7", "now": "9"},
        {"what": f"days of {other.seller_id}", "quoted": "7", "now": "9"},
        {"what": f"price of {variant}", "quoted": "280.00", "now": "300.00"},
        {"what": f"shipping of {piece.seller_id}", "quoted": "70.00", "now": "75.00"},
        {"what": f"shipping of {other.seller_id}", "quoted": "70.00", "now": "75.00"},
        {"what": "total", "quoted": "520.00", "now": "550.00"},
    ]
    assert Order.objects.count() == 0
    assert Product.objects.get(pk=piece.pk).stock == 5


def test_what_is_quoted_is_what_is_charged() -> None:
    Coupon.objects.create(code="TENTH", percent=Decimal(10))
    CommissionRule.objects.create(percent=20)
    body = wanting(
        (a_product(price="280"), 3), (a_product(price="0.35", stock=9), 7), coupon="TENTH"
    )
    buyer = signed_in(a_user())
    quoted = buyer.post("/api/orders/quote/", body, format="json").json()

    placed = buyer.post("/api/orders/", {**body, "quote": quoted["quote"]}, format="json").json()

    for name in ("items_total", "shipping_cost", "discount", "total_amount"):
        assert placed[name] == quoted[name]
    lines = [line for parcel in quoted["parcels"] for line in parcel["items"]]
    assert {i["product"]: i["discount"] for i in placed["items"]} == {
        i["product"]: i["discount"] for i in lines
    }
    assert sum(item.house_discount for item in OrderItem.objects.all()) == Decimal(
        placed["discount"]
    )


@pytest.mark.parametrize("token", ["nonsense", "eyJ0b3RhbCI6IjEuMDAifQ:1abcde:forged"])
def test_a_quote_that_is_not_ours_is_refused(token: str) -> None:
    body = wanting((a_product(), 1), quote=token)

    answer = signed_in(a_user()).post("/api/orders/", body, format="json")

    assert (answer.status_code, answer.json()["code"]) == (409, "quote_changed")
    assert Order.objects.count() == 0


def test_cash_is_taken_up_to_a_limit() -> None:
    TradeRules.objects.create(largest_cash_order=Decimal(300))
    piece = a_product(price="280")

    answer = quote((piece, 1))

    assert (answer.status_code, answer.json()["code"]) == (409, "method_unavailable")
    assert answer.json()["largest"] == "300.00"
    assert quote((piece, 1), payment_method="credit_card").status_code == 200


@pytest.mark.parametrize(
    "given",
    [{}, {"name": ""}, {"name": "x" * 21}, {"name": "ليلى", "other": "x"}],
)
def test_what_is_to_be_added_to_a_piece_is_checked(given: dict[str, str]) -> None:
    field = {"code": "name", "label": "الاسم", "label_en": "Name", "max_length": 20}
    cup = a_product(personalisation=[{**field, "is_required": True}])
    body = wanting((cup, 1))
    body["items"][0]["personalisation"] = given

    answer = signed_in(a_user()).post("/api/orders/quote/", body, format="json")

    assert (answer.status_code, answer.json()["code"]) == (400, "personalisation_invalid")
