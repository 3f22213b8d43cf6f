"""What surrounds every view: sanity of the request, one transaction, faults, the journal."""

import json
import time
import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.debug import sensitive_post_parameters

from sandbox import bodies, faults, origins
from sandbox.configuration import configuration
from sandbox.models import Exchange, Fault
from sandbox.redaction import redacted
from sandbox.refusals import Refusal

View = Callable[..., HttpResponseBase]
Speech = Callable[[int, Any], Any]
KEPT = 6000
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")
# What a refused page says to its people; what a program is told stands below it.
IN_ARABIC = {
    400: "لا يمكن قبول ما أُرسل.",
    403: "هذه الصفحة ليست لك.",
    404: "لا يوجد شيء هنا.",
    405: "هذه الصفحة تُفتح من زر في صفحة أخرى.",
    413: "ما أُرسل أكبر مما يُقبل هنا.",
}


def as_it_is(status: int, body: Any) -> Any:
    """Speak as the payment gateway: a refusal's body is the answer's."""
    return body


def api(name: str, *methods: str, speech: Speech = as_it_is) -> Callable[[View], View]:
    """Make a view an endpoint of a partner's API; ``name`` is what faults and the journal call it.

    The view runs in one transaction; a refusal undoes it.
    """

    def decorate(view: View) -> View:
        @csrf_exempt
        @wraps(view)
        def door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            began = time.perf_counter()
            fault = faults.take(name, faults.OF_THE_WIRE)
            answer = faults.before(fault) or _answer(
                transaction.atomic(lambda: view(request, *args, **kwargs)), request, methods, speech
            )
            request_id = str(uuid.uuid4())
            answer.headers["X-Paymob-Request-ID"] = request_id
            _write_down(name, request, answer, fault, time.perf_counter() - began)
            return faults.after(fault, request, answer)

        return door

    return decorate


def control_api(*methods: str) -> Callable[[View], View]:
    """Make a view an endpoint of the control API: no faults, no journal, no transaction.

    What changes something has to come as JSON, which no form of another site can send.
    """

    def decorate(view: View) -> View:
        @csrf_exempt
        @wraps(view)
        def door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            def call() -> HttpResponseBase:
                if request.method != "GET" and request.content_type != "application/json":
                    raise Refusal(415, {"detail": "Send application/json."})
                return view(request, *args, **kwargs)

            return _answer(call, request, methods, as_it_is)

        return door

    return decorate


def unknown(name: str, *, speech: Speech = as_it_is) -> View:
    """Make a view for addresses a partner does not have, so that the journal shows who asked."""

    @api(name, *METHODS, speech=speech)
    def answer_unknown(request: HttpRequest, rest: str) -> HttpResponseBase:
        raise Refusal(404, {"detail": "Not found."})

    return answer_unknown


def page(*methods: str, csrf: bool, atomic: bool = True) -> Callable[[View], View]:
    """Make a view a page for people.

    The checkout's pages go without the CSRF check: no cookie gives a right there, whoever knows the
    secret in the address may pay. The control pages have it.
    """

    def decorate(view: View) -> View:
        @sensitive_post_parameters()
        @wraps(view)
        def door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            def call() -> HttpResponseBase:
                return view(request, *args, **kwargs)

            answer = _page(transaction.atomic(call) if atomic else call, request, methods)
            answer.headers.setdefault("Content-Security-Policy", _policy())
            answer.headers.setdefault("Referrer-Policy", "same-origin")
            answer.headers.setdefault("Cache-Control", "no-store")
            return answer

        return csrf_protect(door) if csrf else csrf_exempt(door)

    return decorate


def _answer(
    call: Callable[[], HttpResponseBase],
    request: HttpRequest,
    methods: tuple[str, ...],
    speech: Speech,
) -> HttpResponseBase:
    try:
        _refuse_unreadable(request)
        if request.method not in methods:
            raise Refusal(405, {"detail": f'Method "{request.method}" not allowed.'})
        return call()
    except Refusal as refusal:
        body = speech(refusal.status, refusal.body)
        answer = JsonResponse(body, status=refusal.status, safe=False)
        if refusal.status == 405:
            answer.headers["Allow"] = ", ".join(methods)
        if refusal.status == 401:
            answer.headers["WWW-Authenticate"] = "Token"
        return answer


def _page(
    call: Callable[[], HttpResponseBase], request: HttpRequest, methods: tuple[str, ...]
) -> HttpResponseBase:
    try:
        _refuse_unreadable(request)
        if request.method not in (*methods, "HEAD"):
            raise Refusal(405, {"detail": f'Method "{request.method}" not allowed.'})
        return call()
    except Refusal as refusal:
        context = {
            "arabic": IN_ARABIC.get(refusal.status, IN_ARABIC[400]),
            "sentence": sentence_of(refusal.body),
            "status": refusal.status,
        }
        return render(request, "sandbox/refusal.html", context, status=refusal.status)


def sentence_of(body: Any) -> str:
    """Give the first sentence in the body of a refusal."""
    if isinstance(body, dict):
        return sentence_of(next(iter(body.values()), ""))
    if isinstance(body, list):
        return sentence_of(body[0] if body else "")
    return str(body)


def _refuse_unreadable(request: HttpRequest) -> None:
    length = bodies.announced_length(request)
    if length < 0:
        raise Refusal(400, {"detail": "The length of the body is no number."})
    if length > bodies.LARGEST:
        raise Refusal(413, {"detail": "The body is too large."})
    # Read whole before the form is: a form read from the stream would leave no body to read.
    _ = request.body
    if not bodies.is_clean(request):
        raise Refusal(400, {"detail": "This text cannot be stored."})


def _policy() -> str:
    """Allow nothing from elsewhere; forms may lead on to where browsers may be redirected."""
    allowed = {origins.origin(one) for one in configuration().allowed_origins} - {None}
    return (
        "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; "
        f"form-action 'self' {' '.join(sorted(str(one) for one in allowed))}"
    )


def _write_down(
    name: str,
    request: HttpRequest,
    answer: HttpResponseBase,
    fault: Fault | None,
    seconds: float,
) -> None:
    Exchange.objects.create(
        received_at=timezone.now(),
        name=name,
        method=str(request.method)[:10],
        path=request.path.replace("\x00", "")[:300],
        request=_legible(_received(request)),
        status=answer.status_code,
        answer=_legible(_sent(answer)),
        milliseconds=round(seconds * 1000),
        fault=fault.kind if fault else "",
    )


def _received(request: HttpRequest) -> Any:
    if not 0 <= bodies.announced_length(request) <= bodies.LARGEST:
        return "(not read)"
    if request.content_type in {"application/x-www-form-urlencoded", "multipart/form-data"}:
        return bodies.form(request) if bodies.is_clean(request) else "(not clean)"
    try:
        return bodies.read_json(request)
    except Refusal:
        return "(not JSON)"


def _sent(answer: HttpResponseBase) -> Any:
    if not isinstance(answer, HttpResponse):
        return ""
    if answer.headers.get("Content-Type") != "application/json":
        return f"({answer.headers.get('Content-Type')}, {len(answer.content)} bytes)"
    return json.loads(answer.content)


def _legible(value: Any) -> str:
    if not value:
        return ""
    if isinstance(value, str):
        return value
    return json.dumps(redacted(value), ensure_ascii=False, indent=1)[:KEPT]
