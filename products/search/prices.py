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
    "اقل من", "اقل عن", "باقل من", "ارخص من", "بارخص من", "اصغر من", "تحت", "دون", "ما دون", "under",
    "below", "less than", "lower than", "cheaper than", "for under", "a2al men", "a2al mn", "aqal men",
    "akal men", "2al men", "ar5as men", "ar5as mn", "arkhas men", "arkhas mn", "ta7t", "taht",
)  # fmt: skip
_UP_TO = (
    "بحد اقصي", "حد اقصي", "كحد اقصي", "بحد اقصا", "بحد اعلي", "اقصي سعر", "اقصاه", "سقف", "لحد", "لغايه",
    "حتي", "مش اكتر من", "مش اكثر من", "مش اغلي من", "مش اغلا من", "مش اغلي عن", "مش اعلي من",
    "مش ازيد من", "مش فوق", "مش غالي عن", "مش غاليه عن", "مش بيزيد عن", "مش هيزيد عن", "ميزيدش عن",
    "متزيدش عن", "مايزيدش عن", "ماتزيدش عن", "ما يزيدش عن", "ما تزيدش عن", "ميعديش", "متعديش", "مايعديش",
    "ماتعديش", "ما يعديش", "ما تعديش", "ميتعداش", "متتعداش", "مايتعداش", "ماتتعداش", "ما يتعداش",
    "ما تتعداش", "ميتجاوزش", "مايتجاوزش", "ما يتجاوز", "ما تتجاوز", "من غير ما يعدي", "من غير ما تعدي",
    "من غير ما يزيد عن", "من غير ما تزيد عن", "لا يزيد عن", "لا تزيد عن", "لا يتجاوز", "لا تتجاوز",
    "لا يتعدي", "لا تتعدي", "ليس اكثر من", "مو اكثر من", "مو اغلي من", "ما هو اغلي من", "مهوب اغلي من",
    "ميزانيه", "ميزانيتي", "الميزانيه", "معايا", "في حدود", "ف حدود", "بحدود", "حدود", "اخري", "اخرها",
    "اخره", "up to", "upto", "at most", "maximum", "maximum of", "max", "max of", "no more than",
    "not more than", "not over", "not above", "not exceeding", "no higher than", "no over", "budget",
    "my budget is", "budget is", "budget of", "within", "le7ad", "l7ad", "le 7ad", "le8ayet", "leghayet",
    "be7ad a2sa", "b7ad a2sa", "7ad a2sa", "fe 7odood", "fi 7odood", "f 7dod", "mezaneyti", "mizaneyty",
    "mesh aktar men", "mesh aktar mn", "msh aktar men", "msh aktar mn", "mesh aghla men", "msh aghla mn",
    "mesh a8la men", "msh a8la mn", "mesh foo2", "msh fo2", "mat3adeesh", "mat3adish", "mate3adeesh",
    "may3adeesh", "mayet3adash", "myt3dash", "matet3adash", "bel kteer",
)  # fmt: skip
_ABOVE = (
    "اكتر من", "اكثر من", "اعلي من", "اغلي من", "اغلا من", "ازيد من", "اكبر من", "فوق", "ما فوق", "over",
    "above", "more than", "higher than", "aktar men", "aktar mn", "aghla men", "aghla mn", "a8la men",
    "fo2", "foo2",
)  # fmt: skip
_AT_LEAST = (
    "بحد ادني", "حد ادني", "كحد ادني", "بحد اقل", "علي الاقل", "ابتداء من", "ابتدا من", "بدايه من", "بدءا من",
    "بدا من", "يبدا من", "تبدا من", "لا يقل عن", "لا تقل عن", "ميقلش عن", "متقلش عن", "مش اقل من",
    "مش ارخص من", "at least", "minimum", "minimum of", "min", "from", "starting from", "starting at",
    "not less than", "no less than", "not under", "mesh a2al men", "msh a2al mn", "3al a2al",
)  # fmt: skip
# The same, said behind the amount: 200 جنيه بالكتير.
_BEHIND = {
    "up to": (
        "بالكتير", "بالكثير", "كحد اقصي", "حد اقصي", "بحد اقصي", "علي الاكثر", "علي الاكتر", "او اقل",
        "واقل", "فاقل", "فما اقل", "ماكس", "or less", "or under", "or below", "or cheaper", "max", "maximum",
        "at most", "tops", "and under", "and below", "bel kteer", "belkteer", "bel keteer",
    ),
    "at least": (
        "علي الاقل", "كحد ادني", "حد ادني", "بحد ادني", "او اكتر", "او اكثر", "واكتر", "واكثر", "فاكثر",
        "فما فوق", "فيما فوق", "وفوق", "وانت طالع", "or more", "or above", "or over", "and up", "and above",
        "at least", "minimum", "min", "plus",
    ),
}  # fmt: skip
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
_SAYINGS_BEHIND: list[tuple[list[str], str]] = sorted(
    ((saying.split(), meaning) for meaning, sayings in _BEHIND.items() for saying in sayings),
    key=lambda pair: -len(pair[0]),
)
# What may stand between a saying and its amount, and before a saying.
_BETWEEN_THEM = {
    "من",
    "عن",
    "سعر",
    "سعره",
    "سعرها",
    "ال",
    "مبلغ",
    "than",
    "of",
    "men",
    "mn",
    "el",
    "al",
    "the",
}
_BEFORE = {"ب", "بسعر", "سعر", "سعره", "سعرها", "بمبلغ", "for", "b", "be", "bi", "bse3r"}
_CURRENCY = {
    "جنيه", "جنيها", "جنيهات", "جنيهه", "ج", "مصري", "egp", "le", "pound", "pounds", "gneh",
    "geneh", "gnih", "genih", "gneih", "geneih", "gnieh", "guineas", "l.e", "جني", "جنية",
}  # fmt: skip
_UNITS = {
    "سم", "سنتي", "سنتيمتر", "مم", "متر", "م", "مل", "لتر", "جرام", "جم", "كيلو", "قطعه", "قطع", "سنه",
    "سنين", "سنوات", "cm", "mm", "m", "ml", "kg", "g", "gm", "gram", "pieces", "pcs", "piece", "years",
    "inch", "حبه", "مقاس", "size",
}  # fmt: skip
_FROM = {"من", "from", "men", "mn", "min"}
_BETWEEN = {"بين", "مابين", "between", "ben", "bein", "been", "mabein", "maben"}
_TO = {
    "الي", "ل", "لـ", "لحد", "لغايه", "حتي", "to", "till", "until", "ela", "ila", "le", "li", "l", "le7ad",
    "l7ad", "leghayet",
}  # fmt: skip
_AND = {"و", "and", "w", "we", "wi"}

