"""Generated requests for everything the API document promises, sent in-process as somebody of a role.

The cases come from schemathesis, which reads the document alone. Where a case is meant to be valid, ids
and bodies of things that really exist are put in often enough that the attack comes past the first door.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import Lock
from typing import Any
from unittest import mock

import jwt
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, connection, connections, transaction
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema
from schemathesis.generation.case import Case
from schemathesis.hooks import GLOBAL_HOOK_DISPATCHER
from schemathesis.transport.wsgi import WSGITransport

from custom_auth.tokens import access_token
from tests.surface.calls import undone
from tests.surface.document import FILE, operation_of
from tests.surface.table import TABLE
from tests.surface.world import World

# Under the test client nothing can be handed over: `tests/test_stream.py` opens real streams.
APART = {"/api/notifications/stream/"}
ACCEPTED = ["2xx", "3xx", "400", "401", "403", "404", "409", "412", "422", "429", "503"]
REFUSED = ["400", "401", "403", "404", "405", "406", "409", "412", "413", "415", "422", "429"]
# What the engine sets for sockets; there are none.
SOCKETS = {"max_redirects", "verify", "cert", "proxies"}
# How often, of valid cases, something real is named.
REAL = 0.7


@dataclass
class Outcome:
    """What came of an attack: how much was sent, what was answered, and what should not have been."""

    sent: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    faults: dict[tuple[str, str], str] = field(default_factory=dict)


class Application:
    """The program as a WSGI application in whose transaction nothing stays behind."""

    def __init__(self, outcome: Outcome, token: str, fresh: Callable[[], str]) -> None:
        self.token, self.fresh = token, fresh
        self.outcome, self.inner, self.lock = outcome, get_wsgi_application(), Lock()
        self.connection = connections["default"]

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        with self.lock:
            # The engine calls from a thread of its own; what is there was made on this connection.
            connections["default"] = self.connection
            # The engine says that it reads every encoding, and then reads what came as it came.
            environ.pop("HTTP_ACCEPT_ENCODING", None)
            if self.token and environ.get("HTTP_AUTHORIZATION") == self.token:
                # The attack may last longer than a token does.
                environ["HTTP_AUTHORIZATION"] = self.fresh()
            with undone():
                answer: Any = self.inner(environ, self._counted(start_response))
                content = list(answer)
                answer.close()
                transaction.set_rollback(True)
            return content

    def _counted(self, start_response: Any) -> Callable[..., Any]:
        def start(status: str, *arguments: Any) -> Any:
            self.outcome.sent += 1
            self.outcome.statuses[int(status[:3])] += 1
            return start_response(status, *arguments)

        return start


@dataclass(frozen=True)
class Real:
    """What really exists for an operation: the parts of its path, and a body that would succeed."""

    parts: list[str]
    body: Mapping[str, Any] | None


def _known(world: World) -> dict[str, Real]:
    """Make what the table's rows name and give, by operation, real path parameters and a real body."""
    found: dict[str, Real] = {}
    for row in TABLE:
        operation = operation_of(row)
        if not operation:
            continue
        with suppress(Exception):
            path = world.path(row.path)
            body = dict(row.body(world)) if row.body and not row.files else None
            found[operation["operationId"]] = Real(_parts(row.path, path), body)
    return found


def _parts(template: str, path: str) -> list[str]:
    pairs = zip(template.split("/"), path.split("/"), strict=True)
    return [real for pattern, real in pairs if pattern.startswith("{")]


def renewed(token: str) -> str:
    """Give another token of the same session."""
    claims = jwt.decode(token.removeprefix("Bearer "), options={"verify_signature": False})
    made = access_token(user_id=int(claims["sub"]), session_id=claims["sid"], now=datetime.now(UTC))
    return f"Bearer {made}"


