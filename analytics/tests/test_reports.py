import csv
import io
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zipfile import ZipFile

import orjson
import pytest
from django.core.files.storage import storages
from django.db import transaction
from django.utils import timezone
from rest_framework.test import APIClient

from analytics import figures, rules, tasks, writing
from analytics.actions import jobs
from analytics.models import Buyer, ReportJob
from analytics.reporting import registry
from analytics.rules import Period
from analytics.tests.builders import Trade, an_event, as_of, summed_up
from custom_auth.tests.builders import a_seller, a_staff_member, a_user, signed_in
from orders.models import OrderEvent, RefundLine
from orders.rules.states import ParcelStatus
from orders.tests.builders import an_order
from products.models import Product
from products.tests.builders import a_product

pytestmark = pytest.mark.django_db
NAMES = ["commissions", "funnel", "inventory", "payouts", "refunds", "retention", "sales", "tax"]
YEAR = {"from": "2026-01-01", "to": "2026-12-31"}


@pytest.fixture(autouse=True)
def _own_files(tmp_path: Any, settings: Any) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "private": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "private"},
        },
    }


def finance() -> APIClient:
    return signed_in(a_staff_member("finance"))


def total(rows: list[dict[str, Any]], column: str) -> Decimal:
    return sum((Decimal(row[column]) for row in rows), Decimal(0))


def test_there_is_a_report_for_each_file() -> None:
    assert list(registry()) == NAMES

    body = finance().get("/api/reports/").json()

    assert [row["name"] for row in body["reports"]] == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_every_report_reads_in_every_format(name: str, monkeypatch: Any) -> None:
    monkeypatch.setattr("analytics.views.reports.DAYS_AT_ONCE", 366)
    trade = Trade(7).live()
    an_event()
    summed_up(trade.now)
    api = finance()

    body = api.get(f"/api/reports/{name}/", YEAR).json()
    as_csv = api.get(f"/api/reports/{name}/", {**YEAR, "format": "csv"})
    as_xlsx = api.get(f"/api/reports/{name}/", {**YEAR, "format": "xlsx"})

    assert body["rows"]
    names = [column["name"] for column in body["columns"]]
    assert all(list(row) == names for row in body["rows"])
    text = as_csv.content.decode()
    assert text.startswith("\ufeff")
    lines = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    codes = {column.name for column in registry()[name].columns if column.is_code}
    titles = [column["title"] for column in body["columns"] if column["name"] not in codes]
    assert lines[0] == titles
    assert len(lines) == len(body["rows"]) + 1
    assert f'filename="{name}-2026-01-01-2026-12-31.csv"' in as_csv["Content-Disposition"]
    sheet = ZipFile(io.BytesIO(as_xlsx.content)).read("xl/worksheets/sheet1.xml").decode()
    assert 'rightToLeft="1"' in sheet
    assert sheet.count("<row ") == len(body["rows"]) + 1


def test_reports_agree_with_each_other_and_with_the_lines_refunded(monkeypatch: Any) -> None:
    monkeypatch.setattr("analytics.views.reports.DAYS_AT_ONCE", 366)
    trade = Trade(8).live()
    summed_up(trade.now)
    api = finance()

    read = {name: api.get(f"/api/reports/{name}/", YEAR).json()["rows"] for name in NAMES}

    assert total(read["sales"], "revenue") == total(read["commissions"], "revenue") > 0
    assert total(read["sales"], "commission") == total(read["commissions"], "net_commission")
    assert total(read["tax"], "vat_due") == total(read["commissions"], "vat")
    assert total(read["tax"], "taxable") == total(read["sales"], "commission")
    given_back = sum(line.amount for line in RefundLine.objects.all())
    assert total(read["refunds"], "amount") == given_back > 0
    for row in read["refunds"]:
        parts = [row[name] for name in ("from_seller", "from_commission", "from_vat")]
        if row["sku"]:
            assert Decimal(row["amount"]) + Decimal(row["discount_back"]) == sum(
                map(Decimal, parts)
            )


