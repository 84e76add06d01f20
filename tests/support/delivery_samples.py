"""Records for the tests of delivery: a bulletin with real words, and a real mastered file of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from packager.audio.encode import Encoding
from packager.audio.loudness import Loudness
from packager.audio.master import master
from packager.audio.outputs import EncodedOutput, Mastered, WavOutput
from packager.audio.profiles import profile
from packager.audio.tags import Chapter, Tags
from packager.audio.timeline import Placement, Timeline
from packager.audio.wav import Chunks, WavFormat, WavWriter, pcm
from packager.delivery.bext import Format
from packager.delivery.chunks import chunks
from packager.delivery.cut import Cut, Timers, air_window
from packager.delivery.disclosure import Disclosure, SourceType, Translation, tags
from packager.records import Clip, Kind, Mark, Placed, Segment, Utterance
from tests.support.audio_meters import audio, speechlike

KARACHI = ZoneInfo("Asia/Karachi")
# Eighty letters and more, as a sub-editor writes them on a bad day.
LONG_TITLE = "د خیبر پښتونخوا حکومت وايي، د مومند په ضلع کې به د نجونو لپاره پنځه نوي ښوونځي، یو روغتون او سړک جوړ کړي"
URDU_TITLE = "مہمند میں لڑکیوں کا سکول 340 طالبات کے ساتھ دوبارہ کھل گیا"
DISCLOSURE = Disclosure(
    source_type=SourceType.ALGORITHMIC,
    voices=("pashto (espeak-ng)",),
    translation=Translation.CHECKED,
    reviewers=("Gul Bibi",),
    spoken="دا خبرونه په مصنوعي غږ لوستل کېږي.",
)
MEASURED = Loudness(integrated=-23.02, range=4.1, true_peak=-1.63, momentary=-18.4, short_term=-20.15)


def cut(title: str = LONG_TITLE, language: str = "ps", made: datetime | None = None, **more: object) -> Cut:
    """A programme of 23 November, made in the small hours of the 24th by Karachi's clock."""
    starts, ends = air_window(date(2026, 11, 23), KARACHI, "23:30")
    about: dict[str, object] = {
        "number": 310_000,
        "id": f"2026-11-23-{language}",
        "title": title,
        "language": language,
        "station": "ډیمو راډیو" if language == "ps" else "ڈیمو ریڈیو",
        "zone": KARACHI,
        "made": made or datetime(2026, 11, 23, 20, 30, tzinfo=UTC),
        "starts": starts,
        "ends": ends,
        "english": "Five new girls’ schools in Mohmand",
        "out_words": "په مخه مو ښه",
    }
    return Cut(**(about | more))  # type: ignore[arg-type]  # a dict of mixed values


def small_wav(path: Path, chosen: Cut, timers: Timers, measured: Loudness = MEASURED) -> Path:
    """One second of speech with all chunks, without mastering."""
    sound = speechlike(1, 0.1)[:, None]
    made = chunks(chosen, timers, DISCLOSURE, measured, Format(frames=len(sound)))
    with path.open("wb") as file:
        writer = WavWriter(file, WavFormat(), len(sound), Chunks(before=made.before, after=made.after))
        writer.write(pcm(sound, 24))
        writer.finish()
    return path


@dataclass(frozen=True, kw_only=True)
class Mastering:
    """A mastered programme, as the chain makes it."""

    wav: Path
    mp3: Path
    made: Mastered
    seconds: float


def mastered(folder: Path, seconds: float = 30.0) -> Mastering:
    """A programme of four stories and an ident, through the whole chain."""
    starts = [0.1, 1.5, 8.5, 15.5, 22.5]
    sounds = [speechlike(1.2, 0.1, 9), *(speechlike(6.4, 0.1, seed) for seed in range(4))]
    pieces = tuple(Placement(start=at, sound=audio(sound)) for at, sound in zip(starts, sounds, strict=True))
    end = starts[-1] + 6.4
    timers = Timers(start=0.1, intro_end=1.5, end=end)
    chosen = cut()

    def maker(made: Mastered) -> Chunks:
        return chunks(chosen, timers, DISCLOSURE, made.loudness, Format(frames=made.frames))

    titles = ("لومړی خبر", "دویم خبر", "درېیم خبر", "څلورم خبر")
    ends = (*starts[2:], end)
    chapters = tuple(
        Chapter(start=at, end=until, title=title) for at, until, title in zip(starts[1:], ends, titles, strict=True)
    )
    tagged = Tags(
        title=chosen.title,
        artist=chosen.station,
        album="ډیمو",
        date="2026-11-23",
        language="ps",
        chapters=chapters,
        extra=tags(DISCLOSURE),
    )
    wav, mp3 = folder / chosen.file_name(".wav"), folder / chosen.file_name(".mp3")
    outputs = (WavOutput(path=wav, chunks=maker), EncodedOutput(path=mp3, encoding=Encoding(tags=tagged)))
    made = master(Timeline(length=seconds - 0.2, placements=pieces), profile(), outputs)
    return Mastering(wav=wav, mp3=mp3, made=made, seconds=seconds)


def clip(text: str, line: int = 0, language: str = "ps", pause: float = 0.45, each: float = 0.4) -> Clip:
    """A clip that says `text`, a word every `each` seconds."""
    words = text.split()
    marks = tuple(Mark(start=round(place * each, 6), word=word) for place, word in enumerate(words))
    utterance = Utterance(text=text, language=language, voice="pashto", pause=pause, line=line)
    seconds = len(words) * each
    return Clip(utterance=utterance, path=Path("clip.wav"), seconds=seconds, lufs=-23.0, engine="test", marks=marks)


def starts(segment: Segment) -> list[tuple[float, Clip]]:
    """Each clip with its start in the segment."""
    lengths = [spoken.seconds + spoken.utterance.pause for spoken in segment.clips]
    return [(sum(lengths[:place]), spoken) for place, spoken in enumerate(segment.clips)]


def placed(segment: Segment, start: float) -> Placed:
    """A segment at a place."""
    last = segment.clips[-1].utterance.pause if segment.clips else 0.0
    spoken = sum(c.seconds + c.utterance.pause for c in segment.clips) - last
    return Placed(segment=segment, start=start, seconds=spoken or segment.sound_seconds)


def story(name: str, *clips: Clip, title: str = "") -> Segment:
    """A story of these clips."""
    return Segment(id=name, kind=Kind.STORY, title=title, clips=clips)
