"""The run's own truth: a line for each order that came to an end, whatever machines and schedulers were lost since."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from packager.day.archive.orders import FAILED, GONE, Outcome
from packager.errors import PackagerError
from packager.store import appending

NAME = "journal.jsonl"


@dataclass
class Journal:
    """What became of every order, in all runs."""

    path: Path
    sent: int = 0  # characters that all runs gave to engines outside this machine
    spoken: int = 0
    tries: dict[str, int] = field(default_factory=dict)  # order name → failures in this run
    failed: dict[str, Outcome] = field(default_factory=dict)  # … that stayed so

    @classmethod
    def read(cls, path: Path) -> Journal:
        """The journal in a file; a line that was cut off is left out."""
        journal = cls(path)
        if path.is_file():
            for line in path.read_bytes().decode("utf-8", "replace").splitlines():
                told = _line(line)
                journal.sent += _count(told, "sent")
                journal.spoken += _count(told, "spoken")
        return journal

    def note(self, outcome: Outcome) -> None:
        """Write down what came of an order, to the disk. Raises PackagerError."""
        self.sent += outcome.sent
        self.spoken += outcome.spoken
        name = outcome.order.name
        if outcome.state == FAILED:
            self.tries[name] = self.tries.get(name, 0) + 1
            self.failed[name] = outcome
        elif outcome.state != GONE:
            self.failed.pop(name, None)
        told = {
            "order": name, "of": outcome.order.of[:16], "state": outcome.state, "reason": outcome.reason,
            "seconds": round(outcome.seconds, 2), "spoken": outcome.spoken, "sent": outcome.sent,
        }  # fmt: skip
        try:
            with appending(self.path) as file:
                file.write(json.dumps(told, ensure_ascii=False) + "\n")
        except OSError as error:
            raise PackagerError(f"{self.path}: cannot be written ({error.strerror}); make room") from error


def _line(text: str) -> Mapping[str, object]:
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def _count(told: Mapping[str, object], key: str) -> int:
    value = told.get(key)
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0
