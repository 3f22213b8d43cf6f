"""How the API document (OpenAPI 3.1) is made complete: refusals and headers, for every route."""

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from django.utils.functional import Promise
from django.utils.translation import override
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import list_hash
from rest_framework import serializers

from core import idempotency
from core.problems import TITLES, VALIDATION, PreconditionFailed, Problem, problem_body

H = TypeVar("H", bound=Callable[..., Any])

AN_ID = {"type": "integer"}
MONEY = {"type": "string", "pattern": r"^-?\d+\.\d{2}$"}
# What some refusals tell beside the usual members, so that an app need not read sentences.
MORE: dict[str, Any] = {
    "items": {
        "type": "array",
        "description": "`insufficient_stock`, `not_for_sale`: each piece it is about.",
        "items": {
            "type": "object",
            "properties": {
                "product": {**AN_ID, "description": "Which piece."},
                "variant": {
                    "type": ["integer", "null"],
                    "description": "Which variant, where that is known.",
                },
                "available": {**AN_ID, "description": "How many there are."},
            },
        },
    },
    "product": {**AN_ID, "description": "Which piece it is about."},
    "item": {**AN_ID, "description": "Which line of the order it is about."},
    "parcel": {**AN_ID, "description": "Which parcel it is about."},
    "seller": {**AN_ID, "description": "`not_deliverable`: whose pieces cannot be sent there."},
    "field": {
        "type": "string",
        "description": "`card_data_refused`: where the card stands in the body; "
        "`personalisation_missing`: what the maker asks for.",
    },
    "attribute": {"type": "string", "description": "`unknown_attribute`: its code."},
    "changes": {
        "type": "array",
        "description": "`quote_changed`: what differs from the quote.",
        "items": {
            "type": "object",
            "properties": {
                "what": {"type": "string", "description": "Which part of it differs."},
                "quoted": {"description": "How it was quoted; null if it was not there."},
                "now": {"description": "How it is now."},
            },
        },
    },
    "stands_at": {
        "type": "string",
        "description": "`invalid_transition`: where it stands at present.",
    },
    "smallest": {**MONEY, "description": "The least there may be."},
    "largest": {**MONEY, "description": "The most there may be."},
    "left_today": {**MONEY, "description": "`limit_reached`: how much of today's most is left."},
    "left": {**MONEY, "description": "`refund_exceeds_payment`: how much can still go back."},
    "limit": {**MONEY, "description": "`credit_limit_reached`: the most a wallet may hold."},
    "most": {**MONEY, "description": "`compensation_too_high`: the most it can be."},
    "until": {
        "type": "string",
        "format": "date-time",
        "description": "`pin_locked`, `cooling_off`: until when.",
    },
}
PROBLEM_SCHEMA: dict[str, Any] = {
    "type": "object",
    "description": "What went wrong (RFC 9457). Programs decide by `code`, people read `detail`.",
    "required": ["type", "title", "status", "detail", "code", "request_id"],
    "properties": {
        "type": {"type": "string", "description": "A URN made of the code."},
        "title": {"type": "string", "description": "What kind of problem it is, translated."},
        "status": {"type": "integer", "description": "The HTTP status, repeated."},
        "detail": {"type": "string", "description": "What happened this time, translated."},
        "code": {"type": "string", "description": "A stable word for programs."},
        "request_id": {"type": "string", "description": "The id to name when asking for help."},
        "errors": {
            "type": "array",
            "description": "One row for each field that is not valid.",
            "items": {
                "type": "object",
                "required": ["field", "code", "message"],
                "properties": {
                    "field": {
                        "type": "string",
                        "description": "Dotted path, such as `items.0.quantity`; empty for the whole.",
                    },
                    "code": {"type": "string", "description": "A stable word for programs."},
                    "message": {"type": "string", "description": "A sentence for people."},
                },
            },
        },
        **MORE,
    },
}


def refuses(*refusals: type[Problem]) -> Callable[[H], H]:
    """Name, for the API document, what a handler's actions may refuse."""

    def mark(handler: H) -> H:
        handler.refusals = refusals  # type: ignore[attr-defined]
        return handler

    return mark


def header(name: str, description: str, **schema: Any) -> dict[str, Any]:
    return {
        "name": name,
        "in": "header",
        "required": False,
        "schema": {"type": "string", **schema},
        "description": description,
    }


