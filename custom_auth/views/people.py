from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import generics, status
from rest_framework.parsers import BaseParser
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core import private_files
from core.addresses import client_address, network
from core.conditional import public_for
from core.limits import Rate, caller_key, hold_to
from core.parsers import FormParser, JSONParser
from core.problems import RateLimited
from core.schema import refuses
from core.serializers import checked, read
from core.transactions import opens_transaction
from custom_auth import providers
from custom_auth import serializers as shapes
from custom_auth.actions import (
    accounts,
    addresses,
    consents,
    documents,
    phones,
    profiles,
    sellers,
)
from custom_auth.authentication import caller
from custom_auth.errors import (
    AlreadyApplied,
    DocumentRefused,
    DocumentTooLarge,
    EmailNotVerified,
    InvalidCode,
    PhoneTaken,
    ProviderUnavailable,
    SocialTokenRefused,
    TooManyDocuments,
    WrongPassword,
)
from custom_auth.models import Address, Governorate, SellerApplication, UserProfile
from custom_auth.models.people import ProfileQuerySet
from custom_auth.views.auth import GUESSES

# A text message costs money and may annoy who did not ask for it: bounds for each person by hour and
# day, for each phone whoever asks, and for each network whoever it is for.
PHONE_CODES = Rate("phone codes", 6, 3600)
PHONE_CODES_A_DAY = Rate("phone codes a day", 12, 24 * 3600)
CODES_TO_A_PHONE = Rate("phone codes to one", 6, 24 * 3600)
CODES_FROM_A_NETWORK = Rate("phone codes from one network", 60, 24 * 3600)
APPLICATIONS = Rate("applications", 10, 3600)
MOST_PAPERS = 10
# Who asks to be erased has just been asked by the provider who they are.
FRESH_TOKEN = timedelta(minutes=10)


class Profile(APIView):
    parser_classes: tuple[type[BaseParser], ...] = (JSONParser, FormParser)

    @extend_schema(summary="Show one's profile", responses=shapes.ProfileOut)
    def get(self, request: Request) -> Response:
        return Response(self._shown(request))

    @extend_schema(
        summary="Change one's profile",
        description="Fields that are left out stay as they are, here and with PATCH.",
        request=shapes.ProfileIn,
        responses=shapes.ProfileOut,
    )
    def put(self, request: Request) -> Response:
        # Partial, so that a form that leaves a switch out does not turn it off.
        given = checked(shapes.ProfileIn, request, partial=True)
        opens_transaction(profiles.change)(caller(request), now=timezone.now(), **given)
        return Response(self._shown(request))

    @extend_schema(
        summary="Change some of one's profile",
        request=shapes.ProfileIn,
        responses=shapes.ProfileOut,
    )
    def patch(self, request: Request) -> Response:
        return self.put(request)

    @extend_schema(
        summary="Have one's account erased",
        description="After a grace period; signing in before it ends undoes the request. Who signs in with "
        "Google or Apple and has no password sends `provider` and `id_token` instead.",
        request=shapes.ErasureIn,
        responses={202: shapes.ErasureOut},
    )
    @refuses(WrongPassword, SocialTokenRefused, ProviderUnavailable)
    def delete(self, request: Request) -> Response:
        hold_to(GUESSES, caller_key(request))
        given, now = checked(shapes.ErasureIn, request), timezone.now()
        password, identity = given.get("password"), None
        if password is None:
            # The provider's keys may have to be fetched, so no transaction is open yet.
            identity = providers.verified(
                given["provider"],
                given["id_token"],
                nonce=given.get("nonce"),
                now=now,
                made_within=FRESH_TOKEN,
            )
        due = opens_transaction(accounts.ask_for_erasure)(
            caller(request), password=password, identity=identity, now=now
        )
        return Response(
            shapes.ErasureOut({"erase_after": due}).data, status=status.HTTP_202_ACCEPTED
        )

    def _shown(self, request: Request) -> Any:
        profile = UserProfile.objects.select_related("user").get(user=caller(request))
        return shapes.ProfileOut(profile, context={"request": request}).data


