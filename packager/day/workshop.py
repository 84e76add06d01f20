"""What the desk asks of the rest of the house, done for a station: lines looked at, spoken, played and compared.

What is spoken here is spoken by the steps of a build: the same voices, pronunciations, checks and store. The next
build finds the clips there and has nothing to speak.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from packager.day.plan import Asked, article_programme, day_programme
from packager.delivery.alignment import Passage, Written, recorded_whole, words
from packager.desk.edits import story_edits
from packager.desk.manifest import Manifest, StoryEntry
from packager.desk.workshop import LineSound, NameMet, Remembered, StoryClip, StorySound
from packager.edition.draft import Material, Words, story_segment, translated, verbalised
from packager.edition.mix import pieces
from packager.edition.pipeline import Programme
from packager.episode.rundown import clip_starts
from packager.errors import EngineError, InputError
from packager.records import Clip, Kind, Line, Script, Segment, Status, Utterance
from packager.station import Station
from packager.store import digest
from packager.translation.recall import recall
from packager.voicing.casting import parts
from packager.voicing.pronunciation import pronouncing
from packager.voicing.reading import Reading
from packager.voicing.studio import Studio, Texts, open_studio
from packager.voicing.voices import Voices

if TYPE_CHECKING:
    from packager.audio.ffmpeg import Samples

RATE = 48_000  # Hz, of every clip
MOST_REMEMBERED = 20  # units shown for one look-up


@dataclass(frozen=True)
class StationWorkshop:
    """A `desk.workshop.Workshop` with a station's voices, names and memories. One story is spoken at a time."""

    station: Station
    offline: bool = False  # no text leaves this machine
    _programmes: dict[Path, Programme] = field(default_factory=dict)
    _studios: dict[Path, tuple[object, Studio]] = field(default_factory=dict)  # with what is pronounced otherwise
    _speaking: threading.Lock = field(default_factory=threading.Lock)

    def script(self, manifest: Manifest, file: Path, story: str) -> Script:
        """The story as its manifest has it now, with what the checks find in it now. Raises PackagerError."""
        programme = self._programme(manifest, file)
        return _words(programme, programme.voices, manifest, story).translated.scripts[0]

    def sound(self, manifest: Manifest, file: Path, story: str) -> StorySound:
        """What there is of the story's sound; nothing is spoken. Raises PackagerError."""
        return self._sound(manifest, file, story)

    def speak(self, manifest: Manifest, file: Path, story: str, line: int | None = None) -> StorySound:
        """The story's sound, with what was missing spoken as the next build would. Raises PackagerError.

        With the place of a `line`, from 0, that line is spoken, and nobody waits for the others.
        """
        return self._sound(manifest, file, story, speak=_one(line) if line is not None else _all)

    def play(self, sound: LineSound) -> bytes:
        """The line as a WAV: 48 kHz, mono, 16 bit. Raises PackagerError where a clip is gone."""
        from io import BytesIO

        from packager.audio.wav import Chunks, WavFormat, WavWriter, pcm

        form, samples = WavFormat(bits=16), _samples(sound)
        file = BytesIO()
        writer = WavWriter(file, form, len(samples), Chunks())
        writer.write(pcm(samples, form.bits))
        writer.finish()
        return file.getvalue()

    def peaks(self, sound: LineSound, count: int) -> list[int]:
        """The heights of so many equal parts of the line's sound, 0 to 100."""
        import numpy as np

        heights = np.abs(_samples(sound)[:, 0])
        edges = np.linspace(0, len(heights), count, endpoint=False).astype(int)
        return [min(100, round(100 * float(top))) for top in np.maximum.reduceat(heights, edges)]

    def names(self, manifest: Manifest, file: Path, english: str) -> tuple[NameMet, ...]:
        """The names of the station's table in an English line."""
        spellings = self._programme(manifest, file).translating.names.spellings(english, manifest.edition.language)
        return tuple(NameMet(english=name, spelling=spelling) for name, spelling in spellings.items())

    def remembered(self, manifest: Manifest, file: Path, wanted: str) -> tuple[Remembered, ...]:
        """Translations in the station's memories whose English or translation has these words. Raises InputError."""
        programme = self._programme(manifest, file)
        with recall(programme.translating, programme.run.store) as known:
            found = known.containing(wanted, manifest.edition.language, MOST_REMEMBERED)
        return tuple(Remembered(source=u.source, target=u.target, who=u.who, when=u.when) for u in found)

    def _programme(self, manifest: Manifest, file: Path) -> Programme:
        if file not in self._programmes:
            self._programmes[file] = programme_of(manifest, file, self.station, offline=self.offline)
        return self._programmes[file]

    def _sound(
        self, manifest: Manifest, file: Path, story: str, *, speak: Callable[[Utterance], bool] | None = None
    ) -> StorySound:
        programme = self._programme(manifest, file)
        voices = pronouncing(programme.voices, manifest, file)
        told, entry = _words(programme, voices, manifest, story), manifest.story(story)
        assert entry is not None, "there are no words of a story that is not there"
        texts = _texts(told, voices, manifest, story)
        with self._speaking:
            studio = self._studio(programme, voices, manifest, file)
            spoken = _spoken(studio, told, texts, entry, speak) if speak else None
            reading = spoken or _kept(studio, told, texts, story)
        return _story_sound(told.translated.scripts[0], reading, {said.line for said in told.spoken[story]})

    def _studio(self, programme: Programme, voices: Voices, manifest: Manifest, file: Path) -> Studio:
        """The edition's voices, opened once for as long as they say words alike."""
        told = dict(manifest.say)
        known = self._studios.get(file)
        if known is None or known[0] != told:
            known = told, open_studio(programme.run, voices)
            self._studios[file] = known
        return known[1]


