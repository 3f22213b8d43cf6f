"""What text from outside may contain, digits however they were typed, and codes in words."""

import re
from collections.abc import Mapping
from typing import Any

# Control characters (PostgreSQL refuses NUL outright), halves of surrogate pairs (no UTF-8 has them),
# and the bidirectional overrides and isolates that make a name read as something else.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")

DIGITS = str.maketrans(
    "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫٬",
    "01234567890123456789.,",
)


def western_digits(text: str) -> str:
    """Turn Arabic-Indic and Persian digits and their decimal sign into the ones programs read."""
    return text.translate(DIGITS)


def worded(finding: Mapping[str, Any], names: Mapping[str, Any]) -> Any:
    """Say what a rule found in the reader's language, or as it was noted if the rule is gone."""
    return names.get(finding["code"], finding["words"])
