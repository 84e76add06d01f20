"""An approval that is taken away again: a machine's words are nobody's once more, for the day and for the memory."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from packager.cli import main
from packager.desk.reading import read
from packager.records import Status
from packager.translation.memory import Memory
from tests.day.test_translation_day import DATE, ENGLISH, RIGHT, chat_engine, fallback_chain
from tests.support.servers.scripted import serving


def build(folder: Path) -> int:
    named = ("--station", str(folder / "station.yaml"), "--output", str(folder / "out"))
    return main(["build", *named, "--date", DATE, "--edition", "ur"])


@pytest.mark.parametrize("given", [True, False])
def test_unchecked_comes_back_when_an_approval_is_taken_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, given: bool
) -> None:
    monkeypatch.setenv("STATION_KEY", "x")
    (tmp_path / "articles").mkdir()
    article = tmp_path / "articles" / "road.txt"
    article.write_text(ENGLISH, encoding="utf-8")
    path = tmp_path / "out" / DATE / "ur" / "manifest.yaml"
    with serving(RIGHT) as server:
        fallback_chain(tmp_path, chat_engine(server))
        build(tmp_path)
    assert main(["approve", str(path), "--by", "Gul Bibi"]) == 0
    build(tmp_path)
    assert all(line.checked for line in read(path).stories[0].lines)
    assert read(path).synthetic["translation"] == "checked"
    assert main(["undo", str(path), "--by", "Gul Bibi"]) == 0
    if not given:
        article.unlink()
        station = json.loads((tmp_path / "station.yaml").read_text("utf-8"))
        del station["articles"]
        (tmp_path / "station.yaml").write_text(json.dumps(station), "utf-8")
    build(tmp_path)
    (story,) = read(path).stories
    assert story.status is Status.REVIEW
    assert not any(line.checked for line in story.lines)
    assert read(path).synthetic["translation"] == "unchecked"
    with Memory.open(tmp_path / "out" / "memory.sqlite") as memory:
        assert [unit.checked for unit in memory.units()] == [False] * 3
