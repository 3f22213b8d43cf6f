"""What a body must look like; the sentences are Django REST framework's, as the gateway's are."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any, Protocol
from urllib.parse import urlsplit

REQUIRED = "This field is required."
NULL = "This field may not be null."
BLANK = "This field may not be blank."

WHOLE = re.compile(r"-?\d{1,18}(\.0*)?", re.ASCII)
EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+")
TRUE = {"true", "True", "1", "on", "yes"}
FALSE = {"false", "False", "0", "off", "no", ""}
LARGEST = 10**12


class Invalid(Exception):
    """``detail`` is the map or list of sentences to answer with."""

    def __init__(self, detail: Any) -> None:
        super().__init__(str(detail))
        self.detail = detail


class Field(Protocol):
    """Turns what came as JSON or from a form into a typed value."""

    def read(self, value: Any) -> Any:
        """Give the value.

        :raises Invalid: if it is not of this kind.
        """


@dataclass(frozen=True)
class Whole:
    """A whole number; text of digits passes too."""

    least: int = 0
    most: int = LARGEST

    def read(self, value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int | float | str):
            raise Invalid(["A valid integer is required."])
        if not WHOLE.fullmatch(str(value)):
            raise Invalid(["A valid integer is required."])
        number = int(str(value).split(".")[0])
        if number < self.least:
            raise Invalid([f"Ensure this value is greater than or equal to {self.least}."])
        if number > self.most:
            raise Invalid([f"Ensure this value is less than or equal to {self.most}."])
        return number


@dataclass(frozen=True)
class Pounds:
    """A decimal with at most two places, as a number or as text."""

    least: Decimal = Decimal("0.01")
    most: Decimal = Decimal(10**9)

    def read(self, value: Any) -> Decimal:
        if isinstance(value, bool) or not isinstance(value, int | float | str):
            raise Invalid(["A valid number is required."])
        try:
            amount = Decimal(str(value))
        except InvalidOperation:
            raise Invalid(["A valid number is required."]) from None
        if not amount.is_finite():
            raise Invalid(["A valid number is required."])
        if amount < self.least:
            raise Invalid([f"Ensure this value is greater than or equal to {self.least}."])
        if amount > self.most:
            raise Invalid([f"Ensure this value is less than or equal to {self.most}."])
        if amount != amount.quantize(Decimal("0.01")):
            raise Invalid(["Ensure that there are no more than 2 decimal places."])
        return amount.quantize(Decimal("0.01"))


@dataclass(frozen=True)
class Text:
    """Text of at most ``longest`` characters; numbers pass as their digits."""

    longest: int = 255
    may_be_blank: bool = False
    pattern: str = ""
    sentence: str = "Not a valid string."

    def read(self, value: Any) -> str:
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            raise Invalid(["Not a valid string."])
        text = str(value).strip()
        if not text and not self.may_be_blank:
            raise Invalid([BLANK])
        if len(text) > self.longest:
            raise Invalid([f"Ensure this field has no more than {self.longest} characters."])
        if self.pattern and text and not re.fullmatch(self.pattern, text):
            raise Invalid([self.sentence])
        return text


@dataclass(frozen=True)
class Email:
    def read(self, value: Any) -> str:
        text = Text(longest=254).read(value)
        # "NA" is what the gateway tells shops to put where they have nothing.
        if text != "NA" and not EMAIL.fullmatch(text):
            raise Invalid(["Enter a valid email address."])
        return text


@dataclass(frozen=True)
class Address:
    """An absolute http(s) address; none is an empty text."""

    def read(self, value: Any) -> str:
        text = Text(longest=2000, may_be_blank=True).read(value)
        if not text:
            return ""
        try:
            parts = urlsplit(text)
            known = parts.scheme in {"http", "https"} and bool(parts.hostname)
            parts.port  # noqa: B018 - reading it refuses a port that is no number
        except ValueError:
            known = False
        if not known or re.search(r"[\s\\\x00-\x20]", text):
            raise Invalid(["Enter a valid URL."])
        return text


@dataclass(frozen=True)
class Flag:
    def read(self, value: Any) -> bool:
        if isinstance(value, bool | int | str):
            if str(value) in TRUE:
                return True
            if str(value) in FALSE:
                return False
        raise Invalid(["Must be a valid boolean."])


@dataclass(frozen=True)
class Choice:
    names: tuple[str, ...]

    def read(self, value: Any) -> str:
        if not isinstance(value, str) or value not in self.names:
            raise Invalid([f'"{value}" is not a valid choice.'[:200]])
        return value


@dataclass(frozen=True)
class Many:
    """A list. What is wrong with its first bad entry stands for the whole list."""

    of: Field
    longest: int = 200

    def read(self, value: Any) -> list[Any]:
        if not isinstance(value, list):
            raise Invalid([f'Expected a list of items but got type "{type(value).__name__}".'])
        if len(value) > self.longest:
            raise Invalid([f"Ensure this field has no more than {self.longest} elements."])
        return [self.of.read(entry) for entry in value]


@dataclass(frozen=True)
class Anything:
    """Whatever JSON holds."""

    def read(self, value: Any) -> Any:
        return value


@dataclass(frozen=True)
class Free:
    """An object whose keys are its sender's own."""

    def read(self, value: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise Invalid(
                [f'Expected a dictionary of items but got type "{type(value).__name__}".']
            )
        return value


@dataclass(frozen=True)
class Shape:
    """An object: the fields it must have, those it may have; others are left out of the result."""

    needed: Mapping[str, Field] = field(default_factory=dict)
    optional: Mapping[str, Field] = field(default_factory=dict)

    def read(self, value: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            sentence = f"Invalid data. Expected a dictionary, but got {type(value).__name__}."
            raise Invalid({"non_field_errors": [sentence]})
        found: dict[str, Any] = {}
        wrong: dict[str, Any] = {}
        for name, kind in {**self.needed, **self.optional}.items():
            try:
                if name in value:
                    found.update(self._present(name, kind, value[name]))
                elif name in self.needed:
                    raise Invalid([REQUIRED])
            except Invalid as refusal:
                wrong[name] = refusal.detail
        if wrong:
            raise Invalid(wrong)
        return found

    def _present(self, name: str, kind: Field, value: Any) -> dict[str, Any]:
        if value is not None:
            return {name: kind.read(value)}
        if name in self.needed:
            raise Invalid([NULL])
        return {}
