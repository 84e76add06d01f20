"""The model at work: symbols and a style in, sound and the length of every symbol out.

Every run is on one thread, so that the same input gives the same samples wherever it is run; to use more processors,
run several at once (the session may be shared between threads). Nothing in the model is drawn by chance.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from packager.engines.models import kokoro_model
from packager.engines.voice.kokoro_symbols import PAD, numbers
from packager.errors import EngineError, EngineUnavailable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RATE = 24_000  # Hz
FRAME = 600  # samples: in these the model counts how long a symbol is
_CPU = Path("/proc/cpuinfo")

_lock = threading.Lock()
_sessions: list[Any] = []  # the one of this process, once there is one


@dataclass(frozen=True, slots=True)
class Said:
    """What the model made of a piece."""

    samples: NDArray[np.float32]  # shape (n,), RATE
    starts: tuple[int, ...]  # the sample where each symbol begins, and where the last one ends


def say(symbols: str, style: NDArray[np.float32], *, speed: float, pitch: Sequence[float]) -> Said:
    """One piece. `style`: shape (256,); speed, and the pitch of each symbol and the two pads: of the voice's own.

    Raises EngineError, EngineUnavailable.
    """
    import numpy as np

    given = {
        "tokens": np.array([[PAD, *numbers(symbols), PAD]], np.int64),
        "style": style[None],
        "speed": np.array([speed], np.float32),
        "pitch": np.array([[pitch]], np.float32),
    }
    session = _session()
    try:
        samples, frames = session.run(None, given)
    except Exception as error:  # ONNX Runtime raises kinds of its own
        raise EngineError(f"could not speak ({' '.join(str(error).split())[:200]})", where="kokoro") from error
    ends = np.cumsum(frames[0]).astype(int) * FRAME
    return Said(np.asarray(samples, np.float32), tuple(map(int, ends)))


def check_processor(described: Path = _CPU) -> None:
    """Raises EngineUnavailable for an Intel or AMD processor without AVX2: a minute of speech would take many."""
    try:
        text = described.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return  # another system than Linux does not tell: it is tried
    flags = next((line.split() for line in text.splitlines() if line.startswith("flags")), [])
    if flags and "avx2" not in flags:
        hint = "this machine's voice is the one by rule"
        raise EngineUnavailable("this processor is too slow for it (it has no AVX2)", where="kokoro", hint=hint)


def _session() -> Any:
    with _lock:
        if not _sessions:
            _sessions.append(_open())
        return _sessions[0]


def _open() -> Any:
    path = kokoro_model.ready()
    try:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3  # errors; it warns of what is no fault
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # a missing library, or one that cannot load the model
        what = f"the model cannot be loaded ({' '.join(str(error).split())[:200]})"
        raise EngineUnavailable(what, where="kokoro", hint=kokoro_model.GET) from error
