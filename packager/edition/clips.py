"""Utterances → clips: spoken once, kept by content, and never spoken again while nothing changed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from packager.edition.job import Progress, silent
from packager.engines.profiles import VoiceProfile
from packager.records import Clip, Mark, Utterance
from packager.store import Store, digest, write_whole

if TYPE_CHECKING:
    from pathlib import Path

    from packager.engines import Voice

STAGE = "clips"
VERSION = 1  # of what is done to the engine's sound before it is kept


@dataclass
class Speaker:
    """Speaks with one voice, through the store."""

    store: Store
    profile: VoiceProfile
    spoken: list[Utterance] = field(default_factory=list)  # what the engine was asked for in this run

    @cached_property
    def voice(self) -> Voice:
        """The engine, opened when it is first needed."""
        return self.profile.open()

    def missing(self, utterances: Iterable[Utterance]) -> tuple[Utterance, ...]:
        """The utterances that the engine would be asked for, each once."""
        by_key = {self._key(utterance): utterance for utterance in utterances}
        return tuple(utterance for key, utterance in by_key.items() if not self._known(key).is_file())

    def clips(self, utterances: Sequence[Utterance], progress: Progress = silent) -> tuple[Clip, ...]:
        """A clip for each utterance, spoken where the store has none. Raises EngineError."""
        clips = []
        for place, utterance in enumerate(utterances):
            progress("speaking", place, len(utterances))
            clips.append(self.clip(utterance))
        progress("speaking", len(utterances), len(utterances))
        return tuple(clips)

    def clip(self, utterance: Utterance) -> Clip:
        """The utterance's clip. Raises EngineError."""
        key = self._key(utterance)
        known = self._known(key)
        if not known.is_file():
            self._speak(utterance, key)
        return _read(utterance, known, self.store.path(STAGE, key, ".wav"))

    def _speak(self, utterance: Utterance, key: str) -> None:
        from packager.audio.loudness import measure
        from packager.audio.prepare import prepare
        from packager.audio.wav import write_clip

        self.spoken.append(utterance)
        audio = prepare(self.voice.speak(utterance))
        write_clip(self.store.path(STAGE, key, ".wav"), audio)
        about = {
            "seconds": audio.seconds,
            "lufs": measure(audio).integrated,
            "engine": self.voice.fingerprint,
            "text": utterance.text,
            "marks": [asdict(mark) for mark in audio.marks],
        }
        # The description is written last: where it is, the sound is whole.
        write_whole(self._known(key), json.dumps(about, ensure_ascii=False).encode())

    def _known(self, key: str) -> Path:
        return self.store.path(STAGE, key, ".json")

    def _key(self, utterance: Utterance) -> str:
        return digest(STAGE, VERSION, self.voice.fingerprint, utterance.language, utterance.text, str(utterance.style))


def _read(utterance: Utterance, known: Path, sound: Path) -> Clip:
    about = json.loads(known.read_text(encoding="utf-8"))
    return Clip(
        utterance=utterance,
        path=sound,
        seconds=about["seconds"],
        lufs=about["lufs"],
        engine=about["engine"],
        marks=tuple(Mark(**mark) for mark in about["marks"]),
    )
