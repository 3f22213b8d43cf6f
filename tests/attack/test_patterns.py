"""No regular expression of the project can be made to run for long, whatever it is given to read."""

import ast
import re
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.core.validators import RegexValidator
from django.urls import URLPattern, URLResolver, get_resolver

# The parser of patterns has had a private name since 3.11, and is the only one that reads what `re` reads.
from re import _constants as codes  # isort: skip
from re import _parser as parser  # isort: skip

ROOT = Path(__file__).parents[2]
APPS = (
    "core",
    "notifications",
    "custom_auth",
    "products",
    "wallet",
    "orders",
    "payment",
    "analytics",
    "sandbox",
    "to7fabackend",
)
CALLS = {"compile", "match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer"}
# What is read is bounded by its field: names by hundreds, texts by thousands.
LONG = 10_000
# A linear pattern reads that in less than a millisecond: what takes this long is looked at more closely.
SUSPECT = 0.05
# Where that is not the end of it, it is ended.
GIVEN_UP = 1.0
# The web server reads no longer line than this.
LONGEST_PATH = 4094
# What a single segment of a path may hold; the rest of a route is fixed text.
SEGMENT = re.compile(r"\(\?P<\w+>(?:\[0-9\]\+|\[\^/\]\+|\[-a-zA-Z0-9_\]\+)\)")


@dataclass(frozen=True)
class Pattern:
    where: str
    text: str
    flags: int = 0
    longest: int = LONG


# What is put up with: Django's own route to an object begins anew at each slash of the longest path. Twice
# that, measured at the same moment, is the limit: seconds would say how busy the machine is.
YARDSTICK = Pattern("the yardstick", r"^r/(?P<a>.+)/(?P<b>.+)/\Z")


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func
            if isinstance(called, ast.Attribute) and called.attr in CALLS:
                if isinstance(called.value, ast.Name) and called.value.id == "re":
                    yield node
            elif isinstance(called, ast.Name) and called.id in {"RegexValidator", "RegexField"}:
                yield node


