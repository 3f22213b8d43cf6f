"""Every notice can be worded, in Arabic and in English, for every channel it travels through."""

import re
from datetime import date
from decimal import Decimal

import pytest

from notifications import rendering, texts_store, wording
from notifications.catalogue import LANGUAGES, kinds
from notifications.models import NoticeText
from notifications.rendering import counted, day, money

ARABIC = re.compile(r"[\u0621-\u064a]")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", sorted(kinds()))
@pytest.mark.django_db
def test_every_notice_is_worded_without_a_gap(code: str, language: str) -> None:
    kind = kinds()[code]
    words = kind.words[language]
    for source in (words.title, words.message, words.subject, words.body, kind.link):
        assert not rendering.missing_from(source, kind.sample, language=language), source

    short = wording.short(kind, kind.sample, language)
    mail = wording.mail(kind, kind.sample, language=language, name="منى")

    texts = [short.title, short.message, mail.subject, mail.text]
    for text in texts:
        assert text
        assert not re.search(r"{{|{%|}}|%}|\|\w+:|None", text), text
        assert language == "en" or ARABIC.search(text), text
    assert len(short.title) <= 80
    assert "\n" not in mail.subject
    assert f'lang="{language}"' in mail.html
    assert ('dir="rtl"' in mail.html) == (language == "ar")


def test_the_catalogue_tells_of_everything_that_was_promised() -> None:
    promised = {
        "account.password_changed", "account.new_device", "seller.applied", "seller.approved",
        "seller.changes_requested", "seller.rejected", "order.placed", "order.paid",
        "order.cancelled", "parcel.processing", "parcel.shipped", "parcel.out_for_delivery",
        "parcel.delivered", "parcel.refused", "parcel.cancelled", "sale.new", "review.received",
        "review.replied", "return.requested", "return.approved", "return.refused", "dispute.opened",
        "dispute.settled", "refund.made", "payout.requested", "payout.paid", "payout.failed",
        "wallet.deposited", "wallet.spent", "stock.low", "wishlist.back_in_stock",
        "wishlist.price_fell", "promotion.campaign",
    }  # fmt: skip

    assert promised <= set(kinds())


@pytest.mark.parametrize(
    ("number", "form"),
    [
        (0, "zero"),
        (1, "one"),
        (2, "two"),
        (3, "few"),
        (10, "few"),
        (11, "many"),
        (99, "many"),
        (100, "other"),
        (102, "other"),
        (103, "few"),
        (111, "many"),
    ],
)
def test_arabic_counts_in_six_ways(number: int, form: str) -> None:
    assert counted(number, "ar:zero|one|two|few|many|other") == form


@pytest.mark.parametrize(("number", "form"), [(0, "0 pieces"), (1, "1 piece"), (2, "2 pieces")])
def test_english_counts_in_two(number: int, form: str) -> None:
    assert counted(number, "en:%d piece|%d pieces") == form


def test_amounts_and_dates_are_written_as_their_readers_do() -> None:
    assert money("1249.5", "ar") == "1,249.50\u00a0جنيه"
    assert money(Decimal("1249.5"), "en") == "EGP\u00a01,249.50"
    assert day("2026-12-01", "ar") == "1 ديسمبر 2026"
    assert day(date(2026, 12, 1), "en") == "1 December 2026"


def test_what_people_write_cannot_become_part_of_a_mails_page() -> None:
    kind = kinds()["return.requested"]
    values = {**kind.sample, "reason_en": '<script>alert(1)</script><a href="x">'}

    mail = rendering.mail(kind, kind.words["en"], values, language="en", name="<b>Mona</b>")

    assert "<script>" not in mail.html
    assert "<b>Mona" not in mail.html
    assert "&lt;script&gt;" in mail.html
    assert "<script>" in mail.text
    assert "Hello <b>Mona</b>," in mail.text


def test_a_code_is_not_torn_in_two_and_nothing_else_becomes_part_of_the_page() -> None:
    values = {"order": "TH-4KX-7Q2M", "reason": "<b>\nDO-NOT & 2026-10-01"}

    html = rendering.lines(" · ".join(values.values()))

    whole = '<span style="white-space:nowrap">{}</span>'
    assert html == (
        f"{whole.format('TH-4KX-7Q2M')} · &lt;b&gt;<br>{whole.format('DO-NOT')} &amp; "
        f"{whole.format('2026-10-01')}"
    )


def test_an_arabic_name_does_not_turn_an_english_sentence_around() -> None:
    sentence = "{{ seller }} is preparing {{ order }}."

    told = rendering.fill(sentence, {"seller": "فخار", "order": "TH-4KX-7Q2M"}, language="en")

    assert told == "\u2068فخار\u2069 is preparing TH-4KX-7Q2M."


def test_a_day_is_written_in_words_where_figures_would_change_places() -> None:
    report = kinds()["reports.ready"]
    assert (
        rendering.fill(report.words["ar"].message, report.sample, language="ar")
        == "تقرير «المبيعات» من 1 أكتوبر 2026 إلى 31 أكتوبر 2026 جاهز."
    )


def test_a_subject_stays_one_line() -> None:
    kind = kinds()["product.rejected"]
    words = kind.words["en"]
    forged = type(words)("{{ product }}", "m", "{{ product }}", "b", "")

    values = {**kind.sample, "product": "Vase\r\nBcc: everybody@x.example"}

    assert rendering.mail(kind, forged, values, language="en", name="").subject == (
        "Vase Bcc: everybody@x.example"
    )


@pytest.mark.django_db
class TestWordsOfStaff:
    def test_they_take_the_place_of_ours(self) -> None:
        NoticeText.objects.create(
            kind="seller.approved", language="en", title="Hurray", message="You are in."
        )

        short = wording.short(kinds()["seller.approved"], {}, "en")
        mail = wording.mail(kinds()["seller.approved"], {}, language="en", name="Mona")

        assert (short.title, short.message) == ("Hurray", "You are in.")
        assert mail.subject == "Hurray"
        assert "You are in." in mail.text
        assert wording.short(kinds()["seller.approved"], {}, "ar").title.startswith("مبروك")

    def test_a_mistake_in_them_silences_nobody(self) -> None:
        NoticeText.objects.create(
            kind="payout.paid", language="en", title="{{ name|money }} {% nonsense %}", message="x"
        )

        short = wording.short(kinds()["payout.paid"], {"amount": "10.00"}, "en")

        assert short.title == "EGP\u00a010.00 was paid out"

    def test_a_change_is_in_force_at_once_where_it_was_made(self) -> None:
        kind = kinds()["seller.approved"]
        wording.short(kind, {}, "en")

        NoticeText.objects.create(kind=kind.code, language="en", title="New", message="x")
        texts_store.forget()

        assert wording.short(kind, {}, "en").title == "New"
