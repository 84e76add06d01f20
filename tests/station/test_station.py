"""station.yaml: what is written is what is read, and every slip is told at once with its place."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from packager import station
from packager.audio.profiles import profile
from packager.errors import InputError, InputErrors
from packager.records import Block
from packager.station import Station

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
    assert (read.name, read.city, read.files.loudness, read.disclosure) == (
        "Demo Radio",
        "Peshawar",
        profile("podcast"),
        False,
    )
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
        ("editions:\n  ps: {slot: '15'}\n", "editions.ps.slot: '15' is not a length; write it as"),
        ("editions:\n  ps: {slot: '00:20'}\n", "editions.ps.slot: '00:20' is not a slot; from one minute to four"),
        ("editions:\n  ps: {tempo: 8}\n", "editions.ps.tempo: must be a number; between 0 and 6"),
        ("editions:\n  ps: {pauses: 0.8}\n", "editions.ps.pauses: must be two numbers"),
        ("editions:\n  ps: {pauses: [1.3, 0.8]}\n", "editions.ps.pauses: must be a number; between 0.5 and 1"),
        ("editions:\n  ps: {bed: [storys]}\n", "editions.ps.bed: 'storys' is not a part that can have a bed"),
        ("editions:\n  ps: {headlines: 0}\n", "editions.ps.headlines: must be a whole number; between 1 and 99"),
        ("editions:\n  ps: {weekdays: {fri: {}}}\n", "no such key 'fri'; did you mean 'friday'?"),
        ("editions:\n  ps: {weekdays: {friday: {slot: x}}}\n", "editions.ps.weekdays.friday.slot: 'x' is not a length"),
        ("editions:\n  ps: {blocks: [{sections: Sport}]}\n", "editions.ps.blocks: a block has no name"),
        ("editions:\n  ps: {blocks: [{block: a, priority: 10}]}\n", "blocks.priority: must be a whole number"),
        ("editions:\n  ps: {weekdays: {friday: {quote: x}}}\n", "editions.ps.weekdays.friday: names no anchor"),
        ("articles: nowhere\n", "there is no file 'nowhere'"),
        ("memories:\n  - old.tmx\n  - new.tmx\n", "station.yaml:3:5: memories: there is no file 'new.tmx'"),
        ("loudness: loud\n", "'loud' is not a loudness profile"),
        ("loudness: {profile: loud}\n", "loudness.profile: 'loud' is not a loudness profile"),
        ("loudness: {integrated: 23}\n", "loudness.integrated: must be a number; between -36 and -9"),
        ("loudness: {true_peak: 0}\n", "loudness.true_peak: must be a number; between -12 and -0.5"),
        ("loudness: {true_peak: -1, true-peak: -2}\n", "'true-peak' and 'true_peak' are one key; keep one"),
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


def test_a_day_of_the_week_has_its_own_rundown(folder: Path) -> None:
    text = """\
editions:
  ps:
    slot: "15:00"
    headlines: 3
    bed: true
    blocks:
      - {block: news, sections: [Pakistan, World], hours: 24}
      - {block: sport, sections: Sport, stories: 2}
    weekdays:
      friday: {slot: "29:30", headlines: true, bed: false, voices: [pashto-radio, pashto]}
      sunday: {blocks: [{block: week, priority: 3}], tempo: 2, pauses: [0.9, 1.1], music: 0, stings: false}
"""
    plan = station.load(_write(folder, text)).edition("ps")
    monday, friday, sunday = (plan.on(date(2026, 11, day)) for day in (23, 27, 29))
    assert (monday.slot, monday.headlines, monday.bed) == ("15:00", 3, ("greeting", "headlines", "sign-off"))
    assert monday.blocks == (
        Block(name="news", sections=("Pakistan", "World"), hours=24),
        Block(name="sport", sections=("Sport",), stories=2),
    )
    assert (friday.slot, friday.headlines, friday.bed) == ("29:30", None, ())
    assert friday.cast.anchor == ("pashto-radio", "pashto")
    assert friday.blocks == monday.blocks
    assert (sunday.slot, sunday.tempo, sunday.pauses, sunday.music) == ("15:00", 0.02, (0.9, 1.1), 0)
    assert (sunday.blocks, sunday.stings, sunday.voice) == ((Block(name="week", priority=3),), False, "pashto")


def test_every_slip_is_told_at_once(folder: Path) -> None:
    with pytest.raises(InputErrors) as caught:
        station.load(_write(folder, "staton: x\ntimezone: Moon\nloudness: 11\neditions: {pa: {}, xx: {}}\n"))
    assert len(caught.value.faults) == 5


def test_a_loudness_of_ones_own_stands_on_a_profile(folder: Path) -> None:
    text = "loudness: {profile: prss, integrated: -20, true_peak: -2.5, channels: 2, rate: 44100, bits: 16}\n"
    assert station.load(_write(folder, text)).files.loudness == profile(
        "prss", integrated=-20, true_peak=-2.5, channels=2, rate=44_100, bits=16
    )
    assert station.load(_write(folder, "loudness: {channels: 2}\n")).files.loudness == profile(channels=2)


def test_keys_are_read_with_hyphens_and_as_they_once_were(folder: Path) -> None:
    for text in ("air-unreviewed: true\nvoice-limits: {at-once: 2}\nloudness: {true-peak: -2}\n",
                 "air_unreviewed: true\nvoice_limits: {at_once: 2}\nloudness: {true_peak: -2}\n"):  # fmt: skip
        read = station.load(_write(folder, text))
        assert (read.air_unreviewed, read.voice_limits.at_once, read.files.loudness.true_peak) == (True, 2, -2)


def test_a_station_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        station.load(tmp_path / "station.yaml")
