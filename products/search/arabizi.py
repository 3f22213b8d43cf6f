"""Arabic written in Latin letters and digits, read against the words of the shop."""

import re
from bisect import bisect_left
from collections import defaultdict
from itertools import product

# Each phone, and the Arabic letters it may stand for with what that costs.
_CONSONANTS: dict[str, dict[str, float]] = {
    "b": {"ب": 0},
    "p": {"ب": 0},
    "t": {"ت": 0, "ط": 0.05},
    "th": {"ث": 0, "ت": 0.3, "ذ": 0.4, "س": 0.4},
    "g": {"ج": 0, "غ": 0.4, "ق": 0.4},
    "j": {"ج": 0},
    "7": {"ح": 0},
    "h": {"ه": 0, "ح": 0.05, "خ": 0.5},
    "5": {"خ": 0},
    "7'": {"خ": 0},
    "kh": {"خ": 0},
    "x": {"خ": 0.4, "ك": 0.5},
    "d": {"د": 0, "ض": 0.05, "ذ": 0.3, "ظ": 0.5},
    "dh": {"ذ": 0, "ض": 0.1, "ظ": 0.1, "د": 0.4},
    "r": {"ر": 0},
    "z": {"ز": 0, "ذ": 0.1, "ظ": 0.1, "ض": 0.3},
    "s": {"س": 0, "ص": 0.05, "ث": 0.2},
    "sh": {"ش": 0},
    "ch": {"ش": 0.1, "ج": 0.3},
    "9": {"ص": 0, "ق": 0.2},
    "9'": {"ض": 0},
    "6": {"ط": 0},
    "6'": {"ظ": 0},
    "3": {"ع": 0},
    "3'": {"غ": 0},
    "gh": {"غ": 0, "ج": 0.5},
    "8": {"ق": 0, "غ": 0.1},
    "f": {"ف": 0},
    "v": {"ف": 0},
    "q": {"ق": 0, "ك": 0.3},
    "k": {"ك": 0, "ق": 0.15, "خ": 0.6},
    "c": {"ك": 0.1, "س": 0.3, "ق": 0.3},
    "l": {"ل": 0},
    "m": {"م": 0},
    "n": {"ن": 0},
    "2": {"ق": 0, "ا": 0.05},
    "w": {"و": 0},
    "y": {"ي": 0},
}
_VOWELS: dict[str, dict[str, float]] = {
    "a": {"ا": 0, "ع": 0.35, "ي": 0.5},
    "aa": {"ا": 0, "ع": 0.3},
    "e": {"ي": 0.1, "ا": 0.3, "ع": 0.4},
    "ee": {"ي": 0},
    "ei": {"ي": 0},
    "ea": {"ي": 0.1, "ا": 0.2},
    "ay": {"ي": 0.05, "ا": 0.4},
    "ai": {"ي": 0.05},
    "ey": {"ي": 0.05},
    "i": {"ي": 0, "ا": 0.4, "ع": 0.4},
    "ie": {"ي": 0},
    "o": {"و": 0, "ع": 0.45, "ا": 0.5},
    "oo": {"و": 0},
    "ou": {"و": 0},
    "u": {"و": 0, "ع": 0.45, "ا": 0.5},
    "aw": {"و": 0.05},
}
_SKIPPED_VOWEL = {"a": 0.1, "e": 0.06, "i": 0.08, "o": 0.1, "u": 0.1}
_SKIPPED_LONG_VOWEL = 0.35
# What of an Arabic word may stay unwritten, and at which cost.
_UNWRITTEN = {"ا": 0.4, "و": 0.45, "ي": 0.4, "ع": 0.4, "ه": 0.7}
_UNWRITTEN_END = {"ه": 0.25, "ا": 0.3, "ي": 0.4}
_CONSONANT_LOST = 1.3

_PHONE = re.compile("|".join(sorted({*_CONSONANTS, *_VOWELS}, key=len, reverse=True)))


def phones(word: str) -> list[str]:
    """Cut a Latin word into what is said."""
    found = _PHONE.findall(word)
    return _apart(found)


def _apart(found: list[str]) -> list[str]:
    """Cut ay, ey and aw into vowel and consonant where another vowel follows: 7aya, fawanees."""
    cut: list[str] = []
    for position, phone in enumerate(found):
        following = found[position + 1] if position + 1 < len(found) else ""
        if phone in {"ay", "ey", "aw"} and following in _VOWELS:
            cut += [phone[0], phone[1]]
        else:
            cut.append(phone)
    return cut


_CLASS_OF_LETTER = {
    "ب": "b",
    "ت": "t",
    "ط": "t",
    "ث": "ts",
    "ج": "g",
    "غ": "g",
    "ح": "h",
    "ه": "h",
    "خ": "x",
    "د": "d",
    "ض": "dz",
    "ذ": "dz",
    "ظ": "dz",
    "ر": "r",
    "ز": "z",
    "س": "s",
    "ص": "s",
    "ش": "c",
    "ف": "f",
    "ق": "kg-",
    "ك": "k",
    "ل": "l",
    "م": "m",
    "ن": "n",
}
_CLASS_OF_PHONE = {
    "p": "b",
    "th": "tsz",
    "j": "g",
    "7": "h",
    "5": "x",
    "7'": "x",
    "kh": "x",
    "x": "xk",
    "dh": "dz",
    "sh": "c",
    "ch": "cg",
    "9": "sk",
    "9'": "d",
    "6": "t",
    "6'": "z",
    "3": "",
    "3'": "g",
    "gh": "g",
    "8": "kg",
    "v": "f",
    "q": "k",
    "c": "ks",
    "2": "k-",
    "w": "",
    "y": "",
}
_MOST_KEYS = 12
_MOST_LONGER = 60


