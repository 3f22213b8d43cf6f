"""Pages that look across apps: an order with everything about it, and the worker's jobs."""

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django.models import ProcrastinateJob

from core.admin import ADMINS, ReadOnly, StaffActionPage
from core.links import link_to
from notifications.models import Notification
from orders.admin import OrderPage
from orders.models import Order, ReturnMessage
from orders.models.orders import PARCEL_STATUSES
from orders.models.returns import STATUSES
from orders.models.shipping import CARRIERS
from payment.models import Payment
from payment.models.payments import METHODS
from to7fabackend.backoffice import codes
from to7fabackend.backoffice.queues.base import Panel
from to7fabackend.backoffice.words import STEPS, isolated, moment, named, pounds
from wallet.admin import HouseBalancePage, LedgerLinePage, LineRows
from wallet.models import LedgerLine

# The pages of the apps below know the codes, and not who gave them their names.
StaffActionPage.codes = {"action": codes.actions, "about_type": codes.tables}
for books in (LedgerLinePage, LineRows, HouseBalancePage):
    books.codes = {**books.codes, "party": dict(CARRIERS)}
admin.site.unregister(Order)
admin.site.unregister(ProcrastinateJob)
MOST = 200


@admin.register(Order)
class OrderDesk(OrderPage):
    """An order with its parcels, timeline, payment, ledger entries and messages on one page."""

    exclude = (*OrderPage.exclude, "shipping_address")
    readonly_fields = ("goes_to",)

    @admin.display(description=_("Address"))
    def goes_to(self, order: Order) -> str:
        return isolated(order.shipping_address)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *rest: Any, **more: Any
    ) -> Any:
        order = more.get("obj")
        if order is not None:
            context["panels"] = [
                _parcels(order),
                _timeline(order),
                _payment(order),
                _ledger(order),
                _messages(order),
                _notices(order),
            ]
        return super().render_change_form(request, context, *rest, **more)


def _parcels(order: Order) -> Panel:
    rows = [
        (
            link_to(parcel, str(parcel.pk)),
            link_to(parcel.seller, parcel.seller_name),
            parcel.get_status_display(),
            pounds(parcel.total),
            parcel.carried_by or "–",
            parcel.tracking_number or "–",
            moment(parcel.delivered_at),
            moment(parcel.released_at),
        )
        for parcel in order.parcels.select_related("seller").order_by("pk")
    ]
    heads = (
        _("Parcel"),
        _("Seller"),
        _("State"),
        _("Total"),
        _("Carrier"),
        _("Tracking number"),
        _("Delivered"),
        _("Released"),
    )
    return Panel(_("Parcels"), heads, rows)


def _timeline(order: Order) -> Panel:
    rows = [
        (
            moment(one.created_at),
            named(STEPS, one.code),
            one.parcel_id or "–",
            named(PARCEL_STATUSES, one.from_status),
            named(PARCEL_STATUSES, one.to_status),
            isolated(one.said) or "–",
            one.by or "–",
        )
        for one in order.events.select_related("by").order_by("pk")[:MOST]
    ]
    heads = (_("When"), _("What"), _("Parcel"), _("From"), _("To"), _("Note"), _("By"))
    return Panel(_("Timeline"), heads, rows)


def _payment(order: Order) -> Panel:
    payment = Payment.objects.filter(order=order).first()
    rows: list[tuple[Any, ...]] = []
    if payment is not None:
        rows.append(
            (
                link_to(payment, str(_("Payment"))),
                payment.get_method_display(),
                pounds(payment.amount),
                payment.get_status_display(),
                moment(payment.paid_at),
                payment.failure,
            )
        )
        rows += [
            (
                _("Attempt"),
                named(METHODS, one.method),
                pounds(one.amount),
                one.get_status_display(),
                moment(one.created_at),
                one.reference,
            )
            for one in payment.attempts.order_by("pk")[:50]
        ]
        rows += [
            (
                link_to(one, str(_("Refund"))),
                one.reason,
                pounds(one.amount),
                one.get_status_display(),
                moment(one.done_at),
                one.error,
            )
            for one in payment.refunds.order_by("pk")[:50]
        ]
    heads = (_("What"), _("How"), _("Amount"), _("State"), _("When"), _("Note"))
    return Panel(_("Payment"), heads, rows)


def _ledger(order: Order) -> Panel:
    lines = (
        LedgerLine.objects.filter(entry__order_id=order.pk)
        .select_related("entry", "wallet__user")
        .order_by("entry_id", "pk")[:MOST]
    )
    rows = [
        (
            moment(line.entry.created_at),
            link_to(line.entry, line.entry.get_kind_display()),
            line.get_account_display(),
            line.wallet.user if line.wallet else line.party or "–",
            pounds(line.amount),
        )
        for line in lines
    ]
    heads = (_("When"), _("Entry"), _("Account"), _("Whose"), _("Amount"))
    return Panel(_("Ledger entries"), heads, rows)


def _messages(order: Order) -> Panel:
    said = (
        ReturnMessage.objects.filter(return_request__order=order)
        .select_related("by", "return_request")
        .order_by("pk")[:MOST]
    )
    rows = [
        (
            moment(one.created_at),
            link_to(one.return_request, str(one.return_request_id)),
            one.by or "–",
            one.text or "–",
            named(STATUSES, one.to_status),
        )
        for one in said
    ]
    heads = (_("When"), _("Return"), _("By"), _("Message"), _("State"))
    return Panel(_("Messages"), heads, rows)


def _notices(order: Order) -> Panel:
    told = Notification.objects.filter(
        user=order.user_id, related_object_type="order", related_object_id=order.pk
    )
    rows = [
        (moment(one.created_at), link_to(one, one.title), _("Yes") if one.is_read else _("No"))
        for one in told.order_by("pk")[:MOST]
    ]
    return Panel(_("Notices to the buyer"), (_("When"), _("Notice"), _("Read")), rows)


@admin.register(ProcrastinateJob)
class JobPage(ReadOnly):
    """What the worker has to do, does, and could not do."""

    seen_by = ADMINS
    codes: ClassVar[Any] = {
        "task_name": codes.TASKS,
        "queue_name": codes.LANES,
        "status": codes.JOB_STATES,
    }
    list_display = ("id", "task_name", "queue_name", "status", "attempts", "scheduled_at")
    list_filter = ("status", "queue_name", "task_name")
    search_fields = ("task_name",)
    fields = (
        "task_name",
        "queue_name",
        "status",
        "args",
        "priority",
        "lock",
        "queueing_lock",
        "attempts",
        "scheduled_at",
    )


def job_name(job: ProcrastinateJob) -> str:
    return f"{codes.TASKS.get(job.task_name, job.task_name)} {job.pk}"


# The library calls a job by its code and arguments.
ProcrastinateJob.__str__ = job_name  # type: ignore[method-assign]
