"""The goods of the demo: read from the catalogue file, with what a file of goods does not say."""

import json
import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from to7fabackend.demo.chance import dice

SOURCE = Path(__file__).parent / "catalogue.jsonl"

# The roots of the tree, each with the catalogue's categories below it.
TREE: dict[tuple[str, str], list[str]] = {
    ("البيت", "Home"): ["pottery", "metal", "lighting", "glass", "textiles", "rugs", "basketry"],
    ("خشب وحجر", "Wood and Stone"): ["wood", "inlay", "stone"],
    ("أزياء وحلي", "Fashion and Jewellery"): ["jewelry", "clothing", "leather", "crochet"],
    ("فنون", "Arts"): ["khayamiya", "calligraphy", "papyrus", "music"],
    ("عناية وهدايا", "Care and Gifts"): ["soap", "candles", "food", "toys"],
}
# Words of names and descriptions by which a material is known.
MATERIALS: dict[str, tuple[str, ...]] = {
    "فخار": ("فخار",),
    "خزف": ("خزف", "سيراميك"),
    "نحاس": ("نحاس",),
    "فضة": ("فضة", "فضه"),
    "خشب": ("خشب", "زان", "جوز"),
    "صدف": ("صدف",),
    "جلد": ("جلد",),
    "قطن": ("قطن", "خيامية"),
    "كتان": ("كتان",),
    "صوف": ("صوف", "كليم"),
    "حرير": ("حرير",),
    "زجاج": ("زجاج",),
    "ألباستر": ("ألباستر", "الباستر", "مرمر"),
    "خوص": ("خوص", "جريد", "سعف"),
    "بردي": ("بردي",),
    "ورق": ("ورق",),
    "شمع": ("شمع",),
    "زيت طبيعي": ("زيت", "صابون"),
}
MATERIALS_EN = {
    "فخار": "Clay",
    "خزف": "Ceramic",
    "نحاس": "Copper",
    "فضة": "Silver",
    "خشب": "Wood",
    "صدف": "Mother-of-pearl",
    "جلد": "Leather",
    "قطن": "Cotton",
    "كتان": "Linen",
    "صوف": "Wool",
    "حرير": "Silk",
    "زجاج": "Glass",
    "ألباستر": "Alabaster",
    "خوص": "Palm leaf",
    "بردي": "Papyrus",
    "ورق": "Paper",
    "شمع": "Wax",
    "زيت طبيعي": "Natural oil",
}
COLOURS_EN = {
    "أبيض": "White",
    "أحمر": "Red",
    "أخضر": "Green",
    "أزرق": "Blue",
    "أسود": "Black",
    "أصفر": "Yellow",
    "برتقالي": "Orange",
    "بنفسجي": "Purple",
    "بني": "Brown",
    "بيج": "Beige",
    "تركواز": "Turquoise",
    "ذهبي": "Gold",
    "رمادي": "Grey",
    "زيتي": "Olive",
    "عسلي": "Honey",
    "فضي": "Silver",
    "كحلي": "Navy",
    "نبيتي": "Maroon",
    "وردي": "Pink",
    "متعدد الألوان": "Multicoloured",
}
SIZES = [("S", "S"), ("M", "M"), ("L", "L"), ("XL", "XL")]
LEATHERS = [("بني", "Brown"), ("عسلي", "Honey"), ("أسود", "Black")]
YARNS = [("أبيض", "White"), ("وردي", "Pink"), ("أزرق", "Blue")]


@dataclass(frozen=True)
class Goods:
    """One product of the catalogue."""

    sku: str
    name: str
    name_en: str
    description: str
    category: str
    category_name: str
    category_name_en: str
    store: str
    price: Decimal
    colour: str | None
    size: str | None
    sales: int
    rating: float
    in_stock: bool
    options: list[dict[str, Any]]
    attributes: dict[str, Any]
    stock: int
    made_to_order: bool
    lead_days: int
    one_of_a_kind: bool
    grams: int
    personalisation: list[dict[str, Any]]


@cache
def goods() -> list[Goods]:
    """Read the catalogue; the same every time."""
    with SOURCE.open(encoding="utf-8") as lines:
        return [_goods(json.loads(line)) for line in lines]


def _goods(row: dict[str, Any]) -> Goods:
    chance = dice("goods", row["sku"])
    text = f"{row['name_ar']} {row['description_ar']}"
    is_unique = row["category"] in {"calligraphy", "papyrus"} and chance.random() < 0.3
    made_to_order = (
        row["category"] in {"wood", "inlay", "khayamiya", "rugs"} and chance.random() < 0.3
    )
    stock = 1 if is_unique else chance.randint(3, 40)
    return Goods(
        sku=row["sku"],
        name=row["name_ar"],
        name_en=row["name_en"] or "",
        description=row["description_ar"],
        category=row["category"],
        category_name=row["category_ar"],
        category_name_en=row["category_en"],
        store=row["store_ar"],
        price=Decimal(row["price"]).quantize(Decimal("0.01")),
        colour=row["color_ar"],
        size=row["size"],
        sales=row["sales_90d"],
        rating=row["rating"],
        in_stock=row["in_stock"],
        options=[] if is_unique else _options(row["category"], chance),
        attributes=_attributes(text, row),
        stock=stock if row["in_stock"] else 0,
        made_to_order=made_to_order,
        lead_days=chance.choice([7, 10, 14, 21]) if made_to_order else chance.choice([0, 1, 1, 2]),
        one_of_a_kind=is_unique,
        grams=chance.choice([150, 300, 500, 800, 1200, 2500]),
        personalisation=_personalisation(row["category"], chance),
    )


def _options(category: str, chance: Random) -> list[dict[str, Any]]:
    kinds = {
        "clothing": ("المقاس", "Size", SIZES),
        "leather": ("اللون", "Colour", LEATHERS),
        "crochet": ("اللون", "Colour", YARNS),
    }
    if category not in kinds or chance.random() < 0.35:
        return []
    name, name_en, values = kinds[category]
    return [
        {
            "name": name,
            "name_en": name_en,
            "values": [{"value": value, "value_en": english} for value, english in values],
        }
    ]


def _says(text: str, word: str) -> bool:
    """Tell whether a text has a word, whatever is written together with it; زجاجي is no glass."""
    return re.search(rf"(?<!\w)(?:و|ب|ل)?(?:ال)?{word}(?!\w)", text) is not None


def _attributes(text: str, row: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    # Of what it is made stands in the name or the first sentence; later ones praise it beside others.
    begin = text.split(".", 1)[0]
    materials = [m for m, words in MATERIALS.items() if any(_says(begin, word) for word in words)]
    if materials:
        found["material"] = materials[:3]
    if row["color_ar"]:
        found["colour"] = row["color_ar"]
    if row["size"]:
        found["size"] = row["size"]
    return found


def _personalisation(category: str, chance: Random) -> list[dict[str, Any]]:
    if category not in {"leather", "jewelry", "calligraphy", "candles"} or chance.random() < 0.6:
        return []
    return [
        {
            "code": "name",
            "label": "الاسم المطلوب حفره أو كتابته",
            "label_en": "The name to engrave or write",
            "max_length": 20,
            "is_required": False,
        }
    ]
