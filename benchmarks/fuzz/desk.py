"""Requests to the review page, straight into its application: what a browser that has the link may send."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path
from typing import Any

_PATHS = ("/e/{e}/act", "/e/{e}/road/speak", "/e/{e}/road/heard", "/e/{e}/memory", "/e/{e}/reading", "/me")
_READ = ("/", "/e/{e}/road", "/e/{e}/road/rows", "/e/{e}/road/takes?line=1")
_DESKS: dict[Path, tuple[Any, Any]] = {}


def asked(data: bytes, work: Path) -> str:
    """The first byte chooses the address, the rest is the body; then every page is looked at. Its answers' status."""
    app, gate = _DESKS.get(work) or _opened(work)
    session = gate.enter(gate.token)
    head = {
        "host": f"127.0.0.1:{gate.port}", "origin": f"http://127.0.0.1:{gate.port}", "x-desk": session.form,
        "cookie": f"{gate.cookie}={session.key}", "content-type": "application/json",
    }  # fmt: skip
    path = _PATHS[data[0] % len(_PATHS) if data else 0].format(e="2026-11-23-ps")
    status, body = asyncio.run(_ask(app, "POST", path, head, data[1:]))
    if status == 500:
        raise AssertionError(f"the page answers 500 to {path}: {body[:200]!r}")
    read = _READ[len(data) % len(_READ)].format(e="2026-11-23-ps")
    seen, shown = asyncio.run(_ask(app, "GET", read, head, b""))
    if seen >= 500 or b"<script>document" in shown:
        raise AssertionError(f"after it {read} answers {seen}")
    return f"{path} {status} {body[:60].decode('utf-8', 'replace')}"


async def _ask(app: Any, method: str, path: str, head: dict[str, str], body: bytes) -> tuple[int, bytes]:
    status, parts, sent = 0, [], False
    path, _, query = path.partition("?")

    async def receive() -> dict[str, Any]:
        nonlocal sent
        if sent:
            return {"type": "http.disconnect"}
        sent = True
        return {"type": "http.request", "body": body}

    async def send(message: Any) -> None:
        nonlocal status
        status = message.get("status", status)
        parts.append(message.get("body", b""))

    scope = {
        "type": "http", "method": method, "path": path, "raw_path": path.encode(), "query_string": query.encode(),
        "headers": [(name.encode(), value.encode()) for name, value in head.items()], "http_version": "1.1",
        "scheme": "http", "server": ("127.0.0.1", 1), "client": ("127.0.0.1", 2), "root_path": "",
    }  # fmt: skip
    await app(scope, receive, send)
    return status, b"".join(parts)


def _opened(work: Path) -> tuple[Any, Any]:
    """A desk with a few stories and its page."""
    from packager import station as stations
    from packager.day.workshop import StationWorkshop
    from packager.desk.page.app import page
    from packager.desk.page.gate import Gate
    from packager.desk.page.room import Room
    from tests.support.desk_page import NOW, new_desk

    folder = work / "desk"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    new_desk(folder)
    station = stations.load(folder / "station.yaml")
    gate = Gate(hosts=frozenset(("127.0.0.1",)), port=8420)
    room = Room(path=folder / "out", workshop=StationWorkshop(station), clock=lambda: NOW)
    _DESKS[work] = (page(room, gate), gate)
    return _DESKS[work]
