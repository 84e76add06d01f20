"""Fetching pages and feeds as a guest should: conditionally, slowly, and never more than was asked for."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from packager.articles.feeds.sources import Terms
from packager.articles.http.addresses import DownError, Guard, networks, resolve, shown
from packager.articles.http.answers import (
    PAUSE,
    REDIRECTED,
    SECONDS,
    Answer,
    BrokeOffError,
    check_scheme,
    read,
    refused,
)
from packager.articles.http.cache import Cache, Document
from packager.errors import InputError
from packager.store import Store

if TYPE_CHECKING:
    import httpx

    from packager.articles.http.addresses import Resolve

REDIRECTS = 5
AGENT = "packager (radio newsroom)"
_AT_ONCE = 8  # hosts
_OWN = "give the page's own address"
_AGAIN = (429, 500, 502, 503, 504)


class Fetcher(AbstractContextManager["Fetcher"]):
    """Fetches documents through one client and one cache; remembers when each host was asked last."""

    def __init__(self, terms: Terms, *, resolver: Resolve = resolve) -> None:
        self.terms = terms
        self.guard = Guard(networks(terms.allow_private), resolver)
        self.cache = Cache(Store(terms.cache))
        self._client: httpx.Client | None = None
        self._lock = threading.Lock()
        self._last: dict[str, float] = {}  # host → when its latest request ended

    def __exit__(self, *_: object) -> None:
        if self._client is not None:
            self._client.close()

    def get_all(self, urls: Sequence[str]) -> dict[str, Document | InputError]:
        """A document or an error for every address; hosts side by side, one request at a time to each."""
        hosts: dict[str, list[str]] = {}
        for url in dict.fromkeys(urls):
            hosts.setdefault(_host(url), []).append(url)
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            found = [pair for pairs in pool.map(self._host_by_host, hosts.values()) for pair in pairs]
        return dict(found)

    def get(self, url: str) -> Document:
        """One document. Raises InputError with the address, what happened, and what to do.

        Where the host fails and an earlier copy is at hand, the copy is given and says so.
        """
        copy = self.cache.copy(url)
        if self.terms.offline:
            if copy is None:
                hint = "run once without --offline"
                raise InputError("is not at hand, and this run is offline", where=shown(url), hint=hint)
            return copy
        try:
            return self._fetch(url, copy)
        except DownError as error:
            if copy is None:
                raise
            return copy.as_stale(error.what)

    def _host_by_host(self, urls: list[str]) -> list[tuple[str, Document | InputError]]:
        found: list[tuple[str, Document | InputError]] = []
        for url in urls:
            try:
                found.append((url, self.get(url)))
            except InputError as error:
                found.append((url, error))
        return found

    def _fetch(self, url: str, copy: Document | None) -> Document:
        """Follow redirects to a document, keep it, and give it; the copy where it has not changed."""
        headers = self.cache.conditions(url) if copy else {}
        at, seen = url, {url}
        for _ in range(REDIRECTS + 1):
            answer = self._ask(at, headers)
            if answer.status == 200:
                return self._keep(url, at, answer)
            if answer.status == 304 and copy is not None:
                return copy
            if answer.status not in REDIRECTED or not answer.location:
                raise refused(answer.status, url)
            at = _onward(at, answer.location)
            if at in seen:
                raise InputError("its redirects go in a circle", where=shown(url), hint=_OWN)
            seen.add(at)
        raise InputError(f"it redirects more than {REDIRECTS} times", where=shown(url), hint=_OWN)

    def _ask(self, url: str, headers: dict[str, str]) -> Answer:
        """One answer, asked for twice where the host is busy or the connection failed."""
        check_scheme(url)
        try:
            answer = self._request(url, headers)
        except BrokeOffError:
            answer = self._request(url, headers, wait=PAUSE)
        if answer.status in _AGAIN:
            answer = self._request(url, headers, wait=answer.wait)
        if answer.status not in (200, 304, *REDIRECTED):
            raise refused(answer.status, url)
        return answer

    def _request(self, url: str, headers: dict[str, str], wait: float = 0.0) -> Answer:
        host = _host(url)
        if host in self._last:
            wait = max(wait, self._last[host] + PAUSE - self.terms.clock())
        if wait > 0:
            self.terms.pause(wait)
        try:
            return read(self._open(), url, headers, self.terms.clock)
        finally:
            self._last[host] = self.terms.clock()

    def _keep(self, url: str, at: str, answer: Answer) -> Document:
        now = self.terms.now
        document = Document(url=at, body=answer.body, charset=answer.charset, kind=answer.kind, fetched=now)
        self.cache.keep(url, document, answer)
        return document

    def _open(self) -> httpx.Client:
        from packager.articles.http.transport import client

        with self._lock:
            if self._client is None:
                self._client = client(self.guard, seconds=SECONDS, agent=AGENT)
        return self._client


def _onward(at: str, location: str) -> str:
    try:
        return urljoin(at, location)
    except ValueError as error:
        raise InputError("redirects to no address that can be read", where=shown(at), hint=_OWN) from error


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc.rpartition("@")[2].lower()
    except ValueError:
        return ""
