"""What a run of publishing has placed so far, written down file by file.

The record of what aired is written at the end. A run that is cut off before it leaves this list, and the next one
sends nothing again that a playout system may have taken in meanwhile.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from packager.air.drops import Placed
from packager.errors import PackagerError
from packager.store import make_folder

Delivered = Mapping[str, Mapping[str, str]]  # folder → file → digest


@dataclass(frozen=True)
class Placing:
    """The list, at `path`; it lies there only while a run is not at its end."""

    path: Path

    def over(self, delivered: Delivered) -> dict[str, dict[str, str]]:
        """What was delivered, and what a run that was cut off has placed since."""
        found = {place: dict(files) for place, files in delivered.items()}
        for line in self.path.read_text(encoding="utf-8").splitlines() if self.path.is_file() else ():
            try:
                place, name, told = json.loads(line)
            except ValueError:
                continue  # the run ended while it wrote this line
            found.setdefault(place, {})[name] = told
        return found

    def into(self, place: str) -> Placed:
        """Writes down, to the disk, what is placed in a folder. Raises PackagerError."""

        def note(name: str, told: str) -> None:
            make_folder(self.path.parent)
            try:
                with self.path.open("a", encoding="utf-8") as file:
                    file.write("\n" + json.dumps([place, name, told]))  # a line that was cut off stays alone
                    file.flush()
                    os.fsync(file.fileno())
            except OSError as error:
                raise PackagerError(f"{self.path}: cannot be written ({error.strerror}); make room") from error

        return note

    def done(self) -> None:
        """The run's record is written: the list has served."""
        self.path.unlink(missing_ok=True)
