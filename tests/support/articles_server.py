"""A newsroom's outside world on loopback: feeds, pages, and everything that can be wrong with them."""

from __future__ import annotations

import gzip
import html
import itertools
import random
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from packager.articles.feeds.sources import Terms, Window

NOW = datetime.fromisoformat("2026-11-23T14:00:00+05:00")
AIRS = datetime.fromisoformat("2026-11-23T15:00:00+05:00")
SINCE = datetime.fromisoformat("2026-11-22T15:00:00+05:00")
ZONE = timezone(timedelta(hours=5))
WINDOW = Window(since=SINCE, until=AIRS)

PLACES = [
    "Swat",
    "Dir",
    "Bajaur",
    "Mohmand",
    "Khyber",
    "Kurram",
    "Orakzai",
    "Hangu",
    "Kohat",
    "Bannu",
    "Tank",
    "Buner",
    "Shangla",
    "Chitral",
    "Mardan",
    "Swabi",
]
PEOPLE = [
    "teachers",
    "doctors",
    "farmers",
    "drivers",
    "traders",
    "pupils",
    "engineers",
    "nurses",
    "shepherds",
    "masons",
    "weavers",
    "judges",
]
DEEDS = [
    "opened",
    "repaired",
    "counted",
    "promised",
    "closed",
    "visited",
    "measured",
    "planted",
    "guarded",
    "painted",
    "surveyed",
    "moved",
]
THINGS = [
    "roads",
    "bridges",
    "wells",
    "schools",
    "clinics",
    "orchards",
    "canals",
    "markets",
    "bakeries",
    "libraries",
    "stations",
    "dams",
]


def text(seed: int, paragraphs: int = 5) -> list[str]:
    """Paragraphs of a story, no two seeds alike."""
    choose = random.Random(seed)
    sentences = [
        f"In {choose.choice(PLACES)} {choose.randint(2, 99)} {choose.choice(PEOPLE)} {choose.choice(DEEDS)} "
        f"{choose.randint(100, 9999)} {choose.choice(THINGS)} near {choose.choice(PLACES)} before the first snow."
        for _ in range(paragraphs * 2)
    ]
    return [" ".join(sentences[at : at + 2]) for at in range(0, len(sentences), 2)]


def markup(paragraphs: list[str]) -> str:
    return "".join(f"<p>{html.escape(part)}</p>" for part in paragraphs)


def page(headline: str, paragraphs: list[str], charset: str = "utf-8") -> bytes:
    menu = "<nav><a href='/'>Home</a></nav><div class='cookie-banner'><p>We use cookies.</p></div>"
    body = f"{menu}<main><h1>{html.escape(headline)}</h1><article>{markup(paragraphs)}</article></main>"
    head = f"<meta charset='{charset}'><title>{html.escape(headline)}</title>"
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode(charset)


def item(headline: str, link: str, *, guid: str = "", at: datetime = NOW, content: str = "", more: str = "") -> str:
    """One entry of an RSS feed."""
    full = f"<content:encoded><![CDATA[{content}]]></content:encoded>" if content else ""
    name = f'<guid isPermaLink="false">{guid}</guid>' if guid else ""
    date = f"<pubDate>{at:%a, %d %b %Y %H:%M:%S %z}</pubDate>"
    return (
        f"<item><title>{html.escape(headline)}</title><link>{html.escape(link)}</link>{name}{date}{full}{more}</item>"
    )


def rss(items: list[str], title: str = "Example") -> bytes:
    spaces = (
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/"'
    )
    head = f"<title>{title}</title><link>http://example.org/</link><language>en</language>"
    return f'<?xml version="1.0"?><rss version="2.0" {spaces}><channel>{head}{"".join(items)}</channel></rss>'.encode()


@dataclass
class Answer:
    """What a path answers."""

    body: bytes = b""
    kind: str = "text/html; charset=utf-8"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    etag: str = ""
    cut: int = 0  # bytes after which the connection is cut
    endless: bytes = b""  # sent again and again, up to `times`
    times: int = 0


@dataclass
class Site:
    """A server's paths, and what was asked of it."""

    url: str
    paths: dict[str, Answer] = field(default_factory=dict)
    asked: Counter[str] = field(default_factory=Counter)
    statuses: Counter[tuple[str, int]] = field(default_factory=Counter)
    sent: Counter[str] = field(default_factory=Counter)  # bytes of body
    hosts: list[str] = field(default_factory=list)
    date: str = ""  # what its clock says; "" what this machine's does


class _Handler(BaseHTTPRequestHandler):
    site: Site

    def do_GET(self) -> None:
        site = self.site
        site.asked[self.path] += 1
        site.hosts.append(self.headers.get("Host", ""))
        answer = site.paths.get(self.path, Answer(status=404))
        if answer.etag and self.headers.get("If-None-Match") == answer.etag:
            answer = Answer(status=304, etag=answer.etag)
        site.statuses[self.path, answer.status] += 1
        self.head(answer)
        self.send(answer)

    def date_time_string(self, timestamp: float | None = None) -> str:
        return self.site.date or super().date_time_string(timestamp)

    def head(self, answer: Answer) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.kind)
        if not answer.endless:
            self.send_header("Content-Length", str(len(answer.body)))
        if answer.etag:
            self.send_header("ETag", answer.etag)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.end_headers()

    def send(self, answer: Answer) -> None:
        whole = [answer.body[: answer.cut] if answer.cut else answer.body]
        pieces = itertools.repeat(answer.endless, answer.times) if answer.endless else whole
        try:
            for piece in pieces:
                self.wfile.write(piece)
                self.site.sent[self.path] += len(piece)
        except OSError:  # the client has gone, as it should
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:  # a client that goes away is what some tests are about
        pass


@contextmanager
def serve(address: str = "127.0.0.1") -> Iterator[Site]:
    """A site on a loopback address, on a free port, until the block ends."""
    site = Site(url="")
    server = _Server((address, 0), type("Handler", (_Handler,), {"site": site}))
    site.url = f"http://{address}:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@dataclass
class Clock:
    """A clock that goes on only while somebody pauses."""

    seconds: float = 0.0
    pauses: list[float] = field(default_factory=list)

    def read(self) -> float:
        return self.seconds

    def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.seconds += seconds


def terms(cache: Path, clock: Clock | None = None, *, offline: bool = False, now: datetime = NOW) -> Terms:
    """Terms that allow the one loopback address on which the tests' sites are."""
    clock = clock or Clock()
    return Terms(
        cache=cache, now=now, zone=ZONE, allow_private=("127.0.0.1/32",), offline=offline,
        pause=clock.pause, clock=clock.read,
    )  # fmt: skip


def bomb(megabytes: int) -> bytes:
    """Zeros, a thousand times smaller than they will be."""
    return gzip.compress(bytes(megabytes * 1_000_000))


def hours(count: float) -> timedelta:
    return timedelta(hours=count)
