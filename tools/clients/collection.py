"""Writes a Bruno collection: a request for every operation; the journey beside them is written by hand."""

import json
from collections.abc import Iterator
from typing import Any

from tools.clients.reading import Document, Operation, Type


def files(document: Document) -> dict[str, str]:
    made = {
        "bruno.json": json.dumps({"version": "1", "name": "Tohfa", "type": "collection"}, indent=2)
        + "\n",
        "environments/local.bru": "vars {\n  base: http://localhost:8000\n  access: \n  id: 1\n}\n",
    }
    for one in document.operations:
        folder = one.path.strip("/").split("/")[1]
        made[f"{folder}/{one.name}.bru"] = "".join(_request(one, document))
    return made


def _request(one: Operation, document: Document) -> Iterator[str]:
    # All of one place: a new request moves no other, and they are shown by name.
    yield f"meta {{\n  name: {one.name}\n  type: http\n  seq: 1\n}}\n\n"
    path = one.path
    for f in one.path_fields:
        path = path.replace(f"{{{f.name}}}", f":{f.name}")
    kind = "none" if one.body is None else "multipartForm" if one.is_form else "json"
    yield f"{one.method.lower()} {{\n  url: {{{{base}}}}{path}\n  body: {kind}\n  auth: bearer\n}}\n"
    if one.path_fields:
        yield "\nparams:path {\n"
        yield "".join(f"  {f.name}: {{{{id}}}}\n" for f in one.path_fields)
        yield "}\n"
    if one.query_fields:
        yield "\nparams:query {\n"
        yield "".join(f"  ~{f.name}: \n" for f in one.query_fields)
        yield "}\n"
    if one.is_idempotent:
        yield "\nheaders {\n  Idempotency-Key: {{$guid}}\n}\n"
    yield "\nauth:bearer {\n  token: {{access}}\n}\n"
    if one.body is not None and kind == "json":
        text = json.dumps(_example(one.body, document, frozenset()), ensure_ascii=False, indent=2)
        yield "\nbody:json {\n" + "".join(f"  {line}\n" for line in text.splitlines()) + "}\n"
    if kind == "multipartForm":
        shape = next(s for s in document.shapes if one.body and s.name == one.body.name)
        yield "\nbody:multipart-form {\n"
        for f in shape.fields:
            value = "@file()" if f.type.kind == "file" else ""
            yield f"  {'' if f.is_needed else '~'}{f.name}: {value}\n"
        yield "}\n"
    yield f"\ndocs {{\n  {one.says}\n}}\n"


def _example(one: Type, document: Document, within: frozenset[str]) -> Any:
    """Give an empty body of the right shape: what has to be given, and nothing else."""
    if one.kind == "list":
        return [_example(one.of, document, within)] if one.of else []
    if one.kind == "ref":
        shape = next(s for s in document.shapes if s.name == one.name)
        if shape.values:
            return shape.values[0]
        if shape.name in within:
            return {}
        inner = within | {shape.name}
        return {f.name: _example(f.type, document, inner) for f in shape.fields if f.is_needed}
    simple = {"text": "", "whole": 1, "number": 1.0, "truth": True, "map": {}}
    return simple.get(one.kind)
