"""The API document tells everything: each field has a type, a description and an example that fits."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import yaml
from django.test import Client
from jsonschema import (  # type: ignore[import-untyped]
    Draft202012Validator,
    FormatChecker,
)

from tests.surface.document import document
from to7fabackend import examples

DOCUMENT: dict[str, Any] = dict(document())
TELLS_TYPE = {"type", "$ref", "oneOf", "allOf", "anyOf", "enum", "const"}


def _load_yaml(content: bytes) -> Any:
    return yaml.load(content, yaml.CSafeLoader)


def all_fields() -> Iterator[tuple[str, dict[str, Any]]]:
    for shape, whole in DOCUMENT["components"]["schemas"].items():
        for name, schema in whole.get("properties", {}).items():
            yield f"{shape}.{name}", schema


def test_no_field_may_be_just_anything() -> None:
    untyped = [
        name
        for name, schema in all_fields()
        if not TELLS_TYPE & schema.keys()
        or (schema.get("type") == "array" and not TELLS_TYPE & schema["items"].keys())
    ]

    assert untyped == []


def test_every_field_is_described() -> None:
    silent = [
        name
        for name, schema in all_fields()
        if not schema.get("description") and "$ref" not in schema
    ]

    assert silent == []


def test_every_plain_field_has_an_example() -> None:
    without = [
        f"{shape}.{name}"
        for shape, name, schema in examples.fields(DOCUMENT)
        if not schema.get("examples")
    ]

    assert without == []


@pytest.mark.parametrize("format_only", [False, True])
def test_examples_are_what_their_field_allows(format_only: bool) -> None:
    checker = FormatChecker() if format_only else None
    wrong = []
    for name, schema in all_fields():
        for example in schema.get("examples", ()):
            told = Draft202012Validator(
                {**schema, "components": DOCUMENT["components"]}, format_checker=checker
            )
            wrong += [f"{name}: {error.message}" for error in told.iter_errors(example)]

    assert wrong == []


def test_examples_speak_arabic_first() -> None:
    texts = [
        example
        for _, schema in all_fields()
        for example in schema.get("examples", ())
        if isinstance(example, str)
    ]

    assert sum(any("\u0600" <= letter <= "\u06ff" for letter in text) for text in texts) > 150


@pytest.mark.parametrize(("encoding", "load"), [("json", json.loads), ("yaml", _load_yaml)])
def test_the_committed_document_is_served_and_kept(
    client: Client, encoding: str, load: Callable[[bytes], Any]
) -> None:
    answer = client.get("/api/schema/", {"format": encoding})

    assert load(answer.content) == DOCUMENT
    known = answer.headers["ETag"]
    again = client.get("/api/schema/", {"format": encoding}, headers={"If-None-Match": known})
    assert (again.status_code, again.content) == (304, b"")
