"""``python -m tools.clients`` writes what is made; ``--check`` tells whether it is what would be made."""

import sys
from pathlib import Path

from tools.clients import collection, dart, python, typescript
from tools.clients.reading import read

ROOT = Path(__file__).resolve().parent.parent.parent
WRITERS = {
    "dart": dart.files,
    "typescript": typescript.files,
    "python": python.files,
    "collection": collection.files,
}


def made() -> dict[Path, str]:
    document = read(ROOT / "docs" / "openapi.yaml")
    return {
        ROOT / "clients" / language / name: text
        for language, write in WRITERS.items()
        for name, text in write(document).items()
    }


def left_over(wanted: dict[Path, str]) -> list[Path]:
    """Find requests of routes that are gone; the journey is written by hand."""
    folder = ROOT / "clients" / "collection"
    return [
        path
        for path in sorted(folder.glob("*/*.bru"))
        if path not in wanted and path.parent.name != "journey"
    ]


def write() -> None:
    wanted = made()
    for path in left_over(wanted):
        path.unlink()
    for path, text in wanted.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def main() -> int:
    wanted = made()
    if "--check" in sys.argv:
        stale = [
            path
            for path, text in wanted.items()
            if not path.exists() or path.read_text(encoding="utf-8") != text
        ] + left_over(wanted)
        for path in stale:
            print(f"{path.relative_to(ROOT)} is stale: run make clients and commit it")
        return 1 if stale else 0
    write()
    return 0


if __name__ == "__main__":
    sys.exit(main())
