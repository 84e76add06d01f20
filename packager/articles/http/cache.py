"""What was fetched before: a document, and what is needed to ask whether it has changed."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import datetime

from packager.articles.http.answers import Answer
from packager.store import Store, digest, in_use, write_whole


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """What an address gave."""

    url: str  # where it was found in the end
    body: bytes  # decompressed
    charset: str = ""  # as HTTP declared it
    kind: str = ""  # media type: "text/html"
    fetched: datetime  # aware; of the copy where nothing has changed since
    stale: str = ""  # why a copy was used that could not be checked; "" if it was

    @property
    def is_text(self) -> bool:
        """Whether its media type may hold a text."""
        return not self.kind or any(part in self.kind for part in ("html", "xml", "text", "json"))

    def as_stale(self, why: str) -> Document:
        """The copy, used because the host failed."""
        return replace(self, stale=why)


def is_whole(key: str, body: bytes, meta: bytes) -> bool:
    """Whether a document and what describes it are as they were kept, and kept under this key."""
    try:
        told = json.loads(meta)
        asked = told.get("asked")  # what was kept by earlier versions has none
        return bool(hashlib.sha256(body).hexdigest() == told["sha256"]) and (asked is None or digest(asked) == key)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return False


@dataclass(frozen=True)
class Cache:
    """Documents by address. A copy that is damaged is as good as none."""

    store: Store

    def copy(self, url: str) -> Document | None:
        """What was fetched last from an address."""
        meta = self._meta(url)
        try:
            body = self.store.path("http", digest(url), ".body").read_bytes()
            if hashlib.sha256(body).hexdigest() != meta["sha256"]:
                return None
            fetched = datetime.fromisoformat(meta["fetched"])
            in_use(self.store.path("http", digest(url), ".json"))
            return Document(url=meta["url"], body=body, charset=meta["charset"], kind=meta["kind"], fetched=fetched)
        except (OSError, KeyError, ValueError):
            return None

    def conditions(self, url: str) -> dict[str, str]:
        """The headers that ask for a document only if it has changed (RFC 9110, section 13)."""
        meta = self._meta(url)
        pairs = (("If-None-Match", meta.get("etag")), ("If-Modified-Since", meta.get("modified")))
        return {name: value for name, value in pairs if value}

    def keep(self, url: str, document: Document, answer: Answer) -> None:
        """Write a document: the body first, since what describes it is checked against it."""
        meta = {
            "asked": url,
            "url": document.url,
            "charset": document.charset,
            "kind": document.kind,
            "fetched": document.fetched.isoformat(),
            "sha256": hashlib.sha256(document.body).hexdigest(),
            "etag": answer.etag,
            "modified": answer.modified,
        }
        write_whole(self.store.path("http", digest(url), ".body"), document.body)
        write_whole(self.store.path("http", digest(url), ".json"), json.dumps(meta, ensure_ascii=False).encode())

    def _meta(self, url: str) -> dict[str, str]:
        try:
            given = json.loads(self.store.path("http", digest(url), ".json").read_bytes())
        except (OSError, ValueError):
            return {}
        return {str(key): str(value) for key, value in given.items()} if isinstance(given, dict) else {}
