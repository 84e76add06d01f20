"""One request and its answer, read to its end or given up with a reason."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from packager.articles.formats.files import LIMIT
from packager.articles.http.addresses import DownError, shown
from packager.errors import InputError

if TYPE_CHECKING:
    import httpx

SECONDS = 20.0  # for connecting, and for each wait for more
WHOLE = 60.0  # seconds for one document in all: a server that drips is given up
REDIRECTED = (301, 302, 303, 307, 308)
_LATER = "check the address and the network, or try later"
PAUSE = 1.0  # seconds between two requests to one host


class BrokeOffError(DownError):
    """The answer ended too early: asking once more may do."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """One response, read to its end."""

    status: int
    body: bytes = b""
    location: str = ""
    etag: str = ""
    modified: str = ""
    charset: str = ""
    kind: str = ""
    wait: float = PAUSE  # seconds that a busy host asks for, at most SECONDS


def check_scheme(url: str) -> None:
    """Raise InputError for anything but http and https."""
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise InputError("is no address that can be read", where=shown(url), hint="check the address") from error
    if parts.scheme.lower() not in ("http", "https") or not parts.netloc:
        raise InputError("is no http or https address", where=shown(url) or "''", hint="check the address")


def read(client: httpx.Client, url: str, headers: dict[str, str], clock: Callable[[], float]) -> Answer:
    """Ask and read. Raises DownError for a failure of the network and InputError for what must not be read."""
    import httpcore
    import httpx

    try:
        with client.stream("GET", url, headers=headers) as response:
            body = b"".join(_body(response, url, clock)) if response.status_code == 200 else b""
            return _answer(response, body)
    except httpcore.ConnectTimeout as error:
        raise DownError("cannot be reached", where=shown(url), hint=_LATER) from error
    except (httpcore.TimeoutException, httpx.TimeoutException) as error:
        raise DownError(f"gave no answer within {SECONDS:.0f} s", where=shown(url), hint="try again later") from error
    except (httpcore.ProtocolError, httpx.ProtocolError, httpcore.ReadError, zlib.error) as error:
        raise _broke_off(url) from error
    except (httpcore.NetworkError, httpx.HTTPError, OSError) as error:
        what = "has a certificate that cannot be trusted" if "CERTIFICATE" in str(error) else "cannot be reached"
        raise DownError(what, where=shown(url), hint=_LATER) from error
    except (httpx.InvalidURL, httpcore.UnsupportedProtocol, UnicodeError) as error:
        raise InputError("is no address that can be read", where=shown(url), hint="check the address") from error


def _broke_off(url: str) -> BrokeOffError:
    return BrokeOffError("its answer broke off or is damaged", where=shown(url), hint="try again later")


def _answer(response: httpx.Response, body: bytes) -> Answer:
    headers = response.headers
    wait = headers.get("retry-after", "")
    return Answer(
        status=response.status_code,
        body=body,
        location=headers.get("location", ""),
        etag=headers.get("etag", ""),
        modified=headers.get("last-modified", ""),
        charset=response.charset_encoding or "",
        kind=headers.get("content-type", "").partition(";")[0].strip().lower(),
        wait=min(float(wait), SECONDS) if wait.isascii() and wait.isdigit() else PAUSE,
    )


def _body(response: httpx.Response, url: str, clock: Callable[[], float]) -> Iterator[bytes]:
    """The body, decompressed as it comes, given up as soon as it is too large or too slow."""
    length = response.headers.get("content-length", "")
    if length.isascii() and length.isdigit() and int(length) > LIMIT:
        raise _too_large(url)
    zipped = response.headers.get("content-encoding", "").lower() in ("gzip", "x-gzip", "deflate")
    decoder = zlib.decompressobj(47) if zipped else None  # 47: gzip or zlib, whichever the header shows
    begun, came, gave = clock(), 0, 0
    for chunk in response.iter_raw():
        piece = decoder.decompress(chunk, LIMIT + 1 - gave) if decoder else chunk
        came, gave = came + len(chunk), gave + len(piece)
        if max(came, gave) > LIMIT:
            raise _too_large(url)
        if clock() - begun > WHOLE:
            raise DownError(f"took more than {WHOLE:.0f} s", where=shown(url), hint="try again later")
        yield piece
    if decoder and came and not decoder.eof:
        raise _broke_off(url)


def _too_large(url: str) -> InputError:
    what = f"is over {LIMIT // 1_000_000} MB"
    return InputError(what, where=shown(url), hint="take the story from another source, or save its text as a file")


def refused(status: int, url: str) -> InputError:
    """What a status means to a producer."""
    if status in (401, 403, 407, 451):
        return InputError(f"may not be read (HTTP {status})", where=shown(url), hint="ask its publisher for access")
    if status in (404, 410):
        return InputError(f"is not there any more (HTTP {status})", where=shown(url), hint="check the address")
    if status >= 500 or status == 429:
        return DownError(f"is down or busy (HTTP {status})", where=shown(url), hint="try again later")
    return InputError(f"answered with HTTP {status}", where=shown(url), hint="check the address")
