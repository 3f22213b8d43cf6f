"""Search, completion and the counts beside a list: for everybody, in finished JSON."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
import structlog
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from drf_spectacular.utils import extend_schema

from core import paging, public_cache, queries
from core.cards import holds_card_data
from core.problems import InvalidCursor
from core.public import PublicView, answer
from core.renderers import with_media_addresses
from core.text import FORBIDDEN
from products import finding, vocabularies
from products.actions import search
from products.finding import Found, Shown
from products.labels import labelled
from products.models import QueryLog
from products.search import completion, highlight, plan, reading
from products.search.fold import fold
from products.search.reading import Reading
from products.search.vocabulary import Vocabulary
from products.serializers.search import FacetCountsOut, SearchOut, SuggestionsOut
from products.views import parameters
from products.views.catalogue import FRESH, joined, language

log = structlog.get_logger("tohfa.search")

LIST_NAME = "products:search"
SUGGESTED, TRIED, ASKED_BEFORE, NAMED = 10, 7, 4, 3
ASKED_OFTEN = 3
# So many queries' conditions a process keeps.
KEPT = 4096
# It takes so long to make that it is kept longer than other answers where no change is told of.
KEPT_FOR = 60.0
# What looks like a telephone number, a card or an address is nobody's business, and not kept.
PERSONAL = re.compile(r"@|\d{6}")


def typed(request: HttpRequest) -> str:
    """Give the query without what no keyboard writes; spaces tidied."""
    text = FORBIDDEN.sub(" ", request.GET.get("q", "")[: 4 * reading.LONGEST])
    return " ".join(text.split())[: reading.LONGEST]


class Search(PublicView):
    @extend_schema(
        summary="Search for pieces",
        description=(
            "Understands standard and Egyptian Arabic, Arabic in Latin letters and digits, English, "
            "slips of the finger, the wrong keyboard layout, price limits in words, and all of these "
            "mixed. What was understood is in `interpreted_as`. Where the shop has no such goods "
            "nothing is found, and `did_you_mean` names what it has."
        ),
        parameters=[
            parameters.TYPED.documented(),
            parameters.ORIGINAL.documented(),
            *(p.documented() for p in parameters.SEARCH.values()),
            *paging.DOCUMENTED,
        ],
        responses=SearchOut,
    )
    def get(self, request: HttpRequest) -> HttpResponse:
        filters = queries.read({**parameters.SEARCH, "original": parameters.ORIGINAL}, request.GET)
        literally = filters.pop("original", False)
        offset, size = offset_of(request), paging.page_size(request)
        words = vocabularies.current()
        read = reading.read(typed(request), words, literally=literally)
        found = (
            Found([], None, ()) if read.is_noise else finding.search(read, filters, words.lexicon)
        )
        more: dict[str, Any] = {"total": None, "facets": None, "did_you_mean": []}
        if offset == 0:
            more |= counts(found, finding.with_limits(filters, read))
            note(read, found)
            if not found.ranked and not filters:
                more["did_you_mean"] = near_queries(read, words)
        body = joined(
            hits(found, read, words, offset=offset, size=size),
            next_link=link(request, offset + size) if len(found.ranked) > offset + size else None,
            previous_link=link(request, max(0, offset - size)) if offset else None,
            query=read.typed,
            corrected_query=read.corrected,
            interpreted_as=understood(read),
            is_whole=found.is_whole,
            **more,
        )
        made = answer(with_media_addresses(body.encode(), request), seconds=FRESH)
        return public_cache.kept_for(made, KEPT_FOR)


def offset_of(request: HttpRequest) -> int:
    """Give how many hits come before the page asked for.

    :raises InvalidCursor: if the cursor is not ours.
    """
    if "cursor" not in request.GET:
        return 0
    texts, _ = paging.read_cursor(request.GET["cursor"], of=LIST_NAME)
    if len(texts) != 1 or not texts[0].isdigit():
        raise InvalidCursor
    return int(texts[0])


def link(request: HttpRequest, offset: int) -> str | None:
    return paging.link(request, paging.write_cursor([offset], of=LIST_NAME))


def understood(read: Reading) -> dict[str, Any]:
    def pairs(changes: Sequence[tuple[str, str]]) -> list[dict[str, str]]:
        return [{"typed": before, "read_as": after} for before, after in changes]

    low, high = read.limits.at_least, read.limits.at_most
    return {
        "text": read.text,
        "layout": read.layout,
        "arabizi": pairs(read.arabizi),
        "corrections": pairs(read.corrections),
        "min_price": None if low is None else f"{low:.2f}",
        "max_price": None if high is None else f"{high:.2f}",
    }


def hits(found: Found, read: Reading, words: Vocabulary, *, offset: int, size: int) -> list[str]:
    """Give the page's cards, each with what of it answered. One query."""
    page = found.ranked[offset : offset + size]
    cards = finding.shown([hit.product_id for hit in page], language=language()) if page else {}
    marks = highlight.wanted([pair for group in read.groups for pair in group.alternatives])
    return [
        with_highlight(cards[hit.product_id], marks, words, is_related=hit.is_related)
        for hit in page
        if hit.product_id in cards
    ]


def with_highlight(shown: Shown, marks: set[str], words: Vocabulary, *, is_related: bool) -> str:
    """Add to a finished card what only this search knows of it."""
    lexicon = words.lexicon
    extra = {
        "highlight": {
            "name": [vars(part) for part in highlight.parts(shown.name, marks, lexicon)],
            "description": [
                vars(part) for part in highlight.excerpt(shown.description, marks, lexicon)
            ],
        },
        "is_related": is_related,
    }
    return f"{shown.card[:-1]},{orjson.dumps(extra).decode()[1:]}"


