"""The front page of the sandbox."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sandbox import clock
from sandbox.configuration import configuration
from sandbox.doors import page
from sandbox.models import Delivery


@page("GET", csrf=False)
def index(request: HttpRequest) -> HttpResponse:
    context = {
        "settings": configuration(),
        "clock": clock.local_text(clock.now())[:16].replace("T", " "),
        "waiting": Delivery.objects.waiting().count(),
    }
    return render(request, "sandbox/index.html", context)