_HUNDREDS = {
    "ميه": 100, "ميت": 100, "مايه": 100, "ماءه": 100, "ماه": 100, "ميتين": 200, "ميتان": 200,
    "تلتميت": 300, "تلتوميه": 300, "ربعميت": 400, "اربعميت": 400, "ربعوميه": 400, "خمسميت": 500,
    "خمسوميه": 500, "ستميت": 600, "ستوميه": 600, "سبعميت": 700, "سبعوميه": 700, "تمنميت": 800,
    "تمنوميه": 800, "تسعميت": 900, "تسعوميه": 900, "meya": 100, "miya": 100, "meyya": 100, "mitein": 200,
    "meten": 200, "meteen": 200, "toltomeya": 300, "rob3omeya": 400, "khomsomeya": 500,
    "5omsomeya": 500, "sotomeya": 600, "sob3omeya": 700, "tomnomeya": 800, "tos3omeya": 900,
    "مايتين": 200, "تلتميه": 300,
    "تلاتميه": 300, "ثلاثمايه": 300, "ثلاثميه": 300, "ربعميه": 400, "اربعميه": 400, "اربعمايه": 400,
    "خمسميه": 500, "خمسمايه": 500, "ستميه": 600, "ستمايه": 600, "سبعميه": 700, "سبعمايه": 700,
    "تمنميه": 800, "تمانميه": 800, "ثمانمايه": 800, "تسعميه": 900, "تسعمايه": 900,
}  # fmt: skip
_TENS = {
    "عشره": 10, "عشرين": 20, "تلاتين": 30, "ثلاثين": 30, "اربعين": 40, "خمسين": 50, "ستين": 60,
    "سبعين": 70, "تمانين": 80, "ثمانين": 80, "تسعين": 90,
}  # fmt: skip
_THOUSANDS = {"الفين": 2000, "الف": 1000, "alf": 1000, "alfein": 2000, "alfeen": 2000}
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
# An amount and its currency in one: 200le.
_GLUED = re.compile(r"(?<!\d)(\d+)(le|egp|pounds?|gneh|geneh|gnih|genih)")
_HALVES = {"نص": Decimal("0.5"), "نصف": Decimal("0.5"), "ربع": Decimal("0.25")}


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
    last = Decimal(0)
    while here < len(words):
        word, begin = words[here], here
        if here > at and word in {"و", "and", "w"}:
            begin = here + 1
            word = words[begin] if begin < len(words) else ""
        elif here > at and word.startswith("و") and len(word) > 2:
            word = word[1:]
        if here > at and word in _HALVES and last in {100, 1000}:
            total, here = total + last * _HALVES[word], begin + 1
            break
        value = _value(word, words, begin, marks) if word else None
        if value is None or (total and value[0] >= total):
            break
        # Parts are added from the largest down: two hundred and fifty; 200 and 600 are two amounts.
        if total and marks[begin].script is Script.NUMBER:
            break
        last = value[0]
        total, here = total + last, value[1]
    return (total, here) if here > at and 0 < total < LARGEST else None


