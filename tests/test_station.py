"""station.yaml: what is written is what is read, and every slip is told at once with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from packager import station
from packager.errors import InputError, InputErrors
from packager.station import Station
from packager.station.plans import LoudnessPlan

FULL = """\
station: Demo Radio
city: Peshawar
timezone: Asia/Karachi
editions:
  ur: {voice: urdu, slot: "15:00"}
  ps:
articles: [day]
memory: memory.sqlite
memories: [old.tmx]
loudness: podcast
disclosure: false
wording:
  ps: {station: ډیمو راډیو}
sounds:
  ident: ident.mp3
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "day").mkdir()
    for name in ("old.tmx", "ident.mp3"):
        (tmp_path / name).touch()
    return tmp_path


def _write(folder: Path, text: str) -> Path:
    path = folder / "station.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_everything_is_read(folder: Path) -> None:
    read = station.load(_write(folder, FULL))
    assert (read.name, read.city, read.loudness.name, read.disclosure) == ("Demo Radio", "Peshawar", "podcast", False)
    assert [(plan.language, plan.voice, plan.slot) for plan in read.editions] == [
        ("ur", "urdu", "15:00"),
        ("ps", "pashto", ""),
    ]
    assert read.articles == (folder / "day",)
    assert read.memory == folder / "memory.sqlite"
    assert read.memories == (folder / "old.tmx",)
    assert read.sounds == {"ident": folder / "ident.mp3"}
    assert read.wording == {"ps": {"station": "ډیمو راډیو"}}
    assert str(read.zone) == "Asia/Karachi"


def test_a_folder_and_an_empty_file_are_stations_too(folder: Path) -> None:
    _write(folder, "")
    assert station.load(folder) == Station(folder=folder)


def test_without_a_file_there_is_a_default_station(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert station.load(None) == Station()
    _write(tmp_path, "station: Here\n")
    assert station.load(None).name == "Here"


def test_a_language_that_the_station_does_not_name_has_its_default_voice(folder: Path) -> None:
    read = station.load(_write(folder, "editions: {ur: {voice: urdu}}\n"))
    assert read.edition("ps").voice == "pashto"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("staton: x\n", "station.yaml:1:1: no such key 'staton'; did you mean 'station'?"),
        ("station: 12\n", "station.yaml:1:1: station: must be text"),
        ("timezone: Asia/Peshawar\n", "no time zone is called 'Asia/Peshawar'"),
        ("editions: ps\n", "must name languages"),
        ("editions: {pa: {}}\n", "'pa' is not a language"),
        ("editions: {ps: 3}\n", "must have keys"),
        ("editions:\n  ps: {voise: x}\n", "station.yaml:2:8: no such key 'voise'; did you mean 'voice'?"),
        ("editions:\n  ps: {slot: 15}\n", "editions.ps.slot: must be text; put it in quotes"),
        ("articles: nowhere\n", "there is no file 'nowhere'"),
        ("memories:\n  - old.tmx\n  - new.tmx\n", "station.yaml:3:5: memories: there is no file 'new.tmx'"),
        ("loudness: loud\n", "'loud' is not a loudness profile"),
        ("loudness: {profile: loud}\n", "loudness.profile: 'loud' is not a loudness profile"),
        ("loudness: {integrated: 23}\n", "loudness.integrated: must be a number; between -36 and -9"),
        ("loudness: {true_peak: 0}\n", "loudness.true_peak: must be a number; between -12 and -0.5"),
        ("loudness: {channels: 6}\n", "loudness.channels: 6 is not a number of channels; one of: 1, 2"),
        ("loudness: {rate: 22050}\n", "loudness.rate: 22050 is not a rate that is delivered"),
        ("loudness: {target: -23}\n", "no such key 'target'"),
        ("disclosure: no\n", "disclosure: must be true or false"),
        ("wording: {ps: hello}\n", "wording.ps: must have phrases"),
        ("wording: {pa: {}}\n", "'pa' is not a language"),
        ("wording: {ps: {station: 3}}\n", "wording.ps.station: must be text"),
        ("sounds: ident.mp3\n", "must have keys"),
        ("sounds: {jingle: ident.mp3}\n", "no such key 'jingle'"),
        ("- a\n", "does not describe a station"),
    ],
)
def test_a_slip_is_named_with_its_place(folder: Path, text: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        station.load(_write(folder, text))
    assert said in str(caught.value)
    assert "station.yaml" in str(caught.value)


def test_every_slip_is_told_at_once(folder: Path) -> None:
    with pytest.raises(InputErrors) as caught:
        station.load(_write(folder, "staton: x\ntimezone: Moon\nloudness: 11\neditions: {pa: {}, xx: {}}\n"))
    assert len(caught.value.faults) == 5


def test_a_loudness_of_ones_own_stands_on_a_profile(folder: Path) -> None:
    text = "loudness: {profile: prss, integrated: -20, true_peak: -2.5, channels: 2, rate: 44100, bits: 16}\n"
    assert station.load(_write(folder, text)).loudness == LoudnessPlan(
        name="prss", integrated=-20, true_peak=-2.5, channels=2, rate=44_100, bits=16
    )
    assert station.load(_write(folder, "loudness: {channels: 2}\n")).loudness == LoudnessPlan(channels=2)


def test_a_station_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        station.load(tmp_path / "station.yaml")
