"""Writes lib/src/models.dart and lib/src/api.dart."""

from collections.abc import Iterator

from tools.clients.names import camel, shape_name
from tools.clients.reading import Document, Field, Operation, Shape, Type
from tools.clients.uses import sent_and_received

RESERVED = frozenset(
    [
        "assert",
        "break",
        "case",
        "catch",
        "class",
        "const",
        "continue",
        "default",
        "do",
        "else",
        "enum",
        "extends",
        "false",
        "final",
        "finally",
        "for",
        "if",
        "in",
        "is",
        "new",
        "null",
        "rethrow",
        "return",
        "super",
        "switch",
        "this",
        "throw",
        "true",
        "try",
        "var",
        "void",
        "while",
        "with",
    ]
)
SIMPLE = {
    "text": "String",
    "whole": "int",
    "number": "double",
    "truth": "bool",
    "moment": "DateTime",
}
HEAD = "// Made by `make clients` from docs/openapi.yaml {version}. Changes here are lost.\n"


def files(document: Document) -> dict[str, str]:
    return {
        "lib/src/models.dart": "".join(_models(document)),
        "lib/src/api.dart": "".join(_api(document)),
    }


def _name(text: str) -> str:
    name = camel(text)
    return f"{name}_" if name in RESERVED or not name[:1].isalpha() else name


def _enums(document: Document) -> frozenset[str]:
    return frozenset(shape.name for shape in document.shapes if shape.values)


def _type(one: Type, *, is_optional: bool = False) -> str:
    if one.kind == "any":
        return "Object?"
    if one.kind == "list":
        name = f"List<{_type(one.of)}>"  # type: ignore[arg-type]
    elif one.kind == "map":
        name = f"Map<String, {_type(one.of)}>"  # type: ignore[arg-type]
    else:
        name = {"ref": shape_name(one.name), "file": "Upload"}.get(one.kind) or SIMPLE[one.kind]
    return f"{name}?" if one.is_nullable or is_optional else name


def _models(document: Document) -> Iterator[str]:
    yield HEAD.format(version=document.version)
    yield "import 'upload.dart';\n\n"
    yield "typedef Json = Map<String, Object?>;\n"
    enums = _enums(document)
    sent, received = sent_and_received(document)
    for shape in document.shapes:
        if shape.values:
            yield from _enum(shape)
        elif shape.name in sent | received:
            yield from _class(shape, enums, sent, received)


def _enum(shape: Shape) -> Iterator[str]:
    """Write an open set of texts: one that this client does not know yet is read all the same."""
    name = shape_name(shape.name)
    yield f"\nextension type const {name}(String value) implements String {{\n"
    for value in shape.values:
        yield f"  static const {_name(value) if value else 'none'} = {name}('{value}');\n"
    yield "}\n"


def _class(
    shape: Shape, enums: frozenset[str], sent: frozenset[str], received: frozenset[str]
) -> Iterator[str]:
    name = shape_name(shape.name)
    is_patch = name.endswith("Patch")
    yield f"\n/// {shape.says}\n" if shape.says else "\n"
    yield f"class {name} {{\n"
    given = [
        *(_argument(f) for f in shape.fields),
        *(["this.cleared = const {}"] if is_patch else []),
    ]
    yield f"  const {name}({{{', '.join(given)}}});\n" if given else f"  const {name}();\n"
    if shape.name in received:
        yield f"\n  factory {name}.fromJson(Json json) => {name}(\n"
        for one in shape.fields:
            value = _read(one.type, f"json['{one.name}']", enums, is_optional=not one.is_needed)
            yield f"        {_name(one.name)}: {value},\n"
        yield "      );\n"
    for one in shape.fields:
        yield f"\n  /// {one.says}\n" if one.says else "\n"
        yield f"  final {_type(one.type, is_optional=not one.is_needed)} {_name(one.name)};\n"
    if is_patch:
        yield "\n  /// Names of fields to be emptied: sent as null.\n  final Set<String> cleared;\n"
    if shape.name in sent:
        yield "\n  Json toJson() => {\n"
        for one in shape.fields:
            yield f"        {_written(one, enums)},\n"
        if is_patch:
            yield "        for (final name in cleared) name: null,\n"
        yield "      };\n"
    yield "}\n"


def _argument(one: Field) -> str:
    is_needed = one.is_needed and one.type.kind != "any"
    return f"{'required ' if is_needed else ''}this.{_name(one.name)}"


def _read(one: Type, source: str, enums: frozenset[str], *, is_optional: bool = False) -> str:
    if one.kind == "any":
        return source
    may_lack = one.is_nullable or is_optional
    whole = {
        "moment": f"DateTime.parse({source} as String)",
        "number": f"({source} as num).toDouble()",
        "file": "throw UnsupportedError('a file is not read')",
    }
    if one.kind == "ref" and one.name in enums:
        inner = f"{shape_name(one.name)}({source} as String)"
    elif one.kind == "ref":
        inner = f"{shape_name(one.name)}.fromJson({source} as Json)"
    elif one.kind == "list":
        of = _read(one.of, "e", enums)  # type: ignore[arg-type]
        inner = f"[for (final e in {source} as List<Object?>) {of}]"
    elif one.kind == "map":
        of = _read(one.of, "e.value", enums)  # type: ignore[arg-type]
        inner = f"{{for (final e in ({source} as Json).entries) e.key: {of}}}"
    elif one.kind in whole:
        inner = whole[one.kind]
    else:
        return f"{source} as {SIMPLE[one.kind]}{'?' if may_lack else ''}"
    return f"{source} == null ? null : {inner}" if may_lack else inner


