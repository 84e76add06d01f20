"""CTranslate2 run the way a bundle wants it: all sentences at once, sorted by length, one worker a core."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from packager.errors import EngineError, EngineUnavailable
from packager.store import digest, file_digest

if TYPE_CHECKING:
    from packager.engines.settings import Settings

OPTIONS = ("beam", "threads", "batch-tokens", "compute-type")
COMPUTE_TYPES = ("default", "auto", "int8", "int8_float32", "int16", "float32")
_LONGEST_INPUT = 1024  # tokens: the positions of NLLB-200 and M2M100; CTranslate2 cuts what is longer
_SMALL = 8 << 20  # bytes of a model file up to which all of it is read for its digest
_SAMPLES, _SAMPLE = 64, 1 << 16


@dataclass(frozen=True, kw_only=True, slots=True)
class BatchManner:
    """How a model is run."""

    beam: int = 4  # hypotheses kept; 1 is about three times as fast and usually a little worse
    threads: int = 1  # workers, each with one thread
    batch_tokens: int = 1024  # padded source tokens a worker takes at once: bounds the memory
    compute_type: str = "default"  # as CTranslate2 names it; default: as the model was converted


def manner(settings: Settings) -> BatchManner:
    """The manner that a station's options ask for. Raises InputError."""
    return BatchManner(
        beam=settings.whole("beam", 4, 1, 16),
        threads=settings.whole("threads", cores(), 1, 256),
        batch_tokens=settings.whole("batch-tokens", 1024, 32, 16384),
        compute_type=settings.choice("compute-type", COMPUTE_TYPES, "default"),
    )


def cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


def load(folder: Path, how: BatchManner, engine: str) -> Any:
    """The model in a folder as a `ctranslate2.Translator`. Raises EngineUnavailable."""
    try:
        import ctranslate2

        # More than one thread within a worker made it slower here, far slower on some virtual machines.
        return ctranslate2.Translator(
            str(folder), inter_threads=how.threads, intra_threads=1, compute_type=how.compute_type
        )
    except (ImportError, RuntimeError, ValueError, OSError) as error:
        hint = "install the model again with 'packager models install'"
        raise EngineUnavailable(f"the model in {folder} cannot be loaded ({error})", where=engine, hint=hint) from error


@dataclass(frozen=True, kw_only=True, slots=True)
class Batch:
    """Sentences for a model, in its own tokens."""

    source: Sequence[Sequence[str]]
    prefix: Sequence[str] = ()  # tokens that every answer is made to begin with; they are taken off again
    length_penalty: float = 1.0
    replace_unknowns: bool = False


def run(model: Any, work: Batch, how: BatchManner, engine: str) -> list[list[str]]:
    """One list of target tokens per sentence, in order. Raises EngineError."""
    if not work.source:
        return []
    try:
        results = model.translate_batch(
            [list(tokens) for tokens in work.source],
            target_prefix=[list(work.prefix)] * len(work.source) if work.prefix else None,
            beam_size=how.beam,
            max_batch_size=_batch(work.source, how),
            batch_type="tokens",
            max_input_length=_LONGEST_INPUT,
            max_decoding_length=_longest_answer(work.source),
            length_penalty=work.length_penalty,
            replace_unknowns=work.replace_unknowns,
            disable_unk=not work.replace_unknowns,
        )
    except (RuntimeError, ValueError) as error:
        raise EngineError(f"the model failed ({error})", where=engine) from error
    return [list(result.hypotheses[0][len(work.prefix) :]) for result in results]


def _batch(source: Sequence[Sequence[str]], how: BatchManner) -> int:
    """Tokens a batch: as large as allowed, yet small enough that no worker stands idle."""
    total = sum(len(tokens) for tokens in source)
    fair = -(-total // (2 * how.threads))
    longest = max(len(tokens) for tokens in source)
    return max(min(how.batch_tokens, fair), longest + 1, 32)


def _longest_answer(source: Sequence[Sequence[str]]) -> int:
    """Tokens after which an answer is cut: a loop must end, and Pashto takes up to three times the pieces."""
    return min(512, 3 * max(len(tokens) for tokens in source) + 16)


def model_digest(folder: Path) -> str:
    """Hex digest that tells models apart: of every file's name and size, and of what is in them.

    Of a file over 8 MB, 64 samples spread over it are read: weights of another training differ everywhere.
    """
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    return digest(*([str(path.relative_to(folder)), path.stat().st_size, _content(path)] for path in files))


def _content(path: Path) -> str:
    import hashlib

    size = path.stat().st_size
    if size <= _SMALL:
        return file_digest(path)
    seen = hashlib.sha256()
    with path.open("rb") as file:
        for number in range(_SAMPLES):
            file.seek((size - _SAMPLE) * number // (_SAMPLES - 1))
            seen.update(file.read(_SAMPLE))
    return seen.hexdigest()
