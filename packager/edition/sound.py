"""From an episode's timeline to its files: the WAV, the MP3, one WAV per story."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from packager.delivery.disclosure import tags as disclosure_tags
from packager.edition.job import Job
from packager.edition.labels import Label, Labels, chunk_maker
from packager.edition.record import Files
from packager.episode.rundown import HEAD, TAIL, clip_starts, length
from packager.manifest.model import Manifest
from packager.records import Episode, Kind, Segment
from packager.station import LANGUAGES
from packager.store import digest, file_digest, write_whole

if TYPE_CHECKING:
    from packager.audio.outputs import Mastered
    from packager.audio.picture import PictureMark
    from packager.audio.tags import Chapter, Tags
    from packager.audio.timeline import Timeline

VERSION = 2  # of what makes sound out of clips
SPEECH = -23.0  # LUFS of every spoken segment before the programme's gain
SOUND = -25.0  # LUFS of idents and stings: a little under the voice
MOST_GAIN = 20.0  # dB; a clip that wants more is silence or noise, not speech
MP3_KBPS = 192


@dataclass(frozen=True, kw_only=True)
class Piece:
    """One sound at its place, as a mastering key and a timeline both need it."""

    start: float  # seconds
    path: Path
    gain_db: float


def pieces(segment: Segment, start: float) -> Iterator[Piece]:
    """A segment's sounds on the timeline, at one loudness whatever spoke them."""
    if segment.sound:
        yield Piece(start=start, path=segment.sound, gain_db=gain(segment.sound_lufs, SOUND))
        return
    level = loudness(segment)
    for at, clip in clip_starts(segment):
        yield Piece(start=start + at, path=clip.path, gain_db=gain(level, SPEECH))


def loudness(segment: Segment) -> float:
    """A segment's loudness from its clips' (energy mean over their lengths), LUFS."""
    heard = [clip for clip in segment.clips if math.isfinite(clip.lufs)]
    seconds = sum(clip.seconds for clip in heard)
    if not seconds:
        return -math.inf
    return 10 * math.log10(sum(clip.seconds * 10 ** (clip.lufs / 10) for clip in heard) / seconds)


def gain(lufs: float, target: float) -> float:
    """Gain in dB from one loudness to another, within MOST_GAIN; none for silence."""
    if not math.isfinite(lufs):
        return 0.0
    return max(-MOST_GAIN, min(MOST_GAIN, target - lufs))


def episode_pieces(episode: Episode) -> tuple[Piece, ...]:
    """All the episode's sounds on its timeline."""
    return tuple(piece for placed in episode.placed for piece in pieces(placed.segment, placed.start))


@dataclass(frozen=True, kw_only=True)
class Product:
    """Files that come from one mastering, and the digest of all that they are made from."""

    names: tuple[str, ...]  # in the edition's folder
    parts: tuple[Piece, ...]
    seconds: float
    key: str
    label: Label
    tags: Tags | None = None
    marks: tuple[PictureMark, ...] = ()  # for the picture of an episode


def products(episode: Episode | None, stories: Sequence[Segment], job: Job, labels: Labels) -> tuple[Product, ...]:
    """Everything that an edition's folder should hold: the episode first, then each story."""
    made = []
    if episode and labels.episode:
        names = tuple(f"{job.episode}.{ending}" for ending in ("wav", "mp3", "svg"))
        product = _product(names, episode_pieces(episode), episode.seconds, job, labels.episode)
        tags = episode_tags(episode, job, labels.episode)
        made.append(replace(product, tags=tags, marks=_marks(episode), key=digest(product.key, asdict(tags))))
    alone = (
        _product(
            (f"segments/{story.id}.wav",), tuple(pieces(story, HEAD)), _alone(story), job, labels.by_name[story.id]
        )
        for story in stories
    )
    return (*made, *alone)


def _alone(segment: Segment) -> float:
    """Length of a segment in a file of its own, with head and tail."""
    return HEAD + length(segment) + TAIL


def _product(names: tuple[str, ...], parts: tuple[Piece, ...], seconds: float, job: Job, label: Label) -> Product:
    # A clip's file name is a digest of its content; where the store lies does not matter.
    placed = [[round(p.start, 4), p.path.stem, round(p.gain_db, 3)] for p in parts]
    key = digest("sound", VERSION, placed, round(seconds, 4), job.station.loudness, label.key())
    return Product(names=names, parts=parts, seconds=seconds, key=key, label=label)


def stale(wanted: Sequence[Product], old: Manifest | None, folder: Path) -> tuple[Product, ...]:
    """The products that must be made: new, made from something else, or not as they were made."""
    return tuple(product for product in wanted if not _fresh(product, old, folder))


