"""Every setting that the code reads is on the page of settings."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
READ = re.compile(r"(?:env\.\w+|from_environment|environ\.get|getenv)\(\s*\"([A-Z][A-Z_]+)\"")
# Read by tools and tests, or set by the program for itself.
NOT_SETTINGS = {
    "HTTP_VERSION",
    "DJANGO_SETTINGS_MODULE",
    "SANDBOX_TEST_DIR",
    "PYTEST_XDIST_WORKER",
    "HOST",
}


def test_every_setting_is_explained() -> None:
    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    sources = [
        path
        for path in ROOT.glob("*/**/*.py")
        if not {"tests", ".venv", "bench", "tools", "examples"} & set(path.relative_to(ROOT).parts)
    ]

    read = {name for path in sources for name in READ.findall(path.read_text(encoding="utf-8"))}

    assert len(read) > 30
    assert sorted(read - NOT_SETTINGS - set(re.findall(r"[A-Z_]{3,}", page))) == []
