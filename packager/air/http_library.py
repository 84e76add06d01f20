"""Libraries behind HTTP: what LibreTime's and AzuraCast's have in common.

They keep sound files alone, and whole ones alone: a file is put together by the server before it has a name. What lies
there is asked once a run; a file is read back only where it is not as it was when it was last looked at.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from packager.air.access import scrubbed, secret
from packager.air.package import TAGGED
from packager.air.places import Parcel, Seen
from packager.errors import InputError, PackagerError
from packager.station.plans import Access

if TYPE_CHECKING:
    import httpx

SECONDS = 60.0  # for a server to answer; it reads tags and levels before it does


@dataclass
class HttpLibrary:
    """A library at an address, and what lies in it."""

    key: str  # what the journal and people call it
    address: str  # "https://radio.example"
    access: Access
    latest: bool = False  # the programme lies there under a name without a date too
    _items: dict[str, Mapping[str, Any]] | None = field(default=None, repr=False)  # name → what the server says of it
    _open: httpx.Client | None = field(default=None, repr=False)

    @property
    def where(self) -> str:
        """What people call it."""
        return self.key

    def headers(self, key: str) -> Mapping[str, str]:
        """How a request says who asks."""
        raise NotImplementedError

    def listed(self) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """The files there: by what we would call each, what the server says of it."""
        raise NotImplementedError

    def mark(self, item: Mapping[str, Any]) -> Seen:
        """By what the server says, whether a file is still the one that was looked at."""
        raise NotImplementedError

    def content(self, item: Mapping[str, Any]) -> str:
        """The path from which a file is read back."""
        raise NotImplementedError

    def send(self, parcel: Parcel, content: Path) -> None:
        """Give a file to the server, in place of what has its name."""
        raise NotImplementedError

    def drop(self, name: str, item: Mapping[str, Any]) -> None:
        """Have a file taken away."""
        raise NotImplementedError

    def reach(self) -> None:
        """Ask what lies there. Raises InputError where the server does not know us, PackagerError where it is away."""
        self._items = dict(self.listed())

    def mount(self) -> str:
        """A server is no other one."""
        return ""

    def seen(self, name: str) -> Seen | None:
        """What the server says of the file of this name."""
        item = self._there().get(name)
        return self.mark(item) if item else None

    def digest(self, name: str) -> str | None:
        """The digest of a file, which is read over the line."""
        item = self._there().get(name)
        if item is None:
            return None
        found = hashlib.sha256()
        with self._telling(f"{name} cannot be read"), self._client().stream("GET", self.content(item)) as answer:
            self._refused(answer, f"{name} cannot be read")
            for block in answer.iter_bytes():
                found.update(block)
        return found.hexdigest()

    def put(self, parcel: Parcel) -> Seen:
        """Send a file, and see that the server has it under its name."""
        if not isinstance(parcel.content, Path):
            raise InputError(f"takes no {parcel.name}", where=self.key, hint="only sound files lie there")
        with parcel.content.open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != parcel.digest:
                raise InputError("was changed while it was published", where=str(parcel.content), hint="build again")
        with self._telling(f"{parcel.name} cannot be sent"):
            self.send(parcel, parcel.content)
        self._items = None
        return self.seen(parcel.name) or ()

    def remove(self, name: str) -> None:
        """Have a file taken away."""
        item = self._there().get(name)
        if item is not None:
            with self._telling(f"{name} cannot be taken away"):
                self.drop(name, item)
            self._items = None

    def put_aside(self, name: str) -> bool:  # noqa: ARG002 - a place's signature
        """Nothing there is ours but what we put there."""
        return False

    def sweep(self) -> None:
        """The server clears what was half sent by itself."""

    def takes(self, name: str) -> bool:
        """Sound files with tags, and nothing beside them."""
        return name.endswith(TAGGED)

    def close(self) -> None:
        """Hang up."""
        self._items = None
        if self._open is not None:
            self._open.close()
            self._open = None

    def ask(self, method: str, path: str, what: str, **named: Any) -> Any:
        """A request's answer as JSON, None for an empty one. Raises InputError, PackagerError."""
        with self._telling(what):
            answer = self._client().request(method, path, **named)
            self._refused(answer, what)
            return answer.json() if answer.content.strip() else None

    def _there(self) -> dict[str, Mapping[str, Any]]:
        if self._items is None:
            self._items = dict(self.listed())
        return self._items

    def _client(self) -> httpx.Client:
        import httpx

        if self._open is None:
            headers = {"Accept": "application/json", **self.headers(secret(self.access, self.key))}
            self._open = httpx.Client(base_url=self.address, headers=headers, timeout=SECONDS)
        return self._open

    def _refused(self, answer: httpx.Response, what: str) -> None:
        """Raise for an answer that is none. Redirections are not followed: they would carry the key elsewhere."""
        if answer.is_success:
            return
        answer.read()
        if answer.status_code in (401, 403):
            hint = "mend key-env or key-file, and what the key may do"
            raise InputError(f"does not let us in ({answer.status_code})", where=self.key, hint=hint)
        told = scrubbed(answer.text, secret(self.access, self.key))
        raise PackagerError(f"{self.key}: {what} ({answer.status_code} {told}); publish again")

    @contextmanager
    def _telling(self, what: str) -> Iterator[None]:
        import httpx

        try:
            yield
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise PackagerError(f"{self.key}: {what} (no answer: {type(error).__name__}); publish again") from error
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise PackagerError(f"{self.key}: {what} (it answers in a way that is not known here)") from error
        except OSError as error:
            raise PackagerError(f"{self.key}: {what} ({error.strerror})") from error
