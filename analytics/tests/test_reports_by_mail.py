"""Reports on paper, and those that come by themselves."""

from datetime import date, timedelta
from itertools import cycle
from subprocess import run
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.files.storage import storages
from django.db import transaction
from django.utils import timezone
from rest_framework.test import APIClient

from analytics import rules, tasks
from analytics.actions import jobs, schedules
from analytics.models import ReportJob, ReportSchedule
from analytics.rules import Granularity, Period
from analytics.tests.builders import Trade, summed_up
from custom_auth.models import User
from custom_auth.tests.builders import a_seller, a_staff_member, signed_in
from notifications.models import Notice
from orders.rules.states import ParcelStatus
from orders.tests.builders import an_order
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


def finance(language: str = "ar") -> APIClient:
    return signed_in(a_staff_member("finance"), APIClient(HTTP_ACCEPT_LANGUAGE=language))


def text_of(pdf: bytes) -> str:
    """Read a PDF as text, with what is drawn from right to left in the order in which it is read."""
    told = run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)  # noqa: S607 - the system's own
    return told.stdout.decode()


# --- on paper -----------------------------------------------------------------------------------
@pytest.mark.parametrize(("name", "language"), list(zip(NAMES, cycle(["ar", "en"]), strict=False)))
def test_every_report_is_set_in_type(name: str, language: str, monkeypatch: Any) -> None:
    monkeypatch.setattr("analytics.views.reports.DAYS_AT_ONCE", 366)
    monkeypatch.setattr("analytics.views.reports.PDF_ROWS_AT_ONCE", 10_000)
    trade = Trade(7).live()
    summed_up(trade.now)
    api = finance(language)

    rows = api.get(f"/api/reports/{name}/", YEAR).json()["rows"]
    answer = api.get(f"/api/reports/{name}/", {**YEAR, "format": "pdf"})

    assert answer["Content-Type"] == "application/pdf"
    assert f'filename="{name}-2026-01-01-2026-12-31.pdf"' in answer["Content-Disposition"]
    assert answer.content.startswith(b"%PDF-")
    told = text_of(answer.content)
    assert "2026-01-01" in told
    for row in rows[:3]:
        for column in ("revenue", "amount", "value", "vat_due"):
            if row.get(column) is not None:
                assert f"{float(row[column]):,.2f}" in told


def test_what_people_write_is_text_on_paper_too() -> None:
    seller = a_seller(display_name="#panic() *ورشة* $x$ \\ [")
    an_order(lines=[(a_product(seller), 1)], status=ParcelStatus.DELIVERED)
    summed_up()

    answer = finance("en").get("/api/reports/commissions/", {"format": "pdf"})

    assert answer.status_code == 200
    assert "#panic()" in text_of(answer.content)


def test_much_paper_is_made_in_the_background(monkeypatch: Any) -> None:
    monkeypatch.setattr("analytics.views.reports.PDF_ROWS_AT_ONCE", 29)
    api = finance()

    assert api.get("/api/reports/sales/", {"format": "csv"}).status_code == 200
    job = api.get("/api/reports/sales/", {"format": "pdf"})
    tasks.make_report(job_id=job.json()["id"])

    assert job.status_code == 202
    answer = api.get(f"/api/reports/jobs/{job.json()['id']}/file/")
    assert answer["Content-Type"] == "application/pdf"
    assert b"".join(answer.streaming_content).startswith(b"%PDF-")  # type: ignore[attr-defined]


# --- by mail ------------------------------------------------------------------------------------
def a_schedule(by: User | None = None, **fields: Any) -> ReportSchedule:
    defaults = {"name": "sales", "every": "week", "next_on": date(2026, 11, 28)}
    made: ReportSchedule = ReportSchedule.objects.create(
        wanted_by=by or a_staff_member("finance"), **{**defaults, **fields}
    )
    return made


