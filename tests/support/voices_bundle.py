"""A bundle in Pashto whose voices are a speech service on loopback and the embedded one, told apart by their pitch."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from packager.audio.wav import read_clip
from packager.cli import main
from packager.desk.manifest import Manifest
from packager.desk.reading import read
from packager.engines.voice.espeak import voice
from packager.records import Utterance
from tests.support.servers.openai_speech import text_of
from tests.support.servers.scripted import Asked, Said
from tests.support.servers.speech import encoded

DATE = "2026-11-23"
PLACES = ("دیر", "سوات", "مردان", "کوهاټ", "بنو", "ټانک", "هنګو", "کرک", "چارسده", "نوښار")
DEEP, HIGH, HIGHEST = 104, 155, 213  # Hz, the embedded voice, and what the services send; measured on espeak-ng
FAILED = Said(status=500, data={"error": {"message": "not now"}})


@cache
def mp3(text: str, pitch: int = HIGHEST) -> bytes:
    """A text in a voice of this pitch, as a service sends it."""
    how = {"variant": "f3"} if pitch == HIGHEST else {"pitch": 90}
    audio = voice({"language": "ps", **how}).speak(Utterance(text=text, language="ps", voice="test"))
    return encoded(audio, "-b:a", "48k", "-write_xing", "0", "-id3v2_version", "0", "-f", "mp3")


def right(asked: Asked) -> Said:
    """A service that does as it is asked."""
    return Said(data=mp3(text_of(asked)), headers={"Content-Type": "audio/mpeg"})


def unless(wrong: Callable[[str], bool], said: Said = FAILED) -> Callable[[Asked], Said]:
    """A service that is right, but for texts like these."""
    return lambda asked: said if wrong(text_of(asked)) else right(asked)


def bundle(folder: Path, stories: int) -> Path:
    """Articles of one paragraph, each with its Pashto beside it; story 03 speaks of two thousand and three."""
    folder.mkdir(exist_ok=True)
    for number in range(stories):
        place = PLACES[number % len(PLACES)]
        english = f"Road {number} reopens\n\nThe road number {2000 + number} reopened on Monday, officials said.\n"
        pashto = f"د {place} {number}مه لار پرانیستل شوه\nد {place} {2000 + number} لار د دوشنبې په ورځ پرانیستل شوه.\n"
        (folder / f"road-{number:02}.txt").write_text(english, encoding="utf-8")
        (folder / f"road-{number:02}.ps.txt").write_text(pashto, encoding="utf-8")
    return folder


def station(folder: Path, edition: str, more: str = "", **voices: Mapping[str, object]) -> Path:
    """A station whose Pashto edition is read so; voices by name, as options of the speech engine."""
    (folder / "voices").mkdir(exist_ok=True)
    for name, options in voices.items():
        profile = {
            "engine": "openai-speech",
            "language": "ps",
            "trained": True,
            "text-goes": "Test Service",
            "options": {"model": "m", "voice": name, "format": "mp3", "attempts": 1, "local": False, **options},
        }
        (folder / "voices" / f"{name}.yaml").write_text(json.dumps(profile), encoding="utf-8")
    path = folder / "station.yaml"
    path.write_text(f"editions:\n  ps: {edition}\n{more}", encoding="utf-8")
    return path


def build(capsys: pytest.CaptureFixture[str], folder: Path, *words: str) -> tuple[int, dict[str, object]]:
    """Build the station's day from `folder`/articles; the exit code and what is told."""
    capsys.readouterr()
    station_file, articles, output = folder / "station.yaml", folder / "articles", folder / "out"
    given = [str(articles), "--station", str(station_file), "--output", str(output), "--date", DATE]
    code = main(["build", *given, "--edition", "ps", "--json", *words])
    out, err = capsys.readouterr()
    assert "Traceback" not in err
    return code, json.loads(out)[0] if out.strip() else {"error": err}


def manifest(folder: Path) -> Manifest:
    return read(folder / "out" / DATE / "ps" / "manifest.yaml")


def approve(folder: Path, count: int) -> None:
    """An editor approves the first stories that wait for a review."""
    path = folder / "out" / DATE / "ps" / "manifest.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("    status: review", "    status: approved\n    approved: {by: Gul}", count), "utf-8")


def pitches(folder: Path, story: str, parts: int = 2) -> list[float]:
    """The pitch in Hz of each part of a story's own sound, as an ear has it: by autocorrelation."""
    audio = read_clip(folder / "out" / DATE / "ps" / "segments" / f"{story}.wav")
    return [_pitch(part, audio.rate) for part in np.array_split(audio.samples, parts)]


def _pitch(samples: np.ndarray, rate: int) -> float:
    size = round(0.06 * rate)
    frames = samples[: len(samples) // size * size].reshape(-1, size).astype(float)
    loud = np.sqrt((frames**2).mean(axis=1))
    shortest, longest = rate // 350, rate // 60
    found = [
        shortest + int(np.argmax(np.correlate(frame, frame, "full")[size - 1 :][shortest:longest]))
        for frame in frames[loud > 0.5 * loud.max()]
    ]
    return rate / float(np.median(found))
