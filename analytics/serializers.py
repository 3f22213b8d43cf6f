from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from analytics.actions.jobs import KEPT
from analytics.models import ReportJob
from analytics.rules import MOST_PROPERTIES, Name
from core.serializers import Id, Money, Text, WholeNumber, several

MOST_EVENTS = 100
SHARE = {"type": ["string", "null"], "pattern": r"^\d+\.\d{4}$"}


@extend_schema_field(
    {
        "type": "object",
        "maxProperties": MOST_PROPERTIES,
        "additionalProperties": {"type": ["string", "number", "boolean", "null"], "maxLength": 200},
    }
)
class Properties(serializers.DictField):
    """A flat object; what it may hold is looked at event by event."""


@extend_schema_field(SHARE)
class Share(serializers.Field):  # type: ignore[type-arg]
    """A share with four places as text, or null of nothing."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"read_only": True, **kwargs})

    def to_representation(self, value: Any) -> str:
        return f"{value:.4f}"


# --- events -------------------------------------------------------------------------------------
class EventIn(serializers.Serializer[Any]):
    event_id = serializers.UUIDField(
        help_text="Made by the client when it happened; a repeat with the same id has no effect."
    )
    name = serializers.ChoiceField([name.value for name in Name], help_text="What happened.")
    occurred_at = serializers.DateTimeField(
        help_text="When; not more than 7 days ago, nor more than 10 minutes ahead."
    )
    product = Id(required=False, allow_null=True, help_text="The piece it was about.")
    seller = Id(required=False, allow_null=True, help_text="The seller it was about.")
    query = serializers.CharField(
        required=False,
        allow_blank=True,
        max_length=500,
        trim_whitespace=True,
        help_text="What was searched for.",
    )
    properties = Properties(
        required=False,
        help_text="Up to 20 plain values under names such as `results`; of a `search`, `results` is "
        "how many were found. Nothing by which a person could be found.",
    )
    session = Text(
        required=False,
        allow_blank=True,
        max_length=64,
        help_text="A random text of the device, best a new one each day; it is not kept.",
    )


class EventsIn(serializers.Serializer[Any]):
    events = several(
        EventIn, min_length=1, max_length=MOST_EVENTS, help_text="Up to 100 events, in any order."
    )
    opt_out = serializers.BooleanField(
        required=False,
        default=False,
        help_text="Of a guest who does not want to be counted: nothing is kept.",
    )


class RefusedEventOut(serializers.Serializer[Any]):
    event_id = serializers.UUIDField(help_text="The event that was not kept.")
    reason = serializers.ChoiceField(
        ["time", "size", "shape", "personal"],
        help_text="Too old or ahead; too much; not plain values; something about a person.",
    )


class EventsOut(serializers.Serializer[Any]):
    accepted = WholeNumber(help_text="How many were new and are kept.")
    repeated = WholeNumber(help_text="How many we had already.")
    refused = RefusedEventOut(many=True, help_text="Those that will never be kept.")
    is_opted_out = serializers.BooleanField(
        help_text="Nothing was kept because the person does not want to be counted."
    )


# --- figures ------------------------------------------------------------------------------------
class PeriodOut(serializers.Serializer[Any]):
    """Some days, both ends included."""

    def get_fields(self) -> dict[str, Any]:
        # ``from`` cannot be the name of an attribute.
        return {
            "from": serializers.DateField(source="first", help_text="The first day, in Cairo."),
            "to": serializers.DateField(source="last", help_text="The last day."),
        }


class SellerTotalsOut(serializers.Serializer[Any]):
    revenue = Money(help_text="What pieces went for, when their money was booked.")
    refunds = Money(help_text="What of revenue was given back in the period.")
    net_revenue = Money(min_value=None, help_text="`revenue` less `refunds`.")
    commission = Money(min_value=None, help_text="The house's share, less what refunds gave back.")
    vat = Money(min_value=None, help_text="VAT on the commission.")
    shipping = Money(min_value=None, help_text="For parcels sent in an own way.")
    earnings = Money(
        min_value=None, help_text="`net_revenue` − `commission` − `vat` + `shipping`, as booked."
    )
    payouts = Money(min_value=None, help_text="What reached the bank.")
    orders = WholeNumber(help_text="Orders booked: paid, or handed over for cash.")
    placed = WholeNumber(help_text="Orders placed, paid or not.")
    units = WholeNumber(help_text="Pieces booked.")
    average_order = Money(allow_null=True, help_text="`revenue` by `orders`; null without orders.")
    views = WholeNumber(help_text="Pieces looked at; once a day by the same person.")
    visits = WholeNumber(help_text="People who looked, day by day.")
    carts = WholeNumber(help_text="Pieces put into baskets.")
    conversion = Share(help_text="`placed` by `visits`; null without visits.")


class SellerBucketOut(SellerTotalsOut):
    starts_on = serializers.DateField(
        help_text="The first day of the day, week (from Saturday) or month."
    )


class BuyersOut(serializers.Serializer[Any]):
    buyers = WholeNumber(help_text="How many people bought.")
    new = WholeNumber(help_text="Those who did for the first time.")
    repeat = WholeNumber(help_text="Those who had before, or did twice.")


class TopProductOut(serializers.Serializer[Any]):
    id = Id(help_text="The piece.")
    name = serializers.CharField(help_text="Its name in the language of the request.")
    orders = WholeNumber(help_text="Orders with it.")
    units = WholeNumber(help_text="How many were sold.")
    revenue = Money(help_text="What they went for.")
    refunds = Money(help_text="What of that was given back.")
    views = WholeNumber(help_text="How many looked at it; once a day by the same person.")
    carts = WholeNumber(help_text="How many put it into their basket.")


class SellerFiguresOut(serializers.Serializer[Any]):
    period = PeriodOut(help_text="What the figures are of.")
    granularity = serializers.ChoiceField(
        ["day", "week", "month"], help_text="What a row of `series` is."
    )
    totals = SellerTotalsOut(help_text="The whole period.")
    buyers = BuyersOut(help_text="Who bought in the period.")
    before = PeriodOut(help_text="As many days right before, for comparison.")
    totals_before = SellerTotalsOut(help_text="The whole period before.")
    buyers_before = BuyersOut(help_text="Who bought in the period before.")
    series = serializers.SerializerMethodField(help_text="Every bucket, also where nothing was.")
    top_products = TopProductOut(many=True, help_text="Up to ten, by revenue.")
    computed_at = serializers.DateTimeField(
        source="reached", help_text="Up to when what happened is in the figures."
    )

    @extend_schema_field(SellerBucketOut(many=True))
    def get_series(self, figures: Any) -> list[dict[str, Any]]:
        return [
            {"starts_on": starts_on.isoformat(), **SellerTotalsOut(totals).data}
            for starts_on, totals in figures.series
        ]


# --- reports ------------------------------------------------------------------------------------
class ReportColumnOut(serializers.Serializer[Any]):
    name = serializers.CharField(help_text="The key in each row.")
    title = serializers.CharField(help_text="In the language of the request.")
    kind = serializers.ChoiceField(
        ["text", "money", "count", "share", "day"], help_text="What its values are."
    )


class ReportPeriodOut(serializers.Serializer[Any]):
    """Some days, both ends included."""

    def get_fields(self) -> dict[str, Any]:
        return {
            "from": serializers.DateField(help_text="The first day, in Cairo."),
            "to": serializers.DateField(help_text="The last day."),
        }


@extend_schema_field(
    {"type": "object", "additionalProperties": {"type": ["string", "integer", "null"]}}
)
class ReportRow(serializers.DictField):
    """A value for each column; money, shares and days are text."""


class ReportOut(serializers.Serializer[Any]):
    title = serializers.CharField(help_text="What the report is called.")
    period = ReportPeriodOut(help_text="What it is of.")
    columns = ReportColumnOut(many=True, help_text="What each row holds, in order.")
    rows = serializers.ListField(
        child=ReportRow(), help_text="At most 10 000; what has more is made as a file."
    )


class ReportKindOut(serializers.Serializer[Any]):
    name = serializers.CharField(help_text="By which it is asked for.")
    title = serializers.CharField(help_text="What it is called.")
    columns = ReportColumnOut(many=True, help_text="What each row holds, in order.")


class ReportKindsOut(serializers.Serializer[Any]):
    reports = ReportKindOut(many=True, help_text="All there are.")


class JobOut(serializers.ModelSerializer[ReportJob]):
    id = Id(read_only=True, help_text="Under which to ask how far it is.")
    name = serializers.CharField(help_text="Which report.")
    format = serializers.CharField(
        source="file_format", help_text="`json`, `csv`, `xlsx` or `pdf`."
    )
    period = PeriodOut(source="*", help_text="What it is of.")
    status = serializers.ChoiceField(
        ["waiting", "running", "done", "failed"], help_text="Where it stands."
    )
    progress = WholeNumber(help_text="Per cent; 100 only when it is done.")
    rows_done = WholeNumber(help_text="How many rows have been written.")
    download = serializers.SerializerMethodField(help_text="Where the file is, once it is done.")
    created_at = serializers.DateTimeField(help_text="When it was asked for.")
    finished_at = serializers.DateTimeField(allow_null=True, help_text="When it was done.")
    deleted_at = serializers.SerializerMethodField(help_text="When it will be deleted.")

    class Meta:
        model = ReportJob
        fields = [
            "id",
            "name",
            "format",
            "period",
            "status",
            "progress",
            "rows_done",
            "download",
            "created_at",
            "finished_at",
            "deleted_at",
        ]

    @extend_schema_field({"type": ["string", "null"], "format": "uri"})
    def get_download(self, job: ReportJob) -> str | None:
        path = f"/api/reports/jobs/{job.pk}/file/"
        return self.context["request"].build_absolute_uri(path) if job.status == "done" else None

    @extend_schema_field({"type": "string", "format": "date-time"})
    def get_deleted_at(self, job: ReportJob) -> str:
        return (job.created_at + KEPT).isoformat().replace("+00:00", "Z")
