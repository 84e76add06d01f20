"""One process of the fuzzer: makes cases, gives them to a parser, and writes down what it could not take."""

from __future__ import annotations

import hashlib
import json
import random
import re
import resource
import time
import traceback
from pathlib import Path

from benchmarks.fuzz.mutate import Mutator
from benchmarks.fuzz.parsers import PARSERS, Broken, Parser
from packager.errors import InputErrors, PackagerError

SECONDS = 5.0  # of processor time for one case
MEGABYTES = 300  # above what the process had before its first case
LONGEST = 1600  # letters of a line that tells a fault: three parts and their signs
MOST = 400  # cases in the corpus of a run


def try_for(name: str, seconds: float, seed: int, work: Path) -> int:
    """Try cases for so long; told in `work`. Ends early where memory has grown, which is only seen once."""
    parser, rng = PARSERS[name], random.Random(f"{name} {seed}")
    mutator = Mutator(rng, parser.words)
    corpus, said = list(parser.seeds), set[str]()
    for case in corpus:
        said.add(outcome(parser, case, work)[0])
    before, end, tried, slowest = _megabytes(), time.monotonic() + seconds, 0, 0.0
    while time.monotonic() < end:
        case = mutator.case(corpus)
        (work / "current").write_bytes(case)
        answer, fault, spent = outcome(parser, case, work)
        tried, slowest, grown = tried + 1, max(slowest, spent), _megabytes() - before
        if fault or grown > MEGABYTES:
            why = fault or f"takes {grown} MB for {len(case)} bytes"
            _keep(work, why, case)
        if answer not in said and len(case) < 20_000:
            said.add(answer)
            corpus = [*corpus[: len(parser.seeds)], *corpus[len(parser.seeds) :][-MOST:], case]
        cpu = sum(resource.getrusage(who).ru_utime for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        told = {"tried": tried, "slowest": slowest, "megabytes": max(0, grown), "cpu": cpu}
        if grown > MEGABYTES or tried % 20 == 0:
            (work / "told.json").write_text(json.dumps(told))
        if grown > MEGABYTES:
            break
    (work / "told.json").write_text(json.dumps({"tried": tried, "slowest": slowest, "megabytes": grown, "cpu": cpu}))
    (work / "current").unlink(missing_ok=True)
    return 0


def outcome(parser: Parser, case: bytes, work: Path) -> tuple[str, str, float]:
    """What the parser said in short, what is wrong with that ("" nothing), and the processor time in seconds."""
    start, fault = _spent(), ""
    try:
        answer = parser.read(case, work) or ""
    except InputErrors as error:
        answer = _place(error)
        fault = next(filter(None, (_unclear(line, answer) for line in str(error).splitlines())), "")
    except PackagerError as error:
        answer = _place(error)
        fault = _unclear(str(error), answer)
    except Broken as error:
        answer = fault = f"a promise is broken: {error}"
    except Exception as error:
        answer = fault = f"{type(error).__name__}: {str(error)[:200]}\n{''.join(traceback.format_exc()[-1500:])}"
    spent = _spent() - start
    if spent > SECONDS and not fault:
        fault = f"takes {spent:.1f} s for {len(case)} bytes"
    return re.sub(r"\d+", "0", answer)[:300], fault, spent


def _unclear(told: str, place: str) -> str:
    """What is wrong with an error's line as a line for a producer; "" nothing."""
    if len(told) > LONGEST:
        return f"an error of over {LONGEST} letters, {place.partition(' ')[0]}\n{len(told)}: {told[:300]!r}"
    return f"an error is no line, {place.partition(' ')[0]}\n{told[:300]!r}" if "\n" in told or not told.strip() else ""


def _place(error: BaseException) -> str:
    """Where an error was raised, and its words: what tells one answer of a parser from another."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{Path(last.filename).name}:{last.lineno} {str(error)[-80:]}"


def _keep(work: Path, why: str, case: bytes) -> None:
    first = re.sub(r"\d+", "0", why.splitlines()[0])[:150]
    name = hashlib.sha256(first.encode("utf-8", "replace")).hexdigest()[:10]
    place = work / f"found-{name}.bin"
    if not place.is_file():
        place.write_bytes(case)
        place.with_suffix(".txt").write_text(why, "utf-8")


def _spent() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _megabytes() -> int:
    return max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) // 1024
