"""Utterances → clips: spoken once, kept by content, and never spoken again while nothing changed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from packager.errors import EngineError, EngineUnavailable, PackagerError
from packager.records import Audio, Clip, Mark, Utterance
from packager.speech.lexicon import NO_LEXICON, Lexicon
from packager.store import Store, digest, seal, seal_of, sealed
from packager.voicing.breaker import Resting, Services
from packager.voicing.profiles import VoiceProfile

if TYPE_CHECKING:
    from pathlib import Path

    from packager.engines import Voice

STAGE = "clips"
VERSION = 3  # of what is done to the engine's sound before it is kept
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
    kept: Callable[[], None] = lambda: None  # told of each clip as soon as it is in the store
    damaged: dict[str, Utterance] = field(default_factory=dict)  # by key: in the store, and not as it was kept
    _whole: dict[str, Mapping[str, Any]] = field(default_factory=dict)  # by key: what is known of clips that are whole

    @cached_property
    def voice(self) -> Voice:
        """The engine, opened when it is first needed. Raises EngineUnavailable, InputError."""
        return self.profile.open()

    @cached_property
    def service(self) -> str:
        """The voice's service, as its breaker and its errors call it."""
        return service_of(self.profile)

    def missing(self, utterances: Iterable[Utterance]) -> tuple[Utterance, ...]:
        """The utterances that the engine would be asked for, each once."""
        by_key = {self._key(utterance): utterance for utterance in utterances}
        return tuple(utterance for key, utterance in by_key.items() if self._about(key, utterance) is None)

    def was_damaged(self, utterance: Utterance) -> bool:
        """Whether this run found the utterance's clip in the store not as it was kept: its sound is another take."""
        return self._key(utterance) in self.damaged

    def clips(self, utterances: Sequence[Utterance]) -> tuple[Clip, ...]:
        """A clip for each utterance, spoken where the store has none; what was spoken is kept whatever follows.

        Raises EngineError, where the engine fails or its sound cannot air; Resting, where it was not asked.
        """
        wanted = self.missing(utterances)
        if wanted and self.services:
            self._speak_within_budget(wanted, self.services)
        elif wanted:
            self._speak_here(wanted)
        return tuple(self._read(utterance) for utterance in utterances)

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
        """Raises EngineError for sound that is not this text. A voice in this process loses nothing on the way."""
        from packager.audio.hearing import UNKNOWN, faults, learned

        if self.profile.embedded:
            return
        pace = learned(self.heard[-_REMEMBERED:], self.rate) or UNKNOWN
        found = faults(audio, text, pace)
        if found:
            raise EngineError(f"what came back {' and '.join(found)}: '{_short(text)}'", where=self.profile.engine)
        self.rate = audio.rate
        self.heard.append((text, audio.seconds))

    def _keep(self, utterance: Utterance, raw: Audio) -> None:
        from packager.audio.levels import keep
        from packager.audio.marks import measured
        from packager.audio.prepare import prepare

        key = self._key(utterance)
        audio = prepare(raw)
        lufs = keep(self._path(key), audio)
        about = {
            "seconds": audio.seconds,
            "lufs": lufs,
            "engine": self.voice.fingerprint,
            "text": utterance.text,
            "marks": [asdict(mark) for mark in audio.marks or measured(audio, utterance.text)],
        }
        seal(self._path(key), about)
        self._whole[key] = about
        self.kept()

    def _read(self, utterance: Utterance) -> Clip:
        key = self._key(utterance)
        about = self._whole[key]
        return Clip(
            utterance=replace(utterance, voice=self.profile.name),
            path=self._path(key),
            seconds=about["seconds"],
            lufs=about["lufs"],
            engine=about["engine"],
            marks=tuple(Mark(**mark) for mark in about["marks"]),
        )

    def _about(self, key: str, utterance: Utterance) -> Mapping[str, Any] | None:
        """What is known of a clip in the store, read and compared once in a run; None where it must be spoken."""
        if key not in self._whole:
            found = sealed(self._path(key))
            if found is not None:
                self._whole[key] = found
            elif seal_of(self._path(key)).exists():
                self.damaged[key] = utterance
        return self._whole.get(key)

    def _path(self, key: str) -> Path:
        return self.store.path(STAGE, key, ".wav")

    def _key(self, utterance: Utterance) -> str:
        given = self._given(utterance)
        return digest(STAGE, VERSION, self.voice.fingerprint, utterance.language, given, str(utterance.style))

    def _given(self, utterance: Utterance) -> str:
        """What the engine is given to read, which is the spoken form but for what the station's lexicon has."""
        return self.lexicon.reading(utterance.text, self.profile.spelling)


def _short(text: str, longest: int = 40) -> str:
    return text if len(text) <= longest else f"{text[:longest].rsplit(' ', 1)[0]} …"


def at_tempo(store: Store, path: Path, tempo: float) -> Path:
    """The clip at another tempo, its pitch kept; made once. Raises InputError beyond ±6 %."""
    if tempo == 1:
        return path
    from packager.audio.levels import keep
    from packager.audio.tempo import change_tempo
    from packager.audio.wav import read_clip

    stretched = store.path("tempo", digest("tempo", VERSION, path.stem, f"{tempo:.6f}"), ".wav")
    if sealed(stretched) is None:
        keep(stretched, change_tempo(read_clip(path), tempo))
        seal(stretched, {})
    return stretched
