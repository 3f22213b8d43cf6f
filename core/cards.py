"""Payment card numbers in text that should hold none."""

import re

# Digits as cards are written, in groups or not, standing by themselves.
WRITTEN = re.compile(r"(?<![\d٠-٩])\d(?:[ -]?\d){12,18}(?![\d٠-٩])", re.ASCII)
# Visa; Mastercard; American Express; Discover; Meeza and other domestic schemes of 50xx.
ISSUED = re.compile(
    r"4(?:\d{12}|\d{15}|\d{18})|5[0-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}"
    r"|3[47]\d{13}|6(?:011|5\d\d)\d{12}"
)


def passes_luhn(digits: str) -> bool:
    """Tell whether ``digits`` end in the right check digit. Source: ISO/IEC 7812-1, annex B."""
    numbers = [int(char) for char in digits]
    doubled = [sum(divmod(number * 2, 10)) for number in numbers[-2::-2]]
    return (sum(numbers[-1::-2]) + sum(doubled)) % 10 == 0


def holds_card_number(text: str) -> bool:
    """Tell whether something in ``text`` looks like the number of a payment card."""
    for found in WRITTEN.finditer(text):
        digits = "".join(char for char in found.group() if char.isdigit())
        if ISSUED.fullmatch(digits) and passes_luhn(digits):
            return True
    return False
