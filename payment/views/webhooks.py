import hmac

from django.conf import settings
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.parsers import PartnerJSONParser
from core.schema import refuses
from core.transactions import opens_transaction
from payment.actions import callbacks, payouts
from payment.errors import BadSignature


class PaymobCallback(APIView):
    """Where the gateway tells us what happened. Taken down and answered at once; the worker applies it."""

    authentication_classes = ()
    permission_classes = (AllowAny,)
    throttle_classes = ()
    parser_classes = (PartnerJSONParser,)

    @extend_schema(
        summary="Take down a callback of the gateway",
        parameters=[
            OpenApiParameter("hmac", str, required=True, description="The gateway's signature.")
        ],
        request={"application/json": OpenApiTypes.OBJECT},
        responses={200: OpenApiTypes.OBJECT},
    )
    @refuses(BadSignature)
    def post(self, request: Request) -> Response:
        body = request.data
        signature = request.GET.get("hmac", "")
        if not isinstance(body, dict) or not signature.isascii():
            raise BadSignature
        callbacks.receive(body, signature)
        return Response({"received": True})


class PayoutCallback(APIView):
    """Where the payouts API says that something became of a payout.

    The partner signs nothing here, so the address it is given holds a key, and what it says is not believed
    but asked about. That makes a repeat, a forgery and one out of order alike harmless.
    """

    authentication_classes = ()
    permission_classes = (AllowAny,)
    throttle_classes = ()
    parser_classes = (PartnerJSONParser,)

    @extend_schema(
        summary="Be told that something became of a payout",
        parameters=[OpenApiParameter("key", str, required=True, description="Ours, kept secret.")],
        request={"application/json": OpenApiTypes.OBJECT},
        responses={200: OpenApiTypes.OBJECT},
    )
    @refuses(BadSignature)
    def post(self, request: Request) -> Response:
        key, body = settings.PAYMOB_PAYOUTS["callback_key"], request.data
        offered = request.GET.get("key", "")
        if not key or not hmac.compare_digest(offered.encode(), key.encode()):
            raise BadSignature
        if isinstance(body, dict):
            opens_transaction(payouts.told_of)(body, now=timezone.now())
        return Response({"received": True})
