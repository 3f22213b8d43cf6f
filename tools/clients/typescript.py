"""Writes src/models.ts and src/api.ts."""

from collections.abc import Iterator

from tools.clients.names import camel, shape_name
from tools.clients.reading import Document, Operation, Shape, Type
from tools.clients.uses import sent_and_received

SIMPLE = {
    "text": "string",
    "whole": "number",
    "number": "number",
    "truth": "boolean",
    "moment": "string",
    "file": "Blob",
    "any": "unknown",
}
HEAD = "// Made by `make clients` from docs/openapi.yaml {version}. Changes here are lost.\n"


def files(document: Document) -> dict[str, str]:
    return {"src/models.ts": "".join(_models(document)), "src/api.ts": "".join(_api(document))}


def _type(one: Type, prefix: str = "") -> str:
    if one.kind == "list":
        inner = _type(one.of, prefix)  # type: ignore[arg-type]
        name = f"({inner})[]" if "|" in inner else f"{inner}[]"
    elif one.kind == "map":
        name = f"Record<string, {_type(one.of, prefix)}>"  # type: ignore[arg-type]
    else:
        name = f"{prefix}{shape_name(one.name)}" if one.kind == "ref" else SIMPLE[one.kind]
    return f"{name} | null" if one.is_nullable and one.kind != "any" else name


def _models(document: Document) -> Iterator[str]:
    yield HEAD.format(version=document.version)
    sent, received = sent_and_received(document)
    for shape in document.shapes:
        if shape.values:
            # Others may come at any time: a text that is not known yet is one all the same.
            values = " | ".join(f'"{value}"' for value in shape.values)
            yield f"\nexport type {shape_name(shape.name)} = {values} | (string & {{}});\n"
        elif shape.name in sent | received:
            yield from _interface(shape)


def _interface(shape: Shape) -> Iterator[str]:
    yield f"\n/** {shape.says} */\n" if shape.says else "\n"
    yield f"export interface {shape_name(shape.name)} {{\n"
    for one in shape.fields:
        if one.says:
            yield f"  /** {one.says.replace('*/', '')} */\n"
        yield f"  {one.name}{'' if one.is_needed else '?'}: {_type(one.type)};\n"
    yield "}\n"


def _api(document: Document) -> Iterator[str]:
    yield HEAD.format(version=document.version)
    yield 'import type { TohfaClient } from "./client.js";\nimport type * as m from "./models.js";\n\n'
    yield "/** Every call of the API; tokens, retries and the cache are the client's. */\n"
    yield "export class Api {\n  constructor(readonly client: TohfaClient) {}\n"
    for one in document.operations:
        if one.name != "notifications_stream_retrieve":
            yield from _call(one)
            if one.row is not None and any(f.name == "cursor" for f in one.query_fields):
                yield from _pages(one)
    yield "}\n"


def _arguments(one: Operation, *, with_cursor: bool = True) -> tuple[str, bool]:
    given = [f"{f.name}: {_type(f.type, 'm.')}" for f in one.path_fields]
    if one.body is not None:
        given.append(f"body: {_type(one.body, 'm.')}")
    needs = bool(given)
    given += [
        f"{f.name}?: {_type(f.type, 'm.')}"
        for f in one.query_fields
        if with_cursor or f.name != "cursor"
    ]
    if one.is_idempotent:
        given.append("idempotencyKey?: string")
    if one.takes_if_match:
        given.append("ifMatch?: string")
    if not given:
        return "", False
    return f"a: {{ {'; '.join(given)} }}{'' if needs else ' = {}'}", True


def _path(one: Operation) -> str:
    path = one.path
    for f in one.path_fields:
        path = path.replace(f"{{{f.name}}}", f"${{encodeURIComponent(String(a.{f.name}))}}")
    return f"`{path}`" if one.path_fields else f'"{path}"'


def _query(one: Operation, *, with_cursor: bool = True) -> str:
    names = [f.name for f in one.query_fields if with_cursor or f.name != "cursor"]
    return f"query: {{ {', '.join(f'{name}: a.{name}' for name in names)} }}" if names else ""


def _call(one: Operation) -> Iterator[str]:
    arguments, _ = _arguments(one)
    options = [_query(one), "body: a.body" if one.body is not None else ""]
    if one.is_idempotent:
        options.append("idempotencyKey: a.idempotencyKey, isIdempotent: true")
    if one.takes_if_match:
        options.append("ifMatch: a.ifMatch")
    shown = ", ".join(option for option in options if option)
    sent = f", {{ {shown} }}" if shown else ""
    verb, answer = "call", "void" if one.answer is None else _type(one.answer, "m.")
    if one.answer is not None and one.answer.kind == "file":
        verb, answer = "bytes", "Uint8Array"
    generic = f"<{answer}>" if verb == "call" else ""
    yield f"\n  /** {one.says} */\n  {camel(one.name)}({arguments}): Promise<{answer}> {{\n"
    yield f'    return this.client.{verb}{generic}("{one.method}", {_path(one)}{sent});\n  }}\n'


def _pages(one: Operation) -> Iterator[str]:
    arguments, _ = _arguments(one, with_cursor=False)
    row = _type(one.row, "m.")  # type: ignore[arg-type]
    yield f"\n  /** {one.says} All of it, page by page as it is asked for. */\n"
    yield f"  {camel(one.name)}All({arguments}): AsyncGenerator<{row}> {{\n"
    query = _query(one, with_cursor=False).removeprefix("query: ") or "{}"
    yield f"    return this.client.pages<{row}>({_path(one)}, {query});\n  }}\n"
