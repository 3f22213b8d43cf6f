from datetime import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.ids import IdField
from core.models import Numbered
from custom_auth import rules
from custom_auth.models.people import User


class SessionQuerySet(models.QuerySet["Session"]):
    def locked(self) -> Self:
        return self.order_by("pk").select_for_update(of=("self",), no_key=True)

    def visible_to(self, user: User) -> Self:
        return self.filter(user=user, ended_at__isnull=True)

    def under_way(self, now: datetime) -> Self:
        return self.filter(ended_at__isnull=True, expires_at__gt=now)

    def of_browsers(self) -> Self:
        return self.filter(is_browser=True)

    def bygone(self, since: datetime) -> Self:
        """Those that have been over since before ``since``."""
        return self.filter(Q(ended_at__lt=since) | Q(expires_at__lt=since))


class Session(Numbered):
    """One device that signed in: an app, as the family of its refresh tokens, or a browser at the pages
    of the house, whose cookie names this row.

    ``generation`` counts the refreshes; a refresh token names the generation it was made in, so that
    one presented a second time is known for what it is.
    """

    id = IdField(primary_key=True)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="sessions")
    is_browser = models.BooleanField(_("in a browser"), default=False, db_default=False)
    device = models.CharField(_("device"), max_length=200, blank=True)
    address = models.CharField(_("network address"), max_length=45, blank=True)
    generation = models.PositiveIntegerField(default=0)
    # Whether more than a password was proved in it: without that nobody acts as staff.
    has_second_factor = models.BooleanField(default=False, db_default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    last_used_at = models.DateTimeField(_("last used"))
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_because = models.CharField(max_length=20, blank=True)
    # When the access token expires by which this session was found; no column.
    access_until: datetime | None = None

    objects: ClassVar[models.Manager["Session"]] = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        indexes = [
            models.Index(name="session_address", fields=["address"]),
            models.Index(
                name="session_of_user", fields=["user", "-id"], condition=Q(ended_at__isnull=True)
            ),
        ]

    @property
    def kind(self) -> str:
        return "browser" if self.is_browser else "app"

    @property
    def device_name(self) -> str:
        """What people know the device as: a browser tells a riddle of names and numbers."""
        return rules.name_of_browser(self.device) if self.is_browser else self.device

    @property
    def is_held_back(self) -> bool:
        """Whether it gives no staff rights to somebody who has some, as a password alone began it."""
        return self.user.is_staff and settings.STAFF_SECOND_FACTOR and not self.has_second_factor


class SignIn(Numbered):
    """One attempt to sign in to an account, for its owner to see."""

    id = IdField(primary_key=True)
    user = models.ForeignKey(
        User, db_index=False, on_delete=models.CASCADE, related_name="sign_ins"
    )
    succeeded = models.BooleanField()
    address = models.CharField(max_length=45, blank=True)
    device = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("sign-in")
        verbose_name_plural = _("sign-ins")
        indexes = [
            models.Index(name="sign_in_of_user", fields=["user", "-id"]),
            models.Index(name="sign_in_address", fields=["address"]),
        ]
