"""Builds docs/ into the site served at /docs/: Arabic first, English below en/. It needs no network.

The pages are staged for each language, since a page may be read in the repository, too, where its links to
files outside docs/ lead somewhere.
"""

import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
STAMP = ".made-of"

STYLE = "assets/guides.css"
# Code is read from left to right, also within a sentence that is not.
CSS = "code { direction: ltr; unicode-bidi: isolate; }\n"

Nav = list[dict[str, Any]]
ARABIC: Nav = [
    {"البداية": "index.md"},
    {
        "لمن يبني": [
            {"الخطوات الأولى": "first-steps.md"},
            {"الدخول من Flutter": "authentication.md"},
            {"الدفع": "checkout.md"},
            {"بلا شبكة": "offline.md"},
            {"الأخطاء": "errors.md"},
            {"الإشعارات": "notifications.md"},
        ]
    },
    {"لمن يبيع": [{"دليل البائع": "sellers.md"}]},
    {"لمن يدير": [{"دليل المشغّل": "operators.md"}, {"النشر": "deployment.md"}]},
    {
        "لمن يريد أن يفهم": [
            {"البناء": "architecture.md"},
            {"الدفتر بالأمثلة": "ledger.md"},
            {"القرارات": "decisions.md"},
        ]
    },
]
LANGUAGES: dict[str, dict[str, Any]] = {
    "ar": {"site_name": "تحفة", "direction": "rtl", "other": ("English", "/docs/en/")},
    "en": {"site_name": "Tohfa", "direction": "ltr", "other": ("العربية", "/docs/")},
}


def english_nav(pages: Path) -> Nav:
    """List what there is, by folder: a page needs no second mention to be found."""

    def listed(folder: str, names: list[str]) -> Nav:
        return [{_title(pages / folder / name): f"{folder}/{name}".lstrip("/")} for name in names]

    def of(folder: str) -> list[str]:
        return sorted(path.name for path in (pages / folder).glob("*.md"))

    above = [name for name in of("") if name not in {"index.md"}]
    return [
        {"Start": "index.md"},
        {"Guides": listed("guides", of("guides"))},
        {"In depth": listed("", above)},
        {"Decisions": listed("adr", of("adr"))},
    ]


def _title(page: Path) -> str:
    found = re.search(r"^# (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return found[1] if found else page.stem


def digest() -> str:
    """Name everything the site depends on."""
    made = hashlib.sha256(Path(__file__).read_bytes())
    for path in sorted(DOCS.rglob("*")):
        if path.is_file() and path.suffix != ".yaml":
            made.update(str(path.relative_to(DOCS)).encode() + path.read_bytes())
    return made.hexdigest()


def build(site: Path) -> bool:
    """Build the site, unless it is there already; tell whether it was built."""
    stamp = site / STAMP
    if stamp.is_file() and stamp.read_text() == digest():
        return False
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "site"
        for language, options in LANGUAGES.items():
            stage = Path(folder) / language
            _stage(language, stage / "docs")
            nav = ARABIC if language == "ar" else english_nav(stage / "docs")
            _run_builder(stage, language, options, nav)
            target = whole if language == "ar" else whole / language
            shutil.copytree(stage / "site", target, dirs_exist_ok=True)
        (whole / STAMP).write_text(digest())
        shutil.rmtree(site, ignore_errors=True)
        site.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(whole, site)
    return True


def _stage(language: str, pages: Path) -> None:
    if language == "ar":
        shutil.copytree(DOCS / "ar", pages)
        shutil.copytree(DOCS / "diagrams", pages / "diagrams")
    else:
        shutil.copytree(DOCS, pages, ignore=shutil.ignore_patterns("ar", "*.yaml"))
        shutil.copy(ROOT / "CHANGELOG.md", pages / "changelog.md")
    (pages / STYLE).parent.mkdir()
    (pages / STYLE).write_text(CSS, encoding="utf-8")
    for page in pages.rglob("*.md"):
        text = page.read_text(encoding="utf-8")
        page.write_text(_within(text, page.relative_to(pages)), encoding="utf-8")


def _within(text: str, page: Path) -> str:
    """Turn links that leave the folder into what stands for them in the site; hide the tests' marks."""
    text = text.replace("```bash tour", "```bash")
    text = text.replace("](../diagrams/", "](diagrams/")
    text = re.sub(
        r"\]\((?:\.\./)+CHANGELOG\.md\)", f"]({'../' * len(page.parent.parts)}changelog.md)", text
    )
    if page.name == "changelog.md":
        text = text.replace("](docs/", "](")
    return text


def _run_builder(stage: Path, language: str, options: dict[str, Any], nav: Nav) -> None:
    other, address = options["other"]
    config = {
        "site_name": options["site_name"],
        "docs_dir": "docs",
        "site_dir": "site",
        "nav": nav,
        "extra_css": [STYLE],
        "theme": {
            "language": language,
            "direction": options["direction"],
            "font": False,
            "features": ["navigation.sections", "search.highlight", "content.code.copy"],
        },
        "extra": {
            "generator": False,
            "alternate": [
                {"name": other, "link": address, "lang": "en" if language == "ar" else "ar"},
            ],
        },
        "markdown_extensions": [
            "tables", "attr_list", "md_in_html", "sane_lists", "pymdownx.highlight",
            "pymdownx.superfences",
        ],
    }  # fmt: skip
    # JSON is YAML, too, which is what the builder reads.
    (stage / "mkdocs.yml").write_text(json.dumps(config, ensure_ascii=False), encoding="utf-8")
    builder = Path(sys.executable).parent / "zensical"
    done = subprocess.run(
        [str(builder), "build", "-f", "mkdocs.yml"],
        cwd=stage,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode or not (stage / "site" / "index.html").is_file():
        raise RuntimeError(done.stdout + done.stderr)
