"""AzuraCast: by a folder of its media, or by its own interface over HTTP.

Known from its source and its OpenAPI description (0.20 and later), not tried against a real one. Files go up in parts
(Flow.js's protocol), because PHP takes no large ones at once; the server puts them together and moves the whole under
its path. Playlists are set by a batch request: changing the file's own record would make the server write its tags
anew. A batch request deletes too, and takes the file out of its playlists.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from packager.air.http_library import HttpLibrary
from packager.air.places import Destination, Parcel, Seen
from packager.air.targets.library import Library
from packager.errors import PackagerError
from packager.station.plans import DropPlan

PART = 8 << 20  # bytes of a file that are sent at once
FOLDER = "packager"  # of the station's media


class AzuraCast(Library):
    """Files with tags, in the station's library or as episodes of a podcast."""

    def place(self, drop: DropPlan) -> Destination:
        """The library behind an address, or one of its podcasts."""
        kind = AzuraCastPodcast if drop.access.podcast else AzuraCastMedia
        return kind(key=drop.place, address=drop.address, access=drop.access, latest=drop.latest)


@dataclass
class AzuraCastLibrary(HttpLibrary):
    """What a station's media and its podcasts have in common."""

    def headers(self, key: str) -> Mapping[str, str]:
        """An API key, from an account's own page."""
        return {"X-API-Key": key}

    def rows(self, path: str, what: str) -> Iterator[Mapping[str, Any]]:
        """All rows of a list, which comes whole or by pages."""
        page, pages = 1, 1
        while page <= pages:
            answer = self.ask("GET", self.at(path), what, params={"page": page} if page > 1 else {})
            if isinstance(answer, list):
                yield from answer
                return
            yield from answer["rows"]
            page, pages = page + 1, int(answer["total_pages"])

    def upload(self, path: str, parcel: Parcel, content: Path, **named: str) -> None:
        """Send a file in parts."""
        size = content.stat().st_size
        count = max(1, -(-size // PART))
        told = {
            **named,
            "flowTotalChunks": count,
            "flowTotalSize": size,
            "flowIdentifier": hashlib.sha256(f"{parcel.name} {parcel.digest}".encode()).hexdigest()[:32],
            "flowFilename": parcel.name,
            "flowRelativePath": parcel.name,
        }
        with content.open("rb") as file:
            for number in range(1, count + 1):
                block = file.read(PART)
                fields = {**told, "flowChunkNumber": number, "flowCurrentChunkSize": len(block)}
                data = {key: str(value) for key, value in fields.items()}
                files = {"file_data": (parcel.name, block)}
                self.done("POST", path, f"{parcel.name} cannot be sent", data=data, files=files)

    def done(self, method: str, path: str, what: str, **named: Any) -> Any:
        """A request that changes something. AzuraCast tells of a failure with status 200 too. Raises PackagerError."""
        answer = self.ask(method, self.at(path), what, **named)
        told = answer if isinstance(answer, dict) else {}
        if told.get("success") is False or told.get("errors"):
            why = told.get("message") or "; ".join(map(str, told.get("errors") or ()))
            raise PackagerError(f"{self.key}: {what} ({' '.join(str(why).split())[:200]}); publish again")
        return answer

    def at(self, path: str) -> str:
        """A path below the station's."""
        return f"/api/station/{self.access.station or '1'}/{path}"


@dataclass
class AzuraCastMedia(AzuraCastLibrary):
    """A station's media, below a folder of ours."""

    def listed(self) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """The records of the files in our folder."""
        for item in self.rows("files", "its files cannot be listed"):
            folder, _, name = str(item["path"]).rpartition("/")
            if folder == FOLDER:
                yield name, item

    def mark(self, item: Mapping[str, Any]) -> Seen:
        """The record, and when the server last read the file."""
        return int(item["id"]), int(item.get("mtime") or 0), int(item.get("uploaded_at") or 0)

    def content(self, item: Mapping[str, Any]) -> str:
        """The file itself."""
        return self.at(f"file/{int(item['id'])}/play")

    def send(self, parcel: Parcel, content: Path) -> None:
        """Send it, and have the programme played."""
        self.upload("files/upload", parcel, content, currentDirectory=FOLDER)
        if self.access.playlists and (not self.latest or "_latest-" in parcel.name):
            self._batch("playlist", parcel.name, playlists=[str(one) for one in self.access.playlists])

    def drop(self, name: str, item: Mapping[str, Any]) -> None:  # noqa: ARG002 - a library's signature
        """Have it deleted, and taken out of its playlists."""
        self._batch("delete", name)

    def _batch(self, what: str, name: str, **named: Any) -> None:
        body = {"do": what, "files": [f"{FOLDER}/{name}"], "dirs": [], **named}
        self.done("PUT", "files/batch", f"{name}: '{what}' was not done", json=body)


@dataclass
class AzuraCastPodcast(AzuraCastLibrary):
    """A podcast whose episodes are put in by hand, as AzuraCast calls it."""

    def takes(self, name: str) -> bool:
        """An episode is a day's: what lies under a name without a date is none."""
        return super().takes(name) and "_latest-" not in name

    def listed(self) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """The episodes, by what their files were called when they came."""
        for item in self.rows(f"{self._podcast}/episodes", "its episodes cannot be listed"):
            yield str((item.get("media") or {}).get("original_name") or ""), item

    def mark(self, item: Mapping[str, Any]) -> Seen:
        """The episode's id and its file's, as far as numbers say them."""
        told = f"{item['id']} {item['media'].get('id')} {item['media'].get('path')}"
        return (int(hashlib.sha256(told.encode()).hexdigest()[:12], 16),)

    def content(self, item: Mapping[str, Any]) -> str:
        """The file itself."""
        return self.at(f"{self._podcast}/episode/{quote(str(item['id']), safe='')}/media")

    def send(self, parcel: Parcel, content: Path) -> None:
        """Make the episode and give it its file; without one it is in no feed. One of the same name goes first."""
        self.remove(parcel.name)
        about = {"title": parcel.title or parcel.name, "description": parcel.title or parcel.name}
        made = self.done("POST", f"{self._podcast}/episodes", f"{parcel.name} cannot be made", json=about)
        episode = f"{self._podcast}/episode/{quote(str(made['id']), safe='')}"
        try:
            self.upload(f"{episode}/media", parcel, content)
        except PackagerError:
            self.done("DELETE", episode, f"{parcel.name} cannot be taken away")
            raise

    def drop(self, name: str, item: Mapping[str, Any]) -> None:
        """Have the episode deleted, with its file."""
        episode = f"{self._podcast}/episode/{quote(str(item['id']), safe='')}"
        self.done("DELETE", episode, f"{name} cannot be taken away")

    @property
    def _podcast(self) -> str:
        return f"podcast/{self.access.podcast}"
