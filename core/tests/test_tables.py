"""Tables and archives as strangers send them."""

import io
import stat
import zipfile
from typing import Any

import pytest
import xlsxwriter

from core import archives, tables

BOMB = b"\0" * 5_000_000


def a_zip(files: dict[str, bytes], *, compression: int = zipfile.ZIP_STORED) -> io.BytesIO:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", compression) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, compress_type=compression)
    packed.seek(0)
    return packed


def an_xlsx(rows: list[list[Any]]) -> io.BytesIO:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            sheet.write(number, column, value)
    book.close()
    file.seek(0)
    return file


def opened(file: io.BytesIO) -> archives.Archive:
    return archives.opened(file, most_files=3, most_bytes=10_000_000)


def test_files_of_an_archive_are_known_by_their_own_names() -> None:
    archive = opened(
        a_zip({"صور/Vase.JPG": b"vase", "__MACOSX/._Vase.JPG": b"x", ".DS_Store": b""})
    )

    assert archive.names == {"vase.jpg"}
    assert archive.read("VASE.jpg").read() == b"vase"


@pytest.mark.parametrize(
    "name", ["../vase.jpg", "/etc/vase.jpg", "a/../../vase.jpg", "..\\vase.jpg", "C:vase.jpg"]
)
def test_a_name_that_leads_outside_is_refused(name: str) -> None:
    with pytest.raises(archives.BadArchive, match="leads outside"):
        opened(a_zip({name: b"x"}))


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(archives.BadArchive, match="far more"):
        opened(a_zip({"vase.jpg": BOMB}, compression=zipfile.ZIP_DEFLATED))
    with pytest.raises(archives.BadArchive, match="too large"):
        opened(a_zip({f"{n}.jpg": BOMB for n in range(3)}))
    with pytest.raises(archives.BadArchive, match="too many"):
        opened(a_zip({f"{n}.jpg": b"" for n in range(4)}))


def test_a_list_that_lies_about_a_size_does_not_unpack_more() -> None:
    packed = a_zip({"vase.jpg": BOMB}, compression=zipfile.ZIP_DEFLATED).getvalue()
    lying = packed.replace(len(BOMB).to_bytes(4, "little"), (1000).to_bytes(4, "little"))

    archive = opened(io.BytesIO(lying))

    with pytest.raises(archives.BadArchive):
        archive.read("vase.jpg")


def test_links_encrypted_and_double_names_are_refused() -> None:
    link = zipfile.ZipInfo("vase.jpg")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    with pytest.raises(archives.BadArchive, match="a link"):
        opened(packed)
    with pytest.raises(archives.BadArchive, match="one name"):
        opened(a_zip({"a/vase.jpg": b"x", "b/VASE.jpg": b"y"}))
    with pytest.raises(archives.BadArchive, match="not a ZIP"):
        opened(io.BytesIO(b"PK\x03\x04 and then nothing"))


def test_a_file_without_a_name_is_refused() -> None:
    of_this_folder = a_zip({"N": b"x"}).getvalue().replace(b"N", b".")
    local, central = 30, 46  # where the name stands after the beginning of each of its two entries
    nameless = bytearray(a_zip({"N": b"x"}).getvalue())
    begins = nameless.index(b"PK\x01\x02")
    del nameless[begins + central]
    nameless[begins + 28] = 0
    del nameless[local]
    nameless[26] = 0
    end = nameless.index(b"PK\x05\x06")
    nameless[end + 12] -= 1
    nameless[end + 16] -= 1

    for packed in (of_this_folder, bytes(nameless)):
        with pytest.raises(archives.BadArchive, match="no name"):
            opened(io.BytesIO(packed))


def test_a_name_that_is_another_one_inside_is_refused_when_it_is_read() -> None:
    packed = a_zip({"é.jpg": b"x"}).getvalue().replace("é".encode(), b"\xff\xfe", 1)

    archive = opened(io.BytesIO(packed))

    with pytest.raises(archives.BadArchive):
        archive.read("é.jpg")


