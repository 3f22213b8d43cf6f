"""Order numbers for people: eleven digits in groups, the last one a check (Luhn)."""

from core.text import western_digits


def check_digit(digits: str) -> str:
    """Give the Luhn digit that goes behind ``digits``. Source: ISO/IEC 7812-1, annex B."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)


def spoken(number: str) -> str:
    """Write a number as it is read out: ``4821-9063-376``."""
    return f"{number[:4]}-{number[4:8]}-{number[8:]}"


def heard(text: str) -> str | None:
    """Give the number in what somebody typed, in any digits and groups; None if it was misheard."""
    digits = "".join(char for char in western_digits(text) if char.isdigit())
    if len(digits) != 11 or check_digit(digits[:-1]) != digits[-1]:
        return None
    return digits
