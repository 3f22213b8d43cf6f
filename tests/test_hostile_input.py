"""Whatever is sent, the answer is the contract's: never a 500, and a refusal changes nothing."""

import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import transaction

from tests.surface.calls import undone
from tests.surface.document import query_names
from tests.surface.rows_in_database import everything
from tests.surface.table import TABLE, Row
from tests.surface.world import ROLES, World
from tests.thorough import part_of

pytestmark = pytest.mark.deep
# Guessing at a PIN has this one effect, which is meant.
PIN_LOCKED = '"kind":"wallet.pin_locked"'
MEMBERS = {"type", "title", "status", "detail", "code", "request_id"}
WRITING = [
    row for row in TABLE if row.method in {"POST", "PUT", "PATCH"} and row.path != "/i18n/setlang/"
]
# The document is made anew for each request, which takes seconds, and reads no parameters but these two.
READING = [row for row in TABLE if row.method == "GET" and row.path != "/api/schema/"]
JSON = "application/json"
DEEP = b'{"a":' * 3000 + b"1" + b"}" * 3000
# Bodies that no route can take, whatever its fields are called.
NEVER: dict[str, tuple[bytes, str]] = {
    "a list": (b"[]", JSON),
    "a list of objects": (b"[{}]", JSON),
    "a text": (b'"x"', JSON),
    "a number": (b"1", JSON),
    "true": (b"true", JSON),
    "null": (b"null", JSON),
    "NaN": (b'{"a": NaN}', JSON),
    "infinity": (b'{"a": -Infinity}', JSON),
    "half a body": (b'{"a": 1', JSON),
    "two bodies": (b"{} {}", JSON),
    "not UTF-8": (b'{"a": "\xff\xfe"}', JSON),
    "UTF-16": ('{"a": "x"}'.encode("utf-16"), "application/json; charset=utf-16"),
    "UTF-7": (b'{"a": "+AGE-"}', "application/json; charset=utf-7"),
    "too deep": (DEEP, JSON),
    "XML": (b"<a/>", "application/xml"),
    "a form": (b"a=1", "application/x-www-form-urlencoded"),
    "a broken multipart": (b"--x\r\nnothing", "multipart/form-data"),
    "a lone surrogate": (b'{"a": "\\ud800"}', JSON),
    "a null character": (b'{"a": "\\u0000"}', JSON),
    "a null character in a name": (b'{"\\u0000": 1}', JSON),
    "a direction override": ('{"a": "\u202egpj.exe"}'.encode(), JSON),
    "eleven megabytes": (b'{"a": "' + b"x" * 11_000_000 + b'"}', JSON),
}
# What is put in the place of each field of a body that would succeed.
WRONG: tuple[Any, ...] = (
    None,
    "",
    [],
    [[[]]],
    {},
    {"$gt": ""},
    True,
    -1,
    10**400,
    -1e308,
    0.1 + 0.2,
    "9" * 40,
    "1e400",
    "NaN",
    "x" * 70_000,
    "' OR 1=1 --",
    "\u200f\u200e\ufeff",
    "😀" * 300,
)


def assert_is_answered(answer: Any, what: object) -> None:
    """Every refusal has the one shape."""
    assert answer.status_code < 500, (what, answer.content[:500])
    if answer.status_code >= 400:
        assert answer["Content-Type"] == "application/problem+json", what
        assert answer.json().keys() >= MEMBERS, what
        assert answer.json()["status"] == answer.status_code
        for error in answer.json().get("errors", []):
            assert error.keys() == {"field", "code", "message"}, what


def changed(body: Any) -> Iterator[Any]:
    """Give the body with one value, at any depth, replaced by each of the wrong ones."""
    if isinstance(body, Mapping):
        for name, value in body.items():
            for wrong in WRONG:
                yield {**body, name: wrong}
            for inner in changed(value):
                yield {**body, name: inner}
    elif isinstance(body, list) and body:
        for inner in changed(body[0]):
            yield [inner, *body[1:]]


def written(body: Any) -> bytes:
    return json.dumps(body, ensure_ascii=False).encode()


def caller_of(row: Row) -> str:
    return row.successful() or ROLES[0]


@pytest.mark.parametrize("row", WRITING, ids=lambda row: row.name)
def test_hostile_bodies_are_refused_and_change_nothing(row: Row, world: World) -> None:
    role, path = caller_of(row), world.path(row.path)
    body = dict(row.body(world)) if row.body and not row.files else {}
    client: Any = world.client(role)
    before = everything()
    bodies: list[tuple[object, bytes, str]] = [
        *((what, content, kind) for what, (content, kind) in NEVER.items()),
        *((wrong, written(wrong), JSON) for wrong in part_of(changed(body), 4)),
    ]

    for what, content, kind in bodies:
        with undone():
            answer = client.generic(row.method, path, content, kind, headers=dict(row.headers))
            if answer.status_code < 400:
                transaction.set_rollback(True)

        assert_is_answered(answer, what)
        if isinstance(what, str) and row.body:
            assert answer.status_code >= 400, what

    after = everything()
    new = [text for _table, text in after - before if PIN_LOCKED not in text]
    assert (new, before - after) == ([], {})


VALUES = (
    "",
    "x",
    "-1",
    "0",
    "9" * 30,
    "NaN",
    "1e9",
    "\x00",
    "\u202e",
    "٣",
    "[]",
    "null",
    "x" * 5000,
    "'",
)


@pytest.mark.parametrize("row", READING, ids=lambda row: row.name)
def test_hostile_parameters_are_answered(row: Row, world: World) -> None:
    role, path = caller_of(row), world.path(row.path)
    names = {"cursor", "page_size", "format", *query_names(row)}

    for name in sorted(names):
        for value in part_of(VALUES, 3):
            answer = world.client(role).get(f"{path}?{urlencode({name: value})}")
            assert_is_answered(answer, (name, value))
            if answer.streaming:
                list(answer)  # a file is closed by reading it to its end


@pytest.mark.parametrize(
    "tail", ["0/", "-1/", f"{2**63}/", f"{'9' * 40}/", "x/", "%00/", "١/", "%ff/", "../", "1//"]
)
def test_hostile_paths_are_answered(tail: str, world: World) -> None:
    for row in TABLE:
        beginning, brace, _ = row.path.partition("{")
        if brace:
            answer = world.client("customer").generic(row.method, beginning + tail)
            assert_is_answered(answer, row.name)
