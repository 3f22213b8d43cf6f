"""A small lexicon and vocabulary for tests; every argument is optional."""

from collections.abc import Mapping

from products.search.lexicon import Concept, Entries, Lexicon
from products.search.reading import Reading, read
from products.search.vocabulary import Term, Vocabulary


def a_concept(id: str, *forms: str, kind: str = "kind", **fields: tuple[str, ...]) -> Concept:
    arabic = tuple(form for form in forms if not form.isascii())
    latin = tuple(form for form in forms if form.isascii())
    return Concept(id, kind, ar=arabic, en=latin, **fields)


CONCEPTS = (
    a_concept("jewellery", "مجوهرات", "حلي", "jewellery"),
    a_concept("ring", "خاتم", "خواتم", "ring", parents=("jewellery",), related=("bracelet",)),
    a_concept("bracelet", "أسورة", "إسورة", "أساور", "bracelet", parents=("jewellery",)),
    a_concept("bag", "شنطة", "شنط", "حقيبة", "bag", "shanta"),
    a_concept("backpack", "شنطة ظهر", "backpack", parents=("bag",)),
    a_concept("box", "علبة", "علب", "box"),
    a_concept("jewellery_box", "علبة مجوهرات", "jewellery box", parents=("box",)),
    a_concept("lantern", "فانوس", "فوانيس", "lantern"),
    a_concept("vase", "فازة", "مزهرية", "vase"),
    a_concept("plate", "طبق", "أطباق", "plate"),
    a_concept("soap", "صابون", "soap"),
    a_concept("flower_pot", "قصرية زرع", "قصرية", "plant pot"),
    a_concept("rose_water", "ماء ورد", "مية ورد", "rose water"),
    a_concept("silver", "فضة", "فضي", "silver", kind="material"),
    a_concept("leather", "جلد", "جلدي", "leather", kind="material"),
    a_concept("copper", "نحاس", "copper", kind="material"),
    a_concept("pottery", "فخار", "pottery", kind="material"),
    a_concept("mother_of_pearl", "صدف", "mother of pearl", kind="material"),
    a_concept("linen", "كتان", "linen", kind="material"),
    a_concept("red", "أحمر", "حمراء", "حمرا", "red", kind="colour"),
    a_concept("men", "رجالي", "للرجال", "men", kind="audience"),
    a_concept("nubian", "نوبي", "نوبة", "nubian", kind="place"),
)
FILLERS = ("عايز", "عايزة", "من", "و", "لو سمحت", "for", "with", "of", "and", "a", "el")
SET_WORDS = ("طقم", "set")


def a_lexicon(*more: Concept) -> Lexicon:
    return Lexicon(Entries((*CONCEPTS, *more), FILLERS, SET_WORDS))


def a_vocabulary(names: Mapping[str, int] | None = None, *, documents: int = 0) -> Vocabulary:
    terms = [Term(word, count) for word, count in (names or {}).items()]
    return Vocabulary(a_lexicon(), terms, documents=documents)


def a_reading(typed: str, names: Mapping[str, int] | None = None, **how: bool) -> Reading:
    return read(typed, a_vocabulary(names), **how)
