"""Clips in the store: each a WAV and what is known of it, believed while both are as they were kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from packager.known import Known
from packager.locks import held
from packager.records import Audio, Clip, Heard, Mark, Outcome, Utterance
from packager.store import Store, digest, in_use, make_folder, seal, seal_of, sealed

STAGE = "clips"
VERSION = 3  # of what is done to the engine's sound before it is kept
TEMPO_VERSION = 4  # of what is done to a clip that airs at another tempo


@dataclass
class KeptClips:
    """The clips of one run, each read and compared with its seal once."""

    store: Store
    known: Known = field(default_factory=Known)  # by which a clip's digest is believed
    damaged: set[str] = field(default_factory=set)  # keys of clips that were in the store, and not as they were kept
    _whole: dict[str, Mapping[str, Any]] = field(default_factory=dict)

    def path(self, key: str) -> Path:
        """Where a clip's sound lies, or would lie."""
        return self.store.path(STAGE, key, ".wav")

    def about(self, key: str) -> Mapping[str, Any] | None:
        """What is known of a clip; None where it must be spoken."""
        if key not in self._whole:
            found = sealed(self.path(key), self.known.digest)
            if found is not None:
                self._whole[key] = found
                in_use(seal_of(self.path(key)))
            elif seal_of(self.path(key)).exists():
                self.damaged.add(key)
        return self._whole.get(key)

    @contextmanager
    def alone(self, keys: Iterable[str]) -> Iterator[None]:
        """Nobody else speaks these clips until the block ends: what several stories say is spoken, and paid, once.

        Locks are taken in the order of their names, so that no two wait for each other. Raises Busy.
        """
        with ExitStack() as stack:
            for path in sorted({self.path(key).with_suffix(".lock") for key in keys}):
                make_folder(path.parent)
                stack.enter_context(held(path, "packager, speaking"))
            yield

    def keep(self, key: str, audio: Audio, *, text: str, engine: str, awaited: bool = False) -> None:
        """Keep a clip at the programme's rate; `awaited`: an ear is to judge it, and may ask for another take."""
        from packager.audio.levels import keep
        from packager.audio.marks import measured

        lufs = keep(self.path(key), audio)
        about = {
            "seconds": audio.seconds,
            "lufs": lufs,
            "engine": engine,
            "text": text,
            "marks": [asdict(mark) for mark in audio.marks or measured(audio, text)],
            **({"awaited": True} if awaited else {}),
        }
        seal(self.path(key), about)
        self._whole[key] = about

    def note(self, key: str, heard: Heard, ear: str, *, lasting: bool) -> None:
        """Keep with a clip what was heard of it; not `lasting`: in this run alone, since the next may hear it."""
        plain = {name: value for name, value in self._whole[key].items() if name not in ("awaited", "heard")}
        about = {**plain, "heard": {**asdict(heard), "outcome": str(heard.outcome), "ear": ear}}
        if lasting or "awaited" in self._whole[key]:
            seal(self.path(key), about if lasting else plain)
        self._whole[key] = about

    def clip(self, key: str, utterance: Utterance, *, listened: bool) -> Clip:
        """A whole clip as an utterance's; `listened`: with what was heard of it."""
        about = self._whole[key]
        return Clip(
            utterance=utterance,
            path=self.path(key),
            seconds=about["seconds"],
            lufs=about["lufs"],
            engine=about["engine"],
            marks=tuple(Mark(**mark) for mark in about["marks"]),
            heard=heard_of(about) if listened else None,
        )


def heard_of(about: Mapping[str, Any], ear: str = "") -> Heard | None:
    """What was heard of a clip, by this ear where one is named; None where it was not listened to."""
    told = about.get("heard")
    if not told or (ear and told["ear"] != ear):
        return None
    return Heard(outcome=Outcome(told["outcome"]), text=told["text"], why=told["why"], takes=told["takes"])


def tempo_path(store: Store, path: Path, tempo: float) -> Path:
    """Where a clip at another tempo lies, or would lie."""
    return (
        path if tempo == 1 else store.path("tempo", digest("tempo", TEMPO_VERSION, path.stem, f"{tempo:.6f}"), ".wav")
    )


def at_tempo(store: Store, path: Path, tempo: float) -> Path:
    """The clip at another tempo, its pitch kept; made once. Raises InputError beyond ±6 %."""
    if tempo == 1:
        return path
    from packager.audio.levels import keep
    from packager.audio.tempo import change_tempo
    from packager.audio.wav import read_clip

    stretched = tempo_path(store, path, tempo)
    if sealed(stretched) is None:
        keep(stretched, change_tempo(read_clip(path), tempo))
        seal(stretched, {})
    return stretched
