"""Reports in the browser: asked for, fetched by who asked, ordered ahead, and read in a mail."""

from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from analytics.actions import jobs
from analytics.models import ReportJob, ReportSchedule
from analytics.rules import Period
from core.models import StaffAction
from core.staff import ADMIN, FINANCE, SUPPORT
from custom_auth.models import User
from notifications import rendering
from notifications.catalogue import kinds
from notifications.models import Notice
from tests.office.signing import browser_of
from tests.office.test_roles import a_member

pytestmark = pytest.mark.django_db
ASKED = {"name": "sales", "first": "2026-10-01", "last": "2026-10-31", "file_format": "pdf"}
WEEKLY = {"name": "sales", "every": "week", "file_format": "pdf", "language": "ar"}


@pytest.fixture(autouse=True)
def _own_files(tmp_path: Any, settings: Any) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "private": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "private"},
        },
    }


def asks(client: Client, **other: str) -> Any:
    return client.post(reverse("admin:analytics_reportjob_add"), {**ASKED, **other})


def fetches(client: Client, job: ReportJob) -> Any:
    return client.get(reverse("admin:analytics_reportjob_file", args=[job.pk]))


def test_a_report_is_asked_for_and_fetched() -> None:
    person = a_member(FINANCE)
    client = browser_of(person)

    asks(client)

    job = ReportJob.objects.get()
    assert (job.asked_by, job.status, job.language, job.is_told) == (person, "waiting", "en", False)
    assert fetches(client, job).status_code == 404
    jobs.make(job)
    answer = fetches(client, job)
    assert b"".join(answer.streaming_content).startswith(b"%PDF-")
    name = "sales-2026-10-01-2026-10-31.pdf"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert StaffAction.objects.filter(action="report.download", by=person).count() == 1
    page = client.get(reverse("admin:analytics_reportjob_changelist")).content.decode()
    assert reverse("admin:analytics_reportjob_file", args=[job.pk]) in page


@pytest.mark.parametrize(
    "wrong",
    [{"first": "2026-11-01"}, {"first": "2015-01-01"}, {"name": "secrets"}, {"file_format": "exe"}],
)
def test_what_cannot_be_made_is_not_asked_for(wrong: dict[str, str]) -> None:
    answer = asks(browser_of(a_member(FINANCE)), **wrong)

    assert answer.status_code == 200
    assert ReportJob.objects.count() == 0


def test_a_report_is_fetched_by_who_asked_and_by_administrators() -> None:
    with_it, other, boss = a_member(FINANCE), a_member(FINANCE), a_member(ADMIN)
    asks(browser_of(with_it))
    job = ReportJob.objects.get()
    jobs.make(job)

    handed_over = fetches(browser_of(boss), job)
    answers = {
        "other": fetches(browser_of(other), job).status_code,
        "support": fetches(browser_of(a_member(SUPPORT)), job).status_code,
        "nobody": fetches(Client(), job).status_code,
    }

    assert answers["other"] == 404
    assert b"".join(handed_over.streaming_content).startswith(b"%PDF-")
    assert answers["support"] in {403, 404}
    assert answers["nobody"] == 302


def orders(person: User, **other: str) -> Any:
    page = reverse("admin:analytics_reportschedule_add")
    return browser_of(person).post(page, {**WEEKLY, **other})


def test_a_report_is_ordered_ahead_once() -> None:
    person = a_member(FINANCE)

    first, again = orders(person), orders(person)
    orders(person, every="month")
    orders(a_member(FINANCE))

    assert (first.status_code, again.status_code) == (302, 200)
    own = ReportSchedule.objects.filter(wanted_by=person)
    assert sorted(own.values_list("every", flat=True)) == ["month", "week"]
    assert ReportSchedule.objects.count() == 3
    assert {one.next_on.weekday() for one in own if one.every == "week"} == {5}
    assert StaffAction.objects.filter(action="page.add").count() == 3


def test_the_mail_leads_to_the_page_of_the_report(settings: Any) -> None:
    with transaction.atomic():
        job = jobs.ask(
            "sales",
            Period(date(2026, 10, 1), date(2026, 10, 31)),
            "pdf",
            language="ar",
            by=a_member(FINANCE),
            is_told=True,
        )
    jobs.make(job)
    notice = Notice.objects.get()
    kind = kinds()[notice.kind]

    mail = rendering.mail(kind, kind.words["ar"], notice.values, language="ar", name="منى")

    page = reverse("admin:analytics_reportjob_change", args=[job.pk])
    assert f"{settings.PUBLIC_URL}{page}" in mail.text
    assert "المبيعات" in mail.subject
    assert browser_of(job.asked_by).get(page).status_code == 200
