import pytest

from products.search import bases

KNOWN = {
    "محفظه", "نحاس", "خزف", "شمعدان", "كتاب", "شنطه", "نوبي", "بطانيه", "لوحه", "وساده", "مصري", "مج", "دف",
    "mug", "box", "candy", "knife", "glass",
}  # fmt: skip


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("محفظتي", "محفظه"),
        ("محفظتين", "محفظه"),
        ("النحاس", "نحاس"),
        ("بالنحاس", "نحاس"),
        ("والنحاس", "نحاس"),
        ("للشنطه", "شنطه"),
        ("وشنطه", "شنطه"),
        ("نحاسيات", "نحاس"),
        ("خزفيه", "خزف"),
        ("شمعدانين", "شمعدان"),
        ("نوبيه", "نوبي"),
        ("لوحات", "لوحه"),
        ("بطانيات", "بطانيه"),
        ("وساده", "وساده"),
        ("المصريه", "مصري"),
        ("المج", "مج"),
        ("بالدف", "دف"),
        ("مجهول", None),
    ],
)
def test_an_arabic_word_leads_to_its_dictionary_form(word: str, base: str | None) -> None:
    assert bases.first_known(bases.arabic(word), KNOWN.__contains__) == base


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("mugs", "mug"),
        ("boxes", "box"),
        ("candies", "candy"),
        ("knives", "knife"),
        ("glass", "glass"),
    ],
)
def test_an_english_plural_leads_to_its_singular(word: str, base: str) -> None:
    assert bases.first_known(bases.english(word), KNOWN.__contains__) == base


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("فانوس", "فوانيس"),
        ("طبق", "اطباق"),
        ("مسبحه", "مسابح"),
        ("تمثال", "تماثيل"),
        ("مبخره", "مباخر"),
        ("كتان", "كتاني"),
    ],
)
def test_a_skeleton_survives_a_broken_plural(one: str, other: str) -> None:
    assert bases.skeleton(one) == bases.skeleton(other) is not None


def test_two_consonants_are_no_skeleton() -> None:
    assert bases.skeleton("نوبه") is None


@pytest.mark.parametrize(
    ("word", "stem"),
    [("المرايات", "مرا"), ("صابونه", "صابون"), ("طواجن", "طواجن"), ("rings", "ring"), ("ال", "ال")],
)
def test_a_stem_is_what_is_left_of_an_unknown_word(word: str, stem: str) -> None:
    assert bases.stem(word) == stem
