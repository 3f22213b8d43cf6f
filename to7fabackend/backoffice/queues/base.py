"""What a work queue is made of."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django import forms
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _
from unfold.widgets import (
    UnfoldAdminDecimalFieldWidget,
    UnfoldAdminTextareaWidget,
)

from core.staff import ADMIN
from custom_auth.models import User

Text = Any  # a sentence, translated when it is shown
NOTHING = _("Nothing waits here.")


class Nothing(forms.Form):
    """A decision that needs no word."""


class Reason(forms.Form):
    """A decision that is explained to whom it concerns."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        help_text=_("The person it concerns reads this."),
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 3, "dir": "auto"}),
    )


class OptionalReason(Reason):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = False


class Message(Reason):
    """Words to both sides of a dispute."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = _("Message")
        self.fields["reason"].help_text = _("Buyer and seller read this.")


class Amount(Reason):
    amount = forms.DecimalField(
        label=_("Amount to give back (EGP)"),
        min_value=0,
        max_digits=12,
        decimal_places=2,
        widget=UnfoldAdminDecimalFieldWidget(attrs={"dir": "ltr", "step": "0.01"}),
    )
    field_order = ["amount", "reason"]


@dataclass(frozen=True)
class Decision:
    """What a verb is handed: by whom, when, and what was written."""

    by: User
    now: datetime
    given: Mapping[str, Any]

    @property
    def reason(self) -> str:
        return str(self.given.get("reason", ""))


@dataclass(frozen=True)
class Verb:
    """One thing that can be decided. ``act`` runs in the page's transaction and returns nothing."""

    name: str
    label: Text
    explains: Text
    act: Callable[[Any, Decision], Any]
    form: type[forms.Form] = Nothing
    tone: str = "plain"
    is_possible: Callable[[Any], bool] = lambda row: True
    initial: Callable[[Any], dict[str, Any]] = lambda row: {}


@dataclass(frozen=True)
class Column:
    label: Text
    value: Callable[[Any], Any]
    # Numbers, dates and addresses read from left to right in either language. Amounts see to it themselves:
    # their currency has its place in the line of the language.
    is_ltr: bool = False


@dataclass(frozen=True)
class Panel:
    """A table of what one should know before deciding."""

    title: Text
    heads: Sequence[Text]
    rows: Sequence[Sequence[Any]]


@dataclass(frozen=True)
class Queue:
    slug: str
    title: Text
    lead: Text
    icon: str
    # Roles that work on it; administrators do besides.
    roles: frozenset[str]
    waiting: Callable[[], QuerySet[Any]]
    columns: Sequence[Column]
    verbs: Sequence[Verb]
    facts: Callable[[Any], Sequence[tuple[Text, Any]]]
    panels: Callable[[Any], Sequence[Panel]] = lambda row: ()
    # What one thing in it is called, where its table has no name for it.
    name: Callable[[Any], str] = str
    pictures: Callable[[Any], Sequence[tuple[str, str]]] = lambda row: ()
    # Columns of the row that go into the log as before and after.
    noted: Sequence[str] = ("status",)
    empty: Text = NOTHING
    uploads: "Upload | None" = None
    hands_out: "HandOut | None" = None
    # What one may open: what waits, and what was decided, for looking back.
    everything: Callable[[], QuerySet[Any]] | None = field(default=None)

    def is_open_to(self, roles: frozenset[str]) -> bool:
        return bool(roles & (self.roles | {ADMIN}))

    def verb(self, name: str) -> Verb | None:
        return next((verb for verb in self.verbs if verb.name == name), None)

    def find(self, pk: int) -> Model | None:
        rows = self.everything() if self.everything else self.waiting()
        found: Model | None = rows.filter(pk=pk).first()
        return found


@dataclass(frozen=True)
class Upload:
    """A file that is taken into a queue, such as a carrier's."""

    name: str
    label: Text
    explains: Text
    form: type[forms.Form]
    act: Callable[[Decision], Model]


@dataclass(frozen=True)
class HandOut:
    """A file that is made of what waits, such as the bank's. ``act`` gives its name and text."""

    name: str
    label: Text
    explains: Text
    form: type[forms.Form]
    act: Callable[[Decision], tuple[str, str]]
    about: type[Model]
