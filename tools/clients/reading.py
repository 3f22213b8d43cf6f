"""The API document as the writers need it: shapes with fields, operations with parameters."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

# The fast one where it was built; both are safe.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
JSON, FORM = "application/json", "multipart/form-data"


@dataclass(frozen=True)
class Type:
    """``kind``: text, whole, number, truth, moment, file, any, ref, list or map; ``of`` what it holds."""

    kind: str
    name: str = ""
    of: "Type | None" = None
    is_nullable: bool = False


@dataclass(frozen=True)
class Field:
    name: str
    type: Type
    is_needed: bool
    says: str


@dataclass(frozen=True)
class Shape:
    name: str
    says: str
    fields: tuple[Field, ...] = ()
    # An enum's values; more may come at any time, so that a client has to bear others.
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Operation:
    name: str
    method: str
    path: str
    says: str
    path_fields: tuple[Field, ...]
    query_fields: tuple[Field, ...]
    body: Type | None
    is_form: bool
    # None for no body; "file" for what is not JSON.
    answer: Type | None
    is_idempotent: bool
    takes_if_match: bool
    # The type of a row, where the answer is a page of a list.
    row: Type | None = None


@dataclass
class Document:
    version: str
    shapes: list[Shape] = field(default_factory=list)
    operations: list[Operation] = field(default_factory=list)


SIMPLE = {"string": "text", "integer": "whole", "number": "number", "boolean": "truth"}


def type_of(schema: dict[str, Any]) -> Type:
    if "$ref" in schema:
        return Type("ref", schema["$ref"].rsplit("/", 1)[1])
    if "allOf" in schema and len(schema["allOf"]) == 1:
        return type_of(schema["allOf"][0])
    if "oneOf" in schema:
        real = [one for one in schema["oneOf"] if one.get("type") != "null"]
        is_nullable = len(real) < len(schema["oneOf"])
        if len(real) > 1:
            return Type("any", is_nullable=True)
        inner = type_of(real[0])
        return Type(inner.kind, inner.name, inner.of, is_nullable)
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else list(kinds)
    is_nullable = "null" in kinds
    kinds = [kind for kind in kinds if kind != "null"]
    if len(kinds) != 1:
        return Type("any", is_nullable=True)
    return _of_kind(kinds[0], schema, is_nullable=is_nullable)


def _of_kind(kind: str, schema: dict[str, Any], *, is_nullable: bool) -> Type:
    if kind == "array":
        return Type("list", of=type_of(schema.get("items", {})), is_nullable=is_nullable)
    if kind == "object":
        more = schema.get("additionalProperties")
        of = type_of(more) if isinstance(more, dict) and more else Type("any", is_nullable=True)
        return Type("map", of=of, is_nullable=is_nullable)
    made = {"date-time": "moment", "binary": "file"}.get(schema.get("format", ""))
    return Type(made or SIMPLE[kind], is_nullable=is_nullable)


def read(path: Path) -> Document:
    raw = yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)  # noqa: S506
    schemas: dict[str, dict[str, Any]] = raw["components"]["schemas"]
    document = Document(raw["info"]["version"])
    # One of several rows, the usual one first: what is none of it carries no more than its id.
    for name in [name for name, schema in schemas.items() if "oneOf" in schema]:
        usual = schemas.pop(name)["oneOf"][0]["$ref"].rsplit("/", 1)[1]
        _rename(raw, f"#/components/schemas/{name}", f"#/components/schemas/{usual}")
    for name, schema in sorted(schemas.items()):
        if "enum" in schema:
            document.shapes.append(Shape(name, says(schema), values=tuple(schema["enum"])))
        elif schema.get("type") == "object":
            document.shapes.append(Shape(name, says(schema), _fields(schema)))
        else:
            raise ValueError(f"{name} is neither an object nor an enum")
    for path_name, methods in sorted(raw["paths"].items()):
        for method, operation in methods.items():
            document.operations.append(_operation(path_name, method, operation, schemas))
    return document


def _rename(node: Any, old: str, new: str) -> None:
    if isinstance(node, dict):
        if node.get("$ref") == old:
            node["$ref"] = new
        for value in node.values():
            _rename(value, old, new)
    elif isinstance(node, list):
        for value in node:
            _rename(value, old, new)


def says(schema: dict[str, Any]) -> str:
    return " ".join(str(schema.get("description", "")).split())


def _fields(schema: dict[str, Any]) -> tuple[Field, ...]:
    needed = set(schema.get("required", ()))
    return tuple(
        Field(name, type_of(one), name in needed, says(one))
        for name, one in schema.get("properties", {}).items()
    )


def _operation(
    path: str, method: str, raw: dict[str, Any], schemas: dict[str, dict[str, Any]]
) -> Operation:
    parameters = [one for one in raw.get("parameters", []) if "name" in one]
    headers = {one["name"] for one in parameters if one["in"] == "header"}
    content = raw.get("requestBody", {}).get("content", {})
    # Where both are taken, files and fields come together in a form.
    body_of = content.get(JSON) or content.get(FORM)
    answer = _answer(raw["responses"])
    return Operation(
        raw["operationId"],
        method.upper(),
        path,
        " ".join(f"{raw.get('summary', '')}.".split()),
        _parameters(parameters, "path"),
        _parameters(parameters, "query"),
        type_of(body_of["schema"]) if body_of and body_of.get("schema") else None,
        JSON not in content and FORM in content,
        answer,
        "Idempotency-Key" in headers,
        "If-Match" in headers,
        _row(answer, schemas),
    )


def _parameters(parameters: list[dict[str, Any]], place: str) -> tuple[Field, ...]:
    return tuple(
        Field(one["name"], type_of(one["schema"]), one.get("required", False), says(one))
        for one in parameters
        if one["in"] == place and one["name"] != "format"
    )


def _answer(responses: dict[str, Any]) -> Type | None:
    for status, answer in sorted(responses.items()):
        if status.startswith("2"):
            content = answer.get("content", {})
            if JSON in content:
                return type_of(content[JSON].get("schema", {}))
            if content:
                return Type("file")
    return None


def _row(answer: Type | None, schemas: dict[str, dict[str, Any]]) -> Type | None:
    if answer is None or answer.kind != "ref":
        return None
    fields = schemas[answer.name].get("properties", {})
    if {"next", "results"} <= set(fields) and fields["results"].get("type") == "array":
        return type_of(fields["results"]["items"])
    return None
