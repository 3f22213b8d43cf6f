"""What people see where a page cannot be: the house's words, in their language, and never nothing."""

import pytest
from django.test import Client

from custom_auth.tests.builders import a_seller, a_staff_member
from tests.office.signing import browser_of

pytestmark = pytest.mark.django_db
BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
TOO_LARGE = 600 * 1024


@pytest.mark.parametrize("path", ["/docs/nowhere/", "/sandbox/nowhere/", "/nowhere/"])
def test_a_browser_is_shown_a_page_and_a_program_a_problem(path: str) -> None:
    page = Client().get(path, headers=BROWSER)
    problem = Client().get(path)

    assert (page.status_code, problem.status_code) == (404, 404)
    assert "لا شيء هنا" in page.content.decode()
    assert 'dir="rtl"' in page.content.decode()
    assert "default-src" in page.headers["Content-Security-Policy"]
    assert problem.headers["Content-Type"] == "application/problem+json"


def test_the_api_speaks_in_problems_whoever_asks() -> None:
    answer = Client().get("/api/nowhere/", headers=BROWSER)

    assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("put", "/seller/statements/"),
        ("post", "/seller/returns/"),
        ("put", "/admin/logout/"),
        ("trace", "/admin/"),
    ],
)
def test_a_method_that_is_not_taken_is_refused_in_words(
    method: str, path: str, language: str
) -> None:
    is_office = path.startswith("/admin/")
    client = browser_of(a_staff_member("admin") if is_office else a_seller())

    answer = client.generic(method.upper(), path, headers={**BROWSER, "Accept-Language": language})

    assert answer.status_code == 405
    page = answer.content.decode()
    assert ("لا تُفتح هكذا" if language == "ar" else "Not opened like that") in page
    assert "Allow" in answer.headers
    assert "X-Request-ID" in answer.headers


def test_a_form_that_is_too_large_is_refused_in_words() -> None:
    form = "application/x-www-form-urlencoded"

    answer = Client().post("/seller/sign-in/", "a" * TOO_LARGE, form, headers=BROWSER)

    assert answer.status_code == 413
    assert "أكبر من المسموح" in answer.content.decode()


@pytest.mark.parametrize("door", ["/docs/", "/i18n/setlang/", "/admin/login/"])
def test_a_stale_form_is_refused_in_words_on_every_page(door: str) -> None:
    answer = Client(enforce_csrf_checks=True).post(door, {"a": "b"}, headers=BROWSER)

    assert answer.status_code == 403
    assert "لم يعد النموذج صالحًا" in answer.content.decode()


def test_the_twins_refuse_in_arabic_too() -> None:
    answer = Client().get("/sandbox/mail/nothing/", headers=BROWSER)

    page = answer.content.decode()
    assert answer.status_code == 404
    assert "لا يوجد شيء هنا." in page
    assert "There is no such mail." in page


@pytest.mark.parametrize(
    ("address", "door"),
    [("/admin/logout/", "/admin/login/"), ("/seller/sign-out/", "/seller/sign-in/")],
)
def test_a_link_to_sign_out_asks_first(address: str, door: str) -> None:
    person = a_staff_member("admin") if address.startswith("/admin/") else a_seller()
    home = address.split("/")[1]
    browser = browser_of(person, language="ar")

    asked = browser.get(address)

    assert asked.status_code == 200
    assert "تسجيل الخروج؟" in asked.content.decode()
    assert browser.get(f"/{home}/").status_code == 200
    browser.post(address)
    after = browser.get(f"/{home}/")
    assert (after.status_code, after.headers["Location"].partition("?")[0]) == (302, door)
    assert browser.get(address).status_code == 302
