"""The menu: home, the work queues with what waits in them, and the objects by what they are about."""

from functools import partial
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from core import staff
from to7fabackend.backoffice import overview
from to7fabackend.backoffice.queues.all import COUNTED_UP_TO, QUEUES, counts

# Title, icon, and the tables as "app.model".
GROUPS: list[tuple[Any, list[tuple[str, str]]]] = [
    (
        _("Trade"),
        [
            ("orders.order", "shopping_bag"),
            ("orders.parcel", "package_2"),
            ("orders.return", "assignment_return"),
            ("orders.invoice", "receipt_long"),
            ("orders.cart", "shopping_cart"),
            ("orders.carriermessage", "local_shipping"),
        ],
    ),
    (
        _("Catalogue"),
        [
            ("products.product", "inventory_2"),
            ("products.category", "account_tree"),
            ("products.attribute", "tune"),
            ("products.review", "reviews"),
            ("products.productimport", "upload_file"),
            ("products.stockmovement", "warehouse"),
            ("products.lexiconentry", "dictionary"),
            ("products.querylog", "manage_search"),
        ],
    ),
    (
        _("People"),
        [
            ("custom_auth.user", "person"),
            ("custom_auth.userprofile", "storefront"),
            ("custom_auth.sellerapplication", "badge"),
            ("custom_auth.signin", "login"),
        ],
    ),
    (
        _("Money"),
        [
            ("payment.payment", "credit_card"),
            ("payment.refund", "undo"),
            ("wallet.payout", "payments"),
            ("wallet.wallet", "account_balance_wallet"),
            ("wallet.ledgerentry", "menu_book"),
            ("wallet.housebalance", "account_balance"),
            ("orders.remittance", "local_atm"),
            ("payment.gatewaycallback", "sync_alt"),
        ],
    ),
    (
        _("Reports of figures"),
        [("analytics.reportjob", "description"), ("analytics.reportschedule", "forward_to_inbox")],
    ),
    (
        _("Messages"),
        [
            ("notifications.delivery", "outgoing_mail"),
            ("notifications.mailtrouble", "unsubscribe"),
            ("notifications.notification", "notifications"),
            ("notifications.noticetext", "edit_note"),
        ],
    ),
    (
        _("Settings"),
        [
            ("orders.commissionrule", "percent"),
            ("orders.coupon", "sell"),
            ("orders.traderules", "rule"),
            ("wallet.payoutrules", "rule_settings"),
            ("products.shoprules", "gavel"),
            ("payment.fraudthreshold", "gpp_maybe"),
            ("orders.shippingzone", "map"),
            ("orders.shippingrate", "price_change"),
            ("custom_auth.governorate", "location_on"),
        ],
    ),
    (_("Record"), [("core.staffaction", "history")]),
]


def menu(request: HttpRequest) -> list[dict[str, Any]]:
    """Give the menu of who asks: what a role does not see is not in it."""
    home = {"title": _("Home"), "icon": "home", "link": reverse("admin:index")}
    first = [home]
    if overview.may_see(request):
        figures = {"title": _("Figures"), "icon": "bar_chart", "link": reverse("admin:figures")}
        first.append(figures)
    groups: list[dict[str, Any]] = [{"title": None, "items": first}]
    if queues := list(_queues(request)):
        groups.append({"title": _("Work that waits"), "separator": True, "items": queues})
    pages = {model._meta.label_lower: page for model, page in admin.site._registry.items()}
    for title, tables in GROUPS:
        items = [
            {
                "title": capfirst(page.opts.verbose_name_plural),
                "icon": icon,
                "link": _list_of(label),
            }
            for label, icon in tables
            if (page := pages.get(label)) and page.has_view_permission(request)
        ]
        if items:
            groups.append({"title": title, "separator": True, "items": items})
    return groups


def _list_of(label: str) -> str:
    return reverse(f"admin:{label.replace('.', '_')}_changelist")


def _queues(request: HttpRequest) -> Any:
    roles = staff.roles_of(request)
    waiting = counts(request)
    for queue in QUEUES.values():
        if queue.is_open_to(roles):
            yield {
                "title": queue.title,
                "icon": queue.icon,
                "link": reverse("admin:queue", args=[queue.slug]),
                "badge": partial(_badge, waiting.get(queue.slug, 0)),
            }


def _badge(count: int, *_rest: Any) -> str:
    return f"{COUNTED_UP_TO - 1}+" if count >= COUNTED_UP_TO else str(count or "")
