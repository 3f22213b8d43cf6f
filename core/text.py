"""What text from outside may contain, and digits however they were typed."""

import re
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import ValidationError

# Control characters (PostgreSQL refuses NUL outright), halves of surrogate pairs (no UTF-8 has them),
# and the bidirectional overrides and isolates that make a name read as something else.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
DEEPEST = 20

DIGITS = str.maketrans(
    "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫٬",
    "01234567890123456789.,",
)


def western_digits(text: str) -> str:
    """Turn Arabic-Indic and Persian digits and their decimal sign into the ones programs read."""
    return text.translate(DIGITS)


def refuse_forbidden(text: str, *, field: str = "") -> None:
    """Let ``text`` pass if it can be stored and shown as it is.

    :raises ValidationError: if it holds control, surrogate or direction-override characters.
    """
    if FORBIDDEN.search(text):
        message = _("The text contains characters that are not allowed.")
        wrapped: Any = {field: [message]} if field else [message]
        raise ValidationError(wrapped, code="forbidden_characters")


def refuse_unfit(value: Any) -> None:
    """Walk decoded JSON and refuse what is nested too deep or holds forbidden characters.

    :raises ValidationError: naming the path of the first thing found.
    """
    pending: list[tuple[Any, str, int]] = [(value, "", 0)]
    while pending:
        node, path, depth = pending.pop()
        if isinstance(node, str):
            refuse_forbidden(node, field=path)
        elif isinstance(node, dict | list):
            if depth >= DEEPEST:
                raise ValidationError({path: [_("The value is nested too deep.")]}, code="too_deep")
            pairs = node.items() if isinstance(node, dict) else enumerate(node)
            for key, child in pairs:
                refuse_forbidden(str(key), field=path)
                pending.append((child, f"{path}.{key}" if path else str(key), depth + 1))
