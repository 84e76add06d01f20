"""An edition in both languages for the review page, made of records: nothing has to be built for it."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import uvicorn

from packager import station as stations
from packager.day.workshop import StationWorkshop
from packager.desk import writing
from packager.desk.manifest import Manifest, StoryEntry
from packager.desk.page.app import page
from packager.desk.page.gate import OPEN, Gate
from packager.desk.page.room import Room
from packager.desk.reading import read
from packager.desk.state import State, written_digests
from packager.records import Edition, Finding, Line, Offer, Role, Severity, Source, Status

DATE = "2026-11-23"
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
STATION = """\
station: Demo Radio
timezone: Asia/Karachi
editions:
  ps: {anchor: [pashto]}
  ur: {anchor: [urdu]}
"""
SCRIPT = "<script>document.title='caught'</script>"
_LOST = Finding(check="number-missing", severity=Severity.BLOCKS, message="the number 2,500 is not in the translation")
_NOTE = Finding(check="length", severity=Severity.NOTES, message="the translation is much shorter than the English")
_OFFER = Offer(
    origin="memory 83%",
    text="شاوخوا ۲۵۰۰ مسافر درې ورځې په تمه وو.",
    why="[-Some-]{+About+} 2,500 travellers had waited for [-two-]{+three+} days.",
)
ROAD = {
    "ps": (
        ("The Karakoram Highway reopens", "قراقرم لویه لار پرانیستل شوه", ()),
        ("The road to Chitral reopened on Monday.", "د چترال لار د دوشنبې په ورځ پرانیستل شوه.", ()),
        ("About 2,500 travellers had waited for three days.", "ډېر مسافر درې ورځې په تمه وو.", (_LOST,)),
        ("The AFP agency said at 10:30 that 40% had left.", "AFP اژانس ۱۰:۳۰ بجې وویل چې ۴۰٪ تللي دي.", (_NOTE,)),
    ),
    "ur": (
        ("The Karakoram Highway reopens", "قراقرم ہائی وے کھل گئی", ()),
        ("Girls went back to school.", "گئیں لڑکیاں واپس سکول، کھلے دروازے اور گھنٹی بجی۔", ()),
        ("About 2,500 travellers had waited for three days.", "کئی مسافر تین دن سے منتظر تھے۔", (_LOST,)),
        ("The AFP agency said at 10:30 that 40% had left.", "AFP نے 10:30 پر کہا کہ 40% لوگ جا چکے ہیں۔", (_NOTE,)),
    ),
}  # fmt: skip


def lines(language: str) -> tuple[Line, ...]:
    """The lines of the story 'road': 1 and 2 by a machine, 3 blocked, 4 with a note."""
    told = ROAD[language]
    return tuple(
        Line(
            role=Role.HEADLINE if place == 0 else Role.BODY,
            source=english,
            text=text,
            origin="argos en-x 1.9",
            findings=found,
            offers=(_OFFER,) if found == (_LOST,) and language == "ps" else (),
        )
        for place, (english, text, found) in enumerate(told)
    )


def story(name: str, language: str) -> StoryEntry:
    """A story of four lines."""
    told = lines(language)
    return StoryEntry(
        id=name, headline=told[0].source, status=Status.REVIEW, source=Source(sha256="0" * 64), lines=told
    )


def put(folder: Path, language: str, stories: Sequence[StoryEntry]) -> Path:
    """Write an edition's manifest as a build would have; its file."""
    manifest = Manifest(
        episode=f"{DATE}-{language}",
        edition=Edition(date=DATE, language=language),
        station="Demo Radio",
        stories=tuple(stories),
        state=State(lines={one.id: written_digests([line.text for line in one.lines]) for one in stories}),
    )
    file = folder / "out" / DATE / language / "manifest.yaml"
    file.parent.mkdir(parents=True)
    writing.write(file, manifest, None)
    return file


def new_desk(folder: Path) -> Path:
    """A station's folder with two stories in Pashto and one in Urdu."""
    (folder / "station.yaml").write_text(STATION, encoding="utf-8")
    school = story("school", "ps")
    hostile = replace(school.lines[0], source=f"Girls {SCRIPT}", text=f"نجونې {SCRIPT} ښوونځي ته")
    put(
        folder,
        "ps",
        (story("road", "ps"), replace(school, headline=hostile.source, lines=(hostile, *school.lines[1:]))),
    )
    put(folder, "ur", (story("road", "ur"),))
    return folder


def manifest(folder: Path, language: str = "ps") -> Manifest:
    """What the edition's manifest says now."""
    return read(folder / "out" / DATE / language / "manifest.yaml")


@dataclass(frozen=True)
class Served:
    """The page on loopback."""

    gate: Gate
    room: Room
    server: uvicorn.Server

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.gate.port}"

    @property
    def link(self) -> str:
        return f"{self.address}{OPEN}{self.gate.token}"

    def kill(self) -> None:
        """Stop answering at once, as a machine does that loses its power."""
        self.server.force_exit = True
        self.server.should_exit = True


@contextlib.contextmanager
def served(folder: Path, port: int = 0, by: str = "Gul Bibi") -> Iterator[Served]:
    """The page over a station's folder, for as long as the block runs."""
    station = stations.read(folder / "station.yaml")
    room = Room(path=folder / "out", workshop=StationWorkshop(station), clock=lambda: NOW)
    with socket.socket() as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(("127.0.0.1", port))
        gate = Gate(hosts=frozenset({"127.0.0.1", "localhost"}), port=listening.getsockname()[1], by=by)
        server = uvicorn.Server(
            uvicorn.Config(page(room, gate), lifespan="off", log_level="warning", proxy_headers=False)
        )
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        listening.listen(64)
        thread.start()
        try:
            yield Served(gate, room, server)
        finally:
            server.force_exit = server.should_exit = True
            thread.join(10)
