"""Where a day lies: beside the station's file, wherever cron stands; and what 'today' is."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from packager.cli import main
from packager.desk.reading import read
from packager.errors import InputErrors
from packager.exit_codes import DONE, NEEDS_PERSON
from packager.records import Status
from packager.station import load
from tests.support.lean import SHOW

STATION = f"""\
station: Field
timezone: Asia/Karachi
articles: in
editions: {json.dumps({"ps": {"voice": "pashto", **SHOW}})}
air-unreviewed: true
formats: {{mp3: false}}
"""


@pytest.fixture
def station(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A station whose one article comes with its translation; cron stands somewhere else."""
    folder, elsewhere = tmp_path / "station", tmp_path / "home"
    (folder / "in").mkdir(parents=True)
    elsewhere.mkdir()
    (folder / "in" / "road.txt").write_text("Road reopens\n\nThe road is open again.\n", encoding="utf-8")
    (folder / "in" / "road.ps.txt").write_text("لار پرانیستل شوه\n\nلار بیا پرانیستل شوه.\n", encoding="utf-8")
    (folder / "station.yaml").write_text(STATION, encoding="utf-8")
    monkeypatch.chdir(elsewhere)
    return folder


def run(station: Path, command: str, *words: str) -> int:
    return main([command, *words, "--station", str(station / "station.yaml")])


def test_every_day_lies_beside_the_stations_file_and_today_is_the_stations(station: Path, tmp_path: Path) -> None:
    today = datetime.now(ZoneInfo("Asia/Karachi")).date().isoformat()
    assert run(station, "build") == DONE
    assert not any((tmp_path / "home").iterdir())
    folder = station / "output" / today / "ps"
    assert run(station, "publish", "today") == DONE
    assert (folder / "air" / "as-aired.yaml").is_file()
    assert run(station, "check", "today") == DONE
    assert run(station, "review", "today") == NEEDS_PERSON
    assert run(station, "review", today) == NEEDS_PERSON


def test_a_station_says_where_its_days_lie_and_the_command_line_goes_by_the_shell(
    station: Path, tmp_path: Path
) -> None:
    file = station / "station.yaml"
    file.write_text(STATION + "output: days\n", encoding="utf-8")
    assert load(file).output == station / "days"
    assert run(station, "build", "--date", "2026-11-27", "--output", "here") == DONE
    assert (tmp_path / "home" / "here" / "2026-11-27" / "ps" / "manifest.yaml").is_file()
    assert not (station / "days").exists()
    file.write_text(STATION + "output: ../days\n", encoding="utf-8")
    with pytest.raises(InputErrors, match="output"):
        load(file)


def test_an_article_that_aired_yesterday_is_said_to_be_so(station: Path, capsys: pytest.CaptureFixture[str]) -> None:
    friday, saturday = (station / "output" / day / "ps" / "manifest.yaml" for day in ("2026-11-27", "2026-11-28"))
    run(station, "build", "--date", "2026-11-27")
    assert run(station, "build", "--date", "2026-11-28") == DONE  # built and not aired: yesterday's is no old news
    run(station, "publish", "2026-11-27")
    capsys.readouterr()
    assert run(station, "build", "--date", "2026-11-28") == NEEDS_PERSON
    assert "road: aired on 2026-11-27, the same article" in capsys.readouterr().out
    assert read(saturday).story("road").before == "aired on 2026-11-27"  # type: ignore[union-attr]
    assert read(friday).story("road").before == ""  # type: ignore[union-attr]
    run(station, "review", "2026-11-28")
    assert "the same article was aired on 2026-11-27" in capsys.readouterr().out
    run(station, "build", "--date", "2026-11-28", "--json")
    (told,) = json.loads(capsys.readouterr().out)
    assert told["before"] == {"road": "aired on 2026-11-27"}
    # What is made by itself does not put yesterday's bulletin on air under today's date.
    assert run(station, "daily", "--date", "2026-11-28") == NEEDS_PERSON
    assert "every story in it aired on 2026-11-27" in capsys.readouterr().err
    assert not (saturday.parent / "air").exists()

    # Whoever approves it for today says that it shall air again; a changed article is another one.
    text = saturday.read_text(encoding="utf-8")
    approved = text.replace("status: review", "status: approved\n    approved: {by: Gul Bibi}", 1)
    saturday.write_text(approved, encoding="utf-8")
    assert run(station, "daily", "--date", "2026-11-28") == DONE
    assert read(saturday).stories[0].status is Status.APPROVED
    assert (saturday.parent / "air" / "as-aired.yaml").is_file()
    (station / "in" / "road.txt").write_text("Road reopens\n\nThe road is open for all.\n", encoding="utf-8")
    run(station, "build", "--date", "2026-11-29")
    assert read(station / "output" / "2026-11-29" / "ps" / "manifest.yaml").stories[0].before == ""


def test_an_article_that_was_killed_yesterday_is_said_to_be_so(station: Path) -> None:
    run(station, "build", "--date", "2026-11-27")
    friday = station / "output" / "2026-11-27" / "ps" / "manifest.yaml"
    text = friday.read_text(encoding="utf-8")
    friday.write_text(text.replace("status: review", "status: killed\n    reason: wrong road", 1), encoding="utf-8")
    assert run(station, "daily", "--date", "2026-11-28") == NEEDS_PERSON
    saturday = station / "output" / "2026-11-28" / "ps"
    assert read(saturday / "manifest.yaml").stories[0].before == "killed on 2026-11-27 (wrong road)"
    assert not (saturday / "air").exists()
