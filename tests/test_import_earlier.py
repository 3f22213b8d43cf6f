"""The earlier backend's rows come over once, and every piastre of theirs is accounted for."""

import csv
import io
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.core.management import CommandError, call_command
from django.db import connection
from rest_framework.test import APIClient

from custom_auth.models import User
from orders.models import Order, Parcel
from payment.actions import audit
from payment.models import Payment
from products.models import Category, Product, StockMovement
from to7fabackend import settings as live
from to7fabackend.earlier.source import TABLES
from wallet.models import HouseBalance, LedgerEntry, Wallet

OLD_PASSWORD = PBKDF2PasswordHasher().encode("an-old-password-1", "salt")
PERSON = {"is_active": "t", "date_joined": "2024-03-01 10:00:00+00", "password": OLD_PASSWORD}
SELLER = {**PERSON, "user_type": "artist", "is_verified": "t"}
ORDER = {"user_id": "1", "created_at": "2024-05-01 09:00:00+00", "shipping_address": "أسوان"}
EARLIER: dict[str, list[Mapping[str, str]]] = {
    "users": [
        {**PERSON, "id": "1", "email": "Mona@Old.Example", "first_name": "منى"},
        {**SELLER, "id": "2", "email": "hoda@old.example", "first_name": "هدى", "last_name": "علي"},
        {
            **SELLER,
            "id": "3",
            "email": "shop@old.example",
            "user_type": "store",
            "store_name": "نحاسين",
            "phone_number": "01001234567",
        },
    ],
    "categories": [
        {"id": "1", "name": "البيت", "is_active": "t"},
        {"id": "2", "name": "فخار قديم", "parent_id": "1", "is_active": "t"},
    ],
    "products": [
        {"id": "10", "name": "فازة", "price": "100.00", "stock": "4", "seller_id": "2"},
        {"id": "11", "name": "صينية", "price": "250.00", "stock": "0", "seller_id": "3"},
    ],
    "orders": [
        {
            **ORDER,
            "id": "500",
            "status": "delivered",
            "payment_method": "credit_card",
            "payment_status": "t",
            "shipping_cost": "50.00",
            "total_amount": "490.00",
        },
        {
            **ORDER,
            "id": "501",
            "status": "shipped",
            "payment_method": "credit_card",
            "payment_status": "t",
            "shipping_cost": "0",
            "total_amount": "100.00",
        },
        {
            **ORDER,
            "id": "502",
            "status": "delivered",
            "payment_method": "cash_on_delivery",
            "payment_status": "f",
            "shipping_cost": "0",
            "total_amount": "250.00",
        },
        {
            **ORDER,
            "id": "503",
            "status": "cancelled",
            "payment_method": "credit_card",
            "payment_status": "t",
            "shipping_cost": "0",
            "total_amount": "100.00",
        },
        {
            **ORDER,
            "id": "504",
            "status": "pending",
            "payment_method": "cash_on_delivery",
            "payment_status": "f",
            "shipping_cost": "0",
            "total_amount": "100.00",
        },
    ],
    "order_items": [
        {"id": "1", "order_id": "500", "product_id": "10", "quantity": "2", "seller_id": "2"},
        {"id": "2", "order_id": "500", "product_id": "11", "quantity": "1", "seller_id": "3"},
        {"id": "3", "order_id": "501", "product_id": "10", "quantity": "1", "seller_id": "2"},
        {"id": "4", "order_id": "502", "product_id": "11", "quantity": "1", "seller_id": "3"},
        {"id": "5", "order_id": "503", "product_id": "10", "quantity": "1", "seller_id": "2"},
        {"id": "6", "order_id": "504", "product_id": "10", "quantity": "1", "seller_id": "2"},
    ],
    "wallets": [
        {"user_id": "1", "balance": "75.25"},
        {"user_id": "2", "balance": "60.00"},
        {"user_id": "3", "balance": "1000.00"},
    ],
}
PRICES = {"10": "100.00", "11": "250.00"}


def completed(name: str, row: Mapping[str, str]) -> dict[str, str]:
    more: dict[str, str] = {}
    if name == "products":
        more = {"description": "قديمة", "category_id": "2", "is_active": "t"}
        more["created_at"] = "2024-04-01 08:00:00+00"
    if name == "order_items":
        price = Decimal(PRICES[row["product_id"]])
        more = {"price": str(price), "commission_rate": "10.00"}
        more["commission_amount"] = str(price * int(row["quantity"]) / 10)
    return {**more, **row}


def written(folder: Path, tables: Mapping[str, list[Mapping[str, str]]] = EARLIER) -> Path:
    for table in TABLES:
        with (folder / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, table.columns, restval="")
            writer.writeheader()
            writer.writerows(completed(table.name, row) for row in tables[table.name])
    return folder


