from typing import Any

from django.db.models import QuerySet
from django.utils import timezone, translation
from drf_spectacular.utils import extend_schema
from rest_framework import generics, status
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.limits import Rate
from core.problems import RateLimited
from core.schema import refuses
from core.serializers import checked, shown
from core.transactions import opens_transaction
from custom_auth import providers
from custom_auth import serializers as shapes
from custom_auth.actions import accounts, sessions, social, two_factor
from custom_auth.authentication import caller, session_of
from custom_auth.errors import (
    InvalidCode,
    InvalidCredentials,
    InvalidKey,
    InvalidOtp,
    InvalidToken,
    OtpRequired,
    ProviderUnavailable,
    SocialTokenRefused,
    TokenReused,
    TwoFactorState,
    WrongPassword,
)
from custom_auth.models import Session, SignIn
from custom_auth.views.origin import origin_of

REGISTRATIONS = Rate("registrations", 300, 3600)
MAILS = Rate("mails", 30, 3600)
REFRESHES = Rate("refreshes", 600, 600)
GUESSES = Rate("guesses", 30, 600)


class Open(APIView):
    """A door for people who are not signed in."""

    authentication_classes = ()
    permission_classes = (AllowAny,)


class Register(Open):
    rates = (REGISTRATIONS,)

    @extend_schema(
        summary="Open an account",
        description="An address that has an account is answered in the same way; its owner gets a mail.",
        request=shapes.RegisterIn,
        responses={201: shapes.RegisterOut},
    )
    def post(self, request: Request) -> Response:
        given = checked(shapes.RegisterIn, request)
        given.setdefault("phone_number", None)
        given["password_hash"] = accounts.password_hash(given.pop("password"))
        user = opens_transaction(accounts.register)(
            **given, language=translation.get_language() or "ar"
        )
        return Response(shapes.RegisterOut({"user": user}).data, status=status.HTTP_201_CREATED)


class Login(Open):
    rates = ()  # counted by address and account together, where both are known

    @extend_schema(summary="Sign in", request=shapes.LoginIn, responses=shapes.SignedInOut)
    @refuses(InvalidCredentials, OtpRequired, InvalidOtp, RateLimited)
    def post(self, request: Request) -> Response:
        given = checked(shapes.LoginIn, request)
        signed_in = sessions.sign_in(
            email=given["email"],
            password=given["password"],
            otp=given.get("otp"),
            origin=origin_of(request),
            now=timezone.now(),
        )
        return Response(shown(shapes.SignedInOut, signed_in))


class SocialLogin(Open):
    rates = (REGISTRATIONS,)

    @extend_schema(
        summary="Sign in with Google or Apple",
        description="`provider` is `google` or `apple`. The first sign-in opens the account.",
        request=shapes.SocialIn,
        responses=shapes.SignedInOut,
    )
    @refuses(SocialTokenRefused, ProviderUnavailable, OtpRequired)
    def post(self, request: Request, provider: str) -> Response:
        given = checked(shapes.SocialIn, request)
        # The provider's keys may have to be fetched, so no transaction is open yet.
        identity = providers.verified(
            provider, given["id_token"], nonce=given.get("nonce"), now=timezone.now()
        )
        signed_in = opens_transaction(social.sign_in)(
            identity,
            first_name=given.get("first_name", ""),
            last_name=given.get("last_name", ""),
            language=translation.get_language() or "ar",
            origin=origin_of(request),
            now=timezone.now(),
        )
        return Response(shown(shapes.SignedInOut, signed_in))


class Refresh(Open):
    rates = (REFRESHES,)

    @extend_schema(
        summary="Exchange a refresh token for new tokens",
        description="Each refresh token works once. A used one ends its session and all its tokens.",
        request=shapes.RefreshIn,
        responses=shapes.TokensOut,
    )
    @refuses(TokenReused, InvalidToken)
    def post(self, request: Request) -> Response:
        given = checked(shapes.RefreshIn, request)
        return Response(
            shown(shapes.TokensOut, sessions.refresh(given["refresh"], now=timezone.now()))
        )


class Logout(APIView):
    @extend_schema(summary="Sign out", request=shapes.LogoutIn, responses={204: None})
    @refuses(InvalidToken)
    @opens_transaction
    def post(self, request: Request) -> Response:
        given = checked(shapes.LogoutIn, request)
        sessions.sign_out(
            caller(request), given["refresh"], everywhere=given["all"], now=timezone.now()
        )
        return Response(status=status.HTTP_204_NO_CONTENT)


class Sessions(generics.ListAPIView[Session]):
    """The devices that are signed in: apps, and browsers at the pages of the house."""

    serializer_class = shapes.SessionOut
    ordering = ("-id",)

    def get_queryset(self) -> QuerySet[Session]:
        return Session.objects.visible_to(caller(self.request)).under_way(timezone.now())

    def get_serializer_context(self) -> dict[str, Any]:
        current = self.request.auth.pk if self.request.auth else None
        return {**super().get_serializer_context(), "current": current}

    @extend_schema(
        summary="List the devices that are signed in",
        description="Apps, and browsers at the back office and the sellers' pages.",
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)


