"""LibreTime's media interface, as its source has it, with an analyser that takes its time."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass, field
from typing import Any

from tests.support.servers.http import Answer, Request

KEY = "libretime-key"


@dataclass
class LibreTime:
    """Records by number, and their sound."""

    records: dict[int, dict[str, Any]] = field(default_factory=dict)
    sounds: dict[int, bytes] = field(default_factory=dict)
    scheduled: set[int] = field(default_factory=set)  # to play later
    asks: int = 1  # times that a file is asked for before the analyser has it
    broken: bool = False  # the analyser takes nothing
    asked: list[str] = field(default_factory=list)

    def answer(self, asked: Request) -> Answer:
        self.asked.append(f"{asked.method} {asked.path}")
        if asked.headers.get("Authorization") != "Basic " + base64.b64encode(f"{KEY}:".encode()).decode():
            return Answer(status=401, data={"message": "ERROR: Incorrect API key."})
        if asked.path == "/rest/media":
            return self._taken(asked) if asked.method == "POST" else Answer(data=self._visible())
        found = re.fullmatch(r"/rest/media/(\d+)(/download)?", asked.path)
        number = int(found[1]) if found else 0
        if found is None or number not in self.records:
            return Answer(status=404, data="ERROR: Media not found.")
        return self._record(number, asked, download=bool(found[2]))

    def _record(self, number: int, asked: Request, *, download: bool) -> Answer:
        if asked.method == "DELETE":
            if number in self.scheduled:
                return Answer(status=400, data="An unknown error occurred.")
            del self.records[number], self.sounds[number]
            return Answer(status=204)
        if download:
            return Answer(data=self.sounds[number])
        return Answer(data=self._looked_at(number))

    def names(self) -> dict[str, bytes]:
        """What lies in the library, by the files' names."""
        return {str(r["filepath"]).rpartition("/")[2]: self.sounds[n] for n, r in self.records.items() if r["filepath"]}

    def _visible(self) -> list[dict[str, Any]]:
        return [record for record in self.records.values() if record["import_status"] == 0 and not record["hidden"]]

    def _taken(self, asked: Request) -> Answer:
        number = max(self.records, default=0) + 1
        sound = asked.file or b""
        self.records[number] = {
            "id": number, "track_title": asked.filename, "filepath": None, "import_status": 1, "hidden": True,
            "md5": hashlib.md5(sound).hexdigest(), "filesize": 0, "left": self.asks,
        }  # fmt: skip
        self.sounds[number] = sound
        return Answer(status=201, data=self.records[number])

    def _looked_at(self, number: int) -> dict[str, Any]:
        record = self.records[number]
        if record["import_status"] == 1:
            record["left"] -= 1
            if self.broken:
                record["import_status"] = 2
            elif record["left"] < 0:
                name = record["track_title"]
                name = f"{name}_free" if name in self.names() else name  # the analyser goes on to a free name
                path = f"imported/1/Demo Radio/{name}"
                record |= {"import_status": 0, "hidden": False, "filepath": path, "filesize": len(self.sounds[number])}
        return record
