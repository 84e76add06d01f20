"""Answers of engines, kept in the store so that the same text is not asked for again."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass

from packager.store import Store, write_whole
from packager.translation.outcome import Sent


def _unrecorded(_sent: Sent) -> None:
    """Write nothing down."""


@dataclass(frozen=True)
class KeptAnswers:
    """A `ladder.Cache` in the store: one small file an answer."""

    store: Store
    sending: Callable[[Sent], None] = _unrecorded  # told of every text before an engine gets it

    def get(self, key: str) -> str | None:
        """The answer under this key, or None; a file that cannot be read counts as none."""
        with contextlib.suppress(OSError, UnicodeDecodeError):
            return self.store.path("translation", key, ".txt").read_text(encoding="utf-8")
        return None

    def put(self, key: str, text: str) -> None:
        """Keep an answer."""
        write_whole(self.store.path("translation", key, ".txt"), text.encode())