def attack(world: World, role: str, *, examples: int, seed: int, at_length: bool) -> Outcome:
    """Send ``examples`` cases to each operation as ``role``; ``at_length`` also every boundary there is."""
    known = _known(world)
    outcome = Outcome()
    config = SchemathesisConfig.from_dict(
        {
            "seed": seed,
            "cache": {"enabled": False},
            "generation": {"max-examples": examples, "no-shrink": True, "database": "none"},
            "phases": {
                "stateful": {"enabled": False},
                "coverage": {"enabled": at_length},
                "examples": {"enabled": at_length},
            },
            # What is valid by the document may name what does not exist, or break a rule that is not
            # one of a single field: the document lists 400 for each operation.
            "checks": {
                "positive_data_acceptance": {"expected-statuses": ACCEPTED},
                "negative_data_rejection": {"expected-statuses": REFUSED},
            },
        }
    )
    schema = schemathesis.openapi.from_path(FILE, config=config)
    schema.location = "/api/schema/"
    client: Any = world.client(role)
    token = client._credentials.get("HTTP_AUTHORIZATION", "")
    schema.app = Application(outcome, token, lambda: renewed(token))
    if token:
        schema.config.update(headers={"Authorization": token})

    def name_what_exists(_context: Any, case: Case[Any], _kwargs: dict[str, Any]) -> None:
        chance = random.Random(f"{seed} {case.id}")
        _make_real(case, known, chance)

    connection.inc_thread_sharing()
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)
    try:
        schemathesis.hook("before_call")(name_what_exists)
        with mock.patch.object(WSGITransport, "send", _without_sockets(WSGITransport.send)):
            for event in from_schema(schema.exclude(path=list(APART))).execute():
                _note(event, outcome)
    finally:
        GLOBAL_HOOK_DISPATCHER.unregister(name_what_exists)
        request_started.connect(close_old_connections)
        request_finished.connect(close_old_connections)
        connection.dec_thread_sharing()
    return outcome


def _without_sockets(send: Callable[..., Any]) -> Callable[..., Any]:
    """Leave out what the engine's second tries set for sockets, which its own in-process client refuses."""

    def sending(self: Any, case: Case[Any], **options: Any) -> Any:
        return send(self, case, **{k: v for k, v in options.items() if k not in SOCKETS})

    return sending


def _make_real(case: Case[Any], known: Mapping[str, Real], chance: random.Random) -> None:
    meta = case.meta
    real = known.get(case.operation.definition.raw.get("operationId", ""))
    if meta is None or real is None or not meta.generation.mode.is_positive:
        return
    parts, body = real.parts, real.body
    if case.path_parameters and len(parts) == len(case.path_parameters) and chance.random() < REAL:
        for name, value in zip(list(case.path_parameters), parts, strict=True):
            case.path_parameters[name] = value
    if body and isinstance(case.body, dict) and chance.random() < REAL:
        keep = chance.random()
        for name, value in body.items():
            if chance.random() < keep or name not in case.body:
                case.body[name] = value


def _is_forgiven(case_id: str, check: Any, event: Any) -> bool:
    """What the introduction to the API allows: empty is not given, and a number will do for a text."""
    if check.name != "negative_data_rejection":
        return False
    if "ncorrect type" in str(check.failure_info.failure.message):
        return True
    case = event.recorder.cases[case_id].value
    body = case.body if "form" in (case.media_type or "") else {}
    given = [*(case.query or {}).values(), *(body.values() if isinstance(body, dict) else ())]
    return any(value in ("", [""], None, []) for value in given)


def _note(event: Any, outcome: Outcome) -> None:
    if isinstance(event, events.NonFatalError):
        outcome.faults[event.label, "error"] = str(event.info)
    elif isinstance(event, events.FatalError):
        raise event.exception
    elif isinstance(event, events.ScenarioFinished):
        for case_id, checks in event.recorder.checks.items():
            for check in checks:
                if check.failure_info is not None and not _is_forgiven(case_id, check, event):
                    interaction = event.recorder.interactions.get(case_id)
                    text = f"{check.failure_info.failure}\n{check.failure_info.code_sample}"
                    if interaction is not None and interaction.response is not None:
                        text += f"\n{interaction.response.status_code} {interaction.response.content[:600]!r}"
                    outcome.faults.setdefault((event.label or "", check.name), text)