def _value(
    word: str, words: Sequence[str], at: int, marks: Sequence[Token]
) -> tuple[Decimal, int] | None:
    following = words[at + 1] if at + 1 < len(words) else ""
    if kilo := _K.fullmatch(word):
        return Decimal(kilo[1]) * 1000, at + 1
    if glued := _GLUED.fullmatch(word):
        return Decimal(glued[1]), at + 1
    if marks[at].script is Script.NUMBER:
        number = Decimal(word) if len(word) <= 12 and word.count(".") <= 1 else None
        if number is None:
            return None
        if following in _SCALES:
            return number * _SCALES[following], at + 2
        return number, at + 1
    word = word.removeprefix("ال") if word not in _THOUSANDS else word
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
        joins = _TO | _AND if word in _BETWEEN else _TO
        # le is a currency, and in Arabizi it is "to": from 200 le 600.
        if not (here < len(words) and words[here] in joins and _amount(words, here + 1, marks)):
            here = _past_currency(words, here)
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
        start = _with_what_stands_before(words, at)
        return Limits(low, second[0], frozenset(range(start, end)))
    return None


def _with_what_stands_before(words: Sequence[str], at: int) -> int:
    """Step back over what belongs to a saying and says nothing without it: ب, بسعر, and the ما of ما بين."""
    while at and (
        words[at - 1] in _BEFORE or (words[at - 1] in {"ما", "ma"} and words[at] in _BETWEEN)
    ):
        at -= 1
    return at


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
        meaning, amount, begin, end = read
        if meaning in {"below", "up to"}:
            most = amount - PIASTRE if meaning == "below" else amount
        else:
            least = amount + PIASTRE if meaning == "above" else amount
        said.update(range(begin, end))
        at = end
    return Limits(least, most, frozenset(said)) if said else None


def _limit_at(
    words: Sequence[str], at: int, marks: Sequence[Token]
) -> tuple[str, Decimal, int, int] | None:
    """Read a limit whose saying or amount stands at ``at``; give its meaning, amount, begin and end."""
    first = words[at].removeprefix("و") if at else words[at]
    for saying, meaning in _SAYINGS:
        if first != saying[0] and words[at] != saying[0]:
            continue
        if list(words[at + 1 : at + len(saying)]) != saying[1:]:
            continue
        begin = at + len(saying)
        for _ in range(2):
            if begin < len(words) and words[begin] in _BETWEEN_THEM:
                begin += 1
        amount = _amount(words, begin, marks) or _after_preposition(words, begin, marks)
        if amount is None or _is_length(words, amount[1]):
            continue
        start = _with_what_stands_before(words, at)
        return meaning, amount[0], start, _past_currency(words, amount[1])
    return _said_behind(words, at, marks)


def _after_preposition(
    words: Sequence[str], at: int, marks: Sequence[Token]
) -> tuple[Decimal, int] | None:
    """Read an amount with ب written onto it: بخمسين; one of mirrors and water is not a hundred."""
    if at >= len(words) or words[at][:1] != "ب" or len(words[at]) < 4:
        return None
    return _joined_amount(words, at, marks)


def _said_behind(
    words: Sequence[str], at: int, marks: Sequence[Token]
) -> tuple[str, Decimal, int, int] | None:
    amount = _amount(words, at, marks) or _after_preposition(words, at, marks)
    if amount is None:
        return None
    here = _past_currency(words, amount[1])
    for saying, meaning in _SAYINGS_BEHIND:
        end = here + len(saying)
        if list(words[here:end]) == saying:
            return meaning, amount[0], _with_what_stands_before(words, at), end
    return None


def _named_amount(words: Sequence[str], marks: Sequence[Token]) -> Limits:
    """Read an amount that is only named, with its currency or ب before it: what one means to spend."""
    for at in range(len(words)):
        amount = _amount(words, at, marks)
        comes_at = at > 0 and words[at - 1] in _BEFORE
        if amount is None:
            amount = _after_preposition(words, at, marks)
            comes_at = amount is not None and amount[1] == len(words) and words[at] != "بميه"
        if amount is None:
            continue
        end = _past_currency(words, amount[1])
        has_currency = end > amount[1] or any(_GLUED.fullmatch(word) for word in words[at:end])
        if has_currency or (comes_at and not _is_length(words, end)):
            start = _with_what_stands_before(words, at)
            return Limits(None, amount[0], frozenset(range(start, end)))
    return Limits()
