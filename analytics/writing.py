"""Reports as files: for programs, and for spreadsheets and paper in the language of who asks."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import IO, Any

import orjson
import typst
import xlsxwriter
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language

from analytics import rules
from analytics.reporting import Column, Report, Row
from analytics.rules import Period
from core.spreadsheets import safe_cell

# By this a spreadsheet knows that the text is UTF-8.
BOM = "\ufeff"
CONTENT_TYPES = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}
HERE = Path(__file__).parent
PAPERS = HERE / "papers"
FONTS = HERE.parent / "core" / "fonts"
Counted = Callable[[Iterable[Row]], Iterable[Row]]


def as_it_is(rows: Iterable[Row]) -> Iterable[Row]:
    return rows


def write(
    report: Report,
    period: Period,
    file_format: str,
    file: IO[bytes],
    *,
    counted: Counted = as_it_is,
) -> None:
    """Write a report in the active language; ``counted`` sees the rows go by."""
    WRITERS[file_format](report, counted(report.rows(period)), period, file)


def plain(kind: str, value: Any) -> Any:
    """Give a value as JSON has it: money and shares as text, days in ISO 8601."""
    if value is None:
        return None
    if kind == "money":
        return f"{value:.2f}"
    if kind == "share":
        return f"{value:.4f}"
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, int) and kind == "count" else str(value)


def head(report: Report, period: Period) -> dict[str, Any]:
    return {
        "title": str(report.title),
        "period": {"from": period.first.isoformat(), "to": period.last.isoformat()},
        "columns": [
            {"name": column.name, "title": str(column.title), "kind": column.kind}
            for column in report.columns
        ],
    }


def objects(report: Report, rows: Iterable[Row]) -> Iterator[dict[str, Any]]:
    """Give rows as JSON has them, by the names of their columns."""
    columns = report.columns
    for row in rows:
        yield {
            column.name: plain(column.kind, value)
            for column, value in zip(columns, row, strict=True)
        }


def _json(report: Report, rows: Iterable[Row], period: Period, file: IO[bytes]) -> None:
    file.write(orjson.dumps(head(report, period))[:-1] + b',"rows":[')
    for number, row in enumerate(objects(report, rows)):
        file.write((b"," if number else b"") + orjson.dumps(row))
    file.write(b"]}")


def for_people(report: Report, rows: Iterable[Row]) -> tuple[list[Column], Iterator[Row]]:
    """Give the columns without codes, and the rows as they come with these columns alone."""
    places = [place for place, column in enumerate(report.columns) if not column.is_code]
    shown = [report.columns[place] for place in places]
    return shown, ([row[place] for place in places] for row in rows)


def _csv(report: Report, rows: Iterable[Row], period: Period, file: IO[bytes]) -> None:
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    text.write(BOM)
    lines = csv.writer(text)
    columns, rows = for_people(report, rows)
    lines.writerow([safe_cell(str(column.title)) for column in columns])
    # A negative amount begins with a minus and is no formula.
    kinds = [column.kind for column in columns]
    is_text = [kind in {"text", "day"} for kind in kinds]
    for row in rows:
        cells = map(plain, kinds, row)
        lines.writerow(
            [safe_cell(one) if text else one for one, text in zip(cells, is_text, strict=True)]
        )
    text.detach()


FORMATS_OF_CELLS = {
    "money": "#,##0.00",
    "share": "0.00%",
    "count": "#,##0",
    "day": "yyyy-mm-dd",
    "text": "@",
}
WIDTH = 18


def _xlsx(report: Report, rows: Iterable[Row], period: Period, file: IO[bytes]) -> None:
    # Each row is written out as it comes, so that the length of a report costs no memory.
    book = xlsxwriter.Workbook(file, {"constant_memory": True, "in_memory": False})
    sheet = book.add_worksheet()
    if get_language() == "ar":
        sheet.right_to_left()
    bold = book.add_format({"bold": True, "bottom": 1})
    formats = {kind: book.add_format({"num_format": f}) for kind, f in FORMATS_OF_CELLS.items()}
    columns, rows = for_people(report, rows)
    sheet.set_column(0, len(columns) - 1, WIDTH)
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(columns):
        sheet.write_string(0, place, str(column.title), bold)
    for line, row in enumerate(rows, 1):
        for place, (column, value) in enumerate(zip(columns, row, strict=True)):
            _put(sheet, line, place, value, formats[column.kind])
    book.close()


def _put(sheet: Any, line: int, place: int, value: Any, look: Any) -> None:
    """Write a cell by its kind; a text is written as a text, so that none is taken for a formula."""
    if value is None:
        return
    if isinstance(value, date):
        sheet.write_datetime(line, place, value, look)
    elif isinstance(value, Decimal | int) and not isinstance(value, bool):
        sheet.write_number(line, place, value, look)
    elif isinstance(value, str | Promise):
        sheet.write_string(line, place, str(value), look)
    else:
        raise TypeError(f"a cell of {type(value).__name__}")


def _pdf(report: Report, rows: Iterable[Row], period: Period, file: IO[bytes]) -> None:
    columns, rows = for_people(report, rows)
    read = list(rows)
    told = {
        "language": get_language() or "ar",
        "title": str(report.title),
        "first": period.first.isoformat(),
        "last": period.last.isoformat(),
        "made": rules.day_of(timezone.now()).isoformat(),
        "columns": [{"title": str(one.title), "kind": one.kind} for one in columns],
        "rows": [
            [written(one.kind, value) for one, value in zip(columns, row, strict=True)]
            for row in read
        ],
        "totals": totals(report, columns, read),
    }
    made = typst.compile(
        PAPERS / "report.typ",
        root=PAPERS,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"report": orjson.dumps(told).decode()},
    )
    file.write(made)


def totals(report: Report, columns: Sequence[Column], rows: Sequence[Row]) -> list[str]:
    """Write the sums below the columns that have one, and nothing below the others.

    They stand on paper alone: in a table that is read by a spreadsheet or a program they would be one
    row more to be added up.
    """
    if not report.summed or not rows:
        return []
    return [
        written(column.kind, sum(row[place] for row in rows))
        if column.name in report.summed
        else ""
        for place, column in enumerate(columns)
    ]


def written(kind: str, value: Any) -> str:
    """Write a value for people."""
    if value is None:
        return "–"
    if kind == "money":
        return f"{value:,.2f}"
    if kind == "share":
        return f"{value * 100:.1f}%"
    return f"{value:,}" if kind == "count" else str(plain(kind, value))


WRITERS: dict[str, Callable[[Report, Iterable[Row], Period, IO[bytes]], None]] = {
    "json": _json,
    "csv": _csv,
    "xlsx": _xlsx,
    "pdf": _pdf,
}
