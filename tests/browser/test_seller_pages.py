"""The sellers' pages: in both languages, at a desk and on a phone, with scripts and without."""

from collections.abc import Callable

import pytest

from custom_auth.tests.builders import a_seller
from orders.models import Parcel
from orders.rules.states import ParcelStatus
from orders.tests.builders import a_return, an_order
from products.models import Variant
from products.tests.builders import a_product
from tests.browser.conftest import Window
from tests.browser.people import a_month_of_trade, opens_shop

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]


@pytest.mark.parametrize("size", ["desktop", "phone"])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_seller_reads_every_page(
    windows: Callable[..., Window], language: str, size: str
) -> None:
    seller = a_seller(display_name="خزف جراجوس")
    product = a_product(seller)
    order = an_order(lines=[(product, 2)])
    an_order(lines=[(product, 1)], status=ParcelStatus.DELIVERED)
    asked = a_return(an_order(lines=[(product, 2)], status=ParcelStatus.DELIVERED))
    a_month_of_trade(seller)
    window = windows(language=language, size=size)
    window.open("/seller/")
    window.shot("seller-sign-in")
    assert window.violations() == []
    opens_shop(window, seller)

    for name, path in {
        "figures": "/seller/",
        "months": "/seller/?span=month",
        "orders": "/seller/orders/",
        "delivered": "/seller/orders/?show=delivered",
        "nothing-on-the-way": "/seller/orders/?show=shipped",
        "order": f"/seller/orders/{order.pk}/",
        "returns": "/seller/returns/",
        "no-return": "/seller/returns/?show=with-staff",
        "return": f"/seller/returns/{asked.pk}/",
        "pieces": "/seller/pieces/",
        "piece": f"/seller/pieces/{product.pk}/",
        "no-piece": "/seller/pieces/?q=zzz",
        "statements": "/seller/statements/",
    }.items():
        window.open(path)
        window.shot(f"seller-{name}")
        assert window.violations() == [], path
        wide = window.page.evaluate("document.documentElement.scrollWidth > innerWidth")
        assert not wide, f"{path} runs over the edge"


def test_an_order_is_taken_to_its_end_without_scripts(windows: Callable[..., Window]) -> None:
    seller = a_seller()
    order = an_order(lines=[(a_product(seller), 1)])
    window = windows(size="phone", scripts=False)
    opens_shop(window, seller)

    for status in ("processing", "shipped", "delivered"):
        window.open(f"/seller/orders/{order.pk}/")
        window.page.locator(f"form:has(input[value='{status}']) button").click()
        if status == "delivered":
            window.shot("seller-confirm")
            window.page.locator("form:has(input[name=confirmed]) button").click()
        window.page.wait_for_load_state()

    assert Parcel.objects.get(order=order).status == "delivered"


def test_stock_is_counted_anew_and_what_is_no_number_is_refused(
    windows: Callable[..., Window],
) -> None:
    seller = a_seller()
    product = a_product(seller, stock=5)
    variant = Variant.objects.get(product=product)
    window = windows(size="phone", scripts=False)
    opens_shop(window, seller)
    window.open(f"/seller/pieces/{product.pk}/")

    window.page.fill(f"[name='{variant.pk}-stock']", "-3")
    window.page.click("form.stock button")
    window.page.wait_for_load_state()
    window.shot("seller-stock-refused")
    assert window.page.locator(".error").count() == 1
    variant.refresh_from_db()
    assert variant.stock == 5
    window.page.fill(f"[name='{variant.pk}-stock']", "9")
    window.page.click("form.stock button")
    window.page.wait_for_load_state()

    variant.refresh_from_db()
    assert variant.stock == 9
