"""Setting papers in type: Arabic is shaped and runs from right to left, in a font that comes along."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson
import typst

HERE = Path(__file__).parent
FONTS = HERE.parents[1] / "core" / "fonts"


def typeset(kind: str, paper: Mapping[str, Any]) -> bytes:
    """Give a paper as PDF. Reads nothing but the templates and fonts beside this file."""
    return typst.compile(
        HERE / f"{kind}.typ",
        root=HERE,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"paper": orjson.dumps(paper).decode()},
    )
