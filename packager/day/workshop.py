"""What the desk asks of the rest of the house, done for a station: lines looked at, spoken, played and compared.

What is spoken here is spoken by the steps of a build: the same voices, pronunciations, checks and store. The next
build finds the clips there and has nothing to speak.
"""

from __future__ import annotations

import shutil
import tempfile
import threading
import weakref
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from packager.day.line_sounds import line_sound, samples_of, story_sound
from packager.day.plan import Asked, article_programme, day_programme
from packager.day.preview import by_rule, takes_its_time
from packager.desk.edits import story_edits
from packager.desk.manifest import Manifest, StoryEntry
from packager.desk.workshop import LineSound, NameMet, Remembered, StorySound
from packager.edition.draft import Material, Words, story_segment, translated
from packager.edition.naming import naming
from packager.edition.pipeline import Programme
from packager.edition.verbalising import verbalised
from packager.errors import EngineError, InputError
from packager.records import Script, Status, Utterance
from packager.station import Station
from packager.store import Store
from packager.translation.recall import recall
from packager.voicing.casting import parts
from packager.voicing.pronunciation import pronouncing
from packager.voicing.reading import Reading
from packager.voicing.studio import Studio, Texts, open_studio
from packager.voicing.voices import Voices

if TYPE_CHECKING:
    pass

MOST_REMEMBERED = 20  # units shown for one look-up


@dataclass(frozen=True)
class StationWorkshop:
    """A `desk.workshop.Workshop` with a station's voices, names and memories. One story is spoken at a time."""

    station: Station
    offline: bool = False  # no text leaves this machine
    _programmes: dict[Path, Programme] = field(default_factory=dict)
    # By manifest and by whether it is the preview's; with what is pronounced otherwise.
    _studios: dict[tuple[Path, bool], tuple[object, Studio]] = field(default_factory=dict)
    _speaking: threading.Lock = field(default_factory=threading.Lock)
    _opening: threading.Lock = field(default_factory=threading.Lock)  # of a studio

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

    def is_slow(self, manifest: Manifest, file: Path) -> bool:
        """Whether an editor waits for a voice of this edition, so that a preview is worth asking for."""
        return any(takes_its_time(profile) for profile in self._programme(manifest, file).voices.profiles.values())

    def preview(self, manifest: Manifest, file: Path, story: str, line: int) -> LineSound | None:
        """The line, from 0, by a voice by rule; None where its own sound is there, or comes as soon.

        Nobody waits for what is being spoken, and nothing of it goes into the store. Raises PackagerError.
        """
        programme = self._programme(manifest, file)
        own, rule = programme.voices, by_rule(programme.voices, self.station.folder)
        if rule is None:
            return None
        own, rule = pronouncing(own, manifest, file), pronouncing(rule, manifest, file)
        told = _words(programme, own, manifest, story)
        said = tuple(filter(_one(line), told.spoken[story]))
        texts = replace(_texts(told, own, manifest, story), said={story: said})
        looking = replace(self._studio(programme, own, manifest, file), look_only=True)
        looked = looking.stories(told.heard, texts).get(story, Reading())
        reader = own.profiles.get(looked.voice.name) if looked.voice else None
        if not looked.missing or reader is None or not takes_its_time(reader):
            return None
        elsewhere = replace(programme, run=replace(programme.run, store=self._previews))
        reading = self._studio(elsewhere, rule, manifest, file, preview=True).show(said, local=True)
        script = told.translated.scripts[0]
        return None if reading.silent else line_sound(script, story_segment(script, reading.clips), (line,))

    def play(self, sound: LineSound) -> bytes:
        """The line as a WAV: 48 kHz, mono, 16 bit. Raises PackagerError where a clip is gone."""
        from io import BytesIO

        from packager.audio.wav import Chunks, WavFormat, WavWriter, pcm

        form, samples = WavFormat(bits=16), samples_of(sound)
        file = BytesIO()
        writer = WavWriter(file, form, len(samples), Chunks())
        writer.write(pcm(samples, form.bits))
        writer.finish()
        return file.getvalue()

    def peaks(self, sound: LineSound, count: int) -> list[int]:
        """The heights of so many equal parts of the line's sound, 0 to 100."""
        import numpy as np

        heights = np.abs(samples_of(sound)[:, 0])
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
        """The programme that a manifest is of, with the names that its editor settled."""
        known = self._programmes.get(file)
        if known is None:
            known = self._programmes[file] = programme_of(manifest, file, self.station, offline=self.offline)
        translating, voices = naming(known.translating, known.voices, manifest, str(file))
        return replace(known, translating=translating, voices=voices)

    def _sound(
        self, manifest: Manifest, file: Path, story: str, *, speak: Callable[[Utterance], bool] | None = None
    ) -> StorySound:
        programme = self._programme(manifest, file)
        voices = pronouncing(programme.voices, manifest, file)
        told, entry = _words(programme, voices, manifest, story), manifest.story(story)
        assert entry is not None, "there are no words of a story that is not there"
        texts = _texts(told, voices, manifest, story)
        studio, spoken = self._studio(programme, voices, manifest, file), None
        if speak:
            with self._speaking:
                spoken = _spoken(studio, told, texts, entry, speak)
        reading = spoken or _kept(studio, told, texts, story)
        return story_sound(told.translated.scripts[0], reading, {said.line for said in told.spoken[story]})

    def _studio(
        self, programme: Programme, voices: Voices, manifest: Manifest, file: Path, *, preview: bool = False
    ) -> Studio:
        """The edition's voices, opened once for as long as they say words alike."""
        told, key = dict(manifest.say), (file, preview)
        with self._opening:
            known = self._studios.get(key)
            if known is None or known[0] != told:
                known = told, open_studio(programme.run, voices)
                self._studios[key] = known
            return known[1]

    @cached_property
    def _previews(self) -> Store:
        """Where previews lie for as long as the page runs: never where a build looks for clips."""
        folder = Path(tempfile.mkdtemp(prefix="packager-previews-"))
        weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        return Store(folder)


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
