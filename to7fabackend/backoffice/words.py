"""How the pages write amounts, moments and numbers: alike in both languages, from left to right."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from analytics.actions import rollups
from core.calendar import CAIRO
from core.text import worded

PHONE = re.compile(r"\+\d[\d ]{6,}\d")
# What orders note about themselves; codes in the database.
STEPS = [
    ("placed", gettext_lazy("Placed")),
    ("paid", gettext_lazy("Paid")),
    ("parcel", gettext_lazy("Parcel")),
    ("status", gettext_lazy("Order")),
    ("refunded", gettext_lazy("Given back")),
    ("expired", gettext_lazy("Expired unpaid")),
    ("stopped", gettext_lazy("Stopped by its carrier")),
    ("called_off", gettext_lazy("Pick-up called off by its carrier")),
    ("held", gettext_lazy("Held for a check")),
    ("cleared", gettext_lazy("Cleared by the check")),
    ("revived", gettext_lazy("Revived by a late payment")),
]


def pounds(amount: Decimal | None) -> SafeString:
    """Write an amount with its currency; it keeps its order inside a line of Arabic."""
    if amount is None:
        return SafeString("–")
    written = f"{amount:,.2f}"
    return format_html('<bdi dir="ltr" class="n">{}</bdi> {}', written, _("EGP"))


def per_cent(part: Decimal | None) -> SafeString:
    """Write a share of one as so many of a hundred."""
    if part is None:
        return SafeString("–")
    return format_html('<bdi dir="ltr" class="n">{}%</bdi>', f"{part * 100:.1f}")


def named(choices: Iterable[tuple[str, Any]], code: str) -> Any:
    """Give the name of a state that a timeline keeps as a code."""
    return dict(choices).get(code, code) or "–"


def explained(
    findings: Iterable[Mapping[str, Any]], names: Mapping[str, Any]
) -> list[tuple[Any, Any]]:
    """Give what the rules found, in the reader's language, each with its points."""
    return [(worded(one, names), one["points"]) for one in findings]


def isolated(text: str) -> str:
    """Keep telephone numbers in their own order inside a line of Arabic, plus sign first."""
    return PHONE.sub("\u2066\\g<0>\u2069", text)


def as_of(reached: datetime) -> SafeString:
    """Write up to when figures reach."""
    if reached <= rollups.NEVER:
        return SafeString(_("Nothing has been summed up yet."))
    return format_html("{} {}", _("As of"), moment(reached))


def moment(when: datetime | None) -> SafeString:
    """Write a moment by Cairo's clock."""
    if when is None:
        return SafeString("–")
    written = when.astimezone(CAIRO).strftime("%Y-%m-%d %H:%M")
    return format_html('<bdi dir="ltr" class="n">{}</bdi>', written)
