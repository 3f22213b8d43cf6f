"""Every page of the back office: it opens, with a bounded number of queries, for every table."""

import re
from html import unescape
from urllib.parse import unquote

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.utils import label_for_field
from django.db import connection, transaction
from django.db.models import Model
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from custom_auth.models import User
from custom_auth.tests.builders import a_staff_member, a_user
from notifications.actions import campaigns
from notifications.tests.builders import NOON, a_campaign
from orders.models import Parcel, ShippingZone, TrackingEvent
from orders.rules.numbers import spoken
from orders.rules.states import ParcelStatus
from orders.tests.builders import a_return, an_order
from products.models import Product
from products.tests.builders import a_product
from tests.office.rows import Rows
from tests.office.signing import browser_of
from wallet.tests.builders import book, some_earnings

pytestmark = pytest.mark.django_db

# Session, account and its roles, what waits in the queues; then the list: its rows, its length, the
# chosen filters' choices. A change form adds the object, its inlines and the choices of its fields.
MOST_QUERIES = 30
NOT_SHOWN = {
    **dict.fromkeys(
        (
            f"analytics.{name}"
            for name in (
                "Buyer",
                "CohortMonth",
                "Event",
                "LastSale",
                "Leader",
                "ParcelDay",
                "ProductDay",
                "ProductMonth",
                "ProductTraffic",
                "ProductTrafficMonth",
                "Purchase",
                "RollupMark",
                "SearchDay",
                "SearchMonth",
                "SellerDay",
                "SellerTraffic",
                "ShopDay",
                "ShopTraffic",
            )
        ),
        "sums that the worker makes; the home page and the reports show them",
    ),
    "notifications.CampaignMove": "rows of the campaign's own page",
    "notifications.Inbox": "a counter that numbers a person's notifications",
    "orders.CreditNoteSerial": "the last number of a year's credit notes",
    "orders.InvoiceSerial": "the last number of a year's invoices",
    "orders.Paper": "what an invoice or packing slip is set from",
    "wallet.LedgerCheck": "what the nightly check found; the health page says whether it was clean",
    "orders.RefundLine": "what a refund gave back of a line, for figures",
    "core.IdempotencyKey": "answers to clients, which may hold what is theirs alone",
    "core.RateBucket": "an unlogged table of the rate limits",
    "custom_auth.PhoneCode": "a code that somebody is about to enter",
    "custom_auth.RecoveryCode": "codes that open an account",
    "products.CategoryChange": "rows a trigger adds and the worker folds",
    "products.ProductNews": "rows a trigger adds and the worker tells and deletes",
    "products.SearchDocument": "made from pieces by triggers, to be searched",
    "products.SearchTerm": "made from pieces by triggers, to be searched",
    "products.SearchState": "made from pieces by triggers, to be searched",
    "products.SalesMark": "one row the worker keeps",
}
# Shown on the page of what they belong to.
ON_ANOTHER_PAGE = {
    "custom_auth.ApplicationEvent",
    "custom_auth.SellerDocument",
    "orders.CartItem",
    "orders.Compensation",
    "orders.CouponUse",
    "orders.OrderEvent",
    "orders.RemittanceLine",
    "orders.ReturnItem",
    "orders.ReturnMessage",
    "orders.ReturnPhoto",
    "orders.TrackingEvent",
    "products.CategoryImage",
    "products.CategorySlug",
    "products.ModerationEvent",
    "products.PriceChange",
    "products.ProductSlug",
    "products.ReviewImage",
    "wallet.PayoutApproval",
    "wallet.PayoutEvent",
}
ONE_ROW = {"orders.TradeRules", "products.ShopRules", "wallet.PayoutRules"}
PAGES = sorted(admin.site._registry, key=lambda model: model._meta.label)


def an_administrator() -> User:
    return a_staff_member(is_superuser=True)


def address(model: type[Model], page: str, *parts: object) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=parts)


