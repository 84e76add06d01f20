"""A bundle of articles through an Argos package: in batches as `engines.translate.argos` does it, and as Argos does.

    python benchmarks/translation_batching.py news.json [--pairs N]

The file has the shape {"documents": [{"segments": [{"en": …, "ur": …}, …]}, …]}. The model has the real
size (6+6 layers, 512 wide, 32,000 tokens, 8 bit) and random weights, set so that every answer is
32 tokens long; what it says means nothing. Each run is a process of its own; ours and Argos's take
turns. Argos Translate runs article by article with one thread within an operation, its fastest
setting here, and with our sentence splitter in place of its own, which it would have to fetch: the
time of its own is not in its figure.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import sentencepiece
from ctranslate2.specs import transformer_spec

from packager.lang.sentences import split
from packager.translation.fallback import AT_ONCE

WIDTH, INNER, LAYERS, HEADS, TOKENS, LENGTH = 512, 2048, 6, 8, 32_000, 32
CLOCK = WIDTH - 1  # the dimension that nothing writes to but the position: it ends every answer at LENGTH
WAYS = ("packager", "argos")


def main() -> int:
    """Run the pairs and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("news", type=Path)
    parser.add_argument("--pairs", type=int, default=3)
    parser.add_argument("--one", nargs=3, metavar=("WAY", "BEAM", "FOLDER"), help=argparse.SUPPRESS)
    args = parser.parse_args()
    articles = [
        [segment["en"] for segment in document["segments"]]
        for document in json.loads(args.news.read_text(encoding="utf-8"))["documents"]
    ]
    if args.one:
        print(json.dumps(measure(args.one[0], int(args.one[1]), Path(args.one[2]), articles)))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder), args.news)
        return compare(args, Path(folder))


def compare(args: argparse.Namespace, folder: Path) -> int:
    """Every pair of runs, and what came of them."""
    print(f"{len(os.sched_getaffinity(0))} cores; load before: {os.getloadavg()[0]:.1f}")
    for beam in (4, 1):
        rows: dict[str, list[dict[str, float]]] = {way: [] for way in WAYS}
        for _ in range(args.pairs):
            for way in WAYS:
                rows[way].append(_child(args.news, way, beam, folder))
        for way in WAYS:
            speeds = [row["tokens"] / row["seconds"] for row in rows[way]]
            told = f"{statistics.median(speeds):7.0f} tokens/s ({min(speeds):.0f}-{max(speeds):.0f})"
            print(f"beam {beam}  {way:9}{told}  peak {max(row['peak'] for row in rows[way]):.0f} MB")
        ratios = [
            (ours["tokens"] / ours["seconds"]) / (theirs["tokens"] / theirs["seconds"])
            for ours, theirs in zip(rows["packager"], rows["argos"], strict=True)
        ]
        print(f"beam {beam}  ratio    {statistics.median(ratios):.2f} ({min(ratios):.2f}-{max(ratios):.2f})")
    return 0


def _child(news: Path, way: str, beam: int, folder: Path) -> dict[str, float]:
    command = [sys.executable, __file__, str(news), "--one", way, str(beam), str(folder)]
    environment = {**os.environ, "PACKAGER_MODELS": str(folder), "ARGOS_INTRA_THREADS": "1", "ARGOS_INTER_THREADS": "1"}
    environment |= {"ARGOS_BEAM_SIZE": str(beam), "PYTHONPATH": str(Path(__file__).parent.parent)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    told: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return told


def measure(way: str, beam: int, folder: Path, articles: Sequence[Sequence[str]]) -> dict[str, float]:
    """One run, the model already loaded; seconds, tokens that came out, peak memory in MB."""
    say = _ours(beam) if way == "packager" else _theirs(folder)
    say([["Rain fell in Swat."]])
    started = time.perf_counter()
    sentences = say(articles)
    seconds = time.perf_counter() - started
    return {"seconds": seconds, "tokens": sentences * LENGTH, "peak": _peak()}


def _peak() -> float:
    """Most memory of this process, MB. Not getrusage: that begins with what the parent had when it forked."""
    status = Path("/proc/self/status").read_text()
    return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM"))


def _ours(beam: int) -> Any:
    from packager.engines.translate.argos import translator

    engine = translator({"beam": beam})

    def say(articles: Sequence[Sequence[str]]) -> int:
        lines = sorted({line for article in articles for line in article}, key=len)
        for start in range(0, len(lines), AT_ONCE):  # as the fallback chain does
            engine.translate(lines[start : start + AT_ONCE], "en", "ur")
        return len({sentence for line in lines for sentence in split(line, "en")})

    return say


def _theirs(folder: Path) -> Any:
    from packager.engines.translate.argos_library import library

    library(folder / "argos")
    from argostranslate import translate as argos

    class Ours:
        def __init__(self, _package: object) -> None:
            pass

        def split_sentences(self, text: str) -> list[str]:
            return split(text, "en")

    argos.MiniSBDSentencizer = Ours

    def say(articles: Sequence[Sequence[str]]) -> int:
        for article in articles:
            argos.translate("\n".join(article), "en", "ur")
        return sum(len(split(line, "en")) for article in articles for line in article)

    return say


def build(folder: Path, news: Path) -> None:
    """An installed package of the real size under `folder`."""
    package = folder / "argos" / "packages" / "translate-en_ur-0_0"
    (package / "model").mkdir(parents=True)
    vocabulary = _tokenizer(package / "sentencepiece.model", news)
    spec = _random(np.random.default_rng(1))
    spec.register_source_vocabulary(vocabulary)
    spec.register_target_vocabulary(vocabulary)
    spec.config.bos_token, spec.config.eos_token, spec.config.unk_token = "<s>", "</s>", "<unk>"
    spec.config.decoder_start_token = "<s>"
    spec.validate()
    spec.optimize(quantization="int8")
    spec.save(str(package / "model"))
    told = {"package_version": "0.0", "from_code": "en", "from_name": "English", "to_code": "ur", "to_name": "Urdu"}
    (package / "metadata.json").write_text(json.dumps(told))


def _tokenizer(path: Path, news: Path) -> list[str]:
    documents = json.loads(news.read_text(encoding="utf-8"))["documents"]
    lines = [segment[code] for document in documents for segment in document["segments"] for code in ("en", "ur")]
    with path.open("wb") as file:
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(lines), model_writer=file, vocab_size=6000, hard_vocab_limit=False, minloglevel=2
        )
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(path))
    known = [pieces.id_to_piece(number) for number in range(len(pieces))]
    return known + [f"<{number}>" for number in range(TOKENS - len(known))]


