"""A day's programme by hand, as somebody makes it from the tools' own documentation: run by `performance.py`.

    python -m benchmarks.by_hand FOLDER LANGUAGE OUT

FOLDER holds articles with their translations (see `news_articles.py`). Every sentence is spoken by espeak-ng's
library, pydub joins them with 0.4 s between, FFmpeg's loudnorm brings them to -23 LUFS in two passes and writes WAV
and MP3 (192 kbit/s): no checks, no spoken forms, no captions, no manifest, no file for each story. gTTS wants a
network. espeak-ng has no Pashto: it reads Pashto as Persian, which nobody could air. Prints the seconds of sound.
"""

from __future__ import annotations

import ctypes
import json
import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks.mastering_ways import GAP, loudnorm

VOICES = {"ps": b"fa", "ur": b"ur"}
_SYNCHRONOUS, _UTF8 = 2, 1  # espeak_AUDIO_OUTPUT, espeakCHARS in speak_lib.h


def espeak(voice: bytes) -> tuple[Callable[[str], bytes], int]:
    """Says a text as 16-bit samples, and their rate."""
    import espeakng_loader

    library = ctypes.CDLL(espeakng_loader.get_library_path())
    rate = library.espeak_Initialize(_SYNCHRONOUS, 0, espeakng_loader.get_data_path().encode(), 0)
    said = bytearray()

    def take(samples: int | None, count: int, _events: int | None) -> int:
        if samples:
            said.extend(ctypes.string_at(samples, 2 * count))
        return 0

    heard = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)(take)
    library.espeak_SetSynthCallback(heard)
    if rate < 0 or library.espeak_SetVoiceByName(voice):
        raise SystemExit("espeak-ng does not open")

    def say(text: str, _kept: object = heard) -> bytes:
        said.clear()
        data = text.encode()
        library.espeak_Synth(data, ctypes.c_size_t(len(data) + 1), 0, 0, 0, _UTF8, None, None)
        return bytes(said)

    return say, rate


def main() -> None:
    """Make the programme."""
    from pydub import AudioSegment

    folder, language, out = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
    out.mkdir(parents=True, exist_ok=True)
    say, rate = espeak(VOICES[language])
    gap, programme = AudioSegment.silent(round(GAP * 1000), rate), AudioSegment.empty()
    for path in sorted(folder.glob("*.yaml")):
        for text in json.loads(path.read_text(encoding="utf-8"))["translations"][language]:
            programme += AudioSegment(say(text), sample_width=2, frame_rate=rate, channels=1) + gap
    programme.export(out / "joined.wav", format="wav")
    loudnorm(("-i", str(out / "joined.wav")), out)
    print(programme.duration_seconds)


if __name__ == "__main__":
    main()
