from dataclasses import replace
from pathlib import Path

import pytest

from products.search import lexicon as lexicons
from products.search.fold import fold
from products.search.lexicon import Concept, Entries
from products.search.tests.builders import a_concept, a_lexicon
from products.search.tokens import tokens


def found(text: str, *more: Concept) -> list[str]:
    return [match.concept for match in a_lexicon(*more).read(tokens(fold(text)))]


@pytest.mark.parametrize(
    ("text", "concepts"),
    [
        ("خواتم فضة", ["ring", "silver"]),
        ("الخواتم الفضية", ["ring", "silver"]),
        ("silver rings", ["silver", "ring"]),
        ("شنطة ظهر جلد", ["backpack", "leather"]),
        ("علب للمجوهرات", ["jewellery_box"]),
        ("علبة الحلي", ["jewellery_box"]),
        ("box of jewellery", ["jewellery_box"]),
        ("صدف mother of pearl", ["mother_of_pearl", "mother_of_pearl"]),
        ("ماء ورد", ["rose_water"]),
        ("كلام آخر", []),
        ("", []),
    ],
)
def test_the_longest_form_is_what_is_meant(text: str, concepts: list[str]) -> None:
    assert found(text) == concepts


def test_a_word_with_two_meanings_has_both() -> None:
    wood = a_concept("oud_wood", "عود", kind="material")
    lute = a_concept("oud", "عود")

    assert found("عود", wood, lute) == ["oud_wood", "oud"]


def test_a_concept_comes_with_what_stands_above_it() -> None:
    assert a_lexicon().above("backpack") == ("backpack", "bag")


def test_close_is_what_is_named_so_and_then_what_has_the_same_parent() -> None:
    akin = a_lexicon().akin("ring")

    assert sorted(akin, key=lambda one: -akin[one]) == ["bracelet", "jewellery"]


def test_where_half_the_shop_stands_below_the_parent_it_is_not_close() -> None:
    many = [a_concept(f"j{n}", f"حلية{n}", parents=("jewellery",)) for n in range(20)]

    assert list(a_lexicon(*many).akin("ring")) == ["bracelet"]


def test_a_material_may_stand_between_the_words_of_a_kind() -> None:
    assert found("شنطة جلد ظهر") == ["backpack", "leather"]


def test_what_a_phrase_of_materials_is_made_of_means_nothing_by_itself() -> None:
    mother = a_concept("mother", "mother", kind="audience")

    assert found("mother of pearl", mother) == ["mother_of_pearl"]


def test_the_chief_word_of_a_kind_gives_way_only_to_what_stands_above_it() -> None:
    cap = a_concept("cap", "كاب", "طاقية")
    cape = a_concept("cape", "كاب صوف")

    assert found("طاقية صوف", cap, cape) == ["cap"]
    assert found("حقيبة ظهر", cap, cape) == ["backpack"]


def test_a_kind_may_be_named_by_another_word_for_what_stands_above_it() -> None:
    doll = a_concept("doll", "عروسة", "3arousa")
    bride = a_concept("bride", "عروسة", kind="audience")
    cloth = a_concept("cloth", "قماش", "omash", kind="material")
    rag_doll = a_concept("rag_doll", "عروسة قماش", parents=("doll",))

    assert found("3arousa omash", doll, bride, cloth, rag_doll) == ["rag_doll", "cloth"]
    assert found("عروسة", doll, bride, cloth, rag_doll) == ["doll", "bride"]


def test_a_word_that_only_begins_goods_of_other_shops_begins_nothing() -> None:
    medicine = a_concept("medicine", "نظارة طبية", parents=("elsewhere",))
    glasses_case = a_concept("glasses_case", "نظارة قراءة")

    assert a_lexicon(a_concept("elsewhere", "بقالة"), medicine, glasses_case).begun["نظاره"] == {
        "glasses_case"
    }


def test_links_add_to_what_concepts_say_themselves(tmp_path: Path) -> None:
    (tmp_path / "kinds.toml").write_text(
        '[[concept]]\nid = "horus"\nkind = "motif"\nar = ["حورس"]\n'
        '[[concept]]\nid = "pharaonic"\nkind = "style"\nar = ["فرعوني"]\n'
    )
    (tmp_path / "links.toml").write_text('[[link]]\nof = ["horus"]\nparents = ["pharaonic"]\n')

    horus = lexicons.seed(tmp_path).concepts[0]

    assert horus.parents == ("pharaonic",)


def test_contradictions_are_named() -> None:
    ring = a_concept("ring", "خاتم", parents=("jewellery",), related=("nowhere",))
    loop = a_concept("jewellery", "حلي", parents=("ring",))
    empty = Concept("empty", "thing")

    said = set(lexicons.contradictions(Entries((ring, loop, empty, replace(empty)))))

    assert said == {
        "a concept is there twice",
        "ring: nowhere does not exist",
        "ring: stands above itself",
        "jewellery: stands above itself",
        "empty: thing is no kind",
        "empty: has no forms",
    }
