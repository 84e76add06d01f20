"""espeak-ng as a voice: Urdu with its own dictionary, Pashto with ours.

Runs in process and offline. What each language is given to read is made in `espeak_text`; how a
Pashto word is said in `pashto_*`; how Urdu is respelled in `urdu_respelling`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from packager.engines.voice import espeak_dictionary, espeak_lib
from packager.engines.voice.espeak_lib import Manner
from packager.engines.voice.espeak_text import Reading, reading
from packager.errors import EngineError, InputError
from packager.lang.ps.espeak import PashtoSpeller
from packager.lang.ps.g2p.sounds import dialects
from packager.lang.ur.espeak import RULES, urdu_respelling
from packager.records import Audio, Mark, Style, Utterance
from packager.store import digest
from packager.text.normalise import for_speech

if TYPE_CHECKING:
    from packager.engines import Options

_NAME = "espeak-ng"  # as errors call this engine
VERSION = 3  # of how this module speaks the same text
LANGUAGES = ("ps", "ur")
_NUMBERS = {"rate": (80, 450), "pitch": (0, 99), "range": (0, 99)}
# espeak-ng's units. On news text they come to about 150 words a minute in either language, pauses included
# (benchmarks/speech_speed.py): an unhurried newsreader's pace.
_RATES = {"ps": 140, "ur": 143}
_TAIL, _HEAD = 0.06, 0.01  # seconds kept after the last and before the first sound
_FADE = 0.01  # seconds, at both ends
_QUIET = 0.002  # of full scale: below it is silence


def voice(options: Options) -> EspeakVoice:
    """A voice for a language. Raises InputError.

    Options: language (ps or ur); dialect (ps: as in voices/pashto/dialects.tsv); rate, pitch, range
    (espeak-ng's units); variant (another throat: f1–f5, m1–m8).
    """
    _check_names(options)
    language = options.get("language")
    if language not in LANGUAGES:
        raise InputError(f"speaks ps and ur, not {language!r}", where=_NAME, mend="choose another voice")
    dialect = _dialect(str(language), options.get("dialect"))
    name = espeak_dictionary.voice_name(dialect) if dialect else "ur"
    manner = Manner(
        voice=name + _variant(options.get("variant")),
        rate=_number("rate", options.get("rate", _RATES[str(language)])),
        pitch=_number("pitch", options.get("pitch", 50)),
        range=_number("range", options.get("range", 50)),
    )
    return EspeakVoice(language=str(language), dialect=dialect, manner=manner)


def _check_names(options: Options) -> None:
    known = ("language", "dialect", "variant", *_NUMBERS)
    unknown = sorted(set(options) - set(known))
    if unknown:
        raise InputError(f"unknown option '{unknown[0]}'", where=_NAME, mend=f"known: {', '.join(known)}")


def _variant(wanted: object) -> str:
    if wanted is None:
        return ""
    if wanted not in espeak_dictionary.VARIANTS:
        known = ", ".join(espeak_dictionary.VARIANTS)
        raise InputError(f"no variant {wanted!r}", where=_NAME, mend=f"known: {known}")
    return f"+{wanted}"


def ipa(text: str, language: str, dialect: str = "yusufzai") -> str:
    """How the voice says a text, in espeak-ng's IPA (`r.` is ɽ, `c` tʃ). Raises InputError, EngineError."""
    options = {"language": language, **({"dialect": dialect} if language == "ps" else {})}
    return voice(options).ipa(text)


def _number(name: str, value: object) -> int:
    low, high = _NUMBERS[name]
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise InputError(f"{name} is {value!r}", where=_NAME, mend=f"a whole number from {low} to {high}")
    return value


def _dialect(language: str, wanted: object) -> str:
    """Name of the Pashto dialect, "" for Urdu."""
    if language != "ps":
        if wanted is not None:
            raise InputError("Urdu has no dialects here", where=_NAME, mend="leave 'dialect' out")
        return ""
    known = list(dialects())
    if wanted is not None and wanted not in known:
        raise InputError(f"no dialect {wanted!r}", where=_NAME, mend=f"known: {', '.join(known)}")
    return str(wanted or known[0])


@dataclass(frozen=True, kw_only=True)
class EspeakVoice:
    """One language and manner of espeak-ng."""

    language: str
    dialect: str  # "" for Urdu
    manner: Manner

    @cached_property
    def fingerprint(self) -> str:
        """Changes with the library, the dictionaries, the dialect and the manner."""
        manner = [self.manner.voice, self.manner.rate, self.manner.pitch, self.manner.range]
        return f"{_NAME} " + digest(VERSION, espeak_lib.version(), self._dictionary, self.dialect, manner)

    @property
    def _dictionary(self) -> str:
        if self.language == "ps":
            return espeak_dictionary.sources_digest()
        return digest(RULES, sorted(urdu_respelling().entries.items()))

    def speak(self, utterance: Utterance) -> Audio:
        """The utterance at 22,050 Hz, with a mark at each word. Raises EngineError, InputError."""
        if utterance.language != self.language:
            raise InputError(f"this voice speaks {self.language}, not {utterance.language}", where=_NAME)
        read = self._reading(utterance.text)
        spoken = espeak_lib.synthesise(espeak_dictionary.data_folder(), self._styled(utterance.style), read.text)
        return _audio(spoken, read)

    def ipa(self, text: str) -> str:
        """How a text is said, in espeak-ng's IPA. Raises EngineError."""
        read = self._reading(text)
        said = espeak_lib.phonemes(espeak_dictionary.data_folder(), self.manner, read.text)
        return said.replace("r.h", "r.ʰ") if self.language == "ur" else said  # ڑھ, made of two phonemes there

    def _reading(self, text: str) -> Reading:
        speller = PashtoSpeller(self.dialect) if self.language == "ps" else urdu_respelling()
        return reading(for_speech(text, self.language), self.language, speller)

    def _styled(self, style: Style) -> Manner:
        """Headlines a little slower and livelier, quotes a little lower."""
        manner = self.manner
        if style is Style.HEADLINE:
            return replace(manner, rate=round(manner.rate * 0.96), range=min(99, manner.range + 14))
        if style is Style.QUOTE:
            return replace(manner, pitch=max(0, manner.pitch - 6))
        return manner


def _audio(spoken: espeak_lib.Spoken, read: Reading) -> Audio:
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


def _marks(events: tuple[tuple[int, int], ...], read: Reading, first: int) -> tuple[Mark, ...]:
    """The first event of each word; `first` is the first sample kept."""
    found: dict[int, float] = {}
    for sample, position in events:
        found.setdefault(read.word_at(position), max(0, sample - first) / espeak_lib.RATE)
    return tuple(Mark(start=start, word=read.words[index]) for index, start in found.items() if index >= 0)
