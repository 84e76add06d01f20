"""Piper's neural voices, offline: an ONNX model by file or by the name under which it was installed.

A Piper model reads phonemes, and says in its description which language's espeak-ng makes them. For
languages that this program verbalises they are made by our own dictionaries, so that a word which the
embedded voice says right is said right here too; for every other by the library's own espeak-ng.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from packager.engines import Engine, nowhere
from packager.engines.models import piper_models
from packager.engines.settings import Settings
from packager.engines.voice import espeak
from packager.errors import EngineError, EngineUnavailable, InputError
from packager.lang.normalise import for_speech
from packager.lang.registry import target_codes, targets
from packager.records import Audio, Style, Utterance
from packager.store import digest, file_digest

if TYPE_CHECKING:
    from packager.engines import Options

_NAME = "piper"  # as errors call this engine
VERSION = 1  # of how this module speaks the same text
# A headline's share of the usual length. Sounds are as long as whole frames of 256 samples, rounded up, so
# that a tenth asked for is about a twentieth heard: as the embedded voice slows down.
_SLOWER = 1.1
# Piper's models were trained on a few marks; ours of the two scripts stand for these.
_MARKS = {"،": ",", "؛": ";", "؟": "?", "۔": ".", ",": ",", ";": ";", "?": "?", ".": ".", ":": ":", "!": "!"}
_CLAUSE = re.compile(r"([^،؛؟۔,;?.:!]*)([،؛؟۔,;?.:!]*)")


def voice(options: Options) -> PiperVoice:
    """A voice of one model. Raises InputError, EngineUnavailable where the model is not on this machine.

    Options: language; model (a file, or a name from 'packager models list'); speaker (of a model with several:
    its number); length (of the model's own pace: 1.1 is slower by a tenth); rhythm (how much
    the length of a sound may vary by chance: 0 not at all; the model's own where it is left out); phonemes (ours or
    espeak).
    """
    settings = Settings(_NAME, options).only("language", "model", "speaker", "length", "rhythm", "phonemes")
    model = piper_models.located(settings.needed("model", "ur_PK-fasih-medium"))
    described = _description(model)
    language = settings.needed("language", targets()[-1].code)
    _check_language(language, described, model)
    return PiperVoice(
        language=language,
        model=model,
        speaker=_speaker(settings, described, model),
        length=settings.number("length", 1.0, 0.5, 2.0),
        rhythm=settings.number("rhythm", 0.8, 0, 1) if "rhythm" in settings.options else None,
        ours=language in target_codes() and settings.choice("phonemes", ("ours", "espeak"), "ours") == "ours",
    )


def _description(model: Path) -> dict[str, Any]:
    path = model.with_name(model.name + ".json")
    try:
        described = json.loads(path.read_text(encoding="utf-8"))
        described["espeak"]["voice"], described["audio"]["sample_rate"], described["num_speakers"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        hint = "keep the model's .onnx and .onnx.json together, as they were published"
        raise InputError(f"does not describe a Piper voice ({error})", where=str(path), hint=hint) from error
    return dict(described)


def _check_language(language: str, described: dict[str, Any], model: Path) -> None:
    told = described.get("language", {}).get("family") or str(described["espeak"]["voice"]).partition("-")[0]
    if told != language:
        hint = "name a model of the voice's own language"
        raise InputError(f"the model speaks {told}, the voice is to speak {language}", where=str(model), hint=hint)


def _speaker(settings: Settings, described: dict[str, Any], model: Path) -> int | None:
    count = int(described["num_speakers"])
    if "speaker" not in settings.options:
        return None
    if count < 2:
        raise InputError("has one speaker", where=str(model), hint="leave 'speaker' out")
    return settings.whole("speaker", 0, 0, count - 1)


@dataclass(kw_only=True, eq=False)
class PiperVoice:
    """One speaker of one model; the model is loaded by the first utterance."""

    language: str
    model: Path
    speaker: int | None = None
    length: float = 1.0
    rhythm: float | None = None  # None: the model's own
    ours: bool = False
    _loaded: dict[Path, Any] = field(default_factory=dict, repr=False)

    @property
    def our_phonemes(self) -> bool:
        """Whether the model is given our phonemes, or reads print by espeak-ng's own rules."""
        return self.ours

    @property
    def tempo(self) -> float:
        """How many times as fast as its model's own pace it was told to be."""
        return 1 / self.length

    @cached_property
    def fingerprint(self) -> str:
        """Changes with the model, the way of reading and, where we make the phonemes, with our dictionaries."""
        dictionary = self._speller.fingerprint if self.ours else ""
        return f"{_NAME} {self.model.stem} " + digest(
            VERSION, file_digest(self.model), self.speaker, self.length, self.rhythm, dictionary
        )

    def speak(self, utterance: Utterance) -> Audio:
        """The utterance at the model's own rate. Raises EngineError, EngineUnavailable."""
        import numpy as np

        if utterance.language != self.language:
            raise InputError(f"this voice speaks {self.language}, not {utterance.language}", where=self.model.stem)
        piper = self._piper()
        text = for_speech(utterance.text, self.language)
        parts = []
        try:
            for phonemes in self._phonemes(piper, text):
                heard = piper.phoneme_ids_to_audio(piper.phonemes_to_ids(phonemes), self._manner(utterance.style))
                parts.append(heard[0] if isinstance(heard, tuple) else heard)
        except Exception as error:  # ONNX Runtime and Piper raise kinds of their own
            raise EngineError(f"could not speak ({type(error).__name__}: {error})", where=self.model.stem) from error
        if not parts:
            raise EngineError(f"nothing to be heard of {utterance.text!r}", where=self.model.stem)
        samples = np.clip(np.concatenate(parts), -1, 1).astype(np.float32)
        return Audio(samples=samples, rate=int(piper.config.sample_rate))

    def ipa(self, text: str) -> str:
        """What the model is given to read."""
        sentences = self._phonemes(self._piper(), for_speech(text, self.language))
        return " ".join("".join(sentence) for sentence in sentences)

    @cached_property
    def _speller(self) -> espeak.EspeakVoice:
        return espeak.voice({"language": self.language})

    def _phonemes(self, piper: Any, text: str) -> list[list[str]]:
        """Phonemes by sentence, as code points, which is how Piper's models know them."""
        if not self.ours:
            return [list(sentence) for sentence in piper.phonemize(text) if sentence]
        return [list(unicodedata.normalize("NFD", sentence)) for sentence in self._sentences(text)]

    def _sentences(self, text: str) -> Iterator[str]:
        said = ""
        for words, marks in _CLAUSE.findall(text):
            if words.strip():
                said += self._speller.phonemes(words.strip())
            mark = _MARKS.get(marks[:1], "")
            if said and mark:
                said += mark if mark in ".?!" else f"{mark} "
            if said and mark in (".", "?", "!"):
                yield said
                said = ""
        if said.strip():
            yield said.strip()

    def _manner(self, style: Style) -> Any:
        from piper import SynthesisConfig

        length = self.length * (_SLOWER if style is Style.HEADLINE else 1.0)
        return SynthesisConfig(
            speaker_id=self.speaker, length_scale=self._own_length * length, noise_w_scale=self.rhythm
        )

    @property
    def _own_length(self) -> float:
        return float(self._piper().config.length_scale)

    def _piper(self) -> Any:
        if self.model not in self._loaded:
            self._loaded[self.model] = _load(self.model)
        return self._loaded[self.model]


def _load(model: Path) -> Any:
    try:
        from piper import PiperVoice as Library
    except ImportError as error:
        hint = "pip install 'packager[piper]'"
        raise EngineUnavailable(f"Piper is not installed ({error})", where=_NAME, hint=hint) from error
    try:
        return Library.load(model)
    except Exception as error:  # a damaged file fails in ONNX Runtime's own ways
        hint = "remove the model and install it again"
        raise EngineUnavailable(
            f"cannot be loaded ({' '.join(str(error).split())[:200]})", where=str(model), hint=hint
        ) from error


ENGINE = Engine(make=voice, text_goes=nowhere, in_process=True)
