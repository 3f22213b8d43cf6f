"""Doors of the returns that a seller answers; staff decide where the two sides cannot agree."""

from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.db.models import QuerySet
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from core.problems import Problem
from core.transactions import opens_transaction
from custom_auth.models import User
from orders.actions import returns
from orders.models import Return
from orders.rules import states
from orders.rules.returns import Reason
from orders.rules.states import ReturnStatus
from to7fabackend.seller import forms
from to7fabackend.seller.views import Shelves, for_sellers, shelved


def _own(seller: User) -> QuerySet[Return]:
    rows = Return.objects.filter(parcel__seller=seller).for_listing()
    return cast("QuerySet[Return]", rows.order_by("-pk"))


SHELVES: Shelves = {
    "to-do": (
        gettext_lazy("To answer"),
        lambda seller: _own(seller).filter(status__in=["requested", "approved"]),
    ),
    "with-staff": (
        gettext_lazy("Not agreed on"),
        lambda seller: _own(seller).filter(status__in=["refused", "disputed"]),
    ),
    "all": (gettext_lazy("All"), _own),
}


@require_safe
@for_sellers
def returned(request: HttpRequest, seller: User) -> HttpResponse:
    return render(request, "seller/returns.html", shelved(request, seller, SHELVES))


# What a seller can decide, where it leads, and what is to be filled in for it.
DECISIONS: dict[str, tuple[Any, ReturnStatus, type[Form]]] = {
    "approve": (gettext_lazy("Accept it"), ReturnStatus.APPROVED, forms.Step),
    "receive": (gettext_lazy("The pieces are back"), ReturnStatus.RECEIVED, forms.Receiving),
    "refuse": (gettext_lazy("Refuse it"), ReturnStatus.REFUSED, forms.Refusing),
    "dispute": (gettext_lazy("Take it to Tohfa's team"), ReturnStatus.DISPUTED, forms.Disputing),
}
# How a decision looks: what takes something away from the buyer is red, what is the last resort plain.
TONES = {"refuse": "danger", "dispute": ""}


@require_http_methods(["GET", "HEAD", "POST"])
@for_sellers
def one(request: HttpRequest, seller: User, pk: int) -> HttpResponse:
    asked = _own(seller).filter(pk=pk).first()
    if asked is None:
        raise Http404
    stands = ReturnStatus(asked.status)
    choices = {
        name: form(prefix=name)
        for name, (_label, leads_to, form) in DECISIONS.items()
        if states.return_may_become(stands, leads_to)
    }
    say = forms.Message()
    if request.method == "POST" and "say" in request.POST:
        say = forms.Message(request.POST)
        if say.is_valid():
            text = say.cleaned_data["text"]
            opens_transaction(returns.write)(asked, text, by=seller)
            return redirect("seller:return", pk=pk)
    elif request.method == "POST":
        answer = _decide(request, seller, asked, choices)
        if answer is not None:
            return answer
    context = {
        "asked": asked,
        "said": [_said(row, asked) for row in sorted(asked.messages.all(), key=lambda m: m.pk)],
        "choices": [
            (name, DECISIONS[name][0], form, TONES.get(name, "main"))
            for name, form in choices.items()
        ],
        "photos": asked.photos.all(),
        "is_refunded_at_once": asked.reason == Reason.NEVER_ARRIVED,
        "say": say,
    }
    return render(request, "seller/return.html", context)


@require_safe
@for_sellers
def photo(request: HttpRequest, seller: User, pk: int, photo_pk: int) -> HttpResponse:
    """Lead to a buyer's picture through a link that is signed now: one in the page would end meanwhile."""
    asked = get_object_or_404(_own(seller), pk=pk)
    answer = redirect(returns.link(get_object_or_404(asked.photos.all(), pk=photo_pk)))
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _said(message: Any, asked: Return) -> dict[str, Any]:
    names = {
        asked.user_id: _("The buyer"),
        asked.parcel.seller_id: _("You"),
        None: "",
    }
    return {
        "by": names.get(message.by_id, _("Tohfa's team")),
        "text": message.text,
        "step": dict(Return._meta.get_field("status").flatchoices).get(message.to_status, ""),
        "at": message.created_at,
    }


def _decide(
    request: HttpRequest, seller: User, asked: Return, choices: dict[str, Form]
) -> HttpResponse | None:
    """Carry out what was decided; None if its form is to be shown again."""
    here = redirect("seller:return", pk=asked.pk)
    name = request.POST.get("decision", "")
    if name not in choices:
        messages.error(request, _("This step is not possible from the present state."))
        return here
    label, _leads_to, kind = DECISIONS[name]
    form = choices[name] = kind(request.POST, prefix=name)
    if not form.is_valid():
        return None
    if request.POST.get("confirmed") != "yes":
        context = {
            "label": label,
            "form": form,
            "name": "decision",
            "value": name,
            "is_grave": TONES.get(name) == "danger",
            "number": asked.order.number,
            "amount": asked.refund_amount,
            "back": reverse("seller:return", args=[asked.pk]),
        }
        return render(request, "seller/confirm.html", context)
    given = form.cleaned_data
    more = {"is_sellable": given["is_sellable"]} if name == "receive" else {}
    verb: Callable[..., Return] = getattr(returns, name)
    try:
        opens_transaction(verb)(asked, by=seller, now=timezone.now(), text=given["note"], **more)
    except Problem as refusal:
        messages.error(request, str(refusal.title))
    else:
        messages.success(request, _("Done: %(what)s.") % {"what": label})
    return here