def _written(one: Field, enums: frozenset[str]) -> str:
    name = _name(one.name)
    may_lack = not one.is_needed or one.type.is_nullable
    value = _value(one.type, f"{name}!" if may_lack and one.type.kind != "any" else name, enums)
    if one.is_needed and one.type.is_nullable:
        value = f"{name} == null ? null : {value}" if value != f"{name}!" else name
        return f"'{one.name}': {value}"
    return f"if ({name} != null) '{one.name}': {value}" if may_lack else f"'{one.name}': {value}"


def _value(one: Type, source: str, enums: frozenset[str]) -> str:
    if one.kind == "moment":
        return f"{source}.toUtc().toIso8601String()"
    if one.kind == "ref" and one.name not in enums:
        return f"{source}.toJson()"
    if one.kind == "list" and _value(one.of, "e", enums) != "e":  # type: ignore[arg-type]
        return f"[for (final e in {source}) {_value(one.of, 'e', enums)}]"  # type: ignore[arg-type]
    return source


def _api(document: Document) -> Iterator[str]:
    yield HEAD.format(version=document.version)
    yield "import 'client.dart';\nimport 'models.dart';\n\n"
    yield "/// Every call of the API; tokens, retries and the cache are the client's.\n"
    yield "class Api {\n  const Api(this.client);\n\n  final TohfaClient client;\n"
    enums = _enums(document)
    for one in document.operations:
        if one.name != "notifications_stream_retrieve":
            yield from _call(one, enums)
            if one.row is not None and any(f.name == "cursor" for f in one.query_fields):
                yield from _pages(one, enums)
    yield "}\n"


def _parameters(one: Operation, *, with_cursor: bool = True) -> list[str]:
    given = [f"required {_type(f.type)} {_name(f.name)}" for f in one.path_fields]
    if one.body is not None:
        given.append(f"required {_type(one.body)} body")
    given += [
        f"{_type(f.type, is_optional=True)} {_name(f.name)}"
        for f in one.query_fields
        if with_cursor or f.name != "cursor"
    ]
    if one.is_idempotent:
        given.append("String? idempotencyKey")
    if one.takes_if_match:
        given.append("String? ifMatch")
    return given


def _path(one: Operation) -> str:
    path = one.path
    for f in one.path_fields:
        name = _name(f.name)
        value = f"${{Uri.encodeComponent({name})}}" if f.type.kind == "text" else f"${name}"
        path = path.replace(f"{{{f.name}}}", value)
    return f"'{path}'"


def _query(one: Operation, *, with_cursor: bool = True) -> str:
    parts = []
    for f in one.query_fields:
        if f.name == "cursor" and not with_cursor:
            continue
        name = _name(f.name)
        value = f"{name}?.toUtc().toIso8601String()" if f.type.kind == "moment" else name
        parts.append(f"'{f.name}': {value}")
    return f"query: {{{', '.join(parts)}}}" if parts else ""


def _call(one: Operation, enums: frozenset[str]) -> Iterator[str]:
    given = _parameters(one)
    braces = f"{{{', '.join(given)}}}" if given else ""
    arguments = [f"'{one.method}'", _path(one), _query(one)]
    if one.body is not None:
        is_object = one.body.kind == "ref" and one.body.name not in enums
        arguments.append("body: body.toJson()" if is_object else "body: body")
    if one.is_idempotent:
        arguments.append("idempotencyKey: idempotencyKey, isIdempotent: true")
    if one.takes_if_match:
        arguments.append("ifMatch: ifMatch")
    sent = ", ".join(argument for argument in arguments if argument)
    yield f"\n  /// {one.says}\n"
    if one.answer is None:
        yield f"  Future<void> {_name(one.name)}({braces}) => client.call({sent});\n"
    elif one.answer.kind == "file":
        yield f"  Future<List<int>> {_name(one.name)}({braces}) => client.bytes({sent});\n"
    else:
        read = _read(one.answer, "json", enums)
        yield f"  Future<{_type(one.answer)}> {_name(one.name)}({braces}) async {{\n"
        yield f"    final json = await client.call({sent});\n    return {read};\n  }}\n"


def _pages(one: Operation, enums: frozenset[str]) -> Iterator[str]:
    given = _parameters(one, with_cursor=False)
    braces = f"{{{', '.join(given)}}}" if given else ""
    row: Type = one.row  # type: ignore[assignment]
    query = _query(one, with_cursor=False) or "query: {}"
    yield f"\n  /// {one.says} All of it, page by page as it is listened to.\n"
    yield f"  Stream<{_type(row)}> {_name(one.name)}All({braces}) =>\n"
    yield f"      client.pages({_path(one)}, {query}).map((json) => {_read(row, 'json', enums)});\n"
