import re
from collections import Counter
from decimal import Decimal

import phonenumbers
import pytest

from to7fabackend.demo.people import (
    GOVERNORATES,
    address,
    buyers,
    governorate,
    reply_text,
    review_text,
)
from to7fabackend.demo.people import phrases as said

LATIN = re.compile("[A-Za-z{}%]")
# South, north, west and east of each governorate, roughly.
BOUNDS = {
    "C": (29.7, 30.3, 31.1, 31.9),
    "GZ": (29.0, 30.3, 30.5, 31.4),
    "ALX": (30.7, 31.4, 29.3, 30.1),
    "SHR": (30.2, 31.2, 31.3, 32.3),
    "DK": (30.6, 31.6, 31.1, 32.2),
    "BH": (30.1, 31.6, 29.9, 30.9),
    "MN": (27.5, 28.9, 30.4, 31.1),
    "KB": (30.0, 30.7, 31.0, 31.6),
    "SHG": (26.0, 27.0, 31.2, 32.2),
    "GH": (30.6, 31.2, 30.6, 31.4),
    "AST": (26.8, 27.7, 30.6, 31.6),
    "MNF": (30.2, 30.8, 30.3, 31.3),
    "FYM": (29.0, 29.7, 30.2, 31.2),
    "KFS": (30.9, 31.7, 30.4, 31.4),
    "KN": (25.7, 26.4, 31.9, 33.0),
    "BNS": (28.7, 29.5, 30.7, 31.4),
    "ASN": (22.2, 25.2, 31.4, 33.4),
    "DT": (31.1, 31.6, 31.5, 32.1),
    "IS": (30.2, 31.0, 31.6, 32.6),
    "LX": (25.2, 25.9, 32.3, 32.9),
    "SUZ": (29.5, 30.3, 32.2, 32.8),
    "PTS": (31.1, 31.4, 32.1, 32.5),
    "MT": (28.9, 31.7, 25.0, 29.6),
    "SIN": (29.6, 31.4, 32.5, 34.4),
    "BA": (22.8, 29.0, 32.5, 36.0),
    "WAD": (22.0, 28.0, 25.0, 31.5),
    "JS": (27.7, 29.9, 32.5, 34.9),
}


def test_no_two_buyers_share_a_name_an_address_or_a_number() -> None:
    people = buyers(600)

    assert len({person.full_name for person in people}) == 600
    assert len({person.email for person in people}) == 600
    assert len({person.phone_number for person in people}) == 600


def test_asking_for_more_buyers_keeps_the_first_ones() -> None:
    assert buyers(250)[:200] == buyers(200)


def test_the_first_buyer_is_the_same_everywhere() -> None:
    first = buyers(1)[0]

    assert (first.full_name, first.email, first.phone_number) == (
        "جمال رزق",
        "gamal.rezk1984@tohfa.example",
        "+201250904341",
    )


def test_a_buyers_number_is_a_mobile_of_one_of_the_four_networks() -> None:
    for person in buyers(300):
        parsed = phonenumbers.parse(person.phone_number)

        assert re.fullmatch(r"\+201[0125]\d{8}", person.phone_number)
        assert phonenumbers.is_valid_number(parsed)


def test_names_are_arabic_and_their_spelling_is_latin() -> None:
    for person in buyers(400):
        assert not LATIN.search(person.full_name)
        assert re.fullmatch(r"[A-Za-z -]+", f"{person.first_name_en} {person.last_name_en}")
        assert re.fullmatch(r"[a-z]+[._][a-z]+\d*@tohfa\.example", person.email)


def test_women_and_men_buy_alike() -> None:
    women = sum(person.is_woman for person in buyers(400))

    assert 180 <= women <= 260


def test_more_people_live_where_egypt_is_crowded() -> None:
    homes = Counter(governorate(f"seed {number}") for number in range(4000))

    assert {code for code, _ in homes.most_common(2)} == {"C", "GZ"}
    assert homes["C"] > 10 * homes["SUZ"] > 0


def test_there_are_27_governorates() -> None:
    assert set(GOVERNORATES) == set(BOUNDS)
    assert len({each.name for each in GOVERNORATES.values()}) == 27


@pytest.mark.parametrize("code", BOUNDS)
def test_an_address_lies_in_its_governorate(code: str) -> None:
    south, north, west, east = BOUNDS[code]
    for number in range(60):
        found = address(f"seed {number}", code)

        assert found.governorate == code
        assert found.city in {town.name for town in GOVERNORATES[code].towns}
        assert south <= found.latitude <= north, found
        assert west <= found.longitude <= east, found
        assert found.latitude == found.latitude.quantize(Decimal("0.000001"))
        assert found.street
        assert found.building
        assert not LATIN.search(f"{found.city} {found.street} {found.building} {found.landmark}")


def test_addresses_within_a_governorate_vary() -> None:
    assert len({address(f"seed {number}", "JS").street for number in range(40)}) > 8


def test_a_place_that_does_not_exist_has_no_address() -> None:
    with pytest.raises(KeyError):
        address("seed", "XX")


def test_there_is_enough_to_say() -> None:
    everything = {
        phrase
        for talk in [*said.CRAFTS.values(), said.ANY]
        for phrase in (*talk.praise, *talk.but, *talk.blame)
    }
    for table in (said.OPENINGS, said.SERVICE, said.CLOSINGS):
        for phrases in table.values():
            everything |= set(phrases)

    assert len(everything) >= 120
    assert not [phrase for phrase in everything if LATIN.search(phrase) or phrase.endswith(".")]


@pytest.mark.parametrize("category", [*said.CRAFTS, "something-new"])
@pytest.mark.parametrize("rating", [1, 2, 3, 4, 5])
def test_a_review_suits_its_stars_and_its_craft(category: str, rating: int) -> None:
    talk = said.CRAFTS.get(category, said.ANY)

    for number in range(40):
        text = review_text(f"seed {number}", rating, category)
        if text is None:
            continue
        assert 3 <= len(text) < 500
        assert not LATIN.search(text)
        if rating >= 4:
            assert not any(phrase in text for phrase in talk.blame)
        if rating <= 2:
            assert not any(phrase in text for phrase in talk.praise)


def test_some_buyers_say_nothing_and_some_a_lot() -> None:
    texts = [review_text(f"seed {number}", 5, "pottery") for number in range(300)]
    lengths = [len(text) for text in texts if text]

    assert 30 < texts.count(None) < 120
    assert min(lengths) < 20
    assert max(lengths) > 110
    assert len(set(texts)) > 150


def test_a_review_is_the_same_for_the_same_seed() -> None:
    assert review_text("seed", 4, "rugs") == review_text("seed", 4, "rugs")


def test_sellers_thank_or_apologise() -> None:
    thanks = {reply_text(f"seed {number}") for number in range(80)}
    sorry = {reply_text(f"seed {number}", 1) for number in range(80)}

    assert len(thanks) > 6
    assert len(sorry) > 3
    assert thanks.isdisjoint(sorry)
