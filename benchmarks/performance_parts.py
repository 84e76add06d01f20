"""The parts of `performance.py` that are measured inside one process: rows of its table.

python -m benchmarks.performance_parts PART NEWS.json
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from benchmarks.by_hand import VOICES, espeak
from benchmarks.news_units import News, units
from packager.lang.registry import language, name_of, target_codes
from packager.records import Line, Role, Script, Utterance
from packager.speech import spoken

PEERS = {"ps": "espeak-ng as Persian (it has no Pashto)", "ur": "espeak-ng"}
UNITS = 200_000  # of a memory
LEAST = 1.0  # s of processor time for a rate


def rate(work: Callable[[], float]) -> float:
    """What a pass of work gives for each second of processor time, once everything is loaded."""
    work()
    done, begun = 0.0, time.process_time()
    while time.process_time() - begun < LEAST:
        done += work()
    return done / (time.process_time() - begun)


def row(what: str, ours: str, peer: str = "", ratio: float | None = None) -> None:
    """One row of the table."""
    print(f"| {what} | {ours} | {peer} | {f'{ratio:.1f} ×' if ratio else ''} |", flush=True)


def texts(news: Path, to: str) -> list[str]:
    """One side of the news, line by line."""
    documents = json.loads(news.read_text(encoding="utf-8"))["documents"]
    return [segment[to] for document in documents for segment in document["segments"]]


def spoken_forms(news: Path) -> None:
    """Written text to what is said."""
    for to in target_codes():
        lines = texts(news, to)

        def work(lines: Sequence[str] = lines, to: str = to) -> float:
            return sum(len(spoken(text, to).split()) for text in lines)

        row(f"spoken forms, {name_of(to)}", f"{rate(work):,.0f} words/s")


def phones(news: Path) -> None:
    """Words to phones."""
    for to in target_codes():
        words = sorted({word for text in texts(news, to) for word in spoken(text, to).split()})
        read = language(to).phones.read

        def work(words: Sequence[str] = words, read: Callable[[str], str] = read) -> float:
            for word in words:
                read(word)
            return len(words)

        row(f"phones, {name_of(to)}", f"{rate(work):,.0f} words/s")


def voices(news: Path) -> None:
    """The rule voices, spoken form and all, and espeak-ng's own voice; the neural voice where it is."""
    import soxr

    from packager.engines.voice.espeak import voice

    for to in target_codes():
        lines, speaker = texts(news, to)[:60], voice({"language": to})

        def work(lines: Sequence[str] = lines, to: str = to, speaker: object = speaker) -> float:
            seconds = 0.0
            for text in lines:
                said = speaker.speak(Utterance(text=spoken(text, to), language=to, voice="rule"))  # type: ignore[attr-defined]
                seconds += len(soxr.resample(said.samples, said.rate, 48_000)) / 48_000
            return seconds

        ours = rate(work)
        # In a process of its own, since one process has one espeak-ng with one set of data.
        command = [sys.executable, "-W", "ignore", "-m", "benchmarks.performance_parts", f"espeak-{to}", str(news)]
        theirs = float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        row(f"rule voice, {name_of(to)}", f"{ours:,.0f} × real time", f"{PEERS[to]}: {theirs:,.0f} ×", ours / theirs)
    _neural(news)


def espeak_alone(news: Path, to: str) -> None:
    """How many times as fast as real time espeak-ng's own voice is, with nothing around it."""
    say, at = espeak(VOICES[to])
    print(rate(lambda: sum(len(say(text)) / 2 / at for text in texts(news, to)[:60])))


def _neural(news: Path) -> None:
    """One line of the neural voice in each language."""
    from packager.errors import PackagerError

    for to in target_codes():
        try:
            from packager.engines.voice.kokoro import voice

            speaker = voice({"language": to, "style": language(to).voices[0]})
            text = spoken(texts(news, to)[1], to)
            speaker.speak(Utterance(text=text, language=to, voice="neural"))
            begun = time.process_time()
            said = speaker.speak(Utterance(text=text, language=to, voice="neural"))
            took = time.process_time() - begun
        except PackagerError as error:
            row(f"neural voice, {name_of(to)}", f"not here: {error}")
            continue
        row(f"neural voice, {name_of(to)}", f"{len(said.samples) / said.rate / took:.2f} × real time")


def memory(news: Path) -> None:
    """Look-ups in a memory of made-up news sentences, and a full scan of the same by RapidFuzz."""
    from rapidfuzz import fuzz, process

    from packager.translation.memory import Memory

    kept = list(units(News(news), UNITS))
    sources = [unit.source for unit in kept]
    asked = [source.replace(" that ", " today that ", 1) for source in sources[:: UNITS // 50]]
    with tempfile.TemporaryDirectory() as folder, Memory.open(Path(folder) / "memory.sqlite") as known:
        known.learn(iter(kept))
        exact = _median([lambda text=text: known.lookup(text, "ps") for text in sources[:: UNITS // 500]])  # type: ignore[misc]
        fuzzy = _median([lambda text=text: known.similar(text, "ps") for text in asked])  # type: ignore[misc]
    scan = _median(
        [lambda text=text: process.extractOne(text, sources, scorer=fuzz.ratio, score_cutoff=75) for text in asked[:9]]  # type: ignore[misc]
    )
    row(f"memory of {UNITS:,}: exact", f"{exact * 1000:.3f} ms median")
    row(
        "memory: a word changed",
        f"{fuzzy * 1000:.2f} ms median",
        f"RapidFuzz over all: {scan * 1000:.0f} ms",
        scan / fuzzy,
    )


def _median(calls: Sequence[Callable[[], object]]) -> float:
    calls[0]()
    times = []
    for call in calls:
        begun = time.process_time()
        call()
        times.append(time.process_time() - begun)
    return statistics.median(times)


def checks(news: Path) -> None:
    """Every check over human translations."""
    from packager.translation.checks import examine_all

    documents = json.loads(news.read_text(encoding="utf-8"))["documents"]
    for to in target_codes():
        scripts = [
            Script(
                article=f"story-{number}",
                language=to,
                lines=tuple(
                    Line(role=Role.BODY, source=segment["en"], text=segment[to], origin="file")
                    for segment in document["segments"]
                ),
            )
            for number, document in enumerate(documents)
        ]

        def work(scripts: Sequence[Script] = scripts) -> float:
            return sum(len(script.lines) for script in examine_all(scripts))

        row(f"checks, {name_of(to)}", f"{rate(work):,.0f} lines/s")


PARTS: dict[str, Callable[[Path], None]] = {
    "spoken": spoken_forms,
    "phones": phones,
    "voices": voices,
    "memory": memory,
    "checks": checks,
    **{f"espeak-{to}": partial(espeak_alone, to=to) for to in VOICES},
}

if __name__ == "__main__":
    PARTS[sys.argv[1]](Path(sys.argv[2]))
