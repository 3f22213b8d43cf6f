"""Tables of pieces: sent over the API, decided by the worker row by row."""

import io
import json
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from core import tables
from custom_auth.models import User
from custom_auth.tests.builders import a_seller, signed_in
from products import importing, sheet
from products.actions import imports, products
from products.models import (
    Attribute,
    Category,
    ImportRow,
    Product,
    ProductImage,
    ProductImport,
    StockMovement,
)
from products.tests.builders import (
    a_category,
    a_picture,
    a_product,
    a_table,
    a_zip,
    an_import,
)

pytestmark = pytest.mark.django_db
ADDRESS = "/api/seller/products/imports/"


@pytest.fixture(autouse=True)
def _private(settings: Any, tmp_path: Any) -> None:
    kept = settings.STORAGES["private"]
    private = {**kept, "OPTIONS": {**kept["OPTIONS"], "location": tmp_path / "private"}}
    settings.STORAGES = {**settings.STORAGES, "private": private}


@pytest.fixture
def pottery() -> Category:
    return a_category("فخار وخزف", name_en="Pottery and ceramics")


def a_row(**cells: str) -> dict[str, str]:
    row = {
        "name": "فازة فخار زرقاء",
        "description": "معمولة على الدولاب.",
        "price": "٢٨٠",
        "category": "فخار وخزف",
    }
    return {**row, **cells}


def worked_through(job: ProductImport) -> ProductImport:
    while ProductImport.objects.unfinished().exists():
        importing.run_waiting()
    job.refresh_from_db()
    return job


def counts(job: ProductImport) -> tuple[str, int, int, int]:
    return job.status, job.rows_added, job.rows_changed, job.rows_failed


def problems_of(job: ProductImport, number: int) -> list[tuple[str, str]]:
    row = ImportRow.objects.get(of=job, number=number)
    return [(one["column"], one["code"]) for one in row.problems]


def test_a_table_becomes_pieces_as_single_ones_would(pottery: Category) -> None:
    seller = a_seller()
    api = signed_in(seller)
    rows = [
        a_row(sku="FZ-1", stock="٣", is_draft="نعم"),
        a_row(
            name="طبق",
            options="المقاس: صغير، كبير | اللون: أزرق",
            stock="2",
            price="1,250.50",
            place="الفسطاط",
            hours="12",
        ),
    ]

    sent = api.post(ADDRESS, {"file": a_table(rows)}, format="multipart")
    job = worked_through(ProductImport.objects.get(pk=sent.json()["id"]))

    assert (sent.status_code, sent.json()["status"], sent.json()["rows_total"]) == (
        202,
        "waiting",
        2,
    )
    assert counts(job) == ("done", 2, 0, 0)
    vase, plate = Product.objects.filter(seller=seller).order_by("pk")
    assert (vase.sku, vase.price, vase.stock, vase.state) == ("FZ-1", Decimal(280), 3, "draft")
    assert plate.price == Decimal("1250.50")
    assert plate.state == "approved"
    assert plate.provenance == {"place": "الفسطاط", "hours": 12}
    assert [v.choices for v in plate.variants.order_by("position")] == [
        ["صغير", "أزرق"],
        ["كبير", "أزرق"],
    ]
    assert plate.stock == 4
    assert StockMovement.objects.filter(variant__product=plate).count() == 2
    shown = api.get(f"{ADDRESS}{job.pk}/").json()
    assert (shown["rows_done"], shown["rows_total"], shown["status"]) == (2, 2, "done")
    listed = api.get(f"{ADDRESS}{job.pk}/rows/").json()["results"]
    assert [(row["number"], row["product"]) for row in listed] == [(2, vase.pk), (3, plate.pk)]


def test_each_bad_row_says_in_arabic_what_is_wrong_and_the_others_go_in(pottery: Category) -> None:
    seller = a_seller()
    a_product(sku="TAKEN-1")
    rows = [
        a_row(),
        a_row(price="غالي", category="لا يوجد"),
        a_row(sku="TAKEN-1"),
        a_row(one_of_a_kind="نعم", stock="2"),
        a_row(is_draft="ربما"),
        a_row(sku="S1"),
        a_row(sku="S1"),
        a_row(**{"attribute:glaze": "لامع"}),
    ]

    job = worked_through(an_import(seller, rows))

    assert counts(job) == ("done", 2, 0, 6)
    assert problems_of(job, 3) == [("السعر", "invalid"), ("القسم", "invalid")]
    assert problems_of(job, 4) == [("الكود", "sku_taken")]
    assert problems_of(job, 5) == [("المخزون", "one_of_a_kind")]
    assert problems_of(job, 6) == [("مسودة", "unclear")]
    assert problems_of(job, 8) == [("الكود", "repeated")]
    assert problems_of(job, 9) == [("الخصائص", "unknown_attribute")]
    assert Product.objects.filter(seller=seller).count() == 2
    for row in ImportRow.objects.filter(of=job, outcome="failed"):
        for problem in row.problems:
            assert any("\u0621" <= letter <= "\u064a" for letter in problem["message"]), problem
            assert not any("a" <= letter <= "z" for letter in problem["message"]), problem