def programme_of(manifest: Manifest, file: Path, station: Station, *, offline: bool) -> Programme:
    """The programme that a manifest is of. Raises InputError."""
    edition = manifest.edition
    by_itself = manifest.episode != edition.id  # one article, in output/convert/ARTICLE/LANGUAGE
    output = file.absolute().parents[3 if by_itself else 2]
    asked = Asked(station=station, output=output, date=edition.date, languages=(edition.language,), offline=offline)
    if by_itself:
        named = next((story.voice.name for story in manifest.stories if story.voice and story.voice.synthetic), None)
        programme = article_programme(asked, edition.language, manifest.episode, named)
    else:
        programme = day_programme(asked, edition.language)
    return replace(programme, run=replace(programme.run, folder=file.parent))


def _words(programme: Programme, voices: Voices, manifest: Manifest, story: str) -> Words:
    """One story in words, as a build would have it that is given no article. Raises InputError."""
    entry = manifest.story(story)
    if entry is None:
        raise InputError(f"there is no story '{story}'", where=str(programme.run.manifest))
    alone = replace(manifest, stories=(entry,))
    told = translated(Material(articles=()), alone, programme.run, programme.translating, look_only=True)
    return verbalised(told, voices)


def _texts(told: Words, voices: Voices, manifest: Manifest, story: str) -> Texts:
    """What is to be read of the story, and by whom: its turn is told by all stories that stand before it."""
    heard = [entry for entry in manifest.stories if entry.status is not Status.KILLED or entry.id == story]
    scripts = [Script(article=entry.id, language=voices.language, lines=()) for entry in heard]
    edits = {entry.id: story_edits(manifest, entry.id) for entry in heard}
    entry = told.stories[0]
    recording = told.edits[story].recording
    return Texts(
        said=told.spoken,
        parts=parts(scripts, edits, manifest, voices.cast),
        recordings={story: recording} if recording else {},
        local=frozenset([story]) if entry.filing.keep_local else frozenset(),
    )


def _all(_utterance: Utterance) -> bool:
    return True


def _one(line: int) -> Callable[[Utterance], bool]:
    return lambda utterance: utterance.line == line


