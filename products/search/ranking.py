"""How well a candidate answers, from what of it matched."""

from collections.abc import Sequence
from dataclasses import dataclass

from products.search.reading import Group

# What scores less than this share of the best is noise.
CUT = 0.06
# If not even the best of several words scores this, they only stand in some description.
LEAST = 0.06
# And this, if some of the words were only guessed or are not known at all.
LEAST_OF_GUESSES = 0.18
# Beside words that nobody knows, a name or a fact has to say one of the others.
SAID = 0.45
POPULARITY, STOCK = 0.06, 0.03
CLOSE = 0.4
# What matches less than this stands in a description, and counts in part.
FULL = 0.3
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
    best = max(max(one.matched) for one in candidates)
    hottest = max(c.popularity for c in candidates)
    chief = max(range(len(groups)), key=lambda at: groups[at].importance)
    weights = [group.importance for group in groups]
    total = sum(weights)
    ranked = []
    told = [at for at, group in enumerate(groups) if group.kind != "number"]
    surely = [at for at in told if not groups[at].is_doubtful]
    for one in candidates:
        if told and not any(one.matched[at] for at in told):
            continue
        gained = sum(w * m for w, m in zip(weights, one.matched, strict=True)) / total
        # A close kind is not quite the kind that was asked for.
        covered = [
            w * (CLOSE if at == chief and m <= related_below else min(1.0, m / FULL))
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
    least = LEAST_OF_GUESSES if any(group.is_guessed for group in groups) else LEAST
    if not ranked or (len(groups) > 1 and ranked[0].score < least):
        return []
    if any(group.is_unknown for group in groups) and best < SAID:
        return []
    if surely and not any(one.matched[at] for one in candidates for at in surely):
        return []
    return [r for r in ranked if r.score >= CUT * ranked[0].score and r.score > 0]