def test_a_trial_says_the_same_and_changes_nothing(pottery: Category) -> None:
    seller = a_seller()
    rows = [a_row(sku="S1"), a_row(price="-1"), a_row(pictures="vase.png")]
    picture = {"vase.png": a_picture((320, 320)).getvalue()}

    tried = worked_through(an_import(seller, rows, pictures=picture, is_dry_run=True))

    assert counts(tried) == ("done", 2, 0, 1)
    assert Product.objects.filter(seller=seller).count() == 0
    assert ProductImage.objects.count() == 0
    done = worked_through(an_import(seller, rows, pictures=picture))
    assert counts(done) == counts(tried)
    assert Product.objects.filter(seller=seller).count() == 2
    kinds = ("number", "outcome", "problems")
    assert list(tried.rows.order_by("number").values_list(*kinds)) == list(
        done.rows.order_by("number").values_list(*kinds)
    )


def test_a_known_sku_is_refused_or_changes_the_piece_as_was_asked(pottery: Category) -> None:
    seller, other = a_seller(), a_seller()
    mine = a_product(seller, sku="MINE", price="100.00", stock=1)
    theirs = a_product(other, sku="THEIRS", price="100.00")
    rows = [{"sku": "MINE", "price": "90", "stock": "7"}, {"sku": "THEIRS", "price": "1"}]

    refused = worked_through(an_import(seller, [a_row(**rows[0])]))
    changed = worked_through(an_import(seller, rows, on_existing="change"))

    assert problems_of(refused, 2) == [("الكود", "sku_taken")]
    assert counts(changed) == ("done", 0, 1, 1)
    mine.refresh_from_db()
    theirs.refresh_from_db()
    assert (mine.price, mine.stock, mine.name) == (Decimal(90), 7, "فازة فخار زرقاء")
    assert theirs.price == Decimal(100)


def test_pictures_come_through_the_checks_of_uploads(pottery: Category) -> None:
    seller = a_seller()
    good = a_picture((320, 320)).getvalue()
    files = {"صور/One.PNG": good, "tiny.png": a_picture((4, 4)).getvalue(), "page.png": b"<html>"}
    rows = [
        a_row(pictures="one.png"),
        a_row(pictures="tiny.png | page.png"),
        a_row(pictures="one.png؛ two.png"),
    ]

    job = worked_through(an_import(seller, rows, pictures=files))

    assert counts(job) == ("done", 1, 0, 2)
    assert problems_of(job, 3) == [("الصور", "picture_refused"), ("الصور", "picture_refused")]
    assert problems_of(job, 4) == [("الصور", "picture_missing")]
    image = ProductImage.objects.get(product__seller=seller)
    assert (image.status, image.is_primary, image.width) == ("pending", True, 320)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT args FROM procrastinate_jobs WHERE task_name = 'products.process_picture'"
        )
        assert [json.loads(row[0]) for row in cursor.fetchall()] == [{"image_id": image.pk}]


def test_a_second_worker_and_a_second_run_decide_nothing_twice(pottery: Category) -> None:
    seller = a_seller()
    job = an_import(seller, [a_row(), a_row(), a_row()])
    as_another_read_it = ProductImport.objects.get(pk=job.pk)

    importing.run(job, at_most=2)
    importing.run(as_another_read_it, at_most=2)

    job.refresh_from_db()
    assert (job.rows_done, job.status) == (2, "running")
    assert Product.objects.filter(seller=seller).count() == 2
    assert counts(worked_through(job)) == ("done", 3, 0, 0)


def test_files_are_private_and_gone_when_the_last_row_is_decided(
    pottery: Category, django_capture_on_commit_callbacks: Any, tmp_path: Any
) -> None:
    job = an_import(a_seller(), [a_row()], pictures={})
    kept = sorted((tmp_path / "private" / "imports").iterdir())

    with django_capture_on_commit_callbacks(execute=True):
        worked_through(job)

    assert len(kept) == 2
    assert not (tmp_path / "media" / "imports").exists()
    assert list((tmp_path / "private" / "imports").iterdir()) == []


def post(seller: User, **files: Any) -> Any:
    api = signed_in(seller, APIClient(HTTP_ACCEPT_LANGUAGE="ar"))
    return api.post(ADDRESS, files, format="multipart")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\x00\x01", ""),
        ("الاسم,اللون المفضل\nطبق,أزرق\n".encode(), "اللون المفضل"),
        (b"name,description,price,category\n", ""),
        (("name,description,price,category\n" + "a,b,1,c\n" * 1001).encode(), ""),
    ],
    ids=["no text", "unknown column", "no rows", "too many rows"],
)
def test_what_is_no_table_of_pieces_is_refused_at_the_door(content: bytes, says: str) -> None:
    answer = post(a_seller(), file=SimpleUploadedFile("x.csv", content))

    assert (answer.status_code, answer.json()["code"]) == (400, "table_refused")
    assert says in answer.json()["detail"]
    assert ProductImport.objects.count() == 0


