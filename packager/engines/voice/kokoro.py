"""Kokoro-82M as a voice of Pashto and Urdu: our sounds, its symbols, one neural model for both, offline.

The model reads symbols and knows no language; whoever can pronounce a text can have it said. Words' sounds are those of
the rule voice (`phones`), their symbols one table a language, and the times of words the model's own.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from packager.engines import Engine, nowhere
from packager.engines.models import kokoro_model
from packager.engines.settings import Settings
from packager.engines.voice import espeak, kokoro_graph, kokoro_run
from packager.engines.voice.kokoro_run import RATE, Said
from packager.engines.voice.kokoro_style import read_style, style_file
from packager.engines.voice.kokoro_text import Piece, Table, pieces
from packager.engines.voice.kokoro_tune import SPEEDS, tune
from packager.errors import EngineError, EngineUnavailable, InputError
from packager.lang.registry import language, target_codes
from packager.records import Audio, Mark, Style, Utterance
from packager.store import digest, file_digest

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from packager.engines import Options

_NAME = "kokoro"  # as errors call this engine
VERSION = 2  # of how this module speaks the same text
_AT_ONCE = 4  # utterances, each on a thread of its own and with some 200 MB of memory
_TAIL, _HEAD = 0.06, 0.02  # seconds kept after the last and before the first sound
# The model begins a sound before the time that it gives it: by 50 to 70 ms after a pause, by the sound's own energy
# (benchmarks/neural_voice.py times).
_EARLY = 0.05  # seconds
_QUIET = 0.002  # of full scale: below it is silence


def voice(options: Options) -> KokoroVoice:
    """A voice of a language. Raises InputError; EngineUnavailable where the model or the style cannot be used.

    Options: language (one with a tables/kokoro.tsv); style (a name under voices/neural, or a .f16 file); dialect (ps:
    as in voices/pashto/dialects.tsv); speed and pitch (of the style's own: 1.1 is a tenth more).
    """
    settings = Settings(_NAME, options).only("language", "style", "dialect", "speed", "pitch")
    code = settings.needed("language", target_codes()[-1])
    table = language(code).symbols(_NAME)
    if table is None:
        hint = f"a language needs tables/{_NAME}.tsv: see docs/add-a-language.md"
        raise InputError(f"does not speak '{code}'", where=_NAME, hint=hint)
    said = {"language": code, **({"dialect": settings.text("dialect")} if "dialect" in options else {})}
    spoken = KokoroVoice(
        language=code,
        table=table,
        style=style_file(settings.needed("style", "urdu-woman")),
        speller=espeak.voice(said),
        speed=settings.number("speed", 1.0, 0.5, 2.0),
        pitch=settings.number("pitch", 1.0, 0.8, 1.25),
    )
    read_style(spoken.style)
    kokoro_run.check_processor()
    if not kokoro_model.present():
        hint = f"for the better voice: {kokoro_model.GET}"
        raise EngineUnavailable("its model is not on this machine", where=_NAME, hint=hint)
    return spoken


@dataclass(frozen=True, kw_only=True)
class KokoroVoice:
    """One style in one language."""

    language: str
    table: Table
    style: Path
    speller: espeak.EspeakVoice  # whose sounds these are; it does not speak
    speed: float = 1.0
    pitch: float = 1.0
    at_once: int = field(default_factory=lambda: min(_AT_ONCE, len(os.sched_getaffinity(0))))  # utterances
    our_phonemes: bool = True

    @property
    def tempo(self) -> float:
        """How many times as fast as a newsreader it was told to be."""
        return self.speed

    @cached_property
    def fingerprint(self) -> str:
        """Changes with the model, what runs it, the style, the manner, the table and the pronunciation."""
        from importlib.metadata import version

        made = [VERSION, kokoro_graph.REMADE, version("onnxruntime"), sorted(self.table.items())]
        manner = [file_digest(self.style), self.speed, self.pitch]
        return f"{_NAME} {self.style.stem} " + digest(made, manner, self.speller.fingerprint)

    def speak(self, utterance: Utterance) -> Audio:
        """The utterance at 24 kHz, with a mark at each word. Raises EngineError, InputError."""
        import numpy as np

        if utterance.language != self.language:
            raise InputError(f"this voice speaks {self.language}, not {utterance.language}", where=_NAME)
        samples: list[NDArray[np.float32]] = []
        marks: list[Mark] = []
        length = 0
        for piece in self.pieces(utterance.text):
            said = self._said(piece, utterance.style)
            marks += [Mark(start=(length + at) / RATE, word=word) for at, word in said[1]]
            samples += [said[0], np.zeros(round(piece.pause * RATE), np.float32)]
            length += len(samples[-2]) + len(samples[-1])
        return Audio(samples=np.concatenate(samples), rate=RATE, marks=tuple(marks))

    def ipa(self, text: str) -> str:
        """The symbols that the model is given, piece by piece. Raises EngineError."""
        return " ".join(piece.symbols for piece in self.pieces(text))

    def pieces(self, text: str) -> tuple[Piece, ...]:
        """A text as the model is given it. Raises EngineError where there is nothing to say, or no symbol for it."""
        found = pieces(self.speller.clauses(text), self.table)
        if not found:
            raise EngineError(f"nothing to be heard of {text!r}", where=_NAME)
        return found

    def _said(self, piece: Piece, style: Style) -> tuple[NDArray[np.float32], Sequence[tuple[int, str]]]:
        """A piece without the silence around it, and the sample where each of its words begins."""
        row = read_style(self.style)[len(piece.symbols) - 1]
        pitch = [self.pitch * level for level in tune(piece.symbols, style)]
        said = kokoro_run.say(piece.symbols, row, speed=self.speed * SPEEDS[style], pitch=pitch)
        first, last = _heard(said)
        # The pad before the first symbol has a length too, so symbol n begins where token n ends.
        starts = [(said.starts[place] - round(_EARLY * RATE) - first, word) for place, word in piece.words]
        return said.samples[first:last], [(min(max(0, at), last - first), word) for at, word in starts]


def _heard(said: Said) -> tuple[int, int]:
    """The first and the last sample to keep. Raises EngineError for silence."""
    import numpy as np

    loud = np.flatnonzero(np.abs(said.samples) > _QUIET)
    if not len(loud):
        raise EngineError("nothing is to be heard of what the model said", where=_NAME)
    return max(0, int(loud[0]) - round(_HEAD * RATE)), int(loud[-1]) + round(_TAIL * RATE)


ENGINE = Engine(make=voice, text_goes=nowhere, in_process=True)
