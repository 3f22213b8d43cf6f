"""Query parameters of lists: read strictly, and described once for the code and the API document."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from django.http import QueryDict
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter
from rest_framework.exceptions import ErrorDetail, ValidationError

from core import ids, money
from core.cards import holds_card_data
from core.text import FORBIDDEN, western_digits


class Unreadable(ValueError):
    """A parameter does not hold what it should; the message is meant for people."""


@dataclass(frozen=True)
class Parameter:
    name: str
    read: Callable[[str], Any]
    description: str
    schema: Mapping[str, Any] = field(default_factory=lambda: {"type": "string"})

    def documented(self) -> OpenApiParameter:
        return OpenApiParameter(self.name, type=dict(self.schema), description=self.description)


def read(parameters: Mapping[str, Parameter], given: QueryDict) -> dict[str, Any]:
    """Read those of ``parameters`` that are given and not empty; others are ignored.

    :raises ValidationError: naming each one that cannot be read.
    """
    found: dict[str, Any] = {}
    errors: dict[str, Any] = {}
    for name in given:
        parameter = parameters.get(name)
        text = str(given[name])
        if parameter is None or text == "":
            continue
        try:
            if FORBIDDEN.search(text):
                raise Unreadable(_("The text contains characters that are not allowed."))
            found[name] = parameter.read(text)
        except Unreadable as error:
            errors[name] = [ErrorDetail(str(error), code="invalid")]
    if errors:
        raise ValidationError(errors)
    return found


def by_name(*parameters: Parameter) -> dict[str, Parameter]:
    return {parameter.name: parameter for parameter in parameters}


# --- readers ------------------------------------------------------------------------------------
def whole(text: str) -> int:
    digits = western_digits(text)
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 16):
        raise Unreadable(_("This is not a whole number."))
    return int(digits)


def an_id(text: str) -> int:
    number = whole(text)
    if not 1 <= number <= ids.LARGEST:
        raise Unreadable(_("This is not an id."))
    return number


def several_ids(text: str) -> list[int]:
    parts = text.split(",")
    if len(parts) > 100:
        raise Unreadable(_("At most 100 ids can be asked for at once."))
    return [an_id(part) for part in parts]


def amount(text: str) -> Decimal:
    digits = western_digits(text)
    if not money.WRITTEN.fullmatch(digits):
        raise Unreadable(_("Write an amount such as 149.50."))
    return Decimal(digits)


def rating(text: str) -> float:
    digits = western_digits(text)
    if digits.replace(".", "", 1).isdigit() and digits.isascii() and 0 <= float(digits) <= 5:
        return float(digits)
    raise Unreadable(_("A rating lies between 0 and 5."))


def truth(text: str) -> bool:
    if text.lower() in {"true", "1", "yes"}:
        return True
    if text.lower() in {"false", "0", "no"}:
        return False
    raise Unreadable(_("Write true or false."))


def instant(text: str) -> datetime:
    # A plus that was not escaped reaches us as a space.
    try:
        moment = parse_datetime(western_digits(text).replace(" ", "+"))
    except ValueError:
        moment = None
    if moment is None or not 1900 < moment.year < 9000:
        raise Unreadable(_("Write a time such as 2026-11-22T10:00:00Z."))
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def one_of(names: Sequence[str]) -> Callable[[str], str]:
    def choose(text: str) -> str:
        if text not in names:
            raise Unreadable(_("Choose one of: %(names)s.") % {"names": ", ".join(names)})
        return text

    return choose


def some_text(longest: int) -> Callable[[str], str]:
    def cut(text: str) -> str:
        if len(text) > longest:
            raise Unreadable(_("The text is too long."))
        if holds_card_data(text):
            raise Unreadable(_("Card numbers and security codes must not be sent to us."))
        return text

    return cut


ID = {"type": "integer", "minimum": 1, "maximum": ids.LARGEST}
BOOLEAN = {"type": "boolean"}
AMOUNT = {"type": "string", "pattern": r"^\d{1,10}(\.\d{1,2})?$"}
INSTANT = {"type": "string", "format": "date-time"}
