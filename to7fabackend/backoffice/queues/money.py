"""Money that waits for a person: payouts, carriers' cash, bank transfers."""

from collections import Counter
from datetime import timedelta
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Count, Max, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from unfold.widgets import (
    UnfoldAdminDateWidget,
    UnfoldAdminDecimalFieldWidget,
    UnfoldAdminFileFieldWidget,
    UnfoldAdminSelectWidget,
    UnfoldAdminTextInputWidget,
    UnfoldBooleanWidget,
)

from core.calendar import CAIRO
from core.links import link_to
from core.money import PIASTRE
from core.problems import Problem
from core.staff import FINANCE
from orders.actions import compensation, shipping
from orders.actions.shipping import Collected
from orders.models import Compensation, Parcel, Remittance, RemittanceLine
from orders.models.shipping import CARRIERS
from orders.rules.numbers import spoken
from orders.rules.states import OWN_WAY
from payment.actions import payouts as disbursing
from payment.actions import transfers
from payment.models import TransferProof
from to7fabackend.backoffice import remittance_files
from to7fabackend.backoffice.queues.base import (
    Column,
    Decision,
    HandOut,
    Panel,
    Queue,
    Reason,
    Upload,
    Verb,
)
from to7fabackend.backoffice.words import explained, moment, named, pounds
from wallet.actions import payouts
from wallet.models import Payout
from wallet.models.payouts import FINDINGS, STATUSES
from wallet.rules import PayoutStatus


# --- payouts ------------------------------------------------------------------------------------
def _waiting() -> QuerySet[Payout]:
    return _payouts().filter(status__in=["requested", "held"]).order_by("requested_at", "pk")


def _payouts() -> QuerySet[Payout]:
    return Payout.objects.select_related("user__profile").annotate(
        approval_count=Count("approvals", distinct=True)
    )


def _needed(payout: Payout) -> int:
    return 2 if payout.amount >= payouts.payout_rules().two_people_from else 1


def _payout_facts(payout: Payout) -> list[tuple[Any, Any]]:
    wallet = payout.user.wallet
    return [
        (_("Seller"), link_to(payout.user, str(payout.user.profile))),
        (_("Amount"), pounds(payout.amount)),
        (_("Through"), payout.get_rail_display()),
        (_("Destination"), payout.destination_hint),
        (_("State"), payout.get_status_display()),
        (_("Not paid before"), moment(payout.rests_until)),
        (_("Approvals"), f"{payout.approvals.count()}/{_needed(payout)}"),
        (_("Risk"), f"{payout.fraud_score}/100"),
        (_("Earnings left"), pounds(wallet.earnings)),
        (_("Debt"), pounds(wallet.debt)),
        (_("Object's page"), link_to(payout, str(payout.pk))),
    ]


def _payout_panels(payout: Payout) -> list[Panel]:
    said = payout.approvals.select_related("by").order_by("pk")
    events = payout.events.select_related("by").order_by("-pk")[:30]
    earlier = Payout.objects.filter(user=payout.user).exclude(pk=payout.pk).order_by("-pk")[:10]
    return [
        Panel(
            _("What the risk check found"),
            (_("Finding"), _("Points")),
            explained(payout.fraud_reasons, FINDINGS),
        ),
        Panel(
            _("Approved by"),
            (_("Who"), _("When")),
            [(one.by, moment(one.created_at)) for one in said],
        ),
        Panel(
            _("Timeline"),
            (_("When"), _("From"), _("To"), _("Note"), _("By")),
            [
                (
                    moment(one.created_at),
                    named(STATUSES, one.from_status),
                    named(STATUSES, one.to_status),
                    one.note or "–",
                    one.by or "–",
                )
                for one in events
            ],
        ),
        Panel(
            _("Earlier payouts"),
            (_("Asked for"), _("Amount"), _("State"), _("Destination")),
            [
                (
                    moment(one.requested_at),
                    pounds(one.amount),
                    one.get_status_display(),
                    one.destination_hint,
                )
                for one in earlier
            ],
        ),
    ]


def _approve(payout: Payout, decision: Decision) -> None:
    payouts.approve(payout, by=decision.by, now=decision.now)


def _refuse(payout: Payout, decision: Decision) -> None:
    payouts.give_up(
        payout,
        PayoutStatus.CANCELLED,
        reason=decision.reason,
        now=decision.now,
        by=decision.by,
    )


