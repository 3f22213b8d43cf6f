"""Naming what facets count: the values that most pieces have, in the language asked for."""

from collections.abc import Mapping
from typing import Any

from custom_auth.models import Governorate, UserProfile
from products.finding import BANDS, Facets
from products.models import Attribute, Category

AT_MOST = 30


def labelled(facets: Facets, language: str) -> dict[str, list[dict[str, Any]]]:
    """Give the counts with their names. Four queries."""
    counts = facets.counts
    return {
        "category": _categories(counts["category"], language),
        "seller": _sellers(counts["seller"], language),
        "price": _bands(counts["price"]),
        **_attributes(counts, language),
        "governorate": _governorates(counts["governorate"], language),
        "min_rating": _stars(counts["min_rating"]),
        "in_stock": [
            {"value": value, "count": counts["in_stock"][value]}
            for value in (True, False)
            if value in counts["in_stock"]
        ],
    }


def _commonest(counts: Mapping[Any, int]) -> list[tuple[Any, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], str(pair[0])))[:AT_MOST]


def _named(names: Mapping[Any, tuple[str, str]], value: Any, language: str) -> str:
    name, name_en = names.get(value, (str(value), ""))
    return (name_en if language == "en" else "") or name


def _rows(
    counts: Mapping[Any, int], names: Mapping[Any, tuple[str, str]], language: str
) -> list[dict[str, Any]]:
    return [
        {"value": value, "label": _named(names, value, language), "count": count}
        for value, count in _commonest(counts)
        if value in names
    ]


def _categories(counts: Mapping[int, int], language: str) -> list[dict[str, Any]]:
    """Count each category with what is below it."""
    totals: dict[int, int] = {}
    names: dict[int, tuple[str, str]] = {}
    for pk, name, name_en, path in Category.objects.values_list("pk", "name", "name_en", "path"):
        names[pk] = (name, name_en)
        for above in path if pk in counts else ():
            totals[above] = totals.get(above, 0) + counts[pk]
    return _rows(totals, names, language)


def _sellers(counts: Mapping[int, int], language: str) -> list[dict[str, Any]]:
    most = dict(_commonest(counts))
    profiles = UserProfile.objects.filter(user__in=most)
    names = {
        pk: (name or "", name_en or "")
        for pk, name, name_en in profiles.values_list("user_id", "display_name", "display_name_en")
    }
    return _rows(most, names, language)


def _attributes(
    counts: Mapping[str, Mapping[str, int]], language: str
) -> dict[str, list[dict[str, Any]]]:
    known = Attribute.objects.filter(code__in=["material", "colour"])
    choices = {attribute.code: attribute.choices for attribute in known}
    found = {}
    for code in ("material", "colour"):
        names = {value: (value, "") for value in counts[code]}
        for choice in choices.get(code, ()):
            names[choice["value"]] = (choice["value"], choice.get("value_en") or "")
        found[code] = _rows(counts[code], names, language)
    return found


def _governorates(counts: Mapping[str, int], language: str) -> list[dict[str, Any]]:
    rows = Governorate.objects.filter(pk__in=counts).values_list("pk", "name", "name_en")
    return _rows(counts, {pk: (name, name_en) for pk, name, name_en in rows}, language)


def _bands(counts: Mapping[int, int]) -> list[dict[str, Any]]:
    edges = [0, *BANDS]
    return [
        {
            "min_price": f"{edges[band]}.00",
            "max_price": f"{edges[band + 1] - 1}.99" if band < len(BANDS) else None,
            "count": counts[band],
        }
        for band in sorted(counts)
    ]


def _stars(counts: Mapping[int, int]) -> list[dict[str, Any]]:
    """Count who is rated so well at the least."""
    totals = {
        least: sum(n for stars, n in counts.items() if stars >= least) for least in (4, 3, 2, 1)
    }
    return [{"value": least, "count": count} for least, count in totals.items() if count]