@pytest.mark.parametrize("name", ["../vase.png", "/vase.png", "a\\..\\vase.png"])
def test_an_archive_that_leads_outside_is_refused_at_the_door(
    name: str, pottery: Category, tmp_path: Any
) -> None:
    answer = post(a_seller(), file=a_table([a_row()]), pictures=a_zip({name: b"x"}))

    assert (answer.status_code, answer.json()["code"]) == (400, "archive_refused")
    assert ProductImport.objects.count() == 0
    assert not (tmp_path / "private").exists()


def test_a_seller_has_one_import_at_a_time(pottery: Category) -> None:
    seller = a_seller()
    an_import(seller, [a_row()])

    answer = post(seller, file=a_table([a_row()]))

    assert (answer.status_code, answer.json()["code"]) == (409, "import_under_way")
    assert ProductImport.objects.count() == 1


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_template_is_headed_in_both_languages_and_is_read_back(kind: str) -> None:
    api = signed_in(a_seller())
    a_category("زجاج")

    answer = api.get(f"{ADDRESS}template/?kind={kind}")

    rows = tables.rows_of(io.BytesIO(answer.content), most_rows=5)
    assert [column.arabic for column in sheet.COLUMNS] == rows[0].cells
    assert [column.name for column in sheet.COLUMNS] == rows[1].cells
    assert sheet.records(rows) == []
    filled = [*rows, tables.Row(3, ["FZ", "فازة", "", "وصف", "", "زجاج", "90"])]
    (record,) = sheet.records(filled)
    assert (record.number, record.cells["name"], record.cells["price"]) == (3, "فازة", "90")


def test_attributes_have_columns_of_their_own(pottery: Category) -> None:
    glaze = Attribute.objects.create(
        code="glaze", name="طلاء", kind="choices", choices=[{"value": "لامع"}, {"value": "شفاف"}]
    )
    glaze.categories.add(pottery)
    seller = a_seller()

    worked_through(an_import(seller, [a_row(**{"خاصية:glaze": "لامع، شفاف"})]))

    assert Product.objects.get(seller=seller).attributes == {"glaze": ["لامع", "شفاف"]}


def test_options_cannot_be_made_to_explode(pottery: Category) -> None:
    many = "، ".join(str(n) for n in range(900))
    options = " | ".join(f"خيار{n}: {many}" for n in range(3))
    job = worked_through(an_import(a_seller(), [a_row(options=options, stock="1")]))

    assert ("الاختيارات", "too_many") in problems_of(job, 2)


def test_a_row_asks_no_more_of_the_database_in_a_long_table(pottery: Category) -> None:
    few = an_import(a_seller(), [a_row()] * 2)
    with CaptureQueriesContext(connection) as two:
        importing.run(few, at_most=50)
    many = an_import(a_seller(), [a_row()] * 12)
    with CaptureQueriesContext(connection) as twelve:
        importing.run(many, at_most=50)

    # Opening, closing and names are asked for once; a row is what one new piece is.
    assert len(twelve) - len(two) <= 10 * (len(two) // 2 + 1)


def test_an_import_that_fails_beyond_any_row_lets_the_others_go_on(
    pottery: Category, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = an_import(a_seller(), [a_row(name="فازة مكسورة")])
    sound = an_import(a_seller(), [a_row()])
    add = products.add

    def fails_for_one(seller: User, **fields: Any) -> Product:
        if seller.pk == broken.seller_id:
            raise RuntimeError("nobody thought of that")
        added: Product = add(seller, **fields)
        return added

    monkeypatch.setattr(products, "add", fails_for_one)

    assert counts(worked_through(sound)) == ("done", 1, 0, 0)
    broken.refresh_from_db()
    assert counts(broken) == ("failed", 0, 0, 0)


def test_an_import_waits_for_a_database_that_is_busy(
    pottery: Category, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = an_import(a_seller(), [a_row()])

    def busy(*args: Any, **fields: Any) -> Product:
        raise OperationalError("deadlock detected")

    with monkeypatch.context() as meanwhile, pytest.raises(OperationalError):
        meanwhile.setattr(products, "add", busy)
        importing.run_waiting()

    assert counts(worked_through(job)) == ("done", 1, 0, 0)


def test_a_file_that_went_missing_closes_the_import_as_failed(pottery: Category) -> None:
    job = an_import(a_seller(), [a_row()])
    imports._delete(job.table)

    assert counts(worked_through(job)) == ("failed", 0, 0, 0)
    assert Product.objects.count() == 0


def test_a_table_that_is_sent_again_under_its_key_is_taken_once(pottery: Category) -> None:
    api = signed_in(a_seller())
    sent = [
        api.post(
            ADDRESS, {"file": a_table([a_row()])}, format="multipart", HTTP_IDEMPOTENCY_KEY="a-key"
        )
        for _ in range(2)
    ]

    assert [answer.status_code for answer in sent] == [202, 202]
    assert sent[0].content == sent[1].content
    assert ProductImport.objects.count() == 1