def _fresh(product: Product, old: Manifest | None, folder: Path) -> bool:
    return old is not None and all(
        old.built.get(name) == product.key
        and (folder / name).is_file()
        and old.files.get(name) == "sha256:" + file_digest(folder / name)
        for name in product.names
    )


def make(wanted: Sequence[Product], old: Manifest | None, job: Job) -> Files:
    """Make what is stale, take away what is no longer wanted, and say how everything stands."""
    todo = stale(wanted, old, job.folder)
    loudness = dict(old.loudness) if old else {}
    for place, product in enumerate(todo):
        job.progress("mastering", place, len(todo))
        mastered = _master(product, job)
        if product.tags:
            loudness = _figures(mastered)
    job.progress("mastering", len(todo), len(todo))
    names = [name for product in wanted for name in product.names]
    for name in old.files if old else ():
        if name not in names:
            (job.folder / name).unlink(missing_ok=True)
    return Files(
        digests={name: "sha256:" + file_digest(job.folder / name) for name in names},
        built={name: product.key for product in wanted for name in product.names},
        made=tuple(name for product in todo for name in product.names),
        loudness=loudness if any(product.tags for product in wanted) else {},
    )


def _master(product: Product, job: Job) -> Mastered:
    from packager.audio.encode import Encoding
    from packager.audio.master import master
    from packager.audio.outputs import EncodedOutput, Output, WavOutput
    from packager.audio.profiles import profile

    wanted = profile(job.station.loudness)
    wav, *more = (job.folder / name for name in product.names)
    encoding = Encoding(bitrate=MP3_KBPS, tags=product.tags) if product.tags else Encoding()
    encoded = (EncodedOutput(path=path, encoding=encoding) for path in more if path.suffix == ".mp3")
    outputs: tuple[Output, ...] = (WavOutput(path=wav, chunks=chunk_maker(product.label, wanted)), *encoded)
    mastered = master(_timeline(product.parts, product.seconds), wanted, outputs)
    for path in more:
        if path.suffix == ".svg":
            write_whole(path, _picture(wav, product, mastered, job).encode())
    return mastered


def _picture(wav: Path, product: Product, mastered: Mastered, job: Job) -> str:
    from packager.audio.picture import Heading, waveform_svg
    from packager.audio.profiles import profile

    heading = Heading(
        title=product.tags.title if product.tags else job.episode,
        detail=f"{job.station.name} · {job.edition.date} · {LANGUAGES[job.edition.language]}",
        language=job.edition.language,
        figures=f"{mastered.loudness.integrated:.1f} LUFS · {mastered.loudness.true_peak:.1f} dBTP",
        target=profile(job.station.loudness).integrated,
    )
    return waveform_svg(wav, product.marks, heading)


def _marks(episode: Episode) -> tuple[PictureMark, ...]:
    from packager.audio.picture import PictureMark

    return tuple(
        PictureMark(
            start=placed.start,
            end=placed.start + placed.seconds,
            kind=placed.segment.id if placed.segment.kind is Kind.STING else str(placed.segment.kind),
            title=placed.segment.title if placed.segment.kind is Kind.STORY else "",
        )
        for placed in episode.placed
    )


def timeline_of(segment: Segment) -> Timeline:
    """One segment on a timeline of its own."""
    return _timeline(tuple(pieces(segment, HEAD)), _alone(segment))


def _timeline(parts: Sequence[Piece], seconds: float) -> Timeline:
    from packager.audio.timeline import Placement, Timeline

    placements = tuple(Placement(start=part.start, sound=part.path, gain_db=part.gain_db) for part in parts)
    return Timeline(length=seconds, placements=placements)


def _figures(mastered: Mastered) -> dict[str, float]:
    measured = mastered.loudness
    return {
        "integrated": round(measured.integrated, 2),
        "true_peak": round(measured.true_peak, 2),
        "range": round(measured.range, 2),
    }


def episode_tags(episode: Episode, job: Job, label: Label) -> Tags:
    """Title, date, language, disclosure and chapters of the MP3."""
    from packager.audio.tags import Tags

    return Tags(
        title=label.cut.title,
        artist=job.station.name,
        album=f"{job.station.name} {job.edition.language}",
        date=job.edition.date,
        language=job.edition.language,
        extra=disclosure_tags(label.disclosure),
        chapters=_chapters(episode),
    )


def _chapters(episode: Episode) -> tuple[Chapter, ...]:
    from packager.audio.tags import Chapter

    stories = [placed for placed in episode.placed if placed.segment.kind is Kind.STORY]
    starts = [placed.start for placed in stories]
    ends = [*starts[1:], episode.seconds]
    return tuple(
        Chapter(start=start, end=end, title=placed.segment.title)
        for placed, start, end in zip(stories, starts, ends, strict=True)
    )
