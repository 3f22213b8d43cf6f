"""The pages a customer sees. They work without JavaScript and ask nobody else for anything.

A card's number and its code live only in the request that brings them: they are checked, turned
into a test card's scenario and last four digits, and forgotten.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from sandbox import bodies, clock, origins, tokens
from sandbox.configuration import configuration
from sandbox.doors import page
from sandbox.models import CardToken, Intention, Order, PaymentKey, Transaction
from sandbox.paymob import callbacks, cards, integrations, payments, shapes, words
from sandbox.paymob.cards import SCENARIOS
from sandbox.paymob.payments import Means
from sandbox.paymob.words import Language
from sandbox.refusals import Refusal


@dataclass(frozen=True, kw_only=True)
class Visit:
    """One customer in front of one order."""

    request: HttpRequest
    order: Order
    keys: dict[str, PaymentKey]
    address: str
    now: datetime
    card_tokens: list[str] = field(default_factory=list)

    @property
    def language(self) -> Language:
        return words.spoken(self.request)

    def saved_cards(self) -> list[CardToken]:
        """Find the cards the shop offers again (one query)."""
        known = CardToken.objects.filter(token__in=self.card_tokens)
        return list(known.order_by("pk")) if "card" in self.keys else []


class BadForm(Exception):
    """``word`` names the sentence to show at ``field``."""

    def __init__(self, name: str, word: str) -> None:
        super().__init__(word)
        self.field = name
        self.word = word


@page("GET", "POST", csrf=False)
def checkout(request: HttpRequest) -> HttpResponse:
    """Show what is to be paid and take the payment; the address carries public key and secret."""
    intention = (
        Intention.objects.select_related("order")
        .filter(client_secret=request.GET.get("clientSecret", ""))
        .first()
    )
    key_is_ours = tokens.is_same(request.GET.get("publicKey", ""), configuration().public_key)
    if intention is None or not key_is_ours:
        raise Refusal(404, {"detail": "There is no such payment."})
    keys = intention.payment_keys.select_related("intention").filter(is_current=True)
    query = {name: request.GET[name] for name in ("publicKey", "clientSecret")}
    visit = Visit(
        request=request,
        order=intention.order,
        keys=_by_method(keys.order_by("pk")),
        address=f"{request.path}?{urlencode(query)}",
        now=clock.now(),
        card_tokens=intention.card_tokens,
    )
    return _serve(visit)


@page("GET", "POST", csrf=False)
def iframe(request: HttpRequest, iframe_id: int) -> HttpResponse:
    """The older flow's card page: the same, for one payment key."""
    token = request.GET.get("payment_token", "")
    keys = PaymentKey.objects.select_related("order", "intention").filter(token=token)
    key = keys.first()
    if key is None:
        raise Refusal(404, {"detail": "There is no such payment."})
    visit = Visit(
        request=request,
        order=key.order,
        keys=_by_method(keys),
        address=f"{request.path}?{urlencode({'payment_token': token})}",
        now=clock.now(),
    )
    return _serve(visit)


@page("GET", "POST", csrf=False)
def step(request: HttpRequest, step_token: str) -> HttpResponse:
    """What the bank, the wallet or the kiosk wants of the customer before the payment is done."""
    payment = Transaction.objects.for_showing().filter(step_token=step_token).first()
    if payment is None:
        raise Refusal(404, {"detail": "There is no such payment."})
    if payment.step == Transaction.Step.NONE:
        return HttpResponseRedirect(_result_address(payment))
    if request.method == "POST" and payment.step != Transaction.Step.BILL:
        return _take_step(request, step_token)
    return _show_step(request, payment, error="")


@page("GET", csrf=False)
def result(request: HttpRequest) -> HttpResponse:
    """Where a payment ends that has nowhere to go back to."""
    asked = request.GET.get("trx_id", "")
    if not asked.isascii() or not asked.isdigit() or len(asked) > 18:
        raise Refusal(404, {"detail": "There is no such payment."})
    payments_of_key = Transaction.objects.for_showing().filter(
        pk=int(asked), payment_key__token=request.GET.get("payment_token", "")
    )
    payment = payments_of_key.first()
    if payment is None:
        raise Refusal(404, {"detail": "There is no such payment."})
    language = words.spoken(request)
    context = {
        "language": language,
        "w": language.words,
        "payment": payment,
        "reason": words.reason(payment.txn_response_code, language),
        "shop": _shop_address(payment),
        "amount": payment.amount_cents,
    }
    return render(request, "sandbox/paymob/result.html", context)


def _by_method(keys: Any) -> dict[str, PaymentKey]:
    """Sort keys by method; of several for cards the first wins, the one without CVV never does."""
    found: dict[str, PaymentKey] = {}
    for key in keys:
        integration = integrations.by_id(key.integration_id)
        if integration and not integration.is_moto:
            found.setdefault(integration.method, key)
    return found