def _is_waiting(payout: Payout) -> bool:
    return payout.status in {PayoutStatus.REQUESTED, PayoutStatus.HELD}


OF_A_PAYOUT = (
    Column(_("Seller"), lambda row: row.user.profile),
    Column(_("Amount"), lambda row: pounds(row.amount)),
    Column(_("Through"), lambda row: row.get_rail_display()),
    Column(_("State"), lambda row: row.get_status_display()),
)
PAYOUTS = Queue(
    slug="payouts",
    name=lambda row: f"{row.user.profile} · {row.amount:,.2f}",
    title=_("Payouts to approve"),
    lead=_("Large ones need the yes of two different people."),
    icon="payments",
    roles=frozenset({FINANCE}),
    waiting=_waiting,
    everything=_payouts,
    columns=(
        *OF_A_PAYOUT,
        Column(_("Approvals"), lambda row: row.approval_count, is_ltr=True),
        Column(_("Asked for"), lambda row: moment(row.requested_at), is_ltr=True),
    ),
    facts=_payout_facts,
    panels=_payout_panels,
    verbs=(
        Verb(
            "approve",
            _("Approve"),
            _("Your name is noted. With enough approvals the money is sent."),
            _approve,
            tone="good",
            is_possible=_is_waiting,
        ),
        Verb(
            "refuse",
            _("Refuse"),
            _("The money returns to the seller's earnings and the reason is told."),
            _refuse,
            form=Reason,
            tone="bad",
            is_possible=_is_waiting,
        ),
    ),
)


# --- payouts at the bank ------------------------------------------------------------------------
AT_THE_BANK = ("approved", "sending", "sent", "unknown")
MOST_IN_A_FILE = 500
BATCHES_SHOWN = 10
NEW_FILE = ""


def _at_the_bank() -> QuerySet[Payout]:
    return _payouts().filter(status__in=AT_THE_BANK).order_by("approved_at", "pk")


def _for_the_file() -> QuerySet[Payout]:
    return Payout.objects.to_be_sent(timezone.now())


def _batches() -> list[str]:
    """Give the latest files, the last one first. One query."""
    made = Payout.objects.exclude(batch="").filter(status__in=[*AT_THE_BANK, "paid", "failed"])
    latest = made.values("batch").annotate(at=Max("sent_at")).order_by("-at", "-batch")
    return [row["batch"] for row in latest[:BATCHES_SHOWN]]


class BankFile(forms.Form):
    which = forms.ChoiceField(label=_("Which"), required=False, widget=UnfoldAdminSelectWidget)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        waiting = _for_the_file()[:MOST_IN_A_FILE].count()
        new = _("A new file of %(count)d approved payouts") % {"count": waiting}
        again = [(batch, _("%(batch)s once more") % {"batch": batch}) for batch in _batches()]
        field = cast(forms.ChoiceField, self.fields["which"])
        field.choices = [(NEW_FILE, new), *again]

    def clean_which(self) -> str:
        which = str(self.cleaned_data["which"])
        if which == NEW_FILE and not _for_the_file().exists():
            raise ValidationError(_("No approved payout waits for a file."))
        return which


def _bank_file(decision: Decision) -> tuple[str, str]:
    batch = str(decision.given["which"])
    if batch != NEW_FILE:
        return f"{batch}.csv", disbursing.bank_file(batch)
    batch = f"bank-{decision.now.astimezone(CAIRO):%Y%m%d-%H%M%S}"
    chosen = list(_for_the_file()[:MOST_IN_A_FILE])
    text = disbursing.export(chosen, batch=batch, by=decision.by, now=decision.now)
    return f"{batch}.csv", text


class Settled(forms.Form):
    fee = forms.DecimalField(
        label=_("Fee the bank kept (EGP)"),
        min_value=0,
        max_digits=8,
        decimal_places=2,
        initial=0,
        widget=UnfoldAdminDecimalFieldWidget(attrs={"dir": "ltr", "step": "0.01"}),
    )


def _paid(payout: Payout, decision: Decision) -> None:
    payouts.settle(payout, fee=decision.given["fee"], by=decision.by, now=decision.now)


def _came_back(payout: Payout, decision: Decision) -> None:
    payouts.give_up(
        payout, PayoutStatus.FAILED, reason=decision.reason, now=decision.now, by=decision.by
    )


def _is_for_a_person(payout: Payout) -> bool:
    """Tell whether a person says what became of it: it went in a file, or the partner does not know."""
    is_out = payout.status in {PayoutStatus.SENDING, PayoutStatus.SENT}
    return payout.status == PayoutStatus.UNKNOWN or (is_out and payout.batch != "")


