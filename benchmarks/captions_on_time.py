"""How near captions and chapters stand to the speech that they name, in the WAV and in the decoded MP3.

    python -m benchmarks.captions_on_time [--minutes 60] [--language ps]

Speaks the demo's stories, lays them out again and again until the programme is long enough,
masters it, and looks in both files for where the sound really begins and ends around every caption.
"""

from __future__ import annotations

import argparse
import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from packager.audio.encode import Encoding
from packager.audio.ffmpeg import RATE, Samples, decode_blocks, run
from packager.audio.master import master
from packager.audio.outputs import EncodedOutput, WavOutput
from packager.audio.profiles import profile
from packager.audio.tags import Chapter, Tags
from packager.delivery.alignment import Written, passages
from packager.delivery.captions import vtt
from packager.delivery.chapters import marks
from packager.delivery.cues import cues
from packager.edition.clips import Speaker
from packager.edition.sound import episode_pieces, timeline
from packager.engines.profiles import load_profile
from packager.episode.rundown import clip_starts, lay_out
from packager.manifest.reading import read
from packager.records import Edition, Episode, Kind, Segment
from packager.speech import utterances
from packager.store import Store

FRAME = RATE // 200  # 5 ms
QUIET = 0.004  # of full scale, RMS of a frame: -48 dBFS
WITHIN = 0.3  # s, how far the search looks
PAUSE = 0.2  # s of quiet before what counts as a beginning


@dataclass(frozen=True, kw_only=True)
class Stamp:
    """A caption's or a chapter's times, in seconds."""

    start: float
    end: float


def stamps(text: str) -> tuple[Stamp, ...]:
    """The times of every cue of a WebVTT file."""
    found = re.findall(r"^(\d+):(\d+):([\d.]+) --> (\d+):(\d+):([\d.]+)$", text, re.MULTILINE)
    return tuple(Stamp(start=_seconds(*cue[:3]), end=_seconds(*cue[3:])) for cue in found)


def _seconds(hours: str, minutes: str, seconds: str) -> float:
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds)


def levels(path: Path) -> Samples:
    """RMS of each frame of a file as it is decoded."""
    blocks = [block.reshape(-1) for block in decode_blocks(path)]
    sound = np.concatenate(blocks)
    whole = sound[: len(sound) // FRAME * FRAME].reshape(-1, FRAME)
    return np.asarray(np.sqrt(np.mean(whole**2, axis=1)), np.float32)


def begins(heard: Samples, at: float) -> float | None:
    """How late the sound begins after `at`, in seconds; None where no quiet stands before it."""
    place, reach = round(at * RATE / FRAME), round(WITHIN * RATE / FRAME)
    pause = round(PAUSE * RATE / FRAME)
    edges = [
        edge
        for edge in range(max(pause, place - reach), min(len(heard), place + reach))
        if heard[edge] > QUIET and not (heard[edge - pause : edge] > QUIET).any()
    ]
    return min(((edge - place) * FRAME / RATE for edge in edges), key=abs, default=None)


def lateness(heard: Samples, times: Sequence[float]) -> list[float]:
    """How late the sound begins at each time before which there is quiet."""
    return [late for at in times if (late := begins(heard, at)) is not None]


def chapter_starts(path: Path) -> list[float]:
    """The chapters of an encoded file as FFmpeg reads them: for MP3 the encoder's delay (25 ms) too early."""
    text = run(("-i", str(path), "-f", "ffmetadata", "-")).decode()
    return [int(start) / int(base) for base, start in re.findall(r"TIMEBASE=1/(\d+)\nSTART=(\d+)", text)]


def segments(folder: Path, language: str) -> Iterator[tuple[Segment, tuple[Written, ...]]]:
    """The stories of a built edition, spoken, with what is written of each."""
    manifest = read(folder / "manifest.yaml")
    voice = load_profile({"ps": "pashto", "ur": "urdu"}[language])
    speaker = Speaker(store=Store(folder.parent.parent / ".store"), profile=voice)
    for story in manifest.stories:
        said = [u for place, line in enumerate(story.lines) for u in utterances(line, place, language, voice.name)]
        clips = speaker.clips(said)
        yield (
            Segment(id=story.id, kind=Kind.STORY, title=story.lines[0].text, clips=clips),
            tuple(Written(text=line.text, english=line.source) for line in story.lines),
        )


def programme(folder: Path, language: str, minutes: float) -> tuple[Episode, dict[str, tuple[Written, ...]]]:
    """The stories again and again, each time under another name, until the programme is long enough."""
    stories = list(segments(folder, language))
    edition = Edition(date="2026-11-23", language=language)
    long: list[Segment] = []
    written: dict[str, tuple[Written, ...]] = {}
    while True:
        for story, lines in stories:
            long.append(replace(story, id=f"{story.id}-{len(long)}"))
            written[long[-1].id] = lines
        episode = lay_out(edition, long)
        if episode.seconds >= minutes * 60:
            return episode, written


def measure(folder: Path, language: str, minutes: float, out: Path) -> None:
    """Print how late the speech is, at captions and chapters, in both files."""
    episode, written = programme(folder, language, minutes)
    found = marks(episode.placed, episode.seconds)
    tags = Tags(chapters=tuple(Chapter(start=mark.start, end=mark.end, title=mark.title) for mark in found))
    wav, mp3 = out / "long.wav", out / "long.mp3"
    outputs = (WavOutput(path=wav), EncodedOutput(path=mp3, encoding=Encoding(tags=tags)))
    master(timeline(episode_pieces(episode), episode.seconds), profile(), outputs)
    captions = stamps(vtt(cues(passages(episode.placed, written, clip_starts))))
    print(f"{language}: {episode.seconds / 60:.1f} min, {len(captions)} captions, {len(found)} chapters")
    for path in (wav, mp3):
        heard = levels(path)
        starts = chapter_starts(path) if path == mp3 else [mark.start for mark in found]
        for name, times in (("captions", [cue.start for cue in captions]), ("chapters", starts)):
            late = sorted(lateness(heard, times))
            print(
                f"  {path.suffix[1:]:4} {name}: {len(late)} of {len(times)} begin after a pause;"
                f" speech {1000 * min(late):+.0f} to {1000 * max(late):+.0f} ms after them"
            )


def main() -> None:
    """Measure one language."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--language", choices=("ps", "ur"), default="ps")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        from packager.cli import main as packager

        packager(["demo", "--output", folder])
        (edition,) = Path(folder).glob(f"*/{args.language}")
        measure(edition, args.language, args.minutes, Path(folder))


if __name__ == "__main__":
    main()
