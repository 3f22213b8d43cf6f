"""Orders that seem risky, and returns that buyer and seller could not agree on."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext_lazy as _

from core.links import link_to
from core.staff import FINANCE, SUPPORT
from orders.actions import parcels, returns
from orders.models import Parcel, Return
from orders.models.orders import PARCEL_STATUSES
from orders.models.returns import STATUSES
from orders.rules import states
from orders.rules.numbers import spoken
from orders.rules.states import ParcelStatus, ReturnStatus
from payment.actions import fraud
from payment.models import FraudCheck
from payment.models.fraud import FINDINGS, SIGNALS
from to7fabackend.backoffice.queues.base import (
    Amount,
    Column,
    Decision,
    Message,
    OptionalReason,
    Panel,
    Queue,
    Reason,
    Verb,
)
from to7fabackend.backoffice.words import explained, isolated, moment, named, pounds


# --- held orders --------------------------------------------------------------------------------
def _held() -> QuerySet[FraudCheck]:
    return _checks().filter(is_held=True).order_by("created_at", "pk")


def _checks() -> QuerySet[FraudCheck]:
    return FraudCheck.objects.select_related("order__user")


def _check_panels(check: FraudCheck) -> list[Panel]:
    known = [
        (SIGNALS[name], _plain(name, check.signals[name]))
        for name in SIGNALS
        if name in check.signals
    ]
    findings = explained(check.findings, FINDINGS)
    return [
        Panel(_("Why it was held"), (_("Finding"), _("Points")), findings),
        Panel(_("What was known"), (_("Signal"), _("Value")), known),
    ]


def _plain(name: str, value: Any) -> Any:
    """Write what was known as people say it: yes or no, a length of time, pounds."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if name == "account_age":
        return timesince(timezone.now() - timedelta(seconds=value), depth=1)
    return pounds(Decimal(value)) if name == "amount" else value


def _release(check: FraudCheck, decision: Decision) -> None:
    fraud.release(check, by=decision.by, now=decision.now)


def _cancel(check: FraudCheck, decision: Decision) -> None:
    fraud.cancel(check, by=decision.by, now=decision.now, reason=decision.reason)


HELD = Queue(
    slug="held-orders",
    name=lambda row: spoken(row.order.number),
    title=_("Orders held as risky"),
    lead=_("Nobody sends anything of them until somebody has decided."),
    icon="gpp_maybe",
    roles=frozenset({SUPPORT, FINANCE}),
    waiting=_held,
    everything=_checks,
    columns=(
        Column(_("Order"), lambda row: spoken(row.order.number), is_ltr=True),
        Column(_("Buyer"), lambda row: row.order.user),
        Column(_("Total"), lambda row: pounds(row.order.total_amount)),
        Column(_("Risk"), lambda row: row.score, is_ltr=True),
        Column(_("Held since"), lambda row: moment(row.created_at), is_ltr=True),
    ),
    facts=lambda row: [
        (_("Order"), link_to(row.order, spoken(row.order.number))),
        (_("Buyer"), link_to(row.order.user)),
        (_("Total"), pounds(row.order.total_amount)),
        (_("Payment method"), row.order.get_payment_method_display()),
        (_("Address"), isolated(row.order.shipping_address)),
        (_("Risk"), f"{row.score}/100"),
        (_("Decision"), row.get_decision_display() or "–"),
    ],
    panels=_check_panels,
    noted=("is_held", "decision"),
    verbs=(
        Verb(
            "release",
            _("Let it go on"),
            _("The sellers can prepare it at once."),
            _release,
            form=OptionalReason,
            tone="good",
            is_possible=lambda row: row.is_held,
        ),
        Verb(
            "cancel",
            _("Cancel the order"),
            _("Stock returns to its shelves and what was paid goes back."),
            _cancel,
            form=Reason,
            tone="bad",
            is_possible=lambda row: row.is_held,
        ),
    ),
)


# --- parcels nobody hears of --------------------------------------------------------------------
SILENT_DAYS = 10


def _silent() -> QuerySet[Parcel]:
    since = timezone.now() - timedelta(days=SILENT_DAYS)
    return (
        _under_way()
        .filter(pk__in=Parcel.objects.lost_from_sight(since))
        .order_by("updated_at", "pk")
    )


def _under_way() -> QuerySet[Parcel]:
    return Parcel.objects.select_related("order__user", "seller__profile")


