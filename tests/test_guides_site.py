"""The guides as a site: built without a network, Arabic first, and every link in it leads somewhere."""

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from django.test import Client

from to7fabackend import guides

BUILT: dict[str, Path] = {}


@pytest.fixture
def site(settings: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    if "site" not in BUILT:
        BUILT["site"] = tmp_path_factory.mktemp("guides") / "site"
        assert guides.build(BUILT["site"])
    settings.GUIDES_ROOT = BUILT["site"]
    return BUILT["site"]


def pages(site: Path) -> list[Path]:
    return [page for page in sorted(site.rglob("*.html")) if page.name != "404.html"]


def test_it_is_built_again_only_when_a_page_has_changed(site: Path) -> None:
    assert not guides.build(site)

    (site / guides.STAMP).write_text("made of something else")

    assert guides.build(site)


def test_arabic_comes_first_from_right_to_left_and_english_beside_it(site: Path) -> None:
    arabic, english = Client().get("/docs/"), Client().get("/docs/en/")

    arabic_page = b"".join(arabic.streaming_content).decode()  # type: ignore[attr-defined]
    english_page = b"".join(english.streaming_content).decode()  # type: ignore[attr-defined]
    assert (arabic.status_code, english.status_code) == (200, 200)
    assert 'lang="ar"' in arabic_page
    assert 'dir="rtl"' in arabic_page
    assert "سوق للمشغولات اليدوية" in arabic_page
    assert 'dir="ltr"' in english_page
    assert "worker-src" in arabic.headers["Content-Security-Policy"]


GUIDES = {
    "first-steps", "authentication", "checkout", "offline", "errors", "notifications", "sellers",
    "operators", "deployment", "architecture", "ledger", "decisions",
}  # fmt: skip


def test_every_guide_is_there_in_both_languages(site: Path) -> None:
    english = {path.name for path in (site / "en" / "guides").iterdir()}
    english |= {path.name for path in (site / "en").iterdir()}

    assert {name for name in GUIDES if not (site / name / "index.html").is_file()} == set()
    assert GUIDES - english == {"decisions"}  # the decisions themselves are in English
    assert len(list((site / "en" / "adr").iterdir())) >= 12


def test_every_link_and_picture_leads_somewhere_and_nothing_is_fetched_elsewhere(
    site: Path,
) -> None:
    broken, elsewhere = [], []
    for page in pages(site):
        text = page.read_text(encoding="utf-8")
        for kind, address in re.findall(
            r'<(a|img|script|link|iframe)\b[^>]*?(?:href|src)="([^"]+)"', text
        ):
            where = unquote(address.partition("#")[0].partition("?")[0])
            if address.startswith(("http:", "https:", "//")):
                elsewhere += [(page, address)] if kind != "a" else []
            elif where.startswith("/docs/"):
                target = site / where.removeprefix("/docs/")
                broken += [] if target.exists() else [(page, address)]
            elif where and not where.startswith(("/", "mailto:", "data:")):
                broken += [] if (page.parent / where).exists() else [(page, address)]

    assert [(str(page.relative_to(site)), address) for page, address in broken] == []
    assert elsewhere == []


def test_the_search_has_the_words_of_both_languages(site: Path) -> None:
    arabic = json.dumps(json.loads((site / "search.json").read_text()), ensure_ascii=False)
    english = (site / "en" / "search.json").read_text()

    assert "التجديد" in arabic
    assert "Idempotency-Key" in english


@pytest.mark.parametrize(
    "path",
    ["../../etc/passwd", "%2e%2e/%2e%2e/etc/passwd", ".made-of", "nothing/", "en/../../.made-of"],
)
def test_nothing_but_the_site_is_shown(path: str, site: Path) -> None:
    assert Client().get(f"/docs/{path}").status_code == 404


def test_a_folder_is_asked_for_with_its_slash(site: Path) -> None:
    answer = Client().get("/docs/first-steps")

    assert (answer.status_code, answer.headers["Location"]) == (302, "/docs/first-steps/")