class SessionById(generics.GenericAPIView[Session]):
    serializer_class = shapes.SessionOut

    def get_queryset(self) -> QuerySet[Session]:
        return Session.objects.visible_to(caller(self.request))

    @extend_schema(summary="Sign a device out", responses={204: None})
    @opens_transaction
    def delete(self, request: Request, pk: int) -> Response:
        sessions.end(self.get_object(), because="signed out", now=timezone.now())
        return Response(status=status.HTTP_204_NO_CONTENT)


class SignIns(generics.ListAPIView[SignIn]):
    serializer_class = shapes.SignInOut
    ordering = ("-id",)

    def get_queryset(self) -> QuerySet[SignIn]:
        return SignIn.objects.filter(user=caller(self.request))

    @extend_schema(summary="List attempts to sign in to one's account")
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)


class AskForReset(Open):
    rates = (MAILS,)

    @extend_schema(
        summary="Ask for a mail to choose a new password",
        description="Answered in the same way whether the address has an account or not.",
        request=shapes.EmailIn,
        responses={202: None},
    )
    @opens_transaction
    def post(self, request: Request) -> Response:
        accounts.ask_for_reset(checked(shapes.EmailIn, request)["email"])
        return Response(status=status.HTTP_202_ACCEPTED)


class ConfirmReset(Open):
    rates = (GUESSES,)

    @extend_schema(
        summary="Choose a new password by the key of a mail",
        description="Works once and ends every session.",
        request=shapes.ResetIn,
        responses={204: None},
    )
    @refuses(InvalidKey)
    def post(self, request: Request) -> Response:
        given = checked(shapes.ResetIn, request)
        opens_transaction(accounts.reset_password)(
            uid=given["uid"],
            token=given["token"],
            password_hash=accounts.password_hash(given["new_password"]),
            now=timezone.now(),
        )
        return Response(status=status.HTTP_204_NO_CONTENT)


class ChangePassword(APIView):
    rates = (GUESSES,)

    @extend_schema(
        summary="Change one's password",
        description="Ends every session, this one included: sign in again with the new password.",
        request=shapes.ChangePasswordIn,
        responses={204: None},
    )
    @refuses(WrongPassword)
    def post(self, request: Request) -> Response:
        given = checked(shapes.ChangePasswordIn, request)
        opens_transaction(accounts.change_password)(
            caller(request),
            current_password=given["current_password"],
            password_hash=accounts.password_hash(given["new_password"]),
            now=timezone.now(),
        )
        return Response(status=status.HTTP_204_NO_CONTENT)


class VerifyEmail(Open):
    rates = (GUESSES,)

    @extend_schema(summary="Confirm an e-mail address", request=shapes.KeyIn, responses={204: None})
    @refuses(InvalidKey)
    @opens_transaction
    def post(self, request: Request) -> Response:
        accounts.verify_email(checked(shapes.KeyIn, request)["key"], now=timezone.now())
        return Response(status=status.HTTP_204_NO_CONTENT)


class ResendVerification(APIView):
    rates = (MAILS,)

    @extend_schema(summary="Send the confirmation mail again", request=None, responses={202: None})
    @opens_transaction
    def post(self, request: Request) -> Response:
        accounts.resend_verification(caller(request))
        return Response(status=status.HTTP_202_ACCEPTED)


class SetUpTwoFactor(APIView):
    @extend_schema(summary="Begin two-step sign-in", request=None, responses={201: shapes.SetupOut})
    @refuses(TwoFactorState)
    @opens_transaction
    def post(self, request: Request) -> Response:
        made = two_factor.set_up(caller(request))
        return Response(shapes.SetupOut(made).data, status=status.HTTP_201_CREATED)


class ConfirmTwoFactor(APIView):
    rates = (GUESSES,)

    @extend_schema(
        summary="Switch two-step sign-in on with a first code",
        request=shapes.CodeIn,
        responses=shapes.RecoveryCodesOut,
    )
    @refuses(TwoFactorState, InvalidCode)
    @opens_transaction
    def post(self, request: Request) -> Response:
        code = checked(shapes.CodeIn, request)["code"]
        codes = two_factor.confirm(
            caller(request), code, now=timezone.now(), session=session_of(request)
        )
        return Response(shapes.RecoveryCodesOut({"recovery_codes": codes}).data)


class DisableTwoFactor(APIView):
    rates = (GUESSES,)

    @extend_schema(
        summary="Switch two-step sign-in off",
        request=shapes.DisableTwoFactorIn,
        responses={204: None},
    )
    @refuses(TwoFactorState, WrongPassword, InvalidCode)
    @opens_transaction
    def post(self, request: Request) -> Response:
        given = checked(shapes.DisableTwoFactorIn, request)
        two_factor.switch_off(caller(request), **given, now=timezone.now())
        return Response(status=status.HTTP_204_NO_CONTENT)


class RecoveryCodes(APIView):
    rates = (GUESSES,)

    @extend_schema(
        summary="Replace the recovery codes",
        request=shapes.CodeIn,
        responses=shapes.RecoveryCodesOut,
    )
    @refuses(InvalidCode)
    @opens_transaction
    def post(self, request: Request) -> Response:
        code = checked(shapes.CodeIn, request)["code"]
        if not two_factor.take_code(caller(request), code, now=timezone.now()):
            raise InvalidCode
        codes = two_factor.renew_recovery_codes(caller(request))
        return Response(shapes.RecoveryCodesOut({"recovery_codes": codes}).data)
