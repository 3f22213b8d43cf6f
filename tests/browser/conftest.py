"""A real browser before a real server, and what it complains about."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from tests.live import served

ARTEFACTS = Path(__file__).resolve().parents[2] / "artefacts" / "browser"
SIZES = {"desktop": {"width": 1366, "height": 900}, "phone": {"width": 390, "height": 844}}
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    # The library drives the browser in a loop of its own; our queries are made from the same thread.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield browser
        browser.close()


@dataclass
class Window:
    """One person's browser: a page, its address, and everything it complained about."""

    page: Page
    home: str
    size: str
    language: str
    complaints: list[str] = field(default_factory=list)
    # What it may complain about, where a test says why.
    excused: set[str] = field(default_factory=set)

    def open(self, path: str) -> None:
        self.page.goto(self.home + path)

    def hears(self, said: ConsoleMessage) -> None:
        if said.type == "error" and said.text not in self.excused:
            self.complaints.append(said.text)

    def shot(self, name: str) -> None:
        """Keep a picture of the whole page for people to look at."""
        ARTEFACTS.mkdir(parents=True, exist_ok=True)
        self.page.wait_for_load_state("networkidle")
        path = ARTEFACTS / f"{name}-{self.language}-{self.size}.png"
        self.page.screenshot(path=path, full_page=True)

    def violations(self) -> list[str]:
        """Give what axe finds of level A and AA; nothing is excused, not even the theme."""
        found = Axe().run(self.page, options={"runOnly": LEVELS}).response["violations"]
        return [
            f"{one['id']}: {node['target']} {node['failureSummary'][:200]}"
            for one in found
            for node in one["nodes"]
        ]


@pytest.fixture
def windows(
    own_database: None, chromium: Browser, settings: Any
) -> Iterator[Callable[..., Window]]:
    """Give a maker of windows; none may have complained when the test ends."""
    settings.STAFF_SECOND_FACTOR = True
    made: list[Window] = []
    with served() as home:

        def make(*, language: str = "ar", size: str = "desktop", scripts: bool = True) -> Window:
            context = chromium.new_context(
                viewport=SIZES[size],  # type: ignore[arg-type]
                java_script_enabled=scripts,
            )
            context.add_cookies([{"name": "lang", "value": language, "url": home}])
            context.set_default_timeout(30_000)
            window = Window(context.new_page(), home, size, language)
            window.page.on("console", window.hears)
            window.page.on("pageerror", lambda error: window.complaints.append(str(error)))
            made.append(window)
            return window

        yield make
        for window in made:
            window.page.context.close()
    assert [complaint for window in made for complaint in window.complaints] == []
