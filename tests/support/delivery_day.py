"""A small station with two stories, for the tests of what leaves the program."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from packager.cli import main
from packager.desk.manifest import Manifest
from packager.desk.reading import read

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


def new_station(folder: Path, more: str = "") -> Path:
    """A folder with the station's file and its articles."""
    (folder / "articles").mkdir()
    add(folder / "articles", "road", "road")
    add(folder / "articles", "school", "school")
    (folder / "station.yaml").write_text(STATION + more, encoding="utf-8")
    return folder
