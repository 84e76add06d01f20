"""What a run that was cut off leaves in doubt: whose a file is, and what lies under a name that we gave away."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from packager import station as stations
from packager.air import publish as publishing
from packager.air.journal import HEAD, text
from packager.air.journal_file import NAME, journal_of
from packager.air.owners import EditionId
from packager.air.places import Parcel
from packager.air.publish import Published
from tests.support.ready_edition import STATION, ZONE, build, lying, new_station, set_status

FRIDAY, SATURDAY = "2026-11-27", "2026-11-28"
ROAD = "310001_road.wav"
PLAIN = "".join(line for line in STATION.splitlines(keepends=True) if "rivendell" not in line and "libre" not in line)


@pytest.fixture
def station(tmp_path: Path) -> Path:
    return new_station(tmp_path, PLAIN)


def publish(path: Path) -> Published:
    plan = stations.read(path.parents[3] / "station.yaml")
    return publishing.publish(path, plan, datetime.now(ZONE))


def cut_off(station: Path, day: str) -> None:
    """A day's run is killed after it wrote down that it will put its story there, and before it did."""
    with journal_of(station / "output") as journal:
        parcel = Parcel(name=ROAD, content=b"", digest="ab", slot=ROAD)
        journal.will(str(station / "drops/plain"), EditionId(edition=f"{day}/ps", day=day), "b", [parcel])


def test_what_a_newer_day_did_not_get_to_replace_is_not_withdrawn_with_it(station: Path) -> None:
    publish(build(station, FRIDAY, ["road"]))
    saturday = build(station, SATURDAY, ["road"])
    before = lying(station / "drops/plain")
    cut_off(station, SATURDAY)
    plan = stations.read(station / "station.yaml")
    publishing.withdraw(saturday, plan, str(station / "drops/plain"))
    assert lying(station / "drops/plain") == before


def test_what_a_newer_day_did_not_get_to_replace_is_killed_with_its_own_day(station: Path) -> None:
    friday = build(station, FRIDAY, ["road"])
    publish(friday)
    cut_off(station, SATURDAY)
    (station / "drops/plain").rename(station / "away")
    set_status(friday, "killed")
    publish(friday)
    with journal_of(station / "output") as journal:
        lines = list(journal.whole())
    (station / "output" / NAME).write_bytes(text([HEAD, *lines]))  # as it is written anew after many lines
    (station / "away").rename(station / "drops/plain")
    publish(build(station, SATURDAY, ["weather"]))
    assert not {ROAD, f"310000_{FRIDAY}-ps.wav"} & lying(station / "drops/plain").keys()


def test_what_was_never_put_there_is_somebody_elses(station: Path) -> None:
    cut_off(station, SATURDAY)
    stranger = station / "drops/plain" / ROAD
    stranger.write_bytes(b"another's")
    done = publish(build(station, SATURDAY, ["road"]))
    assert stranger.read_bytes() == b"another's"
    assert ROAD in str(done.left)


def test_what_lies_under_a_name_after_ours_was_taken_in_is_somebody_elses(station: Path) -> None:
    station_file = station / "station.yaml"
    station_file.write_text(PLAIN.replace("drops/plain}", "drops/plain, taken: true}"), encoding="utf-8")
    path = build(station, SATURDAY, ["road"])
    publish(path)
    for file in (station / "drops/plain").iterdir():
        file.unlink()  # the system takes them in
    stranger = station / "drops/plain" / ROAD
    stranger.write_bytes(b"another's")
    assert ROAD in str(publish(path).left)
    build(station, SATURDAY, ["road"], version=1)
    done = publish(path)
    assert stranger.read_bytes() == b"another's"
    assert str(done.left).count(ROAD) == 1
    stranger.unlink()
    assert publish(path).left == ()
    assert ROAD in lying(station / "drops/plain")
