"""Whisper base as an ear: a clip's sound in, the letters out that it took it for.

Run by CTranslate2, which translation models need anyway; what else the usual wrappers bring (a decoder, a
tokeniser, a hub's client) a clip of ours has no use for. The features are those that Whisper was trained on (Radford et
al. 2022, section 2.2): 80 mel bands of 25 ms windows every 10 ms at 16 kHz, logarithms within 80 dB of the loudest.
Nothing is drawn by chance: the same sound is heard the same way.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from packager.engines.ear import whisper_model
from packager.errors import EngineError, EngineUnavailable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from packager.records import Audio

VERSION = 1  # of how this module listens
LONGEST = 30.0  # s: the model hears no more at a time
_FOREIGN = re.compile("[0-9A-Za-z]")
_RATE, _WINDOW, _STEP, _BANDS = 16_000, 400, 160, 80
# Trained on windows of 30 s, it hears a clip alone as well, for a quarter of the work (10 s instead of 30).
_SHORTEST, _AFTER = 10.0, 1.5  # s of a window, and of silence after the clip in it
_BEAM, _ATTENTIVE = 1, 5
_TOKENS = 25  # a second, at most: newsreading is about 15 letters, and some letters are two tokens


@dataclass(frozen=True, kw_only=True)
class WhisperEar:
    """Listens to one clip at a time."""

    threads: int = 0  # 0: as CTranslate2 chooses
    fingerprint: str = f"whisper-base {VERSION} {whisper_model.SHA256[:8]}"
    _one_at_a_time: threading.Lock = field(default_factory=threading.Lock, repr=False, compare=False)

    def hear(self, audio: Audio, language: str, *, attentive: bool = False) -> str:
        """What it writes down in a language, as the model names it ("ur"), whatever was spoken; "" for nothing.

        `attentive`: with the whole window and more ways of writing weighed, at four times the work.
        Raises EngineUnavailable where its model is not there, EngineError for more than LONGEST seconds.
        """
        if audio.seconds > LONGEST:
            raise EngineError(f"hears {LONGEST:.0f} s at a time, not {audio.seconds:.0f}", where="the ear")
        import ctranslate2

        model, figures = self._model
        seconds = LONGEST if attentive else min(LONGEST, max(_SHORTEST, audio.seconds + _AFTER))
        features = ctranslate2.StorageView.from_array(_features(audio, seconds)[None])
        prompt = ["<|startoftranscript|>", f"<|{language}|>", "<|transcribe|>", "<|notimestamps|>"]
        with self._one_at_a_time:
            found = model.generate(
                features,
                [prompt],
                beam_size=_ATTENTIVE if attentive else _BEAM,
                max_length=min(448, round(_TOKENS * seconds)),
                suppress_tokens=[-1, *figures],
            )
        return _text(found[0].sequences[0])

    @cached_property
    def _model(self) -> tuple[Any, list[int]]:
        """The model, and the tokens that it shall not write: figures and Latin letters, where ours are words."""
        folder = whisper_model.ready()
        import ctranslate2

        vocabulary = (folder / "vocabulary.txt").read_text(encoding="utf-8").split("\n")
        figures = [place for place, token in enumerate(vocabulary) if _FOREIGN.search(token) and token[:2] != "<|"]
        try:
            return ctranslate2.models.Whisper(str(folder), compute_type="int8", intra_threads=self.threads), figures
        except (RuntimeError, ValueError) as error:
            raise EngineUnavailable(f"its model cannot be loaded ({error})", where="the ear") from error


def _features(audio: Audio, seconds: float) -> NDArray[np.float32]:
    """Log-mel features of so many seconds, shape (80, 100 a second); what the clip leaves of them is silence."""
    import numpy as np
    import soxr

    samples = soxr.resample(audio.samples, audio.rate, _RATE).astype(np.float32)
    padded = np.zeros(round(seconds * 100) * _STEP, np.float32)
    padded[: len(samples)] = samples[: len(padded)]
    around = np.pad(padded, _WINDOW // 2, mode="reflect")
    frames = np.lib.stride_tricks.sliding_window_view(around, _WINDOW)[::_STEP][:-1]
    power = np.abs(np.fft.rfft(frames * np.hanning(_WINDOW + 1)[:-1].astype(np.float32), axis=1)) ** 2
    levels = np.log10(np.maximum(power.astype(np.float32) @ _bands().T, 1e-10)).T
    return np.ascontiguousarray((np.maximum(levels, levels.max() - 8) + 4) / 4, np.float32)


@cache
def _bands() -> NDArray[np.float32]:
    """Triangles on Slaney's mel scale, each of unit area; shape (80, 201)."""
    import numpy as np

    # Slaney's scale: linear up to 1 kHz, 15 mel, then 27 mel for each factor of 6.4.
    top = 15 + 27 * np.log(8) / np.log(6.4)  # of 8 kHz
    mel = np.linspace(0, top, _BANDS + 2)
    edges = np.where(mel < 15, mel * 200 / 3, 1000 * np.exp((mel - 15) * np.log(6.4) / 27))
    hertz = np.fft.rfftfreq(_WINDOW, 1 / _RATE)
    rising = (hertz - edges[:-2, None]) / np.diff(edges)[:-1, None]
    falling = (edges[2:, None] - hertz) / np.diff(edges)[1:, None]
    area = 2 / (edges[2:] - edges[:-2])
    return np.asarray(np.maximum(0, np.minimum(rising, falling)) * area[:, None], np.float32)


@cache
def _bytes() -> dict[str, int]:
    """The byte that each character of the model's vocabulary stands for.

    A byte that is a printable character of Latin-1 stands for itself, the rest for U+0100 onwards in order (GPT-2's
    byte-level vocabulary).
    """
    plain = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    rest = [byte for byte in range(256) if byte not in plain]
    return {chr(byte): byte for byte in plain} | {chr(0x100 + place): byte for place, byte in enumerate(rest)}


def _text(tokens: Iterable[str]) -> str:
    raw = bytes(_bytes()[character] for token in tokens if not token.startswith("<|") for character in token)
    return " ".join(raw.decode(errors="ignore").split())
