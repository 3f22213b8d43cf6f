"""From what was understood to what is asked of the index, stage by stage."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from products.search.lexicon import Lexicon
from products.search.reading import Group, Weights
from products.search.vocabulary import Vocabulary

STRONG = 0.45
ENOUGH = 60
AT_MOST = 200
MOST_ALTERNATIVES = 24


@dataclass(frozen=True)
class Plan:
    """Queries for candidates, the strictest first, and how the candidates are scored."""

    stages: tuple[str, ...]
    groups: tuple[Group, ...]


def quoted(lexeme: str) -> str:
    """Write a lexeme so that nothing in it is an operator."""
    doubled = lexeme.replace("\\", "\\\\").replace("'", "''")
    return f"'{doubled}'"


def any_of(alternatives: Iterable[tuple[str, ...]]) -> str:
    """Write that one of several is to be there, each of which may be several lexemes at once."""
    return " | ".join(
        f"({' & '.join(map(quoted, lexemes))})" if len(lexemes) > 1 else quoted(lexemes[0])
        for lexemes in alternatives
    )


def all_of(parts: Sequence[str]) -> str:
    return " & ".join(f"({part})" for part in parts)


def _strong(group: Group) -> str:
    best = group.alternatives[0][1]
    least = min(STRONG, best * 0.6)
    return any_of(lx for lx, weight in group.alternatives[:MOST_ALTERNATIVES] if weight >= least)


@dataclass(frozen=True)
class Part:
    """A part of a condition, and how many pieces met it when they were counted last."""

    condition: str
    count: int


def easiest(group: Group, vocabulary: Vocabulary) -> Part | None:
    """Give of a group's strong alternatives the one that is looked up soonest, if any was ever met.

    The index gives all pieces that meet a condition before the first, so the rarest is soonest told.
    """
    least = min(STRONG, group.alternatives[0][1] * 0.6)
    counted: dict[str, list[tuple[str, ...]]] = {}
    for lexemes, weight in group.alternatives[:MOST_ALTERNATIVES]:
        if weight >= least and len(lexemes) == 1:
            counted.setdefault(lexemes[0].lstrip("ABCD").lstrip("="), []).append(lexemes)
    parts = [
        Part(any_of(lexemes), count)
        for name, lexemes in counted.items()
        if (count := vocabulary.counts.get(name, 0))
    ]
    return min(parts, key=lambda part: part.count, default=None)


def _anywhere(group: Group) -> str:
    return any_of(lx for lx, _ in group.alternatives[:MOST_ALTERNATIVES])


def plan(groups: Sequence[Group]) -> Plan:
    """Lay out the stages: all strongly, all anywhere, the chief one with another, it alone, any."""
    groups = [group for group in groups if group.alternatives]
    if not groups:
        return Plan((), ())
    chief = max(groups, key=lambda group: group.importance)
    others = [group for group in groups if group is not chief]
    stages = [all_of([_strong(g) for g in groups]), all_of([_anywhere(g) for g in groups])]
    if others:
        either = " | ".join(_anywhere(g) for g in others)
        stages.append(all_of([_strong(chief), either]))
        stages.append(_strong(chief))
        stages.append(" | ".join(_anywhere(g) for g in groups))
    return Plan(tuple(dict.fromkeys(stages)), tuple(groups))


# Up to this an answer is only close to what was asked.
RELATED = 0.61
MOST_AKIN = 16


def with_akin(
    groups: Sequence[Group], lexicon: Lexicon
) -> tuple[list[Group], list[tuple[str, ...]]]:
    """Let the chief group be answered by what is close too, with little weight; give those lexemes."""
    meant = [group for group in groups if group.concepts]
    if not meant:
        return list(groups), []
    chief = max(meant, key=lambda group: (group.kind == "kind", group.importance))
    weights = Weights(chief.alternatives)
    known = {lexemes for lexemes, _ in chief.alternatives}
    akin: dict[tuple[str, ...], float] = {}
    for concept in chief.concepts:
        mark = "^" if lexicon.kind_of(concept) == "kind" else "A@"
        for one, share in lexicon.akin(concept).items():
            lexemes: tuple[str, ...] = (f"{mark}{one}",)
            if lexemes not in known:
                akin[lexemes] = max(share, akin.get(lexemes, 0.0))
    closest = sorted(akin.items(), key=lambda pair: -pair[1])[:MOST_AKIN]
    for lexemes, share in closest:
        weights.allow(lexemes, share)
    wider = replace(chief, alternatives=weights.sorted())
    return [wider if group is chief else group for group in groups], [lx for lx, _ in closest]
