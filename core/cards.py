"""Payment cards in text that should hold nothing of them: their numbers, and their security codes."""

import re
from collections.abc import Iterator
from itertools import accumulate

from core.text import western_digits

# Groups of digits as people write a card's, one after another; a date or a code may follow at once.
RUN = re.compile(r"\d+(?:[ \t\r\n\xa0\u2000-\u2015\u202f-]{1,2}\d+)*", re.ASCII)
GROUP = re.compile(r"\d+", re.ASCII)
LENGTHS = (13, 15, 16, 19)
# Visa; Mastercard; American Express; Discover; Meeza and other domestic schemes of 50xx.
ISSUED = re.compile(
    r"4(?:\d{12}|\d{15}|\d{18})|5[0-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}"
    r"|3[47]\d{13}|6(?:011|5\d\d)\d{12}"
)
# What is printed on the back, under the names it goes by.
SECURITY_CODE = re.compile(
    r"(?<![a-z])(?:c[vs]v2?|cvc2?|cvn2?|security\s+code|رمز\s+(?:الأمان|الامان|التحقق))[^\w\n]{1,4}\d{3,4}(?!\d)",
    re.IGNORECASE,
)


def passes_luhn(digits: str) -> bool:
    """Tell whether ``digits`` end in the right check digit. Source: ISO/IEC 7812-1, annex B."""
    numbers = [int(char) for char in digits]
    doubled = [sum(divmod(number * 2, 10)) for number in numbers[-2::-2]]
    return (sum(numbers[-1::-2]) + sum(doubled)) % 10 == 0


def card_numbers(text: str) -> Iterator[tuple[int, int]]:
    """Give from where to where in ``text`` something looks like the number of a payment card."""
    readable = western_digits(text)
    for run in RUN.finditer(readable):
        groups = [found.span() for found in GROUP.finditer(readable, *run.span())]
        digits = "".join(readable[begins:ends] for begins, ends in groups)
        # Where each group ends in ``digits``, and in ``text``.
        ends_at = dict(
            zip(accumulate(e - b for b, e in groups), (e for _, e in groups), strict=True)
        )
        at, after = 0, 0
        for begins, ends in groups:
            for length in LENGTHS:
                if at >= after and at + length in ends_at and _is_card(digits[at : at + length]):
                    after = at + length
                    yield begins, ends_at[after]
            at += ends - begins


def _is_card(digits: str) -> bool:
    return ISSUED.fullmatch(digits) is not None and passes_luhn(digits)


def holds_card_number(text: str) -> bool:
    """Tell whether something in ``text``, in whatever digits, looks like the number of a payment card."""
    return next(card_numbers(text), None) is not None


def holds_card_data(text: str) -> bool:
    """Tell whether ``text`` holds the number of a card, or a security code under its name."""
    return holds_card_number(text) or SECURITY_CODE.search(western_digits(text)) is not None


def without_cards(text: str, *, mask: str) -> str:
    """Give ``text`` with ``mask`` where there are card numbers, or security codes under their name."""
    for begins, ends in reversed(list(card_numbers(text))):
        text = text[:begins] + mask + text[ends:]
    for found in reversed(list(SECURITY_CODE.finditer(western_digits(text)))):
        text = text[: found.start()] + mask + text[found.end() :]
    return text
