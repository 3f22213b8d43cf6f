"""What the API document says of a row's request."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from re import sub
from typing import Any

import yaml

from tests.surface.table import Row

FILE = Path(__file__).parents[2] / "docs" / "openapi.yaml"


@cache
def document() -> Mapping[str, Any]:
    """Read the committed document; that it agrees with the code is checked elsewhere."""
    loaded: Mapping[str, Any] = yaml.load(FILE.read_bytes(), Loader=yaml.CSafeLoader)
    return loaded


def _bare(path: str) -> str:
    return sub(r"\{[^}]*\}", "{}", path)


@cache
def _operations() -> dict[tuple[str, str], Mapping[str, Any]]:
    return {
        (_bare(path), method.upper()): operation
        for path, operations in document()["paths"].items()
        for method, operation in operations.items()
    }


def operation_of(row: Row) -> Mapping[str, Any]:
    """Give the operation; where a row names a part the document leaves open, the open one."""
    known = _operations()
    path = _bare(row.path)
    if (path, row.method) in known:
        return known[path, row.method]
    before, _, _ = path.rstrip("/").rpartition("/")
    return known.get((f"{before}/{{}}/", row.method), {})


def writable_names(row: Row) -> set[str]:
    """Give the fields a client may set, at any depth."""
    names: set[str] = set()
    pending: list[Any] = list(operation_of(row).get("requestBody", {}).get("content", {}).values())
    while pending:
        node = pending.pop()
        if isinstance(node, list):
            pending += node
        elif isinstance(node, Mapping):
            if reference := node.get("$ref"):
                pending.append(document()["components"]["schemas"][reference.rpartition("/")[2]])
            names |= set(node.get("properties", {}))
            pending += node.values()
    return names


def with_bodies() -> set[tuple[str, str]]:
    """Give path and method of each operation that takes a body."""
    return {key for key, operation in _operations().items() if "requestBody" in operation}


def bare_path(row: Row) -> str:
    """Give the path of ``row`` as the keys of ``with_bodies`` have it."""
    path = _bare(row.path)
    if (path, row.method) in _operations():
        return path
    return f"{path.rstrip('/').rpartition('/')[0]}/{{}}/"


def query_names(row: Row) -> list[str]:
    """Give the query parameters of an operation."""
    return [
        parameter["name"]
        for parameter in operation_of(row).get("parameters", [])
        if parameter.get("in") == "query"
    ]
