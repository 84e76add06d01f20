"""A day's files as the playout desk meets them: numbers, chunks, tags and who stands behind them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from packager.cli import main
from packager.manifest.model import Manifest
from packager.manifest.reading import read

DATE = "2026-11-23"
STORIES = {
    "road": (
        "The road to Chitral reopened on Monday.\n\nAbout 2,500 travellers had waited.\n",
        "د چترال لار پرانیستل شوه\nد چترال لار د دوشنبې په ورځ پرانیستل شوه.\nشاوخوا ۲۵۰۰ مسافر په تمه وو.\n",
    ),
    "school": (
        "The school in Mohmand opened on Monday.\n\nAbout 340 girls came back.\n",
        "د مومند ښوونځی پرانیستل شو\nد مومند ښوونځی د دوشنبې په ورځ پرانیستل شو.\nشاوخوا ۳۴۰ نجونې راغلې.\n",
    ),
}
STATION = """\
station: Demo Radio
timezone: Asia/Karachi
cart:
  ps: {numbers: 42000-42099, group: PASHTO, at: "23:30", hours: 6}
"""


def add(folder: Path, name: str, like: str) -> None:
    english, pashto = STORIES[like]
    (folder / f"{name}.txt").write_text(f"Headline of {name}\n\n{english}", encoding="utf-8")
    (folder / f"{name}.ps.txt").write_text(pashto, encoding="utf-8")


@pytest.fixture
def station(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    add(folder, "road", "road")
    add(folder, "school", "school")
    (tmp_path / "station.yaml").write_text(STATION, encoding="utf-8")
    return tmp_path


def build(station: Path, *words: str) -> int:
    named = (str(station / "articles"), "--station", str(station / "station.yaml"), "--output", str(station / "out"))
    return main(["build", *named, "--date", DATE, "--edition", "ps", "--json", *words])


def folder(station: Path) -> Path:
    return station / "out" / DATE / "ps"


def manifest(station: Path) -> Manifest:
    return read(folder(station) / "manifest.yaml")


def edit(station: Path, old: str, new: str, story: str = "") -> None:
    """Change the manifest's text, the first place after the story's name."""
    path = folder(station) / "manifest.yaml"
    text = path.read_text(encoding="utf-8")
    start = text.index(f"- id: {story}\n") if story else 0
    assert old in text[start:]
    path.write_text(text[:start] + text[start:].replace(old, new, 1), encoding="utf-8")


def made(capsys: pytest.CaptureFixture[str]) -> list[str]:
    (told,) = json.loads(capsys.readouterr().out)
    return sorted(told["files"])


def chunk(path: Path, name: bytes) -> bytes:
    """A chunk's content, found by walking the file."""
    return dict(_chunks(path.read_bytes()))[name]


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 12
    while at < len(data):
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        yield data[at : at + 4], data[at + 8 : at + 8 + size]
        at += 8 + size + (size & 1)


def text(data: bytes, start: int, size: int) -> str:
    return data[start : start + size].split(b"\0")[0].decode("ascii")


def test_every_wav_has_its_number_and_the_stations_air_window(station: Path) -> None:
    assert build(station) == 0
    told = manifest(station)
    assert (told.cart, [story.cart for story in told.stories]) == (42_000, [42_001, 42_002])
    files = {f"{DATE}-ps.wav": 42_000, "segments/road.wav": 42_001, "segments/school.wav": 42_002}
    for name, number in files.items():
        cart = chunk(folder(station) / name, b"cart")
        assert text(cart, 132, 64) == str(number)
        window = [text(cart, at, size) for at, size in ((452, 10), (462, 8), (470, 10), (480, 8))]
        assert window == ["2026-11-23", "23:30:00", "2026-11-24", "05:29:59"]
    note = chunk(folder(station) / "segments/school.wav", b"iXML").decode()
    assert "د مومند ښوونځی پرانیستل شو" in note
    assert "algorithmicMedia" in note


def test_numbers_stay_when_stories_come_go_and_move(station: Path) -> None:
    build(station)
    add(station / "articles", "avalanche", "road")
    edit(station, "status: review", "status: killed", "road")
    build(station)
    assert {story.id: story.cart for story in manifest(station).stories} == {
        "road": 42_001,
        "school": 42_002,
        "avalanche": 42_003,
    }
    assert text(chunk(folder(station) / "segments/school.wav", b"cart"), 132, 64) == "42002"


def test_an_approval_remakes_only_what_carries_it(station: Path, capsys: pytest.CaptureFixture[str]) -> None:
    build(station)
    assert manifest(station).synthetic["translation"] == "people"
    capsys.readouterr()
    edit(station, "status: review", "status: approved\n    approved: {by: Zarghuna Khan}", "road")
    build(station)
    assert made(capsys) == ["segments/road.wav"]
    assert "reviewed_by" not in manifest(station).synthetic  # one story still waits
    edit(station, "status: review", "status: approved\n    approved: {by: Gul Bibi}", "school")
    build(station)
    assert "segments/road.wav" not in made(capsys)
    assert manifest(station).synthetic["reviewed_by"] == ["Zarghuna Khan", "Gul Bibi"]
    assert b"Zarghuna Khan, Gul Bibi" in chunk(folder(station) / f"{DATE}-ps.wav", b"cart")
    build(station)
    assert made(capsys) == []


def test_the_newsrooms_check_passes_with_nothing_switched_off(station: Path, radio_check: Path) -> None:
    build(station)
    files = [str(folder(station) / f"{DATE}-ps.{ending}") for ending in ("wav", "mp3")]
    asked = (files[0], "--mp3", files[1], "--lang", "pus", "--chapters", "2")
    done = subprocess.run([sys.executable, str(radio_check), *asked], capture_output=True, text=True, check=False)
    assert done.stdout.endswith("PASS  0 failed\n"), done.stdout
