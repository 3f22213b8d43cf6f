"""Card numbers and security codes are refused in every body, before anything keeps it."""

import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.cards import holds_card_data
from core.problems import Problem

CARD_FIELDS = frozenset(
    {"number", "card_number", "cardnumber", "pan", "cvv", "cvc", "cvv2", "cvc2", "security_code"}
)
REDACTED = "[redacted]"
LONGER_THAN_IDS = 10**15


class CardDataRefused(Problem):
    status = 400
    code = "card_data_refused"
    title = _(
        "Card numbers and security codes must not be sent to us. Use the gateway's page or SDK."
    )


# Random keys that programs write, of whose digits some in ten thousand are by chance those of a card.
RANDOM_KEY = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9a-f]{32}")


def refuse_card_text(text: str, *, field: str = "") -> None:
    """Refuse a text of a body that holds a card number or security code.

    Fifteen digits by themselves may be an id of ours; fields that keep a text refuse them (``Text``).

    :raises CardDataRefused:
    """
    if len(text) == 15 and text.isdigit():
        return
    if holds_card_data(text) and not RANDOM_KEY.fullmatch(text):
        raise CardDataRefused(field=field)


def refuse_card_figure(number: int, *, field: str = "") -> None:
    """Refuse a number that is a card's; ids of ours do not get there before the year 2032.

    :raises CardDataRefused:
    """
    if number >= LONGER_THAN_IDS and holds_card_data(str(number)):
        raise CardDataRefused(field=field)


def refuse_card_data(body: Any) -> None:
    """Refuse a body about money that carries a card number, a security code, or a field for one.

    :raises CardDataRefused:
    """
    pending = [body]
    while pending:
        node = pending.pop()
        if isinstance(node, Mapping):
            if CARD_FIELDS & {str(key).lower() for key in node}:
                raise CardDataRefused
            pending += [*node.keys(), *node.values()]
        elif isinstance(node, list):
            pending += node
        # A bare number may be an id of ours, which in time look like card numbers; it is kept nowhere.
        elif isinstance(node, str) and _is_card_data(node):
            raise CardDataRefused


def without_card_numbers(value: Any) -> Any:
    """Give ``value`` with whatever looks like a card number blacked out, to any depth."""
    if isinstance(value, Mapping):
        return {
            (REDACTED if _is_card_data(key) else key): without_card_numbers(inner)
            for key, inner in value.items()
        }
    if isinstance(value, list):
        return [without_card_numbers(inner) for inner in value]
    return REDACTED if isinstance(value, str | int) and _is_card_data(value) else value


def _is_card_data(value: str | int) -> bool:
    return holds_card_data(str(value))
