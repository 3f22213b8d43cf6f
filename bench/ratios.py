"""The ratios of a short run against those that were kept: what CI fails on.

Figures of two machines cannot be compared, ratios of one run can: both of their sides met the same
machine in the same minute. A third is more than the machine's moods make of them.
"""

import json
from collections.abc import Mapping
from pathlib import Path

KEPT = Path(__file__).resolve().parent.parent / "docs" / "performance" / "ratios.json"
LEFT = 2 / 3


def fallen(found: Mapping[str, float], kept: Mapping[str, float]) -> dict[str, float]:
    """Give what is left of each ratio that fell by a third or more; one that is gone has nothing left."""
    left = {name: found.get(name, 0.0) / before for name, before in kept.items() if before > 0}
    return {name: share for name, share in left.items() if share <= LEFT}


def verdict(found: Mapping[str, float], kept: Mapping[str, float]) -> str:
    """Say of each ratio what it was, is and has left, and which of them fell."""
    lines = [f"{'ratio':48}{'kept':>8}{'is':>8}{'left':>8}"]
    for name in sorted({*found, *kept}):
        before, now = kept.get(name, 0.0), found.get(name, 0.0)
        share = f"{now / before:8.0%}" if before > 0 else f"{'new':>8}"
        lines.append(f"{name:48}{before:8.2f}{now:8.2f}{share}")
    lost = fallen(found, kept)
    lines.append(f"fell by a third or more: {', '.join(sorted(lost)) or 'none'}")
    return "\n".join(lines)


def read(path: Path = KEPT) -> dict[str, float]:
    """Read the kept ratios.

    :raises FileNotFoundError: if none were kept yet: without them nothing can be said to have fallen.
    """
    kept: dict[str, float] = json.loads(path.read_text(encoding="utf-8"))
    return kept


def keep(found: Mapping[str, float], path: Path = KEPT) -> None:
    told = {name: round(ratio, 3) for name, ratio in sorted(found.items())}
    path.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
