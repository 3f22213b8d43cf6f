from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pypdfium2
import pytest
from pytest_django.fixtures import Settings

from custom_auth.tests.builders import a_user, signed_in
from wallet.actions import statements
from wallet.models import LedgerEntry, Transaction
from wallet.rules import Account, Entry, Line, Remark, TransactionType
from wallet.tests.builders import a_deposit, book, some_earnings

pytestmark = pytest.mark.django_db
ARTEFACTS = Path(__file__).parents[2] / "artefacts"
NOVEMBER = datetime(2026, 11, 3, 10, tzinfo=UTC)
# Late in October in UTC, and November already in Cairo.
NEW_YEARS_EVE = datetime(2026, 12, 31, 22, 30, tzinfo=UTC)


def move(
    owner: int, reference: str, amount: str, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as clock:
        clock.setattr("django.utils.timezone.now", lambda: at)
        field = LedgerEntry._meta.get_field("created_at")
        clock.setattr(field, "default", lambda: at)
        clock.setattr(field, "_get_default", lambda: at)
        book(a_deposit(owner, amount, reference))


def test_a_month_begins_where_the_one_before_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    user = a_user()
    move(user.pk, "deposit:1", "100.00", NOVEMBER, monkeypatch)
    move(user.pk, "deposit:2", "50.50", NEW_YEARS_EVE, monkeypatch)
    api = signed_in(user)

    months = api.get("/api/wallet/statements/").json()
    november = api.get("/api/wallet/statements/2026-11/").json()
    january = api.get("/api/wallet/statements/2027-01/").json()

    assert months == {"months": ["2027-01", "2026-11"]}
    assert november == {
        "month": "2026-11",
        "opening": "0.00",
        "closing": "100.00",
        "sums": {"deposit": "100.00"},
        "count": 1,
    }
    assert (january["opening"], january["closing"]) == ("100.00", "150.50")


def test_a_month_can_be_had_as_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    user = a_user()
    move(user.pk, "deposit:1", "100.00", NOVEMBER, monkeypatch)

    answer = signed_in(user).get("/api/wallet/statements/2026-11/", {"as": "csv"})

    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="statement-2026-11.csv"'
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines == [
        "date,type,reference,description,amount,balance_after,status",
        "2026-11-03T12:00:00+02:00,deposit,deposit:1,,100.00,100.00,completed",
    ]


@pytest.mark.parametrize("month", ["2026", "2026-13", "26-11", "2026-1", "x", "9999-01", "1999-12"])
def test_what_is_no_month_is_not_found(month: str) -> None:
    answer = signed_in(a_user()).get(f"/api/wallet/statements/{month}/")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_nobody_sees_anothers_statement(monkeypatch: pytest.MonkeyPatch) -> None:
    owner, stranger = a_user(), a_user()
    move(owner.pk, "deposit:1", "100.00", NOVEMBER, monkeypatch)

    shown = signed_in(stranger).get("/api/wallet/statements/2026-11/").json()

    assert (shown["count"], shown["closing"]) == (0, "0.00")
    assert Transaction.objects.count() == 1


def test_a_month_without_a_wallet_is_empty() -> None:
    shown = signed_in(a_user()).get("/api/wallet/statements/2026-11/").json()
    assert Decimal(shown["closing"]) == 0


def test_earnings_are_in_it() -> None:
    user = a_user()
    book(some_earnings(user.pk, "70.00"))
    month = Transaction.objects.get().created_at

    shown = signed_in(user).get(f"/api/wallet/statements/{month:%Y-%m}/").json()

    assert shown["sums"] == {"payment": "70.00"}


def test_a_month_can_be_had_on_paper(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    settings.TAX_ID = "100-200-300"
    user = a_user()
    move(user.pk, "deposit:1", "1100.00", NOVEMBER, monkeypatch)

    answer = signed_in(user).get("/api/wallet/statements/2026-11/?as=pdf")

    page = pypdfium2.PdfDocument(answer.content)[0]
    text = page.get_textpage().get_text_bounded()
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer["Cache-Control"] == "private, no-store"
    for words in ("كشف حساب", "2026-11", "1,100.00", "100-200-300", "2026-11-03"):
        assert words in text
    ARTEFACTS.mkdir(exist_ok=True)
    page.render(scale=1.3).to_pil().save(ARTEFACTS / "statement.png")


def test_a_long_month_goes_on_over_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    user = a_user()
    for number in range(60):
        move(user.pk, f"deposit:{number}", "1.00", NOVEMBER, monkeypatch)
    monkeypatch.setattr(statements, "MOST_PRINTED", 50)

    pdf = pypdfium2.PdfDocument(
        statements.as_pdf(user, NOVEMBER.date(), language="en", now=NOVEMBER)
    )

    text = [page.get_textpage().get_text_bounded() for page in pdf]
    assert len(text) > 1
    assert all("Kind" in page for page in text)
    assert "Further movements are in the CSV file" in text[-1]
    assert "10" in text[-1]


def test_what_a_movement_was_is_told_in_its_readers_language() -> None:
    user = a_user()
    for position, remark in enumerate(Remark):
        words = remark.beside("TH-4KX-7Q2M")
        line = Line(
            Account.CREDIT,
            Decimal(1),
            owner=user.pk,
            shown_as=TransactionType.DEPOSIT,
            words=words,
        )
        book(Entry(f"test:{position}", "deposit", (Line(Account.GATEWAY, Decimal(-1)), line)))
    api = signed_in(user)

    def told(language: str) -> list[str]:
        rows = api.get("/api/wallet/transactions/", HTTP_ACCEPT_LANGUAGE=language).json()
        return [row["description"] for row in rows["results"]]

    assert "TH-4KX-7Q2M · debt settled" in told("en")
    assert "TH-4KX-7Q2M · تسوية مستحقات" in told("ar")
    assert all(text.isascii() for text in "".join(told("en")).split("·"))
    assert not any("compensation" in text or "held" in text for text in told("ar"))
