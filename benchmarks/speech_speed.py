"""How fast the embedded voices speak, and how fast a listener is spoken to.

  python benchmarks/speech_speed.py ps NEWS.json      seconds of 48 kHz sound per second of work, words per minute

One process: written text to its spoken form, and that to a 48 kHz clip in memory.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

from packager.engines.voice.espeak import voice
from packager.records import Utterance
from packager.speech import spoken


def sentences(path: Path, language: str) -> list[str]:
    """One side of a news pack, sentence by sentence."""
    documents = json.loads(path.read_text(encoding="utf-8"))["documents"]
    return [segment[language] for document in documents for segment in document["segments"]]


def main() -> None:
    """Speak every sentence once and print the rates."""
    import soxr

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("language", choices=["ps", "ur"])
    parser.add_argument("file", type=Path)
    args = parser.parse_args()
    said = sentences(args.file, args.language)
    speaker = voice({"language": args.language})
    speaker.speak(Utterance(text=spoken(said[0], args.language), language=args.language, voice="embedded"))
    began, worked = time.perf_counter(), time.process_time()
    seconds = 0.0
    for text in said:
        form = spoken(text, args.language)
        audio = speaker.speak(Utterance(text=form, language=args.language, voice="embedded"))
        seconds += len(soxr.resample(audio.samples, audio.rate, 48_000)) / 48_000
    took, worked = time.perf_counter() - began, time.process_time() - worked
    words = sum(len(text.split()) for text in said)
    print(f"{len(said)} sentences, {words} words: {seconds:.0f} s of sound in {took:.2f} s")
    print(f"{seconds / took:.0f} x real time by the clock, {seconds / worked:.0f} x by the processor's own")
    print(f"{60 * words / seconds:.0f} words per minute, {seconds / len(said):.1f} s a sentence")


if __name__ == "__main__":
    main()
