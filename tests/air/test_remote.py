"""Places on other machines: SFTP, LibreTime's and AzuraCast's own interfaces, each with a server that speaks it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import paramiko
import pytest

from packager import station as stations
from packager.air import publish as publishing
from packager.air.publish import Published
from packager.air.targets import azuracast
from packager.cli import main
from packager.errors import InputError
from packager.store import PART, part_name
from tests.support.ready_edition import ZONE, build, set_status
from tests.support.servers import http, sftp
from tests.support.servers.azuracast import KEY as AZURACAST_KEY
from tests.support.servers.azuracast import AzuraCast
from tests.support.servers.libretime import KEY as LIBRETIME_KEY
from tests.support.servers.libretime import LibreTime

FRIDAY, SATURDAY = "2026-11-27", "2026-11-28"
PROGRAMME = f"310000_{SATURDAY}-ps.flac"


@dataclass
class Remote:
    """A place on another machine as the tests see it."""

    station: Path
    place: str
    there: Callable[[], dict[str, bytes]]
    alter: Callable[[str, bytes], None]  # somebody puts a file there, or another in its place
    key: str

    def publish(self, path: Path, *, again: bool = False) -> Published:
        plan = stations.read(self.station / "station.yaml")
        return publishing.publish(path, plan, datetime.now(ZONE), again=again)

    def programme(self, day: str) -> bytes:
        return (self.station / f"output/{day}/ps/{day}-ps.flac").read_bytes()


def new_station(folder: Path, drop: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    text = f"station: Demo Radio\ntimezone: Asia/Karachi\nair-unreviewed: true\ndrops:\n  - {{{drop}}}\n"
    (folder / "station.yaml").write_text(text, encoding="utf-8")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[sftp.Sftp]:
    (tmp_path / "server/drop").mkdir(parents=True)
    with sftp.serving(tmp_path / "server") as told:
        told.known_hosts(tmp_path / "known_hosts")
        yield told


@pytest.fixture
def over_sftp(server: sftp.Sftp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Remote:
    monkeypatch.setenv("DROP_KEY", sftp.PASSWORD)
    known = f"key-env: DROP_KEY, known-hosts: {tmp_path / 'known_hosts'}"
    new_station(tmp_path / "station", f"system: libretime, address: {server.address}, {known}")
    drop = server.folder / "drop"

    def alter(name: str, content: bytes) -> None:
        (drop / name).write_bytes(content)

    return Remote(
        station=tmp_path / "station",
        place=server.address,
        there=lambda: {path.name: path.read_bytes() for path in drop.iterdir() if path.suffix != ".m3u8"},
        alter=alter,
        key=sftp.PASSWORD,
    )


@pytest.fixture
def in_azuracast(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Remote]:
    made = AzuraCast(playlists={3: []}, by_page=2)
    monkeypatch.setenv("DROP_KEY", AZURACAST_KEY)
    with http.serving(made.answer) as address:
        told = f"system: azuracast, address: {address}, station: 7, playlists: 3, key-env: DROP_KEY"
        new_station(tmp_path / "station", told)
        yield Remote(
            station=tmp_path / "station",
            place=f"{address}/station/7",
            there=lambda: {path.removeprefix("packager/"): content for path, content in made.files.items()},
            alter=lambda name, content: made.put(f"packager/{name}", content),
            key=AZURACAST_KEY,
        )


@pytest.fixture
def in_podcast(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Remote]:
    made = AzuraCast()
    monkeypatch.setenv("DROP_KEY", AZURACAST_KEY)

    def episodes() -> dict[str, bytes]:
        return {one["media"]["original_name"]: made.sounds[number] for number, one in made.episodes.items()}

    def alter(name: str, content: bytes) -> None:
        number = next((n for n, one in made.episodes.items() if one["media"]["original_name"] == name), "e999")
        media = {"id": number, "original_name": name, "path": f"{number}-{len(content)}"}
        made.episodes[number] = {"id": number, "media": media}
        made.sounds[number] = content

    with http.serving(made.answer) as address:
        told = f"system: azuracast, address: {address}, station: 7, podcast: p1, key-env: DROP_KEY"
        new_station(tmp_path / "station", told)
        place = f"{address}/station/7/podcast/p1"
        yield Remote(station=tmp_path / "station", place=place, there=episodes, alter=alter, key=AZURACAST_KEY)


@pytest.fixture
def in_libretime(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Remote]:
    made = LibreTime()
    monkeypatch.setenv("DROP_KEY", LIBRETIME_KEY)

    def alter(name: str, content: bytes) -> None:
        number = next((n for n, r in made.records.items() if str(r["filepath"]).endswith(f"/{name}")), 900)
        about = {"id": number, "filepath": f"imported/1/{name}", "import_status": 0, "hidden": False}
        made.records[number] = {**about, "md5": "ab" * 16, "filesize": len(content)}
        made.sounds[number] = content

    with http.serving(made.answer) as address:
        new_station(tmp_path / "station", f"system: libretime, address: {address}, key-env: DROP_KEY")
        yield Remote(station=tmp_path / "station", place=address, there=made.names, alter=alter, key=LIBRETIME_KEY)


@pytest.fixture(params=["over_sftp", "in_azuracast", "in_podcast", "in_libretime"])
def remote(request: pytest.FixtureRequest) -> Remote:
    made: Remote = request.getfixturevalue(request.param)
    return made


def test_days_are_put_there_kept_corrected_withdrawn_and_killed(remote: Remote) -> None:
    remote.alter("jingle.flac", b"another's")
    friday = build(remote.station, FRIDAY, ["road"])
    assert remote.publish(friday).left == ()
    assert remote.there()[f"310000_{FRIDAY}-ps.flac"] == remote.programme(FRIDAY)
    saturday = build(remote.station, SATURDAY, ["road"])
    assert remote.publish(saturday).left == ()
    assert remote.there()[PROGRAMME] == remote.programme(SATURDAY)
    before = remote.there()
    again = remote.publish(saturday)
    assert (again.left, again.folders[remote.place], remote.there()) == ((), (), before)
    build(remote.station, SATURDAY, ["road", "weather"], version=1)
    assert remote.publish(saturday).left == ()
    assert remote.there()[PROGRAMME] == remote.programme(SATURDAY) != before[PROGRAMME]
    set_status(friday, "killed")
    assert remote.publish(friday).left == ()
    assert remote.there() == {"jingle.flac": b"another's", PROGRAMME: remote.programme(SATURDAY)}
    plan = stations.read(remote.station / "station.yaml")
    publishing.withdraw(saturday, plan, remote.place)
    remote.publish(saturday)
    assert remote.there() == {"jingle.flac": b"another's"}
    remote.publish(saturday, again=True)
    assert PROGRAMME in remote.there()


def test_what_is_lost_or_altered_there_is_put_back_and_a_strangers_file_is_left(remote: Remote) -> None:
    path = build(remote.station, SATURDAY, ["road"])
    remote.alter(PROGRAMME, b"another's")
    assert PROGRAMME in str(remote.publish(path).left)
    assert remote.there() == {PROGRAMME: b"another's"}
    monday = build(remote.station, "2026-11-30", ["road"])
    name = "310000_2026-11-30-ps.flac"
    remote.publish(monday)
    remote.alter(name, b"cut short by somebody")
    assert remote.publish(monday).lost[remote.place] == (name,)
    assert remote.there()[name] == remote.programme("2026-11-30")


def test_a_key_that_is_wrong_or_missing_costs_only_its_place_and_is_never_shown(
    remote: Remote, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = build(remote.station, SATURDAY, ["road"])
    remote.publish(path)
    monkeypatch.setenv("DROP_KEY", "wrong-password-1")
    set_status(path, "killed")
    words = ["publish", str(path), "--station", str(remote.station / "station.yaml")]
    assert main([*words, "--json"]) == 3
    told = capsys.readouterr()
    assert remote.place in str(json.loads(told.out)[0]["left"])
    monkeypatch.delenv("DROP_KEY")
    assert main(words) == 3
    told_too = capsys.readouterr()
    assert "DROP_KEY is not set" in told_too.out
    assert PROGRAMME in remote.there()
    monkeypatch.setenv("DROP_KEY", remote.key)
    assert main(words) == 0
    assert remote.there() == {}
    said = str((told, told_too, capsys.readouterr()))
    files = b"".join(file.read_bytes() for file in (remote.station / "output").rglob("*") if file.is_file())
    assert remote.key not in said
    assert "wrong-password-1" not in said
    assert remote.key.encode() not in files


def test_a_server_whose_key_is_not_known_gets_nothing(server: sftp.Sftp, over_sftp: Remote, tmp_path: Path) -> None:
    path = build(over_sftp.station, SATURDAY, ["road"])
    for key, why in ((paramiko.ECDSAKey.generate(), "shows another key"), (None, "is not in")):
        if key:
            server.known_hosts(tmp_path / "known_hosts", key)
        else:
            (tmp_path / "known_hosts").write_text("", encoding="ascii")
        assert why in str(over_sftp.publish(path).left)
        assert over_sftp.there() == {}
    assert (tmp_path / "known_hosts").read_text("ascii") == ""


def test_a_user_may_have_a_key_of_its_own(server: sftp.Sftp, over_sftp: Remote, tmp_path: Path) -> None:
    server.user_key.write_private_key_file(str(tmp_path / "id"))
    text = (over_sftp.station / "station.yaml").read_text("utf-8")
    named = text.replace("key-env: DROP_KEY", f"key-file: {tmp_path / 'id'}")
    (over_sftp.station / "station.yaml").write_text(named, encoding="utf-8")
    assert over_sftp.publish(build(over_sftp.station, SATURDAY, ["road"])).left == ()
    assert PROGRAMME in over_sftp.there()


def test_what_a_dead_run_left_half_sent_is_cleared(server: sftp.Sftp, over_sftp: Remote) -> None:
    path = build(over_sftp.station, SATURDAY, ["road"])
    over_sftp.publish(path)
    sent = [file.name for file in (server.folder / "drop").iterdir()]
    assert not [name for name in sent if name.startswith(PART)]
    half = server.folder / "drop" / part_name()
    half.write_bytes(b"half")
    over_sftp.publish(path)
    assert not half.exists()


def test_a_programme_goes_up_in_parts_and_into_its_playlist(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = AzuraCast(playlists={3: ["packager/310000_2026-11-20-ps.flac", "music.mp3"]})
    monkeypatch.setenv("DROP_KEY", AZURACAST_KEY)
    monkeypatch.setattr(azuracast, "PART", 7)
    with http.serving(made.answer) as address:
        told = f"system: azuracast, address: {address}, station: 7, playlists: 3, latest: true, key-env: DROP_KEY"
        new_station(tmp_path, told)
        path = build(tmp_path, SATURDAY, ["road"])
        plan = stations.read(tmp_path / "station.yaml")
        assert publishing.publish(path, plan, datetime.now(ZONE)).left == ()
        assert set(made.files) == {f"packager/{PROGRAMME}", "packager/310000_latest-ps.flac"}
        assert made.playlists[3][2:] == ["packager/310000_latest-ps.flac"]
        made.full = True
        build(tmp_path, SATURDAY, ["road"], version=1)
        assert "storage location is full" in str(publishing.publish(path, plan, datetime.now(ZONE)).left)
        made.full = False
        assert publishing.publish(path, plan, datetime.now(ZONE)).left == ()
        assert made.files["packager/310000_latest-ps.flac"] == (path.parent / f"{SATURDAY}-ps.flac").read_bytes()


def test_what_libretime_does_not_take_in_is_taken_away_and_what_is_scheduled_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = LibreTime(broken=True)
    monkeypatch.setenv("DROP_KEY", LIBRETIME_KEY)
    with http.serving(made.answer) as address:
        new_station(tmp_path, f"system: libretime, address: {address}, key-env: DROP_KEY")
        path = build(tmp_path, SATURDAY, ["road"])
        plan = stations.read(tmp_path / "station.yaml")
        assert "was not taken in" in str(publishing.publish(path, plan, datetime.now(ZONE)).left)
        assert made.records == {}
        made.broken = False
        assert publishing.publish(path, plan, datetime.now(ZONE)).left == ()
        made.scheduled = set(made.records)
        set_status(path, "killed")
        assert "perhaps it is scheduled" in str(publishing.publish(path, plan, datetime.now(ZONE)).left)
        made.scheduled = set()
        assert publishing.publish(path, plan, datetime.now(ZONE)).left == ()
        assert made.records == {}
    set_status(path, "draft")
    assert "no answer" in str(publishing.publish(path, plan, datetime.now(ZONE)).left)


@pytest.mark.parametrize(
    ("drop", "why"),
    [
        ("system: rivendell, address: ftp://host/x", "is not an address"),
        ("system: azuracast, address: 'https://u:secret@host'", "has a password in it"),
        ("system: libretime, address: http://radio.example", "over an open line"),
        ("system: libretime, folder: x, address: https://h", "a folder and an address"),
        ("system: libretime, folder: x, key-env: A", "is for an address"),
        ("system: azuracast, address: https://h, station: ../admin", "no name or number"),
    ],
)
def test_an_address_that_cannot_be_is_told_with_its_line(tmp_path: Path, drop: str, why: str) -> None:
    new_station(tmp_path, drop)
    with pytest.raises(InputError, match=why) as told:
        stations.read(tmp_path / "station.yaml")
    assert "line 5" in str(told.value) or ":5" in str(told.value)
    assert "secret" not in str(told.value)
