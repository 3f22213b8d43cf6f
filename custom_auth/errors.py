from django.utils.translation import gettext_lazy as _

from core.problems import Problem


class Unauthorised(Problem):
    """What a 401 of ours has in common: it tells the client which scheme to use."""

    status = 401

    def __init__(self) -> None:
        super().__init__(headers={"WWW-Authenticate": 'Bearer realm="tohfa"'})


class InvalidCredentials(Unauthorised):
    code = "invalid_credentials"
    title = _("The e-mail or the password is wrong.")


class OtpRequired(Unauthorised):
    code = "otp_required"
    title = _("Enter the code of your authenticator app.")


class InvalidOtp(Unauthorised):
    code = "invalid_otp"
    title = _("The code is wrong or has been used.")


class TwoFactorRequired(Problem):
    status = 403
    code = "two_factor_required"
    title = _("Set up two-step sign-in, or sign in with its code: staff work with it alone.")


class InvalidToken(Unauthorised):
    code = "invalid_token"
    title = _("The token is not valid or has expired. Please sign in again.")


class TokenReused(Unauthorised):
    code = "token_reused"
    title = _("This token was used before. The session was ended to protect you.")


class InvalidKey(Problem):
    status = 400
    code = "invalid_key"
    title = _("The link is not valid, was used or has expired.")


class WrongPassword(Problem):
    status = 400
    code = "wrong_password"
    title = _("The password is wrong.")


class TwoFactorState(Problem):
    code = "two_factor_state"
    title = _("Two-step sign-in is already in that state.")


class OwnSecondFactor(Problem):
    status = 403
    code = "own_second_factor"
    title = _("Nobody resets their own second factor: ask another administrator.")


class InvalidCode(Problem):
    status = 400
    code = "invalid_code"
    title = _("The code is wrong or has expired.")


class PhoneTaken(Problem):
    code = "phone_taken"
    title = _("This phone number belongs to another account.")


class EmailNotVerified(Problem):
    status = 403
    code = "email_not_verified"
    title = _("Confirm your e-mail address first.")


class AlreadyApplied(Problem):
    code = "already_applied"
    title = _("Your application is being looked at or was accepted.")


class DocumentRefused(Problem):
    status = 400
    code = "document_refused"
    title = _("The file is not a picture or PDF that we can accept.")


class DocumentTooLarge(Problem):
    status = 400
    code = "document_too_large"
    title = _("A paper may have 10 MiB at the most.")


class TooManyDocuments(Problem):
    status = 400
    code = "too_many_documents"
    title = _("No more than 10 papers are taken at once.")


class SocialTokenRefused(Unauthorised):
    code = "social_token_refused"
    title = _("The sign-in with this provider could not be verified.")


class ProviderUnavailable(Problem):
    status = 503
    code = "provider_unavailable"
    title = _("The sign-in provider cannot be reached at the moment.")
