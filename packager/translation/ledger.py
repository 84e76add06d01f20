"""What engines are given, written down before they get it: a run that is killed afterwards hides nothing.

The lines wait in the store until a manifest has them.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from packager.errors import PackagerError
from packager.store import Store, appending, digest
from packager.translation.outcome import SentText


@dataclass(frozen=True)
class Ledger:
    """The entries of one edition that are in no manifest yet."""

    path: Path

    def note(self, sent: SentText) -> None:
        """Write an entry down, to the disk. Raises PackagerError: what cannot be recorded must not be sent."""
        try:
            with appending(self.path) as file:
                file.write(
                    "\n" + json.dumps(asdict(sent), ensure_ascii=False) + "\n"
                )  # one that was cut off stays alone
        except OSError as error:
            raise PackagerError(f"{self.path}: cannot be written ({error.strerror}); make room") from error

    def entries(self) -> tuple[SentText, ...]:
        """What is written down; a line that was cut off is left out, since nothing was sent after it failed."""
        if not self.path.is_file():
            return ()
        lines = self.path.read_bytes().decode("utf-8", "replace").split("\n")
        return tuple(entry for line in lines if (entry := _entry(line)))

    def settle(self) -> None:
        """The manifest has it all now."""
        self.path.unlink(missing_ok=True)


def _entry(line: str) -> SentText | None:
    try:
        row = json.loads(line)
        return SentText(**{**row, "lines": tuple(row["lines"])})
    except (ValueError, TypeError, KeyError):
        return None


def ledger(store: Store, folder: Path) -> Ledger:
    """The ledger of an edition's folder."""
    return Ledger(store.path("sent", digest(str(folder.absolute())), ".jsonl"))
