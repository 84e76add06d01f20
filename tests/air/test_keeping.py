"""What a station need not do by hand every day: a name that stays, old days that go, a share that is not mounted."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from packager import station as stations
from packager.air import publish as publishing
from packager.air.journal_file import journal_of
from packager.air.places import LocalFolder
from packager.air.publish import Published
from packager.errors import InputErrors
from tests.support.ready_edition import STATION, ZONE, build, lying, new_station, set_status

KEEPING = STATION.replace("drops/libretime}", "drops/libretime, latest: true, keep: 3}").replace(
    "drops/plain}", "drops/plain, latest: true, keep: 3}"
)
FIRST = date(2026, 11, 20)


@pytest.fixture
def station(tmp_path: Path) -> Path:
    return new_station(tmp_path, KEEPING)


def publish(station: Path, path: Path, day: date, *, again: bool = False) -> Published:
    """The edition published on the morning of a day."""
    now = datetime.combine(day, time(5), ZONE)
    return publishing.publish(path, stations.read(station / "station.yaml"), now, again=again)


def mornings(station: Path, count: int, stories: tuple[str, ...] = ("road",)) -> list[Path]:
    days = [FIRST + timedelta(days=number) for number in range(count)]
    made = [build(station, str(day), stories) for day in days]
    for day, path in zip(days, made, strict=True):
        assert publish(station, path, day).left == ()
    return made


def test_the_name_that_stays_has_the_newest_days_sound(station: Path) -> None:
    made = mornings(station, 2)
    plain, library = lying(station / "drops/plain"), lying(station / "drops/libretime")
    assert plain["310000_latest-ps.wav"] == plain["310000_2026-11-21-ps.wav"]
    assert library["310000_latest-ps.flac"] == library["310000_2026-11-21-ps.flac"]
    assert not [name for name in lying(station / "drops/rivendell") if "latest" in name]
    publish(station, build(station, str(FIRST), ["road"], version=1), FIRST + timedelta(days=1))
    assert lying(station / "drops/plain")["310000_latest-ps.wav"] == plain["310000_latest-ps.wav"]
    set_status(made[1], "killed")
    publish(station, made[1], FIRST + timedelta(days=1))
    assert not [name for name in lying(station / "drops/plain") if "latest" in name]  # yesterday's is no news


def test_the_stations_days_are_kept_and_the_older_ones_go(station: Path) -> None:
    made = mornings(station, 6, ("road", "weather"))
    for system, ending in (("plain", "wav"), ("libretime", "flac")):
        dated = [name for name in lying(station / f"drops/{system}") if name.endswith(f"-ps.{ending}")]
        assert dated == [*(f"310000_2026-11-{day}-ps.{ending}" for day in (23, 24, 25)), f"310000_latest-ps.{ending}"]
    assert f"310000_{FIRST}-ps.wav" in lying(station / "drops/rivendell")  # which was asked to keep all
    today = FIRST + timedelta(days=5)
    assert publish(station, made[0], today).folders.keys() == {"air", str(station / "drops/rivendell")}
    assert not [name for name in lying(station / "drops/plain") if str(FIRST) in name]
    publish(station, made[0], today, again=True)
    assert f"310000_{FIRST}-ps.wav" in lying(station / "drops/plain")
    assert len(publish(station, made[5], today).expired) > 0  # somebody wanted it there; the rule still holds


def test_what_may_still_air_is_not_taken_away(station: Path) -> None:
    (path,) = mornings(station, 1)
    english = build(station, "2026-12-20", ["school"], language="ur")
    publish(station, english, date(2026, 12, 20))
    assert f"310000_{FIRST}-ps.wav" in lying(station / "drops/plain")  # the last that its language has
    with (station / "station.yaml").open("a", encoding="utf-8") as file:
        file.write('cart: {ps: {at: "05:00", hours: 1000}}\n')
    publish(station, build(station, "2026-12-21", ["road"]), date(2026, 12, 21))
    assert f"310000_{FIRST}-ps.wav" in lying(station / "drops/plain")  # until 31 December
    assert publish(station, path, date(2027, 1, 2)).left == ()
    publish(station, build(station, "2027-01-02", ["road"]), date(2027, 1, 2))
    assert f"310000_{FIRST}-ps.wav" not in lying(station / "drops/plain")


def test_old_files_go_when_their_share_is_back(station: Path) -> None:
    mornings(station, 3)
    share, away = station / "drops/plain", station / "away"
    share.rename(away)
    days = [FIRST + timedelta(days=number) for number in (3, 4)]
    last = [publish(station, build(station, str(day), ["road"]), day) for day in days][-1]
    assert [line for line in last.left if f"(of {FIRST}/ps) are to be taken away: there is no such" in line]
    away.rename(share)
    publish(station, station / f"output/{days[1]}/ps/manifest.yaml", days[1])
    assert not [name for name in lying(share) if str(FIRST) in name]


def test_a_mount_point_without_its_share_is_noticed(station: Path) -> None:
    """The bare folder takes files as well; they would lie under the share once it is mounted, and nobody hears them."""
    (path,) = mornings(station, 1)
    plain = station / "drops/plain"
    with journal_of(station / "output") as journal:
        assert journal.mounts[str(plain)] == LocalFolder(path=plain, key="").mount()
        journal.note(["mount", str(plain), str(station / "drops")])  # as it is where a share is mounted there
    before = lying(plain)
    for file in plain.iterdir():
        file.unlink()
    told = publish(station, path, FIRST)
    hint = "mount it (or publish with --again, if this is to be a plain folder)"
    assert told.left == (f"{plain}: nothing is mounted at {station}/drops, where its share was; {hint}",)
    assert lying(plain) == {}
    set_status(path, "killed")
    assert "nothing is mounted" in str(publish(station, path, FIRST).left)
    set_status(path, "draft")
    assert publish(station, path, FIRST, again=True).left == ()
    assert lying(plain) == before
    assert publish(station, path, FIRST).left == ()


def test_a_folder_knows_where_it_is_mounted() -> None:
    assert LocalFolder(path=Path("/proc/self"), key="").mount() == "/proc"
    assert LocalFolder(path=Path("/proc/self"), key="", own=True).mount() == ""


def test_a_cart_needs_no_other_name_that_stays(tmp_path: Path) -> None:
    text = STATION.replace("drops/rivendell}", "drops/rivendell, latest: true}")
    with pytest.raises(InputErrors, match="latest: Rivendell knows a programme by its cart number"):
        stations.read(new_station(tmp_path, text) / "station.yaml")
