"""LibreTime: by a folder that `bulk_import` reads, or by its own interface over HTTP.

Known from its source (4.x), not tried against a real one. The media interface takes a file and gives it to the
analyser; until that is done it is in no list. It is known again by its name, which the analyser keeps at the end of
its path, and goes on to a free one where another file has it: so what has the name is taken away first. LibreTime
refuses to delete a file that is scheduled to play, and that is told.
"""

from __future__ import annotations

import base64
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from packager.air.http_library import HttpLibrary
from packager.air.places import Destination, Parcel, Seen
from packager.air.targets.library import Library
from packager.errors import PackagerError
from packager.station.plans import DropPlan

TAKEN, PENDING = 0, 1  # import_status of a file
TAKEN_IN = 120.0  # s for the analyser: some 10 s for half an hour of sound where nothing else waits


class LibreTime(Library):
    """Files with tags, in the library."""

    def place(self, drop: DropPlan) -> Destination:
        """The library behind an address."""
        return LibreTimeLibrary(key=drop.place, address=drop.address, access=drop.access, latest=drop.latest)


@dataclass
class LibreTimeLibrary(HttpLibrary):
    """The media interface."""

    def headers(self, key: str) -> Mapping[str, str]:
        """The installation's API key, as the user of basic authentication."""
        return {"Authorization": "Basic " + base64.b64encode(f"{key}:".encode()).decode("ascii")}

    def listed(self) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """Every file that was taken in; the newest of a name last, so that it is the one that counts."""
        items = self.ask("GET", "/rest/media", "its files cannot be listed")
        for item in sorted(items, key=lambda item: int(item["id"])):
            yield PurePosixPath(str(item.get("filepath") or "")).name, item

    def mark(self, item: Mapping[str, Any]) -> Seen:
        """The record, its length in bytes, and the beginning of the MD5 that the server made of what came in."""
        return int(item["id"]), int(item.get("filesize") or 0), int(str(item.get("md5") or "0")[:12], 16)

    def content(self, item: Mapping[str, Any]) -> str:
        """The file itself."""
        return f"/rest/media/{int(item['id'])}/download"

    def send(self, parcel: Parcel, content: Path) -> None:
        """Upload a file in place of the one of its name."""
        self.remove(parcel.name)
        with content.open("rb") as file:
            told = self.ask("POST", "/rest/media", f"{parcel.name} cannot be sent", files={"file": (parcel.name, file)})
        self._wait(int(told["id"]), parcel.name)

    def _wait(self, number: int, name: str) -> None:
        """Until the analyser has it. What it does not take in is taken away again: nobody would know it later."""
        status, pause, until = PENDING, 0.05, time.monotonic() + TAKEN_IN
        while status == PENDING and time.monotonic() < until:
            status = int(self.ask("GET", f"/rest/media/{number}", f"{name} cannot be asked for")["import_status"])
            if status == PENDING:
                time.sleep(pause)
                pause = min(2 * pause, 5.0)
        if status != TAKEN:
            self.ask("DELETE", f"/rest/media/{number}", f"{name} cannot be taken away")
            why = "was not taken in" if status != PENDING else f"was not taken in within {TAKEN_IN:.0f} s"
            raise PackagerError(f"{self.key}: {name} {why}; see whether its analyser runs, and publish again")

    def drop(self, name: str, item: Mapping[str, Any]) -> None:
        """Have it deleted."""
        self.ask("DELETE", f"/rest/media/{int(item['id'])}", f"{name} cannot be taken away, perhaps it is scheduled")