BANK = Queue(
    slug="bank",
    name=PAYOUTS.name,
    title=_("Payouts at the bank"),
    lead=_("Approved and not yet paid: put into the bank's file, then noted as paid or sent back."),
    icon="send_money",
    roles=frozenset({FINANCE}),
    waiting=_at_the_bank,
    everything=_payouts,
    columns=(
        *OF_A_PAYOUT,
        Column(_("In the file"), lambda row: row.batch or "–", is_ltr=True),
        Column(_("Not paid before"), lambda row: moment(row.rests_until), is_ltr=True),
        Column(_("Approved"), lambda row: moment(row.approved_at), is_ltr=True),
    ),
    facts=_payout_facts,
    panels=_payout_panels,
    verbs=(
        Verb(
            "paid",
            _("The bank has paid it"),
            _("It is booked as paid and the seller is told."),
            _paid,
            form=Settled,
            tone="good",
            is_possible=_is_for_a_person,
        ),
        Verb(
            "returned",
            _("The bank sent it back"),
            _("The money returns to the seller's earnings and the reason is told."),
            _came_back,
            form=Reason,
            tone="bad",
            is_possible=_is_for_a_person,
        ),
    ),
    empty=_("Every approved payout is paid."),
    hands_out=HandOut(
        "payouts.bank-file",
        _("Make the bank's file"),
        _(
            "Approved payouts go into a CSV and count as sent. A file that was lost can be made again."
        ),
        BankFile,
        _bank_file,
        Payout,
    ),
)


# --- cash from carriers -------------------------------------------------------------------------
MOST_LINES = 5000


class RemittanceFile(forms.Form):
    carrier = forms.ChoiceField(
        label=_("Carrier"), choices=CARRIERS[1:], widget=UnfoldAdminSelectWidget
    )
    reference = forms.CharField(
        label=_("Carrier's reference"),
        max_length=60,
        widget=UnfoldAdminTextInputWidget(attrs={"dir": "ltr"}),
    )
    received_on = forms.DateField(label=_("Received on"), widget=UnfoldAdminDateWidget)
    fees = forms.DecimalField(
        label=_("Fees kept (EGP)"),
        min_value=0,
        max_digits=12,
        decimal_places=2,
        initial=0,
        widget=UnfoldAdminDecimalFieldWidget(attrs={"dir": "ltr"}),
    )
    file = forms.FileField(
        label=_("File (CSV or XLSX)"),
        help_text=_(
            "With columns for tracking number and amount, found by their headings; without headings "
            "they are the first two."
        ),
        widget=UnfoldAdminFileFieldWidget,
    )
    only_try = forms.BooleanField(
        label=_("Only try: say what would be booked, and book nothing"),
        required=False,
        widget=UnfoldBooleanWidget,
    )

    def clean_file(self) -> list[Collected]:
        raw = self.cleaned_data["file"].read(remittance_files.MOST_BYTES + 1)
        try:
            return remittance_files.collected(raw)
        except remittance_files.Unreadable as wrong:
            raise ValidationError(wrong.faults) from wrong


class OnlyTried(Problem):
    """Not a refusal: it takes back what was tried, and says what that would have been."""

    code = "only_tried"
    title = _("Nothing was booked; this was only tried.")


def _import(decision: Decision) -> Remittance:
    given = decision.given
    remittance = shipping.import_remittance(
        given["carrier"],
        reference=given["reference"],
        received_on=given["received_on"],
        collected=given["file"],
        fees=given["fees"],
        by=decision.by,
        now=decision.now,
    )
    if given["only_try"]:
        raise OnlyTried(_told(remittance))
    return remittance


def _told(remittance: Remittance) -> str:
    counts = Counter(remittance.lines.values_list("outcome", flat=True))
    names = dict(RemittanceLine._meta.get_field("outcome").flatchoices)
    found = [f"{names.get(outcome, outcome)}: {count}" for outcome, count in sorted(counts.items())]
    # A message is text: the mark-up that keeps an amount's order would be shown as it is written.
    return " · ".join([f"{_('Total')}: {remittance.total:,.2f} {_('EGP')}", *found])


def _unmatched() -> QuerySet[Remittance]:
    loose = RemittanceLine.objects.exclude(outcome="matched")
    return _remittances().filter(pk__in=loose.values("remittance")).order_by("-pk")


