"""How far captions and chapters are from the speech they name: an episode of real news, made and listened to.

The times are read from the finished files (VTT, the MP3's ID3 chapters). They are held against what
is heard in the WAV and in the decoded MP3: where a cue or a chapter follows a pause, the moment at
which the sound begins; for every cue, the place at which its clip's own sound is found again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from packager.audio.encode import Encoding
from packager.audio.ffmpeg import decode_blocks, run
from packager.audio.loudness import measure
from packager.audio.master import master
from packager.audio.outputs import EncodedOutput, WavOutput
from packager.audio.prepare import prepare
from packager.audio.profiles import profile
from packager.audio.tags import Chapter, Tags
from packager.audio.timeline import Placement, Timeline
from packager.audio.wav import WavReader, write_clip
from packager.delivery.alignment import Written, passages
from packager.delivery.captions import vtt
from packager.delivery.chapters import marks
from packager.delivery.cues import Cue, cues
from packager.edition.mix import episode_pieces
from packager.engines.voice.espeak import EspeakVoice, voice
from packager.episode.rundown import clip_starts, lay_out
from packager.records import Clip, Edition, Episode, Kind, Line, Role, Segment
from packager.speech import utterances
from tests.support.audio_meters import RATE, Floats

_QUIET = 10 ** (-50 / 20)  # root mean square of 5 ms: nothing that anybody hears
_STEP = RATE // 200
_PAUSE = 20  # steps: a pause and not the closure of a plosive, which lasts a tenth of a second at most
_AROUND = 0.4  # s around a cue's start in which sound may begin
_SEARCHED = 0.15  # s around a cue's start in which its clip's sound is looked for
_PIECE = 0.3  # s of a clip that are looked for


@dataclass(frozen=True, kw_only=True, slots=True)
class Story:
    """A story as it was spoken, with what is written of it."""

    title: str
    clips: tuple[Clip, ...]
    written: tuple[Written, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Errors:
    """Seconds by which each time is early (under 0) or late, in one sound file."""

    begins: tuple[float, ...]  # cues after a mark and a pause, against the beginning of sound
    found: tuple[float, ...]  # all cues, against the place of their clip's sound
    chapters: tuple[float, ...]  # against the beginning of sound

    @property
    def worst(self) -> float:
        """The largest, whichever way."""
        return max(map(abs, (*self.begins, *self.found, *self.chapters)))


def spoken(news: Path, language: str, folder: Path, seconds: float) -> tuple[Story, ...]:
    """The stories of a file of aligned news, until there are `seconds` of them, spoken once."""
    reader, stories, total = voice({"language": language}), [], 0.0
    for number, document in enumerate(json.loads(news.read_text(encoding="utf-8"))["documents"]):
        if total >= seconds:
            break
        written = tuple(Written(text=part[language], english=part["en"]) for part in document["segments"])
        clips = tuple(_clips(reader, written, language, folder / str(number)))
        total += sum(clip.seconds + clip.utterance.pause for clip in clips)
        stories.append(Story(title=written[0].text, clips=clips, written=written))
    return tuple(stories)


def _clips(reader: EspeakVoice, written: Sequence[Written], language: str, folder: Path) -> Iterator[Clip]:
    folder.mkdir()
    lines = [Line(role=Role.BODY, source="", text=line.text) for line in written]
    said = [utterance for place, line in enumerate(lines) for utterance in utterances(line, place, language, language)]
    for number, utterance in enumerate(said):
        audio, path = prepare(reader.speak(utterance)), folder / f"{number:04}.wav"
        write_clip(path, audio)
        lufs = measure(audio).integrated
        yield Clip(utterance=utterance, path=path, seconds=audio.seconds, lufs=lufs, engine="", marks=audio.marks)


def episode(stories: Sequence[Story], seconds: float, language: str) -> tuple[Episode, tuple[Cue, ...]]:
    """The stories one after another, and again, until `seconds` are filled; and their captions."""
    segments: list[Segment] = []
    written = {}
    laid = lay_out(Edition(date="2026-11-23", language=language), ())
    while laid.seconds < seconds:
        story = stories[len(segments) % len(stories)]
        name = f"story-{len(segments)}"
        segments.append(Segment(id=name, kind=Kind.STORY, title=story.title, clips=story.clips))
        written[name] = story.written
        laid = lay_out(Edition(date="2026-11-23", language=language), segments)
    return laid, cues(passages(laid.placed, written, clip_starts))


def make(laid: Episode, shown: Sequence[Cue], folder: Path) -> tuple[Path, Path, Path]:
    """The finished WAV, MP3 and VTT."""
    wav, mp3, text = (folder / f"episode.{ending}" for ending in ("wav", "mp3", "vtt"))
    placements = tuple(
        Placement(start=piece.start, sound=piece.path, gain_db=piece.gain_db) for piece in episode_pieces(laid)
    )
    found = marks(laid.placed, laid.seconds, laid.edition.language)
    chapters = tuple(Chapter(start=mark.start, end=mark.end, title=mark.title) for mark in found)
    encoding = Encoding(tags=Tags(title="خبرونه", chapters=chapters))
    outputs = (WavOutput(path=wav), EncodedOutput(path=mp3, encoding=encoding))
    master(Timeline(length=laid.seconds, placements=placements), profile(), outputs)
    text.write_text(vtt(shown), encoding="utf-8")
    return wav, mp3, text


def errors(laid: Episode, sound: Floats, text: Path, mp3: Path) -> Errors:
    """The errors of the times in the VTT and in the MP3's chapters, against a finished sound."""
    shown = [start for start, _ in vtt_cues(text)]
    clips = [(placed.start + at, clip) for placed in laid.placed for at, clip in clip_starts(placed.segment)]
    paused = list(_after_marks(text))
    begins = [start - heard for start in paused if (heard := onset(sound, start)) is not None]
    _, *starts = _chapter_starts(mp3)  # the first is the file's own beginning
    chapters = [start - heard for start in starts if (heard := onset(sound, start)) is not None]
    return Errors(
        begins=tuple(begins), found=tuple(_found(sound, clips, start) for start in shown), chapters=tuple(chapters)
    )