class Consents(APIView):
    """What one agreed to. Terms and privacy are part of having an account; the rest is free."""

    @extend_schema(summary="Show what one agreed to", responses=shapes.ConsentOut(many=True))
    def get(self, request: Request) -> Response:
        return Response(self._shown(request))

    @extend_schema(
        summary="Agree to something, or no longer",
        description=(
            "Promotions by mail and push follow `promotion`; whoever takes it back gets none in the "
            "inbox either. Every step is kept as a record."
        ),
        request=shapes.ConsentIn,
        responses=shapes.ConsentOut(many=True),
    )
    @opens_transaction
    def put(self, request: Request) -> Response:
        given = checked(shapes.ConsentIn, request)
        consents.record(caller(request), given["purpose"], is_given=given["is_given"])
        return Response(self._shown(request))

    def _shown(self, request: Request) -> Any:
        return shapes.ConsentOut(consents.standing(caller(request)), many=True).data


class Phone(APIView):
    rates = (PHONE_CODES, PHONE_CODES_A_DAY)

    @extend_schema(
        summary="Have a code sent to one's phone", request=shapes.PhoneIn, responses={202: None}
    )
    @refuses(RateLimited)
    def post(self, request: Request) -> Response:
        number = checked(shapes.PhoneIn, request)["phone_number"]
        hold_to(CODES_TO_A_PHONE, number)
        hold_to(CODES_FROM_A_NETWORK, network(client_address(request._request)))
        opens_transaction(phones.ask_for_code)(
            caller(request), phone_number=number, now=timezone.now()
        )
        return Response(status=status.HTTP_202_ACCEPTED)


class VerifyPhone(APIView):
    rates = (GUESSES,)

    @extend_schema(
        summary="Enter the code sent to one's phone", request=shapes.CodeIn, responses={204: None}
    )
    @refuses(InvalidCode, PhoneTaken)
    def post(self, request: Request) -> Response:
        code = checked(shapes.CodeIn, request)["code"]
        # A wrong code counts, so the transaction that counts it commits before it is refused.
        if not opens_transaction(phones.take_code)(caller(request), code, now=timezone.now()):
            raise InvalidCode
        return Response(status=status.HTTP_204_NO_CONTENT)


class AddressView(generics.GenericAPIView[Address]):
    serializer_class = shapes.AddressOut
    ordering = ("-id",)

    def get_queryset(self) -> QuerySet[Address]:
        return Address.objects.visible_to(caller(self.request)).for_listing()


class Addresses(AddressView, generics.ListAPIView[Address]):
    @extend_schema(summary="List one's addresses")
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        summary="Add an address", request=shapes.AddressIn, responses={201: shapes.AddressOut}
    )
    @opens_transaction
    def post(self, request: Request) -> Response:
        address = addresses.add(caller(request), **checked(shapes.AddressIn, request))
        return Response(shapes.AddressOut(address).data, status=status.HTTP_201_CREATED)


class AddressById(AddressView):
    @extend_schema(summary="Show an address")
    def get(self, request: Request, pk: int) -> Response:
        return Response(shapes.AddressOut(self.get_object()).data)

    @extend_schema(
        summary="Replace an address", request=shapes.AddressIn, responses=shapes.AddressOut
    )
    @opens_transaction
    def put(self, request: Request, pk: int) -> Response:
        return self._changed(request, partial=False)

    @extend_schema(
        summary="Change an address", request=shapes.AddressIn, responses=shapes.AddressOut
    )
    @opens_transaction
    def patch(self, request: Request, pk: int) -> Response:
        return self._changed(request, partial=True)

    @extend_schema(summary="Remove an address", responses={204: None})
    @opens_transaction
    def delete(self, request: Request, pk: int) -> Response:
        addresses.remove(self.get_object())
        return Response(status=status.HTTP_204_NO_CONTENT)

    def _changed(self, request: Request, *, partial: bool) -> Response:
        address = self.get_object()
        given = checked(shapes.AddressIn, request, partial=partial)
        changed = addresses.change(address, **given)
        return Response(shapes.AddressOut(changed).data)


