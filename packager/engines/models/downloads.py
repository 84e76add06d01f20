"""Large files from the web: looked at first, resumed where they broke off, checked, and whole or not there."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from packager.engines.locality import on_this_machine
from packager.errors import EngineError, EngineUnavailable
from packager.network import no_line
from packager.store import file_digest, make_folder

if TYPE_CHECKING:
    import httpx

Progress = Callable[[int, int | None], None]  # (bytes that are here, bytes in all where it is known)

_TRIES = 5  # broken connections in a row, without a byte between them, before giving up
_SMALL = 64 << 20  # bytes: no list of packages is longer
_HEX = frozenset("0123456789abcdef")


class NoLineError(EngineUnavailable):
    """A server that cannot be reached: there may be another way to bring the file."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Remote:
    """A file somewhere, as its server describes it."""

    url: str
    size: int | None = None  # bytes; None where the server does not say
    sha256: str = ""  # hex; "" where the server does not say
    blob: str = ""  # hex SHA-1 of git's blob, which hubs give for small files
    tag: str = ""  # ETag, for resuming the same version


def quiet(_done: int, _all: int | None) -> None:
    """Progress that nobody watches."""


def look(url: str) -> Remote | None:
    """What the server says of a file without sending it; None where there is none. Raises EngineUnavailable."""
    with _client(url) as client, _translated(url):
        response = client.head(url)
        if response.status_code in (404, 410):
            return None
        _refuse_downgrade(url, response)
        if response.status_code >= 400:
            return Remote(url=url)  # some servers answer GET alone
        return _described(url, [*response.history, response])


def read(url: str) -> bytes:
    """A small file. Raises EngineError, EngineUnavailable."""
    with _client(url) as client, _translated(url), client.stream("GET", url) as response:
        _refuse_downgrade(url, response)
        _refuse_status(url, response)
        data = b""
        for chunk in response.iter_bytes():
            data += chunk
            if len(data) > _SMALL:
                raise EngineError(f"is longer than {_SMALL >> 20} MB", where=url)
        return data


def fetch(remote: Remote, path: Path, progress: Progress = quiet) -> None:
    """The file at `path`, whole and checked. What came of it before is kept in `path`.part and gone on from.

    Raises EngineUnavailable (no network, no room), EngineError (broken off, or not what was announced).
    """
    make_folder(path.parent)
    part = path.with_name(path.name + ".part")
    _room(remote, part)
    here, tries = _size(part), 0
    while not _complete(remote, part, progress):
        before, here = here, _size(part)
        tries = tries + 1 if here <= before else 0
        if tries >= _TRIES:
            raise EngineError(
                "the connection broke off again and again", where=remote.url, hint="run the command again to go on"
            )
    _check(remote, part)
    part.replace(path)
    _tag_file(part).unlink(missing_ok=True)


def _complete(remote: Remote, part: Path, progress: Progress) -> bool:
    """Take as much as comes; whether that was the end."""
    import httpx

    here = _size(part)
    if remote.size is not None and here == remote.size:
        return True
    headers = {"Range": f"bytes={here}-"} if here else {}
    tag = _tag_file(part).read_text() if here and _tag_file(part).is_file() else ""
    if tag:
        headers["If-Range"] = tag
    try:
        with (
            _client(remote.url) as client,
            _unless_broken(remote.url),
            client.stream("GET", remote.url, headers=headers) as response,
        ):
            if response.status_code == 416:  # what is here is longer than the file: it is another one
                part.unlink()
                return False
            _refuse_downgrade(remote.url, response)
            _refuse_status(remote.url, response)
            _append(response, part, remote, progress)
    except (httpx.ReadError, httpx.RemoteProtocolError, httpx.ReadTimeout):
        return False
    return remote.size is None or _size(part) >= remote.size


def _append(response: httpx.Response, part: Path, remote: Remote, progress: Progress) -> None:
    goes_on = response.status_code == 206
    tag = response.headers.get("etag", "")
    if tag and not tag.startswith("W/"):
        _tag_file(part).write_text(tag)
    done = _size(part) if goes_on else 0
    with part.open("ab" if goes_on else "wb") as file:
        for chunk in response.iter_raw():  # as it comes: a full buffer's worth would be lost when the line breaks
            file.write(chunk)
            done += len(chunk)
            progress(done, remote.size)


