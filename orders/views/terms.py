from drf_spectacular.utils import extend_schema
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.serializers import checked
from core.transactions import opens_transaction
from custom_auth.authentication import caller
from custom_auth.permissions import IsSeller
from orders.actions import terms
from orders.serializers.terms import SellerShippingInOut


class Shipping(APIView):
    permission_classes = (IsAuthenticated, IsSeller)

    @extend_schema(summary="Show how one sends", responses=SellerShippingInOut)
    def get(self, request: Request) -> Response:
        return Response(SellerShippingInOut(terms.shipping_of(caller(request))).data)

    @extend_schema(
        summary="Set how one sends",
        description="One's own cost, by value too, and free limit, and whether buyers may fetch their "
        "pieces. It holds for what one carries oneself; a carrier of the marketplace costs what it costs.",
        request=SellerShippingInOut,
        responses=SellerShippingInOut,
    )
    @opens_transaction
    def put(self, request: Request) -> Response:
        fields = checked(SellerShippingInOut, request)
        set_now = terms.set_shipping(caller(request), **fields)
        return Response(SellerShippingInOut(set_now).data)
