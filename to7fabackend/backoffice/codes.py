"""Names of what the house keeps as codes: the worker's tasks, and what staff did.

A code that is not named here, such as one of an earlier release, is shown as it is.
"""

from typing import Any

from django.apps import apps
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from to7fabackend.backoffice.queues.all import QUEUES

TASKS: dict[str, Any] = {
    "analytics.delete_reports": _("Delete old reports"),
    "analytics.keep_events": _("Keep the tables of events"),
    "analytics.make_report": _("Make a report"),
    "analytics.order_reports": _("Order the reports that come by mail"),
    "analytics.tell_views": _("Count what was looked at"),
    "custom_auth.forget": _("Delete people's papers and old sessions"),
    "custom_auth.send_account_mail": _("Send a mail about an account"),
    "custom_auth.send_phone_code": _("Send a code to a phone"),
    "notifications.tidy": _("Archive old notices"),
    "payment.ask_about_payouts": _("Ask how payouts went"),
    "payment.check_ledger": _("Check the ledger"),
    "payment.look_for_strays": _("Look for money nobody told of"),
    "products.process_picture": _("Make the sizes of a picture"),
    "to7fabackend.erase_accounts": _("Erase accounts whose grace is over"),
    "tohfa.draw_large": _("Draw a demo picture in full size"),
    "tohfa.forget": _("Delete old keys and counters"),
    "tohfa.retry_stalled": _("Take up what was left in the middle"),
}
LANES: dict[str, Any] = {
    "default": _("General"),
    "mail": _("Mail and codes"),
    "money": _("Money"),
    "night": _("Regular"),
    "pictures": _("Pictures"),
    "reports": _("Reports"),
}
JOB_STATES: dict[str, Any] = {
    "todo": _("Waiting"),
    "doing": _("Running"),
    "succeeded": _("Done"),
    "failed": _("Failed"),
    "cancelled": _("Called off"),
    "aborted": _("Stopped"),
}
ACTIONS: dict[str, Any] = {
    "campaign.schedule": _("Campaign scheduled"),
    "campaign.stop": _("Campaign stopped"),
    "coupons.end": _("Coupon ended"),
    "mail_trouble.trust": _("Promotions allowed again"),
    "page.add": _("Added"),
    "page.change": _("Changed"),
    "page.delete": _("Deleted"),
    "products.feature": _("Piece featured"),
    "products.stop-featuring": _("Piece featured no longer"),
    "rows.export": _("Rows downloaded"),
    "second_factor.reset": _("Two-step sign-in reset"),
    "setting.add": _("Setting added"),
    "setting.change": _("Setting changed"),
    "setting.delete": _("Setting deleted"),
}


def actions() -> dict[str, Any]:
    """Name what staff can do: the decisions of the queues by the queue's name and theirs."""
    decided = {
        f"{queue.slug}.{verb.name}": format_lazy("{}: {}", queue.title, verb.label)
        for queue in QUEUES.values()
        for verb in queue.verbs
    }
    files = {
        file.name: file.label
        for queue in QUEUES.values()
        for file in (queue.uploads, queue.hands_out)
        if file is not None
    }
    return {**decided, **files, **ACTIONS}


def tables() -> dict[str, Any]:
    """Name the tables that the log tells of."""
    return {model._meta.label_lower: model._meta.verbose_name for model in apps.get_models()}