def ordered(today: date) -> list[ReportJob]:
    with transaction.atomic():
        return schedules.order_due(today=today)


@pytest.mark.parametrize(
    ("every", "today", "first", "last", "next_on"),
    [
        ("week", "2026-11-28", "2026-11-21", "2026-11-27", "2026-12-05"),
        # The worker stood still for three weeks: the last whole one comes, once.
        ("week", "2026-12-16", "2026-12-05", "2026-12-11", "2026-12-19"),
        ("month", "2026-12-01", "2026-11-01", "2026-11-30", "2027-01-01"),
    ],
)
def test_a_report_comes_of_the_week_or_month_that_is_over(
    every: str, today: str, first: str, last: str, next_on: str
) -> None:
    schedule = a_schedule(every=every, language="en", file_format="xlsx")
    before = ordered(schedule.next_on - rules.DAY)

    (job,) = ordered(date.fromisoformat(today))

    assert before == []
    assert (str(job.first), str(job.last), job.language) == (first, last, "en")
    assert (job.asked_by, job.file_format, job.is_told) == (schedule.wanted_by, "xlsx", True)
    schedule.refresh_from_db()
    assert str(schedule.next_on) == next_on
    assert ordered(date.fromisoformat(today)) == []


def test_whoever_ordered_a_report_is_told_once_when_it_is_done() -> None:
    schedule = a_schedule()
    (job,) = ordered(schedule.next_on)
    assert Notice.objects.count() == 0

    for _ in range(2):
        jobs.make(job)

    notice = Notice.objects.get()
    assert (notice.kind, notice.user_ids) == ("reports.ready", [schedule.wanted_by_id])
    assert notice.values["report_en"] == "Sales"
    assert (notice.values["report_ar"], notice.values["id"]) == ("المبيعات", job.pk)
    job.refresh_from_db()
    assert storages["private"].exists(job.file)
    folders, files = storages["private"].listdir("reports")
    assert (folders, len(files)) == ([], 1)


def test_who_asks_before_a_screen_is_not_told_by_mail() -> None:
    with transaction.atomic():
        job = jobs.ask(
            "sales",
            Period(date(2026, 1, 1), date(2026, 1, 31)),
            "csv",
            language="ar",
            by=a_staff_member("finance"),
        )

    jobs.make(job)

    assert Notice.objects.count() == 0


def test_who_may_no_longer_read_reports_gets_none() -> None:
    left, changed, stays = (a_staff_member("finance") for _ in range(3))
    for person in (left, changed, stays):
        a_schedule(person)
    User.objects.filter(pk=left.pk).update(is_active=False)
    changed.groups.set(Group.objects.filter(name="moderator"))

    made = ordered(date(2026, 11, 28))

    assert [job.asked_by for job in made] == [stays]
    assert [one.wanted_by for one in ReportSchedule.objects.all()] == [stays]


def test_a_report_that_is_gone_is_no_longer_ordered() -> None:
    a_schedule(name="horoscope")

    assert ordered(date(2026, 11, 28)) == []
    assert ReportSchedule.objects.count() == 0


def test_the_worker_looks_every_hour(django_capture_on_commit_callbacks: Any) -> None:
    a_schedule(next_on=rules.day_of(timezone.now() - timedelta(days=1)))

    tasks.order_reports(0)

    assert ReportJob.objects.get().is_told


@pytest.mark.parametrize("granularity", [Granularity.WEEK, Granularity.MONTH])
def test_the_last_whole_one_ends_before_the_next_begins(granularity: Granularity) -> None:
    for day in Period(date(2026, 1, 1), date(2026, 12, 31)).each():
        last = rules.last_whole(day, granularity)
        begin = rules.next_begin(day, granularity)
        assert last.last < day < begin
        assert rules.bucket_of(begin, granularity) == begin
        assert len(rules.buckets(last, granularity)) == 1
        assert rules.bucket_of(last.last + rules.DAY, granularity) == last.last + rules.DAY
