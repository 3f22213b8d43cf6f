import re

import pytest

from to7fabackend.demo.people import GOVERNORATES
from to7fabackend.demo.sellers import SELLERS, Profile, seller

LATIN = re.compile("[A-Za-z{}]")
ARABIC = re.compile("[\u0600-\u06ff]")


def test_there_is_a_profile_for_each_store_of_the_catalogue() -> None:
    assert len(SELLERS) == 31
    assert seller("فضة الصاغة").store_en == "Sagha Silver"


def test_no_two_sellers_are_mistaken_for_one_another() -> None:
    profiles = SELLERS.values()

    assert len({profile.handle for profile in profiles}) == 31
    assert len({profile.person for profile in profiles}) == 31
    assert len({profile.bio for profile in profiles}) == 31
    assert len({profile.policies for profile in profiles}) == 31


def test_both_artists_and_stores_sell() -> None:
    kinds = [profile.kind for profile in SELLERS.values()]

    assert (kinds.count("artist"), kinds.count("store")) == (12, 19)


@pytest.mark.parametrize("profile", SELLERS.values(), ids=lambda profile: profile.handle)
def test_a_profile_is_whole(profile: Profile) -> None:
    arabic = (profile.store, profile.person, profile.place, profile.specialty, profile.bio)
    english = (profile.store_en, profile.person_en, profile.place_en, profile.specialty_en)

    assert not LATIN.search(" ".join((*arabic, profile.policies)))
    assert not ARABIC.search(" ".join((*english, profile.bio_en)))
    assert profile.governorate in GOVERNORATES
    assert 2 <= profile.bio.count(". ") + 1 <= 3
    assert 2 <= profile.bio_en.count(". ") + 1 <= 3
    assert len(profile.specialty) <= 100
    assert 1900 < profile.since < 2025
    assert profile.years_active(2026) == 2026 - profile.since
    assert re.fullmatch("[a-z]{5,24}", profile.handle)
    assert profile.email.endswith("@tohfa.example")
    assert all(handle.endswith("tohfa") for handle in profile.social_media.values())
