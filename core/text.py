"""What text from outside may contain, and digits however they were typed."""

import re

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
