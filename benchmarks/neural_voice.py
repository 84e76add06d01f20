"""The neural voice measured: its speed, its word times, whether it is the same in any order, and clips for an ear.

  python benchmarks/neural_voice.py speed ur TEXTS        bare model against the whole voice, real-time factor, memory
  python benchmarks/neural_voice.py times ur TEXTS        word times after pauses against the sound's own energy
  python benchmarks/neural_voice.py same ur TEXTS         five orders; 1, 2 and 4 processes; 1 and 2 threads
  python benchmarks/neural_voice.py clips VOICE TEXTS DIR a WAV a line, for an ear that this program has no part in

TEXTS has one spoken form a line ('packager say --spoken'); --lines takes so many of them, spread evenly.
"""

from __future__ import annotations

import argparse
import hashlib
import multiprocessing
import random
import resource
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import numpy as np

from packager.audio.prepare import prepare
from packager.audio.wav import write_clip
from packager.engines.voice import kokoro_run
from packager.engines.voice.kokoro import KokoroVoice
from packager.engines.voice.kokoro import voice as kokoro
from packager.engines.voice.kokoro_style import read_style
from packager.records import Audio, Utterance
from packager.voicing.profiles import load_profile

USUAL = {"ps": "pashto-woman", "ur": "urdu-woman"}
PAUSE, NEAR = 0.06, 0.3  # seconds of silence before an onset, and how far from it a word's time is looked for


def lines(path: Path, count: int) -> list[str]:
    """So many lines of a file, spread evenly."""
    every = [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return every[:: max(1, len(every) // count)][:count] if count else every


def opened(name: str) -> KokoroVoice:
    """One of the program's neural voices."""
    return kokoro(load_profile(name).options)


def said(name: str, text: str) -> Audio:
    """A text by a voice."""
    speaker = opened(name)
    return speaker.speak(Utterance(text=text, language=speaker.language, voice=name))


def samples(job: tuple[str, str]) -> str:
    """Digest of what a voice makes of a text."""
    return hashlib.sha256(said(*job).samples.tobytes()).hexdigest()


def speed(name: str, texts: Sequence[str]) -> None:
    """The model alone on ready symbols, then the whole voice, on the same texts."""
    speaker = opened(name)
    said(name, texts[0])  # loads the model
    pieces = [piece for text in texts for piece in speaker.pieces(text)]
    bare, whole, sound = 0.0, 0.0, 0.0
    for piece in pieces:
        row = read_style(speaker.style)[len(piece.symbols) - 1]
        began = time.process_time()
        kokoro_run.say(piece.symbols, row, speed=speaker.speed, pitch=[1.0] * (len(piece.symbols) + 2))
        bare += time.process_time() - began
    for text in texts:
        began = time.process_time()
        sound += prepare(said(name, text)).seconds
        whole += time.process_time() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{name}: {len(texts)} texts, {sound:.1f} s of sound, one thread, processor time")
    print(f"bare model {bare:.1f} s, whole voice at 48 kHz {whole:.1f} s: {whole / bare:.3f} x")
    print(f"real-time factor {whole / sound:.3f}; {memory:.0f} MB at most")


def onsets(audio: Audio) -> list[float]:
    """Seconds at which sound begins after a pause."""
    step = audio.rate // 1000
    smooth = np.convolve(audio.samples**2, np.ones(5 * step) / (5 * step), "same")[::step]
    quiet = np.sqrt(smooth) < 0.01
    span = round(PAUSE * 1000)
    return [at / 1000 for at in range(span, len(quiet)) if not quiet[at] and quiet[at - span : at].all()]


def times(name: str, texts: Sequence[str]) -> None:
    """How far words' times are from the sound's onsets after pauses within a text."""
    found = []
    for text in texts:
        audio = said(name, text)
        for onset in onsets(audio):
            near = min((mark.start - onset for mark in audio.marks), key=abs)
            found += [near] if abs(near) < NEAR else []
    off = np.array(found) * 1000
    within = float((np.abs(off) <= 80).mean())
    print(f"{name}: {len(off)} onsets after pauses; median {np.median(off):+.0f} ms, within 80 ms {within:.1%}")


def same(name: str, texts: Sequence[str]) -> None:
    """Whether every way of speaking the texts gives the same samples."""
    jobs = [(name, text) for text in texts]
    first = dict(zip(texts, map(samples, jobs), strict=True))
    context = multiprocessing.get_context("spawn")
    for seed in range(5):
        order = random.Random(seed).sample(jobs, len(jobs))
        processes, threads = ((1, 1), (1, 2), (2, 1), (4, 1), (2, 1))[seed]
        if processes == 1:
            with ThreadPoolExecutor(threads) as pool:
                made = list(pool.map(samples, order))
        else:
            with ProcessPoolExecutor(processes, context) as workers:
                made = list(workers.map(samples, order))
        other = sum(first[text] != digest for (_, text), digest in zip(order, made, strict=True))
        print(f"order {seed}, {processes} processes, {threads} threads: {other} of {len(jobs)} differ")


def clips(name: str, texts: Sequence[str], folder: Path) -> None:
    """A WAV for each text, and the texts beside them."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "texts.txt").write_text("\n".join(texts) + "\n", encoding="utf-8")
    for number, text in enumerate(texts):
        write_clip(folder / f"{number:03}.wav", prepare(said(name, text)))


def main() -> None:
    """One measurement."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["speed", "times", "same", "clips"])
    parser.add_argument("voice", help="ps, ur or a voice's name")
    parser.add_argument("texts", type=Path)
    parser.add_argument("folder", type=Path, nargs="?", default=Path("clips"))
    parser.add_argument("--lines", type=int, default=20, help="0 for all (default: 20)")
    args = parser.parse_args()
    name, texts = USUAL.get(args.voice, args.voice), lines(args.texts, args.lines)
    if args.what == "clips":
        clips(name, texts, args.folder)
    else:
        {"speed": speed, "times": times, "same": same}[args.what](name, texts)


if __name__ == "__main__":
    main()
