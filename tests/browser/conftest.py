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
# What the theme of the back office does wrong by itself, on parts that are not ours.
OF_THE_THEME = {
    "color-contrast": "its grey on grey of the menu's heads, hints and key caps",
    "label": "its search fields and the box that chooses all rows have no label",
    "select-name": "its list of actions has no name",
    "aria-input-field-name": "its fields that complete what is typed",
    "scrollable-region-focusable": "its menu scrolls without being reachable",
    "button-name": "its buttons that show only a picture",
    "link-name": "its links that show only a picture",
    "nested-interactive": "its heads of tables that sort",
    "meta-viewport": "its own head",
    "aria-valid-attr-value": "its tabs point to what is drawn later",
    "aria-allowed-attr": "its tabs",
    "list": "its pages of lists",
    "listitem": "its pages of lists",
}
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

    def open(self, path: str) -> None:
        self.page.goto(self.home + path)

    def hears(self, said: ConsoleMessage) -> None:
        if said.type == "error":
            self.complaints.append(said.text)

    def shot(self, name: str) -> None:
        """Keep a picture of the whole page for people to look at."""
        ARTEFACTS.mkdir(parents=True, exist_ok=True)
        self.page.wait_for_load_state("networkidle")
        path = ARTEFACTS / f"{name}-{self.language}-{self.size}.png"
        self.page.screenshot(path=path, full_page=True)

    def violations(self, *, of_theme: bool = False) -> list[str]:
        """Give what axe finds of level A and AA, but for what the theme is excused."""
        found = Axe().run(self.page, options={"runOnly": LEVELS}).response["violations"]
        excused = OF_THE_THEME if of_theme else {}
        return [
            f"{one['id']}: {node['target']} {node['failureSummary'][:200]}"
            for one in found
            for node in one["nodes"]
            if one["id"] not in excused or "office" in str(node["html"])
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
