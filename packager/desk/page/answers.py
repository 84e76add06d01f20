"""How the page's server reads what a browser sends, and how it answers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from packager.desk.manifest import Manifest
from packager.desk.page.gate import Session, refusal
from packager.desk.workshop import LineSound
from packager.errors import InputError

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

_FOR_EVER = {"cache-control": "private, max-age=31536000, immutable"}


def session_of(request: Request) -> Session:
    """The session that the door let in."""
    found = request.state.session
    assert isinstance(found, Session), "the door lets nobody in without one"
    return found


async def json_of(request: Request) -> dict[str, Any]:
    """The JSON object that a browser sent. Raises InputError."""
    try:
        given = await request.json()
    except (ValueError, RecursionError) as error:
        raise InputError("that is no JSON") from error
    if not isinstance(given, dict):
        raise InputError("that is no act")
    return given


def html(text: str) -> Response:
    """A page, or a part of one."""
    from starlette.responses import HTMLResponse

    return HTMLResponse(text)


def part_of(data: bytes, asked: str) -> Response:
    """A WAV, or the bytes of it that a Range header asks for: players ask for parts when they are moved."""
    from starlette.responses import Response

    headers = {**_FOR_EVER, "accept-ranges": "bytes"}
    unit, _, wanted = asked.partition("=")
    first, _, last = wanted.partition("-")
    if unit != "bytes" or not first.isdecimal() or int(first) >= len(data):
        return Response(data, media_type="audio/wav", headers=headers)
    start, end = int(first), min(int(last) if last.isdecimal() else len(data), len(data) - 1)
    headers["content-range"] = f"bytes {start}-{end}/{len(data)}"
    return Response(data[start : end + 1], status_code=206, media_type="audio/wav", headers=headers)


def line_told(sound: LineSound, peaks: list[int]) -> dict[str, Any]:
    """A line's sound for the browser's player."""
    return {
        "digest": sound.digest,
        "seconds": round(sound.seconds, 3),
        "pause": sound.pause,
        "lufs": round(sound.lufs, 1) if sound.lufs > -100 else None,
        "words": sound.words,
        "spoken": " ".join(clip.text for clip in sound.clips),
        "voice": sound.clips[0].voice,
        "peaks": peaks,
    }


def picture_of(file: Path, manifest: Manifest) -> Path:
    """Where the waveform of an edition's episode lies, or would lie."""
    return file.parent / f"{manifest.episode}.svg"


def failed(request: Request, error: Exception) -> Response:
    """What went wrong, as the one line that it is: for a script as JSON, for whoever opened an address as text."""
    from starlette.responses import JSONResponse, PlainTextResponse

    status, why = 400 if isinstance(error, InputError) else 502, " ".join(str(error).split())
    if "text/html" in request.headers.get("accept", ""):
        return PlainTextResponse(why, status_code=status)
    return JSONResponse({"why": why}, status_code=status)


def busy(_request: Request, _error: Exception) -> Response:
    """The line is being spoken already."""
    from starlette.responses import JSONResponse

    return JSONResponse({"busy": True, "why": "busy"}, status_code=409)


def too_large(_request: Request, _error: Exception) -> Response:
    """More was sent than the page takes."""
    from starlette.responses import PlainTextResponse

    status, text, headers = refusal("large")
    return PlainTextResponse(text, status_code=status, headers=headers)
