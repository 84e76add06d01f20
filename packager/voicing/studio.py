"""Where stories are read: each by the first of its voices that can read all of it.

A voice that fails, or whose sound cannot air, reads nothing of that story: the whole of it is read again
by the next, so that a listener never hears a voice change midway. What is in the store counts as read:
a story that a service has spoken keeps that voice when the service is down.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count

from packager.desk.manifest import Sent
from packager.engines.ear.whisper import WhisperEar
from packager.errors import EngineError, EngineUnavailable
from packager.records import Clip, Script, Style, Utterance
from packager.run import Run
from packager.voicing.breaker import Services
from packager.voicing.casting import Part, anchors_part
from packager.voicing.clips import Speaker
from packager.voicing.listening import Listener
from packager.voicing.profiles import PERSON
from packager.voicing.reading import SHOW, Failure, Reading, used, with_recordings
from packager.voicing.recordings import recordings
from packager.voicing.voices import Voices

SERVICES = "services"  # folder in the store


@dataclass(frozen=True, kw_only=True)
class Texts:
    """What is to be read, by story."""

    said: Mapping[str, tuple[Utterance, ...]]
    parts: Mapping[str, Part]
    recordings: Mapping[str, str] = field(default_factory=dict)  # the manifest's key, where a story has one
    local: Collection[str] = frozenset()  # stories whose text may not leave this machine


@dataclass(frozen=True, kw_only=True)
class Studio:
    """An edition's voices, ready to read."""

    run: Run
    voices: Voices
    speakers: Mapping[str, Speaker]  # by voice
    absent: Mapping[str, str]  # voices that cannot work on this machine → why
    look_only: bool = False  # nothing is spoken: what would be is told

    @property
    def spoken(self) -> tuple[Utterance, ...]:
        """What the engines were asked for in this run."""
        return tuple(utterance for speaker in self.speakers.values() for utterance in speaker.spoken)

    def stories(self, scripts: Sequence[Script], texts: Texts) -> Mapping[str, Reading]:
        """Every story's reading, by story. Nothing is raised for a voice that fails."""
        total, done, read = sum(len(texts.said[script.article]) for script in scripts), 0, {}
        for script in scripts:
            lines = len(texts.said[script.article])
            self._tell(done, lines, total)
            read[script.article] = self._story(script, texts)
            done += lines
        self.run.progress("speaking", total, total)
        return read

    def _tell(self, done: int, lines: int, total: int) -> None:
        """Have progress told with every clip of a story's lines; of those that are kept already nothing is told."""
        spoken = count()

        def kept() -> None:
            self.run.progress("speaking", done + min(next(spoken) + 1, lines), total)

        for speaker in self.speakers.values():
            speaker.kept = kept
        self.run.progress("speaking", done, total)

    def show(self, said: Sequence[Utterance], *, local: bool) -> Reading:
        """What stands around the stories, in one voice; `local` where a headline may not leave this machine."""
        return self._read(SHOW, anchors_part(self.voices.cast), said, local=local)

    def _story(self, script: Script, texts: Texts) -> Reading:
        said, person = texts.said[script.article], self.voices.profile(PERSON)
        key = texts.recordings.get(script.article, "")
        recorded = recordings(script, key, said, self.voices.recordings, self.run)
        if recorded.whole:
            voice = replace(used(person, manner=recorded.sounds), recorded=recorded.told)
            return Reading(clips=(recorded.whole,), voice=voice, recorded=recorded)
        voiced = [utterance for utterance in said if utterance.line not in recorded.lines]
        part, local = texts.parts[script.article], script.article in texts.local
        return with_recordings(self._read(script.article, part, voiced, local=local), recorded, person)

    def _read(self, name: str, part: Part, said: Sequence[Utterance], *, local: bool) -> Reading:
        """All of it by the first readers who can."""
        before = {voice: len(speaker.spoken) for voice, speaker in self.speakers.items()}
        failed: list[Failure] = []
        read = Reading()
        while said and (pair := part.without([failure.voice for failure in failed])):
            take = _Take(studio=self, part=part, reader=pair[0], quotes=pair[1], said=said, local=local)
            trouble = take.trouble()
            try:
                read = Reading() if trouble else take.reading()
            except _VoiceFailed as error:
                trouble = [error.failure]
            if not trouble:
                break
            failed += trouble
        return replace(read, failed=tuple(failed), sent=tuple(self._sent(name, before)))

    def why_not(self, name: str, lines: Sequence[Utterance], *, local: bool) -> str:
        """Why a voice is not even asked for these lines; "" where it is."""
        if name in self.absent:
            return self.absent[name]
        speaker = self.speakers[name]
        if not speaker.missing(lines):
            return ""  # spoken before: nothing is sent, and nothing can fail
        if not speaker.profile.stays_here and self.run.offline:
            return f"its text would go to {speaker.profile.text_goes}, and this run is offline"
        if not speaker.profile.stays_here and local:
            return f"its text would go to {speaker.profile.text_goes}, and this story may not leave the machine"
        return speaker.services.resting(speaker.service) if speaker.services else ""

    def _sent(self, story: str, before: Mapping[str, int]) -> Iterator[Sent]:
        """What has left this machine since then."""
        for name, speaker in self.speakers.items():
            characters = sum(len(utterance.text) for utterance in speaker.spoken[before[name] :])
            if characters and not speaker.profile.stays_here:
                to = f"{speaker.service} ({speaker.profile.text_goes})"
                yield Sent(to=to, what="speech", story=story, characters=characters)


