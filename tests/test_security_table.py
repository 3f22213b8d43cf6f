"""The table of what is asked of us names tests that exist, and leaves no line without one."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "security.md"
ROWS = [
    line
    for line in PAGE.read_text(encoding="utf-8").splitlines()
    if re.match(r"\| (API|V)\d", line)
]


@cache
def functions_of(file: str) -> frozenset[str]:
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    return frozenset(
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )


def test_the_guards_that_were_taken_out_name_tests_that_exist() -> None:
    _, _, guards = PAGE.read_text(encoding="utf-8").partition("taken out")
    named = re.findall(r"`([\w/]+\.py)::(\w+)`", guards)

    assert len(named) > 30
    assert [name for file, name in named if name not in functions_of(file)] == []


def test_all_ten_risks_and_every_chapter_are_there() -> None:
    text = " ".join(row.split("|")[1] for row in ROWS)

    assert {f"API{number}" for number in range(1, 11)} <= set(re.findall(r"API\d+", text))
    assert {f"V{number}" for number in range(1, 18)} <= set(re.findall(r"V\d+", text))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.split("|")[1].strip())
def test_a_line_names_tests_that_exist(row: str) -> None:
    named = re.findall(r"`([\w/]+\.py)::(\w+)`", row)

    if "does not apply:" not in row and "no test:" not in row:
        assert named
    assert [name for file, name in named if name not in functions_of(file)] == []
