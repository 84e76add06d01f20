"""Build after build in one folder over a year of days: the disk stays bounded, a build as quick, the store whole.

    python -m benchmarks.soak [--builds 300] [--minutes 60] [--seed 1]

Every day has two new short stories: from files with a translation beside them, or, each third day, from a feed on
this machine, whose lines the memory knows. Each second day an editor changes a line and the day is built again; each
fifth build is killed somewhere in the middle and made again. Days are published; every seventh day old ones are cleared
away by the rule (`keep-days: 14`). Files in the store grow older with the days. The voice speaks by rule, no MP3 is
made; each command is a process of its own, forked from one that has all loaded, and its processor time is counted.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # before it is loaded: its threads would not be there in a fork

from benchmarks.archive import free_port
from packager import station as stations
from packager.cli import main as packager
from packager.day.plan import Asked, memory_path
from packager.day.stored import check_store, clear_store
from packager.day.tidy import tidy
from packager.exit_codes import DONE, NEEDS_PERSON
from packager.translation.memory import Memory
from packager.translation.units import Unit

KEPT = 14  # days
STATION = """\
station: Demo Radio
timezone: Asia/Karachi
air-unreviewed: true
keep-days: {kept}
formats: {{mp3: false}}
fetch: {{allow-private: [127.0.0.0/8]}}
drops: [{{system: folder, folder: drops}}]
editions:
  ps: {{anchor: [pashto]}}
