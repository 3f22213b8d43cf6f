"""What lists of pieces can be asked for."""

from django.utils.translation import gettext_lazy as _

from core import queries as q
from products.window import ORDERINGS

FILTERS = q.by_name(
    q.Parameter("category", q.an_id, "In this category or below it.", q.ID),
    q.Parameter("seller", q.an_id, "Of this seller.", q.ID),
    q.Parameter("min_price", q.amount, "Costing so much at the least.", q.AMOUNT),
    q.Parameter("max_price", q.amount, "Costing so much at the most.", q.AMOUNT),
    q.Parameter("in_stock", q.truth, "Only what can be ordered, or only what cannot.", q.BOOLEAN),
    q.Parameter(
        "min_rating",
        q.rating,
        "Rated so well at the least, by the lower bound of what its ratings say.",
        {"type": "number", "minimum": 0, "maximum": 5},
    ),
    q.Parameter("is_featured", q.truth, "Only what staff show first.", q.BOOLEAN),
    q.Parameter("ids", q.several_ids, "Only these, up to 100 ids with commas between them."),
)
ORDERING = q.Parameter(
    "ordering",
    q.one_of(list(ORDERINGS)),
    "`rating` goes by how good a piece is at the least, `popular` by recent sales and views.",
    {"type": "string", "enum": list(ORDERINGS), "default": "newest"},
)
UPDATED_SINCE = q.Parameter(
    "updated_since",
    q.instant,
    "What changed since then, oldest first; pieces no longer on show come as `{id, is_active: false}`. "
    "`synced_until` of the answer is the time to ask with next.",
    q.INSTANT,
)


def several(text: str) -> list[str]:
    """Read values with commas between them; any of them will do."""
    found = [one.strip() for one in q.some_text(400)(text).split(",") if one.strip()]
    if len(found) > 20:
        raise q.Unreadable(_("At most 20 values can be asked for at once."))
    return found


FACETS = q.by_name(
    q.Parameter("material", several, "Of one of these materials; commas between them."),
    q.Parameter("colour", several, "Of one of these colours; commas between them."),
    q.Parameter("governorate", several, "From one of these governorates, by their codes."),
)
TYPED = q.Parameter("q", str, "What the shopper typed, as it was typed; 200 characters count.")
ORIGINAL = q.Parameter(
    "original",
    q.truth,
    "Take every word as it stands: mend nothing, and read no other layout, script or price.",
    q.BOOLEAN,
)
SEARCH = {**FILTERS, **FACETS}
LIST = {**FILTERS, "ordering": ORDERING, "updated_since": UPDATED_SINCE}
