"""The list of what a run of publishing has placed, as the run after a power cut finds it."""

from __future__ import annotations

from pathlib import Path

from packager.air.journal import Placing


def test_a_line_that_was_cut_off_costs_that_line_alone(tmp_path: Path) -> None:
    placing = Placing(tmp_path / "air" / ".placing.jsonl")
    placing.into("air")("a.wav", "1")
    placing.into("/drop")("b.wav", "2")
    with placing.path.open("r+b") as file:
        file.truncate(placing.path.stat().st_size - 3)
    placing.into("/drop")("c.wav", "3")
    assert placing.over({"air": {"a.wav": "0", "d.wav": "4"}}) == {
        "air": {"a.wav": "1", "d.wav": "4"},
        "/drop": {"c.wav": "3"},
    }
    placing.done()
    assert placing.over({}) == {}
