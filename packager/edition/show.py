"""The fixed elements around the stories: what is said, and the sounds between."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from packager.delivery.disclosure import Translation
from packager.edition.job import Job
from packager.episode import wording
from packager.episode.rundown import Show, lay_out, running_order
from packager.records import Clip, Episode, Kind, Line, Role, Script, Segment, Utterance
from packager.speech import utterances
from packager.store import digest, file_digest

if TYPE_CHECKING:
    from packager.edition.drafting import Draft

SOUNDS_VERSION = 1  # of the sounds that the program makes
DISCLOSURES = {  # what is said of the voice alone, or of a machine's translation as well
    Translation.PEOPLE: "disclosure-voice",
    Translation.CHECKED: "disclosure-checked",
    Translation.UNCHECKED: "disclosure-unchecked",
}
MACHINE_FREE = ("editor", "beside file", "memory", "article")  # origins that no engine of this run stands behind


@dataclass(frozen=True, kw_only=True)
class Phrases:
    """What the show says besides its stories; "" where nothing is said."""

    title: str = ""  # for the eye: the MP3's title
    greeting: str = ""
    disclosure: str = ""
    headlines: str = ""
    sign_off: str = ""


def phrases(job: Job, scripts: Sequence[Script]) -> Phrases:
    """The show's phrases for these stories. Raises InputError for wording that cannot be filled."""
    known = wording.phrases(job.edition.language, job.station.name, job.station.wording.get(job.edition.language, {}))
    day = date.fromisoformat(job.edition.date)
    disclosure = wording.filled(DISCLOSURES[translation(scripts)], known, day) if job.station.disclosure else ""
    if not job.whole_show:
        return Phrases()
    return Phrases(
        title=wording.filled("title", known, day),
        greeting=wording.greeting(known, day),
        disclosure=disclosure,
        headlines=wording.filled("headlines", known, day),
        sign_off=wording.filled("sign-off", known, day),
    )


def translation(scripts: Sequence[Script]) -> Translation:
    """Who translated these stories."""
    said = [line for script in scripts for line in script.lines if line.text]
    machine = [line for line in said if not line.origin.startswith(MACHINE_FREE)]
    if not machine:
        return Translation.PEOPLE
    return Translation.CHECKED if all(line.checked for line in machine) else Translation.UNCHECKED


def title(job: Job, words: Draft) -> str:
    """The title of the episode's MP3: the show's, or the one article's headline."""
    return words.said.title or next((script.lines[0].text for script in words.airing), job.episode)


def phrase_utterances(text: str, job: Job) -> tuple[Utterance, ...]:
    """A phrase as utterances, "" as none."""
    line = Line(role=Role.BODY, source="", text=text)
    return utterances(line, 0, job.edition.language, job.plan.voice, job.spoken)


def headline_utterances(said: Phrases, scripts: Sequence[Script], job: Job) -> tuple[Utterance, ...]:
    """The announcement and the headline of every story."""
    if not said.headlines:
        return ()
    lines = [next(line for line in script.lines if line.role is Role.HEADLINE) for script in scripts]
    read = [u for line in lines for u in utterances(line, 0, job.edition.language, job.plan.voice, job.spoken)]
    return (*phrase_utterances(said.headlines, job), *read)


def show_utterances(said: Phrases, scripts: Sequence[Script], job: Job) -> tuple[Utterance, ...]:
    """All that the show says besides its stories."""
    single = (said.greeting, said.disclosure, said.sign_off)
    return (*(u for text in single for u in phrase_utterances(text, job)), *headline_utterances(said, scripts, job))


def assemble(job: Job, words: Draft, stories: Mapping[str, Segment], read: Sequence[Clip]) -> Episode | None:
    """The episode on its timeline, with what was read of `words.show`; None where nothing can air.

    Raises InputError.
    """
    if not words.airing or (words.show and not read):
        return None
    segments = [stories[script.article] for script in words.airing]
    clips = dict(zip(words.show, read, strict=True))
    show = _fixed_elements(job, words, clips) if job.whole_show else Show()
    return lay_out(job.edition, running_order(show, segments), words.dropped)


def story_segment(script: Script, clips: tuple[Clip, ...]) -> Segment:
    """A story as its clips, titled with its headline in the language."""
    title = script.lines[0].text or script.lines[0].source
    return Segment(id=script.article, kind=Kind.STORY, title=title, clips=clips)


def _fixed_elements(job: Job, words: Draft, read: Mapping[Utterance, Clip]) -> Show:
    def spoken(kind: Kind, said: tuple[Utterance, ...]) -> Segment | None:
        clips = tuple(read[utterance] for utterance in said)
        return Segment(id=str(kind), kind=kind, title=str(kind), clips=clips) if clips else None

    said = words.said
    return Show(
        ident=_sound(job, Kind.IDENT, "ident"),
        greeting=spoken(Kind.GREETING, phrase_utterances(said.greeting, job)),
        disclosure=spoken(Kind.DISCLOSURE, phrase_utterances(said.disclosure, job)),
        headlines=spoken(Kind.HEADLINES, headline_utterances(said, words.airing, job)),
        sting=_sound(job, Kind.STING, "sting"),
        sign_off=spoken(Kind.SIGN_OFF, phrase_utterances(said.sign_off, job)),
        closing=_sound(job, Kind.STING, "sign-off"),
    )


def _sound(job: Job, kind: Kind, name: str) -> Segment:
    """An ident or a sting as a segment: the station's own file, or one that the program makes."""
    from packager.audio.loudness import measure
    from packager.audio.wav import read_clip

    path = _own_sound(job, job.station.sounds[name]) if name in job.station.sounds else _our_sound(job, name)
    audio = read_clip(path)
    return Segment(
        id=name, kind=kind, title=name, sound=path, sound_seconds=audio.seconds, sound_lufs=measure(audio).integrated
    )


def _our_sound(job: Job, name: str) -> Path:
    from packager.audio import sounds
    from packager.audio.wav import write_clip

    path = job.store.path("sounds", digest("sounds", SOUNDS_VERSION, name), ".wav")
    if not path.is_file():
        make = {"ident": sounds.ident, "sting": sounds.sting, "sign-off": sounds.sign_off}[name]
        write_clip(path, make())
    return path


def _own_sound(job: Job, file: Path) -> Path:
    """The station's file at the program's rate, silence at its ends trimmed."""
    from packager.audio import pydub_door

    path = job.store.path("sounds", digest("own", SOUNDS_VERSION, file_digest(file)), ".wav")
    if not path.is_file():
        pydub_door.bring(file, path)
    return path
