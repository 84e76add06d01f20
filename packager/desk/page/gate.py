"""Who may talk to the page: the one door through which every request passes.

Any page in the same browser can send requests to a port on this machine, any name can be made to lead to it (DNS
rebinding), and cookies of one host are sent to all of its ports. So a request is answered only under a name that
was meant (Host), with the cookie of this very run (a secret that only the link in the terminal gives), and may
change something only from this page itself (Origin, and a second secret in a header that no form can send).
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

LARGEST = 256 << 10  # bytes of a request; a line has at most 10,000 letters
OPEN = "/open/"  # the path of the link, before its token
MOST_SESSIONS = 64  # browsers that opened the link; the oldest has to open it again
_SAFE = ("GET", "HEAD")

HEADERS: Mapping[str, str] = {
    # Nothing is loaded from anywhere else, nothing in a page's text runs, and no other page can frame it.
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; media-src 'self';"
        " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",  # the link has the token in it
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}


@dataclass
class Session:
    """One browser that opened the link."""

    key: str  # the cookie's value
    form: str  # what each of its changes has to bring in a header
    by: str = ""  # who sits there
    language: str = "en"  # of the interface


@dataclass
class Gate:
    """The door of one run of the page. `port` is known when the socket is open."""

    hosts: frozenset[str]  # names and addresses under which the page may be asked for, without the port
    port: int
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    by: str = ""  # who sits at a browser that has not said so
    language: str = "en"  # of the interface where nobody chose another
    sessions: dict[str, Session] = field(default_factory=dict)

    @property
    def cookie(self) -> str:
        """The cookie's name: pages on several ports of one host do not overwrite each other's."""
        return f"packager-desk-{self.port}"

    def session(self, cookies: str) -> Session | None:
        """The session that a Cookie header names; None where it names none of ours."""
        pairs = (pair.strip().partition("=") for pair in cookies.split(";"))
        return next((self.sessions.get(value) for name, _, value in pairs if name == self.cookie), None)

    def enter(self, token: str) -> Session | None:
        """A new session for whoever has the link; None for a token that is not this run's."""
        if not hmac.compare_digest(token.encode(), self.token.encode()):
            return None
        while len(self.sessions) >= MOST_SESSIONS:
            del self.sessions[next(iter(self.sessions))]
        found = Session(
            key=secrets.token_urlsafe(24), form=secrets.token_urlsafe(24), by=self.by, language=self.language
        )
        self.sessions[found.key] = found
        return found

    def allows_host(self, host: str) -> bool:
        """Whether the page may be asked for under this name."""
        name, port = _host(host)
        return name in self.hosts and port == self.port

    def fault(self, method: str, headers: Mapping[str, str], session: Session | None) -> str:
        """Why a request is not answered, in a word; "" where it is."""
        if not self.allows_host(headers.get("host", "")):
            return "host"
        if session is None:
            return "session"
        if method in _SAFE:
            return ""
        if headers.get("origin") != f"http://{headers['host']}" or headers.get("sec-fetch-site", "same-origin") not in (
            "same-origin",
            "none",
        ):
            return "origin"
        if not hmac.compare_digest(headers.get("x-desk", "").encode(), session.form.encode()):
            return "form"
        return "" if headers.get("content-type", "").partition(";")[0] == "application/json" else "type"


def _host(host: str) -> tuple[str, int]:
    """Name and port of a Host header; ("", 0) for none."""
    try:
        parts = urlsplit(f"//{host}")
        return (parts.hostname or "", parts.port or 80) if not parts.path and parts.username is None else ("", 0)
    except ValueError:
        return "", 0


class TooLarge(Exception):
    """A request of more than LARGEST bytes."""


class Door:
    """The gate as the outermost layer of the page's server."""

    def __init__(self, app: ASGIApp, gate: Gate) -> None:
        self.app, self.gate = app, gate

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, refuse, or let in."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        session = self.gate.session(headers.get("cookie", ""))
        entering = scope["path"].startswith(OPEN) and scope["method"] == "GET"
        fault = self.gate.fault(scope["method"], headers, session)
        if fault == "host" or (fault and not entering):
            await _refuse(send, fault)
            return
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > LARGEST:
            await _refuse(send, "large")
            return
        scope["state"] = {**scope.get("state", {}), "session": session, "gate": self.gate}
        await self.app(scope, _limited(receive), _with_headers(send))


def _limited(receive: Receive) -> Receive:
    """What comes in, up to LARGEST bytes, whatever its head said. Raises TooLarge."""
    total = 0

    async def limited() -> MutableMapping[str, Any]:
        nonlocal total
        message = await receive()
        total += len(message.get("body", b""))
        if total > LARGEST:
            raise TooLarge
        return message

    return limited


def _with_headers(send: Send) -> Send:
    async def guarded(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            given = {name for name, _ in message["headers"]}
            always = {**HEADERS, "cache-control": "no-store"}
            more = [(n.encode(), v.encode()) for n, v in always.items() if n.encode() not in given]
            message = {**message, "headers": [*message["headers"], *more]}
        await send(message)

    return guarded


_REFUSED = {
    "host": (421, "This page is not to be had under this name."),
    "session": (403, "Open the link that 'packager review --serve' shows in its window: each start has a new one."),
    "origin": (403, "Only the page itself may change something."),
    "form": (403, "Only the page itself may change something: load it again."),
    "type": (415, "Changes come as application/json."),
    "large": (413, "That is too large."),
}


def refusal(why: str) -> tuple[int, str, dict[str, str]]:
    """Status, text and headers with which a request is refused, by the word for it."""
    status, text = _REFUSED[why]
    return status, text, {"x-refused": why}


async def _refuse(send: Send, why: str) -> None:
    status, text, more = refusal(why)
    body = text.encode()
    told = {"content-type": "text/plain; charset=utf-8", "content-length": str(len(body)), **more}
    head = [(name.encode(), value.encode()) for name, value in told.items()]
    await _with_headers(send)({"type": "http.response.start", "status": status, "headers": head})
    await send({"type": "http.response.body", "body": body})