class _VoiceFailed(Exception):
    """A voice did not read what it was asked."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.reason)
        self.failure = failure


@dataclass(frozen=True, kw_only=True)
class _Take:
    """One go at a story: all of it by one reader, its quotes by the reader of quotes."""

    studio: Studio
    part: Part
    reader: str
    quotes: str
    said: Sequence[Utterance]
    local: bool

    @property
    def by_voice(self) -> Mapping[str, list[Utterance]]:
        """What each of the two reads."""
        found: dict[str, list[Utterance]] = {}
        for utterance in self.said:
            found.setdefault(self.quotes if utterance.style is Style.QUOTE else self.reader, []).append(utterance)
        return found

    def trouble(self) -> list[Failure]:
        """Voices of the two that are not even asked."""
        reasons = {name: self.studio.why_not(name, lines, local=self.local) for name, lines in self.by_voice.items()}
        return [self._failure(name, reason) for name, reason in reasons.items() if reason]

    def reading(self) -> Reading:
        """The story as they read it, or would. Raises _VoiceFailed."""
        by_voice = self.by_voice
        profile = self.studio.voices.profiles[self.reader]
        speakers = self.studio.speakers
        manner = [speakers[name].voice.fingerprint for name in by_voice]
        quotes = self.quotes if self.quotes in by_voice else ""
        voice = used(profile, role=self._role, quotes=quotes, manner=manner)
        missing = tuple(u for name, lines in by_voice.items() for u in speakers[name].missing(lines))
        damaged = tuple(u for name, lines in by_voice.items() for u in lines if speakers[name].was_damaged(u))
        if missing and self.studio.look_only:
            return Reading(voice=voice, missing=missing, damaged=damaged)
        clips: dict[Utterance, Clip] = {}
        for name, lines in by_voice.items():
            try:
                clips |= zip(lines, speakers[name].clips(lines), strict=True)
            except EngineError as error:
                raise _VoiceFailed(self._failure(name, str(error))) from error
        return Reading(clips=tuple(clips[utterance] for utterance in self.said), voice=voice, damaged=damaged)

    @property
    def _role(self) -> str:
        return self.part.role if self.studio.voices.cast.reporter else ""

    def _failure(self, name: str, reason: str) -> Failure:
        return Failure(voice=name, service=self.studio.speakers[name].service, reason=reason)


def open_studio(run: Run, voices: Voices, *, look_only: bool = False) -> Studio:
    """The edition's voices. Raises InputError for options that no machine could use, before any work is done."""
    folder = run.store.root / SERVICES
    services = Services(folder=folder, day=run.now.date().isoformat(), limits=voices.limits)
    listener = Listener(WhisperEar()) if voices.ear and not look_only else None
    speakers, absent = {}, {}
    for name, profile in voices.profiles.items():
        speakers[name] = Speaker(
            store=run.store,
            profile=profile,
            services=None if profile.embedded else services,
            lexicon=voices.lexicon,
            listener=listener if name in voices.ear else None,
            known=run.known,
        )
        try:
            _ = speakers[name].voice
        except EngineUnavailable as error:
            absent[name] = str(error)
    return Studio(run=run, voices=voices, speakers=speakers, absent=absent, look_only=look_only)
