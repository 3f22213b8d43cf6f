"""Becoming a seller, and ceasing to be one for a while."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import IO, Any

from core.problems import InvalidTransition
from core.transactions import joins_transaction
from custom_auth import rules
from custom_auth.actions import documents
from custom_auth.errors import AlreadyApplied, EmailNotVerified
from custom_auth.models import (
    ApplicationEvent,
    SellerApplication,
    SellerDocument,
    User,
    UserProfile,
)
from custom_auth.rules import ApplicationStatus, Track
from notifications.actions.notify import Telling, tell

UNDECIDED_FOR = timedelta(days=365)


@dataclass(frozen=True)
class Paper:
    kind: str
    file: IO[bytes]
    size: int


@joins_transaction
def apply(user: User, *, papers: Sequence[Paper], now: datetime, **told: Any) -> SellerApplication:
    """Hand in an application, or a mended one after changes were asked for or it was rejected.

    :raises EmailNotVerified: before the address is confirmed.
    :raises AlreadyApplied: while one is being looked at, or after it was approved.
    :raises DocumentRefused, DocumentTooLarge: if one of the papers cannot be accepted.
    """
    if not user.is_email_verified:
        raise EmailNotVerified
    User.objects.locked().get(pk=user.pk)  # where there is no application yet, two would be made
    application = SellerApplication.objects.locked().filter(user=user).first()
    before = ApplicationStatus(application.status) if application else None
    if before and not rules.may_become(before, ApplicationStatus.PENDING):
        raise AlreadyApplied
    # All are looked at before one is kept: no rollback takes a file off the disk.
    content_types = [documents.content_type_of(paper.file, size=paper.size) for paper in papers]
    told["track"] = Track.BUSINESS if told.get("tax_id") else Track.HOME
    application = application or SellerApplication(user=user)
    for name, value in told.items():
        setattr(application, name, value)
    application.submitted_at = now
    application.decided_at = application.decided_by = None
    application.status = ApplicationStatus.PENDING
    application.reasons = ""
    application.save()
    for paper, content_type in zip(papers, content_types, strict=True):
        documents.keep(
            application,
            kind=paper.kind,
            file=paper.file,
            content_type=content_type,
            delete_on=(now + UNDECIDED_FOR).date(),
        )
    _note(application, before, by=user)
    tell(Telling("seller.applied", [user.pk], ("application", application.pk)))
    return application


@joins_transaction
def decide(
    application: SellerApplication,
    status: ApplicationStatus,
    *,
    by: User,
    now: datetime,
    reasons: str = "",
) -> SellerApplication:
    """Move an application; approval makes its person a seller, suspension takes the shop off the market.

    :raises InvalidTransition: if its present state does not lead there.
    """
    application = SellerApplication.objects.locked().select_related("user").get(pk=application.pk)
    before = ApplicationStatus(application.status)
    if not rules.may_become(before, status) or status is ApplicationStatus.PENDING:
        raise InvalidTransition
    application.status = status
    application.reasons = reasons
    application.decided_at = now
    application.decided_by = by
    application.save(update_fields=["status", "reasons", "decided_at", "decided_by"])
    if before is ApplicationStatus.SUSPENDED:
        _reinstate(application)
    else:
        _EFFECTS[status](application, now)
    if status in {ApplicationStatus.APPROVED, ApplicationStatus.REJECTED}:
        SellerDocument.objects.filter(application=application).update(
            delete_on=(now + rules.DOCUMENTS_KEPT).date()
        )
    _note(application, before, by=by)
    kind = f"seller.{status}"
    if before is ApplicationStatus.SUSPENDED:
        kind = "seller.reinstated"
    tell(
        Telling(
            kind,
            [application.user_id],
            ("application", application.pk),
            values={"reasons": reasons},
        )
    )
    return application


def _approve(application: SellerApplication, now: datetime) -> None:
    profile = UserProfile.objects.locked().select_related("user").get(user_id=application.user_id)
    for name in ("user_type", "specialty", "bio", "store_name", "tax_id", "has_physical_store"):
        setattr(profile, name, getattr(application, name))
    profile.social_media = application.social_media
    profile.governorate_id = application.governorate_id
    profile.display_name = application.store_name or profile.user.get_full_name()
    profile.is_verified = True
    profile.verified_at = profile.verified_at or now
    profile.suspended_at = None
    profile.save()


def _reinstate(application: SellerApplication) -> None:
    """Put a shop back as it was: what its owner told since the application was decided stays."""
    UserProfile.objects.filter(user_id=application.user_id).update(suspended_at=None)


def _suspend(application: SellerApplication, now: datetime) -> None:
    UserProfile.objects.filter(user_id=application.user_id).update(suspended_at=now)


def _leave(application: SellerApplication, now: datetime) -> None:
    """Asking for changes and rejecting alter nothing but the application."""


_EFFECTS = {
    ApplicationStatus.APPROVED: _approve,
    ApplicationStatus.SUSPENDED: _suspend,
    ApplicationStatus.REJECTED: _leave,
    ApplicationStatus.CHANGES_REQUESTED: _leave,
}


@joins_transaction
def set_holiday(profile: UserProfile, *, is_away: bool, now: datetime) -> UserProfile:
    """Take a shop off the market for a while, or bring it back."""
    profile = UserProfile.objects.locked().get(pk=profile.pk)
    profile.holiday_since = (profile.holiday_since or now) if is_away else None
    profile.save(update_fields=["holiday_since"])
    return profile


def _note(application: SellerApplication, before: ApplicationStatus | None, *, by: User) -> None:
    ApplicationEvent.objects.create(
        application=application,
        from_status=before or "",
        to_status=application.status,
        reasons=application.reasons,
        by=by,
    )