def _spoken(
    studio: Studio, told: Words, texts: Texts, entry: StoryEntry, wanted: Callable[[Utterance], bool]
) -> Reading | None:
    """Speak what is wanted of a story, into the store; how it was read, where that is all of it. Raises EngineError.

    A story is read by the first voice that can read all of it, which one line does not tell: where another voice
    than this line's read the story in the last build, all of it is read, so that the line comes in the story's voice.
    """
    alone = replace(texts, said={entry.id: tuple(filter(wanted, texts.said[entry.id]))})
    reading, whole = studio.stories(told.heard, alone)[entry.id], alone.said == texts.said
    last = entry.voice.name if entry.voice and entry.voice.synthetic else ""
    if not whole and (reading.silent or (last and reading.voice and reading.voice.name != last)):
        reading, whole = studio.stories(told.heard, texts)[entry.id], True
    if reading.silent:
        raise EngineError("; ".join(f"{failure.voice}: {failure.reason}" for failure in reading.failed))
    return reading if whole else None


def _kept(studio: Studio, told: Words, texts: Texts, story: str) -> Reading:
    """What there is of a story in the store, without the lines of which a clip is missing."""
    looking = replace(studio, look_only=True)
    reading = looking.stories(told.heard, texts).get(story, Reading())
    if not reading.missing:
        return reading
    missing = {(said.text, said.style) for said in reading.missing}
    lines = {said.line for said in texts.said[story] if (said.text, said.style) in missing}
    there = tuple(said for said in texts.said[story] if said.line not in lines)
    return looking.stories(told.heard, replace(texts, said={story: there}))[story]


def _story_sound(script: Script, reading: Reading, said: set[int]) -> StorySound:
    segment = story_segment(script, reading.clips)
    if reading.clips and recorded_whole(segment):
        return StorySound(whole=_line_sound(script, segment, range(len(script.lines))))
    lines = {clip.utterance.line for clip in reading.clips}
    sounds = {line: _line_sound(script, segment, (line,)) for line in sorted(lines)}
    return StorySound(lines=sounds, waiting=frozenset(said - lines))


def _line_sound(script: Script, segment: Segment, lines: Sequence[int]) -> LineSound:
    """The sound of some of a story's lines, at the level at which the mix plays them."""
    placed = zip(clip_starts(segment), pieces(segment, 0.0), strict=True)
    mine = [(at, clip, piece.gain_db) for (at, clip), piece in placed if clip.utterance.line in lines]
    first, last = mine[0][0], mine[-1]
    spoken = tuple(
        StoryClip(
            line=clip.utterance.line,
            start=round(at - first, 6),
            seconds=clip.seconds,
            gain_db=gain,
            path=clip.path,
            text=clip.utterance.text,
            voice=clip.utterance.voice,
            engine=clip.engine,
            lufs=clip.lufs,
        )
        for at, clip, gain in mine
    )
    return LineSound(
        digest=digest([[clip.path.stem, clip.start, round(clip.gain_db, 3)] for clip in spoken])[:32],
        clips=spoken,
        seconds=spoken[-1].start + spoken[-1].seconds,
        pause=last[1].utterance.pause,
        lufs=max(clip.lufs + clip.gain_db for clip in spoken),
        words=tuple(_timed(script.lines[lines[0]], [(at - first, clip) for at, clip, _ in mine], script.language)),
    )


def _timed(line: Line, clips: Sequence[tuple[float, Clip]], language: str) -> list[tuple[int, int, float]]:
    """The words of a line whose time is sure, by their place in its text."""
    passage = Passage(
        segment="line", kind=Kind.STORY, language=language, clips=tuple(clips), written=(Written(text=line.text),)
    )
    found, place = [], 0
    for word in words(passage):
        start = line.text.find(word.text, place)
        if start < 0:
            continue
        place = start + len(word.text)
        if word.sure:
            found.append((start, place, round(word.at, 3)))
    return found


def _samples(sound: LineSound) -> Samples:
    """The line's sound as it airs, before the programme's own gain; shape (frames, 1). Raises InputError."""
    import numpy as np

    from packager.audio.wav import read_clip

    end = max(clip.start + clip.seconds for clip in sound.clips)
    samples = np.zeros((round(end * RATE) + 1, 1), np.float32)
    for clip in sound.clips:
        audio, first = read_clip(clip.path), round(clip.start * RATE)
        samples[first : first + len(audio.samples), 0] += audio.samples * np.float32(10 ** (clip.gain_db / 20))
    return samples