def heard_in(path: Path) -> Floats:
    """All samples of a WAV or an MP3, as FFmpeg decodes it for a player."""
    return np.concatenate(list(decode_blocks(path)))[:, 0]


def onset(sound: Floats, near: float) -> float | None:
    """When sound begins after a pause, nearest to a time and in seconds; None where it goes on without one."""
    first = max(0, round((near - _AROUND) * RATE))
    part = sound[first : round((near + _AROUND) * RATE)]
    steps = part[: len(part) // _STEP * _STEP].reshape(-1, _STEP)
    loud = np.flatnonzero(np.sqrt(np.mean(np.square(steps), axis=1)) > _QUIET)
    starts = loud[np.diff(loud, prepend=-1) > _PAUSE]
    if not len(starts):
        return None
    times = (first + starts * _STEP) / RATE
    return float(times[np.abs(times - near).argmin()])


def _found(sound: Floats, clips: Sequence[tuple[float, Clip]], start: float) -> float:
    """How late a cue is against its own clip, by where the clip's next third of a second is heard again."""
    began, clip = next((at, clip) for at, clip in reversed(clips) if at <= start + 0.001)
    with WavReader(clip.path) as reader:
        piece = reader.read(max(0, round((start - began) * RATE)), round(_PIECE * RATE))[:, 0]
    first = max(0, round((start - _SEARCHED) * RATE))
    around = sound[first : first + round(2 * _SEARCHED * RATE) + len(piece)]
    size = 1 << (len(around) + len(piece)).bit_length()
    match = np.fft.irfft(np.fft.rfft(around, size) * np.conj(np.fft.rfft(piece, size)), size)
    return start - (first + int(match[: len(around) - len(piece)].argmax())) / RATE


def vtt_cues(path: Path) -> Iterator[tuple[float, str]]:
    """Start and last letter of each cue."""
    clock = re.compile(r"^(?:(\d+):)?(\d\d):(\d\d\.\d{3}) -->.*\n((?:.+\n?)+)", re.MULTILINE)
    for hours, minutes, seconds, words in clock.findall(path.read_text("utf-8")):
        yield (
            int(hours or 0) * 3600 + int(minutes) * 60 + float(seconds),
            words.strip("\n \u2066\u2067\u2068\u2069")[-1],
        )


def _after_marks(path: Path) -> Iterator[float]:
    """Starts of the cues before which the text has a mark, so that a pause there is before this very word."""
    last = "."
    for start, letter in vtt_cues(path):
        if last in ".،؛:؟!۔…":
            yield start
        last = letter


def _chapter_starts(path: Path) -> Iterator[float]:
    told = run(["-i", f"file:{path}", "-f", "ffmetadata", "pipe:1"]).decode()
    for base, start in re.findall(r"TIMEBASE=1/(\d+)\nSTART=(\d+)", told):
        yield int(start) / int(base)
