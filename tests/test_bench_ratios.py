"""A ratio that has lost a third is told of; the machine's moods are not."""

from dataclasses import replace
from pathlib import Path

import pytest

from bench import ratios, speed
from bench.machine import Load, Unfit
from bench.speed import PROMISES, Row

KEPT = {"list / floor: list": 0.45, "order / pgbench: order": 0.36}


@pytest.mark.parametrize(
    ("now", "falls"), [(0.45, False), (0.90, False), (0.31, False), (0.30, True), (0.0, True)]
)
def test_a_ratio_falls_when_a_third_of_it_is_gone(now: float, *, falls: bool) -> None:
    found = {**KEPT, "list / floor: list": now}

    assert list(ratios.fallen(found, KEPT)) == (["list / floor: list"] if falls else [])


def test_a_ratio_that_is_no_longer_measured_has_fallen_and_a_new_one_has_not() -> None:
    found = {"list / floor: list": 0.45, "search / floor: search": 0.2}

    assert ratios.fallen(found, KEPT) == {"order / pgbench: order": 0.0}
    told = ratios.verdict(found, KEPT)
    assert "fell by a third or more: order / pgbench: order" in told
    assert "new" in next(line for line in told.splitlines() if line.startswith("search"))


def test_what_was_kept_is_read_again_and_falls_by_nothing(tmp_path: Path) -> None:
    path = tmp_path / "ratios.json"

    ratios.keep({"b": 0.33333, "a": 25.0}, path)

    assert path.read_text() == '{\n "a": 25.0,\n "b": 0.333\n}\n'
    assert ratios.read(path) == {"a": 25.0, "b": 0.333}
    assert ratios.verdict(ratios.read(path), ratios.read(path)).endswith("more: none")


def test_without_kept_ratios_nothing_is_said_to_hold(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        ratios.read(tmp_path / "ratios.json")


def rows(**rates: float) -> list[Row]:
    names = {name for ours, other, _ in PROMISES for name in (ours, other)}
    load = Load(per_second=10.0, p50=1.0, p99=2.0, failed=0)
    return [
        Row(name, replace(load, per_second=rates.get(name.replace(": ", "_"), 10.0)), 0.0)
        for name in names
    ]


def test_a_side_that_answered_nothing_is_a_busy_machine_and_no_ratio() -> None:
    assert set(speed.ratios(rows()).values()) == {1.0}
    with pytest.raises(Unfit, match="naive: list"):
        speed.ratios(rows(naive_list=0.0))


def test_ratios_of_each_promise_are_kept() -> None:
    assert set(ratios.read()) == {f"{ours} / {other}" for ours, other, _ in PROMISES}