def _keys(classes: list[str]) -> set[str]:
    """Spell out every key, equal neighbours as one; "-" is a class that may be nothing."""
    found = set()
    for number, choice in enumerate(product(*(c for c in classes if c))):
        if number >= _MOST_KEYS:
            break
        key = ""
        for letter in choice:
            if letter != "-" and not key.endswith(letter):
                key += letter
        found.add(key)
    return found


def keys_of_arabic(word: str) -> set[str]:
    """Give the coarse keys of an Arabic word: its consonants by class, weak letters left out."""
    end = len(word) - 1
    classes = [
        "" if letter == "ه" and position == end else _CLASS_OF_LETTER.get(letter, "")
        for position, letter in enumerate(word)
    ]
    return _keys(classes)


def keys_of_latin(word: str) -> set[str]:
    """Give the coarse keys of a Latin word, with and without a closing t (shantet) or h (shantah)."""
    said = phones(word)
    classes = ["" if p in _VOWELS else _CLASS_OF_PHONE.get(p, p) for p in said]
    found = _keys(classes)
    if said and said[-1] in {"t", "h"} and len(said) > 2:
        found |= _keys(classes[:-1])
    if said and said[0] in _VOWELS:
        # Many say ق as a catch of the breath, and leave it unwritten: asreya.
        found |= {f"k{key}" for key in found if not key.startswith("k")}
    return found


def cost(said: list[str], word: str, *, is_beginning: bool = False) -> float:
    """Align phones with the letters of an Arabic word, or of its beginning; less is more alike."""
    unwritten = [_unwritten(word, letter_at) for letter_at in range(len(word))]
    last = [0.0]
    for letter in unwritten:
        last.append(last[-1] + letter)
    for at in range(len(said)):
        unread = _unread(said, at)
        row = [last[0] + unread]
        for letter_at, letter in enumerate(unwritten):
            row.append(
                min(
                    last[letter_at] + _match(said, at, word, letter_at),
                    last[letter_at + 1] + unread,
                    row[letter_at] + letter,
                )
            )
        last = row
    return min(last) if is_beginning else last[-1]


def _match(said: list[str], at: int, word: str, letter_at: int) -> float:
    phone, letter = said[at], word[letter_at]
    is_end = letter_at == len(word) - 1
    if phone in _VOWELS:
        if is_end and letter == "ه" and phone[0] in "aei":
            return 0.0 if phone[0] == "a" else 0.1
        if letter_at == 0 and letter in "اعق" and len(phone) == 1:
            return {"ا": 0.05, "ع": 0.15, "ق": 0.2}[letter]
        return _VOWELS[phone].get(letter, 9.0)
    if is_end and letter == "ه" and phone == "t" and at == len(said) - 1:
        return 0.05
    return _CONSONANTS[phone].get(letter, 9.0)


def _unread(said: list[str], at: int) -> float:
    phone = said[at]
    if phone in _VOWELS:
        return _SKIPPED_VOWEL.get(phone, _SKIPPED_LONG_VOWEL)
    if at and said[at - 1] == phone:
        return 0.0
    if phone == "2":
        return 0.15
    if phone in {"w", "y"}:
        return 0.4
    if phone == "h" and at == len(said) - 1:
        return 0.1
    return _CONSONANT_LOST


def _unwritten(word: str, letter_at: int) -> float:
    letter = word[letter_at]
    if letter_at == len(word) - 1 and letter in _UNWRITTEN_END:
        return _UNWRITTEN_END[letter]
    if letter_at and word[letter_at - 1] == letter:
        return 0.05
    return _UNWRITTEN.get(letter, _CONSONANT_LOST)


class Reader:
    """Arabic words, found again by the coarse key of how they would be written in Latin."""

    def __init__(self) -> None:
        self._by_key: dict[str, list[str]] = defaultdict(list)
        self._keys_in_order: list[str] | None = None

    def add(self, word: str) -> None:
        self._keys_in_order = None
        if 2 <= len(word) <= 24:
            for key in keys_of_arabic(word):
                self._by_key[key].append(word)

    def beginnings(self, typed: str) -> list[tuple[str, float]]:
        """Give the Arabic words that begin as ``typed`` is said, with costs, the best first."""
        said = phones(typed)
        if len(said) < 2:
            return []
        if self._keys_in_order is None:
            self._keys_in_order = sorted(self._by_key)
        found: dict[str, float] = {}
        for key in keys_of_latin(typed):
            first = bisect_left(self._keys_in_order, key)
            after = bisect_left(self._keys_in_order, key + "~")
            for longer in self._keys_in_order[first : min(after, first + _MOST_LONGER)]:
                for word in self._by_key[longer]:
                    if word not in found:
                        found[word] = cost(said, word, is_beginning=True)
        most = limit(len(said))
        good = [(word, paid) for word, paid in found.items() if paid <= most]
        return sorted(good, key=lambda pair: pair[1])

    def readings(self, typed: str) -> list[tuple[str, float]]:
        """Give the Arabic words that a Latin word may be, with costs per sound, the best first."""
        said = phones(typed)
        if not 2 <= len(said) <= 24:
            return []
        candidates = {word for key in keys_of_latin(typed) for word in self._by_key.get(key, ())}
        most = limit(len(said))
        found = [(word, cost(said, word)) for word in candidates]
        return sorted((pair for pair in found if pair[1] <= most), key=lambda pair: pair[1])


def limit(length: int) -> float:
    """Give how much may be wrong with a reading of so many phones."""
    return 0.35 + 0.07 * length