def _has_left(parcel: Parcel) -> bool:
    return parcel.status in {ParcelStatus.SHIPPED, ParcelStatus.REFUSED}


def _parcel_panels(parcel: Parcel) -> list[Panel]:
    seen = parcel.tracking_events.order_by("-happened_at", "-pk")[:50]
    steps = parcel.events.select_related("by").order_by("-pk")[:50]
    return [
        Panel(
            _("What the carrier said"),
            (_("When"), _("What")),
            [(moment(one.happened_at), one.said) for one in seen],
        ),
        Panel(
            _("Steps"),
            (_("When"), _("From"), _("To"), _("By"), _("Note")),
            [
                (
                    moment(one.created_at),
                    named(PARCEL_STATUSES, one.from_status),
                    named(PARCEL_STATUSES, one.to_status),
                    one.by or "–",
                    one.said or "–",
                )
                for one in steps
            ],
        ),
    ]


def _lost(parcel: Parcel, decision: Decision) -> None:
    parcels.close_silent(
        parcel, ParcelStatus.LOST, by=decision.by, now=decision.now, note=decision.reason
    )


def _back(parcel: Parcel, decision: Decision) -> None:
    parcels.close_silent(
        parcel, ParcelStatus.RETURNED, by=decision.by, now=decision.now, note=decision.reason
    )


SILENT = Queue(
    slug="silent-parcels",
    name=lambda row: f"{spoken(row.order.number)} · {row.seller_name}",
    title=_("Parcels nobody hears of"),
    lead=_(
        "They left, and for ten days neither carrier nor seller has said anything; or their carrier"
        " carries them no further."
    ),
    icon="location_off",
    roles=frozenset({SUPPORT}),
    waiting=_silent,
    everything=_under_way,
    columns=(
        Column(_("Order"), lambda row: spoken(row.order.number), is_ltr=True),
        Column(_("Seller"), lambda row: row.seller_name),
        Column(_("Carrier"), lambda row: row.carried_by or "–"),
        Column(_("Tracking number"), lambda row: row.tracking_number or "–", is_ltr=True),
        Column(_("Total"), lambda row: pounds(row.total)),
        Column(_("Heard of"), lambda row: moment(row.updated_at), is_ltr=True),
    ),
    facts=lambda row: [
        (_("Order"), link_to(row.order, spoken(row.order.number))),
        (_("Buyer"), link_to(row.order.user)),
        (_("Seller"), link_to(row.seller)),
        (_("Status"), row.get_status_display()),
        (_("Carrier"), row.carried_by or "–"),
        (_("Tracking number"), row.tracking_number or "–"),
        (_("Payment method"), row.order.get_payment_method_display()),
        (_("Total"), pounds(row.total)),
        (_("Address"), isolated(row.order.shipping_address)),
        (_("Object's page"), link_to(row, str(row.pk))),
    ],
    panels=_parcel_panels,
    verbs=(
        Verb(
            "lost",
            _("It is lost"),
            _("The buyer gets all back that was paid; the pieces return to no shelf."),
            _lost,
            form=Reason,
            tone="bad",
            is_possible=_has_left,
        ),
        Verb(
            "returned",
            _("It is back at the seller's"),
            _("The buyer gets back what the pieces cost; they can be sold again."),
            _back,
            form=Reason,
            is_possible=_has_left,
        ),
    ),
    empty=_("Every parcel that left has been heard of."),
)


# --- disputes -----------------------------------------------------------------------------------
def _disputed() -> QuerySet[Return]:
    return _returns().filter(status="disputed").order_by("updated_at", "pk")


def _returns() -> QuerySet[Return]:
    return Return.objects.select_related("order", "parcel__seller__profile", "user")


def _return_panels(asked: Return) -> list[Panel]:
    lines = asked.items.select_related("order_item").order_by("pk")
    said = asked.messages.select_related("by").order_by("pk")[:100]
    pieces = [(one.order_item.named, one.quantity, pounds(one.amount)) for one in lines]
    talk = [
        (moment(one.created_at), one.by or "–", one.text or "–", named(STATUSES, one.to_status))
        for one in said
    ]
    return [
        Panel(_("Pieces"), (_("Piece"), _("Quantity"), _("Amount")), pieces),
        Panel(_("What was said"), (_("When"), _("By"), _("Message"), _("State")), talk),
    ]