def _serve(visit: Visit) -> HttpResponse:
    if Transaction.objects.of_order(visit.order).collected().exists():
        return _closed(visit, "already")
    if not visit.keys or all(key.expires_at <= visit.now for key in visit.keys.values()):
        return _closed(visit, "expired")
    if visit.request.method != "POST":
        return _show(visit)
    form = bodies.form(visit.request)
    try:
        payment = _pay(visit, form)
    except BadForm as wrong:
        return _show(visit, form=form, wrong=wrong)
    return _go_on(visit, payment)


def _pay(visit: Visit, form: dict[str, str]) -> Transaction:
    """Take the form the customer sent; one without a method is a card's.

    :raises BadForm: if it cannot be taken; nothing was written then.
    """
    method = form.get("method", "card")
    key = visit.keys.get("card" if method == "saved" else method)
    if key is None:
        raise BadForm("method", "error_method")
    match method:
        case "wallet":
            phone = cards.phone_of(form.get("phone", ""))
            if phone is None:
                raise BadForm("phone", "error_phone")
            return payments.pay_by_wallet(key, phone, now=visit.now)
        case "kiosk":
            return payments.issue_bill(key, now=visit.now)
        case "saved":
            return payments.pay_by_card(key, _saved_means(visit, form), now=visit.now)
    means = _card_means(form, visit.now)
    return payments.pay_by_card(key, means, now=visit.now, saves="save_card" in form)


def _card_means(form: dict[str, str], now: datetime) -> Means:
    number = form.get("number", "")
    if not cards.is_card_number(number):
        raise BadForm("number", "error_number")
    card = cards.card_of(number)
    if card is None:
        raise BadForm("number", "error_unknown")
    expiry = cards.expiry_of(form.get("expiry", ""))
    if expiry is None:
        raise BadForm("expiry", "error_expiry")
    if cards.is_past(expiry, now.astimezone(clock.CAIRO).date()):
        raise BadForm("expiry", "error_past")
    _require_cvv(form)
    if not form.get("name", "").strip():
        raise BadForm("name", "error_name")
    return Means(last_four=card.last_four, brand=card.brand, scenario=card.scenario)


def _saved_means(visit: Visit, form: dict[str, str]) -> Means:
    chosen = {str(card.pk): card for card in visit.saved_cards()}.get(form.get("saved", ""))
    if chosen is None:
        raise BadForm("saved", "error_saved")
    _require_cvv(form)
    return Means(last_four=chosen.last_four, brand=chosen.card_subtype, scenario=chosen.scenario)


def _require_cvv(form: dict[str, str]) -> None:
    cvv = cards.digits_of(form.get("cvv", ""))
    if not (cvv.isascii() and cvv.isdigit() and len(cvv) == 3):
        raise BadForm("cvv", "error_cvv")


def _go_on(visit: Visit, payment: Transaction) -> HttpResponse:
    """Lead the customer to the next step, back to the shop, or to another try."""
    if payment.step != Transaction.Step.NONE:
        return HttpResponseRedirect(
            _localised(reverse("sandbox:paymob-step", args=[payment.step_token]), visit.language)
        )
    if not _is_declined(payment) or not configuration().strict.stays_after_decline:
        return HttpResponseRedirect(_result_address(payment))
    return HttpResponseRedirect(
        _localised(f"{visit.address}&declined={payment.pk}", visit.language)
    )


def _take_step(request: HttpRequest, step_token: str) -> HttpResponse:
    payment = payments.step(step_token)
    form, now = bodies.form(request), clock.now()
    if "cancel" in form:
        payments.settle(payment, SCENARIOS["unauthenticated"], now=now)
        return HttpResponseRedirect(_after_step(request, payment))
    if (
        payment.step == Transaction.Step.WALLET
        and cards.digits_of(form.get("mpin", "")) != cards.CODE
    ):
        return _show_step(request, payment, error="error_mpin")
    if not payments.enter_code(payment, form.get("otp", ""), now=now) and payment.pending:
        return _show_step(request, payment, error="wrong_code")
    return HttpResponseRedirect(_after_step(request, payment))


def _after_step(request: HttpRequest, payment: Transaction) -> str:
    """Give where to go: a declined payment of an intention may be tried again on its page."""
    key = payment.payment_key
    stays = _is_declined(payment) and configuration().strict.stays_after_decline
    if not stays or key is None or key.intention is None:
        return _result_address(payment)
    query = {
        "publicKey": configuration().public_key,
        "clientSecret": key.intention.client_secret,
        "declined": str(payment.pk),
    }
    address = f"{reverse('sandbox:paymob-checkout')}?{urlencode(query)}"
    return _localised(address, words.spoken(request))


def _is_declined(payment: Transaction) -> bool:
    return not payment.success and not payment.pending


