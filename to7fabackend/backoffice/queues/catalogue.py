"""Pieces to be looked at before they are on show, and reviews that somebody reported."""

from collections.abc import Sequence
from typing import Any

from django.core.files.storage import default_storage
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core.links import link_to
from core.staff import MODERATOR
from products.actions import moderation, reviews
from products.models import ModerationEvent, Product, Review, Revision
from products.models.catalogue import STATES
from to7fabackend.backoffice.queues.base import (
    Column,
    Decision,
    OptionalReason,
    Panel,
    Queue,
    Reason,
    Verb,
)
from to7fabackend.backoffice.words import moment, named, pounds


# --- pieces -------------------------------------------------------------------------------------
def _pieces() -> QuerySet[Product]:
    """New pieces, and pieces on show with changes that wait."""
    new = Product.objects.filter(state="pending").values("pk")
    waiting = Product.objects.filter(pk__in=new.union(Revision.objects.values("product")))
    return waiting.select_related("seller__profile", "category").order_by("updated_at", "pk")


def _pieces_ever() -> QuerySet[Product]:
    return Product.objects.select_related("seller__profile", "category")


def _revision(product: Product) -> Revision | None:
    return Revision.objects.filter(product=product).first()


def _piece_facts(product: Product) -> list[tuple[Any, Any]]:
    return [
        (_("Seller"), link_to(product.seller, str(product.seller.profile))),
        (_("Category"), link_to(product.category)),
        (_("Price"), pounds(product.price)),
        (_("In stock"), product.stock),
        (_("State"), product.get_state_display()),
        (_("Description"), product.description),
        (_("English description"), product.description_en),
        (_("Object's page"), link_to(product, product.sku)),
    ]


def _piece_panels(product: Product) -> list[Panel]:
    panels = []
    if revision := _revision(product):
        rows = [
            (
                getattr(Product._meta.get_field(name), "verbose_name", name),
                getattr(product, name),
                new,
            )
            for name, new in revision.changes.items()
        ]
        panels.append(Panel(_("Changes that wait"), (_("What"), _("On show"), _("Wanted")), rows))
    events = ModerationEvent.objects.filter(product=product).select_related("by").order_by("-pk")
    history = [
        (
            moment(one.created_at),
            named(STATES, one.from_state),
            named(STATES, one.to_state),
            one.reasons or "–",
            one.by or "–",
        )
        for one in events[:20]
    ]
    heads = (_("When"), _("From"), _("To"), _("Reasons"), _("By"))
    panels.append(Panel(_("History"), heads, history))
    return panels


def _piece_pictures(product: Product) -> Sequence[tuple[str, str]]:
    found = []
    for image in product.images.filter(status="ready").order_by("position", "pk")[:8]:
        widths = image.renditions.get("webp", {})
        if widths:
            name = widths[min(widths, key=lambda width: abs(int(width) - 640))]
            found.append((default_storage.url(name), image.alt or product.name))
    return found


def _approve(product: Product, decision: Decision) -> None:
    moderation.approve(product, by=decision.by, now=decision.now)


def _reject(product: Product, decision: Decision) -> None:
    moderation.reject(product, by=decision.by, reasons=decision.reason)


PIECES = Queue(
    slug="products",
    title=_("Pieces to look at"),
    lead=_("New pieces, and changes to pieces on show, that wait for a yes."),
    icon="inventory_2",
    roles=frozenset({MODERATOR}),
    waiting=_pieces,
    everything=_pieces_ever,
    columns=(
        Column(_("Piece"), lambda row: row.name),
        Column(_("Seller"), lambda row: row.seller.profile),
        Column(_("Category"), lambda row: row.category),
        Column(_("Price"), lambda row: pounds(row.price)),
        Column(_("Waiting since"), lambda row: moment(row.updated_at), is_ltr=True),
    ),
    facts=_piece_facts,
    panels=_piece_panels,
    pictures=_piece_pictures,
    noted=("state",),
    verbs=(
        Verb(
            "approve",
            _("Put on show"),
            _("The piece, or its waiting changes, are on the market at once."),
            _approve,
            tone="good",
            is_possible=lambda row: row.state == "pending" or _revision(row) is not None,
        ),
        Verb(
            "reject",
            _("Reject"),
            _("The seller is told the reason and can mend the piece."),
            _reject,
            form=Reason,
            tone="bad",
            is_possible=lambda row: row.state == "pending" or _revision(row) is not None,
        ),
    ),
)


# --- reviews ------------------------------------------------------------------------------------
def _reported() -> QuerySet[Review]:
    return (
        Review.objects.filter(report_count__gt=0)
        .select_related("product", "user")
        .order_by("-report_count", "pk")
    )


def _reviews_ever() -> QuerySet[Review]:
    return Review.objects.select_related("product", "user")


def _review_panels(review: Review) -> list[Panel]:
    reports = review.reports.select_related("user").order_by("-pk")[:50]
    rows = [
        (moment(one.created_at), one.user, one.get_reason_display(), one.note) for one in reports
    ]
    return [Panel(_("Reports"), (_("When"), _("By"), _("Reason"), _("Note")), rows)]


def _hide(review: Review, decision: Decision) -> None:
    reviews.hide(review, is_hidden=True, now=decision.now)


def _keep(review: Review, decision: Decision) -> None:
    reviews.hide(review, is_hidden=False, now=decision.now)


REVIEWS = Queue(
    slug="reviews",
    name=lambda row: f"{row.product} · {row.rating}/5",
    title=_("Reported reviews"),
    lead=_("Reviews that somebody found unfit, most reported first."),
    icon="flag",
    roles=frozenset({MODERATOR}),
    waiting=_reported,
    everything=_reviews_ever,
    columns=(
        Column(_("Piece"), lambda row: row.product),
        Column(_("Written by"), lambda row: row.user),
        Column(_("Rating"), lambda row: f"{row.rating}/5", is_ltr=True),
        Column(_("Reports"), lambda row: row.report_count, is_ltr=True),
        Column(_("Written"), lambda row: moment(row.created_at), is_ltr=True),
    ),
    facts=lambda row: [
        (_("Piece"), link_to(row.product)),
        (_("Written by"), link_to(row.user)),
        (_("Rating"), f"{row.rating}/5"),
        (_("Comment"), row.comment or "–"),
        (_("Seller's reply"), row.reply or "–"),
        (_("Hidden"), _("Yes") if row.is_hidden else _("No")),
    ],
    panels=_review_panels,
    noted=("is_hidden", "report_count"),
    verbs=(
        Verb(
            "keep",
            _("Leave it in sight"),
            _("The reports are closed; the review stays, or comes back into sight."),
            _keep,
            form=OptionalReason,
            tone="good",
            is_possible=lambda row: row.report_count > 0 or row.is_hidden,
        ),
        Verb(
            "hide",
            _("Hide it"),
            _("Nobody but its author sees it, and it no longer counts."),
            _hide,
            form=OptionalReason,
            tone="bad",
            is_possible=lambda row: not row.is_hidden,
        ),
    ),
)
