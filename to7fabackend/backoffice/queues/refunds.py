"""Refunds that wait for a person: of bank transfers, and those that failed at the gateway."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminTextInputWidget

from core.links import link_to
from core.staff import FINANCE
from payment.actions import by_hand
from payment.models import Refund, TransferProof
from payment.rules import BY_HAND
from to7fabackend.backoffice.queues.base import Column, Decision, Panel, Queue, Verb
from to7fabackend.backoffice.words import moment, pounds


class Transferred(forms.Form):
    reference = forms.CharField(
        label=_("Bank's reference"),
        max_length=60,
        help_text=_("The number under which the bank's statement shows the transfer."),
        widget=UnfoldAdminTextInputWidget(attrs={"dir": "ltr"}),
    )


def _refunds() -> QuerySet[Refund]:
    return Refund.objects.select_related("payment__order", "payment__user__profile")


def _waiting() -> QuerySet[Refund]:
    return _refunds().filter(status__in=BY_HAND).order_by("created_at", "pk")


def _is_waiting(refund: Refund) -> bool:
    return refund.status in BY_HAND


def _facts(refund: Refund) -> list[tuple[Any, Any]]:
    payment = refund.payment
    return [
        (_("Buyer"), link_to(payment.user)),
        (_("Order"), link_to(payment.order)),
        (_("Payment"), link_to(payment, str(payment.pk))),
        (_("Paid by"), payment.get_method_display()),
        (_("Amount"), pounds(refund.amount)),
        (_("State"), refund.get_status_display()),
        (_("Reason"), refund.reason or "–"),
        (_("What the gateway said"), refund.error or "–"),
        (_("Tries"), refund.attempts),
        (_("Since"), moment(refund.created_at)),
        (_("Object's page"), link_to(refund, str(refund.pk))),
    ]


def _panels(refund: Refund) -> list[Panel]:
    proofs = TransferProof.objects.filter(payment=refund.payment).order_by("-pk")
    others = Refund.objects.filter(payment=refund.payment).exclude(pk=refund.pk).order_by("-pk")
    return [
        Panel(
            _("Proofs of transfer"),
            (_("When"), _("Amount"), _("Bank's reference"), _("State")),
            [
                (
                    moment(one.created_at),
                    pounds(one.amount),
                    one.bank_reference or "–",
                    link_to(one, one.get_status_display()),
                )
                for one in proofs[:10]
            ],
        ),
        Panel(
            _("Other refunds of this payment"),
            (_("When"), _("Amount"), _("State")),
            [
                (moment(one.created_at), pounds(one.amount), one.get_status_display())
                for one in others[:10]
            ],
        ),
    ]


def _note_transfer(refund: Refund, decision: Decision) -> None:
    by_hand.note_transfer(refund, reference=decision.given["reference"], now=decision.now)


def _turn_into_credit(refund: Refund, decision: Decision) -> None:
    by_hand.turn_into_credit(refund, now=decision.now)


def _send_again(refund: Refund, decision: Decision) -> None:
    by_hand.send_again(refund, now=decision.now)


REFUNDS = Queue(
    slug="refunds",
    name=lambda row: f"{row.payment.user} · {row.amount:,.2f}",
    title=_("Refunds to be made by hand"),
    lead=_(
        "Of bank transfers, and those that failed at the gateway: the buyer waits for the money."
    ),
    icon="currency_exchange",
    roles=frozenset({FINANCE}),
    waiting=_waiting,
    everything=_refunds,
    columns=(
        Column(_("Buyer"), lambda row: row.payment.user),
        Column(_("Order"), lambda row: row.payment.order or "–", is_ltr=True),
        Column(_("Paid by"), lambda row: row.payment.get_method_display()),
        Column(_("Amount"), lambda row: pounds(row.amount)),
        Column(_("State"), lambda row: row.get_status_display()),
        Column(_("Since"), lambda row: moment(row.created_at), is_ltr=True),
    ),
    facts=_facts,
    panels=_panels,
    verbs=(
        Verb(
            "transferred",
            _("The bank has transferred it"),
            _("It counts as given back, and the buyer is told."),
            _note_transfer,
            form=Transferred,
            tone="good",
            is_possible=_is_waiting,
        ),
        Verb(
            "again",
            _("Send it to the gateway again"),
            _("Such as after the gateway's balance was raised. It is tried from the beginning."),
            _send_again,
            is_possible=by_hand.can_be_sent,
        ),
        Verb(
            "credit",
            _("Give it as store credit"),
            _("Only if the buyer agreed: it lands in the wallet at once, and the buyer is told."),
            _turn_into_credit,
            is_possible=_is_waiting,
        ),
    ),
    empty=_("No refund waits for a person."),
)
