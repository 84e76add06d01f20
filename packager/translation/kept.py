"""Answers of engines, kept in the store so that the same text is not asked for again."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from packager.store import Store, digest, in_use, write_whole
from packager.translation.outcome import SentText


def _unrecorded(_sent: SentText) -> None:
    """Write nothing down."""


def answer(key: str, data: bytes) -> str | None:
    """The text of a kept answer; None where it is not as it was kept. Raises UnicodeDecodeError."""
    told, _, text = data.decode().partition("\n")
    return text if told == digest(key, text) else None


@dataclass(frozen=True)
class KeptAnswers:
    """A `fallback chain.Cache` in the store: one small file an answer, with its digest: half an answer is none."""

    store: Store
    sending: Callable[[SentText], None] = _unrecorded  # told of every text before an engine gets it

    def get(self, key: str) -> str | None:
        """The answer under this key, or None; a file that cannot be read, or was damaged, counts as none."""
        with contextlib.suppress(OSError, UnicodeDecodeError):
            text = answer(key, self._path(key).read_bytes())
            if text is not None:
                in_use(self._path(key))
            return text
        return None

    def put(self, key: str, text: str) -> None:
        """Keep an answer."""
        write_whole(self._path(key), f"{digest(key, text)}\n{text}".encode())

    def _path(self, key: str) -> Path:
        return self.store.path("translation", key, ".txt")