class Schema(AutoSchema):
    """One operation of the document, with the headers it takes and the problems it may answer."""

    def get_operation(self, *args: Any, **kwargs: Any) -> dict[str, Any] | None:
        operation: dict[str, Any] | None = super().get_operation(*args, **kwargs)
        if operation is None:
            return None
        handler = getattr(self.view, self.method.lower())
        parameters: list[dict[str, Any]] = operation.setdefault("parameters", [])
        if getattr(handler, "is_idempotent", False):
            parameters.append(
                header(
                    idempotency.HEADER,
                    "Any text; a repeat within 24 hours with the same key has no second effect and "
                    "gets the first answer.",
                    maxLength=idempotency.LONGEST,
                )
            )
        if getattr(handler, "takes_if_match", False):
            parameters.append(header("If-Match", "The `ETag` of the state the change is based on."))
        notice = getattr(handler, "deprecation", None)
        if notice is not None:
            operation["deprecated"] = True
            said = operation.get("description", "")
            operation["description"] = f"{said}\n\n{notice.sentence()}".strip()
        for status, examples in self._problems(handler, operation).items():
            operation["responses"].setdefault(str(status), _answer(status, examples))
        return operation

    def _map_basic_serializer(self, serializer: Any, direction: Any) -> Any:
        """Say of what a model's row always shows that it is always there, though it has a default."""
        schema = super()._map_basic_serializer(serializer, direction)  # type: ignore[no-untyped-call]
        if direction == "response" and isinstance(serializer, serializers.ModelSerializer):
            explicit = serializer._declared_fields
            shown = [name for name in schema.get("properties", {}) if name not in explicit]
            schema["required"] = sorted({*schema.get("required", []), *shown})
        return schema

    def get_tags(self) -> list[str]:
        segments = [part for part in self.path.split("/") if part and not part.startswith("{")]
        return [segments[1] if segments[0] == "api" and len(segments) > 1 else segments[0]]

    def _problems(self, handler: Any, operation: dict[str, Any]) -> dict[int, list[dict[str, Any]]]:
        statuses = [400, 406, 429, 503]
        if operation.get("security"):
            # Whoever need not sign in and does with a bad token is told so.
            statuses += [401] if {} in operation["security"] else [401, 403]
        if "{" in self.path:
            statuses.append(404)
        if "requestBody" in operation:
            statuses += [413, 415]
        found: dict[int, list[dict[str, Any]]] = {}
        for status in statuses:
            code, title = VALIDATION if status == 400 else TITLES[status]
            found.setdefault(status, []).append(_example(status, code, title))
        refusals: list[type[Problem]] = list(getattr(handler, "refusals", ()))
        for permission in self.view.get_permissions():
            refusals += _refused_by(permission)
        if getattr(handler, "is_idempotent", False):
            refusals += [idempotency.KeyReused, idempotency.KeyInProgress, idempotency.KeyInvalid]
        if getattr(handler, "takes_if_match", False):
            refusals.append(PreconditionFailed)
        for refusal in dict.fromkeys(refusals):
            example = _example(refusal.status, refusal.code, refusal.title)
            found.setdefault(refusal.status, []).append(example)
        return dict(sorted(found.items()))


def _refused_by(permission: Any) -> Iterator[type[Problem]]:
    """Give what a permission refuses by itself, or those it is made of by ``|`` and ``&``."""
    yield from getattr(permission, "refusals", ())
    for part in ("op1", "op2"):
        if hasattr(permission, part):
            yield from _refused_by(getattr(permission, part))


def _example(status: int, code: str, title: str | Promise) -> dict[str, Any]:
    with override("ar"):
        body = problem_body(status, code, title)
    if (code, title) == VALIDATION:
        row = {
            "field": "items.0.quantity",
            "code": "min_value",
            "message": "القيمة أصغر من المسموح.",
        }
        body["errors"] = [row]
    return {**body, "request_id": "7f4df0c1b2d34e0f8c5a9e6d1b2c3a40"}


def _answer(status: int, examples: list[dict[str, Any]]) -> dict[str, Any]:
    codes = ", ".join(f"`{example['code']}`" for example in examples)
    return {
        "description": f"Refused: {codes}",
        "content": {
            "application/problem+json": {
                "schema": {"$ref": "#/components/schemas/Problem"},
                "examples": {example["code"]: {"value": example} for example in examples},
            }
        },
    }


def known_by_values(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Let two sets of choices with the same values be one, whatever their labels; runs before naming."""
    pending: list[Any] = [result]
    while pending:
        node = pending.pop()
        if isinstance(node, dict):
            if "x-spec-enum-id" in node:
                values = [value for value in node["enum"] if value not in ("", None)]
                node["x-spec-enum-id"] = list_hash([(value, value) for value in values])
                node["description"] = node.get("description", "").partition("\n\n* `")[0]
            pending += node.values()
        elif isinstance(node, list):
            pending += node
    return result


def plainly(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Say of texts what other languages' schemas understand as ours do.

    Letters of a slug are those of any script, which a pattern's short form means in Python alone; and
    what the format "time" calls a time has an offset, where ours are on somebody's clock.
    """
    pending: list[Any] = [result]
    while pending:
        node = pending.pop()
        if isinstance(node, dict):
            if node.get("pattern") == r"^[-\w]+$":
                node["pattern"] = r"^[^\s/?#]+$"
            if node.get("format") == "time":
                del node["format"]
                node["pattern"] = r"^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?"
            pending += node.values()
        elif isinstance(node, list):
            pending += node
    return result


def complete(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Add what stands once for the whole document: the problem's shape and the language header."""
    result["components"].setdefault("schemas", {})["Problem"] = PROBLEM_SCHEMA
    language = header(
        "Accept-Language",
        "The language of messages and of translated content: `ar` or `en`, anything else is `ar`.",
        default="ar",
        examples=["ar", "en"],
    )
    result["components"].setdefault("parameters", {})["AcceptLanguage"] = language
    examples = result["components"].setdefault("examples", {})
    for operations in result["paths"].values():
        for operation in operations.values():
            operation.setdefault("parameters", []).append(
                {"$ref": "#/components/parameters/AcceptLanguage"}
            )
            for answer in operation["responses"].values():
                _keep_once(answer.get("content", {}).get("application/problem+json", {}), examples)
    result["components"]["examples"] = dict(sorted(examples.items()))
    return result


def _keep_once(media: dict[str, Any], kept: dict[str, Any]) -> None:
    """Put the examples of a refusal among the document's components, and refer to them there."""
    for code, example in media.get("examples", {}).items():
        kept[code] = example
        media["examples"][code] = {"$ref": f"#/components/examples/{code}"}
