"""Setting statements: PDF through Typst, right to left, in a font that comes along."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson
import typst

HERE = Path(__file__).parent
FONTS = HERE.parents[1] / "core" / "fonts"


def typeset(paper: Mapping[str, Any]) -> bytes:
    """Give a statement as PDF. Reads nothing but the template beside this file and the fonts."""
    return typst.compile(
        HERE / "statement.typ",
        root=HERE,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"paper": orjson.dumps(paper).decode()},
    )
