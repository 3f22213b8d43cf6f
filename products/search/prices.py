"""Price limits and ranges in what a shopper types, in both languages, digit sets and number words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from products.search.tokens import Script, Token

PIASTRE = Decimal("0.01")
LARGEST = Decimal(10_000_000)


@dataclass(frozen=True)
class Limits:
    """Prices asked for, both inclusive, and the tokens that said so."""

    at_least: Decimal | None = None
    at_most: Decimal | None = None
    said_by: frozenset[int] = field(default_factory=frozenset)

    def __bool__(self) -> bool:
        return self.at_least is not None or self.at_most is not None


# Ways to say it, folded. "Below" does not include the amount itself, "up to" does.
_BELOW = (
    "اقل من", "ارخص من", "اصغر من", "تحت", "دون", "under", "below", "less than", "cheaper than",
    "a2al men", "a2al mn", "2al men", "ar5as men", "arkhas men", "ta7t", "taht",
)  # fmt: skip
_UP_TO = (
    "بحد اقصي", "حد اقصي", "بحد اقصا", "اقصي سعر", "لحد", "لغايه", "حتي", "مش اكتر من", "مش اكثر من",
    "ما يزيدش عن", "لا يزيد عن", "لا يتجاوز", "لا يتعدي", "ميزانيه", "ميزانيتي", "في حدود",
    "up to", "upto", "at most", "maximum", "max", "no more than", "not more than", "budget", "within",
    "le7ad", "mesh aktar men", "bel kteer",
)  # fmt: skip
_ABOVE = (
    "اكتر من", "اكثر من", "اعلي من", "اغلي من", "ازيد من", "فوق", "over", "above", "more than",
    "aktar men", "aktar mn", "aghla men", "fo2",
)  # fmt: skip
_AT_LEAST = (
    "بحد ادني", "حد ادني", "علي الاقل", "ابتداء من", "بدايه من", "بدءا من", "يبدا من", "لا يقل عن",
    "مش اقل من", "at least", "minimum", "min", "from", "starting from", "starting at", "not less than",
    "no less than", "mesh a2al men",
)  # fmt: skip
_SAYINGS: list[tuple[list[str], str]] = sorted(
    (
        (saying.split(), meaning)
        for meaning, sayings in (
            ("below", _BELOW), ("up to", _UP_TO), ("above", _ABOVE), ("at least", _AT_LEAST),
        )
        for saying in sayings
    ),
    key=lambda pair: -len(pair[0]),
)  # fmt: skip
_CURRENCY = {
    "جنيه", "جنيها", "جنيهات", "جنيهه", "ج", "مصري", "egp", "le", "pound", "pounds", "gneh",
    "geneh", "gnih", "genih", "l.e", "جني",
}  # fmt: skip
_UNITS = {
    "سم", "سنتي", "سنتيمتر", "مم", "متر", "م", "مل", "لتر", "جرام", "جم", "كيلو", "قطعه", "قطع", "سنه",
    "سنين", "سنوات", "cm", "mm", "m", "ml", "kg", "g", "gm", "gram", "pieces", "pcs", "piece", "years",
    "inch", "حبه", "مقاس", "size",
}  # fmt: skip
_FROM, _BETWEEN = {"من", "from", "men"}, {"بين", "مابين", "between", "ben"}
_TO, _AND = (
    {"الي", "ل", "لحد", "لغايه", "حتي", "to", "till", "until", "ela", "le"},
    {"و", "and", "w"},
)

_HUNDREDS = {
    "ميه": 100, "مايه": 100, "ماءه": 100, "ماه": 100, "ميتين": 200, "مايتين": 200, "تلتميه": 300,
    "تلاتميه": 300, "ثلاثمايه": 300, "ثلاثميه": 300, "ربعميه": 400, "اربعميه": 400, "اربعمايه": 400,
    "خمسميه": 500, "خمسمايه": 500, "ستميه": 600, "ستمايه": 600, "سبعميه": 700, "سبعمايه": 700,
    "تمنميه": 800, "تمانميه": 800, "ثمانمايه": 800, "تسعميه": 900, "تسعمايه": 900,
}  # fmt: skip
_TENS = {
    "عشره": 10, "عشرين": 20, "تلاتين": 30, "ثلاثين": 30, "اربعين": 40, "خمسين": 50, "ستين": 60,
    "سبعين": 70, "تمانين": 80, "ثمانين": 80, "تسعين": 90,
}  # fmt: skip
_THOUSANDS = {"الفين": 2000, "الف": 1000}
_DIGITS = {
    "تلات": 3, "ثلاث": 3, "ثلاثه": 3, "تلاته": 3, "اربع": 4, "اربعه": 4, "خمس": 5, "خمسه": 5, "ست": 6,
    "سته": 6, "سبع": 7, "سبعه": 7, "تمن": 8, "تمان": 8, "ثماني": 8, "تسع": 9, "تسعه": 9,
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "a": 1,
}  # fmt: skip
_SCALES = {
    "hundred": 100,
    "thousand": 1000,
    "الف": 1000,
    "الاف": 1000,
    "تلاف": 1000,
    "k": 1000,
    "ميه": 100,
}
_K = re.compile(r"(?<!\d)(\d+)k")


def read(text_tokens: Sequence[Token]) -> Limits:
    """Find the limits that a query names. Lengths, weights and counts are not prices."""
    words = [token.text for token in text_tokens]
    found = _range(words, text_tokens) or _limits(words, text_tokens)
    return found or _named_amount(words, text_tokens)


def _amount(words: Sequence[str], at: int, marks: Sequence[Token]) -> tuple[Decimal, int] | None:
    """Read a number that begins at ``at``; give it and where what follows begins."""
    if at >= len(words):
        return None
    total, here = Decimal(0), at
    while here < len(words):
        word, begin = words[here], here
        if here > at and word in {"و", "and"}:
            begin = here + 1
            word = words[begin] if begin < len(words) else ""
        elif here > at and word.startswith("و") and len(word) > 2:
            word = word[1:]
        value = _value(word, words, begin, marks) if word else None
        if value is None or (total and value[0] >= total):
            break
        # Parts are added from the largest down: two hundred and fifty; 200 and 600 are two amounts.
        if total and marks[begin].script is Script.NUMBER:
            break
        total, here = total + value[0], value[1]
    return (total, here) if here > at and 0 < total < LARGEST else None


def _value(
    word: str, words: Sequence[str], at: int, marks: Sequence[Token]
) -> tuple[Decimal, int] | None:
    following = words[at + 1] if at + 1 < len(words) else ""
    if kilo := _K.fullmatch(word):
        return Decimal(kilo[1]) * 1000, at + 1
    if marks[at].script is Script.NUMBER:
        number = Decimal(word) if len(word) <= 12 and word.count(".") <= 1 else None
        if number is None:
            return None
        if following in _SCALES:
            return number * _SCALES[following], at + 2
        return number, at + 1
    if word in _DIGITS:
        return (
            (Decimal(_DIGITS[word] * _SCALES[following]), at + 2) if following in _SCALES else None
        )
    for table in (_HUNDREDS, _THOUSANDS, _TENS):
        if word in table:
            return Decimal(table[word]), at + 1
    return None


def _is_length(words: Sequence[str], at: int) -> bool:
    return at < len(words) and words[at] in _UNITS


def _past_currency(words: Sequence[str], at: int) -> int:
    """Step over a currency's name; ج.م falls into two words."""
    while at < len(words) and words[at] in _CURRENCY:
        at += 2 if list(words[at : at + 2]) in (["ج", "م"], ["l", "e"]) else 1
    return at


