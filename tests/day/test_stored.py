"""The store is cleared of what no kept day is made from, and says which of its results are not as they were kept."""

from __future__ import annotations

import json
import os
import shutil
import time
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from packager.cli import main
from packager.day.stored import FEEDS
from packager.desk import state
from packager.locks import EDITION, held
from packager.store import Store, digest, write_whole
from tests.day.test_archive import BESIDE, ENGLISH

TODAY = datetime.now(ZoneInfo("Asia/Karachi")).date()
STATION = """\
station: Demo Radio
timezone: Asia/Karachi
air-unreviewed: true
keep-days: 3
formats: {mp3: false}
drops:
  - {system: folder, folder: drops}
editions:
  ps: {anchor: [pashto]}
"""
AGO = (9, 8, 1)  # days


def day(ago: int) -> str:
    return (TODAY - timedelta(days=ago)).isoformat()


def run(station: Path, *words: str) -> int:
    return main([*words, "--station", str(station / "station.yaml")])


def build(station: Path, ago: int) -> int:
    articles = station / day(ago)
    articles.mkdir(exist_ok=True)
    (articles / "road.txt").write_text(ENGLISH.format(ago), "utf-8")
    (articles / "road.ps.txt").write_text(BESIDE["ps"].format(ago), "utf-8")
    return run(station, "build", str(articles), "--date", day(ago))


def grown_old(folder: Path, days: int = 20) -> None:
    moment = time.time() - days * 86_400
    for path in folder.rglob("*"):
        if path.is_file():
            os.utime(path, (moment, moment))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three days, the first never published; all of it twenty days old on the disk."""
    station = tmp_path_factory.mktemp("station")
    (station / "drops").mkdir()
    (station / "station.yaml").write_text(STATION, "utf-8")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("os.fsync", lambda _handle: None)
        for ago in AGO:
            assert build(station, ago) in (0, 3)
            if ago != 9:
                assert run(station, "publish", day(ago)) == 0
    grown_old(station / "output" / ".store")
    return station


@pytest.fixture
def station(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("os.fsync", lambda _handle: None)
    return Path(shutil.copytree(made, tmp_path / "station", copy_function=shutil.copy2))


def sounds(station: Path) -> set[str]:
    store = station / "output" / ".store"
    return {path.relative_to(store).as_posix() for path in store.rglob("*.wav")}


def made_of(station: Path, ago: int) -> set[str]:
    known = state.load(station / "output" / day(ago) / "ps")
    assert known
    return {*(known.sounds or ())}


def tidied(station: Path, capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, object]:
    capsys.readouterr()
    assert run(station, "tidy", "--json", *words) == 0
    rows = {Path(row["folder"]).name: row for row in json.loads(capsys.readouterr().out)}
    found: dict[str, object] = rows.get(".store", {})
    return found


def test_what_no_kept_day_is_made_from_goes(station: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gone = made_of(station, 8) - made_of(station, 9) - made_of(station, 1)
    assert gone
    before = sounds(station)
    assert gone < before
    # What would go is told of the days as they lie there now: the eighth is not cleared yet.
    would = tidied(station, capsys, "--dry-run")["files"]
    assert isinstance(would, list)
    assert not [name for name in would if name.endswith(".wav")]
    assert sounds(station) == before
    told = tidied(station, capsys)
    assert isinstance(told["files"], list)
    assert gone < {*told["files"]}
    assert sounds(station) == before - gone
    assert made_of(station, 9) | made_of(station, 1) <= sounds(station)
    assert run(station, "check", "--store") == 0
    capsys.readouterr()
    assert run(station, "build", "--date", day(1), "--explain", "--json") in (0, 3)
    (explained,) = json.loads(capsys.readouterr().out)
    assert explained["speak"] == []
    assert tidied(station, capsys) == {}


def test_what_was_used_lately_stays(station: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = Store(station / "output" / ".store")
    grown_old(store.root, days=2)
    assert tidied(station, capsys) == {}


def test_pages_and_answers_go_by_their_age(station: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = Store(station / "output" / ".store")
    fetched, new = Store(store.root / FEEDS), digest("new")
    write_whole(fetched.path("http", digest("old"), ".body"), b"page")
    write_whole(store.path("sent", digest("old"), ".jsonl"), b"{}\n")
    write_whole(store.root / FEEDS / "seen.json", b"{}")
    grown_old(store.root)
    write_whole(fetched.path("http", new, ".body"), b"page")
    tidied(station, capsys)
    assert {path.name for path in store.root.rglob("*") if path.suffix in (".body", ".jsonl")} == {
        f"{new}.body",
        f"{digest('old')}.jsonl",
    }
    assert (store.root / FEEDS / "seen.json").is_file()


def test_an_edition_that_does_not_say_what_it_is_made_of_keeps_all(
    station: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sounds(station)
    (station / "output" / day(9) / "ps" / state.NAME).unlink()
    assert "does not say" in str(tidied(station, capsys)["kept"])
    assert sounds(station) == before


def test_nothing_goes_while_somebody_builds(station: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = sounds(station)
    with held(station / "output" / day(1) / "ps" / EDITION, "packager build"):
        assert "is being made" in str(tidied(station, capsys)["kept"])
    assert sounds(station) == before


def test_damaged_results_are_told_and_taken_away(station: Path, capsys: pytest.CaptureFixture[str]) -> None:
    clips = sorted((station / "output" / ".store" / "clips").rglob("*.wav"))
    cut, one, other = clips[0], clips[1], clips[2]
    data = bytearray(cut.read_bytes())
    data[-1] ^= 1
    cut.write_bytes(data)
    for first, second in ((one, other), (one.with_suffix(".json"), other.with_suffix(".json"))):
        first.rename(first.with_suffix(".aside"))
        second.rename(first)
        first.with_suffix(".aside").rename(second)
    stray = cut.with_name("notes.txt")
    stray.write_text("mine")
    capsys.readouterr()
    assert run(station, "check", "--store", "--json") == 1
    told = json.loads(capsys.readouterr().out)
    assert {Path(row["path"]).stem for row in told["damaged"]} == {cut.stem, one.stem, other.stem, "notes"}
    assert run(station, "check", "--store", "--remove") == 1, "a stray file is nobody's to take away"
    assert not {cut, one, other} & {*cut.parent.parent.rglob("*.wav")}
    stray.unlink()
    assert run(station, "check", "--store") == 0


def test_a_check_wants_something_to_check(station: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(station, "check") == 2
    assert "--store" in capsys.readouterr().err
