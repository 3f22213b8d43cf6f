"""Card numbers and security codes are refused wherever a body is about money, before anything keeps it."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.cards import holds_card_number
from core.problems import Problem
from core.text import western_digits

CARD_FIELDS = frozenset(
    {"number", "card_number", "cardnumber", "pan", "cvv", "cvc", "cvv2", "cvc2", "security_code"}
)
REDACTED = "[redacted]"


class CardDataRefused(Problem):
    status = 400
    code = "card_data_refused"
    title = _(
        "Card numbers and security codes must not be sent to us. Use the gateway's page or SDK."
    )


def refuse_card_data(body: Any) -> None:
    """Refuse a body that carries a card number or security code.

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
        elif isinstance(node, str) and _is_card_number(node):
            raise CardDataRefused


def without_card_numbers(value: Any) -> Any:
    """Give ``value`` with whatever looks like a card number blacked out, to any depth."""
    if isinstance(value, Mapping):
        return {
            (REDACTED if _is_card_number(key) else key): without_card_numbers(inner)
            for key, inner in value.items()
        }
    if isinstance(value, list):
        return [without_card_numbers(inner) for inner in value]
    return REDACTED if isinstance(value, str | int) and _is_card_number(value) else value


def _is_card_number(value: str | int) -> bool:
    return holds_card_number(western_digits(str(value)))
