"""The control pages and their JSON API."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render

from sandbox import bodies, deliveries
from sandbox.bosta import parcels, rules, shapes
from sandbox.configuration import configuration
from sandbox.control import overview, verbs
from sandbox.control.verbs import Verb
from sandbox.doors import control_api, page, sentence_of
from sandbox.models import Fault, Parcel, ParcelEvent, Transaction
from sandbox.paymob import cards, integrations, words
from sandbox.refusals import Refusal

GATEWAY_ENDPOINTS = (
    "auth.tokens",
    "intention.create",
    "intention.update",
    "intention.retrieve",
    "refund",
    "void",
    "capture",
    "transaction.retrieve",
    "transaction.inquiry",
    "transaction.list",
    "order.create",
    "order.retrieve",
    "order.card_tokens",
    "payment_key.create",
    "payment.pay",
    "payouts.token",
    "payouts.disburse",
    "payouts.inquire",
    "payouts.inquire_by_reference",
    "payouts.budget",
)
CARRIER_ENDPOINTS = (
    "bosta.deliveries.create",
    "bosta.deliveries.retrieve",
    "bosta.deliveries.terminate",
    "bosta.deliveries.search",
    "bosta.deliveries.mass_awb",
    "bosta.cities",
    "bosta.districts",
    "bosta.pickups.create",
)


@page("GET", "POST", csrf=True, atomic=False)
def gateway_page(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _press(request, verbs.GATEWAY)
    order = _number(request.GET.get("order", ""))
    shown = overview.of_gateway(order=order)
    english = words.LANGUAGES["en"].words
    context = {
        **shown,
        **_notice(request),
        "order": order,
        "rows": _transaction_rows(order),
        "endpoints": GATEWAY_ENDPOINTS,
        "fault_kinds": Fault.Kind.choices,
        "test_cards": [(card, english[card.scenario]) for card in cards.CARDS],
        "test_wallets": [(one, english[one.scenario]) for one in cards.WALLETS],
        "triggers": sorted(cards.BY_PIASTRES.items()),
        "integrations": integrations.integrations(),
        "settings": configuration(),
    }
    return render(request, "sandbox/control/gateway.html", context)


@page("GET", "POST", csrf=True, atomic=False)
def carrier_page(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _press(request, verbs.CARRIER)
    rows = Parcel.objects.prefetch_related("events").order_by("-pk")[: overview.SHOWN]
    context = {
        **overview.of_carrier(),
        **_notice(request),
        "rows": [_parcel_row(parcel) for parcel in rows],
        "exceptions": rules.EXCEPTIONS.items(),
        "endings": parcels.ENDINGS.names,
        "endpoints": CARRIER_ENDPOINTS,
        "fault_kinds": Fault.Kind.choices,
        "settings": configuration(),
    }
    return render(request, "sandbox/control/carrier.html", context)


@control_api("GET")
def gateway_overview(request: HttpRequest) -> JsonResponse:
    order = _number(request.GET.get("order", ""))
    return JsonResponse(overview.of_gateway(order=order))


@control_api("GET")
def carrier_overview(request: HttpRequest) -> JsonResponse:
    return JsonResponse(overview.of_carrier())


@control_api("POST")
def gateway_verb(request: HttpRequest, verb: str) -> JsonResponse:
    return _called(request, verb, verbs.GATEWAY)


@control_api("POST")
def carrier_verb(request: HttpRequest, verb: str) -> JsonResponse:
    return _called(request, verb, verbs.CARRIER)


def _called(request: HttpRequest, verb: str, among: Mapping[str, Verb]) -> JsonResponse:
    return JsonResponse(_perform(verb, bodies.read_json(request), among))


def _press(request: HttpRequest, among: Mapping[str, Verb]) -> HttpResponse:
    """Do what a button says and come back to the page with a sentence."""
    form = {name: value for name, value in bodies.form(request).items() if value != ""}
    form.pop("csrfmiddlewaretoken", None)
    here = {"order": form.pop("back_to_order")} if "back_to_order" in form else {}
    try:
        done = _perform(form.pop("verb", ""), form, among)
        notice = {"done": done["done"]}
    except Refusal as refusal:
        notice = {"wrong": sentence_of(refusal.body)}
    return HttpResponseRedirect(f"{request.path}?{urlencode({**here, **notice})}")


def _perform(verb: str, given: Mapping[str, Any], among: Mapping[str, Verb]) -> dict[str, Any]:
    with transaction.atomic():
        done = verbs.perform(verb, given, among)
    if verb != "deliver":
        return {"done": done}
    # It calls the shop, so it has to wait until no transaction is open.
    made = deliveries.deliver_due()
    return {"done": f"Made {made} attempts.", "attempts": made}


def _notice(request: HttpRequest) -> dict[str, str]:
    return {name: request.GET.get(name, "")[:300] for name in ("done", "wrong")}


def _transaction_rows(order: int | None) -> list[Transaction]:
    rows = Transaction.objects.for_showing().order_by("-pk")
    if order is not None:
        rows = rows.filter(order_id=order)
    return list(rows[: overview.SHOWN])


def _parcel_row(parcel: Parcel) -> dict[str, Any]:
    state = rules.State(parcel.state)
    kind = shapes.type_of(parcel)
    following = rules.next_state(kind, state)
    return {
        "parcel": parcel,
        "type": kind.name,
        "state": rules.said(state, kind=kind),
        "next": rules.said(following, kind=kind) if following else "",
        "is_final": state in rules.FINAL,
        "timeline": [(_reached(event), event) for event in parcel.events.all()],
    }


def _reached(event: ParcelEvent) -> str:
    return rules.said(rules.State(event.state), kind=shapes.type_of(event))


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