def test_on_paper_the_columns_that_have_a_sum_are_added_up(monkeypatch: Any) -> None:
    trade = Trade(8).live()
    summed_up(trade.now)
    told: dict[str, dict[str, Any]] = {}

    def typeset(*args: Any, sys_inputs: Any, **more: Any) -> bytes:
        told[name] = orjson.loads(sys_inputs["report"])
        return b"%PDF-"

    monkeypatch.setattr("analytics.writing.typst.compile", typeset)
    period = Period(date(2026, 1, 1), date(2026, 12, 31))
    for name, report in registry().items():
        writing.write(report, period, "pdf", io.BytesIO())
        columns = [column for column in report.columns if not column.is_code]
        rows = list(writing.objects(report, report.rows(period)))
        expected = [
            writing.written(column.kind, sum(Decimal(row[column.name]) for row in rows))
            if column.name in report.summed
            else ""
            for column in columns
        ]
        assert told[name]["totals"] == (expected if rows and report.summed else [])
        assert report.summed <= {column.name for column in columns}
        assert all(len(row) == len(columns) for row in told[name]["rows"])
    assert told["sales"]["totals"][0] == ""  # the word for a total stands there
    assert told["sales"]["totals"][2] != ""
    assert [name for name, one in told.items() if not one["totals"]] == [
        "funnel",
        "payouts",
        "retention",
    ]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_what_people_open_names_no_step_by_its_code(language: str) -> None:
    reads = signed_in(a_staff_member("finance"), APIClient(HTTP_ACCEPT_LANGUAGE=language))

    body = reads.get("/api/reports/funnel/").json()
    text = reads.get("/api/reports/funnel/", {"format": "csv"}).content.decode()

    assert [row["step"] for row in body["rows"]][:2] == ["visits", "viewers"]
    words = [row["meaning"] for row in body["rows"]]
    assert words[0] == {"ar": "الزيارات", "en": "Visits"}[language]
    assert "viewers" not in text
    assert [line[0] for line in csv.reader(io.StringIO(text))][1:] == words


def test_headers_follow_the_language() -> None:
    api = finance()

    english_api = signed_in(a_staff_member("finance"), APIClient(HTTP_ACCEPT_LANGUAGE="en"))

    arabic = api.get("/api/reports/sales/", {"format": "csv"}).content.decode()
    english = english_api.get("/api/reports/sales/", {"format": "csv"}).content.decode()
    sheet = english_api.get("/api/reports/sales/", {"format": "xlsx"}).content

    assert arabic.startswith("\ufeffاليوم,")
    assert english.startswith("\ufeffDay,")
    assert b"rightToLeft" not in ZipFile(io.BytesIO(sheet)).read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("name", ["=1+1", "+HYPERLINK()", "-2", "@SUM(A1)", "\tx", "=cmd|' /C'!A0"])
def test_what_people_write_is_never_a_formula(name: str) -> None:
    seller = a_seller(display_name=name)
    an_order(lines=[(a_product(seller), 1)], status=ParcelStatus.DELIVERED)
    summed_up()
    api = finance()

    text = api.get("/api/reports/commissions/", {"format": "csv"}).content.decode()
    sheet = api.get("/api/reports/commissions/", {"format": "xlsx"}).content

    cells = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))[1]
    assert cells[1] == f"'{name}"
    # Numbers stay numbers.
    assert cells[3] == "280.00"
    assert b"<f>" not in ZipFile(io.BytesIO(sheet)).read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("name", NAMES)
def test_only_finance_and_administrators_read_reports(api: APIClient, name: str) -> None:
    url = f"/api/reports/{name}/"

    assert api.get(url).status_code == 401
    assert signed_in(a_user()).get(url).status_code == 403
    assert signed_in(a_seller()).get(url).status_code == 403
    assert signed_in(a_staff_member("support")).get(url).status_code == 403
    assert signed_in(a_staff_member("moderator")).get(url).status_code == 403
    assert signed_in(a_staff_member("admin")).get(url).status_code == 200