def _check(remote: Remote, part: Path) -> None:
    """Raise EngineError, and forget what came, unless it is what the server had announced."""
    wrong = ""
    if remote.size is not None and _size(part) != remote.size:
        wrong = f"{remote.size} bytes were announced and {_size(part)} came"
    elif remote.sha256 and file_digest(part) != remote.sha256:
        wrong = "the file is damaged (its SHA-256 is not the one announced)"
    elif remote.blob and _blob(part) != remote.blob:
        wrong = "the file is damaged (its git digest is not the one announced)"
    if wrong:
        part.unlink()
        raise EngineError(wrong, where=remote.url, hint="run the command again; it begins anew")


def _described(url: str, responses: list[httpx.Response]) -> Remote:
    """Hugging Face says on the first of its answers what the file behind the redirect is."""
    last = responses[-1].headers
    length = next((r.headers["x-linked-size"] for r in responses if "x-linked-size" in r.headers), None)
    length = length or last.get("content-length")
    linked = next((r.headers["x-linked-etag"] for r in responses if "x-linked-etag" in r.headers), "")
    remote = Remote(url=url, size=int(length) if length and length.isdigit() else None, tag=last.get("etag", ""))
    mark = (linked or last.get("etag", "")).strip('"').lower()
    if _HEX.issuperset(mark):
        remote = replace(remote, sha256=mark) if len(mark) == 64 else remote
        remote = replace(remote, blob=mark) if len(mark) == 40 else remote
    return remote


def _blob(path: Path) -> str:
    """Git's name for a file's content: https://git-scm.com/book/en/v2/Git-Internals-Git-Objects."""
    seen = hashlib.sha1(f"blob {_size(path)}\0".encode(), usedforsecurity=False)
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            seen.update(chunk)
    return seen.hexdigest()


def _room(remote: Remote, part: Path) -> None:
    wanted = (remote.size or 0) - _size(part)
    free = shutil.disk_usage(part.parent).free
    if wanted > free:
        raise EngineUnavailable(
            f"{wanted / 1e9:.1f} GB are needed and {free / 1e9:.1f} GB are free",
            where=str(part.parent),
            hint="make room, or set PACKAGER_MODELS to another folder",
        )


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


def _tag_file(part: Path) -> Path:
    return part.with_name(part.name + ".etag")


def _client(url: str) -> httpx.Client:
    import httpx

    if urlsplit(url).scheme not in ("http", "https"):
        raise EngineUnavailable("is no web address", where=url)
    missing = no_line(url)
    if missing:
        raise _unreachable(url, missing)
    limits = httpx.Timeout(30, connect=5)
    headers = {"Accept-Encoding": "identity", "User-Agent": "packager"}
    local = on_this_machine(url)
    return httpx.Client(timeout=limits, headers=headers, follow_redirects=True, max_redirects=5, trust_env=not local)


@contextmanager
def _translated(url: str) -> Iterator[None]:
    import httpx

    try:
        yield
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise _unreachable(url, error) from error


@contextmanager
def _unless_broken(url: str) -> Iterator[None]:
    """Translate what will not mend itself by asking again."""
    import httpx

    try:
        yield
    except (httpx.ReadError, httpx.RemoteProtocolError, httpx.ReadTimeout):
        raise
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise _unreachable(url, error) from error


def _unreachable(url: str, error: Exception | str) -> NoLineError:
    host = urlsplit(url).netloc.rpartition("@")[2]
    return NoLineError(
        f"cannot be reached ({' '.join(str(error).split()) or type(error).__name__})",
        where=host,
        hint="a network is needed for this",
    )


def _refuse_downgrade(url: str, response: httpx.Response) -> None:
    if url.startswith("https:") and response.url.scheme != "https":
        raise EngineError("leads from https to http", where=url, hint="name another source")


def _refuse_status(url: str, response: httpx.Response) -> None:
    if response.status_code >= 400:
        raise EngineError(f"the server says {response.status_code} {response.reason_phrase}".strip(), where=url)
