"""The machine in the corner shop, where a bill is paid in cash."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sandbox import bodies, clock
from sandbox.doors import page, sentence_of
from sandbox.paymob import cards, payments, words
from sandbox.refusals import Refusal


@page("GET", "POST", csrf=True)
def kiosk(request: HttpRequest) -> HttpResponse:
    language = words.spoken(request)
    context = {"language": language, "w": language.words, "bill": request.GET.get("bill", "")[:12]}
    if request.method == "POST":
        typed = cards.digits_of(bodies.form(request).get("bill_reference", ""))
        context["bill"] = typed[:12]
        if not (typed.isascii() and typed.isdigit() and len(typed) < 13):
            return render(
                request,
                "sandbox/paymob/kiosk.html",
                {**context, "error": language.words["bill_reference"]},
            )
        try:
            context["paid"] = payments.pay_bill(int(typed), now=clock.now())
        except Refusal as refusal:
            context["error"] = sentence_of(refusal.body)
    return render(request, "sandbox/paymob/kiosk.html", context)