def test_an_unknown_report_or_format_is_refused() -> None:
    api = finance()

    assert api.get("/api/reports/secrets/").status_code == 404
    answer = api.get("/api/reports/sales/", {"format": "exe"})
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, "format")
    assert api.get("/api/reports/sales/", {"from": "2015-01-01"}).status_code == 400


# --- in the background --------------------------------------------------------------------------
def asked(api: APIClient, **more: str) -> dict[str, Any]:
    year = {"from": "2026-01-01", "to": "2026-12-31", "format": "csv", **more}
    answer = api.get("/api/reports/sales/", year)
    assert answer.status_code == 202, answer.content
    found: dict[str, Any] = answer.json()
    assert answer["Location"].endswith(f"/api/reports/jobs/{found['id']}/")
    return found


def test_a_long_report_is_made_in_the_background() -> None:
    api = finance()
    job = asked(api)
    assert (job["status"], job["progress"], job["download"]) == ("waiting", 0, None)
    assert api.get(f"/api/reports/jobs/{job['id']}/file/").status_code == 404

    tasks.make_report(job_id=job["id"])

    now = api.get(f"/api/reports/jobs/{job['id']}/").json()
    assert (now["status"], now["progress"]) == ("done", 100)
    answer = api.get(now["download"].removeprefix("http://testserver"))
    text = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    assert len(text.splitlines()) == 366
    name = "sales-2026-01-01-2026-12-31.csv"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert [row["id"] for row in api.get("/api/reports/jobs/").json()["results"]] == [job["id"]]


def test_a_report_with_many_rows_is_made_in_the_background(monkeypatch: Any) -> None:
    monkeypatch.setattr("analytics.views.reports.ROWS_AT_ONCE", 29)
    api = finance()

    assert api.get("/api/reports/sales/", {"format": "csv"}).status_code == 202
    assert api.get("/api/reports/funnel/", {"format": "csv"}).status_code == 200


def test_progress_is_told_while_a_report_is_made(monkeypatch: Any) -> None:
    monkeypatch.setattr(jobs, "TELL_EVERY", 100)
    api = finance()
    job = asked(api)
    seen: list[int] = []
    note = jobs._note

    def noted(job: ReportJob, **fields: Any) -> None:
        note(job, **fields)
        seen.append(ReportJob.objects.get(pk=job.pk).progress)

    monkeypatch.setattr(jobs, "_note", noted)
    tasks.make_report(job_id=job["id"])

    assert seen == [27, 54, 82]
    assert ReportJob.objects.get().progress == 100


def test_nobody_else_sees_a_report_that_was_asked_for() -> None:
    job = asked(finance())
    tasks.make_report(job_id=job["id"])
    other = finance()

    assert other.get(f"/api/reports/jobs/{job['id']}/").status_code == 404
    assert other.get(f"/api/reports/jobs/{job['id']}/file/").status_code == 404
    assert other.get("/api/reports/jobs/").json()["results"] == []


def test_a_report_that_cannot_be_made_has_failed(monkeypatch: Any) -> None:
    api = finance()
    job = asked(api)

    def broken(*args: Any, **kwargs: Any) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("analytics.writing.write", broken)
    with pytest.raises(OSError, match="no space"):
        tasks.make_report(job_id=job["id"])

    now = api.get(f"/api/reports/jobs/{job['id']}/").json()
    assert (now["status"], now["download"]) == ("failed", None)


def test_reports_are_deleted_after_a_week() -> None:
    old, new = asked(finance()), asked(finance())
    for job in (old, new):
        tasks.make_report(job_id=job["id"])
    path = ReportJob.objects.get(pk=old["id"]).file
    ReportJob.objects.filter(pk=old["id"]).update(created_at=timezone.now() - timedelta(days=8))

    with transaction.atomic():
        deleted = jobs.delete_old(now=timezone.now())

    assert deleted == 1
    assert not storages["private"].exists(path)
    assert [job.pk for job in ReportJob.objects.all()] == [new["id"]]