def _remittances() -> QuerySet[Remittance]:
    return Remittance.objects.select_related("imported_by").annotate(
        line_count=Count("lines"), loose=Count("lines", filter=~Q(lines__outcome="matched"))
    )


def _remittance_panels(remittance: Remittance) -> list[Panel]:
    lines = remittance.lines.select_related("parcel__order").exclude(outcome="matched")
    rows = [
        (
            one.tracking_number,
            pounds(one.amount),
            pounds(one.parcel.total) if one.parcel else "–",
            one.get_outcome_display(),
            link_to(one.parcel.order if one.parcel else None),
        )
        for one in lines.order_by("pk")[:200]
    ]
    heads = (_("Tracking number"), _("Handed over"), _("Expected"), _("Outcome"), _("Order"))
    return [Panel(_("Lines that match nothing"), heads, rows)]


REMITTANCES = Queue(
    slug="remittances",
    name=lambda row: row.reference,
    title=_("Cash from carriers"),
    lead=_("Files of the cash that carriers collected. What matches to the piastre is booked."),
    icon="local_shipping",
    roles=frozenset({FINANCE}),
    waiting=_unmatched,
    everything=_remittances,
    columns=(
        Column(_("Carrier"), lambda row: row.get_carrier_display()),
        Column(_("Reference"), lambda row: row.reference, is_ltr=True),
        Column(_("Received on"), lambda row: row.received_on.isoformat(), is_ltr=True),
        Column(_("Total"), lambda row: pounds(row.total)),
        Column(_("Lines"), lambda row: row.line_count, is_ltr=True),
        Column(_("Without a match"), lambda row: row.loose, is_ltr=True),
    ),
    facts=lambda row: [
        (_("Carrier"), row.get_carrier_display()),
        (_("Reference"), row.reference),
        (_("Received on"), row.received_on),
        (_("Total"), pounds(row.total)),
        (_("Fees kept"), pounds(row.fees)),
        (_("Taken in by"), row.imported_by),
        (_("Object's page"), link_to(row, str(row.pk))),
    ],
    panels=_remittance_panels,
    verbs=(),
    noted=(),
    empty=_("No file has lines without a match."),
    uploads=Upload(
        "remittances.import",
        _("Take in a file"),
        _("Each line is matched with a delivered parcel by number and amount."),
        RemittanceFile,
        _import,
    ),
)


# --- bank transfers -----------------------------------------------------------------------------
def _proofs_waiting() -> QuerySet[TransferProof]:
    return _proofs().filter(status="waiting").order_by("pk")


def _proofs() -> QuerySet[TransferProof]:
    return TransferProof.objects.select_related("payment__order", "payment__user")


def _pictures(proof: TransferProof) -> list[tuple[str, str]]:
    """Give what the buyer took a picture of, as long as it is kept."""
    address = reverse("admin:transfer_picture", args=[proof.pk])
    return [(address, str(_("Proof of transfer")))] if proof.image else []


def _match(proof: TransferProof, decision: Decision) -> None:
    transfers.match(proof, by=decision.by, now=decision.now)


def _not_found(proof: TransferProof, decision: Decision) -> None:
    transfers.reject(proof, reason=decision.reason[:200], by=decision.by, now=decision.now)


TRANSFERS = Queue(
    slug="transfers",
    name=lambda row: f"{row.payment.user} · {row.payment.amount:,.2f}",
    title=_("Bank transfers to match"),
    lead=_("Buyers' proofs of transfer, to be compared with the bank's statement."),
    icon="account_balance",
    roles=frozenset({FINANCE}),
    waiting=_proofs_waiting,
    everything=_proofs,
    columns=(
        Column(_("Buyer"), lambda row: row.payment.user),
        Column(_("Order"), lambda row: row.payment.order or "–", is_ltr=True),
        Column(_("Amount"), lambda row: pounds(row.payment.amount)),
        Column(_("Bank's reference"), lambda row: row.bank_reference or "–", is_ltr=True),
        Column(_("Since"), lambda row: moment(row.created_at), is_ltr=True),
    ),
    facts=lambda row: [
        (_("Buyer"), link_to(row.payment.user)),
        (_("Order"), link_to(row.payment.order)),
        (_("Payment"), link_to(row.payment, str(row.payment.pk))),
        (_("Amount"), pounds(row.payment.amount)),
        (_("Bank's reference"), row.bank_reference or "–"),
        (_("State"), row.get_status_display()),
    ],
    pictures=_pictures,
    verbs=(
        Verb(
            "match",
            _("The money is at the bank"),
            _("The order counts as paid and its sellers can prepare it."),
            _match,
            tone="good",
            is_possible=lambda row: row.status == "waiting",
        ),
        Verb(
            "reject",
            _("It cannot be found"),
            _("The buyer is told and can send another proof."),
            _not_found,
            form=Reason,
            tone="bad",
            is_possible=lambda row: row.status == "waiting",
        ),
    ),
)


