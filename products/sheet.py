"""A table of pieces: its columns, headed in Arabic or English, and what a row of it says of a piece."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import prod
from typing import Any

from django.utils.translation import gettext as _

from core.tables import Row
from core.text import western_digits
from products import rules

MOST_ROWS = 1000
YES = {"نعم", "اه", "أيوه", "1", "yes", "true", "y", "x"}
NO = {"لا", "0", "no", "false", "n"}
SEVERAL = re.compile(r"[|؛;\n]")
ATTRIBUTE = re.compile(r"(?:خاصية|attribute)\s*:\s*([-\w]+)", re.IGNORECASE)


class Unclear(ValueError):
    """A cell that cannot be understood; the message is for people."""


def a_text(cell: str) -> Any:
    return cell


def a_truth(cell: str) -> Any:
    word = western_digits(cell).lower()
    if word in YES | NO:
        return word in YES
    raise Unclear(_("Write yes or no."))


def an_amount(cell: str) -> Any:
    """Read a price as people write it: without the pound's sign, with separated thousands."""
    return re.sub(r"(?<=\d),(?=\d{3}\b)", "", western_digits(cell)).replace("ج.م", "").strip(" .")


def some_options(cell: str) -> Any:
    """Read ``المقاس: صغير، كبير | اللون: أزرق`` as what one can choose."""
    options = []
    for part in map(str.strip, SEVERAL.split(cell)):
        name, colon, values = part.partition(":")
        chosen = [value.strip() for value in re.split("[،,]", values) if value.strip()]
        if not colon or not chosen:
            raise Unclear(_("Write options as: Size: small, large | Colour: blue."))
        options.append({"name": name.strip(), "values": [{"value": value} for value in chosen]})
    return options


def some_names(cell: str) -> Any:
    return [name for part in SEVERAL.split(cell) if (name := part.strip())]


@dataclass(frozen=True)
class Column:
    """``name`` is the English heading and, for most, the field of the API that it fills."""

    name: str
    arabic: str
    explains: str
    read: Callable[[str], Any] = a_text
    is_needed: bool = False
    is_long: bool = False


COLUMNS = (
    Column("sku", "الكود", "كود القطعة عندك. يُصنع واحد إن تُرك فارغًا."),
    Column("name", "الاسم", "اسم القطعة بالعربية.", is_needed=True),
    Column("name_en", "الاسم بالإنجليزية", "اختياري."),
    Column("description", "الوصف", "ما هي القطعة.", is_needed=True, is_long=True),
    Column("description_en", "الوصف بالإنجليزية", "اختياري.", is_long=True),
    Column("category", "القسم", "اسم القسم أو رقمه؛ القائمة في ورقة «الأقسام».", is_needed=True),
    Column("price", "السعر", "بالجنيه، مثل 149.50.", an_amount, is_needed=True),
    Column("stock", "المخزون", "كم قطعة موجودة؛ ومن كل اختيار إن كان للقطعة اختيارات."),
    Column("low_stock_at", "حد التنبيه", "ننبهك حين يصل المخزون إليه."),
    Column("options", "الاختيارات", "مثل: المقاس: صغير، كبير | اللون: أزرق، أحمر", some_options),
    Column("weight_grams", "الوزن بالجرام", "رقم صحيح."),
    Column("made_to_order", "يصنع عند الطلب", "نعم أو لا.", a_truth),
    Column("lead_time_days", "أيام التجهيز", "من 0 إلى 180."),
    Column("one_of_a_kind", "قطعة وحيدة", "نعم أو لا.", a_truth),
    Column("story", "الحكاية", "كيف صُنعت.", is_long=True),
    Column("story_en", "الحكاية بالإنجليزية", "اختياري.", is_long=True),
    Column("place", "مكان الصنع", "مثل: الفسطاط."),
    Column("materials", "الخامات", "مثل: طين أسواني وطلاء زجاجي."),
    Column("hours", "ساعات العمل", "رقم صحيح."),
    Column("is_draft", "مسودة", "نعم: تبقى عندك حتى تقدمها بنفسك.", a_truth),
    Column(
        "pictures",
        "الصور",
        "أسماء الملفات في ملف ZIP، بينها |، والأولى هي صورة القائمة.",
        some_names,
    ),
)
PROVENANCE = frozenset({"place", "materials", "hours"})
# Letters that people write one for the other.
ALIKE = str.maketrans("أإآةى", "ااا\u0647\u064a")


@dataclass(frozen=True)
class Record:
    """One row: its line in the file, and its cells by column; ``attributes`` by their codes."""

    number: int
    cells: Mapping[str, str]
    attributes: Mapping[str, str]


