"""Opening, proving, changing and closing accounts."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core import signing
from django.db import transaction
from django.utils.http import base36_to_int, int_to_base36

from core.ids import next_id
from core.jobs import enqueue
from core.transactions import joins_transaction
from custom_auth import rules
from custom_auth.actions import documents, sessions
from custom_auth.actions.consents import NEEDED, TERMS_VERSION
from custom_auth.errors import InvalidKey, SocialTokenRefused, WrongPassword
from custom_auth.models import (
    Address,
    Consent,
    PhoneCode,
    RecoveryCode,
    SellerApplication,
    SellerDocument,
    Session,
    SignIn,
    SocialAccount,
    TwoFactor,
    User,
    UserProfile,
)
from custom_auth.providers import Identity
from notifications.actions.notify import Telling, tell
from notifications.models import Delivery, MailTrouble


class ResetKeys(PasswordResetTokenGenerator):
    """Keys that let one choose a new password; choosing it uses them up, and so does signing in."""

    key_salt = "custom_auth.ResetKeys"

    def _make_hash_value(self, user: Any, timestamp: int) -> str:
        return f"{user.pk}{user.password}{user.password_changed_at}{timestamp}{user.email}"


reset_keys = ResetKeys()
EMAIL_SALT = "custom_auth.email"


def password_hash(password: str) -> str:
    """Hash a password: slow on purpose, so it is done before a transaction is opened."""
    return make_password(password)


@joins_transaction
def register(
    *,
    email: str,
    password_hash: str,
    first_name: str,
    last_name: str,
    phone_number: str | None,
    language: str,
) -> User:
    """Open an account, or, for an address that has one, tell its owner instead.

    What comes back looks the same either way, so that nobody learns which addresses exist.
    """
    address = rules.normal_email(email)
    user = User(
        pk=next_id(),
        email=address,
        password=password_hash,
        first_name=first_name,
        last_name=last_name,
        language=language,
    )
    # The same rows are written in both cases and taken back in one of them, so that both take the
    # same time; the foreign keys are not checked before the commit.
    with transaction.atomic():
        User.objects.bulk_create([user], ignore_conflicts=True)
        UserProfile.objects.create(user=user, phone_number=phone_number)
        Consent.objects.bulk_create(
            Consent(user=user, purpose=purpose, version=TERMS_VERSION, is_given=True)
            for purpose in NEEDED
        )
        owner_id = User.objects.values_list("pk", flat=True).get(email=address)
        is_new = owner_id == user.pk
        transaction.set_rollback(not is_new)
    kind = "account.verify_email" if is_new else "account.already_registered"
    enqueue("custom_auth.send_account_mail", user_id=owner_id, kind=kind)
    return user


@joins_transaction
def verify_email(key: str, *, now: datetime) -> User:
    """Note that the address of the account named in ``key`` is its owner's.

    :raises InvalidKey: if the key is not ours, was used or has expired.
    """
    try:
        user_id, address = signing.loads(key, salt=EMAIL_SALT, max_age=settings.EMAIL_KEY_TIMEOUT)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise InvalidKey from error
    user: User | None = (
        User.objects.locked().filter(pk=user_id, email=address, is_active=True).first()
    )
    if user is None or user.is_email_verified:
        raise InvalidKey
    user.email_verified_at = now
    user.save(update_fields=["email_verified_at"])
    return user


def uid(user: User) -> str:
    return int_to_base36(user.pk)


def _user_of(uid: str) -> User | None:
    try:
        user_id = base36_to_int(uid)
    except ValueError:
        return None
    found: User | None = User.objects.locked().filter(pk=user_id, is_active=True).first()
    return found


def email_key(user: User) -> str:
    """Give the key that proves the address of ``user``; proving it, or changing it, uses it up."""
    return signing.dumps((user.pk, user.email), salt=EMAIL_SALT)


@joins_transaction
def ask_for_reset(email: str) -> None:
    """Send the link to choose a new password, if the address has an account."""
    user = User.objects.with_email(email).filter(is_active=True).first()
    # A job is written in either case, so that the answer takes as long; the worker finds nobody.
    enqueue(
        "custom_auth.send_account_mail",
        user_id=user.pk if user else 0,
        kind="account.reset_password",
    )


@joins_transaction
def resend_verification(user: User) -> None:
    enqueue("custom_auth.send_account_mail", user_id=user.pk, kind="account.verify_email")


@joins_transaction
def reset_password(*, uid: str, token: str, password_hash: str, now: datetime) -> User:
    """Set a new password by the key of a mail, and end every session.

    :raises InvalidKey: if the key is not ours, was used or has expired.
    """
    user = _user_of(uid)
    if user is None or not reset_keys.check_token(user, token):
        raise InvalidKey
    # Whoever reads the mail owns the address.
    user.email_verified_at = user.email_verified_at or now
    _set_password(user, password_hash, now=now)
    return user


@joins_transaction
def change_password(
    user: User, *, current_password: str, password_hash: str, now: datetime
) -> None:
    """Set a new password and end every session, this one included.

    :raises WrongPassword: if ``current_password`` is not the present one.
    """
    user = User.objects.locked().get(pk=user.pk)
    if not user.check_password(current_password):
        raise WrongPassword
    _set_password(user, password_hash, now=now)


def _set_password(user: User, password_hash: str, *, now: datetime) -> None:
    user.password = password_hash
    user.password_changed_at = now
    user.save(update_fields=["password", "password_changed_at", "email_verified_at"])
    sessions.end_all(user, because="password", now=now)
    tell(Telling("account.password_changed", [user.pk]))


@joins_transaction
def ask_for_erasure(
    user: User, *, now: datetime, password: str | None = None, identity: Identity | None = None
) -> datetime:
    """Plan the erasure of an account after the grace period and sign it out everywhere.

    :raises WrongPassword: if ``password`` is not the present one.
    :raises SocialTokenRefused: if ``identity``, which counts without a password, is not linked to it.
    """
    user = User.objects.locked().get(pk=user.pk)
    if password is None and not _is_linked(user, identity):
        raise SocialTokenRefused
    if password is not None and not user.check_password(password):
        raise WrongPassword
    user.erase_after = now + rules.ERASURE_GRACE
    user.save(update_fields=["erase_after"])
    sessions.end_all(user, because="erasure", now=now)
    day = user.erase_after.date().isoformat()
    tell(Telling("account.erasure_planned", [user.pk], values={"day": day}))
    return user.erase_after


def _is_linked(user: User, identity: Identity | None) -> bool:
    if identity is None:
        return False
    accounts = SocialAccount.objects.filter(user=user, provider=identity.provider)
    return accounts.filter(subject=identity.subject).exists()


@joins_transaction
def erase(user: User, *, now: datetime) -> None:
    """Take everything that tells who somebody was out of an account. Its row stays, for what others
    need to keep: orders, payments, reviews. Consents stay as well, as the proof that there were some."""
    user = User.objects.locked().get(pk=user.pk)
    MailTrouble.objects.at(user.email).delete()
    user.email = f"erased-{user.pk}@erased.invalid"
    user.first_name = user.last_name = ""
    user.is_active = user.is_staff = user.is_superuser = False
    user.email_verified_at = None
    user.erased_at = now
    user.set_unusable_password()
    user.save()
    user.groups.clear()
    for belongings in (
        Address.objects.filter(user=user),
        PhoneCode.objects.filter(user=user),
        RecoveryCode.objects.filter(user=user),
        SocialAccount.objects.filter(user=user),
        TwoFactor.objects.filter(user=user),
        SignIn.objects.filter(user=user),
        Session.objects.filter(user=user),
        user.devices.all(),
        user.notifications.all(),
        Delivery.objects.filter(user=user),
    ):
        belongings.delete()
    for paper in SellerDocument.objects.filter(application__user=user):
        documents.delete(paper)
    SellerApplication.objects.filter(user=user).delete()
    _erase_profile(user)


def _erase_profile(user: User) -> None:
    profile = UserProfile.objects.locked().get(user=user)
    if profile.profile_picture:
        storage, name = profile.profile_picture.storage, str(profile.profile_picture.name)
        transaction.on_commit(lambda: storage.delete(name))
    UserProfile.objects.filter(pk=profile.pk).update(
        phone_number=None,
        phone_verified_at=None,
        profile_picture=None,
        address=None,
        specialty=None,
        bio=None,
        social_media={},
        tax_id=None,
        display_name="",
        display_name_en="",
        store_name=None,
        policies="",
        governorate=None,
    )