# --- lost parcels -------------------------------------------------------------------------------
CLAIM_DAYS = 180


class Compensated(Reason):
    amount = forms.DecimalField(
        label=_("Amount for the seller (EGP)"),
        min_value=PIASTRE,
        max_digits=12,
        decimal_places=2,
        widget=UnfoldAdminDecimalFieldWidget(attrs={"dir": "ltr", "step": "0.01"}),
    )
    reference = forms.CharField(
        label=_("Carrier's reference"),
        max_length=60,
        widget=UnfoldAdminTextInputWidget(attrs={"dir": "ltr"}),
    )
    field_order = ["amount", "reference", "reason"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.CharField, self.fields["reason"]).max_length = 200


def _lost_parcels() -> QuerySet[Parcel]:
    every = Parcel.objects.select_related("order__user", "seller__profile", "compensation__by")
    return every.filter(status="lost")


def _unpaid() -> QuerySet[Parcel]:
    """What carriers have yet to pay for; older ones can still be booked from their own pages."""
    since = timezone.now() - timedelta(days=CLAIM_DAYS)
    return (
        _lost_parcels()
        .filter(pk__in=Parcel.objects.uncompensated(since))
        .order_by("updated_at", "pk")
    )


def _can_be_compensated(parcel: Parcel) -> bool:
    return parcel.compensated is None and parcel.carrier not in OWN_WAY


def _compensate(parcel: Parcel, decision: Decision) -> None:
    compensation.compensate(
        parcel,
        decision.given["amount"],
        reference=decision.given["reference"],
        reason=decision.reason,
        by=decision.by,
        now=decision.now,
    )


def _compensations(parcel: Parcel) -> list[Panel]:
    booked = Compensation.objects.filter(parcel=parcel).select_related("by")
    rows = [
        (moment(one.created_at), pounds(one.amount), one.reference, one.reason, one.by)
        for one in booked
    ]
    heads = (_("When"), _("Amount"), _("Carrier's reference"), _("Reason"), _("By"))
    return [Panel(_("Compensation"), heads, rows)]


LOST = Queue(
    slug="lost-parcels",
    name=lambda row: f"{spoken(row.order.number)} · {row.seller_name}",
    title=_("Lost parcels to be paid for"),
    lead=_(
        "A carrier lost them and their buyers have their money back; what it pays is the seller's."
    ),
    icon="receipt_long_off",
    roles=frozenset({FINANCE}),
    waiting=_unpaid,
    everything=_lost_parcels,
    columns=(
        Column(_("Order"), lambda row: spoken(row.order.number), is_ltr=True),
        Column(_("Seller"), lambda row: row.seller_name),
        Column(_("Carrier"), lambda row: row.carried_by or "–"),
        Column(_("Tracking number"), lambda row: row.tracking_number or "–", is_ltr=True),
        Column(_("Total"), lambda row: pounds(row.total)),
        Column(_("Lost since"), lambda row: moment(row.updated_at), is_ltr=True),
    ),
    facts=lambda row: [
        (_("Order"), link_to(row.order, spoken(row.order.number))),
        (_("Seller"), link_to(row.seller, row.seller_name)),
        (_("Carrier"), row.carried_by or "–"),
        (_("Tracking number"), row.tracking_number or "–"),
        (_("Total"), pounds(row.total)),
        (_("Seller's share that was lost"), pounds(compensation.share_lost(row))),
        (_("Object's page"), link_to(row, str(row.pk))),
    ],
    panels=_compensations,
    verbs=(
        Verb(
            "compensate",
            _("The carrier has paid for it"),
            _(
                "It becomes the seller's own, once, up to the share that was lost; the reason is told."
            ),
            _compensate,
            form=Compensated,
            tone="good",
            is_possible=_can_be_compensated,
            initial=lambda row: {"amount": compensation.share_lost(row)},
        ),
    ),
    empty=_("Every lost parcel has been paid for."),
)