class Governorates(generics.ListAPIView[Governorate]):
    """The 27 governorates, from Cairo on."""

    authentication_classes = ()
    permission_classes = (AllowAny,)
    serializer_class = shapes.GovernorateOut
    ordering = ("position",)
    queryset = Governorate.objects.all()

    @extend_schema(summary="List the governorates")
    @public_for(3600)
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)


class Apply(APIView):
    parser_classes: tuple[type[BaseParser], ...] = (JSONParser, FormParser)
    rates = (APPLICATIONS,)

    @extend_schema(
        summary="Apply to sell",
        description=(
            "Papers come as files in multipart: `identity`, `tax_card`, `commercial_register`, and any "
            "number of `sample`; pictures or PDF up to 10 MiB each. In a form `social_media` is JSON "
            "text. Makers at home need no papers. After "
            "changes were asked for, the same call hands the mended application in."
        ),
        request=shapes.ApplicationIn,
        responses={201: shapes.ApplicationOut},
    )
    @refuses(EmailNotVerified, AlreadyApplied, DocumentRefused, DocumentTooLarge, TooManyDocuments)
    @opens_transaction
    def post(self, request: Request) -> Response:
        given = checked(shapes.ApplicationIn, request)
        application = sellers.apply(
            caller(request), papers=self._papers(request), now=timezone.now(), **given
        )
        return Response(shapes.ApplicationOut(application).data, status=status.HTTP_201_CREATED)

    def _papers(self, request: Request) -> list[sellers.Paper]:
        kinds = {"identity", "tax_card", "commercial_register", "sample"}
        papers = [
            sellers.Paper(kind if kind in kinds else "sample", file, file.size or 0)
            for kind, files in request.FILES.lists()
            for file in files
        ]
        if len(papers) > MOST_PAPERS:
            raise TooManyDocuments
        return papers


class Verification(APIView):
    @extend_schema(summary="Show where one's application stands", responses=shapes.VerificationOut)
    def get(self, request: Request) -> Response:
        application = (
            SellerApplication.objects.visible_to(caller(request))
            .prefetch_related("events", "documents")
            .first()
        )
        if application is None:
            nothing = {"status": "none", "reasons": "", "history": [], "documents": []}
            return Response(shapes.VerificationOut(nothing).data)
        papers = [
            {
                "id": paper.pk,
                "kind": paper.kind,
                "content_type": paper.content_type,
                "url": request.build_absolute_uri(documents.link(paper)),
            }
            for paper in sorted(application.documents.all(), key=lambda paper: paper.pk)
        ]
        history = sorted(application.events.all(), key=lambda event: event.pk)
        shown = {
            "status": application.status,
            "reasons": application.reasons,
            "history": history,
            "documents": papers,
        }
        return Response(shapes.VerificationOut(shown).data)


class Document(private_files.Door):
    address = documents.DOOR
    file_of = staticmethod(documents.file_of)

    @extend_schema(
        summary="Show a paper of an application",
        responses={(200, kind): OpenApiTypes.BINARY for kind in documents.KINDS},
    )
    def get(self, request: Request, token: str) -> HttpResponse:
        return self.answer(token)


class SellerView(generics.GenericAPIView[UserProfile]):
    authentication_classes = ()
    permission_classes = (AllowAny,)
    serializer_class = shapes.SellerOut
    ordering = ("-user_id",)
    lookup_field = "user_id"
    lookup_url_kwarg = "pk"

    def get_queryset(self) -> ProfileQuerySet:
        return UserProfile.objects.public().select_related("governorate", "user")


class Sellers(SellerView, generics.ListAPIView[UserProfile]):
    def get_queryset(self) -> ProfileQuerySet:
        given = {name: text for name, text in self.request.GET.items() if text != ""}
        asked = read(shapes.SellerQuery, given)
        return super().get_queryset().matching(**asked)

    @extend_schema(summary="List verified sellers", parameters=[shapes.SellerQuery])
    @public_for(30)
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)


class SellerById(SellerView):
    @extend_schema(summary="Show a seller")
    @public_for(30)
    def get(self, request: Request, pk: int) -> Response:
        return Response(self.get_serializer(self.get_object()).data)