def test_every_table_is_on_a_page_or_there_is_a_reason() -> None:
    labels = {
        model._meta.label
        for app in settings.OUR_APPS
        for model in apps.get_app_config(app).get_models()
    }
    registered = {model._meta.label for model in PAGES}

    assert sorted(labels - registered - ON_ANOTHER_PAGE - set(NOT_SHOWN)) == []
    assert sorted((ON_ANOTHER_PAGE | set(NOT_SHOWN)) & registered) == []


def test_no_row_is_called_an_object() -> None:
    """As in "Payment object (12)", which is neither a name nor Arabic."""
    nameless = [model._meta.label for model in PAGES if model.__str__ is Model.__str__]
    assert nameless == []


def test_every_heading_of_a_list_is_arabic() -> None:
    with translation.override("ar"):
        english = [
            f"{model._meta.label}: {heading}"
            for model, page in admin.site._registry.items()
            for heading in (label_for_field(column, model, page) for column in page.list_display)
            if re.search("[A-Za-z]{3,}", str(heading))
        ]
    assert english == []


@pytest.mark.parametrize("model", PAGES, ids=lambda model: model._meta.label)
def test_a_table_of_many_rows_asks_as_much_as_one_of_one(model: type[Model]) -> None:
    client = browser_of(an_administrator())
    rows = Rows()
    row = rows.add(model)
    with CaptureQueriesContext(connection) as few:
        list_of_one = client.get(address(model, "changelist"))

    for _ in range(0 if model._meta.label in ONE_ROW else 9):
        rows.add(model)
    with CaptureQueriesContext(connection) as many:
        list_of_many = client.get(address(model, "changelist"))
    with CaptureQueriesContext(connection) as form:
        page = client.get(address(model, "change", row.pk))

    assert (list_of_one.status_code, list_of_many.status_code, page.status_code) == (200, 200, 200)
    assert len(many) <= len(few), [q["sql"][:200] for q in many.captured_queries]
    assert len(many) <= MOST_QUERIES
    assert len(form) <= MOST_QUERIES, [q["sql"][:200] for q in form.captured_queries]


@pytest.mark.parametrize("page", ["order", "parcel", "return", "orderitem"])
@pytest.mark.parametrize("written", ["spoken", "arabic", "plain"])
def test_an_order_is_found_by_its_number_as_it_was_read_out(page: str, written: str) -> None:
    order = an_order(status=ParcelStatus.DELIVERED)
    a_return(order)
    an_order()
    arabic = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
    number = {
        "spoken": spoken(order.number),
        "arabic": spoken(order.number).translate(arabic),
        "plain": order.number,
    }[written]

    answer = browser_of(a_staff_member("support")).get(
        reverse(f"admin:orders_{page}_changelist"), {"q": number}
    )

    assert answer.context["cl"].result_count == 1


def test_an_orders_phone_number_keeps_its_plus_sign_in_front_and_its_carrier_has_a_name() -> None:
    order = an_order(status=ParcelStatus.SHIPPED, options="bosta")
    parcel = order.parcels.get()
    client = browser_of(a_staff_member("support"))

    page = client.get(reverse("admin:orders_order_change", args=[order.pk])).content.decode()
    assert f"\u2066{order.address['phone_number']}\u2069" in page
    arabic = {"Accept-Language": "ar"}
    row = client.get(reverse("admin:orders_parcel_changelist"), headers=arabic).content.decode()
    assert "بوسطة" in row
    assert ">bosta<" not in row
    form = client.get(reverse("admin:orders_parcel_change", args=[parcel.pk]), headers=arabic)
    assert "بوسطة" in form.content.decode()


@pytest.mark.parametrize(
    ("option", "language", "name"),
    [
        ("standard", "ar", "شحن عادي"),
        ("standard", "en", "Standard"),
        ("pickup", "ar", "استلام من الصانع"),
        ("pickup", "en", "Pick-up from the maker"),
        ("gone", "en", "gone"),
    ],
)
def test_a_parcel_names_how_it_is_sent_and_what_its_carrier_said_as_its_reader_does(
    option: str, language: str, name: str
) -> None:
    parcel = an_order(status=ParcelStatus.SHIPPED).parcels.get()
    Parcel.objects.filter(pk=parcel.pk).update(shipping_option=option)
    TrackingEvent.objects.create(
        parcel=parcel,
        code="in_transit",
        words="في الطريق",
        words_en="In transit",
        happened_at=parcel.created_at,
    )
    client = browser_of(a_staff_member("support"))

    address = reverse("admin:orders_parcel_change", args=[parcel.pk])
    page = client.get(address, headers={"Accept-Language": language}).content.decode()

    assert f">{name}</div>" in page.replace("\n", "")
    assert ("In transit" in page, "في الطريق" in page) == (language == "en", language == "ar")


