"""People of the demo marketplace: who buys, where they live, what they write.

Plain generators that know no database. The same arguments give the same people on every machine;
asking for more of them keeps those already there.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from random import Random

from to7fabackend.demo.chance import dice
from to7fabackend.demo.people.names import COMMUNITIES, Community, Name
from to7fabackend.demo.people.places import GOVERNORATES, Town
from to7fabackend.demo.people.reviews import reply_text, review_text
from to7fabackend.demo.people.streets import LANES, SIGHTS, STREETS, TOWERS, VILLAGE_SIGHTS

__all__ = [
    "GOVERNORATES",
    "Address",
    "Person",
    "address",
    "buyers",
    "governorate",
    "reply_text",
    "review_text",
]

DOMAIN = "tohfa.example"
# Vodafone, Etisalat, Orange and WE, by how many subscribers each has.
PREFIXES = {"10": 40, "11": 24, "12": 25, "15": 11}


@dataclass(frozen=True)
class Person:
    first_name: str
    last_name: str
    first_name_en: str
    last_name_en: str
    is_woman: bool
    email: str
    # E.164, as in +201012345678
    phone_number: str
    # ISO 3166-2 without the country
    governorate: str

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}"


@dataclass(frozen=True)
class Address:
    label: str
    governorate: str
    city: str
    city_en: str
    street: str
    building: str
    floor: str
    apartment: str
    landmark: str
    latitude: Decimal
    longitude: Decimal


def buyers(count: int) -> list[Person]:
    """Give so many people, no two of whom share a name, an e-mail address or a phone number."""
    people: list[Person] = []
    taken: set[str] = set()
    number = 0
    while len(people) < count:
        person = _person(dice("buyer", str(number)))
        marks = {person.full_name, person.email, person.phone_number}
        if taken.isdisjoint(marks):
            people.append(person)
            taken |= marks
        number += 1
    return people


def governorate(seed: str) -> str:
    """Choose a governorate by how many people live there."""
    return _home(dice("home", seed), {})


def address(seed: str, governorate_code: str) -> Address:
    """Give an address in a governorate, as its people write it.

    :raises KeyError: if there is no such governorate.
    """
    chance = dice("address", governorate_code, seed)
    towns = GOVERNORATES[governorate_code].towns
    # The first town is the largest and counts for two.
    town = chance.choice([towns[0], *towns])
    building, floor, apartment = _door(chance, town)
    return Address(
        label=chance.choice(["المنزل", "المنزل", "البيت", "الشغل", "بيت العيلة"]),
        governorate=governorate_code,
        city=town.name,
        city_en=town.name_en,
        street=_street(chance, town),
        building=building,
        floor=floor,
        apartment=apartment,
        landmark=_landmark(chance, town),
        latitude=_near(chance, town.latitude),
        longitude=_near(chance, town.longitude),
    )


def _person(chance: Random) -> Person:
    community = chance.choices(COMMUNITIES, [each.share for each in COMMUNITIES])[0]
    is_woman = chance.random() < 0.55
    given = chance.choice(community.women if is_woman else community.men)
    family = _family(chance, community, given)
    return Person(
        first_name=given[0],
        last_name=" ".join(arabic for arabic, _ in family),
        first_name_en=given[1],
        last_name_en=" ".join(latin for _, latin in family),
        is_woman=is_woman,
        email=_email(chance, given, family[-1]),
        phone_number=_phone(chance),
        governorate=_home(chance, community.homes),
    )


def _family(chance: Random, community: Community, given: Name) -> list[Name]:
    """The father's name and the family's, or one of them alone."""
    father = chance.choice([name for name in community.men if name != given])
    family = chance.choice([name for name in community.families if name not in (given, father)])
    if chance.random() < 0.55:
        return [father, family]
    return [family] if chance.random() < 0.8 else [father]


def _email(chance: Random, given: Name, family: Name) -> str:
    first, last = _plain(given[1]), _plain(family[1])
    number = chance.choice(["", "", str(chance.randint(1, 99)), str(chance.randint(1965, 2006))])
    shape = chance.choice(
        ["{first}.{last}{number}", "{first}_{last}{number}", "{first}.{last}{number}"]
    )
    return f"{shape.format(first=first, last=last, number=number)}@{DOMAIN}"


def _plain(latin: str) -> str:
    return "".join(letter for letter in latin.lower() if letter.isalpha())


def _phone(chance: Random) -> str:
    prefix = chance.choices(list(PREFIXES), list(PREFIXES.values()))[0]
    return f"+20{prefix}{chance.randrange(10**7, 10**8)}"


def _home(chance: Random, leaning: dict[str, float]) -> str:
    weights = leaning or {code: each.population for code, each in GOVERNORATES.items()}
    return chance.choices(list(weights), list(weights.values()))[0]


def _street(chance: Random, town: Town) -> str:
    if town.streets and chance.random() < 0.8:
        return chance.choice(town.streets)
    return chance.choice(LANES if town.is_village else STREETS)


def _door(chance: Random, town: Town) -> tuple[str, str, str]:
    """Building, floor and apartment; a village house has neither of the last two."""
    if town.is_village and chance.random() < 0.7:
        return f"منزل {chance.randint(1, 60)}", "", ""
    number = str(chance.randint(1, 180))
    building = chance.choice(
        [number, number, f"عمارة {number}", f"{number} أ", chance.choice(TOWERS)]
    )
    floor = chance.choice(["الأرضي", "الأول", "الثاني", "الثالث", "الرابع", "الخامس", "السابع"])
    return building, floor, str(chance.randint(1, 28))


def _landmark(chance: Random, town: Town) -> str:
    if chance.random() < 0.15:
        return ""
    return chance.choice(VILLAGE_SIGHTS if town.is_village else SIGHTS)


def _near(chance: Random, degrees: float) -> Decimal:
    """A place within some six hundred metres, to the sixth decimal."""
    return Decimal(round((degrees + chance.uniform(-0.006, 0.006)) * 10**6)).scaleb(-6)
