"""How well a candidate answers, from what of it matched."""

from collections.abc import Sequence
from dataclasses import dataclass

from products.search.reading import Group

# What scores less than this share of the best is noise.
CUT = 0.06
# If not even the best of several words scores this, they only stand in some description.
LEAST = 0.06
POPULARITY, STOCK = 0.06, 0.03
CLOSE = 0.4
# Popularity is a logarithm: what is this many doublings behind the most popular has none.
DOUBLINGS = 10.0


@dataclass(frozen=True)
class Candidate:
    product_id: int
    popularity: float
    in_stock: bool
    # For each group the weight of the best alternative that it holds.
    matched: tuple[float, ...]


@dataclass(frozen=True)
class Ranked:
    product_id: int
    score: float
    is_related: bool


def rank(
    candidates: Sequence[Candidate], groups: Sequence[Group], *, related_below: float
) -> list[Ranked]:
    """Order candidates by how well they answer; what is far behind the best is left out."""
    if not candidates:
        return []
    hottest = max(c.popularity for c in candidates)
    chief = max(range(len(groups)), key=lambda at: groups[at].importance)
    total = sum(group.importance for group in groups)
    ranked = []
    told = [at for at, group in enumerate(groups) if group.kind != "number"]
    for one in candidates:
        if told and not any(one.matched[at] for at in told):
            continue
        weights = [group.importance for group in groups]
        gained = sum(w * m for w, m in zip(weights, one.matched, strict=True)) / total
        # A close kind is not quite the kind that was asked for.
        covered = [
            w * (CLOSE if at == chief and m <= related_below else 1.0)
            for at, (w, m) in enumerate(zip(weights, one.matched, strict=True))
            if m > 0
        ]
        coverage = sum(covered) / total
        heat = max(0.0, 1.0 - (hottest - one.popularity) / DOUBLINGS)
        score = gained * (0.3 + 0.7 * coverage * coverage)
        score *= (1 + POPULARITY * heat) * (1.0 if one.in_stock else 1 - STOCK)
        is_related = 0 < one.matched[chief] <= related_below
        ranked.append(Ranked(one.product_id, score, is_related))
    ranked.sort(key=lambda r: (-r.score, -r.product_id))
    if not ranked or (len(groups) > 1 and ranked[0].score < LEAST):
        return []
    return [r for r in ranked if r.score >= CUT * ranked[0].score and r.score > 0]