@dataclass(frozen=True)
class Problem:
    column: str
    code: str
    message: str

    def shown(self) -> dict[str, str]:
        return {"column": self.column, "code": self.code, "message": self.message}


@dataclass
class Said:
    """What a record says of a piece, in the shape the API takes, and what of it was not clear."""

    fields: dict[str, Any] = field(default_factory=dict)
    pictures: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def heading(text: str) -> str:
    return re.sub(r"[\s*_]+", "_", text.strip().lower().translate(ALIKE)).strip("_")


HEADINGS = {heading(text): column for column in COLUMNS for text in (column.name, column.arabic)}


class UnknownHeadings(ValueError):
    """The first row is no row of headings, or names columns that there are not."""


def records(rows: Sequence[Row]) -> list[Record]:
    """Find the columns by the first row, and give the rows below it.

    :raises UnknownHeadings: naming what is not known, twice there, or missing.
    """
    if not rows:
        raise UnknownHeadings(_("The table is empty."))
    columns, codes = _columns(rows[0].cells)
    below = rows[1:]
    # The template heads its columns twice, in Arabic and in English below.
    if below and all(heading(cell) in HEADINGS for cell in below[0].cells if cell):
        below = below[1:]
    return [
        Record(
            number,
            {name: cells[at] for at, name in columns.items() if at < len(cells) and cells[at]},
            {code: cells[at] for at, code in codes.items() if at < len(cells) and cells[at]},
        )
        for number, cells in below
    ]


def _columns(heads: Sequence[str]) -> tuple[dict[int, str], dict[int, str]]:
    columns: dict[int, str] = {}
    codes: dict[int, str] = {}
    unknown = []
    for at, text in enumerate(heads):
        attribute = ATTRIBUTE.fullmatch(text.strip())
        column = HEADINGS.get(heading(text))
        if attribute:
            codes[at] = attribute[1]
        elif column is not None and column.name not in columns.values():
            columns[at] = column.name
        elif text:
            unknown.append(text[:60])
    missing = [c.arabic for c in COLUMNS if c.is_needed and c.name not in columns.values()]
    if "sku" in columns.values() and not unknown:
        missing = []  # rows that only change pieces need no more than what changes
    if unknown or missing:
        raise UnknownHeadings(
            _("Unknown or repeated columns: %(unknown)s. Missing columns: %(missing)s.")
            % {"unknown": "، ".join(unknown) or "–", "missing": "، ".join(missing) or "–"}
        )
    return columns, codes


def said(record: Record, *, categories: Mapping[str, int], kinds: Mapping[str, str]) -> Said:
    """Read a record's cells; ``categories`` gives ids by name, ``kinds`` an attribute's kind by code."""
    told = Said()
    for column in COLUMNS:
        if column.name not in record.cells:
            continue
        try:
            value = column.read(record.cells[column.name])
        except Unclear as unclear:
            told.problems.append(Problem(column.arabic, "unclear", str(unclear)))
            continue
        if column.name == "pictures":
            told.pictures = value
        elif column.name in PROVENANCE:
            told.fields.setdefault("provenance", {})[column.name] = value
        elif column.name == "category":
            told.fields["category"] = categories.get(name_key(value), value)
        else:
            told.fields[column.name] = value
    if record.attributes:
        told.fields["attributes"] = {
            code: _attribute(cell, kinds.get(code, "text"))
            for code, cell in record.attributes.items()
        }
    _spread_stock(told)
    return told


def name_key(name: str) -> str:
    return " ".join(name.split()).casefold()


def _attribute(cell: str, kind: str) -> Any:
    if kind == "choices":
        return [name for part in re.split("[|؛;،]", cell) if (name := part.strip())]
    if kind == "number":
        try:
            return float(western_digits(cell))
        except ValueError:
            return cell  # refused by the rule for attributes, which says so
    return cell


def _spread_stock(told: Said) -> None:
    """Let the stock of a piece with options be that of each of its variants."""
    options = told.fields.get("options")
    if not options or "stock" not in told.fields:
        return
    if prod(len(option["values"]) for option in options) > rules.MOST_VARIANTS:
        message = _("There are more than %(most)s combinations.") % {"most": rules.MOST_VARIANTS}
        told.problems.append(Problem("الاختيارات", "too_many", message))
        return
    stock = told.fields.pop("stock")
    told.fields["variants"] = [
        {"choices": choices, "stock": stock} for choices in rules.all_choices(options)
    ]


def column_of(field_name: str) -> str:
    """Give the Arabic heading of the column that fills a field such as ``provenance.hours``."""
    parts = field_name.split(".")
    for part in (parts[-1], parts[0]):
        for column in COLUMNS:
            if column.name == part:
                return column.arabic
    return {"variants": "المخزون", "attributes": "الخصائص"}.get(parts[0], field_name)
