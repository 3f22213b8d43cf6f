from products.search.index import Texts, lexemes, spellings
from products.search.tests.builders import a_concept, a_lexicon


def test_a_name_says_what_the_product_is_and_what_it_mentions() -> None:
    found = lexemes(Texts(["طقم علب خواتم فضة"], [], []), a_lexicon())

    assert {"^box", "A@box", "A@ring", "A@jewellery", "A@silver", "A=خواتم"} <= found
    assert not {"^ring", "^silver"} & found


def test_an_english_name_says_it_last() -> None:
    found = lexemes(Texts(["Silver soap plate with lantern"], [], []), a_lexicon())

    assert {"^plate", "A@soap", "A@lantern"} <= found
    assert not {"^soap", "^lantern"} & found


def test_one_name_tells_which_meaning_of_the_other_is_meant() -> None:
    cross, crossbody = a_concept("cross", "صليب", "cross"), a_concept("crossbody", "كروس", "cross")

    found = lexemes(Texts(["صليب نحاس", "Copper cross"], [], []), a_lexicon(cross, crossbody))

    assert "^cross" in found
    assert "^crossbody" not in found


def test_a_weaker_place_does_not_repeat_a_stronger_one() -> None:
    found = lexemes(Texts(["فانوس نحاس"], ["نحاس", "فضة"], ["نحاس فضة كتان"]), a_lexicon())

    assert {"A@copper", "B@silver", "D@linen"} <= found
    assert not {"B@copper", "D@copper", "D@silver"} & found


def test_words_are_kept_with_how_they_are_written() -> None:
    assert spellings(["الفازة أَحْمَر 12"], a_lexicon()) == {"فازه": "فازة", "احمر": "أَحْمَر"}


def test_what_a_thing_is_for_it_is_not() -> None:
    found = lexemes(Texts(["علبة فخار للفازات"], [], []), a_lexicon())

    assert {"^box", "A@pottery", "B@vase"} <= found
    assert not {"A@vase", "^vase"} & found