def counts(found: Found, filters: Mapping[str, Any]) -> dict[str, Any]:
    """Count what meets the strictest stage that anything met."""
    if found.met is None and (found.groups or not found.ranked):
        return {"total": 0, "facets": None}
    counted = finding.facets(found.met, filters)
    if counted is None:
        return {"total": None, "facets": None}
    return {"total": counted.total, "facets": labelled(counted, language())}


def note(read: Reading, found: Found) -> None:
    """Count the query for the work list of what nobody found; without it the answer is as good."""
    query = fold(read.typed)
    if len(query) < 2 or PERSONAL.search(query) or holds_card_data(read.typed):
        return
    try:
        search.note_query(
            query,
            found=sum(not hit.is_related for hit in found.ranked),
            reading=read.text,
            unknown=read.unknown,
            today=timezone.localdate(),
        )
    except DatabaseError:
        log.warning("query not noted", exc_info=True)


def near_queries(read: Reading, words: Vocabulary) -> list[str]:
    """Give up to three queries near one that found nothing, all of which find something."""
    tried = list(dict.fromkeys(reading.near(read, words)))[:TRIED]
    good = answerable(tried, words)
    return [text for text in tried if text in good][:3]


@dataclass(frozen=True)
class Strictly:
    """A query's strictest condition, the part of it that is told soonest, and whether many meet that."""

    condition: str
    part: str
    is_common: bool


def answerable(texts: Sequence[str], words: Vocabulary) -> set[str]:
    """Tell which queries some piece on show answers strictly. Two queries, rarely four."""
    asked = {text: strictly for text in texts if (strictly := _strictly(text, words))}
    met = _met({text: (one.part, one.is_common) for text, one in asked.items()})
    # The words may have been counted before their pieces were sold.
    wholly = {
        text: (one.condition, one.is_common)
        for text, one in asked.items()
        if text not in met and one.part != one.condition
    }
    return met | _met(wholly)


def _strictly(text: str, words: Vocabulary) -> Strictly | None:
    """Read a query for what it asks strictly; the same ones are completed again and again."""
    kept: dict[str, Strictly | None] = words.kept
    known = kept.get(text)
    if known is None:
        if len(kept) >= KEPT:
            kept.clear()
        known = kept[text] = _read_strictly(text, words)
    return known


def _read_strictly(text: str, words: Vocabulary) -> Strictly | None:
    groups = reading.read(text, words, literally=True).groups
    stages = plan.plan(groups).stages
    if not stages:
        return None
    if len(groups) == 1 and (one := plan.easiest(groups[0], words)):
        return Strictly(stages[0], one.condition, one.count * 200 > words.documents)
    return Strictly(stages[0], stages[0], is_common=False)


def _met(asked: Mapping[str, tuple[str, bool]]) -> set[str]:
    met: set[str] = set()
    for are_common in (False, True):
        these = [condition for condition, is_common in asked.values() if is_common is are_common]
        met |= finding.answered(these, are_common=are_common)
    return {text for text, (condition, _) in asked.items() if condition in met}


class Suggest(PublicView):
    @extend_schema(
        summary="Complete a query while it is typed",
        description="In either script, read as Arabic where it is Arabic in Latin letters.",
        parameters=[parameters.TYPED.documented()],
        responses=SuggestionsOut,
    )
    def get(self, request: HttpRequest) -> HttpResponse:
        beginning = typed(request)[: completion.LONGEST]
        body = {"query": beginning, "results": suggestions(beginning) if beginning else []}
        return answer(orjson.dumps(body), seconds=FRESH)


def suggestions(beginning: str) -> list[dict[str, Any]]:
    """Give what others asked for, words and pieces that begin so; only what is on show. Six queries, rarely
    eight."""
    words = vocabularies.current()
    completed = completion.completions(beginning, words, at_most=TRIED)
    before = asked_before(beginning)
    good = answerable(list(dict.fromkeys([*before, *completed])), words)
    if not good and completed:
        # They begin words, but none of goods: perhaps it was the other layout.
        completed = completion.on_the_other_layout(beginning, words, at_most=TRIED)
        good = answerable(completed, words)
    found = [{"text": t, "kind": "query", "product_id": None} for t in before if t in good]
    found += [
        {"text": t, "kind": "word", "product_id": None}
        for t in completed
        if t in good and t not in before
    ]
    prefix = fold(beginning)
    ids = finding.named(prefix, at_most=NAMED) if len(prefix) > 1 else []
    cards = finding.shown(ids, language=language()) if ids else {}
    pieces = [
        {"text": cards[pk].name, "kind": "product", "product_id": pk} for pk in ids if pk in cards
    ]
    return [*found[: SUGGESTED - len(pieces)], *pieces]


def asked_before(beginning: str) -> list[str]:
    """Give what was often asked for and begins so. One query."""
    rows = QueryLog.objects.filter(
        query__startswith=fold(beginning), found__gt=0, times__gte=ASKED_OFTEN
    )
    return list(rows.order_by("-times", "pk").values_list("query", flat=True)[:ASKED_BEFORE])


class FacetCounts(PublicView):
    @extend_schema(
        summary="Count what filters would leave",
        description="For the list of pieces, with its filters; each facet without its own.",
        parameters=[p.documented() for p in parameters.SEARCH.values()],
        responses=FacetCountsOut,
    )
    def get(self, request: HttpRequest) -> HttpResponse:
        filters = queries.read(parameters.SEARCH, request.GET)
        counted = finding.facets(None, filters)
        total = counted.total if counted else None
        facets = labelled(counted, language()) if counted else None
        return answer(orjson.dumps({"total": total, "facets": facets}), seconds=FRESH)
