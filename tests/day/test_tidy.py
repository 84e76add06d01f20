"""Old days go by the station's rule, and never what is on air, waits, or was altered."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from packager.cli import main
from packager.desk.listing import manifests
from tests.support.ready_edition import STATION, build, lying, new_station, publish, set_status

TODAY = datetime.now(ZoneInfo("Asia/Karachi")).date()
FEED = """\
podcast:
  ps:
    title: خبرونه
    description: خبرونه
    base: https://r.example
    link: https://r.example
    author: R
    email: r@r.example
"""


def day(ago: int) -> str:
    return (TODAY - timedelta(days=ago)).isoformat()


def tidy(station: Path, capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, dict[str, object]]:
    capsys.readouterr()
    assert main(["tidy", "--station", str(station / "station.yaml"), "--json", *words]) == 0
    rows = json.loads(capsys.readouterr().out)
    return {str(Path(row["folder"]).parent.name): row for row in rows}


def sound(folder: Path) -> list[str]:
    return sorted(str(p.relative_to(folder)) for p in folder.rglob("*") if p.suffix in (".wav", ".flac", ".mp3"))


@pytest.fixture
def station(tmp_path: Path) -> Path:
    return new_station(tmp_path, STATION + "keep-days: 3\n")


def test_old_days_go_and_what_says_what_aired_stays(station: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for ago in (9, 8, 2):
        assert publish(station, build(station, day(ago), ["road"]), capsys)[0] == 0
    old = station / "output" / day(9) / "ps"
    drops, before = lying(station / "drops/plain"), sound(old)
    would = tidy(station, capsys, "--dry-run")
    assert sound(old) == before
    done = tidy(station, capsys)
    assert done.keys() == would.keys() == {day(9), day(8)}
    assert done[day(9)]["freed"] == would[day(9)]["freed"] != 0
    assert sound(old) == []
    assert sound(station / "output" / day(2) / "ps") != []
    assert lying(station / "drops/plain") == drops  # what a playout system has is the system's
    for name in ("manifest.yaml", ".aired.json", "air/as-aired.yaml"):
        assert (old / name).is_file()
    assert tidy(station, capsys) == {}
    # What was cleared away is no work any more, and nobody puts it back.
    assert [path.parent.parent.name for path in manifests(station / "output")] == [day(2)]
    assert publish(station, station / "output", capsys)[0] == 0
    assert sound(old) == []
    # It can still be killed, and then leaves the playout systems.
    set_status(old / "manifest.yaml", "killed")
    code, (told,), _ = publish(station, old / "manifest.yaml", capsys)
    assert code == 0
    assert told["withdrawn"]
    assert not any(day(9) in name for name in lying(station / "drops/plain"))


def test_what_is_on_air_or_waits_stays(station: Path, capsys: pytest.CaptureFixture[str]) -> None:
    build(station, day(9), ["draft"])
    for ago in (8, 7):
        publish(station, build(station, day(ago), ["road"]), capsys)
    wav = station / "output" / day(8) / "ps" / f"{day(8)}-ps.wav"
    wav.write_bytes(b"altered")
    done = tidy(station, capsys)
    assert "never published" in str(done[day(9)]["kept"])
    assert "is on air" in str(done[day(7)]["kept"])  # the last there is, however old
    assert "altered" in str(done[day(8)]["kept"])
    assert wav.read_bytes() == b"altered"
    assert sound(station / "output" / day(7) / "ps") != []


def test_a_kill_that_waits_for_a_share_stays(station: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old = build(station, day(8), ["road"])
    publish(station, old, capsys)
    publish(station, build(station, day(1), ["road"]), capsys)
    (station / "drops/plain").rename(station / "away")
    set_status(old, "killed")
    publish(station, old, capsys)
    assert "to be taken away" in str(tidy(station, capsys)[day(8)]["kept"])


def test_what_the_feed_serves_stays(station: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (station / "station.yaml").write_text(STATION + FEED + "keep-days: 3\n", encoding="utf-8")
    for ago in (9, 1):
        publish(station, build(station, day(ago), ["road"]), capsys)
    folder = station / "output" / day(9) / "ps"
    kept = sound(folder / "air")
    assert "feed" in str(tidy(station, capsys)[day(9)]["kept"])
    assert sound(folder / "air") == kept != []
    assert not list(folder.glob("*.wav"))


def test_nobody_says_how_long(station: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (station / "station.yaml").write_text(STATION, encoding="utf-8")
    assert main(["tidy", "--station", str(station / "station.yaml")]) == 2
    assert "keep-days" in capsys.readouterr().err
