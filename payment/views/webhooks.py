from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.parsers import PartnerJSONParser
from core.schema import refuses
from payment.actions import callbacks
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
