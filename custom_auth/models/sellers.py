from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.crypto import EncryptedTextField
from core.ids import IdField
from core.indexes import words
from core.models import Numbered
from custom_auth import rules
from custom_auth.models.people import User

STATUS_CHOICES = [
    (rules.ApplicationStatus.PENDING.value, _("Waiting for review")),
    (rules.ApplicationStatus.CHANGES_REQUESTED.value, _("Changes asked for")),
    (rules.ApplicationStatus.APPROVED.value, _("Approved")),
    (rules.ApplicationStatus.REJECTED.value, _("Rejected")),
    (rules.ApplicationStatus.SUSPENDED.value, _("Suspended")),
]


class ApplicationQuerySet(models.QuerySet["SellerApplication"]):
    def locked(self) -> Self:
        return self.order_by("pk").select_for_update(of=("self",), no_key=True)

    def visible_to(self, user: User) -> Self:
        return self.filter(user=user)


class SellerApplication(models.Model):
    """One person's wish to sell: what they told us, and what came of it. There is one per person."""

    id = IdField(primary_key=True)
    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="seller_application")
    user_type = models.CharField(
        _("type"), max_length=10, choices=[("artist", _("Artist")), ("store", _("Store"))]
    )
    track = models.CharField(
        _("track"),
        max_length=10,
        choices=[("home", _("Works at home")), ("business", _("Registered business"))],
    )
    specialty = models.CharField(_("specialty"), max_length=100, blank=True)
    bio = models.TextField(_("about"), blank=True)
    store_name = models.CharField(_("store name"), max_length=100, blank=True)
    tax_id = EncryptedTextField(_("tax id"), blank=True)
    has_physical_store = models.BooleanField(_("has a shop"), default=False)
    social_media = models.JSONField(_("social media"), default=dict, blank=True)
    governorate = models.ForeignKey(
        "custom_auth.Governorate",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("governorate"),
    )
    status = models.CharField(
        _("status"), max_length=20, choices=STATUS_CHOICES, default=rules.ApplicationStatus.PENDING
    )
    reasons = models.TextField(_("reasons"), blank=True)
    submitted_at = models.DateTimeField(_("submitted"))
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        User,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )

    objects: ClassVar[models.Manager["SellerApplication"]] = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("seller application")
        verbose_name_plural = _("seller applications")
        indexes = [
            words("store_name", "specialty", name="application_words"),
            models.Index(
                name="application_waiting", fields=["submitted_at"], condition=Q(status="pending")
            ),
        ]

    def __str__(self) -> str:
        return self.store_name or str(self.user)


class ApplicationEvent(models.Model):
    id = IdField(primary_key=True)
    application = models.ForeignKey(
        SellerApplication, on_delete=models.CASCADE, related_name="events"
    )
    from_status = models.CharField(max_length=20, blank=True)
    to_status = models.CharField(max_length=20)
    reasons = models.TextField(blank=True)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)


class SellerDocument(Numbered):
    """A paper shown to prove an application: encrypted on disk, deleted on its day."""

    id = IdField(primary_key=True)
    application = models.ForeignKey(
        SellerApplication, on_delete=models.CASCADE, related_name="documents"
    )
    kind = models.CharField(
        _("kind"),
        max_length=20,
        choices=[
            ("identity", _("Identity card")),
            ("tax_card", _("Tax card")),
            ("commercial_register", _("Commercial register")),
            ("sample", _("Sample of work")),
        ],
    )
    content_type = models.CharField(max_length=50)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    path = models.CharField(max_length=200, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    delete_on = models.DateField(_("delete on"), db_index=True)

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