def _result_address(payment: Transaction) -> str:
    """Give the shop's address with the signed result, or the result page where there is none."""
    shop = _shop_address(payment)
    if shop:
        return shop
    key = payment.payment_key
    query = {"payment_token": key.token if key else "", "trx_id": payment.pk}
    return f"{reverse('sandbox:paymob-result')}?{urlencode(query)}"


def _shop_address(payment: Transaction) -> str:
    key = payment.payment_key
    url = (key.redirection_url if key else "") or configuration().response_callback_url
    # Checked when it was given; checked again, because the list of origins may have changed.
    if not url or not origins.is_allowed(url):
        return ""
    return callbacks.with_query(url, shapes.redirect_query(payment))


def _localised(address: str, language: Language) -> str:
    return callbacks.with_query(address, {"lang": language.code})


def _show(
    visit: Visit, *, form: dict[str, str] | None = None, wrong: BadForm | None = None
) -> HttpResponse:
    language = visit.language
    tried = form or {}
    context = {
        "language": language,
        "w": language.words,
        "order": visit.order,
        "reference": visit.order.merchant_order_id or visit.order.pk,
        "merchant": configuration().merchant_name,
        "amount": visit.order.amount_cents,
        "lines": _lines(visit.order),
        "methods": list(visit.keys),
        "open": tried.get("method", next(iter(visit.keys))),
        "saved_cards": visit.saved_cards(),
        "action": _localised(visit.address, language),
        "other_address": callbacks.with_query(visit.address, {"lang": language.other}),
        "prefilled": _prefilled(visit.request, tried),
        "wrong": {wrong.field: language.words[wrong.word]} if wrong else {},
        "declined": _declined_before(visit),
        **_help(visit, language),
    }
    return render(visit.request, "sandbox/paymob/checkout.html", context)


def _prefilled(request: HttpRequest, tried: dict[str, str]) -> dict[str, str]:
    """Fill in a test card chosen from the help, or what was typed before; never a typed number."""
    chosen = cards.card_of(request.GET.get("use", "")) if not tried else None
    if chosen:
        return {
            "number": chosen.spaced,
            "expiry": "01/39",
            "cvv": "123",
            "name": "Test Account",
        }
    return {"name": tried.get("name", "")[:60], "phone": tried.get("phone", "")[:20]}


def _declined_before(visit: Visit) -> dict[str, Any] | None:
    asked = visit.request.GET.get("declined", "")
    if not (asked.isascii() and asked.isdigit() and len(asked) < 19):
        return None
    known = (
        Transaction.objects.of_order(visit.order)
        .for_showing()
        .filter(pk=int(asked), pending=False, success=False)
    )
    payment = known.first()
    if payment is None:
        return None
    reason = words.reason(payment.txn_response_code, visit.language)
    return {"reason": reason, "payment": payment, "shop": _shop_address(payment)}


def _help(visit: Visit, language: Language) -> dict[str, Any]:
    def row(one: Any, typed: str, shown: str) -> dict[str, Any]:
        use = callbacks.with_query(visit.address, {"use": typed, "lang": language.code})
        return {"shown": shown, "use": use, "one": one, "what": language.words[one.scenario]}

    return {
        "test_cards": [row(card, card.number, card.spaced) for card in cards.CARDS],
        "test_wallets": [row(wallet, wallet.phone, wallet.phone) for wallet in cards.WALLETS],
    }


def _lines(order: Order) -> list[dict[str, Any]]:
    return [
        {
            "name": item["name"],
            "quantity": item.get("quantity", 1),
            "amount": item["amount_cents"] * item.get("quantity", 1),
        }
        for item in order.items[:50]
    ]


def _closed(visit: Visit, state: str) -> HttpResponse:
    language = visit.language
    last = (
        Transaction.objects.of_order(visit.order).for_showing().collected().order_by("-pk").first()
    )
    context = {
        "language": language,
        "w": language.words,
        "title": language.words[f"{state}_title"],
        "text": language.words[f"{state}_text"],
        "is_paid": state == "already",
        "shop": _shop_address(last) if last else "",
    }
    return render(visit.request, "sandbox/paymob/closed.html", context)


def _show_step(request: HttpRequest, payment: Transaction, *, error: str) -> HttpResponse:
    language = words.spoken(request)
    bill = payment.step == Transaction.Step.BILL
    context = {
        "language": language,
        "w": language.words,
        "payment": payment,
        "merchant": configuration().merchant_name,
        "amount": payment.amount_cents,
        "error": language.words.get(error, ""),
        "until": payments.bill_expiry(payment).astimezone(clock.CAIRO) if bill else None,
        "shop": _shop_address(payment) if bill else "",
    }
    template = "bill" if bill else "step"
    return render(request, f"sandbox/paymob/{template}.html", context)
