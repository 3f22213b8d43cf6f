"""Tables from strangers: the first sheet of an XLSX, or a CSV however a spreadsheet has written it.

An XLSX is read as what it is, a ZIP of XML, and only as far as its cells: no formula is computed, no
link followed, no style read. That keeps what a stranger can make us do to two well-known parsers.
"""

import csv
import io
import itertools
import re
from collections.abc import Iterator
from typing import IO, NamedTuple
from xml.etree import ElementTree  # declarations are refused below, and with them what is dangerous

from core.archives import Archive, BadArchive, opened

MOST_FILES, MOST_BYTES = 200, 64 * 1024 * 1024
MOST_COLUMNS = 80
# The last row of a sheet, as Excel numbers them.
LAST_ROW = 1_048_576
LONGEST_CELL = 20_000
DELIMITERS = ",;\t"
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LINKS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
CELL = re.compile(r"([A-Z]{1,3})[1-9]\d{0,6}")


class BadTable(Exception):
    """A file that is no table we can read."""


class Row(NamedTuple):
    """``number`` is what a spreadsheet shows beside the row."""

    number: int
    cells: list[str]


def rows_of(file: IO[bytes], *, most_rows: int) -> list[Row]:
    """Read the rows of a table as texts; empty rows are left out, cells have no blanks around them.

    :raises BadTable: if it is neither XLSX nor CSV, or is larger than a table may be.
    """
    file.seek(0)
    beginning = file.read(4)
    file.seek(0)
    rows = _of_xlsx(file) if beginning == b"PK\x03\x04" else _of_csv(file.read())
    read: list[Row] = []
    for number, row in rows:
        cells = [cell.strip() for cell in row]
        if not any(cells):
            continue
        if len(read) == most_rows:
            raise BadTable("too many rows")
        if len(cells) > MOST_COLUMNS or any(len(cell) > LONGEST_CELL for cell in cells):
            raise BadTable("too wide")
        read.append(Row(number, cells))
    return read


def _of_csv(content: bytes) -> Iterator[tuple[int, list[str]]]:
    text = _decoded(content)
    head = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=head.count)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        yield from enumerate(reader, 1)
    except csv.Error as error:
        raise BadTable("not a CSV") from error


def _decoded(content: bytes) -> str:
    """Read text in UTF-8, or as an Excel in Arabic saves what it calls plain CSV."""
    if b"\0" in content:
        raise BadTable("not a text")
    for encoding in ("utf-8-sig", "cp1256"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadTable("not a text")


def _of_xlsx(file: IO[bytes]) -> Iterator[tuple[int, list[str]]]:
    try:
        # A workbook is text, which shrinks well: its bound is the size, not the ratio.
        book = opened(file, most_files=MOST_FILES, most_bytes=MOST_BYTES, by_path=True, ratio=1000)
        shared = _shared_texts(book)
        yield from _cells(book, _first_sheet(book), shared)
    except (BadArchive, ElementTree.ParseError, KeyError, IndexError, ValueError) as error:
        raise BadTable("not an XLSX") from error


def _elements(book: Archive, name: str, *tags: str) -> Iterator[ElementTree.Element]:
    """Give the elements named ``tags`` one by one as they end, and let go of each.

    :raises BadArchive: if the part brings declarations of its own; Excel's never do.
    """
    part = book.read(name)
    if b"<!" in part.read().replace(b"<!--", b"").replace(b"<![CDATA[", b""):
        raise BadArchive("declarations")
    part.seek(0)
    for _event, element in ElementTree.iterparse(part):  # noqa: S314 - without declarations
        if element.tag in tags:
            yield element
            element.clear()


def _first_sheet(book: Archive) -> str:
    first = next(_elements(book, "xl/workbook.xml", f"{MAIN}sheet"), None)
    if first is None:
        raise BadTable("no sheet")
    sheet = first.get(f"{LINKS}id")
    targets = {
        link.get("Id"): str(link.get("Target"))
        for link in _elements(book, "xl/_rels/workbook.xml.rels", f"{PACKAGE}Relationship")
    }
    target = targets[sheet]
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def _shared_texts(book: Archive) -> list[str]:
    if "xl/sharedstrings.xml" not in book.names:
        return []
    return [_text(one) for one in _elements(book, "xl/sharedStrings.xml", f"{MAIN}si")]


def _text(element: ElementTree.Element) -> str:
    # Readings printed above a text (rPh) are not part of it.
    runs = [*element.findall(f"{MAIN}t"), *element.findall(f"{MAIN}r/{MAIN}t")]
    return "".join(run.text or "" for run in runs)


def _cells(book: Archive, sheet: str, shared: list[str]) -> Iterator[tuple[int, list[str]]]:
    number = 0
    for row in _elements(book, sheet, f"{MAIN}row"):
        cells: list[str] = []
        for cell in itertools.islice(row.findall(f"{MAIN}c"), MOST_COLUMNS + 1):
            place = _column(cell.get("r")) if cell.get("r") else len(cells)
            if not len(cells) <= place <= MOST_COLUMNS:
                raise BadTable("too wide")
            cells += [""] * (place - len(cells))
            cells.append(_value(cell, shared))
        above, number = number, int(row.get("r") or number + 1)
        if not above < number <= LAST_ROW:
            raise BadTable("rows out of order")
        yield number, cells


def _column(reference: str | None) -> int:
    """Give the place of a cell in its row: A1 is 0."""
    found = CELL.fullmatch(reference or "")
    if found is None:
        raise BadTable("not an XLSX")
    place = 0
    for letter in found[1]:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1


def _value(cell: ElementTree.Element, shared: list[str]) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        inline = cell.find(f"{MAIN}is")
        return "" if inline is None else _text(inline)
    value = cell.findtext(f"{MAIN}v") or ""
    if kind == "s":
        return shared[int(value)] if value else ""
    if kind == "n":
        return _number(value)
    return value


def _number(text: str) -> str:
    """Write a number as a person typed it: 149.5 may be stored as 149.50000000000003."""
    if not text:
        return ""
    shortest = repr(round(float(text), 9))
    return shortest.removesuffix(".0")
