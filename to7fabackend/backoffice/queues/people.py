"""People who wish to sell."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from core.links import link_to
from core.staff import MODERATOR, SUPPORT
from custom_auth.actions import sellers
from custom_auth.models import SellerApplication, SellerDocument
from custom_auth.models.sellers import STATUS_CHOICES
from custom_auth.rules import ApplicationStatus, may_become
from to7fabackend.backoffice.queues.base import (
    Column,
    Decision,
    Nothing,
    Panel,
    Queue,
    Reason,
    Verb,
)
from to7fabackend.backoffice.words import moment, named

SUSPENDED = frozenset({ApplicationStatus.SUSPENDED})


def _waiting() -> QuerySet[SellerApplication]:
    return _applications().filter(status="pending").order_by("submitted_at", "pk")


def _applications() -> QuerySet[SellerApplication]:
    return SellerApplication.objects.select_related("user", "governorate")


def _facts(application: SellerApplication) -> list[tuple[Any, Any]]:
    return [
        (_("Person"), link_to(application.user)),
        (_("Type"), application.get_user_type_display()),
        (_("Track"), application.get_track_display()),
        (_("Store name"), application.store_name or "–"),
        (_("Specialty"), application.specialty or "–"),
        (_("About"), application.bio or "–"),
        (_("Governorate"), application.governorate or "–"),
        (_("Has a shop"), _("Yes") if application.has_physical_store else _("No")),
        (_("Tax id"), format_html("<bdi>{}</bdi>", application.tax_id or "–")),
        (_("Social media"), _accounts(application)),
        (_("Submitted"), moment(application.submitted_at)),
        (_("State"), application.get_status_display()),
        (_("Reasons"), application.reasons or "–"),
    ]


def _accounts(application: SellerApplication) -> Any:
    found = application.social_media or {}
    return format_html_join(", ", "{}: <bdi>{}</bdi>", sorted(found.items())) if found else "–"


def _panels(application: SellerApplication) -> list[Panel]:
    papers = [
        (
            paper.get_kind_display(),
            format_html('<bdi dir="ltr">{} KiB</bdi>', -(-paper.size // 1024)),
            format_html(
                '<a class="link" href="{}" target="_blank" rel="noopener">{}</a>',
                _address(paper),
                _("Open"),
            ),
        )
        for paper in application.documents.order_by("pk")[:20]
    ]
    history = [
        (
            moment(one.created_at),
            named(STATUS_CHOICES, one.from_status),
            named(STATUS_CHOICES, one.to_status),
            one.reasons or "–",
            one.by or "–",
        )
        for one in application.events.select_related("by").order_by("-pk")[:30]
    ]
    return [
        Panel(_("Papers"), (_("Kind"), _("Size"), _("File")), papers),
        Panel(_("History"), (_("When"), _("From"), _("To"), _("Reasons"), _("By")), history),
    ]


def _pictures(application: SellerApplication) -> list[tuple[str, str]]:
    """Give the papers that are pictures, to be looked at beside what was told."""
    papers = application.documents.filter(content_type__startswith="image/").order_by("pk")[:20]
    return [(_address(paper), paper.get_kind_display()) for paper in papers]


def _address(paper: SellerDocument) -> str:
    """Give an address that staff alone may follow, and that does not end while the page is read."""
    return reverse("admin:paper", args=[paper.pk])


def _verb(
    status: ApplicationStatus,
    label: Any,
    explains: Any,
    *,
    tone: str,
    asks: bool,
    name: str = "",
    of: frozenset[ApplicationStatus] = frozenset(ApplicationStatus),
) -> Verb:
    def act(application: SellerApplication, decision: Decision) -> None:
        sellers.decide(
            application, status, by=decision.by, reasons=decision.reason, now=decision.now
        )

    def is_possible(application: SellerApplication) -> bool:
        stands_at = ApplicationStatus(application.status)
        return stands_at in of and may_become(stands_at, status)

    return Verb(
        name or str(status).replace("_", "-"),
        label,
        explains,
        act,
        tone=tone,
        is_possible=is_possible,
        form=Reason if asks else Nothing,
    )


APPLICATIONS = Queue(
    slug="applications",
    title=_("Seller applications"),
    lead=_("People who wish to sell, oldest first."),
    icon="badge",
    roles=frozenset({MODERATOR, SUPPORT}),
    waiting=_waiting,
    everything=_applications,
    columns=(
        Column(_("Person"), lambda row: row.user),
        Column(_("Type"), lambda row: row.get_user_type_display()),
        Column(_("Name"), lambda row: row.store_name or row.specialty),
        Column(_("Governorate"), lambda row: row.governorate or "–"),
        Column(_("Submitted"), lambda row: moment(row.submitted_at), is_ltr=True),
    ),
    facts=_facts,
    pictures=_pictures,
    panels=_panels,
    verbs=(
        _verb(
            ApplicationStatus.APPROVED,
            _("Approve"),
            _("The person can offer pieces at once, and is told."),
            tone="good",
            asks=False,
            of=frozenset(ApplicationStatus) - SUSPENDED,
        ),
        _verb(
            ApplicationStatus.APPROVED,
            _("Reinstate"),
            _("The seller's pieces come back to the market, and the seller is told."),
            tone="good",
            asks=False,
            name="reinstate",
            of=SUSPENDED,
        ),
        _verb(
            ApplicationStatus.CHANGES_REQUESTED,
            _("Ask for changes"),
            _("The person is told what to mend and can hand in again."),
            tone="plain",
            asks=True,
        ),
        _verb(
            ApplicationStatus.REJECTED,
            _("Reject"),
            _("The person is told the reason."),
            tone="bad",
            asks=True,
        ),
        _verb(
            ApplicationStatus.SUSPENDED,
            _("Suspend"),
            _("The seller's pieces leave the market; running orders go on."),
            tone="bad",
            asks=True,
        ),
    ),
)