def test_the_menu_names_its_pages_with_a_capital() -> None:
    client = browser_of(a_staff_member("support"))

    page = client.get(reverse("admin:index"), headers={"Accept-Language": "en"}).content.decode()

    words = {word.strip() for word in re.findall(r">([^<>]+)<", page)}
    assert {"Orders", "Parcels", "Carriers' messages"} <= {unescape(word) for word in words}
    assert not {"orders", "parcels"} & words


# What grows with the history of the shop. Every page of the back office counts what waits, in its menu.
GROWING = [
    "notifications_delivery",
    "notifications_notice",
    "orders_carriermessage",
    "orders_order",
    "orders_parcel",
    "orders_remittanceline",
    "orders_return",
    "orders_trackingevent",
    "payment_fraudcheck",
    "payment_gatewaycallback",
    "payment_payment",
    "payment_refund",
    "payment_transferproof",
    "products_product",
    "products_review",
    "wallet_payout",
]


def test_what_waits_is_counted_by_indexes_alone() -> None:
    client = browser_of(an_administrator())

    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("admin:index"))

    reading = [one["sql"] for one in asked.captured_queries if " FROM " in one["sql"]]
    with connection.cursor() as cursor:
        for way in ("seqscan", "indexscan", "indexonlyscan"):
            cursor.execute(f"SET LOCAL enable_{way} = off")
        for sql in reading:
            cursor.execute(f"EXPLAIN {sql}")
            plan = "\n".join(line for (line,) in cursor.fetchall())
            for table in GROWING:
                assert not re.search(rf"Seq Scan on {table}\b", plan), plan


BOOKS = ["wallet_ledgerentry", "wallet_ledgerline", "wallet_transaction"]


@pytest.mark.parametrize("table", BOOKS)
def test_the_books_are_searched_by_an_index_alone(table: str) -> None:
    """They grow for ever: a search that reads every row would be a page that never comes."""
    book(some_earnings(a_user().pk, "420.00", "earned:42"))
    client = browser_of(an_administrator())

    with CaptureQueriesContext(connection) as asked:
        client.get(reverse(f"admin:{table}_changelist"), {"q": "earned:42"})

    reading = [q["sql"] for q in asked.captured_queries if f'FROM "{table}"' in q["sql"]]
    searching = [sql for sql in reading if " WHERE " in sql]
    assert searching
    with connection.cursor() as cursor:
        # Few rows are read whole without asking; only what no index answers is read so regardless.
        for way in ("seqscan", "indexscan", "indexonlyscan"):
            cursor.execute(f"SET LOCAL enable_{way} = off")
        for sql in searching:
            cursor.execute(f"EXPLAIN {sql}")
            plan = "\n".join(line for (line,) in cursor.fetchall())
            assert f"Seq Scan on {table}" not in plan, plan


@pytest.mark.parametrize(
    ("table", "written", "count"),
    [
        ("wallet_ledgerentry", "earned:4", 2),
        ("wallet_ledgerentry", "earned:42", 1),
        ("wallet_ledgerentry", "arned", 0),
        ("wallet_ledgerline", "earned:42", 2),
        ("wallet_ledgerline", "Rich.Uncle@", 1),
        ("wallet_ledgerline", "9" * 40, 0),
        ("wallet_transaction", " rich.uncle@tohfa.example ", 1),
        ("wallet_transaction", "earned:43", 1),
    ],
)
def test_the_books_are_searched_by_how_things_begin(table: str, written: str, count: int) -> None:
    uncle = a_user(email="rich.uncle@tohfa.example")
    book(some_earnings(uncle.pk, "420.00", "earned:42"))
    book(some_earnings(a_user().pk, "43.00", "earned:43"))

    answer = browser_of(a_staff_member("finance")).get(
        reverse(f"admin:{table}_changelist"), {"q": written}
    )

    assert answer.context["cl"].result_count == count