def _random(chance: np.random.Generator) -> transformer_spec.TransformerSpec:
    spec = transformer_spec.TransformerSpec.from_config((LAYERS, LAYERS), HEADS, pre_norm=True)
    for stack in (spec.encoder, spec.decoder):
        stack.scale_embeddings = False
        stack.position_encodings.encodings = _positions(ends=stack is spec.decoder)
        _ones(stack.layer_norm)
        for layer in stack.layer:
            _fill_layer(layer, chance)
    for embeddings in (spec.encoder.embeddings[0], spec.decoder.embeddings):
        embeddings.weight = _matrix(chance, TOKENS, 1.0)
        embeddings.weight[:, CLOCK] = 0
    rows, bias = _matrix(chance, TOKENS, 0.05), np.zeros(TOKENS, np.float32)
    rows[:, CLOCK] = 0
    end = 2  # SentencePiece: <unk> <s> </s>
    rows[end], bias[end] = 0, -60
    rows[end, CLOCK] = 6
    spec.decoder.projection.weight, spec.decoder.projection.bias = rows, bias
    return spec


def _positions(*, ends: bool) -> Any:
    places, column = np.arange(512)[:, None], np.arange(WIDTH // 2)[None, :]
    angle = places / 10_000 ** (2 * column / WIDTH)
    table = np.concatenate([np.sin(angle), np.cos(angle)], axis=1).astype(np.float32)
    table[:, CLOCK] = 0
    if ends:
        table[LENGTH:, CLOCK] = 500  # far above all else, so that only </s> is left
    return table


def _fill_layer(layer: Any, chance: np.random.Generator) -> None:
    parts = [layer.self_attention, getattr(layer, "attention", None)]
    for attention in parts:
        if attention is None:
            continue
        _ones(attention.layer_norm)
        *inner, out = attention.linear
        widths = [3 * WIDTH] if len(inner) == 1 else [WIDTH, 2 * WIDTH]
        for linear, width in zip(inner, widths, strict=True):
            linear.weight, linear.bias = _matrix(chance, width), np.zeros(width, np.float32)
        _keeps_clock(out, _matrix(chance, WIDTH))
    _ones(layer.ffn.layer_norm)
    layer.ffn.linear_0.weight, layer.ffn.linear_0.bias = _matrix(chance, INNER), np.zeros(INNER, np.float32)
    _keeps_clock(layer.ffn.linear_1, _matrix(chance, WIDTH, 0.04, INNER))


def _keeps_clock(linear: Any, weight: Any) -> None:
    weight[CLOCK] = 0
    linear.weight, linear.bias = weight, np.zeros(WIDTH, np.float32)


def _matrix(chance: np.random.Generator, rows: int, scale: float = 0.04, columns: int = WIDTH) -> Any:
    return chance.normal(0, scale, (rows, columns)).astype(np.float32)


def _ones(layer: Any) -> None:
    layer.gamma, layer.beta = np.ones(WIDTH, np.float32), np.zeros(WIDTH, np.float32)


if __name__ == "__main__":
    sys.exit(main())
