"""The WebSocket of Edge's reading aloud: settings and SSML in; sound, word times and the end of the turn out."""

from __future__ import annotations

import asyncio
import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from xml.sax.saxutils import unescape

from aiohttp import WSMessage, web

from tests.support.servers.answers import Doing
from tests.support.servers.speech import spoken

TICKS = 10_000_000  # a second
FRAME = 720  # bytes of sound in a message
LEAD = 0.5  # seconds of silence before the speech, as tests.servers.speech leaves


@dataclass(frozen=True, kw_only=True)
class Turn:
    """What one connection asked for."""

    settings: dict[str, object]
    ssml: str

    @property
    def text(self) -> str:
        found = re.search(r"<prosody[^>]*>(.*)</prosody>", self.ssml, re.DOTALL)
        assert found
        return unescape(found[1])


@dataclass
class EdgeServer:
    """A running server."""

    language: str
    steps: list[Doing]
    url: str = ""
    connections: int = 0
    turns: list[Turn] = field(default_factory=list)
    closing: asyncio.Event = field(default_factory=asyncio.Event)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        self.connections += 1
        doing = self.steps.pop(0) if len(self.steps) > 1 else self.steps[0]
        if doing.status != 200:
            return web.Response(status=doing.status, headers=dict(doing.headers))
        assert {"TrustedClientToken", "ConnectionId", "Sec-MS-GEC", "Sec-MS-GEC-Version"} <= set(request.query)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        settings, ssml = [_body(await socket.receive()) for _ in range(2)]
        turn = Turn(settings=json.loads(settings), ssml=ssml)
        self.turns.append(turn)
        if doing.late:
            await asyncio.wait_for(self.closing.wait(), 10)
        else:
            await self.speak(socket, turn, doing)
        if doing.cut and request.transport:
            request.transport.abort()
        return socket

    async def speak(self, socket: web.WebSocketResponse, turn: Turn, doing: Doing) -> None:
        await socket.send_str(_text("turn.start", {"context": {"serviceTag": "0"}}))
        await socket.send_str(_text("response", {"audio": {"type": "inline"}}))
        for word, start in self.words(turn.text) if doing.words and not doing.cut else []:
            await socket.send_str(_text("audio.metadata", _boundary(word, start)))
        data = doing.data(turn.text, self.language)
        for place in range(0, len(data), FRAME):
            await socket.send_bytes(_sound(data[place : place + FRAME], "Content-Type:audio/mpeg\r\n"))
        if not doing.cut:
            await socket.send_bytes(_sound(b"", ""))
            await socket.send_str(_text("turn.end", {}))

    def words(self, text: str) -> list[tuple[str, float]]:
        """Each word with the second it begins."""
        return [(mark.word, mark.start + LEAD) for mark in spoken(text, self.language).marks]


def _body(message: WSMessage) -> str:
    return str(message.data).split("\r\n\r\n", 1)[1]


def _text(path: str, data: object) -> str:
    return f"X-RequestId:0\r\nContent-Type:application/json; charset=utf-8\r\nPath:{path}\r\n\r\n{json.dumps(data)}"


def _sound(data: bytes, kind: str) -> bytes:
    head = f"X-RequestId:0\r\n{kind}X-StreamId:0\r\nPath:audio\r\n".encode()
    return len(head).to_bytes(2, "big") + head + data


def _boundary(word: str, start: float) -> object:
    text = {"Text": word, "Length": len(word), "BoundaryType": "WordBoundary"}
    data = {"Offset": round(start * TICKS), "Duration": TICKS // 4, "text": text}
    return {"Metadata": [{"Type": "WordBoundary", "Data": data}]}


@contextmanager
def edge(language: str, *steps: Doing) -> Iterator[EdgeServer]:
    """A server on a free port of loopback for as long as the block runs."""
    loop, ready = asyncio.new_event_loop(), threading.Event()
    server = EdgeServer(language, list(steps))

    async def serve() -> None:
        app = web.Application()
        app.router.add_get("/edge/v1", server.handle)
        runner = web.AppRunner(app, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        host, port = runner.addresses[0][:2]
        server.url = f"ws://{host}:{port}/edge/v1"
        ready.set()
        await server.closing.wait()
        await runner.cleanup()

    thread = threading.Thread(target=lambda: loop.run_until_complete(serve()), daemon=True)
    thread.start()
    assert ready.wait(5)
    try:
        yield server
    finally:
        loop.call_soon_threadsafe(server.closing.set)
        thread.join(5)
        loop.close()
