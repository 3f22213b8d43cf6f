"""The phone and the mail box: they show what is in the folder, and nothing outside of it."""

import json
from email.message import EmailMessage
from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "outbox"
    (made / "push").mkdir(parents=True)
    return made


def a_message(folder: Path, name: str, **message: object) -> None:
    (folder / "push" / f"{name}.json").write_text(json.dumps(message), encoding="utf-8")


def a_mail(folder: Path, name: str = "hello", html: str = "") -> None:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "shop@shop.test", "منى <mona@x.test>", "طلبك وصل"
    mail.set_content("مرحبًا يا منى")
    if html:
        mail.add_alternative(html, subtype="html")
    mail.add_attachment(b"x", maintype="application", subtype="pdf", filename="invoice.pdf")
    (folder / f"{name}.eml").write_bytes(mail.as_bytes())


def shown(path: str) -> str:
    return Client().get(path).content.decode()


def test_the_phone_shows_the_newest_first(folder: Path) -> None:
    a_message(folder, "b", channel="push", to="mona", title="قديم", sent_at="2026-01-01T10:00:00Z")
    a_message(folder, "a", channel="sms", to="0100", body="جديد", sent_at="2026-02-01T10:00:00Z")

    page = shown("/sandbox/phone/")

    assert page.index("جديد") < page.index("قديم")
    assert "رسالة نصية" in page
    assert 'dir="rtl"' in page


def test_one_recipients_messages_can_be_chosen(folder: Path) -> None:
    a_message(folder, "a", to="mona", body="one")
    a_message(folder, "b", to="adel", body="other")
    page = shown("/sandbox/phone/?to=mona")
    assert ("one" in page, ">other<" in page) == (True, False)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not json",
        b"[]",
        b"null",
        b"\xff\xfe",
        b"[" * 50_000,
        b'{"title": {"a": [1]}, "sent_at": 5, "to": ["x", null]}',
        b'{"body": "\\ud800", "sent_at": "9999-99-99"}',
        b'{"sent_at": "0001-01-01T00:00:00+14:00"}',
        b'{"body": "<script>alert(1)</script>"}',
    ],
)
def test_odd_files_are_shown_or_passed_over(folder: Path, content: bytes) -> None:
    (folder / "odd.json").write_bytes(content)
    page = Client().get("/sandbox/phone/")
    assert page.status_code == 200
    assert b"<script>" not in page.content


def test_a_mail_is_listed_and_shown(folder: Path) -> None:
    a_mail(folder, html="<h1>وصل</h1><script>alert(1)</script>")

    box = shown("/sandbox/mail/")
    mail = shown("/sandbox/mail/hello.eml/")

    assert "طلبك وصل" in box
    assert "/sandbox/mail/hello.eml/" in box
    assert "مرحبًا يا منى" in mail
    assert "invoice.pdf" in mail
    assert 'sandbox="allow-popups allow-popups-to-escape-sandbox"' in mail
    assert "<script>" not in mail
    assert "&lt;script&gt;" in mail


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\xff",
        b"Subject: =?utf-99?q?x?=\n\n",
        b"Content-Type: text/plain; charset=nonsense\n\nx",
        b"Content-Type: multipart/mixed; boundary=x\n\n--x\n--x--",
        b"From: a@b@c,,<<\nSubject: =?utf-8?b?!!!?=\nContent-Transfer-Encoding: base64\n\n%%%",
        b"Content-Disposition: attachment; filename*=nonsense''%FF\n\nx",
        b'Content-Type: text/html\n\n"><script>alert(1)</script>',
    ],
)
def test_odd_mails_are_shown_all_the_same(folder: Path, content: bytes) -> None:
    (folder / "odd.eml").write_bytes(content)
    assert Client().get("/sandbox/mail/").status_code == 200
    answer = Client().get("/sandbox/mail/odd.eml/")
    assert answer.status_code == 200
    assert b"<script>" not in answer.content


@pytest.mark.parametrize(
    "name",
    [
        "../secret.eml",
        "..%2Fsecret.eml",
        "%2Fetc%2Fpasswd",
        "push/../../secret.eml",
        "hello.eml%00",
        "none.eml",
        "link.eml",
    ],
)
def test_nothing_outside_the_folder_is_shown(folder: Path, name: str) -> None:
    (folder.parent / "secret.eml").write_bytes(b"Subject: secret\n\nx")
    (folder / "link.eml").symlink_to(folder.parent / "secret.eml")
    answer = Client().get(f"/sandbox/mail/{name}/")
    assert answer.status_code in {400, 404}
    assert b"secret" not in Client().get("/sandbox/mail/").content


def test_a_mail_in_a_folder_inside_is_found(folder: Path) -> None:
    a_mail(folder, "push/deep")
    assert "/sandbox/mail/push/deep.eml/" in shown("/sandbox/mail/")
    assert "طلبك وصل" in shown("/sandbox/mail/push/deep.eml/")


def test_without_a_folder_the_pages_say_so(settings: Settings) -> None:
    settings.SANDBOX = {}
    assert "لم يُحدَّد مجلد" in shown("/sandbox/phone/")
    assert "لم يُحدَّد مجلد" in shown("/sandbox/mail/")


def test_a_large_file_is_passed_over(folder: Path) -> None:
    (folder / "large.json").write_bytes(b'{"body": "' + b"x" * 3_000_000 + b'"}')
    assert len(shown("/sandbox/phone/")) < 100_000
