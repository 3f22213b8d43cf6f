"""The lexicon of the search is data: these are the rules that data has to keep."""

import tomllib
import unicodedata
from collections import Counter, defaultdict
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).resolve().parent.parent / "search" / "lexicon"
KIND_OF_FILE = {
    "kinds": "kind",
    "elsewhere": "kind",
    "purposes": "purpose",
    "materials": "material",
    "techniques_styles": "style",
    "motifs": "motif",
    "audiences": "audience",
    "occasions": "occasion",
    "colours": "colour",
    "places": "place",
}
LANGUAGES = ("ar", "en", "latin")
FOLDED = str.maketrans("أإآٱىئؤةچڤپک", "ااااييوهجفبك", "ءـ")

Concept = dict[str, Any]


def fold(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).lower().translate(FOLDED)
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    runs = (list(run) for _, run in groupby(letters))
    return "".join("".join(run) if len(run) < 3 else run[0] for run in runs)


def read(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def forms(concept: Concept) -> list[str]:
    return [form for language in LANGUAGES for form in concept[language]]


@pytest.fixture(scope="module")
def concepts() -> dict[str, Concept]:
    found = [concept for name in KIND_OF_FILE for concept in read(name)["concept"]]
    return {concept["id"]: concept for concept in found}


def ancestors(of: str, concepts: dict[str, Concept]) -> set[str]:
    found: set[str] = set()
    waiting = list(concepts[of]["parents"])
    while waiting:
        parent = waiting.pop()
        if parent not in found:
            found.add(parent)
            waiting.extend(concepts[parent]["parents"])
    return found


def test_every_id_is_unique_over_all_files_and_plain_ascii() -> None:
    ids = [concept["id"] for name in KIND_OF_FILE for concept in read(name)["concept"]]

    assert [name for name, times in Counter(ids).items() if times > 1] == []
    assert [name for name in ids if not (name.isascii() and name.isidentifier())] == []


@pytest.mark.parametrize(("name", "kind"), KIND_OF_FILE.items())
def test_a_file_holds_concepts_of_its_own_kind_only(name: str, kind: str) -> None:
    assert {concept["kind"] for concept in read(name)["concept"]} == {kind}


def test_parents_and_related_concepts_exist(concepts: dict[str, Concept]) -> None:
    named = {
        other
        for concept in concepts.values()
        for other in [*concept["parents"], *concept.get("related", [])]
    }

    assert named - concepts.keys() == set()


def test_no_concept_is_its_own_ancestor(concepts: dict[str, Concept]) -> None:
    assert [name for name in concepts if name in ancestors(name, concepts)] == []


def test_no_concept_is_related_to_its_own_ancestor(concepts: dict[str, Concept]) -> None:
    contradictions = {
        name: both
        for name, concept in concepts.items()
        if (both := ancestors(name, concepts) & set(concept.get("related", [])))
    }

    assert contradictions == {}


def test_being_related_goes_both_ways(concepts: dict[str, Concept]) -> None:
    one_way = [
        (name, other)
        for name, concept in concepts.items()
        for other in concept.get("related", [])
        if other == name or name not in concepts[other].get("related", [])
    ]

    assert one_way == []


def test_every_form_is_written_out_and_without_stray_spaces(
    concepts: dict[str, Concept],
) -> None:
    untidy = [
        (name, form)
        for name, concept in concepts.items()
        for form in forms(concept)
        if not fold(form) or " ".join(form.split()) != form
    ]

    assert untidy == []


def test_arabic_forms_hold_arabic_and_the_others_none(concepts: dict[str, Concept]) -> None:
    def is_arabic(form: str) -> bool:
        return any("\u0600" <= letter <= "\u06ff" for letter in form)

    misplaced = [
        (name, form)
        for name, concept in concepts.items()
        for language in LANGUAGES
        for form in concept[language]
        if is_arabic(form) != (language == "ar")
    ]

    assert misplaced == []


def test_no_form_stands_twice_in_one_concept(concepts: dict[str, Concept]) -> None:
    twice = {
        name: repeated
        for name, concept in concepts.items()
        if (
            repeated := [
                form for form, times in Counter(map(fold, forms(concept))).items() if times > 1
            ]
        )
    }

    assert twice == {}


@pytest.mark.parametrize("name", KIND_OF_FILE)
def test_a_form_means_two_concepts_of_a_kind_only_where_it_is_listed(name: str) -> None:
    document = read(name)
    listed = {fold(form) for form in document.get("meta", {}).get("ambiguous", [])}
    owners: dict[str, set[str]] = defaultdict(set)

    for concept in document["concept"]:
        for form in forms(concept):
            owners[fold(form)].add(concept["id"])

    assert {form for form, several in owners.items() if len(several) > 1} == listed


def test_every_concept_can_be_asked_for_in_both_languages(
    concepts: dict[str, Concept],
) -> None:
    assert [name for name, concept in concepts.items() if not concept["ar"]] == []
    assert [name for name, concept in concepts.items() if not concept["en"]] == []


def test_the_lexicon_is_broad(concepts: dict[str, Concept]) -> None:
    assert len(concepts) >= 500
    assert sum(len(forms(concept)) for concept in concepts.values()) >= 4000


def test_no_filler_is_also_the_name_of_a_kind(concepts: dict[str, Concept]) -> None:
    fillers = read("fillers")
    meaningless = {fold(word) for language in LANGUAGES for word in fillers[language]}

    both = {
        form
        for concept in concepts.values()
        for form in forms(concept)
        if fold(form) in meaningless
    }

    assert both == set()


def test_set_words_name_no_concept(concepts: dict[str, Concept]) -> None:
    set_words = {fold(word) for word in read("fillers")["set_words"]}

    named = {
        form for concept in concepts.values() for form in forms(concept) if fold(form) in set_words
    }

    assert named == set()
