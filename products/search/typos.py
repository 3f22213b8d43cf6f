"""Typing mistakes: words of the shop that lie within a slip or two of what was typed."""

from array import array
from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations

_ROWS = (
    "ضصثقفغعهخحجد",
    "شسيبلاتنمكط",
    "ذئؤرىةوزظ",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
)
# After folding, ئ ؤ ى ة are written with other letters: their keys are neighbours all the same.
_KEYS_OF = {"ي": "يىئ", "و": "وؤ", "ه": "هة", "ا": "ا"}
_LOOK = ("بتثنيى", "جحخ", "دذ", "رز", "سش", "صض", "طظ", "عغ", "فق", "وؤ", "هة")
_SOUND = (
    "سصث",
    "طت",
    "قك",
    "ذزظ",
    "زس",
    "دض",
    "حه",
    "اع",
    "غق",
    "شس",
    "ck",
    "sz",
    "vf",
    "iy",
    "ou",
    "ei",
    "ae",
)
_VOWELS = frozenset("اويaeiouy")
_DIGEST = 0xFFFFFFFF


def _neighbours() -> dict[str, set[str]]:
    """Give the keys beside each key, in its row and in the rows above and below."""
    places: dict[str, tuple[int, int, int]] = {}
    for row, keys in enumerate(_ROWS):
        for column, key in enumerate(keys):
            places[key] = (row // 3, row % 3, column)
    found: dict[str, set[str]] = defaultdict(set)
    for one, (board, row, column) in places.items():
        for other, (board2, row2, column2) in places.items():
            near = abs(row - row2) + abs(column - column2) == 1 or (
                abs(row - row2) == 1 and column - column2 == row2 - row
            )
            if one != other and board == board2 and near:
                found[one].add(other)
    return found


_BESIDE = _neighbours()


def _are_beside(one: str, other: str) -> bool:
    return any(b in _BESIDE[a] for a in _KEYS_OF.get(one, one) for b in _KEYS_OF.get(other, other))


def _share(groups: Iterable[str], one: str, other: str) -> bool:
    return any(one in group and other in group for group in groups)


def _substitution(one: str, other: str) -> float:
    if _share(_SOUND, one, other) or _share(_LOOK, one, other):
        return 0.45
    if one in _VOWELS and other in _VOWELS:
        return 0.55
    return 0.6 if _are_beside(one, other) else 1.0


_cost_of_substitution: dict[tuple[str, str], float] = {}


def substitution(one: str, other: str) -> float:
    """Give how unlike two letters are: look-alikes, sound-alikes and neighbours are less so."""
    if one == other:
        return 0.0
    pair = (one, other)
    cost = _cost_of_substitution.get(pair)
    if cost is None:
        cost = _cost_of_substitution[pair] = _substitution(one, other)
    return cost


def _gap(word: str, position: int) -> float:
    """Give the cost of a letter too many or too few."""
    letter = word[position]
    if position and word[position - 1] == letter:
        return 0.35
    if letter in _VOWELS:
        return 0.5
    return 0.8


def distance(typed: str, meant: str, *, most: float) -> float:
    """Give the weighted Damerau-Levenshtein distance, or more than ``most`` once it must be.

    Source: R. Lowrance, R. A. Wagner, "An Extension of the String-to-String Correction Problem",
    JACM 22 (1975), with costs by how fingers, eyes and ears go wrong. The first letter is seldom
    mistaken, so it costs more.
    """
    width = len(meant)
    before_last: list[float] = []
    last = [0.0]
    for j in range(width):
        last.append(last[j] + _gap(meant, j))
    for i, letter in enumerate(typed):
        row = [last[0] + _gap(typed, i)]
        for j in range(width):
            change = substitution(letter, meant[j])
            cost = min(
                last[j] + change,
                last[j + 1] + _gap(typed, i),
                row[j] + _gap(meant, j),
            )
            if i and j and letter == meant[j - 1] and typed[i - 1] == meant[j] and change:
                cost = min(cost, before_last[j - 1] + 0.6)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before_last, last = last, row
    return last[width] + (0.1 if typed[0] != meant[0] else 0.0)


def limit(length: int) -> float:
    """Give how far a word of so many letters may be from what was meant."""
    if length <= 3:
        return 0.62
    if length == 4:
        return 0.85
    if length == 5:
        return 1.05
    return 1.3 if length < 8 else 1.6


def deletes(word: str) -> set[str]:
    """Give the word with one letter left out, and with two from six letters on."""
    found = {word}
    found.update(word[:i] + word[i + 1 :] for i in range(len(word)))
    if len(word) >= 6:
        found.update(
            word[:i] + word[i + 1 : j] + word[j + 1 :] for i, j in combinations(range(len(word)), 2)
        )
    return found


class Corrector:
    """Words, found again by what is left of them with a letter or two gone.

    Source: W. Garbe's symmetric delete; it finds in a few look-ups what would take a scan. Every process
    that searches holds this, so it is a hash table of plain numbers, chained, with a twentieth of what
    lists of strings would take: what is left of a word is kept only as a digest. Two that share one
    are told apart by their distance, which is taken anyway.
    """

    def __init__(self) -> None:
        self._words: list[str] = []
        # One entry for each thing left of a word: its digest, the word's number, and the entry before
        # it in the same chain. ``_last`` gives the last entry of each chain, or -1.
        self._digests, self._owners, self._before = array("I"), array("I"), array("i")
        self._last = array("i", [-1]) * 1024

    def add(self, word: str) -> None:
        if not 3 <= len(word) <= 24:
            return
        owner = len(self._words)
        self._words.append(word)
        for left in deletes(word):
            self._digests.append(hash(left) & _DIGEST)
            self._owners.append(owner)
        self._chain()

    def _chain(self) -> None:
        """Hang on the entries that stand in no chain yet, in more chains once there are many."""
        if len(self._digests) > len(self._last):
            self._before = array("i")
            self._last = array("i", [-1]) * (4 * len(self._last))
        mask = len(self._last) - 1
        for entry in range(len(self._before), len(self._digests)):
            chain = self._digests[entry] & mask
            self._before.append(self._last[chain])
            self._last[chain] = entry

    def near(self, typed: str, *, most: float | None = None) -> list[tuple[str, float]]:
        """Give the words within ``most`` of ``typed``, or what its length allows, the nearest first."""
        if not 3 <= len(typed) <= 24:
            return []
        most = limit(len(typed)) if most is None else most
        digests, before, last = self._digests, self._before, self._last
        mask = len(last) - 1
        owners = set()
        for left in deletes(typed):
            digest = hash(left) & _DIGEST
            entry = last[digest & mask]
            while entry >= 0:
                if digests[entry] == digest:
                    owners.add(self._owners[entry])
                entry = before[entry]
        candidates = [self._words[owner] for owner in sorted(owners)]
        found = [(word, distance(typed, word, most=most)) for word in candidates]
        return sorted((pair for pair in found if pair[1] <= most), key=lambda pair: pair[1])
