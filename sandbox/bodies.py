"""Reading requests whose sender may be hostile: whatever comes, it is a value or a refusal."""

import json
from typing import Any, NoReturn

from django.http import HttpRequest

from sandbox.fields import Invalid, Shape
from sandbox.refusals import Refusal

LARGEST = 256 * 1024
DEEPEST = 20


def read_json(request: HttpRequest) -> dict[str, Any]:
    """Give the JSON object in the body; an empty body is an empty object.

    :raises Refusal: 400 if it is anything else, or holds what PostgreSQL cannot store.
    """
    raw = request.body
    if not raw.strip():
        return {}
    try:
        value = json.loads(raw.decode(), parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise Refusal(400, {"detail": f"JSON parse error - {str(error)[:100]}"}) from None
    if not _is_storable(value, depth=0):
        raise Refusal(400, {"detail": "JSON parse error - this text cannot be stored"})
    if not isinstance(value, dict):
        sentence = f"Invalid data. Expected a dictionary, but got {type(value).__name__}."
        raise Refusal(400, {"non_field_errors": [sentence]})
    return value


def checked(value: Any, shape: Shape) -> dict[str, Any]:
    """Give ``value`` in that shape.

    :raises Refusal: 400 with the map of what is wrong, as the gateway writes it.
    """
    try:
        return shape.read(value)
    except Invalid as invalid:
        raise Refusal(400, invalid.detail) from None


def form(request: HttpRequest) -> dict[str, str]:
    """Give the last value of each field of a form."""
    return {name: str(request.POST[name]) for name in request.POST}


def is_clean(request: HttpRequest) -> bool:
    """Tell whether address and form are free of NUL, which PostgreSQL takes in no text."""
    texts = [request.path_info, *_texts(request.GET.lists())]
    if request.method == "POST" and request.content_type != "application/json":
        texts += _texts(request.POST.lists())
    return not any("\x00" in text for text in texts)


def announced_length(request: HttpRequest) -> int:
    """Give the length the sender announced; -1 if that is no number."""
    announced = request.META.get("CONTENT_LENGTH") or "0"
    return int(announced) if announced.isascii() and announced.isdigit() else -1


def _texts(lists: Any) -> list[str]:
    return [text for name, values in lists for text in (name, *values) if isinstance(text, str)]


def _no_number(word: str) -> NoReturn:
    raise ValueError(f"{word} is not JSON")


def _is_storable(value: Any, *, depth: int) -> bool:
    if depth > DEEPEST:
        return False
    match value:
        case str():
            return "\x00" not in value and not any(
                "\ud800" <= letter <= "\udfff" for letter in value
            )
        case float():
            return value == value and abs(value) < 1e300
        case int():
            return abs(value) < 10**30
        case list():
            return all(_is_storable(entry, depth=depth + 1) for entry in value)
        case dict():
            entries = [*value, *value.values()]
            return all(_is_storable(entry, depth=depth + 1) for entry in entries)
    return True
