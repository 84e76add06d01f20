"""A server that answers each request as the next step of its script says."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A request as it came in."""

    method: str
    path: str
    headers: Mapping[str, str]  # names in lower case
    raw: bytes

    @property
    def body(self) -> Any:
        return json.loads(self.raw)


@dataclass(frozen=True, kw_only=True)
class Said:
    """An answer; `cut` promises more bytes than it sends and hangs up."""

    status: int = 200
    data: Any = None  # sent as JSON, unless it is bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: bool = False
    late: bool = False  # not before the server is closed


Step = Callable[[Asked], Said]


@dataclass
class Server:
    """A running server, and what it has been asked."""

    steps: list[Step]
    url: str = ""
    asked: list[Asked] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def answer(self, asked: Asked) -> Said:
        """The next step's answer; the last step goes on for ever."""
        with self.lock:
            self.asked.append(asked)
            step = self.steps.pop(0) if len(self.steps) > 1 else self.steps[0]
        return step(asked)


def always(said: Said) -> Step:
    return lambda _asked: said


@contextmanager
def serving(*steps: Step | Said) -> Iterator[Server]:
    """A server on a free port of loopback for as long as the block runs."""
    server = Server([step if callable(step) else always(step) for step in steps])
    http = ThreadingHTTPServer(("127.0.0.1", 0), _handler(server))
    http.daemon_threads = True
    server.url = f"http://127.0.0.1:{http.server_address[1]}"
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.closing.set()
        http.shutdown()
        http.server_close()
        thread.join()


@dataclass
class FakeClock:
    """A clock that only goes on when somebody waits."""

    time: float = 0.0
    waits: list[float] = field(default_factory=list)
    luck: float = 0.0  # what chance gives, every time

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.time += seconds

    def chance(self) -> float:
        return self.luck


def _handler(server: Server) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_words: object) -> None:
            """Nothing: tests look at `Server.asked`."""

        def handle_any(self) -> None:
            length = int(self.headers.get("content-length") or 0)
            headers = {name.lower(): value for name, value in self.headers.items()}
            asked = Asked(method=self.command, path=self.path, headers=headers, raw=self.rfile.read(length))
            said = server.answer(asked)
            if said.late:
                server.closing.wait(10)
            try:
                self.send(said)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def send(self, said: Said) -> None:
            raw = said.data if isinstance(said.data, bytes) else json.dumps(said.data).encode()
            self.send_response(said.status)
            headers = {"Content-Length": str(len(raw) + 100 * said.cut), **said.headers}
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(raw)

    for method in ("GET", "POST", "HEAD"):
        setattr(Handler, f"do_{method}", Handler.handle_any)  # the names that http.server looks for
    return Handler


def files(content: Mapping[str, bytes], headers: Mapping[str, Mapping[str, str]] | None = None) -> Step:
    """A step that serves files by path, with ETag and ranges."""
    more = headers or {}

    def step(asked: Asked) -> Said:
        data = content.get(asked.path)
        if data is None:
            return Said(status=404, data=b"")
        told = {"ETag": f'"{abs(hash(data)):x}z"', "Accept-Ranges": "bytes", **more.get(asked.path, {})}
        ranged = asked.headers.get("range", "")
        if ranged and asked.headers.get("if-range", told["ETag"]) == told["ETag"]:
            start = int(ranged.removeprefix("bytes=").removesuffix("-"))
            if start >= len(data):
                return Said(status=416, data=b"")
            told["Content-Range"] = f"bytes {start}-{len(data) - 1}/{len(data)}"
            return Said(status=206, data=data[start:], headers=told)
        return Said(data=data, headers=told)

    return step


def wanted(asked: Asked) -> list[tuple[str, str]]:
    """Ids and source lines that a chat request asks for."""
    data = json.loads(asked.body["messages"][-1]["content"])
    texts = {row["id"]: row["text"] for row in data["story"]}
    return [(name, texts[name]) for name in data["translate"]]


def chat(content: object, finish: str = "stop", **message: object) -> Said:
    """A chat completion."""
    text = content if isinstance(content, str) or content is None else json.dumps(content, ensure_ascii=False)
    return Said(data={"choices": [{"message": {"content": text, **message}, "finish_reason": finish}]})


def translating(book: Callable[[str], str]) -> Step:
    """A chat model that does as it is asked."""
    return lambda asked: chat({name: book(text) for name, text in wanted(asked)})
