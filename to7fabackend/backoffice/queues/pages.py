"""The pages of every queue: the list, one thing with all there is to know, and its decision."""

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from core import staff
from core.problems import Problem
from core.transactions import joins_transaction, opens_transaction
from custom_auth.models import User
from to7fabackend.backoffice.queues.all import QUEUES
from to7fabackend.backoffice.queues.base import Decision, Queue, Verb

PAGE = 50


def caller(request: HttpRequest) -> User:
    return cast(User, request.user)


def _queue(request: HttpRequest, slug: str) -> Queue:
    queue = QUEUES.get(slug)
    if queue is None:
        raise Http404
    if not queue.is_open_to(staff.roles_of(request)):
        raise PermissionDenied
    return queue


def show_queue(request: HttpRequest, slug: str, context: dict[str, Any]) -> HttpResponse:
    """Show what waits, oldest first; take in a file where the queue is fed by files."""
    queue = _queue(request, slug)
    form = None
    if queue.uploads is not None:
        form = queue.uploads.form(request.POST or None, request.FILES or None)
        taken = request.method == "POST" and form.is_valid() and _take_in(request, queue, form)
        if taken:
            return redirect("admin:queue_item", slug=slug, pk=taken)
    handing_out = None
    if queue.hands_out is not None:
        handing_out = queue.hands_out.form(request.POST or None)
        if request.method == "POST" and handing_out.is_valid():
            answer = _hand_out(request, queue, handing_out)
            if answer is not None:
                return answer
    start = _page(request)
    rows = list(queue.waiting()[start * PAGE : (start + 1) * PAGE + 1])
    lines = [
        (row, queue.name(row), [(column, column.value(row)) for column in queue.columns])
        for row in rows[:PAGE]
    ]
    more = {
        "queue": queue,
        "lines": lines,
        "form": form,
        "handing_out": handing_out,
        "title": queue.title,
        "next_page": start + 2 if len(rows) > PAGE else None,
        "previous_page": start if start else None,
    }
    return render(request, "backoffice/queue.html", {**context, **more})


def _page(request: HttpRequest) -> int:
    given = request.GET.get("page", "1")
    return int(given) - 1 if given.isascii() and given.isdigit() and 1 <= int(given) <= 200 else 0


def show_item(request: HttpRequest, slug: str, pk: int, context: dict[str, Any]) -> HttpResponse:
    """Show one thing and what can be decided; a decision is shown again before it is carried out.

    One that is refused, or thought better of, is shown with what was written.
    """
    queue = _queue(request, slug)
    row = queue.find(pk)
    if row is None:
        messages.info(request, _("This was decided in the meantime."))
        return redirect("admin:queue", slug=slug)
    forms = {
        verb.name: verb.form(initial=verb.initial(row), prefix=verb.name)
        for verb in queue.verbs
        if verb.is_possible(row)
    }
    if request.method == "POST":
        verb = queue.verb(request.POST.get("verb", ""))
        if verb is None or verb.name not in forms:
            messages.error(request, _("This cannot be decided now."))
            return redirect("admin:queue_item", slug=slug, pk=pk)
        form = forms[verb.name] = verb.form(request.POST, prefix=verb.name)
        if form.is_valid() and request.POST.get("confirmed") != "no":
            if request.POST.get("confirmed") != "yes":
                return _confirmation(request, queue, row, verb, form, context)
            refused = _decide(request, queue, row, verb, form.cleaned_data)
            if not refused:
                return redirect("admin:queue", slug=slug)
            row = queue.find(pk)
            if row is None or not verb.is_possible(row):
                # Somebody was faster: there is no form any more that could say so.
                messages.error(request, refused)
                return redirect("admin:queue_item", slug=slug, pk=pk)
            form.add_error(None, refused)
    more = {
        "queue": queue,
        "row": row,
        "facts": queue.facts(row),
        "panels": queue.panels(row),
        "pictures": queue.pictures(row),
        "choices": [(verb, forms[verb.name]) for verb in queue.verbs if verb.name in forms],
        "title": queue.name(row),
    }
    return render(request, "backoffice/queue_item.html", {**context, **more})


def _confirmation(
    request: HttpRequest, queue: Queue, row: Any, verb: Verb, form: Any, context: dict[str, Any]
) -> HttpResponse:
    shown = [
        (field.label, form.cleaned_data.get(field.name)) for field in form if field.name != "row"
    ]
    more = {
        "queue": queue,
        "row": row,
        "name": queue.name(row),
        "verb": verb,
        "form": form,
        "title": verb.label,
    }
    return render(request, "backoffice/confirm.html", {**context, **more, "shown": shown})


def _decide(request: HttpRequest, queue: Queue, row: Any, verb: Verb, given: dict[str, Any]) -> str:
    """Carry a decision out; give a refusal's words, if there is one: nothing has happened."""
    decision = Decision(by=caller(request), now=timezone.now(), given=given)
    try:
        opens_transaction(_act)(request, queue, row, verb, decision)
    except Problem as refusal:
        return _words(refusal)
    messages.success(request, _("Done: %(what)s.") % {"what": verb.label})
    return ""


def _words(refusal: Problem) -> str:
    return f"{refusal.title} {refusal.detail}".strip()


@joins_transaction
def _act(request: HttpRequest, queue: Queue, row: Any, verb: Verb, decision: Decision) -> None:
    staff.acting(request)
    before = {name: getattr(row, name) for name in queue.noted}
    verb.act(row, decision)
    fresh = type(row)._default_manager.filter(pk=row.pk).first() or row
    after = {name: getattr(fresh, name) for name in queue.noted}
    amounts = {k: v for k, v in decision.given.items() if k != "reason"}
    staff.note(
        request,
        f"{queue.slug}.{verb.name}",
        row,
        reason=decision.reason,
        before=before,
        after={**after, **amounts},
    )


def _take_in(request: HttpRequest, queue: Queue, form: Any) -> int | None:
    """Take a file in; a refusal is shown and nothing has happened."""
    decision = Decision(by=caller(request), now=timezone.now(), given=form.cleaned_data)
    try:
        return opens_transaction(_upload)(request, queue, decision)
    except Problem as refusal:
        messages.error(request, _words(refusal))
    except DatabaseError:
        messages.error(request, _("This file was taken in before, or contradicts what is booked."))
    return None


@joins_transaction
def _upload(request: HttpRequest, queue: Queue, decision: Decision) -> int:
    assert queue.uploads is not None  # noqa: S101 - the page asked
    staff.acting(request)
    taken = queue.uploads.act(decision)
    staff.note(request, queue.uploads.name, taken)
    return int(taken.pk)


def _hand_out(request: HttpRequest, queue: Queue, form: Any) -> HttpResponse | None:
    """Make a file and give it; a refusal is shown and nothing has happened."""
    decision = Decision(by=caller(request), now=timezone.now(), given=form.cleaned_data)
    try:
        name, text = opens_transaction(_made)(request, queue, decision)
    except Problem as refusal:
        messages.error(request, _words(refusal))
        return None
    answer = HttpResponse(text, content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@joins_transaction
def _made(request: HttpRequest, queue: Queue, decision: Decision) -> tuple[str, str]:
    assert queue.hands_out is not None  # noqa: S101 - the page asked
    staff.acting(request)
    name, text = queue.hands_out.act(decision)
    staff.note(request, queue.hands_out.name, queue.hands_out.about(), after={"file": name})
    return name, text
