"""The journal of all days: after a kill, a cut, a loss, and beside another run."""

from __future__ import annotations

import fcntl
import json
import shutil
from datetime import datetime
from pathlib import Path

import pytest

from packager import station as stations
from packager.air import publish as publishing
from packager.air.aired import NAME as PART
from packager.air.journal import Journal
from packager.air.journal_file import LOCK, NAME, journal_of
from packager.air.owners import EditionId
from packager.air.places import LocalFolder, Parcel
from packager.store import file_digest
from tests.support.killing import killed_at
from tests.support.ready_edition import STATION, ZONE, build, lying, new_station, publish, set_status

FRIDAY, SATURDAY = "2026-11-27", "2026-11-28"
PLAIN = STATION.replace("  - {system: rivendell, folder: drops/rivendell}\n", "").replace(
    "  - {system: libretime, folder: drops/libretime}\n", ""
)


def read_journal(station: Path) -> Journal:
    with journal_of(station / "output") as journal:
        return journal


def as_told(station: Path, *known: str) -> None:
    """What lies in the drop folder is what the journal says, and nothing half-written is there."""
    folder = station / "drops/plain"
    told = {name: entry.digest for name, entry in read_journal(station).files[str(folder)].items()}
    assert {name: digest for name, digest in lying(folder).items() if name not in known} == told


def test_a_run_that_is_killed_at_any_step_is_finished_by_the_next(tmp_path: Path) -> None:
    station = new_station(tmp_path / "station", PLAIN)
    plan = stations.read(station / "station.yaml")
    now = datetime.now(ZONE)
    publishing.publish(build(station, FRIDAY, ["road"]), plan, now)
    first = lying(station / "drops/plain")
    path = build(station, SATURDAY, ["road"])
    shutil.copytree(station, tmp_path / "before")
    publishing.publish(path, plan, now)
    done = lying(station / "drops/plain")
    assert set(first) < set(done)
    step = 0
    while True:
        shutil.rmtree(station)
        shutil.copytree(tmp_path / "before", station)
        if not killed_at(step, lambda: publishing.publish(path, plan, now)):
            break
        suffixes = {file.suffix for file in (station / "drops/plain").iterdir()}
        assert suffixes <= {".wav", ".flac", ".vtt", ""}  # no watcher takes half a file for a whole one
        if step % 2:
            assert publishing.publish(path, plan, now).left == ()
            assert lying(station / "drops/plain") == done
        else:
            set_status(path, "killed")
            assert publishing.publish(path, plan, now).left == ()
            left = set(lying(station / "drops/plain"))
            assert left in (set(first), set(first) - {"310001_road.wav"})
        as_told(station)
        step += 1
    assert step > 20


def test_a_lost_journal_is_made_again_from_what_each_day_knows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    station = new_station(tmp_path)
    friday, saturday = (build(station, day, ["road"]) for day in (FRIDAY, SATURDAY))
    assert publish(station, station / "output", capsys)[0] == 0
    before = read_journal(station)
    drops = {folder.name: lying(folder) for folder in (station / "drops").iterdir()}
    (station / "output" / NAME).unlink()
    again = read_journal(station)
    assert again.owners == before.owners
    assert {p: {n: (e.owner, e.digest, e.slot) for n, e in files.items()} for p, files in again.files.items()} == {
        p: {n: (e.owner, e.digest, e.slot) for n, e in files.items()} for p, files in before.files.items()
    }
    assert publish(station, station / "output", capsys)[0] == 0
    assert {folder.name: lying(folder) for folder in (station / "drops").iterdir()} == drops
    set_status(friday, "killed")
    (station / "output" / NAME).unlink()
    assert publish(station, friday, capsys)[0] == 0
    assert "310001_road.wav" in lying(station / "drops/plain")
    assert not [name for name in lying(station / "drops/plain") if FRIDAY in name]
    assert publish(station, saturday, capsys)[0] == 0


def test_a_kill_that_waits_for_a_share_outlives_the_journal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    station = new_station(tmp_path, PLAIN)
    friday, saturday = build(station, FRIDAY, ["road"]), build(station, SATURDAY, ["weather"])
    publish(station, friday, capsys)
    (station / "drops/plain").rename(station / "away")
    set_status(friday, "killed")
    assert publish(station, friday, capsys)[0] == 3
    (station / "output" / NAME).unlink()
    (station / "away").rename(station / "drops/plain")
    assert publish(station, saturday, capsys)[0] == 0
    assert not [name for name in lying(station / "drops/plain") if FRIDAY in name or "road" in name]


