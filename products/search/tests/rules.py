"""Judging queries by rule: which goods are relevant is said by sets of them, not one by one."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path

from products.search.tests.judging import Judged

SOURCE = Path(__file__).with_name("other_queries.txt")
BEST = 3
Grades = dict[int, int]
_PRICE = re.compile(r"(?:(<=|>=|<|>) (\d+)|(\d+)\.\.(\d+))$")


def queries(prices: Mapping[str, Decimal], source: Path = SOURCE) -> list[Judged]:
    """Read the queries; ``prices`` are those of the goods, by their codes."""
    sets: dict[str, list[set[int]]] = {}
    found = []
    for number, line in enumerate(source.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        if "|" not in line:
            name, _, members = line.partition(" = ")
            sets[name] = [_members(part, {}) for part in members.split("/")]
            continue
        kind, text, rule = (part.strip() for part in line.split("|"))
        grades = {f"TF-{one:04}": grade for one, grade in _grades(rule, sets).items()}
        allows = _limit(rule)
        relevant = {code: grade for code, grade in grades.items() if allows(prices[code])}
        found.append(Judged(f"R{number}", text, kind, relevant))
    return found


def _members(text: str, sets: Mapping[str, list[set[int]]]) -> set[int]:
    """Give the goods that are numbered (5, 7-9) or of a named set."""
    found: set[int] = set()
    for word in text.split():
        first, _, last = word.partition("-")
        found |= (
            set(range(int(first), int(last or first) + 1)) if first.isdigit() else sets[word][0]
        )
    return found


def _grades(rule: str, sets: Mapping[str, list[set[int]]]) -> Grades:
    grades: Grades = {}
    for place, part in enumerate(_PRICE.sub("", rule).split("/")):
        for one, grade in _of_part(part.strip(), sets).items():
            if grade > place:
                grades[one] = max(grades.get(one, 0), grade - place)
    return grades


def _of_part(part: str, sets: Mapping[str, list[set[int]]]) -> Grades:
    if "*" in part:
        name, *others = part.split(" * ")
        return _of_kind(name, [_members(other, sets) for other in others], sets)
    if part in sets:
        return {
            one: BEST - place
            for place, level in reversed([*enumerate(sets[part])])
            for one in level
        }
    wanted, _, but = part.partition(" - ")
    return dict.fromkeys(_members(wanted, sets) - _members(but, sets), BEST)


def _of_kind(name: str, qualities: list[set[int]], sets: Mapping[str, list[set[int]]]) -> Grades:
    """Grade a kind by how many of the qualities a piece has; whatever else has all of them is related."""
    kind = _members(name, sets)
    having_all = set.intersection(*qualities)
    grades = dict.fromkeys(having_all, 1)
    if name in sets and len(sets[name]) > 1:
        grades |= dict.fromkeys(having_all & sets[name][1], 2)
    for one in kind:
        missing = sum(one not in quality for quality in qualities)
        grades[one] = max(1, BEST - missing)
    return grades


def _limit(rule: str) -> Callable[[Decimal], bool]:
    match = _PRICE.search(rule)
    if match is None:
        return lambda price: True
    sign, amount, low, high = match.groups()
    if low:
        return lambda price: int(low) <= price <= int(high)
    limits: dict[str, Callable[[Decimal], bool]] = {
        "<": lambda price: price < int(amount),
        "<=": lambda price: price <= int(amount),
        ">": lambda price: price > int(amount),
        ">=": lambda price: price >= int(amount),
    }
    return limits[sign]
