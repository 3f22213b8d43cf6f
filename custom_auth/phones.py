"""Phone numbers as people write them, and the one way we keep them (E.164)."""

import phonenumbers
from django.utils.translation import gettext_lazy as _
from rest_framework.fields import empty

from core.serializers import Text
from core.text import western_digits

HOME = "EG"
MOBILE = {
    phonenumbers.PhoneNumberType.MOBILE,
    phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE,
}


def normal_phone(written: str) -> str | None:
    """Give ``01001234567``, ``٠١٠…`` or ``+20 100 …`` as ``+201001234567``; None if it is no number."""
    try:
        number = phonenumbers.parse(western_digits(written), HOME)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def is_mobile(e164: str) -> bool:
    return phonenumbers.number_type(phonenumbers.parse(e164)) in MOBILE


class Phone(Text):
    """A phone number in any spelling; kept and shown as E.164."""

    default_error_messages = {"not_a_phone": _("This is not a valid phone number.")}

    def __init__(self, **kwargs: object) -> None:
        kwargs.setdefault("max_length", 30)
        kwargs.setdefault("help_text", "A phone number; Egyptian numbers need no country code.")
        super().__init__(**kwargs)

    def to_internal_value(self, data: object) -> str:
        written = super().to_internal_value(data)
        if not written and self.allow_blank:
            return written
        number = normal_phone(written)
        if number is None:
            self.fail("not_a_phone")
        return number


class OptionalPhone(Phone):
    def __init__(self, **kwargs: object) -> None:
        super().__init__(**{"required": False, "allow_null": True, "allow_blank": True, **kwargs})

    def run_validation(self, data: object = empty) -> str | None:
        """Read a number; an empty text, as a form's empty field gives it, is none."""
        number: str | None = super().run_validation(data)
        return number or None
