"""One effect per ``Idempotency-Key``, however often the request is sent.

The record of the answer is written in the very transaction of the effect, so that a crash leaves both
or neither. A second request with the key meets a lock that lives exactly as long as that transaction.
What an action refused is recorded as well (nothing else happened); invalid input and failures are not,
so that they can be mended and sent again under the same key.
"""

import hashlib
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from django.core.files import File
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core import prepared, problems
from core.models import IdempotencyKey
from core.problems import Problem
from core.transactions import opens_transaction

HEADER = "Idempotency-Key"
LONGEST = 255
# The status of a key whose first request is under way.
RUNNING = 0
ABANDONED_AFTER = timedelta(minutes=1)

P = ParamSpec("P")
V = TypeVar("V", bound=APIView)
Handler = Callable[Concatenate[V, Request, P], HttpResponseBase]


class KeyReused(Problem):
    status = 422
    code = "idempotency_key_reused"
    title = _("This idempotency key was used for another request.")


class KeyInProgress(Problem):
    code = "idempotency_in_progress"
    title = _("The first request with this idempotency key is still running.")


class KeyInvalid(Problem):
    status = 400
    code = "invalid_idempotency_key"
    title = _("An idempotency key has between 1 and 255 characters.")


def opens_transaction_once(handler: Handler[V, P]) -> Handler[V, P]:
    """Do as ``opens_transaction``, and at most once for each idempotency key of a caller."""

    @wraps(handler)
    def once(view: V, request: Request, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        claim = _claim(request)
        if claim is None:
            return opens_transaction(handler)(view, request, *args, **kwargs)

        @opens_transaction
        def effect() -> HttpResponseBase:
            if recorded := claim.take():
                return recorded
            answer = _rendered(view, request, handler(view, request, *args, **kwargs))
            if answer.status_code < 400:
                claim.record(answer)
            return answer

        return _refusals_recorded(claim, effect)

    once.is_idempotent = True  # type: ignore[attr-defined]  # read by the API document
    return cast(Handler[V, P], once)


class Recorder:
    """Records the answer of a handler that talks to a partner, in the transaction of its effect."""

    def __init__(self, view: APIView, request: Request, claim: "_Claim | None") -> None:
        self.view, self.request, self.claim = view, request, claim

    def __call__(self, answer: Response) -> HttpResponse:
        rendered = _rendered(self.view, self.request, answer)
        if self.claim is not None:
            self.claim.record(rendered)
        return rendered


Partnered = Callable[Concatenate[V, Request, Recorder, P], HttpResponseBase]


def answers_once(handler: Partnered[V, P]) -> Handler[V, P]:
    """Answer at most once for each idempotency key, where a partner is called on the way.

    No transaction may be open while a partner is waited for, so the key is marked as running first,
    and the handler records its answer with ``record`` in the transaction of its effect. A mark whose
    process died is taken over after a minute.
    """

    @wraps(handler)
    def once(view: V, request: Request, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        claim = _claim(request)
        record = Recorder(view, request, claim)
        if claim is None:
            return handler(view, request, record, *args, **kwargs)
        if recorded := opens_transaction(claim.mark)():
            return recorded
        try:
            return _refusals_recorded(
                claim, lambda: handler(view, request, record, *args, **kwargs)
            )
        finally:
            opens_transaction(claim.unmark)()

    once.is_idempotent = True  # type: ignore[attr-defined]
    return cast(Handler[V, P], once)


def _claim(request: Request) -> "_Claim | None":
    """Read the key a client offers.

    :raises KeyInvalid: if it is empty or too long.
    """
    offered = request.headers.get(HEADER)
    if offered is None:
        return None
    if not 1 <= len(offered) <= LONGEST:
        raise KeyInvalid
    return _Claim(request, offered)


def _refusals_recorded(claim: "_Claim", effect: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    try:
        return effect()
    except (KeyReused, KeyInProgress):
        raise
    except Problem as refusal:
        answer = problems.of_problem(refusal)
        if answer.status_code == 409:
            claim.record_refusal(answer)
        return answer


def _rendered(view: APIView, request: Request, answer: HttpResponseBase) -> HttpResponse:
    """Turn a view's answer into bytes now, while its transaction is open."""
    if isinstance(answer, Response):
        answer.accepted_renderer = request.accepted_renderer
        answer.accepted_media_type = request.accepted_media_type
        answer.renderer_context = view.get_renderer_context()  # type: ignore[attr-defined]
        answer.render()
    if not isinstance(answer, HttpResponse):
        raise TypeError("an answer that streams cannot be recorded")
    return answer


CLAIM = "SELECT * FROM core_claim_idempotency_key(%(actor_id)s::bigint, %(key_digest)s::bytea)"
RECORD = """
INSERT INTO core_idempotencykey
       (actor_id, key_digest, fingerprint, status, content_type, body, answered_at)
VALUES (%(actor_id)s::bigint, %(key_digest)s::bytea, %(fingerprint)s::bytea, %(status)s::int,
        %(content_type)s::text, %(body)s::bytea, %(answered_at)s::timestamptz)
ON CONFLICT (actor_id, key_digest) DO UPDATE
   SET fingerprint = excluded.fingerprint, status = excluded.status, body = excluded.body,
       content_type = excluded.content_type, answered_at = excluded.answered_at
RETURNING NULL
"""


def _digest(request: Request) -> tuple[str, str]:
    """Give what tells one body from another, with its kind.

    A form is known by what it holds: what stands between its parts is made anew whenever it is sent,
    and files are not read into memory.
    """
    kind = str(request.content_type)
    if not kind.lower().startswith("multipart/"):
        return kind, hashlib.sha256(request.body).hexdigest()
    digest = hashlib.sha256()
    for name, values in sorted(cast(QueryDict, request.data).lists()):
        for value in values:
            given: Any = value
            is_file = isinstance(value, File)
            size = given.size if is_file else len(given)
            label = getattr(given, "name", "")
            digest.update(
                f"{name!r} {is_file} {label!r} {size}\n".encode("utf-8", "surrogateescape")
            )
            for piece in given.chunks() if is_file else [given.encode("utf-8", "surrogateescape")]:
                digest.update(piece)
            if is_file:
                given.seek(0)
    return "multipart/form-data", digest.hexdigest()


class _Claim:
    """One request's hold on its key."""

    def __init__(self, request: Request, offered: str) -> None:
        self.actor_id = int(request.user.pk or 0)
        self.key_digest = hashlib.sha256(offered.encode("utf-8", "surrogateescape")).digest()
        kind, body = _digest(request)
        route = f"{request.method} {request.path} {kind} {body}"
        self.fingerprint = hashlib.sha256(route.encode("utf-8", "surrogateescape")).digest()

    def take(self) -> HttpResponse | None:
        """Hold the key until the transaction ends, or give the answer recorded for it.

        One query: the lock, then, in a snapshot taken after it, the record.
        """
        ((free, fingerprint, status, content_type, body),) = prepared.rows(CLAIM, self._key())
        if not free:
            raise KeyInProgress
        if fingerprint is None:
            return None
        if bytes(fingerprint) != self.fingerprint:
            raise KeyReused
        if status == RUNNING:
            raise KeyInProgress
        return HttpResponse(
            bytes(body),
            status=status,
            content_type=content_type or None,
            headers={"Idempotent-Replayed": "true"},
        )

    def mark(self) -> HttpResponse | None:
        """Mark the key as running, or give the answer recorded for it."""
        stale = timezone.now() - ABANDONED_AFTER
        self._own().filter(status=RUNNING, answered_at__lt=stale).delete()
        if recorded := self.take():
            return recorded
        IdempotencyKey.objects.create(**self._row(HttpResponse(status=200)) | {"status": RUNNING})
        return None

    def unmark(self) -> None:
        """Free a key under which nothing was recorded."""
        self._own().filter(status=RUNNING).delete()

    def record(self, answer: HttpResponse) -> None:
        """Write the answer down, in place of the mark if there is one. One query."""
        prepared.later(RECORD, self._row(answer))

    def _own(self) -> QuerySet[IdempotencyKey]:
        return IdempotencyKey.objects.filter(actor_id=self.actor_id, key_digest=self.key_digest)

    @transaction.atomic
    def record_refusal(self, answer: HttpResponse) -> None:
        self.unmark()
        IdempotencyKey.objects.bulk_create(
            [IdempotencyKey(**self._row(answer))], ignore_conflicts=True
        )

    def _key(self) -> dict[str, Any]:
        return {"actor_id": self.actor_id, "key_digest": self.key_digest}

    def _row(self, answer: HttpResponse) -> dict[str, Any]:
        return {
            **self._key(),
            "fingerprint": self.fingerprint,
            "status": answer.status_code,
            "content_type": answer.headers.get("Content-Type", ""),
            "body": answer.content,
            "answered_at": timezone.now(),
        }
