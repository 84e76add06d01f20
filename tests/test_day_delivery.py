"""A day's files as the playout desk meets them: numbers, chunks, tags and who stands behind them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from .delivery_day import DATE, add, build, chunk, edit, folder, made, manifest, new_station, text


@pytest.fixture
def station(tmp_path: Path) -> Path:
    return new_station(tmp_path)


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