"""
FEEDS = "feeds: [{{name: wire, url: 'http://127.0.0.1:{port}/feed.xml'}}]\n"
ITEM = """<item><title>{0}</title><link>http://127.0.0.1:{port}/{2}</link><guid>{2}</guid>
<pubDate>{at}</pubDate><description>&lt;p&gt;{1}&lt;/p&gt;</description></item>"""
PLACES = ("Swat", "Bannu", "Tank", "Hangu", "Kurram"), ("سوات", "بنو", "ټانک", "هنګو", "کرم")


@dataclass
class Soak:
    """A station's folder, and what its builds cost."""

    folder: Path
    port: int
    rng: random.Random
    builds: int = 0
    killed: int = 0
    edited: int = 0
    cpu: list[float] = field(default_factory=list)  # s of each whole first build of a day
    again: list[float] = field(default_factory=list)  # … of each build after an edit

    @property
    def output(self) -> Path:
        """Where its days lie."""
        return self.folder / "output"

    def day(self, day: date, number: int) -> None:
        """One day: written, built, edited, published."""
        feed = number % 3 == 2
        self._write(day, number, feed=feed)
        words = ("build", "--date", day.isoformat(), *(() if feed else (str(self.folder / "in"),)))
        if self.builds % 5 == 4:
            self._killed(words)
        self.cpu.append(self._build(words))
        manifest = self.output / day.isoformat() / "ps" / "manifest.yaml"
        if number % 2:
            text = manifest.read_text("utf-8")
            manifest.write_text(text.replace("کورنۍ", "کورنۍ بېرته", 1), "utf-8")
            self.edited += 1
            self.again.append(self._build(words))
        _told(self._in_child(lambda: self._packager("publish", str(manifest))), "publish")

    def tidied(self, day: date) -> None:
        """The week's tidying, as on that day."""
        station = stations.read(self.folder / "station.yaml")
        asked = Asked(station=station, output=self.output, date=day.isoformat(), languages=("ps",))

        def clear() -> int:
            for _ in (*tidy(asked, KEPT), *clear_store(self.output, KEPT)):
                pass
            return DONE

        _told(self._in_child(clear), "tidy")

    def older(self, days: int) -> None:
        """All that lies in the store was written so much earlier."""
        for path in (self.output / ".store").rglob("*"):
            if path.is_file():
                told = path.stat()
                os.utime(path, (told.st_atime - days * 86_400, told.st_mtime - days * 86_400))

    def megabytes(self) -> tuple[float, float, int]:
        """Of the output folder, of its store, and how many files there are."""
        sizes = {path: path.stat().st_size for path in self.output.rglob("*") if path.is_file()}
        store = sum(size for path, size in sizes.items() if ".store" in path.parts)
        return sum(sizes.values()) / 2**20, store / 2**20, len(sizes)

    def _write(self, day: date, number: int, *, feed: bool) -> None:
        stories = [self._story(number, place) for place in (0, 1)]
        (self.folder / "station.yaml").write_text(
            STATION.format(kept=KEPT) + (FEEDS.format(port=self.port) if feed else ""), "utf-8"
        )
        if feed:
            at = format_datetime(datetime.now(UTC) - timedelta(minutes=5))
            items = "".join(
                ITEM.format(en[0], en[1], f"{day}-{place}", at=at, port=self.port)
                for place, (en, _) in enumerate(stories)
            )
            told = f'<rss version="2.0"><channel><title>wire</title>{items}</channel></rss>'
            (self.folder / "served" / "feed.xml").write_text(told, "utf-8")
            path = memory_path(stations.read(self.folder / "station.yaml"), self.output)
            pairs = [pair for en, ps in stories for pair in zip(en, ps, strict=True)]
            with Memory.open(path) as memory:
                memory.learn(Unit(source=en, target=ps, language="ps", checked=True) for en, ps in pairs)
            return
        for old in (self.folder / "in").iterdir():
            old.unlink()
        for place, (en, ps) in enumerate(stories):
            (self.folder / "in" / f"{day}-{place}.txt").write_text(f"{en[0]}\n\n{en[1]}\n", "utf-8")
            (self.folder / "in" / f"{day}-{place}.ps.txt").write_text("\n".join(ps) + "\n", "utf-8")

    def _story(self, number: int, place: int) -> tuple[tuple[str, str], tuple[str, str]]:
        road, families, where = number * 2 + place + 100, self.rng.randint(2, 9000), self.rng.randrange(5)
        en = f"Road number {road} reopens in {PLACES[0][where]}", f"Officials said that {families} families went home."
        ps = (
            f"په {PLACES[1][where]} کې د {road} شمېرې سړک بېرته پرانیستل شو",
            f"چارواکو وویل چې {families} کورنۍ کور ته تللې دي.",
        )
        return en, ps

    def _build(self, words: tuple[str, ...]) -> float:
        self.builds += 1
        code, cpu = self._in_child(lambda: self._packager(*words))
        _told((code, cpu), "build")
        return cpu

    def _killed(self, words: tuple[str, ...]) -> None:
        """Begin a build and end it as a loss of power would, anywhere in the middle."""
        child = self._forked(lambda: self._packager(*words))
        time.sleep(self.rng.uniform(0.0, 3 * self.cpu[-1] if self.cpu else 1.5))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        self.builds += 1
        self.killed += 1

    def _packager(self, *words: str) -> int:
        return packager([*words, "--station", str(self.folder / "station.yaml")])

    def _in_child(self, do: Callable[[], int]) -> tuple[int, float]:
        """Exit code and processor time of something done in a process of its own."""
        _, status, used = os.wait4(self._forked(do), 0)
        return os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime

    def _forked(self, do: Callable[[], int]) -> int:
        sys.stdout.flush()
        if child := os.fork():
            return child
        log = os.open(self.folder / "log", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(log, 1)
        os.dup2(log, 2)
        os._exit(do())

    def load(self) -> None:
        """Load all that a build needs, by one somewhere else."""
        self._write(date(2000, 1, 1), 0, feed=False)
        with contextlib.redirect_stdout(None):
            self._packager(
                "build", str(self.folder / "in"), "--date", "2000-01-01", "--output", str(self.folder / "aside")
            )


def _told(done: tuple[int, float], what: str) -> None:
    if done[0] not in (DONE, NEEDS_PERSON):
        print(f"{what}: ended with {done[0]}", flush=True)


def main() -> int:
    """Run, a line every 25 builds, and the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--builds", type=int, default=300)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="soak-") as scratch:
        folder = Path(scratch)
        for name in ("in", "served", "drops"):
            (folder / name).mkdir()
        port = free_port()
        serve = [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1", "-d", str(folder / "served")]
        server = subprocess.Popen(serve, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        soak = Soak(folder, port, random.Random(asked.seed))
        try:
            soak.load()
            return _year(soak, asked.builds, asked.minutes * 60)
        finally:
            server.kill()


def _year(soak: Soak, builds: int, seconds: float) -> int:
    begun, day, number, next_line = time.monotonic(), date.today() - timedelta(days=365), 0, 25  # noqa: DTZ011
    until = begun + seconds
    sizes = []
    while soak.builds < builds and time.monotonic() < until:
        soak.day(day, number)
        step = 2 if number % 2 else 1  # a year in some 240 days with news
        if number % 5 == 4:
            soak.tidied(day)
            sizes.append(soak.megabytes())
        soak.older(step)
        day, number = day + timedelta(days=step), number + 1
        if soak.builds >= next_line:
            next_line += 25
            whole, store, files = soak.megabytes()
            recent = statistics.median(soak.cpu[-12:])
            at = f"{time.monotonic() - begun:.0f} s"
            told = f"{at}, {day}: {soak.builds} builds, {whole:.1f} MB, of which store {store:.1f}, {files} files"
            print(f"{told}; a build {recent:.2f} s of processor", flush=True)
    count, damaged = check_store_of(soak)
    third = max(2, len(soak.cpu) // 3)
    first, last = statistics.median(soak.cpu[1:third]), statistics.median(soak.cpu[-third:])
    print(f"{soak.builds} builds of {number} days, {soak.killed} of them killed, {soak.edited} after an edit")
    print(f"a day's first build: median {first:.2f} s of processor in the first third, {last:.2f} s in the last")
    print(f"a build after an edit: median {statistics.median(soak.again):.2f} s")
    kept = [store for _, store, _ in sizes]
    half = max(1, len(kept) // 2)
    most, later = max(kept[:half]), max(kept[half:])
    print(f"the store after tidying, at most: {most:.1f} MB in the first half, {later:.1f} MB in the second")
    print(f"the store: {count} results, {len(damaged)} not whole")
    for one in damaged:
        print(f"    {one}")
    return int(bool(damaged))


def check_store_of(soak: Soak) -> tuple[int, list[str]]:
    """How many results the store has, and which are not whole."""
    from packager.store import Store

    count, damaged = check_store(Store(soak.output / ".store"), remove=False)
    return count, [f"{one.path}: {one.why}" for one in damaged]


if __name__ == "__main__":
    sys.exit(main())
