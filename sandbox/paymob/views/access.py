"""Handing out bearer tokens."""

from datetime import timedelta

from django.http import HttpRequest, JsonResponse

from sandbox import bodies, clock, tokens
from sandbox.bodies import checked
from sandbox.configuration import configuration
from sandbox.doors import api
from sandbox.fields import Shape, Text, Whole
from sandbox.models import BearerToken
from sandbox.refusals import Refusal

WANTED = Shape(needed={"api_key": Text(2000)}, optional={"expiration": Whole(1, 3600)})


@api("auth.tokens", "POST")
def create_token(request: HttpRequest) -> JsonResponse:
    wanted = checked(bodies.read_json(request), WANTED)
    settings = configuration()
    if not tokens.is_same(wanted["api_key"], settings.api_key):
        raise Refusal(403, {"detail": "incorrect credentials"})
    lifetime = timedelta(seconds=wanted.get("expiration", 3600))
    token = tokens.hand_out(BearerToken.Purpose.ACCEPTANCE, now=clock.now(), lifetime=lifetime)
    profile = {
        "id": settings.merchant_id,
        "user": {"id": settings.owner_id, "username": "sandbox"},
        "company_name": settings.merchant_name,
        "country": "EGY",
        "city": "Cairo",
        "active": True,
        "profile_type": "Merchant",
    }
    return JsonResponse({"token": token, "profile": profile}, status=201)
