"""Utterances → clips: spoken once, kept by content, and never spoken again while nothing changed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from packager.errors import EngineError, EngineUnavailable, PackagerError
from packager.known import Known
from packager.lang.registry import language
from packager.records import Audio, Clip, Heard, Outcome, Utterance
from packager.speech.lexicon import NO_LEXICON, Lexicon
from packager.store import Store, digest
from packager.voicing.breaker import Resting, Services
from packager.voicing.kept_clips import STAGE, VERSION, KeptClips, heard_of
from packager.voicing.listening import Judged, Listener, better, of_two
from packager.voicing.profiles import VoiceProfile

if TYPE_CHECKING:
    from packager.engines import Voice

_REMEMBERED = 200  # clips from which a voice's pace is learned


def service_of(profile: VoiceProfile) -> str:
    """What a voice's breaker is of: its engine, and the server where the station names one."""
    host = urlsplit(str(profile.options.get("url", ""))).netloc
    return f"{profile.engine} {host}".strip()


@dataclass
class Speaker:
    """Speaks with one voice, through the store."""

    store: Store
    profile: VoiceProfile
    services: Services | None = None  # for a voice that is asked over a wire; None for one in this process
    lexicon: Lexicon = NO_LEXICON  # the station's pronunciations
    spoken: list[Utterance] = field(default_factory=list)  # what the engine was asked for in this run
    heard: list[tuple[str, float]] = field(default_factory=list)  # texts that were spoken well, and their seconds
    rate: int = 0  # Hz, as the voice came so far; 0: not heard yet
    listener: Listener | None = None  # who judges each take; None where the station has nobody listen to this voice
    known: Known = field(default_factory=Known)  # by which the clips' digests are believed
    _keys: dict[Utterance, str] = field(default_factory=dict)
    kept: Callable[[], None] = lambda: None  # told of each clip as soon as it is in the store

    @cached_property
    def voice(self) -> Voice:
        """The engine, opened when it is first needed. Raises EngineUnavailable, InputError."""
        return self.profile.open()

    @cached_property
    def on_shelf(self) -> KeptClips:
        """The voice's clips in the store."""
        return KeptClips(self.store, self.known)

    @cached_property
    def service(self) -> str:
        """The voice's service, as its breaker and its errors call it."""
        return service_of(self.profile)

    def missing(self, utterances: Iterable[Utterance]) -> tuple[Utterance, ...]:
        """The utterances that the engine would be asked for, each once."""
        by_key = {self._key(utterance): utterance for utterance in utterances}
        return tuple(utterance for key, utterance in by_key.items() if self.on_shelf.about(key) is None)

    def was_damaged(self, utterance: Utterance) -> bool:
        """Whether this run found the utterance's clip in the store not as it was kept: its sound is another take."""
        return self._key(utterance) in self.on_shelf.damaged

    def clips(self, utterances: Sequence[Utterance]) -> tuple[Clip, ...]:
        """A clip for each utterance, spoken where the store has none; what was spoken is kept whatever follows.

        Raises EngineError, where the engine fails or its sound cannot air; Resting, where it was not asked.
        """
        if self.missing(utterances):
            with self.on_shelf.alone(map(self._key, utterances)):
                wanted = self.missing(utterances)  # what nobody has spoken while this one waited
                if wanted and self.services:
                    self._speak_within_budget(wanted, self.services)
                elif wanted:
                    self._speak_here(wanted)
        if self.listener:
            for utterance in utterances:
                self._have_heard(utterance, self.listener)
        listened = self.listener is not None
        return tuple(
            self.on_shelf.clip(self._key(u), replace(u, voice=self.profile.name), listened=listened) for u in utterances
        )

    def _speak_here(self, wanted: Sequence[Utterance]) -> None:
        """By a voice in this process: as many at once as it can, each kept as soon as it is spoken."""
        at_once = getattr(self.voice, "at_once", 1)
        if at_once == 1:
            for utterance in wanted:
                self._keep(utterance, self._speak(utterance))
            return
        with ThreadPoolExecutor(at_once) as pool:
            asked = {pool.submit(self._speak, utterance): utterance for utterance in wanted}
            try:
                for answer in as_completed(asked):
                    self._keep(asked[answer], answer.result())
            finally:
                pool.shutdown(cancel_futures=True)

    def _speak_within_budget(self, wanted: Sequence[Utterance], services: Services) -> None:
        before, characters = len(self.spoken), sum(len(utterance.text) for utterance in wanted)
        services.reserve(self.profile.engine, characters)
        try:
            self._speak_at_once(wanted, services)
        finally:
            sent = sum(len(utterance.text) for utterance in self.spoken[before:])
            services.give_back(self.profile.engine, characters - sent)

    def _speak_at_once(self, wanted: Sequence[Utterance], services: Services) -> None:
        """Several requests on their way together; after one that fails no further one is begun."""
        workers = 1 if services.troubled(self.service) else services.limits.at_once
        failed = threading.Event()
        with ThreadPoolExecutor(workers) as pool:
            asked = [(utterance, pool.submit(self._request, utterance, services, failed)) for utterance in wanted]
        errors = []
        for utterance, answer in asked:
            error = answer.exception()
            if error is None:
                self._keep(utterance, answer.result())
            else:
                errors.append(error)
        if errors:
            raise next((error for error in errors if not isinstance(error, Resting)), errors[0])

    def _request(self, utterance: Utterance, services: Services, failed: threading.Event) -> Audio:
        """One request, in its own thread. Raises EngineError, Resting."""
        with services.place(self.service):
            if failed.is_set():
                raise Resting("was not asked, because another line had failed", where=self.service)
            try:
                services.admit(self.service)
                audio = self._speak(utterance)
            except EngineError as error:
                failed.set()
                if not isinstance(error, Resting):
                    services.failed(self.service, for_good=isinstance(error, EngineUnavailable))
                raise
            services.answered(self.service)
            return audio

    def _speak(self, utterance: Utterance) -> Audio:
        """The engine's sound, if it can air. Raises EngineError."""
        self.spoken.append(utterance)
        try:
            audio = self.voice.speak(replace(utterance, text=self._given(utterance)))
        except PackagerError:
            raise
        except Exception as error:  # an engine may be a stranger's, and its fault must not take the day off the air
            raise EngineError(f"{type(error).__name__}: {error}", where=self.profile.engine) from error
        self._listen(audio, utterance.text)
        return audio

    def _listen(self, audio: Audio, text: str) -> None:
        """Raises EngineError for sound that is not this text.

        Of a voice in this process no pace is learned: nothing of its sound is lost on the way, so what it is held to
        need not be narrow, and an unusual line must not cost a story its last voice.
        """
        from packager.audio.hearing import EVERY_VOWEL_WRITTEN, UNKNOWN, faults, learned

        here = self.profile.embedded
        pace = None if here else learned(self.heard[-_REMEMBERED:], self.rate)
        usual = UNKNOWN if language(self.profile.language).writing.arabic else EVERY_VOWEL_WRITTEN
        found = faults(audio, text, pace or usual.at(getattr(self.voice, "tempo", 1.0)), from_afar=not here)
        if found:
            raise EngineError(f"what came back {' and '.join(found)}: '{_short(text)}'", where=self.profile.engine)
        self.rate = audio.rate
        self.heard.append((text, audio.seconds))

    def _keep(self, utterance: Utterance, raw: Audio) -> None:
        from packager.audio.prepare import prepare

        key, engine = self._key(utterance), self.voice.fingerprint
        awaited = self.listener is not None
        self.on_shelf.keep(key, prepare(raw), text=utterance.text, engine=engine, awaited=awaited)
        self.kept()

    def _have_heard(self, utterance: Utterance, listener: Listener) -> None:
        """Have a clip judged, once. One that was spoken for this and is doubtful is spoken once more.

        A clip that an earlier run may have aired, or an editor approved, stays as it is, whatever is heard of it.
        """
        from packager.audio.wav import read_clip

        key, ear = self._key(utterance), listener.ear.fingerprint
        about = self.on_shelf.about(key) or {}
        if heard_of(about, ear):
            return
        judged = listener.judge(read_clip(self.on_shelf.path(key)), utterance)
        heard = judged.heard
        if heard.outcome is Outcome.DOUBTFUL and "awaited" in about:
            heard = self._second_take(utterance, judged, listener)
        self.on_shelf.note(key, heard, ear, lasting=heard.outcome is not Outcome.NOT_CHECKED)

    def _second_take(self, utterance: Utterance, first: Judged, listener: Listener) -> Heard:
        """Speak a doubtful text once more, and keep the better take."""
        from packager.audio.prepare import prepare

        try:
            raw = (
                self._request(utterance, self.services, threading.Event()) if self.services else self._speak(utterance)
            )
        except EngineError as error:
            return of_two(first, None, f"another take failed ({error})")
        audio = prepare(raw)
        second = listener.judge(audio, utterance)
        if second.heard == first.heard:
            return of_two(first, None, "another take was heard alike")
        if not better(first, second):
            return of_two(first, second)
        self._keep(utterance, raw)
        return of_two(second, first)

    def _key(self, utterance: Utterance) -> str:
        if utterance not in self._keys:
            given, style = self._given(utterance), str(utterance.style)
            key = digest(STAGE, VERSION, self.voice.fingerprint, utterance.language, given, style)
            self._keys[utterance] = key
        return self._keys[utterance]

    def _given(self, utterance: Utterance) -> str:
        """What the engine is given to read: the spoken form, or its ordinary print for a voice that reads print.

        Over either goes what the station's lexicon has.
        """
        if getattr(self.voice, "our_phonemes", False):
            return self.lexicon.reading(utterance.text, self.profile.spelling, phonemes=True)
        return self.lexicon.reading(utterance.printed or utterance.text, self.profile.spelling)


def _short(text: str, longest: int = 40) -> str:
    return text if len(text) <= longest else f"{text[:longest].rsplit(' ', 1)[0]} …"
