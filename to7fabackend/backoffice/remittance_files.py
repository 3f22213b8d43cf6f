"""Reading carriers' files of cash: CSV or XLSX, columns by their headings, digits of either script.

What cannot be read is named line by line: a line that was passed over would be money that nobody misses.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from xml.etree import ElementTree

from django.utils.translation import gettext as _

from core.money import LARGEST, WRITTEN, ZERO
from core.text import western_digits
from orders.actions.shipping import Collected

MOST_BYTES, MOST_UNPACKED, MOST_LINES, MOST_COLUMNS = 2_000_000, 20_000_000, 5000, 60
MOST_FAULTS = 20
# As carriers and people head them, without spaces, dots and case.
TRACKING = {
    "trackingnumber", "tracking", "trackingno", "awb", "airwaybill", "waybill", "shipment",
    "shipmentnumber", "رقمالتتبع", "التتبع", "رقمالشحنة", "الشحنة", "رقمالبوليصة", "البوليصة",
}  # fmt: skip
AMOUNT = {
    "cod", "codamount", "amount", "collected", "collectedamount", "cash", "cashcollected", "total",
    "المبلغ", "مبلغالتحصيل", "قيمةالتحصيل", "المحصل", "المبلغالمحصل", "التحصيل", "القيمة",
}  # fmt: skip
CURRENCY = re.compile(r"\b(?:EGP|LE|L\.E\.?)(?!\w)|جنيه|ج\.?م\.?", re.IGNORECASE)
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


class Unreadable(Exception):
    """What is wrong with a file, in words for the person who chose it."""

    def __init__(self, *faults: str) -> None:
        super().__init__(*faults)
        self.faults = list(faults)


@dataclass(frozen=True)
class Line:
    """A line of a file, and which one it is there."""

    number: int
    cells: list[str]


def collected(raw: bytes) -> list[Collected]:
    """Read a file.

    :raises Unreadable: if it is none, or any of its lines has no tracking number or no amount.
    """
    if len(raw) > MOST_BYTES:
        raise Unreadable(_("The file is too large."))
    lines = [line for line in _lines(raw) if any(cell.strip() for cell in line.cells)]
    if len(lines) > MOST_LINES:
        raise Unreadable(_("The file has too many lines."))
    if not lines:
        raise Unreadable(_("The file has no lines."))
    tracking, amount, rows = _columns(lines)
    found, faults = [], []
    for line in rows:
        try:
            found.append(_read(line, tracking, amount))
        except Unreadable as fault:
            faults += fault.faults
    if faults:
        left_out = len(faults) - MOST_FAULTS
        more = [_("… and %(count)s more.") % {"count": left_out}] if left_out > 0 else []
        raise Unreadable(*faults[:MOST_FAULTS], *more)
    if not found:
        raise Unreadable(_("The file has no lines."))
    return found


def _columns(lines: Sequence[Line]) -> tuple[int, int, Sequence[Line]]:
    """Give which columns hold number and amount, and the lines below their headings.

    Carriers put their name and the date above them. Without headings they are the first two columns.
    """
    for place, line in enumerate(lines[:20]):
        names = [_bare(cell) for cell in line.cells]
        tracking = next((at for at, name in enumerate(names) if name in TRACKING), None)
        amount = next((at for at, name in enumerate(names) if name in AMOUNT), None)
        if tracking is not None and amount is not None:
            return tracking, amount, lines[place + 1 :]
    is_heading = not any(map(str.isdigit, "".join(lines[0].cells)))
    return 0, 1, lines[1:] if is_heading else lines


def _bare(heading: str) -> str:
    return re.sub(r"[\W_]", "", CURRENCY.sub("", heading)).lower()


def _read(line: Line, tracking: int, amount: int) -> Collected:
    cells = [*line.cells, *[""] * (max(tracking, amount) + 1)]
    number = western_digits(cells[tracking]).strip().removesuffix(".0")
    written = CURRENCY.sub("", western_digits(cells[amount])).replace(",", "").strip()
    where = {"line": line.number}
    if not number:
        raise Unreadable(_("Line %(line)s has no tracking number.") % where)
    if len(number) > 60:
        raise Unreadable(_("Line %(line)s: the tracking number is too long.") % where)
    try:
        value = Decimal(written) if WRITTEN.fullmatch(written) else None
    except InvalidOperation:
        value = None
    if value is None:
        raise Unreadable(
            _("Line %(line)s: “%(text)s” is no amount.") % {**where, "text": cells[amount][:40]}
        )
    if not ZERO < value <= LARGEST:
        raise Unreadable(_("Line %(line)s: the amount is out of bounds.") % where)
    return Collected(number, value)


# --- the two kinds of file ----------------------------------------------------------------------
def _lines(raw: bytes) -> Iterator[Line]:
    yield from _of_workbook(raw) if raw.startswith(b"PK") else _of_text(raw)


def _of_text(raw: bytes) -> Iterator[Line]:
    text = _decoded(raw)
    if "\x00" in text:
        raise Unreadable(_("The file is neither CSV nor XLSX."))
    head = text[:2000]
    separator = max(",;\t", key=head.count)
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text), delimiter=separator), 1):
            yield Line(number, cells[:MOST_COLUMNS])
    except csv.Error as error:
        raise Unreadable(_("The file is neither CSV nor XLSX.")) from error


def _decoded(raw: bytes) -> str:
    """Read text in UTF-8, or as Arabic spreadsheets of old write it."""
    for encoding in ("utf-8-sig", "cp1256"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable(_("The file is neither CSV nor XLSX."))


def _of_workbook(raw: bytes) -> Iterator[Line]:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > MOST_UNPACKED:
                raise Unreadable(_("The file is too large."))
            names = set(packed.namelist())
            sheet = min(
                (n for n in names if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", n)),
                key=lambda name: (len(name), name),
            )
            shared = (
                _shared(_tree(packed.read("xl/sharedStrings.xml")))
                if "xl/sharedStrings.xml" in names
                else []
            )
            yield from _rows(_tree(packed.read(sheet)), shared)
    except (zipfile.BadZipFile, ElementTree.ParseError, ValueError, KeyError, IndexError) as error:
        raise Unreadable(_("The file is neither CSV nor XLSX.")) from error


def _tree(xml: bytes) -> ElementTree.Element:
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise ValueError("no spreadsheet has a document type")
    return ElementTree.fromstring(xml)  # noqa: S314 - see above


def _shared(tree: ElementTree.Element) -> list[str]:
    return ["".join(part.text or "" for part in one.iter(f"{SHEET}t")) for one in tree]


def _rows(tree: ElementTree.Element, shared: Sequence[str]) -> Iterator[Line]:
    for place, row in enumerate(tree.iter(f"{SHEET}row"), 1):
        cells: list[str] = []
        for cell in row.iter(f"{SHEET}c"):
            at = _column(cell.get("r") or "") if cell.get("r") else len(cells)
            if at >= MOST_COLUMNS:
                break
            cells += [""] * (at - len(cells))
            cells.append(_value(cell, shared))
        yield Line(int(row.get("r") or place), cells)


def _column(reference: str) -> int:
    letters = re.match(r"[A-Z]{1,3}", reference)
    if letters is None:
        raise ValueError("no reference of a cell")
    place = 0
    for letter in letters.group():
        place = place * 26 + ord(letter) - 64
    return place - 1


def _value(cell: ElementTree.Element, shared: Sequence[str]) -> str:
    if cell.get("t") == "inlineStr":
        return "".join(part.text or "" for part in cell.iter(f"{SHEET}t"))
    held = cell.find(f"{SHEET}v")
    text = "" if held is None else held.text or ""
    if cell.get("t") == "s":
        return shared[int(text)]
    return _plain(text) if cell.get("t") in {None, "n"} else text


def _plain(number: str) -> str:
    """Write a number as people do: a workbook has 165 as 165.0 or 1.65E2, and 0.1 + 0.2 in full."""
    try:
        value = Decimal(number)
    except InvalidOperation:
        return number
    if value == value.to_integral_value():
        return f"{value:.0f}"
    return f"{value.quantize(Decimal('0.01'))}" if abs(value) < LARGEST else number
