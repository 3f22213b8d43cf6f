"""What may be on show, what a price may be compared with, what a rating is worth: no database."""

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from itertools import product as combinations
from typing import Any

DEEPEST_CATEGORY = 6
MOST_IMAGES = 12
MOST_REVIEW_IMAGES = 5
MOST_OPTIONS = 3
MOST_VALUES = 30
MOST_VARIANTS = 100
MOST_INPUTS = 5
REFERENCE_WINDOW = timedelta(days=30)
# Widths of the renditions of a picture, in pixels: thumbnail, card, screen, zoom.
WIDTHS = (320, 640, 1080, 1600)


class State(StrEnum):
    """Where a product stands with the marketplace; whether its seller offers it is ``is_active``."""

    DRAFT = "draft"
    PENDING = "pending"
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


NEXT: dict[State, frozenset[State]] = {
    State.DRAFT: frozenset({State.PENDING, State.APPROVED, State.WITHDRAWN}),
    State.PENDING: frozenset({State.APPROVED, State.REJECTED, State.DRAFT, State.WITHDRAWN}),
    State.APPROVED: frozenset({State.REJECTED, State.WITHDRAWN}),
    State.REJECTED: frozenset({State.PENDING, State.APPROVED, State.WITHDRAWN}),
    State.WITHDRAWN: frozenset({State.PENDING, State.APPROVED, State.DRAFT}),
}


def may_become(state: State, wanted: State) -> bool:
    return wanted in NEXT[state]


class Moderation(StrEnum):
    """Whose pieces staff look at before they are on show."""

    NOBODY = "nobody"
    NEW_SELLERS = "new_sellers"
    EVERYBODY = "everybody"


# Sellers with this many approved pieces are no longer new.
TRUSTED_AFTER = 5
# What buyers judge a piece by; price and stock may change without being looked at again.
MATTERS = frozenset(
    {
        "name",
        "name_en",
        "description",
        "description_en",
        "category",
        "story",
        "story_en",
        "attributes",
    }
)


class Movement(StrEnum):
    """Why stock changed."""

    INITIAL = "initial"
    CORRECTION = "correction"
    SALE = "sale"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    RETURNED = "returned"
    REFUSED = "refused"
    FINISHED = "finished"


class News(StrEnum):
    """What is told of a piece without anybody asking."""

    RETURNED = "returned"
    CHEAPER = "cheaper"
    LOW = "low"


def reference_price(
    asked: Decimal | None,
    price: Decimal,
    history: Iterable[tuple[datetime, Decimal]],
    *,
    now: datetime,
) -> Decimal | None:
    """Give the price that ``price`` may be compared with, or None if it is no reduction.

    ``history`` is when each price began, newest first, the present one among them. A seller may not
    claim more than the lowest price of the 30 days before the present one began.
    Source: Directive 98/6/EC as amended by (EU) 2019/2161, article 6a.
    """
    if asked is None or asked <= price:
        return None
    began, lowest = now, asked
    reached_present = False
    until = now
    for start, value in history:
        if not reached_present and value == price:
            began = start
        else:
            reached_present = True
            if until <= began - REFERENCE_WINDOW:
                break
            lowest = min(lowest, value)
        until = start
    return lowest if lowest > price else None


def lower_bound(total: int, count: int) -> float:
    """Give how good a piece is at the least, from the sum and number of its ratings: 0 to 5.

    The lower end of the 95 % Wilson interval of the mean, ratings taken as shares of four steps above
    one; two fives are worth less than a hundred with a mean of 4.8. Source: E. B. Wilson, "Probable
    Inference, the Law of Succession, and Statistical Inference", JASA 22 (1927).
    """
    if count == 0:
        return 0.0
    z = 1.96
    share = (total - count) / (4 * count)
    spread = z * math.sqrt((share * (1 - share) + z * z / (4 * count)) / count)
    bound = (share + z * z / (2 * count) - spread) / (1 + z * z / count)
    return 1 + 4 * max(bound, 0.0)


HALF_LIFE = timedelta(days=14)
HEAT_EPOCH = datetime(2024, 1, 1, tzinfo=UTC)
SALE_WEIGHT, VIEW_WEIGHT = 20.0, 1.0


def heat(weight: float, at: datetime) -> float:
    """Give the popularity of a piece of which ``weight`` in sales and views happened at ``at``.

    Popularity is the logarithm (base 2) of all weights, each doubled for every half-life that it
    happened later than a fixed day. That orders pieces as weights that halve every half-life would,
    but what nobody touches never has to be computed anew. Source: Cormode, Shkapenyuk, Srivastava,
    Xu, "Forward Decay", ICDE 2009.
    """
    return math.log2(weight) + (at - HEAT_EPOCH) / HALF_LIFE


def hotter(one: float, other: float) -> float:
    """Give the popularity of what happened in ``one`` and in ``other`` together."""
    return max(one, other) + math.log2(1 + 2 ** -abs(one - other))


def choices_fit(options: Sequence[Mapping[str, Any]], choices: Sequence[str]) -> bool:
    """Tell whether ``choices`` names one value of each option, in their order."""
    if len(options) != len(choices):
        return False
    return all(
        choice in {value["value"] for value in option["values"]}
        for option, choice in zip(options, choices, strict=True)
    )


def all_choices(options: Sequence[Mapping[str, Any]]) -> list[list[str]]:
    """Give every combination of the options' values; one empty combination where there are none."""
    values = [[value["value"] for value in option["values"]] for option in options]
    return [list(combination) for combination in combinations(*values)]
