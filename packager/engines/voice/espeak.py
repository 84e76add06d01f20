"""espeak-ng as a voice, of every language that says how it is spoken (`Language.espeak`).

Runs in process and offline. What the library is given to read is made in `espeak_text`, of words as the
language spells them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from packager.engines import Engine, nowhere
from packager.engines.voice import phones
from packager.engines.voice.espeak_text import EspeakReading, reading
from packager.engines.voice.phones import Clause
from packager.errors import EngineError, InputError
from packager.espeak_ng import data
from packager.espeak_ng import library as espeak_lib
from packager.espeak_ng.library import Manner
from packager.lang.language import Language
from packager.lang.normalise import for_speech
from packager.lang.phones import RuleVoice
from packager.lang.registry import codes, language
from packager.records import Audio, Mark, Style, Utterance
from packager.store import digest

if TYPE_CHECKING:
    from packager.engines import Options

_NAME = "espeak-ng"  # as errors call this engine
VERSION = 3  # of how this module speaks the same text
_NUMBERS = {"rate": (80, 450), "pitch": (0, 99), "range": (0, 99)}
_TAIL, _HEAD = 0.06, 0.01  # seconds kept after the last and before the first sound
_FADE = 0.01  # seconds, at both ends
_QUIET = 0.002  # of full scale: below it is silence


def voice(options: Options) -> EspeakVoice:
    """A voice for a language. Raises InputError.

    Options: language; dialect (one of the language's: Pashto's are in voices/pashto/dialects.tsv); rate, pitch, range
    (espeak-ng's units); variant (another throat: f1–f5, m1–m8).
    """
    _check_names(options)
    known = _language(options.get("language"))
    dialect = _dialect(known, options.get("dialect"))
    manner = Manner(
        voice=known.espeak.voices()[dialect] + _variant(options.get("variant")),
        rate=_number("rate", options.get("rate", known.espeak.rate)),
        pitch=_number("pitch", options.get("pitch", 50)),
        range=_number("range", options.get("range", 50)),
    )
    return EspeakVoice(language=known.code, dialect=dialect, manner=manner)


def _language(wanted: object) -> Language:
    """The language, if it says how espeak-ng speaks it. English does not: nothing is spelled for it here."""
    spoken = [code for code in codes() if not language(code).source]
    if wanted not in spoken:
        raise InputError(f"speaks {' and '.join(spoken)}, not {wanted!r}", where=_NAME, hint="choose another voice")
    return language(str(wanted))


def _check_names(options: Options) -> None:
    known = ("language", "dialect", "variant", *_NUMBERS)
    unknown = sorted(set(options) - set(known))
    if unknown:
        raise InputError(f"unknown option '{unknown[0]}'", where=_NAME, hint=f"known: {', '.join(known)}")


def _variant(wanted: object) -> str:
    if wanted is None:
        return ""
    if wanted not in data.VARIANTS:
        known = ", ".join(data.VARIANTS)
        raise InputError(f"no variant {wanted!r}", where=_NAME, hint=f"known: {known}")
    return f"+{wanted}"


def ipa(text: str, code: str, dialect: str = "") -> str:
    """How the voice says a text, in espeak-ng's IPA (`r.` is ɽ, `c` tʃ). Raises InputError, EngineError."""
    return voice({"language": code, **({"dialect": dialect} if dialect else {})}).ipa(text)


def _number(name: str, value: object) -> int:
    low, high = _NUMBERS[name]
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise InputError(f"{name} is {value!r}", where=_NAME, hint=f"a whole number from {low} to {high}")
    return value


def _dialect(known: Language, wanted: object) -> str:
    """Name of the dialect: the usual one where none is wanted, "" in a language that has only one."""
    names = list(known.espeak.voices())
    if wanted is None:
        return names[0]
    if names == [""]:
        raise InputError(f"{known.english} has no dialects here", where=_NAME, hint="leave 'dialect' out")
    if wanted not in names:
        raise InputError(f"no dialect {wanted!r}", where=_NAME, hint=f"known: {', '.join(names)}")
    return str(wanted)


@dataclass(frozen=True, kw_only=True)
class EspeakVoice:
    """One language and manner of espeak-ng."""

    language: str
    dialect: str  # "" in a language that has only one
    manner: Manner
    our_phonemes: bool = True

    @property
    def tempo(self) -> float:
        """How many times as fast as a newsreader it was told to be."""
        return self.manner.rate / language(self.language).espeak.rate

    @cached_property
    def fingerprint(self) -> str:
        """Changes with the library, the dictionaries, the dialect and the manner."""
        manner = [self.manner.voice, self.manner.rate, self.manner.pitch, self.manner.range]
        words = self._rules.digest()
        return f"{_NAME} " + digest(VERSION, espeak_lib.version(), words, self.dialect, manner)

    @property
    def _rules(self) -> RuleVoice:
        return language(self.language).espeak

    @property
    def _data(self) -> Path:
        return data.folder(self._rules.sources())

    def speak(self, utterance: Utterance) -> Audio:
        """The utterance at 22,050 Hz, with a mark at each word. Raises EngineError, InputError."""
        if utterance.language != self.language:
            raise InputError(f"this voice speaks {self.language}, not {utterance.language}", where=_NAME)
        read = self._reading(utterance.text)
        spoken = espeak_lib.synthesise(self._data, self._styled(utterance.style), read.text)
        return _audio(spoken, read)

    def ipa(self, text: str) -> str:
        """How a text is said, in espeak-ng's IPA. Raises EngineError."""
        read = self._reading(text)
        said = espeak_lib.phonemes(self._data, self.manner, read.text)
        for written, meant in self._rules.ipa.items():
            said = said.replace(written, meant)
        return said

    def clauses(self, text: str) -> tuple[Clause, ...]:
        """A text's words in clauses, with their sounds. Raises EngineError, InputError."""
        return tuple(phones.clauses(self._reading(text), self._names))

    def _names(self, given: str) -> str:
        return espeak_lib.phonemes(self._data, self.manner, given, ipa=False, between=phones.JOINT)

    def _reading(self, text: str) -> EspeakReading:
        speller = self._rules.speller(self.dialect)
        return reading(for_speech(text, self.language), language(self.language).grammar, speller)

    def _styled(self, style: Style) -> Manner:
        """Headlines a little slower and livelier, quotes a little lower."""
        manner = self.manner
        if style is Style.HEADLINE:
            return replace(manner, rate=round(manner.rate * 0.96), range=min(99, manner.range + 14))
        if style is Style.QUOTE:
            return replace(manner, pitch=max(0, manner.pitch - 6))
        return manner


def _audio(spoken: espeak_lib.Synthesised, read: EspeakReading) -> Audio:
    """Samples without the silence around them, ends faded, and when each word of the original begins."""
    import numpy as np

    samples = np.frombuffer(spoken.samples, dtype=np.int16).astype(np.float32) / np.float32(32_768)
    loud = np.flatnonzero(np.abs(samples) > _QUIET)
    if not len(loud):
        raise EngineError(f"nothing to be heard of {' '.join(read.words)!r}", where=_NAME)
    first = max(0, int(loud[0]) - round(_HEAD * espeak_lib.RATE))
    samples = samples[first : int(loud[-1]) + round(_TAIL * espeak_lib.RATE)]
    ramp = np.linspace(0, 1, round(_FADE * espeak_lib.RATE), dtype=np.float32)[: len(samples)]
    samples[: len(ramp)] *= ramp
    samples[len(samples) - len(ramp) :] *= ramp[::-1]
    return Audio(samples=samples, rate=espeak_lib.RATE, marks=_marks(spoken.words, read, first))


def _marks(events: tuple[tuple[int, int], ...], read: EspeakReading, first: int) -> tuple[Mark, ...]:
    """The first event of each word; `first` is the first sample kept."""
    found: dict[int, float] = {}
    for sample, position in events:
        found.setdefault(read.word_at(position), max(0, sample - first) / espeak_lib.RATE)
    return tuple(Mark(start=start, word=read.words[index]) for index, start in found.items() if index >= 0)


ENGINE = Engine(make=voice, text_goes=nowhere, in_process=True)