@pytest.mark.parametrize("compression", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_what_hardly_anybody_packs_with_is_refused(compression: int) -> None:
    with pytest.raises(archives.BadArchive, match="packed"):
        opened(a_zip({"vase.jpg": b"x"}, compression=compression))


@pytest.mark.parametrize(
    "content",
    [
        'الاسم,السعر\r\n"فازة، زرقاء",١٥٠\r\n\r\n'.encode(),
        "\ufeffالاسم;السعر\nفازة، زرقاء;١٥٠\n".encode(),
        "الاسم\tالسعر\nفازة، زرقاء\t150\n".encode("cp1256"),
    ],
    ids=["utf-8", "semicolons", "an Arabic Excel"],
)
def test_a_csv_is_read_however_it_was_written(content: bytes) -> None:
    (_, head), (_, row) = tables.rows_of(io.BytesIO(content), most_rows=5)

    assert head == ["الاسم", "السعر"]
    assert row[0] == "فازة، زرقاء"
    assert row[1] in {"١٥٠", "150"}


def test_a_workbook_gives_texts_numbers_and_gaps() -> None:
    file = an_xlsx([["الاسم", "السعر", "", "مخزون"], [], ["فازة <ب>", 149.5, None, 3], ["0012"]])

    assert tables.rows_of(file, most_rows=5) == [
        (1, ["الاسم", "السعر", "", "مخزون"]),
        (3, ["فازة <ب>", "149.5", "", "3"]),
        (4, ["0012"]),
    ]


def a_workbook(sheet: str) -> io.BytesIO:
    whole = zipfile.ZipFile(an_xlsx([["x"]]))
    files = {name: whole.read(name) for name in whole.namelist()}
    return a_zip({**files, "xl/worksheets/sheet1.xml": sheet.encode()})


NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


@pytest.mark.parametrize(
    "sheet",
    [
        f'<worksheet {NAMESPACE}><sheetData><row><c r="XFD1"><v>1</v></c></row></sheetData></worksheet>',
        f'<worksheet {NAMESPACE}><sheetData><row><c r="../A1"><v>1</v></c></row></sheetData></worksheet>',
        f'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet {NAMESPACE}>&a;</worksheet>',
        f"<worksheet {NAMESPACE}><sheetData>",
        f'<worksheet {NAMESPACE}><sheetData><row><c t="s"><v>99</v></c></row></sheetData></worksheet>',
        f'<worksheet {NAMESPACE}><sheetData><row r="2"/><row r="2"/></sheetData></worksheet>',
        f'<worksheet {NAMESPACE}><sheetData><row r="99999999999"/></sheetData></worksheet>',
    ],
    ids=[
        "a cell far out",
        "no cell",
        "entities",
        "cut off",
        "a text that is not there",
        "a row twice",
        "a row far down",
    ],
)
def test_a_hostile_workbook_is_refused(sheet: str) -> None:
    with pytest.raises(tables.BadTable):
        tables.rows_of(a_workbook(sheet), most_rows=5)


def test_a_workbook_without_a_sheet_is_refused() -> None:
    book = a_zip({"xl/workbook.xml": b"<workbook/>", "xl/_rels/workbook.xml.rels": b"<none/>"})

    with pytest.raises(tables.BadTable):
        tables.rows_of(book, most_rows=5)


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n\0\0", b'"open', b"PK\x03\x04"])
def test_what_is_no_table_is_refused(content: bytes) -> None:
    with pytest.raises(tables.BadTable):
        tables.rows_of(io.BytesIO(content), most_rows=5)


def test_a_table_has_no_more_rows_than_it_may() -> None:
    with pytest.raises(tables.BadTable, match="too many"):
        tables.rows_of(io.BytesIO(b"a\nb\nc\n"), most_rows=2)