def run(**options: Any) -> str:
    out = io.StringIO()
    call_command("import_earlier", stdout=out, **options)
    return out.getvalue()


def balances() -> dict[int, tuple[Decimal, Decimal, Decimal]]:
    return {w.pk: (w.credit, w.earnings, w.pending) for w in Wallet.objects.order_by("pk")}


HELD = {
    1: (Decimal("75.25"), Decimal(0), Decimal(0)),
    2: (Decimal(0), Decimal("60.00"), Decimal("90.00")),
    3: (Decimal(0), Decimal("1000.00"), Decimal(0)),
}


@pytest.mark.django_db
def test_everything_comes_over_and_the_ledger_is_clean(
    tmp_path: Path, settings: Any, api: APIClient
) -> None:
    said = run(folder=written(tmp_path))

    assert said.splitlines()[-1] == "the ledger is clean"
    assert "orders: 5 new, 0 there already, 0 left out" in said
    assert balances() == HELD
    assert audit.discrepancies() == []
    assert sum(h.balance for h in HouseBalance.objects.all()) == -sum(sum(h) for h in HELD.values())
    mona, shop = User.objects.get(pk=1), User.objects.get(pk=3)
    assert mona.email == "mona@old.example"
    settings.PASSWORD_HASHERS = [*settings.PASSWORD_HASHERS, live.PASSWORD_HASHERS[-1]]
    signed = {"email": "mona@old.example", "password": "an-old-password-1"}
    assert api.post("/api/auth/login/", signed, format="json").status_code == 200
    assert (shop.profile.display_name, shop.profile.phone_number) == ("نحاسين", "+201001234567")
    assert Category.objects.get(pk=2).path == [1, 2]
    vase = Product.objects.get(pk=10)
    assert (vase.stock, vase.state, vase.created_at.year, vase.sku) == (
        4,
        "approved",
        2024,
        "OLD-10",
    )
    assert StockMovement.objects.get(variant__product=vase).change == 4
    order = Order.objects.get(pk=500)
    assert (order.total_amount, order.discount, order.payment_status) == (490, 10, True)
    assert [p.shipping_cost for p in order.parcels.order_by("seller_id")] == [
        Decimal("22.22"),
        Decimal("27.78"),
    ]
    assert set(Parcel.objects.filter(order__in=[500, 502]).values_list("status")) == {
        ("delivered",)
    }
    assert sorted(Payment.objects.values_list("order_id", "amount")) == [
        (500, Decimal(490)),
        (501, Decimal(100)),
    ]
    assert not Order.objects.get(pk=503).payment_status


@pytest.mark.django_db
def test_a_second_run_changes_nothing(tmp_path: Path) -> None:
    folder = written(tmp_path)
    run(folder=folder)
    before = (LedgerEntry.objects.count(), Product.objects.count(), Payment.objects.count())

    said = run(folder=folder)

    assert "users: 0 new, 3 there already" in said
    assert "orders: 0 new, 5 there already" in said
    assert "wallets: 0 new, 3 there already" in said
    assert (LedgerEntry.objects.count(), Product.objects.count(), Payment.objects.count()) == before
    assert balances() == HELD


@pytest.mark.django_db
def test_a_trial_says_the_same_and_leaves_nothing(tmp_path: Path) -> None:
    said = run(folder=written(tmp_path), dry_run=True)

    assert "orders: 5 new" in said
    assert said.splitlines()[-1] == "tried, and taken back"
    assert (User.objects.count(), Order.objects.count(), LedgerEntry.objects.count()) == (0, 0, 0)


