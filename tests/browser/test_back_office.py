"""The operator's work, done in a browser: in Arabic and English, at a desk and on a phone."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.contrib import admin
from django.db import transaction
from django.urls import reverse

from core.models import StaffAction
from custom_auth.models import SellerApplication
from custom_auth.tests.builders import a_seller, a_user
from orders.actions import returns
from orders.models import OrderItem, Return
from orders.rules.returns import Reason
from orders.rules.states import ParcelStatus
from orders.tests.builders import an_order
from products.models import Product, ShopRules
from products.tests.builders import a_product
from tests.browser.conftest import Window
from tests.browser.people import a_colleague, a_month_of_trade, decides, signs_in
from tests.office.rows import Rows
from wallet.actions import ledger, payouts
from wallet.actions.payouts import Destination
from wallet.models import Payout
from wallet.rules import Account, Entry, Line

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
NOW = datetime.now(UTC)


@pytest.mark.parametrize("size", ["desktop", "phone"])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_staff_sign_in_with_a_second_factor_and_read_the_home_page(
    windows: Callable[..., Window], language: str, size: str
) -> None:
    a_month_of_trade(a_seller(display_name="خزف جراجوس", display_name_en="Garagos pottery"))
    boss, totp = a_colleague("admin", "مديرة")
    window = windows(language=language, size=size)
    window.open("/admin/login/")
    window.shot("sign-in")
    assert window.violations() == []

    signs_in(window, boss, totp)

    assert window.page.locator("html").get_attribute("dir") == (
        "rtl" if language == "ar" else "ltr"
    )
    assert window.page.locator(".office-tile").count() >= 13
    window.shot("home")
    assert window.violations() == []
    for name, path in {
        "figures": "/admin/figures/",
        "figures-months": "/admin/figures/?span=month",
        "reports": "/admin/analytics/reportjob/",
        "report-form": "/admin/analytics/reportjob/add/",
        "report-by-mail": "/admin/analytics/reportschedule/add/",
        "bank": "/admin/queues/bank/",
        "returns-empty": "/admin/queues/returns/",
    }.items():
        window.open(path)
        window.shot(name)
        assert window.violations() == [], path
        wide = window.page.evaluate("document.documentElement.scrollWidth > innerWidth")
        assert not wide, f"{path} runs over the edge"
    window.open("/admin/figures/")
    ticks = window.page.evaluate(
        "Chart.getChart(document.querySelector('canvas[data-chart]')).scales.y.ticks.map(t => t.label)"
    )
    assert all(tick[0] == "\u2066" for tick in ticks), "a minus would stand behind its number"
    tables = window.page.locator("details:has(table)")
    assert tables.count() == 2
    tables.first.locator("summary").click()
    assert tables.first.locator("tbody tr").count() == 30


def test_no_figures_yet(windows: Callable[..., Window]) -> None:
    boss, totp = a_colleague("admin", "مديرة")
    window = windows()
    signs_in(window, boss, totp)

    window.open("/admin/figures/")

    window.shot("figures-empty")
    assert window.page.locator(".office-asof").inner_text() == "لم يُجمع شيء بعد."
    assert window.violations() == []


def test_a_seller_is_approved(windows: Callable[..., Window]) -> None:
    application = SellerApplication.objects.create(
        user=a_user(), user_type="artist", track="home", specialty="فخار", submitted_at=NOW
    )
    person, totp = a_colleague("moderator", "هدى")
    window = windows()
    signs_in(window, person, totp)
    window.open("/admin/queues/applications/")
    window.shot("applications")
    window.open(f"/admin/queues/applications/{application.pk}/")
    window.shot("application")
    assert window.violations() == []

    decides(window, "applications", application.pk, "approved")

    window.shot("applications-empty")
    application.refresh_from_db()
    assert (application.status, application.decided_by) == ("approved", person)
    assert StaffAction.objects.get(action="applications.approved").by == person


def test_a_piece_is_rejected_with_a_reason(windows: Callable[..., Window]) -> None:
    ShopRules.objects.create(pk=1, moderation="everybody")
    product = a_product()
    assert product.state == "pending"
    person, totp = a_colleague("moderator", "هدى")
    window = windows()
    signs_in(window, person, totp)
    window.open(f"/admin/queues/products/{product.pk}/")
    window.shot("piece")
    assert window.violations() == []

    decides(window, "products", product.pk, "reject", reason="الصورة غير واضحة")

    product.refresh_from_db()
    assert (product.state, product.state_reasons) == ("rejected", "الصورة غير واضحة")
    assert Product.objects.filter(state="pending").count() == 0


def test_a_dispute_is_settled(windows: Callable[..., Window]) -> None:
    order = an_order(status=ParcelStatus.DELIVERED)
    item = OrderItem.objects.get(order=order)
    with transaction.atomic():
        asked = returns.ask(
            order,
            [returns.Wanted(item.pk, 1)],
            reason=Reason.DEFECTIVE,
            details="وصلت مكسورة",
            photos=[],
            now=NOW,
        )
        returns.dispute(asked, by=order.user, now=NOW, text="البائع لا يرد")
    person, totp = a_colleague("support", "سلمى")
    window = windows(size="phone")
    signs_in(window, person, totp)
    window.open(f"/admin/queues/disputes/{asked.pk}/")
    window.shot("dispute")
    assert window.violations() == []

    decides(window, "disputes", asked.pk, "settle", amount="100.00", reason="نصف القيمة للطرفين")

    asked = Return.objects.get(pk=asked.pk)
    order.refresh_from_db()
    assert (asked.status, order.refunded) == ("refunded", Decimal("100.00"))


def a_payout(amount: str) -> Payout:
    seller = a_seller()
    with transaction.atomic():
        lines = (
            Line(Account.EARNINGS, Decimal(amount), owner=seller.pk),
            Line(Account.BANK, -Decimal(amount)),
        )
        ledger.post(Entry("test:earned", "sale", lines))
        return payouts.ask(
            seller,
            Decimal(amount),
            Destination("bank", "هدى", "EG380019000500000000263180002"),
            now=NOW - timedelta(minutes=5),
        )


def test_a_large_payout_takes_two_people(windows: Callable[..., Window]) -> None:
    payout = a_payout("20000.00")
    first, first_totp = a_colleague("finance", "كريم")
    second, second_totp = a_colleague("finance", "ليلى")
    window, other = windows(), windows(language="en")
    signs_in(window, first, first_totp)
    signs_in(other, second, second_totp)
    decides(window, "payouts", payout.pk, "approve")
    payout.refresh_from_db()
    assert payout.status in {"requested", "held"}

    decides(window, "payouts", payout.pk, "approve")
    window.shot("payout-refused-a-second-yes")
    payout.refresh_from_db()
    assert payout.status in {"requested", "held"}
    assert window.page.locator(".office").is_visible()
    decides(other, "payouts", payout.pk, "approve")

    payout.refresh_from_db()
    assert payout.status == "approved"
    people = StaffAction.objects.filter(action="payouts.approve").order_by("pk")
    assert [entry.by for entry in people] == [first, second]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_an_order_shows_everything_on_one_page(
    windows: Callable[..., Window], language: str
) -> None:
    order = an_order(status=ParcelStatus.DELIVERED)
    person, totp = a_colleague("admin", "مديرة")
    window = windows(language=language)
    signs_in(window, person, totp)
    window.open(f"/admin/orders/order/{order.pk}/change/")

    assert window.page.locator(".office-card").count() == 6
    window.shot("order")
    assert window.violations() == []
    window.open("/admin/orders/order/")
    window.shot("orders")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_one_thing_of_every_table_fits_a_phone(
    windows: Callable[..., Window], language: str
) -> None:
    rows = Rows()
    addresses = [
        reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[row.pk])
        for model in admin.site._registry
        for row in [rows.add(model)]
    ]
    person, totp = a_colleague("admin", "مديرة")
    window = windows(language=language, size="phone")
    signs_in(window, person, totp)

    wide = []
    for address in addresses:
        window.open(address)
        if over := window.page.evaluate("document.documentElement.scrollWidth - innerWidth"):
            wide.append(f"{address}: {over}")

    assert wide == []


def test_a_page_of_another_role_is_refused_in_words(windows: Callable[..., Window]) -> None:
    person, totp = a_colleague("moderator", "هدى")
    window = windows()
    signs_in(window, person, totp)

    window.open("/admin/queues/payouts/")

    window.shot("refused")
    assert window.page.locator("h1").inner_text() == "غير مسموح"
    assert window.violations() == []
    window.complaints.clear()  # the browser itself notes the 403