def _range(words: Sequence[str], marks: Sequence[Token]) -> Limits | None:
    for at, word in enumerate(words):
        begins = word in _FROM or word in _BETWEEN
        first = _amount(words, at + 1 if begins else at, marks)
        if first is None:
            continue
        low, here = first
        here = _past_currency(words, here)
        joins = _TO | _AND if word in _BETWEEN else _TO
        if here < len(words) and words[here] in joins:
            second = _amount(words, here + 1, marks)
        elif here < len(words) and words[here][:1] in "لو" and begins:
            second = _joined_amount(words, here, marks)
        elif _are_joined_by_dash(marks, here):
            second = _amount(words, here, marks)
        else:
            continue
        if second is None or second[0] <= low or _is_length(words, second[1]):
            continue
        end = _past_currency(words, second[1])
        return Limits(low, second[0], frozenset(range(at, end)))
    return None


def _joined_amount(
    words: Sequence[str], at: int, marks: Sequence[Token]
) -> tuple[Decimal, int] | None:
    """Read an amount that is written together with ل or و before it."""
    return _amount([*words[:at], words[at][1:], *words[at + 1 :]], at, marks)


def _are_joined_by_dash(marks: Sequence[Token], at: int) -> bool:
    """Tell whether two numbers stand side by side with a hyphen's room between them: 200-500."""
    if not 0 < at < len(marks):
        return False
    before, after = marks[at - 1], marks[at]
    both = before.script is Script.NUMBER and after.script is Script.NUMBER
    return both and 1 <= after.start - before.end <= 3


def _limits(words: Sequence[str], marks: Sequence[Token]) -> Limits | None:
    least: Decimal | None = None
    most: Decimal | None = None
    said: set[int] = set()
    at = 0
    while at < len(words):
        read = _limit_at(words, at, marks)
        if read is None:
            at += 1
            continue
        meaning, amount, end = read
        if meaning in {"below", "up to"}:
            most = amount - PIASTRE if meaning == "below" else amount
        else:
            least = amount + PIASTRE if meaning == "above" else amount
        said.update(range(at, end))
        at = end
    return Limits(least, most, frozenset(said)) if said else None


def _limit_at(
    words: Sequence[str], at: int, marks: Sequence[Token]
) -> tuple[str, Decimal, int] | None:
    for saying, meaning in _SAYINGS:
        if list(words[at : at + len(saying)]) != saying:
            continue
        begin = at + len(saying)
        if begin < len(words) and words[begin] in {"من", "عن", "سعر", "than", "of", "men"}:
            begin += 1
        amount = _amount(words, begin, marks)
        if amount is None or _is_length(words, amount[1]):
            continue
        return meaning, amount[0], _past_currency(words, amount[1])
    return None


def _named_amount(words: Sequence[str], marks: Sequence[Token]) -> Limits:
    """Read an amount that is only named, with its currency or ب before it: what one means to spend."""
    for at in range(len(words)):
        amount = _amount(words, at, marks)
        if amount is None:
            continue
        end = _past_currency(words, amount[1])
        comes_at = at > 0 and words[at - 1] in {"ب", "بسعر", "سعر", "سعره", "بمبلغ", "for"}
        if end > amount[1] or (comes_at and not _is_length(words, end)):
            start = at - 1 if comes_at else at
            return Limits(None, amount[0], frozenset(range(start, end)))
    return Limits()
