"""Asking a service over HTTP: patient with a server that is busy, brief with one that is not there.

How often and how long it is asked stands in `attempts`. What goes wrong is told in one line that never
holds a key.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from packager.engines.http import attempts
from packager.engines.http.attempts import BUSY, Call, Clock, Patience, SystemClock, Trouble, busy, read_patience
from packager.engines.http.keys import ApiKey
from packager.engines.locality import on_this_machine
from packager.errors import EngineError, EngineUnavailable, InputError
from packager.network import no_line

if TYPE_CHECKING:
    import httpx

    from packager.engines.settings import Settings

__all__ = ["OPTIONS", "Clock", "Endpoint", "Patience", "Reply", "SystemClock", "Turn", "read_patience", "read_url"]

OPTIONS = ("url", "local", *attempts.OPTIONS)
_LARGEST = 16 << 20  # bytes of an answer
_CONNECT = 5.0  # seconds
_SHOWN = 200  # characters of a server's own words


@dataclass(frozen=True, kw_only=True, slots=True)
class Reply:
    """A server's last word: a status that is not worth asking again, and what came with it."""

    status: int
    data: Any  # what the endpoint's reading made of an answer; a refusal's JSON, None where it came without

    @property
    def ok(self) -> bool:
        """Whether the request was taken."""
        return self.status < 400


def _as_json(raw: bytes) -> Any:
    """An answer's JSON; a Trouble where it is none."""
    try:
        return json.loads(raw)
    except ValueError:
        return Trouble("the answer is not JSON")


@dataclass(frozen=True, kw_only=True)
class Endpoint:
    """A service at an address."""

    engine: str  # as errors call it
    base: str  # "https://host/v1", without a stroke at the end
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    key: ApiKey = field(default_factory=ApiKey, repr=False)
    patience: Patience = field(default_factory=Patience)
    clock: Clock = field(default_factory=SystemClock, repr=False, compare=False)
    reading: Callable[[bytes], Any] = field(default=_as_json, repr=False, compare=False)  # may give a Trouble
    instead: str = "let another engine translate"  # what a producer can do while the service is away

    def turn(self) -> Turn:
        """A call with its own budget of time."""
        return Turn(endpoint=self, until=self.clock.now() + self.patience.budget)


def read_url(settings: Settings, example: str, key: ApiKey) -> str:
    """The address in a station's options. Raises InputError, also where a key would travel unprotected."""
    url = settings.needed("url", example).rstrip("/")
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise InputError(f"'{url}' is no web address", where=settings.engine, hint=f"for example {example}")
    if parts.username or parts.password or parts.query:
        raise InputError(
            "the url must hold neither a user, a password nor a query", where=settings.engine, hint="use key-env"
        )
    if key and parts.scheme == "http" and not on_this_machine(url):
        raise InputError("a key would travel in the open", where=settings.engine, hint="use an https address")
    return url


@dataclass(frozen=True, kw_only=True)
class Turn:
    """One call of an engine: some requests, one budget."""

    endpoint: Endpoint
    until: float  # on the endpoint's clock

    def get(self, path: str) -> Reply:
        """GET, asked again while the server is busy. Raises EngineError, EngineUnavailable."""
        return self._ask("GET", path, None)

    def post(self, path: str, body: Mapping[str, object]) -> Reply:
        """POST of JSON, asked again while the server is busy. Raises EngineError, EngineUnavailable."""
        return self._ask("POST", path, body)

    def _ask(self, method: str, path: str, body: Mapping[str, object] | None) -> Reply:
        server = self.endpoint
        call = Call(
            engine=server.engine,
            patience=server.patience,
            clock=server.clock,
            until=self.until,
            instead=server.instead,
        )
        return call.answer(lambda left: self._once(method, path, body, left))

    def _once(self, method: str, path: str, body: Mapping[str, object] | None, left: float) -> Reply | Trouble:
        import httpx

        missing = no_line(self.endpoint.base)
        if missing:
            raise self._unreachable(missing)
        try:
            with self._client(left) as client, client.stream(method, self.endpoint.base + path, json=body) as response:
                return self._judged(response, self._read(response))
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.UnsupportedProtocol, httpx.ProxyError) as error:
            raise self._unreachable(str(error) or type(error).__name__) from error
        except httpx.TimeoutException:
            return Trouble("no answer came in time")
        except httpx.TransportError:
            return Trouble("the connection broke off")
        except httpx.HTTPError as error:
            return Trouble(f"the answer cannot be read ({type(error).__name__})")

    def _client(self, left: float) -> httpx.Client:
        import httpx

        # At DEBUG it logs the headers that a server sends, and a server may send the key back in one.
        logging.getLogger("httpcore").setLevel(logging.WARNING)
        local = on_this_machine(self.endpoint.base)
        timeout = httpx.Timeout(min(self.endpoint.patience.timeout, left), connect=min(_CONNECT, left))
        # No redirects: they would carry the text, and the key, to an address that nobody has agreed to.
        return httpx.Client(timeout=timeout, headers=dict(self.endpoint.headers), trust_env=not local)

    def _read(self, response: httpx.Response) -> bytes:
        data = b""
        for chunk in response.iter_bytes():
            data += chunk
            if len(data) > _LARGEST:
                raise EngineError(f"the answer is longer than {_LARGEST >> 20} MB", where=self.endpoint.engine)
            if self.endpoint.clock.now() >= self.until:
                raise EngineError("the answer took longer than one call may", where=self.endpoint.engine)
        return data

    def _judged(self, response: httpx.Response, raw: bytes) -> Reply | Trouble:
        status = response.status_code
        if status in BUSY:
            return busy(status, response.headers.get("retry-after", ""))
        if 300 <= status < 400:
            where = urlsplit(response.headers.get("location", "")).hostname or "elsewhere"
            raise EngineError(f"the address leads to {where}", where=self.endpoint.engine, hint="mend the url")
        if status < 400:
            got = self.endpoint.reading(raw)
            return got if isinstance(got, Trouble) else Reply(status=status, data=got)
        data = _as_json(raw)
        data = None if isinstance(data, Trouble) else data
        if status in (401, 403, 402) and not _filtered(data):
            self._refused(status, data)
        return Reply(status=status, data=data)

    def _refused(self, status: int, data: Any) -> None:
        what = {401: "the key is not accepted", 402: "the account has no credit", 403: "access is not allowed"}[status]
        raise EngineUnavailable(
            f"{what} ({status}){self.words(data)}", where=self.endpoint.engine, hint="see the service's account page"
        )

    def words(self, data: Any) -> str:
        """What a server says of its refusal, short and without the key: ": …" or ""."""
        told = data.get("error", data.get("message", data.get("detail", ""))) if isinstance(data, dict) else ""
        told = told.get("message", "") if isinstance(told, dict) else told
        text = self.endpoint.key.scrub(" ".join(str(told).split()))[:_SHOWN]
        return f": {text}" if text else ""

    def _unreachable(self, why: str) -> EngineUnavailable:
        host = urlsplit(self.endpoint.base).netloc
        return EngineUnavailable(
            f"{host} cannot be reached ({self.endpoint.key.scrub(why)})",
            where=self.endpoint.engine,
            hint="start the server"
            if on_this_machine(self.endpoint.base)
            else f"a network is needed for it; without one, {self.endpoint.instead}",
        )


def _filtered(data: Any) -> bool:
    """Whether a refusal speaks of content, not of the account."""
    return any(word in json.dumps(data).lower() for word in ("content_filter", "moderation", "content policy"))
