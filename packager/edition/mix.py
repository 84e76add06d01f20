"""What an edition sounds like: its sounds at their places, and the files that are to be mastered from them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from packager.edition.metadata import Label, Labels
from packager.episode.rundown import HEAD, TAIL, clip_starts, length
from packager.records import Clip, Episode, Kind, Segment
from packager.station import FilePlan
from packager.store import digest, file_digest

if TYPE_CHECKING:
    from packager.audio.bed import Bed
    from packager.audio.picture import PictureMark
    from packager.audio.timeline import Timeline

VERSION = 3  # of what makes sound out of clips, and files out of sound
SPEECH = -23.0  # LUFS of every spoken segment before the programme's gain
SOUND = -23.0  # LUFS of idents and stings: as the voice, so that nobody reaches for the knob
MOST_GAIN = 20.0  # dB; a clip that wants more is silence or noise, not speech


@dataclass(frozen=True, kw_only=True)
class MixPiece:
    """One sound at its place, as a mastering key and a timeline both need it."""

    start: float  # seconds
    path: Path
    gain_db: float
    tempo: float = 1.0  # how many times as fast as it lies at `path`


def pieces(segment: Segment, start: float) -> Iterator[MixPiece]:
    """A segment's sounds on the timeline, at one loudness whatever spoke them."""
    if segment.sound:
        yield MixPiece(start=start, path=segment.sound, gain_db=gain(segment.sound_lufs, SOUND))
        return
    by_voice: dict[str, list[Clip]] = {}
    for clip in segment.clips:
        by_voice.setdefault(clip.utterance.voice, []).append(clip)
    # Each voice by itself: between an anchor and a recorded quote there may be ten decibels.
    levels = {voice: loudness(clips) for voice, clips in by_voice.items()}
    for at, clip in clip_starts(segment):
        level = gain(levels[clip.utterance.voice], SPEECH)
        yield MixPiece(start=start + at, path=clip.path, gain_db=level, tempo=clip.tempo)


def loudness(clips: Iterable[Clip]) -> float:
    """The loudness of one voice's clips (energy mean over their lengths), LUFS."""
    heard = [clip for clip in clips if math.isfinite(clip.lufs)]
    seconds = sum(clip.seconds for clip in heard)
    if not seconds:
        return -math.inf
    return 10 * math.log10(sum(clip.seconds * 10 ** (clip.lufs / 10) for clip in heard) / seconds)


def gain(lufs: float, target: float) -> float:
    """Gain in dB from one loudness to another, within MOST_GAIN; none for silence."""
    if not math.isfinite(lufs):
        return 0.0
    return max(-MOST_GAIN, min(MOST_GAIN, target - lufs))


def episode_pieces(episode: Episode) -> tuple[MixPiece, ...]:
    """All the episode's sounds on its timeline."""
    return tuple(piece for placed in episode.placed for piece in pieces(placed.segment, placed.start))


@dataclass(frozen=True, kw_only=True)
class Product:
    """Files that come from one mastering, and digests of all that they are made from."""

    names: tuple[str, ...]  # in the edition's folder
    parts: tuple[MixPiece, ...]
    seconds: float
    sound: str  # digest of all that is heard
    keys: Mapping[str, str]  # name → the sound's digest and, behind a slash, that of what the file says of itself
    label: Label
    whole: bool = False  # the episode, and not one story
    marks: tuple[PictureMark, ...] = ()  # for the picture of an episode
    beds: tuple[Bed, ...] = ()


def products(
    episode: Episode | None, stories: Sequence[Segment], labels: Labels, plan: FilePlan, name: str
) -> tuple[Product, ...]:
    """Every sound that an edition's folder should hold: the episode, by its name, first, then each story."""
    made = []
    if episode and labels.episode:
        endings = ("wav", *plan.formats, "svg")
        names = tuple(f"{name}.{ending}" for ending in endings)
        music = [episode.bed.stem, *map(list, episode.beds)] if episode.bed else []
        sound = _sound(names, episode_pieces(episode), episode.seconds, plan, music)
        marks = _marks(episode)
        picture = digest(labels.episode.cut.title, labels.episode.cut.station, [asdict(mark) for mark in marks])
        product = _product(names, episode_pieces(episode), episode.seconds, sound, labels.episode, plan)
        keys = {**product.keys, names[-1]: f"{sound}/{picture}"}
        made.append(replace(product, whole=True, marks=marks, beds=_beds(episode), keys=keys))
    for story in stories:
        names = (f"segments/{story.id}.wav",)
        parts = tuple(pieces(story, HEAD))
        sound = _sound(names, parts, _alone(story), plan)
        made.append(_product(names, parts, _alone(story), sound, labels.by_name[story.id], plan))
    return tuple(made)


def _alone(segment: Segment) -> float:
    """Length of a segment in a file of its own, with head and tail."""
    return HEAD + length(segment) + TAIL


def _sound(
    names: tuple[str, ...],
    parts: tuple[MixPiece, ...],
    seconds: float,
    plan: FilePlan,
    music: Sequence[object] = (),
) -> str:
    """The digest of all that is heard in a product's files."""
    # A clip's file name is a digest of its content; where the store lies does not matter.
    placed = [[round(p.start, 4), p.path.stem, round(p.gain_db, 3), p.tempo] for p in parts]
    coded = [asdict(plan.loudness), dict(plan.formats)]
    return digest("sound", VERSION, placed, round(seconds, 4), *coded, list(names), list(music))


def _product(
    names: tuple[str, ...], parts: tuple[MixPiece, ...], seconds: float, sound: str, label: Label, plan: FilePlan
) -> Product:
    picture = file_digest(plan.picture) if plan.picture else ""
    signing = file_digest(plan.signing.certificates) if plan.signing else ""
    keys = dict.fromkeys(names, f"{sound}/{digest(label.key(), picture, signing)}")
    return Product(names=names, parts=parts, seconds=seconds, sound=sound, keys=keys, label=label)


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
    return timeline(tuple(pieces(segment, HEAD)), _alone(segment))


def timeline(parts: Sequence[MixPiece], seconds: float, beds: tuple[Bed, ...] = ()) -> Timeline:
    """These pieces on a timeline of so many seconds."""
    from packager.audio.timeline import Placement, Timeline

    placements = tuple(Placement(start=part.start, sound=part.path, gain_db=part.gain_db) for part in parts)
    return Timeline(length=seconds, placements=placements, beds=beds)


def _beds(episode: Episode) -> tuple[Bed, ...]:
    from packager.audio.bed import Bed

    if not episode.bed:
        return ()
    return tuple(Bed(sound=episode.bed, start=start, end=end, speech=SPEECH) for start, end in episode.beds)