def test_without_journal_and_parts_nothing_unknown_is_touched(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    station = new_station(tmp_path, PLAIN)
    friday, saturday = build(station, FRIDAY, ["road"]), build(station, SATURDAY, ["road"])
    publish(station, friday, capsys)
    before = lying(station / "drops/plain")
    (station / "output" / NAME).unlink()
    shutil.rmtree(friday.parent)
    code, (told,), _ = publish(station, saturday, capsys)
    assert code == 3
    assert "310001_road.wav: something lies there" in str(told["left"])
    assert lying(station / "drops/plain").items() >= before.items()
    # The same file again is known by its content.
    (station / "output" / NAME).unlink()
    (saturday.parent / PART).unlink()
    (saturday.parent / "air" / "as-aired.yaml").unlink()
    assert publish(station, saturday, capsys)[0] == 3
    assert f"310000_{SATURDAY}-ps.wav" in read_journal(station).files[str(station / "drops/plain")]


@pytest.mark.parametrize("damage", ["torn", "junk", "half"])
def test_a_damaged_line_costs_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str], damage: str) -> None:
    station = new_station(tmp_path, PLAIN)
    path = build(station, FRIDAY, ["road"])
    publish(station, path, capsys)
    before = {place: set(files) for place, files in read_journal(station).files.items()}
    file = station / "output" / NAME
    lines = file.read_bytes().splitlines(keepends=True)
    if damage == "torn":
        file.write_bytes(b"".join(lines) + b'["will","/somewh')
    elif damage == "junk":
        file.write_bytes(b"".join(["\0\xff[]{}".encode() + b"\n", b'["will",1,2]\n', b"[]\n", *lines[3:]]))
    else:
        file.write_bytes(b"".join(lines)[: len(b"".join(lines)) // 2])
        (path.parent / PART).touch()
    assert publish(station, path, capsys)[0] == 0
    assert {place: set(files) for place, files in read_journal(station).files.items()} == before
    as_told(station)


def test_the_journal_stays_short_and_says_the_same(tmp_path: Path) -> None:
    (tmp_path / "drop").mkdir()
    place, owner = (
        LocalFolder(path=tmp_path / "drop", key=str(tmp_path / "drop")),
        EditionId(edition="2026-11-28/ps", day=SATURDAY),
    )
    piece = Parcel(name="310001_road.wav", content=b"x", digest="ab", slot="cart 310001")
    for number in range(12):
        with journal_of(tmp_path) as journal:
            for round_ in range(30):
                journal.will(place.key, owner, f"{number}", [piece])
                journal.lies(place.key, {piece.name: (number, round_)})
            journal.shut(owner.edition, "elsewhere")
            journal.measured("cd", -1.5)
            journal.will(
                place.key, owner, f"{number}", [Parcel(name="b.wav", content=b"", digest=f"{number}", slot="b")]
            )
    assert len((tmp_path / NAME).read_bytes().splitlines()) < 700
    with journal_of(tmp_path) as again:
        assert (again.files, again.owners, again.off, again.peaks) == (
            journal.files,
            journal.owners,
            journal.off,
            journal.peaks,
        )
        assert again.doubts.keys() == journal.doubts.keys()


def test_a_record_of_an_earlier_version_is_taken_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    station = new_station(tmp_path)
    friday, saturday = (build(station, day, ["road"]) for day in (FRIDAY, SATURDAY))
    publish(station, station / "output", capsys)
    (station / "output" / NAME).unlink()
    for path in (friday, saturday):
        told = json.loads((path.parent / PART).read_text("utf-8"))
        if path == friday:  # it told both days' of the one name
            for place in told["delivered"]:
                told["delivered"][place]["310001_road.wav"] = "00"
        old = {"version": 1, "published": told["published"], "delivered": told["delivered"]}
        (path.parent / PART).write_text(json.dumps(old), encoding="utf-8")
    set_status(friday, "killed")
    assert publish(station, friday, capsys)[0] == 0
    assert "310001_road.wav" in lying(station / "drops/plain")
    code, (told,), _ = publish(station, saturday, capsys)
    assert (code, told["lost"]) == (0, {})


def test_names_in_the_journal_are_no_list_of_paths(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    station = new_station(tmp_path, PLAIN)
    path = build(station, SATURDAY, ["road"])
    publish(station, path, capsys)
    plain = station / "drops/plain"
    precious = {plain / "letters.txt", station / "drops" / "310009_x.wav", station / "310009_x.wav"}
    for file in precious:
        file.write_bytes(b"precious")
    with journal_of(station / "output") as journal:
        for place, name in (
            (str(plain), "letters.txt"),
            (str(plain), "../310009_x.wav"),
            (str(station), "310009_x.wav"),
        ):
            told = {name: [file_digest(station / "310009_x.wav"), name]}
            journal.note(["will", place, "2026-11-28/ps", SATURDAY, "", told])
    set_status(path, "killed")
    assert publish(station, path, capsys)[0] == 3
    assert all(file.read_bytes() == b"precious" for file in precious)
    assert list(lying(plain)) == ["letters.txt"]


def test_one_run_waits_for_another(tmp_path: Path) -> None:
    with (tmp_path / LOCK).open("w") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        asked = []

        def waiting(who: str) -> None:
            asked.append(who)
            fcntl.flock(other, fcntl.LOCK_UN)

        with journal_of(tmp_path, waiting) as journal:
            assert len(asked) == 1
            assert journal.files == {}


def test_an_editions_own_account_is_taken_over_once(tmp_path: Path) -> None:
    """A run that was cut off before it wrote it leaves an old one, which tells of files that are long gone."""
    station = new_station(tmp_path, PLAIN)
    plan, path, now = stations.read(station / "station.yaml"), build(station, FRIDAY, ["road"]), datetime.now(ZONE)
    publishing.publish(path, plan, now)
    old = (path.parent / PART).read_bytes()
    set_status(path, "killed")
    publishing.publish(path, plan, now)
    (path.parent / PART).write_bytes(old)
    set_status(path, "draft")
    (station / "drops/plain").rename(station / "away")
    publishing.publish(path, plan, now)
    assert read_journal(station).files.get(str(station / "drops/plain"), {}) == {}
