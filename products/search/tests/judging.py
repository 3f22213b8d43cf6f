"""Judged queries and how answers to them are scored.

``queries.jsonl`` has what shoppers type for the goods of the demo, in classes by what makes it hard, each
with its relevant goods: 3 is what was asked, 2 a fair substitute, 1 related. What is not listed is 0.
"""

import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

SOURCE = Path(__file__).with_name("queries.jsonl")
PAGE, FIRST = 20, 10
NOTHING_SOLD = "nil"


@dataclass(frozen=True)
class Judged:
    id: str
    text: str
    kind: str
    relevant: Mapping[str, int]


@dataclass(frozen=True)
class Score:
    """``ndcg`` over ten with gain 2^grade-1; ``recall`` over twenty and ``reciprocal`` of grades 2 and 3."""

    ndcg: float
    recall: float
    reciprocal: float
    first_is_best: bool
    is_empty: bool


def queries(source: Path = SOURCE) -> list[Judged]:
    rows = map(json.loads, source.read_text(encoding="utf-8").splitlines())
    return [Judged(row["qid"], row["q"], row["class"], row["relevant"]) for row in rows]


def score(relevant: Mapping[str, int], answered: Sequence[str]) -> Score:
    """Score an answer, best first; a query for which nothing is relevant scores 0 but for emptiness."""
    ideal = _gain(sorted(relevant.values(), reverse=True))
    good = {one for one, grade in relevant.items() if grade >= 2}
    page = list(answered)[:PAGE]
    places = [place for place, one in enumerate(page, 1) if one in good]
    return Score(
        ndcg=_gain([relevant.get(one, 0) for one in page]) / ideal if ideal else 0.0,
        recall=len(places) / min(len(good), PAGE) if good else 0.0,
        reciprocal=1 / places[0] if places else 0.0,
        first_is_best=bool(page) and relevant.get(page[0]) == 3,
        is_empty=not page,
    )


def _gain(grades: Sequence[int]) -> float:
    return sum((2.0**grade - 1) / math.log2(at + 2) for at, grade in enumerate(grades[:FIRST]))


@dataclass(frozen=True)
class Line:
    """The means of a class of queries."""

    count: int
    ndcg: float
    recall: float
    reciprocal: float
    first_is_best: float
    empty: float


def line(scores: Iterable[Score]) -> Line:
    all_of = list(scores)
    return Line(
        len(all_of),
        fmean(s.ndcg for s in all_of),
        fmean(s.recall for s in all_of),
        fmean(s.reciprocal for s in all_of),
        fmean(s.first_is_best for s in all_of),
        fmean(s.is_empty for s in all_of),
    )


@dataclass(frozen=True)
class Verdict:
    classes: dict[str, Line]
    whole: Line
    noise: float  # the share of queries for what nobody sells that got an answer all the same
    answers: list[tuple[Judged, Score, list[str]]]


def judge(ask: Callable[[str], list[str]], judged: Sequence[Judged]) -> Verdict:
    """Put every query to ``ask``, which gives article codes, and score what it says."""
    answers = []
    for query in judged:
        answered = ask(query.text)
        answers.append((query, score(query.relevant, answered), answered))
    asked = [(q, s) for q, s, _ in answers if q.kind != NOTHING_SOLD]
    noise = [s for q, s, _ in answers if q.kind == NOTHING_SOLD]
    kinds = sorted({q.kind for q, _ in asked})
    return Verdict(
        classes={kind: line(s for q, s in asked if q.kind == kind) for kind in kinds},
        whole=line(s for _, s in asked),
        noise=fmean(not s.is_empty for s in noise) if noise else 0.0,
        answers=answers,
    )