def _text_of(node: ast.expr) -> str | None:
    """Give a pattern's text, a word in the place of what is put in while it runs."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if isinstance(node, ast.JoinedStr):
        return "".join(
            str(part.value) if isinstance(part, ast.Constant) else "word" for part in node.values
        )
    return None


def _written() -> Iterator[Pattern]:
    for path in sorted(ROOT.glob("*/**/*.py")):
        place = path.relative_to(ROOT)
        if place.parts[0] not in APPS or "tests" in place.parts or "migrations" in place.parts:
            continue
        source = path.read_text()
        if "re." not in source and "Regex" not in source:
            continue
        for call in _calls(ast.parse(source)):
            if call.args and (text := _text_of(call.args[0])) is not None:
                yield Pattern(f"{place}:{call.lineno}", text)


def _of_modules() -> Iterator[Pattern]:
    """Give what modules hold compiled: also those whose text is put together while they load."""
    for name, module in sorted(sys.modules.items()):
        if name.split(".")[0] in APPS and ".tests" not in name:
            for attribute, value in sorted(vars(module).items()):
                if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                    yield Pattern(f"{name}.{attribute}", value.pattern, value.flags)
                if isinstance(value, RegexValidator):
                    compiled: Any = value.regex
                    yield Pattern(f"{name}.{attribute}", compiled.pattern, compiled.flags)


def _of_routes(patterns: list[Any], before: str = "") -> Iterator[Pattern]:
    for entry in patterns:
        regex = entry.pattern.regex
        if re.search(r"[+*]", SEGMENT.sub("", regex.pattern)):
            where = f"route {before}{entry.pattern}"
            yield Pattern(where, regex.pattern, regex.flags, LONGEST_PATH)
        if isinstance(entry, URLResolver):
            yield from _of_routes(entry.url_patterns, f"{before}{entry.pattern}")
        else:
            assert isinstance(entry, URLPattern)


def every_pattern() -> list[Pattern]:
    found = [*_written(), *_of_modules(), *_of_routes(get_resolver().url_patterns)]
    return list({(each.text, each.flags): each for each in found}.values())


def _letters(parsed: Any) -> Iterator[str]:
    """Give a character for everything a pattern reads: what it can be kept busy with."""
    for operation, argument in parsed:
        if operation in (codes.LITERAL, codes.NOT_LITERAL):
            yield chr(argument) if operation is codes.LITERAL else "a"
        elif operation is codes.RANGE:
            yield chr(argument[0])
        elif operation is codes.CATEGORY:
            yield {codes.CATEGORY_DIGIT: "1", codes.CATEGORY_SPACE: " "}.get(argument, "a")
        elif operation is codes.ANY:
            yield "a"
        elif operation is codes.IN:
            negated = any(kind is codes.NEGATE for kind, _ in argument)
            yield from ["a", "1"] if negated else _letters(argument)
        else:
            yield from (letter for part in _parts(operation, argument) for letter in _letters(part))


def _parts(operation: Any, argument: Any) -> list[Any]:
    """Give what an operation is made of."""
    if operation in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
        return [argument[2]]
    if operation is codes.SUBPATTERN:
        return [argument[3]]
    if operation is codes.ATOMIC_GROUP:
        return [argument]
    if operation is codes.BRANCH:
        return list(argument[1])
    return [argument[1]] if operation in (codes.ASSERT, codes.ASSERT_NOT) else []


def hostile(pattern: Pattern) -> Iterator[str]:
    """Give long texts that almost fit: one of its characters or two of them in turn, and a misfit."""
    letters = list(dict.fromkeys(_letters(parser.parse(pattern.text, pattern.flags))))[:5] or ["a"]
    units = [*letters, *(a + b for a in letters[:4] for b in letters[:4] if a != b)]
    whole = "".join(letters)
    for unit in [*units, whole]:
        body = (unit * pattern.longest)[: pattern.longest]
        for beginning in ("", letters[0]):
            yield beginning + body + "\x01"


def _give_up(_signal: int, _frame: object) -> None:
    raise TimeoutError


@contextmanager
def bounded() -> Iterator[None]:
    """Break off what reads for longer than a second of processor time."""
    before = signal.signal(signal.SIGVTALRM, _give_up)
    signal.setitimer(signal.ITIMER_VIRTUAL, GIVEN_UP, GIVEN_UP)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def seconds_of(compiled: "re.Pattern[str]", text: str) -> float:
    """Give the processor time that reading takes, or where it takes too long how long was waited."""
    began = time.thread_time()
    with suppress(TimeoutError), bounded():
        compiled.search(text)
        compiled.fullmatch(text)
    return time.thread_time() - began


def least(compiled: "re.Pattern[str]", text: str) -> float:
    return min(seconds_of(compiled, text) for _ in range(3))


def is_slow(compiled: "re.Pattern[str]", text: str) -> bool:
    """Tell whether reading takes more than twice what the yardstick takes for the longest path."""
    taken = seconds_of(compiled, text)
    if taken < SUSPECT or taken >= GIVEN_UP:
        return taken >= GIVEN_UP
    path = "r" + "/" * (LONGEST_PATH - 1) + "\x01"
    return least(compiled, text) > 2 * least(re.compile(YARDSTICK.text), path)


def stumbling_block(pattern: Pattern) -> str | None:
    """Give the beginning of a text that the pattern is slow to read, if there is one."""
    compiled = re.compile(pattern.text, pattern.flags)
    for text in hostile(pattern):
        if is_slow(compiled, text):
            return text[:20]
    return None


def test_patterns_are_found_wherever_they_stand() -> None:
    places = " ".join(pattern.where for pattern in every_pattern())

    for place in (
        "core/cards.py",
        "core/logs.py",
        "analytics/rules.py",
        "route ",
        "products/search",
    ):
        assert place in places


@pytest.mark.timeout(300)
@pytest.mark.parametrize("pattern", every_pattern(), ids=lambda pattern: pattern.where)
def test_no_pattern_runs_for_long(pattern: Pattern) -> None:
    assert stumbling_block(pattern) is None, pattern.text


@pytest.mark.parametrize("bad", [r"[^\s@]+@[^\s@]+\.x", r"(?:\s*a\s*)+b"])
def test_a_slow_pattern_would_be_noticed(bad: str) -> None:
    assert stumbling_block(Pattern("here", bad, longest=3 * LONG)) is not None
