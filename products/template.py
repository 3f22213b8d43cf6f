"""The empty table of pieces that sellers fill in, as a workbook or as a CSV."""

import csv
import io
from collections.abc import Sequence

import xlsxwriter

from core.spreadsheets import safe_cell
from products import sheet
from products.models import Category

EXAMPLE = {
    "sku": "FZ-01",
    "name": "فازة فخار زرقاء",
    "name_en": "Blue pottery vase",
    "description": "معمولة على الدولاب ومحروقة مرتين.",
    "price": "280.00",
    "stock": "3",
    "options": "المقاس: صغير، كبير",
    "weight_grams": "900",
    "place": "الفسطاط",
    "materials": "طين أسواني",
    "is_draft": "لا",
    "pictures": "vase-1.jpg | vase-2.jpg",
}


def as_csv() -> bytes:
    """Write the two rows of headings, as an Excel in Arabic opens them."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([column.arabic for column in sheet.COLUMNS])
    writer.writerow([column.name for column in sheet.COLUMNS])
    return ("\ufeff" + text.getvalue()).encode()


def as_xlsx() -> bytes:
    """Write the workbook: the table, what its columns mean with an example, and the categories."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    _table(book)
    _explanations(book)
    names = _categories()
    _list(book, "الأقسام", [("القسم", "الرقم"), *names])
    book.close()
    return file.getvalue()


def _table(book: xlsxwriter.Workbook) -> None:
    pieces = book.add_worksheet("القطع")
    pieces.right_to_left()
    as_text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    needed = book.add_format({"bold": True, "bg_color": "#F4D9C6", "border": 1})
    plain = book.add_format({"bold": True, "bg_color": "#E3ECE7", "border": 1})
    small = book.add_format({"font_color": "#666666", "font_size": 9})
    for at, column in enumerate(sheet.COLUMNS):
        # Codes keep their zeros and prices their point: what is typed is what we read.
        pieces.set_column(at, at, 40 if column.is_long else 18, as_text)
        pieces.write_string(0, at, column.arabic, needed if column.is_needed else plain)
        pieces.write_string(1, at, column.name, small)
        pieces.write_comment(0, at, column.explains)
        if column.read is sheet.a_truth:
            pieces.data_validation(
                2, at, sheet.MOST_ROWS + 1, at, {"validate": "list", "source": ["نعم", "لا"]}
            )
        if column.name == "category":
            source = f"='الأقسام'!$A$2:$A${max(Category.objects.count(), 1) + 1}"
            pieces.data_validation(
                2,
                at,
                sheet.MOST_ROWS + 1,
                at,
                {"validate": "list", "source": source, "error_type": "warning"},
            )
    pieces.freeze_panes(2, 0)


def _explanations(book: xlsxwriter.Workbook) -> None:
    rows = [
        (column.arabic, column.explains, EXAMPLE.get(column.name, "")) for column in sheet.COLUMNS
    ]
    extra = ("خاصية:material", "عمود لكل خاصية من خصائص القسم، باسمها البرمجي.", "فخار")
    _list(book, "شرح", [("العمود", "معناه", "مثال"), *rows, extra])


def _list(book: xlsxwriter.Workbook, name: str, rows: Sequence[Sequence[str]]) -> None:
    page = book.add_worksheet(name)
    page.right_to_left()
    page.set_column(0, 2, 36)
    for number, row in enumerate(rows):
        for at, value in enumerate(row):
            page.write_string(number, at, str(safe_cell(value)))


def _categories() -> list[tuple[str, str]]:
    """Give each category by its path, which no other has, with its id."""
    by_id = {category.pk: category for category in Category.objects.all()}
    named = [
        (" > ".join(by_id[one].name for one in category.path if one in by_id), str(category.pk))
        for category in by_id.values()
    ]
    return sorted(named)
