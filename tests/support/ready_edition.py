"""Editions' folders as a build leaves them, made in a moment from small sounds: for what comes after the build."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from packager.audio.loudness import Loudness
from packager.audio.wav import Chunks, WavFormat, WavWriter, pcm
from packager.cli import main
from packager.delivery.bext import Format
from packager.delivery.chunks import chunks
from packager.delivery.cut import Cut, Timers, air_window
from packager.delivery.disclosure import Disclosure, SourceType
from packager.desk import state, writing
from packager.desk.content import content
from packager.desk.manifest import Manifest, StoryEntry
from packager.desk.reading import read
from packager.desk.state import State, written_digests
from packager.records import Edition, Line, Role, Source, Status
from packager.store import digest, file_digest

ZONE = ZoneInfo("Asia/Karachi")
FIRST = {"ps": 310_000, "ur": 320_000}
MEASURED = Loudness(integrated=-23.0, range=2.0, momentary=-20.0, short_term=-21.0, true_peak=-6.0)
STATION = """\
station: Demo Radio
timezone: Asia/Karachi
air-unreviewed: true
drops:
  - {system: rivendell, folder: drops/rivendell}
  - {system: libretime, folder: drops/libretime}
  - {system: folder, folder: drops/plain}
"""


def new_station(folder: Path, text: str = STATION) -> Path:
    """A station's folder with its drop folders."""
    for system in ("rivendell", "libretime", "plain"):
        (folder / "drops" / system).mkdir(parents=True)
    (folder / "station.yaml").write_text(text, encoding="utf-8")
    return folder


def build(
    station: Path,
    day: str,
    stories: Sequence[str],
    *,
    version: int = 0,
    language: str = "ps",
    slot: str = "",
    mp3: bytes = b"",
) -> Path:
    """The folder of a day's edition with these stories, in this version of their words; gives its manifest's path."""
    folder = station / "output" / day / language
    (folder / "segments").mkdir(parents=True, exist_ok=True)
    episode, first = f"{day}-{language}", FIRST[language]
    numbers = {name: first + 1 + place for place, name in enumerate(sorted(stories))}
    entries = [_story(name, day, numbers[name], place, version) for place, name in enumerate(stories)]
    made = {f"segments/{name}.wav": (name, numbers[name], name + day) for name in stories}
    made[f"{episode}.wav"] = (episode, first, day + "".join(stories))
    for name, (cut, number, words) in made.items():
        _wav(folder / name, _cut(cut, number, day, language), f"{words} {version}")
    for ending in (".flac", ".vtt"):
        (folder / f"{episode}{ending}").write_text(f"{episode} {stories} {version}", encoding="utf-8")
    if mp3:
        (folder / f"{episode}.mp3").write_bytes(mp3)
    names = (*made, *(path.name for path in folder.glob(f"{episode}.*") if path.suffix != ".wav"))
    files = {name: "sha256:" + file_digest(folder / name) for name in names}
    path = folder / "manifest.yaml"
    manifest = Manifest(
        episode=episode,
        edition=Edition(date=day, language=language, slot=slot),
        station="Demo Radio",
        title="د نن خبرونه",
        cart=first,
        stories=tuple(entries),
        seconds=float(len(stories)),
        rundown={"slot": "met"} if slot else {},
        files=files,
        synthetic={"voice": True},
        state=State(
            lines={entry.id: written_digests([line.text for line in entry.lines]) for entry in entries},
            files=files,
            contents={entry.id: content(entry.lines) for entry in entries},
        ),
    )
    path.unlink(missing_ok=True)
    (folder / state.NAME).unlink(missing_ok=True)
    writing.write(path, manifest, None)
    return path


def _story(name: str, day: str, number: int, place: int, version: int) -> StoryEntry:
    words = f"{name} {day} {version}"
    lines = (
        Line(role=Role.HEADLINE, source=name, text=f"سرليک {words}", origin="editor", checked=True),
        Line(role=Role.BODY, source=words, text=f"خبر {words}", origin="editor", checked=True),
    )
    source = Source(sha256=digest(words), file=f"{name}.txt")
    return StoryEntry(
        id=name,
        headline=name,
        status=Status.REVIEW,
        source=source,
        lines=lines,
        cart=number,
        starts=float(place),
        seconds=1.0,
    )


def _cut(name: str, number: int, day: str, language: str) -> Cut:
    starts, ends = air_window(date.fromisoformat(day), ZONE)
    return Cut(
        number=number,
        id=name,
        title=name,
        language=language,
        station="Demo Radio",
        zone=ZONE,
        made=datetime.fromisoformat(f"{day}T04:00:00").replace(tzinfo=ZONE),
        starts=starts,
        ends=ends,
    )


def _wav(path: Path, cut: Cut, words: str) -> None:
    """A moment of noise that is another for other words, labelled as a build does."""
    noise = np.random.default_rng(int(digest(words)[:8], 16)).uniform(-0.1, 0.1, (2400, 1)).astype(np.float32)
    about = Disclosure(source_type=SourceType.ALGORITHMIC, voices=("pashto (espeak-ng)",))
    told = chunks(cut, Timers(start=0.0, end=0.05), about, MEASURED, Format(frames=len(noise)))
    with path.open("wb") as file:
        writer = WavWriter(file, WavFormat(), len(noise), Chunks(before=told.before, after=told.after))
        writer.write(pcm(noise, 24))
        writer.finish()


def set_status(manifest: Path, status: str) -> None:
    """An editor writes the edition's own status."""
    text = manifest.read_text(encoding="utf-8")
    old = f"\nstatus: {read(manifest).status}\n"
    manifest.write_text(text.replace(old, f"\nstatus: {status}\n", 1), encoding="utf-8")


def publish(
    station: Path, what: Path, capsys: pytest.CaptureFixture[str], *words: str
) -> tuple[int, list[dict[str, object]], str]:
    """The command's exit code, what it says as JSON, and its complaints."""
    capsys.readouterr()
    code = main(["publish", str(what), "--station", str(station / "station.yaml"), "--json", *words])
    out = capsys.readouterr()
    return code, json.loads(out.out) if out.out else [], out.err


def lying(folder: Path) -> dict[str, str]:
    """What lies in a folder: names and digests."""
    return {path.name: file_digest(path) for path in sorted(folder.iterdir()) if path.is_file()}