def test_stock_is_told_piece_by_piece(monkeypatch: Any) -> None:
    monkeypatch.setattr("analytics.reports.inventory.BATCH", 2)
    begin = datetime(2026, 9, 1, 12, tzinfo=UTC)
    with as_of(begin):
        sold, lying = (
            a_product(stock=stock, price=Decimal("40.50"), name=name)
            for stock, name in ((9, "طبق"), (3, "فازة"))
        )
        in_english = a_product(stock=1, name="سلة", name_en="Basket")
        a_product(stock=0)
    Product.objects.update(published_at=begin)
    for days, quantity in ((1, 2), (20, 1)):
        moment = begin + timedelta(days=days)
        with as_of(moment):
            an_order(a_user(), [(sold, quantity)], status=ParcelStatus.DELIVERED, now=moment)
    summed_up(begin + timedelta(days=21))

    with as_of(begin + timedelta(days=30)):
        period = {"from": "2026-09-10", "to": "2026-10-01"}
        body = finance().get("/api/reports/inventory/", period, HTTP_ACCEPT_LANGUAGE="en").json()

    rows = {row["sku"]: row for row in body["rows"]}
    assert set(rows) == {one.sku for one in (sold, lying, in_english)}
    assert rows[in_english.sku]["piece"] == "Basket"
    names = ("piece", "stock", "value", "last_sold_on", "days_without_sale", "units")
    assert [rows[sold.sku][name] for name in names] == ["طبق", 6, "243.00", "2026-09-21", 10, 1]
    assert [rows[lying.sku][name] for name in names] == ["فازة", 3, "121.50", None, 30, 0]
    assert rows[lying.sku]["seller_name"] == str(lying.seller.profile.display_name)


# --- the house's figures ------------------------------------------------------------------------
def test_the_house_reads_its_figures_in_eight_queries(django_assert_num_queries: Any) -> None:
    trade = Trade(9).live()
    for query, results in (("فخار", 3), ("فخار", 3), ("سيارة", 0)):
        an_event("search", at=trade.now, query=query, properties={"results": results})
    summed_up(trade.now)
    span = rules.SPANS["month"].period(rules.day_of(trade.now))
    steps = OrderEvent.objects.filter(code="parcel", to_status="delivered")
    arrived = set(steps.values_list("order_id", flat=True))

    # Days, traffic, fates; the mark, the lists; the names of sellers; the names and views of pieces.
    with django_assert_num_queries(8):
        found = figures.shop_figures(span.first, span.last)
    # Lists of other days are added up one by one.
    with django_assert_num_queries(8 + 4):
        of_other_days = figures.shop_figures(date(2026, 3, 1), span.last)

    for one in (found, of_other_days):
        assert one.totals.revenue == sum(seller.revenue for seller in one.top_sellers)
        assert one.totals.new_buyers == Buyer.objects.count() > 0
        assert [(row.query, row.searches) for row in one.searches] == [("فخار", 2), ("سيارة", 1)]
        assert [row.query for row in one.empty_searches] == ["سيارة"]
        assert dict(one.funnel)["delivered"] == len(arrived)
        assert sum(row.delivered for row in one.by_carrier) > len(arrived)  # parcels, not orders
        assert one.totals.take_rate is not None


def test_those_who_come_back_are_counted_by_month() -> None:
    piece, faithful = a_product(stock=50), a_user()
    for month, buyers in ((8, [faithful, a_user()]), (9, [faithful]), (10, [a_user()])):
        moment = datetime(2026, month, 10, 12, tzinfo=UTC)
        with as_of(moment):
            for buyer in buyers:
                an_order(buyer, [(piece, 1)], status=ParcelStatus.DELIVERED, now=moment)
    summed_up()

    found = figures.cohorts(date(2026, 8, 1), date(2026, 10, 31))

    assert [(one.month.month, one.buyers) for one in found] == [(8, [2, 1, 0]), (10, [1])]
    assert [str(value) for value in found[0].shares] == ["1.0000", "0.5000", "0.0000"]