BAD: list[tuple[str, dict[str, str], str]] = [
    ("users", {"id": "9", "email": "nobody"}, "no e-mail address"),
    ("users", {**PERSON, "id": "9", "email": "MONA@old.example"}, "somebody else"),
    ("users", {**PERSON, "id": str(2**40), "email": "x@x.example"}, "no id"),
    (
        "products",
        {"id": "12", "name": "طبق", "price": "1.005", "stock": "1", "seller_id": "2"},
        "no amount",
    ),
    (
        "products",
        {"id": "12", "name": "طبق", "price": "5", "stock": "1", "seller_id": "1"},
        "sells nothing",
    ),
    (
        "products",
        {"id": "12", "name": "ط" * 256, "price": "5", "stock": "1", "seller_id": "2"},
        "longer",
    ),
    ("orders", {**EARLIER["orders"][0], "id": "505"}, "no items"),
    ("wallets", {"user_id": "77", "balance": "5"}, "its owner"),
    ("wallets", {"user_id": "1", "balance": "-5"}, "no amount"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("table", "row", "why"), BAD, ids=[f"{t} {w}" for t, _, w in BAD])
def test_what_cannot_be_understood_is_left_out_and_named(
    table: str, row: dict[str, str], why: str, tmp_path: Path
) -> None:
    out = io.StringIO()
    folder = written(tmp_path, {**EARLIER, table: [*EARLIER[table], row]})

    with pytest.raises(CommandError, match="1 rows were left out, 0 figures disagree"):
        call_command("import_earlier", folder=folder, stdout=out)

    assert why in out.getvalue()
    assert audit.discrepancies() == []


@pytest.mark.django_db
def test_an_order_whose_sums_do_not_hold_is_left_out(tmp_path: Path) -> None:
    wrong = {**EARLIER["orders"][1], "total_amount": "101.00"}
    folder = written(tmp_path, {**EARLIER, "orders": [wrong]})

    with pytest.raises(CommandError, match="1 rows were left out, 0 figures disagree"):
        run(folder=folder)

    assert Order.objects.count() == 0


@pytest.mark.django_db
def test_a_folder_that_lacks_something_is_named_before_anything_is_written(tmp_path: Path) -> None:
    folder = written(tmp_path)
    (folder / "order_items.csv").write_text("id,order_id\n1,500\n")

    with pytest.raises(CommandError, match=r"order_items.csv lacks commission_amount"):
        run(folder=folder)

    assert User.objects.count() == 0


@pytest.mark.race
def test_the_earlier_database_gives_the_same(own_database: None) -> None:
    parameters = connection.get_connection_params()
    url = psycopg.conninfo.make_conninfo(
        host=parameters["host"],
        port=parameters.get("port"),
        user=parameters["user"],
        dbname=parameters["dbname"],
        options="-csearch_path=earlier",
    )
    with psycopg.connect(url, autocommit=True) as earlier:
        earlier.execute("CREATE SCHEMA earlier")
        for statement in OLD_TABLES:
            earlier.execute(statement)
        for name, (table, columns) in OLD_NAMES.items():
            for row in EARLIER[name]:
                whole = {k: v for k, v in completed(name, row).items() if k in columns and v}
                values = ", ".join(["%s"] * len(whole))
                earlier.execute(
                    f"INSERT INTO {table} ({', '.join(whole)}) VALUES ({values})",  # noqa: S608 - names of this file
                    list(whole.values()),
                )
        for row in EARLIER["users"]:
            earlier.execute(
                "INSERT INTO custom_auth_userprofile (user_id, user_type, is_verified, store_name, "
                "has_physical_store) VALUES (%s, %s, %s, %s, false)",
                [row["id"], row.get("user_type", "customer"), row.get("is_verified", "f"),
                 row.get("store_name")],
            )  # fmt: skip

    said = run(database=url)

    assert said.splitlines()[-1] == "the ledger is clean"
    assert balances() == HELD
    assert User.objects.get(pk=3).profile.display_name == "نحاسين"


OLD_NAMES = {
    "users": (
        "auth_user",
        ["id", "email", "password", "first_name", "last_name", "is_active", "date_joined"],
    ),
    "categories": ("products_category", ["id", "name", "description", "parent_id", "is_active"]),
    "products": ("products_product", TABLES[2].columns),
    "orders": ("orders_order", TABLES[3].columns),
    "order_items": ("orders_orderitem", TABLES[4].columns),
    "wallets": ("wallet_wallet", TABLES[5].columns),
}
OLD_TABLES = [
    "CREATE TABLE auth_user (id int PRIMARY KEY, email text, password text, first_name text,"
    " last_name text, is_active boolean, date_joined timestamptz)",
    "CREATE TABLE custom_auth_userprofile (user_id int, phone_number text, user_type text,"
    " specialty text, bio text, store_name text, tax_id text, has_physical_store boolean,"
    " is_verified boolean)",
    "CREATE TABLE products_category (id int PRIMARY KEY, name text, description text,"
    " parent_id int, is_active boolean)",
    "CREATE TABLE products_product (id int PRIMARY KEY, name text, description text,"
    " price numeric(10, 2), stock int, category_id int, seller_id int, is_active boolean,"
    " created_at timestamptz)",
    "CREATE TABLE orders_order (id int PRIMARY KEY, user_id int, total_amount numeric(10, 2),"
    " status text, shipping_address text, shipping_cost numeric(10, 2), payment_method text,"
    " payment_status boolean, created_at timestamptz)",
    "CREATE TABLE orders_orderitem (id int PRIMARY KEY, order_id int, product_id int, quantity int,"
    " price numeric(10, 2), seller_id int, commission_rate numeric(5, 2),"
    " commission_amount numeric(10, 2))",
    "CREATE TABLE wallet_wallet (user_id int PRIMARY KEY, balance numeric(10, 2))",
]
