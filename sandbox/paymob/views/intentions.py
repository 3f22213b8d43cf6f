"""The Intention API."""

from django.http import HttpRequest, JsonResponse

from sandbox import bodies, clock, tokens
from sandbox.configuration import configuration
from sandbox.doors import api
from sandbox.paymob import callers, intentions, shapes
from sandbox.refusals import Refusal


@api("intention.create", "POST")
def create_intention(request: HttpRequest) -> JsonResponse:
    body, now = bodies.read_json(request), clock.now()
    callers.require_secret_key(request, {}, now=now)
    intention = intentions.create_intention(body, now=now)
    return JsonResponse(shapes.intention(intention), status=201)


@api("intention.update", "PUT")
def update_intention(request: HttpRequest, client_secret: str) -> JsonResponse:
    body, now = bodies.read_json(request), clock.now()
    callers.require_secret_key(request, {}, now=now)
    intention = intentions.update_intention(client_secret, body, now=now)
    return JsonResponse(shapes.intention(intention))


@api("intention.retrieve", "GET")
def retrieve_intention(request: HttpRequest, public_key: str, client_secret: str) -> JsonResponse:
    """Tell the checkout page what is to be paid; the two keys in the address are all it takes."""
    if not tokens.is_same(public_key, configuration().public_key):
        raise Refusal(404, {"detail": "Not found."})
    return JsonResponse(shapes.intention(intentions.found(client_secret)))
