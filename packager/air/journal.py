"""What publishing has placed where: the program's own file of it, and the journal of a run that goes on.

The file is written at the end of a run. A run that is cut off before leaves the journal, and the next one sends
nothing again that a playout system may have taken in meanwhile. Neither is believed as a list of paths.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from packager.air.drops import Placed
from packager.errors import PackagerError
from packager.store import appending, write_if_changed

Delivered = Mapping[str, Mapping[str, str]]  # folder → file → digest
NAME = ".aired.json"  # beside the manifest: what lies in the air set is served
VERSION = 1


@dataclass(frozen=True, kw_only=True)
class Aired:
    """What of an edition is on air."""

    published: str = ""  # ISO 8601: when first; "" where it never was
    delivered: Delivered = field(default_factory=dict)


def aired(folder: Path) -> Aired | None:
    """What the file in an edition's folder says; None where there is none, or it is damaged."""
    try:
        data = json.loads((folder / NAME).read_text(encoding="utf-8"))
        delivered = {place: dict(files) for place, files in data["delivered"].items()}
        texts = [data["published"], *(told for files in delivered.values() for told in files.values())]
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    if data.get("version") != VERSION or not all(isinstance(text, str) for text in texts):
        return None
    return Aired(published=data["published"], delivered=delivered)


def keep(folder: Path, told: Aired) -> None:
    """Write what is on air. Raises PackagerError."""
    write_if_changed(folder / NAME, (json.dumps({"version": VERSION, **asdict(told)}, indent=0) + "\n").encode())


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
            try:
                with appending(self.path) as file:
                    file.write("\n" + json.dumps([place, name, told]))  # a line that was cut off stays alone
            except OSError as error:
                raise PackagerError(f"{self.path}: cannot be written ({error.strerror}); make room") from error

        return note

    def done(self) -> None:
        """The run's record is written: the list has served."""
        self.path.unlink(missing_ok=True)
