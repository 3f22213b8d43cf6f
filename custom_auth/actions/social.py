"""Signing in with an account at Google or Apple."""

from datetime import datetime

from django.db import IntegrityError, transaction

from core.transactions import joins_transaction
from custom_auth import rules
from custom_auth.actions import sessions, two_factor
from custom_auth.actions.sessions import Origin, TokenPair
from custom_auth.errors import OtpRequired, SocialTokenRefused
from custom_auth.models import SocialAccount, User
from custom_auth.providers import Identity


@joins_transaction
def sign_in(
    identity: Identity,
    *,
    first_name: str,
    last_name: str,
    language: str,
    origin: Origin,
    now: datetime,
) -> TokenPair:
    """Begin a session for whom the provider vouches; the first time, open or join the account.

    An existing account is joined only where both sides have proved the address: otherwise somebody
    who merely typed it first could read along.

    :raises SocialTokenRefused: if the account may not be joined or is closed.
    :raises OtpRequired: if the account has a second factor; it signs in with its password then.
    """
    linked = (
        SocialAccount.objects.select_related("user__profile")
        .filter(provider=identity.provider, subject=identity.subject)
        .first()
    )
    user = linked.user if linked else _join(identity, first_name, last_name, language, now)
    if not user.is_active:
        raise SocialTokenRefused
    if two_factor.is_on(user):
        raise OtpRequired
    return sessions.begin(user, origin=origin, now=now)


def _join(
    identity: Identity, first_name: str, last_name: str, language: str, now: datetime
) -> User:
    if not identity.email or not identity.is_email_verified:
        raise SocialTokenRefused
    address = rules.normal_email(identity.email)
    known = User.objects.locked().filter(email=address)
    user: User | None = known.first()
    if user is None:
        try:
            with transaction.atomic():
                user = User.objects.create_user(
                    address,
                    first_name=identity.first_name or first_name,
                    last_name=identity.last_name or last_name,
                    language=language,
                    email_verified_at=now,
                )
        except IntegrityError:
            user = known.get()  # opened a moment ago, perhaps by a second touch of the same button
    if not user.is_email_verified:
        raise SocialTokenRefused
    account, _ = SocialAccount.objects.get_or_create(
        provider=identity.provider, subject=identity.subject, defaults={"user": user}
    )
    return account.user
