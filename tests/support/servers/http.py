"""A server on loopback: requests go to one function, uploads come taken apart."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit


@dataclass(frozen=True, kw_only=True)
class Request:
    """What was asked."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    fields: Mapping[str, Any] = field(default_factory=dict)  # of a form or of a JSON object
    file: bytes | None = None
    filename: str = ""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What comes back: JSON, or bytes as they are."""

    status: int = 200
    data: Any = None


@contextmanager
def serving(answer: Callable[[Request], Answer]) -> Iterator[str]:
    """The address of a server that answers so."""

    class Handler(BaseHTTPRequestHandler):
        def do_any(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            told = answer(_request(self, body))
            data = (
                told.data
                if isinstance(told.data, bytes)
                else b""
                if told.data is None
                else json.dumps(told.data).encode()
            )
            self.send_response(told.status)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST = do_PUT = do_DELETE = do_any  # noqa: N815 - names that the library looks for

        def log_message(self, *_: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _request(handler: BaseHTTPRequestHandler, body: bytes) -> Request:
    parts, kind = urlsplit(handler.path), handler.headers.get("Content-Type", "")
    fields: dict[str, Any] = {}
    file, filename = None, ""
    if kind.startswith("application/json"):
        fields = json.loads(body)
    elif kind.startswith("multipart/form-data"):
        whole = message_from_bytes(b"Content-Type: " + kind.encode() + b"\r\n\r\n" + body, policy=policy.HTTP)
        for part in whole.iter_parts():
            if told := part.get_filename():  # of any type, or of none
                content = part.get_payload(decode=True)
                assert isinstance(content, bytes)
                file, filename = content, told
            else:
                fields[str(part.get_param("name", header="content-disposition"))] = str(part.get_content())
    return Request(
        method=handler.command,
        path=parts.path,
        query=dict(parse_qsl(parts.query)),
        headers=dict(handler.headers.items()),
        fields=fields,
        file=file,
        filename=filename,
    )