def _photos(asked: Return) -> list[tuple[str, str]]:
    return [
        (reverse("admin:return_picture", args=[one.pk]), str(_("Picture by the buyer")))
        for one in asked.photos.order_by("pk")[:8]
    ]


def _return_facts(asked: Return) -> list[tuple[Any, Any]]:
    return [
        (_("Order"), link_to(asked.order, spoken(asked.order.number))),
        (_("Buyer"), link_to(asked.user)),
        (_("Seller"), link_to(asked.parcel.seller, asked.parcel.seller_name)),
        (_("Reason"), asked.get_reason_display()),
        (_("Details"), asked.details or "–"),
        (_("Seller's answer"), asked.answer or "–"),
        (_("Asked for"), pounds(asked.refund_amount)),
        (_("Held back of the seller's share"), pounds(asked.frozen)),
        (_("State"), asked.get_status_display()),
    ]


def _settle(asked: Return, decision: Decision) -> None:
    returns.settle(
        asked,
        amount=decision.given["amount"],
        by=decision.by,
        now=decision.now,
        text=decision.reason,
    )


def _write(asked: Return, decision: Decision) -> None:
    returns.write(asked, decision.reason, by=decision.by)


DISPUTES = Queue(
    slug="disputes",
    name=lambda row: spoken(row.order.number),
    title=_("Disputes"),
    lead=_("Returns that buyer and seller could not agree on. What is decided is final."),
    icon="gavel",
    roles=frozenset({SUPPORT}),
    waiting=_disputed,
    everything=_returns,
    columns=(
        Column(_("Order"), lambda row: spoken(row.order.number), is_ltr=True),
        Column(_("Buyer"), lambda row: row.user),
        Column(_("Seller"), lambda row: row.parcel.seller_name),
        Column(_("Reason"), lambda row: row.get_reason_display()),
        Column(_("Asked for"), lambda row: pounds(row.refund_amount)),
        Column(_("Since"), lambda row: moment(row.updated_at), is_ltr=True),
    ),
    facts=_return_facts,
    panels=_return_panels,
    pictures=_photos,
    noted=("status", "refund_amount", "frozen"),
    verbs=(
        Verb(
            "settle",
            _("Decide"),
            _("The buyer gets the amount back; both sides are told the outcome."),
            _settle,
            form=Amount,
            tone="good",
            is_possible=lambda row: row.status == "disputed",
            initial=lambda row: {"amount": row.refund_amount},
        ),
        Verb(
            "write",
            _("Write to both"),
            _("Buyer and seller read the message; nothing is decided."),
            _write,
            form=Message,
        ),
    ),
)


# --- returns under way --------------------------------------------------------------------------
UNDER_WAY = ("requested", "approved", "refused", "received")


def _under_way_returns() -> QuerySet[Return]:
    return _returns().filter(status__in=UNDER_WAY).order_by("answer_by", "pk")


def _take_up(asked: Return, decision: Decision) -> None:
    returns.dispute(asked, by=decision.by, now=decision.now, text=decision.reason)


def _may_be_taken_up(asked: Return) -> bool:
    return states.return_may_become(ReturnStatus(asked.status), ReturnStatus.DISPUTED)


RETURNS = Queue(
    slug="returns",
    name=DISPUTES.name,
    title=_("Returns under way"),
    lead=_(
        "Those whose answer is due first come first; what a seller leaves lying becomes a dispute."
    ),
    icon="assignment_return",
    roles=frozenset({SUPPORT}),
    waiting=_under_way_returns,
    everything=_returns,
    columns=(
        Column(_("Order"), lambda row: spoken(row.order.number), is_ltr=True),
        Column(_("Buyer"), lambda row: row.user),
        Column(_("Seller"), lambda row: row.parcel.seller_name),
        Column(_("Reason"), lambda row: row.get_reason_display()),
        Column(_("State"), lambda row: row.get_status_display()),
        Column(_("Answer due"), lambda row: moment(row.answer_by), is_ltr=True),
    ),
    facts=_return_facts,
    panels=_return_panels,
    pictures=_photos,
    noted=("status",),
    verbs=(
        Verb(
            "take-up",
            _("Take it up"),
            _("It becomes a dispute, and staff decide it; both sides are told."),
            _take_up,
            form=Reason,
            is_possible=_may_be_taken_up,
        ),
        DISPUTES.verbs[-1],
    ),
    empty=_("No return is under way."),
)
