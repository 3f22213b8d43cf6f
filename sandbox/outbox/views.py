"""A phone and a mail box that show what the shop would have sent to real ones."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sandbox.configuration import configuration
from sandbox.doors import page
from sandbox.outbox import messages
from sandbox.refusals import Refusal


@page("GET", csrf=False)
def phone(request: HttpRequest) -> HttpResponse:
    wanted = request.GET.get("to", "")[:120]
    found = messages.phone_messages()
    recipients = sorted({message.to for message in found if message.to})
    shown = [message for message in found if not wanted or message.to == wanted]
    context = {
        "messages": shown,
        "recipients": recipients,
        "wanted": wanted,
        "folder": configuration().outbox,
    }
    return render(request, "sandbox/outbox/phone.html", context)


@page("GET", csrf=False)
def mail_box(request: HttpRequest) -> HttpResponse:
    context = {"mails": messages.mails(), "folder": configuration().outbox}
    return render(request, "sandbox/outbox/mail_box.html", context)


@page("GET", csrf=False)
def mail(request: HttpRequest, name: str) -> HttpResponse:
    found = messages.mail(name)
    if found is None:
        raise Refusal(404, {"detail": "There is no such mail."})
    return render(request, "sandbox/outbox/mail.html", {"mail": found})