def test_the_books_are_read_in_words() -> None:
    book(some_earnings(a_user().pk, "420.00", "earned:42"))
    client = browser_of(a_staff_member("finance"), language="ar")

    entries = client.get(reverse("admin:wallet_ledgerentry_changelist")).content.decode()
    lines = client.get(reverse("admin:wallet_ledgerline_changelist")).content.decode()

    assert "إفراج عن أرباح" in entries
    assert "لدى بوابة الدفع" in lines


def test_what_scrolls_is_called_so_in_the_readers_language() -> None:
    """The theme's script names it in English alone, unless ours tells it the words."""
    page = browser_of(an_administrator(), language="ar").get(reverse("admin:index"))

    words = re.search(r"backoffice/scrolling[^#\"]*\.js#([^\"]+)", page.content.decode())
    assert words is not None
    assert unquote(words[1]) == "جزء قابل للتمرير"


def test_a_json_value_is_read_in_letters() -> None:
    piece = a_product()
    Product.objects.filter(pk=piece.pk).update(attributes={"material": ["فخار"]})

    page = browser_of(an_administrator()).get(
        reverse("admin:products_product_change", args=[piece.pk])
    )

    assert "&quot;فخار&quot;" in page.content.decode()


def test_roles_are_ticked_by_their_names() -> None:
    person = a_staff_member("support")

    page = browser_of(an_administrator(), language="ar").get(
        reverse("admin:custom_auth_user_change", args=[person.pk])
    )

    field = page.context["adminform"].form.fields["groups"]
    names = [label for _value, label in field.choices]
    assert names == ["الدعم", "المالية", "مشرف المحتوى", "مدير"]
    assert page.content.decode().count('name="groups"') == len(names)


def test_a_campaign_under_way_shows_its_audience_and_what_became_of_it_in_words() -> None:
    campaign = a_campaign(audience={"role": "artist"})
    transaction.atomic(campaigns.schedule)(campaign, by=None, now=NOON)

    page = browser_of(an_administrator(), language="ar").get(
        reverse("admin:notifications_campaign_change", args=[campaign.pk])
    )

    shown = page.content.decode()
    assert "Audience" not in shown
    assert "in_app" not in shown
    assert "فنان" in shown
    assert "وصلت إلى" in shown


@pytest.mark.parametrize("label", sorted(ONE_ROW))
def test_rules_nobody_has_changed_yet_are_shown_as_they_hold(label: str) -> None:
    name = label.lower().replace(".", "_")
    client = browser_of(an_administrator())

    answer = client.get(reverse(f"admin:{name}_changelist"), follow=True)

    assert answer.redirect_chain == [(reverse(f"admin:{name}_add"), 302)]
    assert answer.status_code == 200
    seen = browser_of(a_staff_member("finance")).get(reverse(f"admin:{name}_changelist"))
    assert seen.status_code in {200, 403}


def test_a_zones_governorates_are_boxes_to_tick() -> None:
    zone = Rows().add(ShippingZone)

    page = browser_of(an_administrator(), language="ar").get(
        reverse("admin:orders_shippingzone_change", args=[zone.pk])
    )

    shown = page.content.decode()
    assert "selectfilter" not in shown
    assert 'type="checkbox" name="governorates"' in shown


@pytest.mark.parametrize("model", PAGES, ids=lambda model: model._meta.label)
def test_every_column_has_an_arabic_name(model: type[Model]) -> None:
    if model._meta.app_label not in {app.rpartition(".")[2] for app in settings.OUR_APPS}:
        return
    with translation.override("ar"):
        named = {field.name: str(field.verbose_name) for field in model._meta.fields}

    nameless = [name for name, shown in named.items() if shown.isascii() and shown != "ID"]
    assert nameless == []
