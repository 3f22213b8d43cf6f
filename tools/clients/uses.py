"""Which shapes are sent and which are received: only what is sent is written out, only the rest read."""

from collections.abc import Iterable

from tools.clients.reading import Document, Type


def sent_and_received(document: Document) -> tuple[frozenset[str], frozenset[str]]:
    fields = {shape.name: [f.type for f in shape.fields] for shape in document.shapes}
    bodies = [one.body for one in document.operations if one.body]
    answers = [one.answer for one in document.operations if one.answer]
    received = _reached(answers, fields) | {"Problem"}
    return _reached(bodies, fields), received


def _reached(types: Iterable[Type], fields: dict[str, list[Type]]) -> frozenset[str]:
    found: set[str] = set()
    pending = list(types)
    while pending:
        one = pending.pop()
        if one.of is not None:
            pending.append(one.of)
        if one.kind == "ref" and one.name not in found:
            found.add(one.name)
            pending += fields[one.name]
    return frozenset(found)
