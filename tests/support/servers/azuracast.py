"""AzuraCast's interface to a station's media and podcasts, as its OpenAPI description and source have it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from tests.support.servers.http import Answer, Request

KEY = "6a1f:station-key"
DENIED = Answer(
    status=403, data={"success": False, "code": 403, "message": "You must be logged in to access this page."}
)
MISSING = Answer(status=404, data={"success": False, "code": 404, "message": "Record not found."})


@dataclass
class AzuraCast:
    """A station with its files by path, and one podcast with its episodes."""

    files: dict[str, bytes] = field(default_factory=dict)
    ids: dict[str, int] = field(default_factory=dict)  # path → the record's id
    times: dict[str, int] = field(default_factory=dict)  # path → mtime
    playlists: dict[int, list[str]] = field(default_factory=dict)
    episodes: dict[str, dict[str, Any]] = field(default_factory=dict)
    sounds: dict[str, bytes] = field(default_factory=dict)  # of episodes
    parts: dict[str, dict[int, bytes]] = field(default_factory=dict)
    most: int = 16 << 20  # bytes of one request that PHP takes
    full: bool = False
    by_page: int = 0  # rows of a list's page; 0 for all at once
    asked: list[str] = field(default_factory=list)
    count: int = 0

    def answer(self, asked: Request) -> Answer:
        self.asked.append(f"{asked.method} {asked.path}")
        if asked.headers.get("X-API-Key") != KEY:
            return DENIED
        path = asked.path.removeprefix("/api/station/7/")
        if path == "files" and asked.method == "GET":
            return self._listed([self._record(one) for one in sorted(self.files)], asked)
        if path == "files/upload" and asked.method == "POST":
            return self._uploaded(asked)
        if path == "files/batch" and asked.method == "PUT":
            return self._batch(asked.fields)
        if (found := re.fullmatch(r"file/(\d+)/play", path)) and asked.method == "GET":
            known = {number: name for name, number in self.ids.items()}
            return Answer(data=self.files[known[int(found[1])]]) if int(found[1]) in known else MISSING
        return self._podcast(path.removeprefix("podcast/p1/"), asked) if path.startswith("podcast/p1/") else MISSING

    def put(self, path: str, content: bytes) -> None:
        """A file comes to lie there, from whomever."""
        self.count += 1
        self.ids.setdefault(path, self.count)
        self.files[path], self.times[path] = content, self.count

    def _record(self, path: str) -> dict[str, Any]:
        return {
            "id": self.ids[path],
            "unique_id": f"u{self.ids[path]}",
            "path": path,
            "mtime": self.times[path],
            "uploaded_at": 1,
        }

    def _listed(self, rows: list[Any], asked: Request) -> Answer:
        if not self.by_page:
            return Answer(data=rows)
        page, pages = int(asked.query.get("page", 1)), -(-len(rows) // self.by_page)
        some = rows[(page - 1) * self.by_page : page * self.by_page]
        return Answer(
            data={"page": page, "per_page": self.by_page, "total": len(rows), "total_pages": pages, "rows": some}
        )

    def _uploaded(self, asked: Request) -> Answer:
        whole = self._flow(asked)
        if isinstance(whole, Answer):
            return whole
        self.put(f"{asked.fields['currentDirectory']}/{asked.fields['flowRelativePath']}", whole)
        return Answer(data={"success": True, "message": "Record created successfully."})

    def _flow(self, asked: Request) -> Answer | bytes:
        """Flow.js's protocol: an answer for a part, the whole file after the last."""
        if self.full:
            return Answer(status=500, data={"success": False, "message": "The storage location is full."})
        told, sent = asked.fields, asked.file or b""
        if len(sent) > self.most or len(sent) != int(told["flowCurrentChunkSize"]):
            return Answer(status=500, data={"success": False, "message": "No file uploaded."})
        parts = self.parts.setdefault(told["flowIdentifier"], {})
        parts[int(told["flowChunkNumber"])] = sent
        if int(told["flowChunkNumber"]) < int(told["flowTotalChunks"]):
            return Answer()
        whole = b"".join(parts[number] for number in sorted(parts))
        if len(parts) != int(told["flowTotalChunks"]) or len(whole) != int(told["flowTotalSize"]):
            return Answer(status=204)
        del self.parts[told["flowIdentifier"]]
        return whole

    def _batch(self, told: dict[str, Any] | Any) -> Answer:
        errors = []
        for path in told["files"]:
            if path not in self.files:
                errors.append(f"{path}: File not found.")
                continue
            for songs in self.playlists.values():
                songs[:] = [song for song in songs if song != path]
            if told["do"] == "delete":
                del self.files[path], self.ids[path]
            for number in told.get("playlists", ()):
                self.playlists.setdefault(int(number), []).append(path)
        return Answer(data={"success": not errors, "files": told["files"], "errors": errors})

    def _podcast(self, path: str, asked: Request) -> Answer:
        if path == "episodes" and asked.method == "GET":
            return self._listed(list(self.episodes.values()), asked)
        if path == "episodes":
            self.count += 1
            made = {"id": f"e{self.count}", "media": None, **asked.fields}
            self.episodes[made["id"]] = made
            return Answer(data=made)
        found = re.fullmatch(r"episode/(\w+)(/media)?", path)
        return self._episode(found[1], asked) if found and found[1] in self.episodes else MISSING

    def _episode(self, number: str, asked: Request) -> Answer:
        if asked.method == "DELETE":
            del self.episodes[number]
            self.sounds.pop(number, None)
            return Answer(data={"success": True, "message": "Record deleted successfully."})
        if asked.method == "GET":
            return Answer(data=self.sounds[number])
        whole = self._flow(asked)
        if isinstance(whole, Answer):
            return whole
        self.sounds[number] = whole
        self.episodes[number]["media"] = {
            "id": number,
            "original_name": asked.fields["flowFilename"],
            "path": number,
        }
        return Answer(data={"success": True, "message": "Record updated successfully."})
