"""Who of the staff sees and changes which page: the table, and that no page is missing in it."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.template.response import TemplateResponse
from django.urls import reverse

from core.staff import ADMIN, FINANCE, MODERATOR, ROLES, SUPPORT
from custom_auth.models import User
from custom_auth.tests.builders import a_seller, a_staff_member, a_user
from tests.office.signing import browser_of
from to7fabackend.backoffice.queues.all import QUEUES

pytestmark = pytest.mark.django_db

# By page: who sees it, who changes it. s: support, f: finance, m: moderator, a: admin.
SEES: dict[str, tuple[str, str]] = {
    "analytics.ReportJob": ("fa", "fa"),
    "analytics.ReportSchedule": ("fa", "fa"),
    "core.StaffAction": ("a", ""),
    "custom_auth.Address": ("sa", ""),
    "custom_auth.Consent": ("sa", ""),
    "custom_auth.Governorate": ("sfma", "a"),
    "custom_auth.SellerApplication": ("sma", ""),
    "custom_auth.Session": ("sa", ""),
    "custom_auth.SignIn": ("sa", ""),
    "custom_auth.SocialAccount": ("sa", ""),
    "custom_auth.TwoFactor": ("a", ""),
    "custom_auth.User": ("sfma", "a"),
    "custom_auth.UserProfile": ("sfma", ""),
    "notifications.Campaign": ("sa", "sa"),
    "notifications.Delivery": ("sa", ""),
    "notifications.Device": ("a", ""),
    "notifications.MailTrouble": ("sa", ""),
    "notifications.Notice": ("sa", ""),
    "notifications.NoticeText": ("sfma", "sa"),
    "notifications.Notification": ("sa", ""),
    "notifications.Preference": ("sa", ""),
    "notifications.QuietHours": ("sa", ""),
    "orders.CarrierMessage": ("sfa", ""),
    "orders.Cart": ("sa", ""),
    "orders.CommissionRule": ("sfa", "a"),
    "orders.Coupon": ("sfma", "fa"),
    "orders.CreditNote": ("sfa", ""),
    "orders.Invoice": ("sfa", ""),
    "orders.Order": ("sfa", ""),
    "orders.OrderItem": ("sfa", ""),
    "orders.Parcel": ("sfa", ""),
    "orders.RefundDue": ("fa", ""),
    "orders.Remittance": ("fa", ""),
    "orders.Return": ("sfa", ""),
    "orders.SellerShipping": ("sfa", "a"),
    "orders.ShippingRate": ("sfa", "a"),
    "orders.ShippingZone": ("sfa", "a"),
    "orders.TradeRules": ("sfa", "a"),
    "payment.Attempt": ("fa", ""),
    "payment.FraudCheck": ("sfa", ""),
    "payment.FraudThreshold": ("fa", "a"),
    "payment.GatewayCallback": ("fa", ""),
    "payment.GatewayTransaction": ("fa", ""),
    "payment.Payment": ("sfa", ""),
    "payment.PaymentMethod": ("fa", ""),
    "payment.Refund": ("sfa", ""),
    "payment.TransferProof": ("fa", ""),
    "procrastinate.ProcrastinateJob": ("a", ""),
    "products.Attribute": ("sfma", "ma"),
    "products.Category": ("sfma", ""),
    "products.ImportRow": ("sfma", ""),
    "products.LexiconEntry": ("sfma", "ma"),
    "products.Listing": ("sfma", ""),
    "products.Product": ("sfma", ""),
    "products.ProductImage": ("sfma", ""),
    "products.ProductImport": ("sfma", "ma"),
    "products.QueryLog": ("sfma", ""),
    "products.RecentView": ("a", ""),
    "products.Review": ("sfma", ""),
    "products.ReviewReport": ("ma", ""),
    "products.ReviewRight": ("sfma", ""),
    "products.ReviewVote": ("ma", ""),
    "products.Revision": ("sfma", ""),
    "products.ShippingHint": ("sfma", ""),
    "products.ShopRules": ("ma", "a"),
    "products.StockMovement": ("sfma", ""),
    "products.Variant": ("sfma", ""),
    "products.WishlistItem": ("sfma", ""),
    "wallet.HouseBalance": ("fa", ""),
    "wallet.LedgerEntry": ("fa", ""),
    "wallet.LedgerLine": ("fa", ""),
    "wallet.Payout": ("fa", ""),
    "wallet.PayoutRules": ("fa", "a"),
    "wallet.PayoutSchedule": ("fa", ""),
    "wallet.Transaction": ("sfa", ""),
    "wallet.Wallet": ("sfa", ""),
    "wallet.WalletSecurity": ("sfa", ""),
}
QUEUE_STAFF = {
    "applications": "sma",
    "products": "ma",
    "reviews": "ma",
    "held-orders": "sfa",
    "disputes": "sa",
    "silent-parcels": "sa",
    "payouts": "fa",
    "bank": "fa",
    "returns": "sa",
    "transfers": "fa",
    "refunds": "fa",
    "remittances": "fa",
    "lost-parcels": "fa",
}
LETTERS = {SUPPORT: "s", FINANCE: "f", MODERATOR: "m", ADMIN: "a"}


def a_member(role: str) -> User:
    Group.objects.get_or_create(name=role)
    return a_staff_member(role)


def test_every_page_stands_in_the_table() -> None:
    assert sorted(SEES) == sorted(model._meta.label for model in admin.site._registry)
    assert sorted(QUEUE_STAFF) == sorted(QUEUES)


NEVER_ADDED = {"custom_auth.User"}
# Who may write the one row there will be is led to its form.
OF_ONE_ROW = {"orders.TradeRules", "products.ShopRules", "wallet.PayoutRules"}


def _address(label: str, page: str) -> str:
    return reverse(f"admin:{label.replace('.', '_').lower()}_{page}")


@pytest.mark.parametrize("role", ROLES)
def test_a_role_opens_the_pages_of_its_part_and_no_others(
    role: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = browser_of(a_member(role))
    letter = LETTERS[role]
    # Who gets in is decided before the page is drawn, and drawing a hundred of them takes long.
    monkeypatch.setattr(TemplateResponse, "rendered_content", "")

    lists = {label: client.get(_address(label, "changelist")).status_code for label in SEES}
    forms = {label: client.get(_address(label, "add")).status_code for label in SEES}
    queues = {
        slug: client.get(reverse("admin:queue", args=[slug])).status_code for slug in QUEUE_STAFF
    }

    assert lists == {
        label: (302 if label in OF_ONE_ROW and letter in changes else 200)
        if letter in sees
        else 403
        for label, (sees, changes) in SEES.items()
    }
    assert forms == {
        label: 200 if letter in changes and label not in NEVER_ADDED else 403
        for label, (_, changes) in SEES.items()
    }
    assert queues == {slug: 200 if letter in who else 403 for slug, who in QUEUE_STAFF.items()}


def test_the_menu_shows_a_role_its_part_only() -> None:
    client = browser_of(a_member(MODERATOR))

    home = client.get(reverse("admin:index")).content.decode()

    assert reverse("admin:queue", args=["products"]) in home
    assert reverse("admin:queue", args=["payouts"]) not in home
    assert _address("wallet.LedgerEntry", "changelist") not in home
    assert "Commission" not in home


@pytest.mark.parametrize("who", ["nobody", "a buyer", "a seller", "staff without a role"])
def test_others_see_nothing(who: str) -> None:
    people = {
        "nobody": a_user(),
        "a buyer": a_user(),
        "a seller": a_seller(),
        "staff without a role": a_staff_member(),
    }
    client = browser_of(people[who])
    if who == "nobody":
        client.logout()

    answers = {client.get(_address(label, "changelist")).status_code for label in SEES}
    answers |= {client.get(reverse("admin:queue", args=[s])).status_code for s in QUEUE_STAFF}

    assert answers == ({403} if who == "staff without a role" else {302})
