"""Writes tohfa_client/models.py and tohfa_client/api.py."""

from collections.abc import Iterator
from keyword import iskeyword

from tools.clients.names import shape_name
from tools.clients.reading import Document, Operation, Shape, Type
from tools.clients.uses import sent_and_received

SIMPLE = {
    "text": "str",
    "whole": "int",
    "number": "float",
    "truth": "bool",
    "moment": "str",
    "file": "Upload",
    "any": "Any",
}
HEAD = '"""Made by `make clients` from docs/openapi.yaml {version}. Changes here are lost."""\n\n'


def files(document: Document) -> dict[str, str]:
    return {
        "tohfa_client/models.py": "".join(_models(document)),
        "tohfa_client/api.py": "".join(_api(document)),
    }


def _type(one: Type, prefix: str = "") -> str:
    if one.kind == "list":
        name = f"list[{_type(one.of, prefix)}]"  # type: ignore[arg-type]
    elif one.kind == "map":
        name = f"dict[str, {_type(one.of, prefix)}]"  # type: ignore[arg-type]
    else:
        name = f"{prefix}{shape_name(one.name)}" if one.kind == "ref" else SIMPLE[one.kind]
    return f"{name} | None" if one.is_nullable and one.kind != "any" else name


def _models(document: Document) -> Iterator[str]:
    yield HEAD.format(version=document.version)
    yield "from __future__ import annotations\n\n"
    yield "from typing import Any, NotRequired, TypedDict\n\n"
    yield "from tohfa_client.upload import Upload\n\n"
    sent, received = sent_and_received(document)
    for shape in document.shapes:
        if shape.values:
            # Others may come at any time, so it is a text; these are known now.
            yield f"# {', '.join(value for value in shape.values if value)}\n"
            yield f"{shape_name(shape.name)} = str\n"
    for shape in document.shapes:
        if not shape.values and shape.name in sent | received:
            yield from _shape(shape)


def _shape(shape: Shape) -> Iterator[str]:
    """Write the functional form: some fields are called as words of Python are."""
    name = shape_name(shape.name)
    yield f'\n{name} = TypedDict(\n    "{name}",\n    {{\n'
    for one in shape.fields:
        kind = _type(one.type)
        kind = kind if one.is_needed else f"NotRequired[{kind}]"
        yield f'        "{one.name}": "{kind}",'
        yield f"  # {one.says}\n" if one.says else "\n"
    yield "    },\n)\n"


def _api(document: Document) -> Iterator[str]:
    yield HEAD.format(version=document.version)
    yield "from __future__ import annotations\n\nfrom collections.abc import Iterator\n"
    yield "from typing import Any\nfrom urllib.parse import quote\n\n"
    yield "from tohfa_client import models as m\nfrom tohfa_client.client import TohfaClient\n\n\n"
    yield 'class Api:\n    """Every call of the API; tokens, retries and the cache are the client\'s."""\n\n'
    yield "    def __init__(self, client: TohfaClient) -> None:\n        self.client = client\n"
    for one in document.operations:
        if one.name != "notifications_stream_retrieve":
            yield from _call(one)
            if one.row is not None and any(f.name == "cursor" for f in one.query_fields):
                yield from _pages(one)


def _name(name: str) -> str:
    return f"{name}_" if iskeyword(name) else name


def _parameters(one: Operation, *, with_cursor: bool = True) -> str:
    given = [f"{_name(f.name)}: {_type(f.type, 'm.')}" for f in one.path_fields]
    if one.body is not None:
        given.append(f"body: {_type(one.body, 'm.')}")
    given += [
        f"{_name(f.name)}: {_type(f.type, 'm.').removesuffix(' | None')} | None = None"
        for f in one.query_fields
        if with_cursor or f.name != "cursor"
    ]
    if one.is_idempotent:
        given.append("idempotency_key: str | None = None")
    if one.takes_if_match:
        given.append("if_match: str | None = None")
    return f"self, *, {', '.join(given)}" if given else "self"


def _path(one: Operation) -> str:
    path = one.path
    for f in one.path_fields:
        path = path.replace(f"{{{f.name}}}", f"{{quote(str({_name(f.name)}), safe='')}}")
    return f'f"{path}"' if one.path_fields else f'"{path}"'


def _query(one: Operation, *, with_cursor: bool = True) -> str:
    names = [f.name for f in one.query_fields if with_cursor or f.name != "cursor"]
    return ", ".join(f'"{name}": {_name(name)}' for name in names)


def _call(one: Operation) -> Iterator[str]:
    options = [f"query={{{_query(one)}}}" if one.query_fields else ""]
    if one.body is not None:
        options.append("body=body")
    if one.is_idempotent:
        options.append("idempotency_key=idempotency_key, is_idempotent=True")
    if one.takes_if_match:
        options.append("if_match=if_match")
    sent = "".join(f", {option}" for option in options if option)
    verb, answer = "call", "None" if one.answer is None else _type(one.answer, "m.")
    if one.answer is not None and one.answer.kind == "file":
        verb, answer = "file", "bytes"
    yield f'\n    def {one.name}({_parameters(one)}) -> {answer}:\n        """{one.says}"""\n'
    call = f'self.client.{verb}("{one.method}", {_path(one)}{sent})'
    if one.answer is None:
        yield f"        {call}\n"
    else:
        yield f"        found: {answer} = {call}\n        return found\n"


def _pages(one: Operation) -> Iterator[str]:
    row = _type(one.row, "m.")  # type: ignore[arg-type]
    yield f"\n    def {one.name}_all({_parameters(one, with_cursor=False)}) -> Iterator[{row}]:\n"
    yield f'        """{one.says} All of it, page by page as it is asked for."""\n'
    yield f"        yield from self.client.pages({_path(one)}, {{{_query(one, with_cursor=False)}}})\n"
