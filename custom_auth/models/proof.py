"""What people prove themselves with, besides a password."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.crypto import EncryptedTextField
from core.ids import IdField
from core.models import Numbered
from custom_auth.models.people import User


class TwoFactorQuerySet(models.QuerySet["TwoFactor"]):
    def locked(self) -> Self:
        return self.order_by("pk").select_for_update(of=("self",), no_key=True)


class TwoFactor(Numbered):
    """An authenticator app: it counts once ``confirmed_at`` is set."""

    user = models.OneToOneField(
        User, on_delete=models.CASCADE, related_name="two_factor", primary_key=True
    )
    secret = EncryptedTextField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    # The last time step a code was taken for: the same code is not taken twice.
    last_step = models.BigIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[models.Manager["TwoFactor"]] = TwoFactorQuerySet.as_manager()

    class Meta:
        verbose_name = _("second factor")
        verbose_name_plural = _("second factors")


class RecoveryCode(models.Model):
    id = IdField(primary_key=True)
    user = models.ForeignKey(
        User, db_index=False, on_delete=models.CASCADE, related_name="recovery_codes"
    )
    digest = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="recovery_code_once", fields=["user", "digest"])
        ]


class PhoneCode(models.Model):
    """A code sent to a phone to prove that its owner holds it; the newest one counts."""

    id = IdField(primary_key=True)
    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="phone_code")
    phone_number = models.CharField(max_length=20)
    digest = models.CharField(max_length=64, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    expires_at = models.DateTimeField()
    created_at = models.DateTimeField(auto_now_add=True)


class SocialAccount(Numbered):
    """An account at Google or Apple that signs in to one of ours."""

    id = IdField(primary_key=True)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="social_accounts")
    provider = models.CharField(max_length=10, choices=[("google", "Google"), ("apple", "Apple")])
    subject = models.CharField(max_length=255)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="social_account_once", fields=["provider", "subject"])
        ]
