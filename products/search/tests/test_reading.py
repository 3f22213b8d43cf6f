from decimal import Decimal

import pytest

from products.search.lexicon import Entries, Lexicon
from products.search.reading import near, read
from products.search.tests.builders import (
    CONCEPTS,
    FILLERS,
    a_concept,
    a_lexicon,
    a_reading,
    a_vocabulary,
)
from products.search.vocabulary import Term, Vocabulary


@pytest.mark.parametrize(
    ("typed", "concepts"),
    [
        ("خواتم فضة", [("ring",), ("silver",)]),
        ("عايزة شنطة ظهر جلد لو سمحت", [("backpack",), ("leather",)]),
        ("طقم أطباق فخار", [("plate",), ("pottery",)]),
        ("خواتم وأساور فضة", [("ring", "bracelet"), ("silver",)]),
        ("ring and bracelet", [("ring", "bracelet")]),
        ("شنطة leather", [("bag",), ("leather",)]),
        ("thk,s kphs", [("lantern",), ("copper",)]),
        ("مشىفثقى", [("lantern",)]),
        ("قانوس نجاس", [("lantern",), ("copper",)]),
        ("shantet geld", [("bag",), ("leather",)]),
        ("asreyet zar3", [("flower_pot",)]),
        ("5atem fadda regaly", [("ring",), ("silver",), ("men",)]),
        ("elfanous", [("lantern",)]),
    ],
)
def test_what_was_meant_is_understood(typed: str, concepts: list[tuple[str, ...]]) -> None:
    assert [group.concepts for group in a_reading(typed).groups] == concepts


def test_what_was_mended_is_told_and_the_rest_left_as_typed() -> None:
    read = a_reading("قانوس  نُحاس أقل من ٥٠٠")

    assert read.corrected == "فانوس نُحاس أقل من ٥٠٠"
    assert read.corrections == (("قانوس", "فانوس"),)
    assert read.limits.at_most == Decimal("499.99")


def test_what_was_typed_well_is_not_mended() -> None:
    assert a_reading("شنطة جلد").corrected is None


def test_taken_literally_nothing_is_mended() -> None:
    read = a_reading("thk,s under 500", literally=True)

    assert (read.corrected, bool(read.limits)) == (None, False)
    assert [group.concepts for group in read.groups][:1] == [()]


@pytest.mark.parametrize("typed", ["شاشة سامسونج 55", "iphone", "xyzqwv", "قانوز سامسونج"])
def test_words_that_are_unknown_beside_guesses_are_noise(typed: str) -> None:
    assert a_reading(typed).is_noise


@pytest.mark.parametrize("typed", ["فانوس سامسونج", "قانوس", "فانوس", "", "500", "من"])
def test_a_word_that_is_known_is_not_noise(typed: str) -> None:
    assert not a_reading(typed).is_noise


ELSEWHERE = (
    a_concept("elsewhere", "بقالة"),
    a_concept("tyre", "كاوتش", "tyre", parents=("elsewhere",)),
    a_concept("toy_car", "عربية"),
)


@pytest.mark.parametrize("typed", ["كاوتش", "كاوتش عربية", "كاوتش رجالي", "copper tyre", "كاوتتش"])
def test_what_other_shops_sell_is_noise_whatever_else_is_said(typed: str) -> None:
    assert read(typed, Vocabulary(a_lexicon(*ELSEWHERE))).is_noise


@pytest.mark.parametrize("typed", ["عربية كاوتش", "شنطة كاوتش", "tyre bag"])
def test_what_is_only_like_the_goods_of_other_shops_is_not(typed: str) -> None:
    assert not read(typed, Vocabulary(a_lexicon(*ELSEWHERE))).is_noise


def test_what_somebody_offers_here_is_no_longer_sold_elsewhere_alone() -> None:
    offered = [Term("^tyre", 1), Term("كاوتش", 1)]

    assert not read("كاوتش", Vocabulary(a_lexicon(*ELSEWHERE), offered, documents=9)).is_noise


def test_digits_within_latin_words_are_no_slip_of_the_layout() -> None:
    # b and 2 are لا and 2 on the other layout, and a2b is nothing there.
    lamp = a_concept("lamp", "شلا")

    assert read("6ab2", Vocabulary(a_lexicon(lamp))).layout is None


def test_a_phrase_may_be_made_of_words_for_sets() -> None:
    pack = a_concept("knapsack", "باك باك")
    vocabulary = Vocabulary(Lexicon(Entries((*CONCEPTS, pack), FILLERS, ("طقم", "باك"))))

    assert [g.concepts for g in read("باك باك جلد", vocabulary).groups] == [
        ("knapsack",),
        ("leather",),
    ]


def test_near_noise_are_queries_that_make_sense() -> None:
    vocabulary = a_vocabulary()
    read = a_reading("فانوزز سامسونجج")

    assert "فانوس" in near(read, vocabulary)


def test_a_word_in_names_alone_is_known() -> None:
    read = a_reading("جراجوس", {"جراجوس": 3})

    assert (read.unknown, read.corrected) == ((), None)
    assert (("A=جراجوس",), 1.0) in read.groups[0].alternatives


@pytest.mark.parametrize(
    "typed",
    [
        "ا" * 10_000,
        "' | & ! ( ) <-> :* \\ %s {} --",
        "\x00\u202e",
        "🙂" * 300,
        "a " * 5000,
        "٪" * 99,
    ],
)
def test_nothing_typed_is_too_odd(typed: str) -> None:
    read = a_reading(typed)

    assert len(read.groups) <= 12
    assert len(read.typed) <= 200
