"""Does the ear hear what is wrong, and only that? Faults planted in a voice's real sound, and its good clips.

  python benchmarks/ear.py NEWS.json urdu-woman pashto-woman [--clips 50]

Every voice speaks so many utterances of the news pack (kept under the cache, so that a second run only listens). Each
is listened to as it is; every fifth besides silent, without its second and its first half, twice over, under noise,
as its neighbour's sound and with its neighbour's sound after it. Prints what is doubtful among the good, what is missed
among the faulty (by the ear, and by the ear and the checks of length and noise beneath it), and the processor's time.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from platformdirs import user_cache_path

from packager.audio.hearing import faults
from packager.audio.wav import read_clip, write_clip
from packager.engines.ear.whisper import WhisperEar
from packager.records import Audio, Line, Outcome, Role, Utterance
from packager.speech import utterances
from packager.store import digest
from packager.voicing.listening import Listener
from packager.voicing.profiles import VoiceProfile, load_profile


def texts(path: Path, language: str, count: int) -> list[Utterance]:
    """The first utterances of a news pack."""
    documents = json.loads(path.read_text(encoding="utf-8"))["documents"]
    lines = [Line(role=Role.BODY, source="", text=s[language]) for d in documents for s in d["segments"]]
    return [said for line in lines for said in utterances(line, 0, language, "benchmark")][:count]


def sound(profile: VoiceProfile, said: Utterance) -> tuple[Audio, float]:
    """The voice's sound of an utterance, and what speaking it cost in seconds of the processor; 0 where it was kept."""
    voice = profile.open()
    path = user_cache_path("packager") / "benchmarks" / f"{digest(voice.fingerprint, said.text)}.wav"
    if path.is_file():
        return read_clip(path), 0.0
    began = time.process_time()
    audio = voice.speak(said)
    cost = time.process_time() - began
    path.parent.mkdir(parents=True, exist_ok=True)
    write_clip(path, audio)
    return audio, cost


def planted(audio: Audio, other: Audio) -> Iterator[tuple[str, Audio]]:
    """An utterance's sound, spoilt in every way that a service or a model has."""
    mine, rate, half = audio.samples, audio.rate, len(audio.samples) // 2
    noise = np.random.default_rng(0).normal(0, np.sqrt(np.mean(mine**2)), len(mine))
    gap = np.zeros(rate // 5, np.float32)
    for kind, samples in (
        ("silent", mine * 0),
        ("without its end", mine[:half]),
        ("without its beginning", mine[half:]),
        ("twice", np.concatenate([mine, gap, mine])),
        ("under noise", 0.1 * mine + noise),
        ("another text", other.samples),
        ("another text after it", np.concatenate([mine, gap, other.samples])),
    ):
        yield kind, Audio(samples=samples.astype(np.float32), rate=rate)


def main() -> None:
    """Speak, spoil, listen, count."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("news", type=Path)
    parser.add_argument("voices", nargs="+")
    parser.add_argument("--clips", type=int, default=50)
    args = parser.parse_args()
    listener = Listener(WhisperEar())
    for name in args.voices:
        profile = load_profile(name)
        said = texts(args.news, profile.language, args.clips)
        made = [sound(profile, each) for each in said]
        began, doubtful = time.process_time(), 0
        for each, (audio, _) in zip(said, made, strict=True):
            heard = listener.judge(audio, each).heard
            if heard.outcome is Outcome.DOUBTFUL:
                doubtful += 1
                print(f"  good, and doubtful: it {heard.why}: {each.text} | {heard.text}")
        listening, seconds = time.process_time() - began, sum(audio.seconds for audio, _ in made)
        print(f"{name}: {doubtful} of {len(said)} good clips doubtful")
        missed, beneath, count = 0, 0, 0
        for place in range(0, len(said), 5):
            for kind, audio in planted(made[place][0], made[place - 1][0]):
                count += 1
                if listener.judge(audio, said[place]).heard.outcome is not Outcome.DOUBTFUL:
                    missed += 1
                    told = faults(audio, said[place].text)
                    beneath += not told
                    print(f"  {kind}, and not heard{'' if told else ' nor measured'}: {said[place].text}")
        print(f"{name}: {missed} of {count} faults missed by the ear, {beneath} by the checks beneath it as well")
        spoken = sum(audio.seconds for audio, cost in made if cost)
        speaking = sum(cost for _, cost in made) / spoken if spoken else 0.0
        print(
            f"{name}: listening {listening / seconds:.3f} s of the processor a second of sound, speaking {speaking:.3f}"
        )


if __name__ == "__main__":
    main()
