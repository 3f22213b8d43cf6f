"""How the pages write amounts, moments and numbers: alike in both languages, from left to right."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

CAIRO = ZoneInfo("Africa/Cairo")


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


def moment(when: datetime | None) -> SafeString:
    """Write a moment by Cairo's clock."""
    if when is None:
        return SafeString("–")
    written = when.astimezone(CAIRO).strftime("%Y-%m-%d %H:%M")
    return format_html('<bdi dir="ltr" class="n">{}</bdi>', written)
