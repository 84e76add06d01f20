"""Every command that writes, on a small day with an editor's words in it, and what must hold whatever befalls it."""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
import shutil
import sqlite3
import struct
import wave
from collections.abc import Callable, Collection, Iterator
from contextlib import closing, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

from packager.air.journal import Journal
from packager.cli import main
from packager.desk import acts, review_log
from packager.desk.performing import perform
from packager.desk.reading import parse
from packager.errors import PackagerError
from packager.store import sealed
from tests.support.faults import Ended, Point, lasts, misordered, run

DAY = "2026-11-23"
EDITION = Path("out") / DAY / "ps"
MANIFEST = EDITION / "manifest.yaml"
STATION = """\
podcast: {ps: {base: "https://example.org/", email: a@example.org, link: "https://example.org/",
  title: T, description: D, author: A}}
editions: {ps: {voice: pashto}}
names: names.yaml
formats: {mp3: false}
sounds: {ident: tone.wav, sting: tone.wav, bed: tone.wav, sign-off: tone.wav}
drops: [{system: folder, folder: drop}]
"""
NAMES = "# Amina keeps it\n- {en: Brzezicki, kind: person, ps: برېزېڅکي}\n"
NEW_NAMES = "- {en: Wozniak, kind: person, ps: وزنیاک}\n"
TMX = (
    '<tmx version="1.4"><header creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t" adminlang="en"'
    ' srclang="en" datatype="plaintext"/><body><tu><tuv xml:lang="en"><seg>The pass is shut.</seg></tuv>'
    '<tuv xml:lang="ps"><seg>لاره بنده ده.</seg></tuv></tu></body></tmx>'
)
WRITTEN = "لار بیا خلاصه شوه."  # an editor's
KEPT = (WRITTEN, "# asked the desk in Dir", "Zarghuna", "مَشَال")

_BUILD = ("build", "articles", "--edition", "ps", "--date", DAY, "--output", "out")


@dataclass(frozen=True)
class Scenario:
    """A command, and the state of the day in which it is run: what was done before."""

    name: str
    before: tuple[str, ...]
    words: tuple[str, ...] = ()
    act: acts.Action | None = None

    def work(self, place: Path) -> Callable[[], int]:
        """The command, to be run in a place."""
        return lambda: _done(place, self.words, self.act)


_APPROVE = acts.ApproveStory(story="road")
_SET = acts.SetText(story="road", line=1, text="لار پرانیستل شوه")
SCENARIOS = (
    Scenario("build, of nothing", (), _BUILD),
    Scenario("build, of an edited manifest", ("built", "edited"), _BUILD),
    Scenario("convert", ("built",), ("convert", "articles/road.txt", "--to", "ps", "--output", "out")),
    Scenario("approve", ("built", "edited", "built"), act=_APPROVE),
    Scenario("correct a line", ("built", "edited", "built"), act=_SET),
    Scenario("publish", ("built", "edited", "built"), ("publish", str(EDITION))),
    Scenario("withdraw", ("built", "edited", "built", "published", "killed"), ("publish", str(EDITION))),
    Scenario("memory import", ("built", "edited", "built"), ("memory", "import", "new.tmx", "--output", "out")),
    Scenario("names import", (), ("names", "import", "new.yaml")),
    Scenario("lexicon keep", ("built", "edited"), ("lexicon", "keep", "out")),
)


def _done(place: Path, words: tuple[str, ...], act: acts.Action | None) -> int:
    if act is None:
        with _inside(place):
            return main([*words, "--station", "station.yaml"])
    try:
        perform(place / MANIFEST, act, by="Zarghuna", now=datetime.now(UTC))
    except PackagerError as error:
        print(f"packager: {error}")
        return error.exit_code
    print("performed")
    return 0


def _inside(place: Path) -> contextlib.AbstractContextManager[None]:
    return contextlib.chdir(place)


def lay_out(place: Path) -> None:
    """A station's folder on a day of which nothing is made yet."""
    (place / "articles").mkdir(parents=True)
    (place / "drop").mkdir()
    texts = {
        "articles/road.txt": "Road reopens\n\nThe road is open again.\n",
        "articles/road.ps.txt": "لار خلاصه شوه\n\nلار خلاصه ده.\n",
        "station.yaml": STATION,
        "names.yaml": NAMES,
        "new.yaml": NEW_NAMES,
        "new.tmx": TMX,
    }
    for name, text in texts.items():
        (place / name).write_text(text, encoding="utf-8")
    with wave.open(str(place / "tone.wav"), "wb") as file:
        file.setparams((1, 2, 48_000, 0, "NONE", ""))
        file.writeframes(struct.pack("<100h", *range(-5000, 5000, 100)) * 240)  # half a second of a saw


def _quietly(place: Path, words: tuple[str, ...]) -> None:
    told = StringIO()
    with redirect_stdout(told), redirect_stderr(told):
        code = _done(place, words, None)
    assert code == 0, told.getvalue()


def _edit(place: Path) -> None:
    approved = "    status: approved  # asked the desk in Dir\n    approved: {by: Zarghuna}\n    note: asked"
    _replace(place, "    status: review", approved)
    _replace(place, "ps: لار خلاصه ده.", f"ps: {WRITTEN}")
    _replace(place, "stories:", "say: {مشعل: مَشَال}\nstories:")


def _replace(place: Path, old: str, new: str) -> None:
    path = place / MANIFEST
    text = path.read_text(encoding="utf-8")
    assert old in text, text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


STEPS: dict[str, Callable[[Path], object]] = {
    "built": lambda place: _quietly(place, _BUILD),
    "published": lambda place: _quietly(place, ("publish", str(EDITION))),
    "edited": _edit,
    "killed": lambda place: _replace(place, "\nstatus: draft", "\nstatus: killed\nreason: not so"),
}


_TIME = re.compile(
    rb"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?|\w{3}, \d\d \w{3} \d{4} [\d:]{8} [+-]\d{4}"
)
_HASH = re.compile(rb"\b(?:[0-9a-f]{16}|[0-9a-f]{64})\b")
_OWN = (".packager.json", ".aired.json", "manifest.yaml", "as-aired.yaml")  # what tells of the others
_NOTED = re.compile(rb"entries: \d+")
_UNITS = "SELECT language, source, target, who, checked FROM units ORDER BY 1, 2, 3"

Tree = dict[str, str]  # file → what it says, but for the time at which it was said


def tree(place: Path) -> Tree:
    """What lies in a place, but for what lasts no longer than a run."""
    files = (path for path in sorted(place.rglob("*")) if path.is_file() and lasts(str(path)) and not _remembers(path))
    return {str(path.relative_to(place)): _meaning(path) for path in files}


def _remembers(path: Path) -> bool:
    """Whether a file is what the program remembers of the others: it tells of their times, and may be missing."""
    return path.parent.parent.name == "known"


def _meaning(path: Path) -> str:
    if path.suffix == ".sqlite":
        with closing(sqlite3.connect(path)) as memory:  # what a dead run began is rolled back by that
            tables = memory.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
            return repr(memory.execute(_UNITS).fetchall()) if tables else "empty"
    if path.name == review_log.NAME:
        log = review_log.read(path.parent)  # an act that failed after it was noted is noted again when it is done
        return log.fault or repr(sorted({str((entry["by"], entry["what"], entry["act"])) for entry in log.entries}))
    if path.name == ".published.jsonl":  # what lies where; a file that was put back has another mark
        journal = Journal(path)
        for line in path.read_bytes().splitlines():
            with contextlib.suppress(ValueError):  # one that was cut off
                journal.take(json.loads(line))
        return repr(
            sorted((place, name, one.digest) for place, files in journal.files.items() for name, one in files.items())
        )
    data = path.read_bytes()
    if path.suffix == ".wav":
        if b"bext" in data[:64]:  # it tells when it was made
            data = data[data.index(b"data") :].partition(b"iXML")[0]
        return hashlib.sha256(data).hexdigest()
    data = _NOTED.sub(b"NOTED", _TIME.sub(b"TIME", data))
    return hashlib.sha256(_HASH.sub(b"HASH", data) if path.name in _OWN else data).hexdigest()


@dataclass(frozen=True)
class Undisturbed:
    """A scenario as it goes when nothing befalls it."""

    before: Tree
    after: Tree
    ended: Ended
    misordered: list[str]  # what a power cut could take back


class Bench:
    """A place where days are laid out, each state of them once, and commands are disturbed in them."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.work, self.told = place / "work", place / "told"
        self.states: dict[tuple[str, ...], Path] = {}
        self.usual: dict[str, Undisturbed] = {}

    def ready(self, scenario: Scenario) -> Path:
        """The day as it is before the command."""
        self._lay_out(scenario.before)
        return self.work

    def _lay_out(self, steps: tuple[str, ...]) -> None:
        shutil.rmtree(self.work, ignore_errors=True)
        if steps not in self.states:
            if steps:
                self._lay_out(steps[:-1])
                STEPS[steps[-1]](self.work)
            else:
                lay_out(self.work)
            self.states[steps] = self.place / f"state-{len(self.states)}"
            shutil.copytree(self.work, self.states[steps])
        else:
            shutil.copytree(self.states[steps], self.work)

    def undisturbed(self, scenario: Scenario) -> Undisturbed:
        """The scenario without any fault, in a process like all the others; done once."""
        if scenario.name in self.usual:
            return self.usual[scenario.name]
        work = self.ready(scenario)
        before, there = tree(work), {str(path) for path in (work, *work.rglob("*"))}
        ended = run(scenario.work(work), self.told, work)
        order = [line.replace(f"{work}/", "") for line in misordered(ended.calls, there)]
        self.usual[scenario.name] = Undisturbed(before, tree(work), ended, order)
        return self.usual[scenario.name]

    def faults(self, scenario: Scenario, usual: Undisturbed, point: Point) -> list[str]:
        """What is wrong after something befell the command, and after it was run again."""
        work = self.ready(scenario)
        first = run(scenario.work(work), self.told, work, point)
        found = list(_broken(work, usual, first, KEPT if "edited" in scenario.before else ()))
        kept = _stamps(work)
        second = run(scenario.work(work), self.told, work)
        if second.code != usual.ended.code:
            found.append(f"the next run ended with {second.code}: {second.told.strip()[-300:]}")
        found += [f"{name}: was spoken again" for name, stamp in kept.items() if _stamps(work).get(name) != stamp]
        found += [f"in the end: {what}" for what in _differences(usual.after, tree(work))]
        found += [f"{path.relative_to(work)}: is left" for path in work.rglob("*") if not lasts(str(path))]
        return found


def _broken(work: Path, usual: Undisturbed, ended: Ended, words: Collection[str]) -> Iterator[str]:
    """What may not be after a run that something befell; `words` are an editor's."""
    now = tree(work)
    for name in sorted({*usual.before, *usual.after} - {*now}):
        if name in usual.before and name in usual.after:
            yield f"{name}: is lost"
    for name, what in now.items():
        if what not in (usual.before.get(name), usual.after.get(name)) and not _is_between(work / name):
            yield f"{name}: is neither as it was nor as it is to be"
    if str(MANIFEST) in usual.before:
        text = (work / MANIFEST).read_text(encoding="utf-8")
        yield from (f"lost an editor's '{word}'" for word in words if word not in text)
        try:
            parse(text, where="manifest.yaml")
        except PackagerError as error:
            yield str(error)
    if ended.code == usual.ended.code:
        yield from (f"told as done, and {what}" for what in _differences(usual.after, now))
    elif ended.code >= 0 and ("Traceback" in ended.told or "report it" in ended.told):
        yield f"ended with {ended.code}: {ended.told.strip()[-300:]}"


def _is_between(path: Path) -> bool:
    """Whether a file that is written more than once in a run, or added to, is whole."""
    if path.suffix == ".sqlite":  # some of what is to be learnt may be in it: it must be one that can be read
        return bool(_meaning(path))
    if path.name == ".published.jsonl":  # written line by line: all whole but the last
        return all(json.loads(line) for line in path.read_bytes().splitlines()[:-1])
    if path.suffix == ".json":
        return bool(json.loads(path.read_bytes()))
    return path.name == review_log.NAME and not review_log.read(path.parent).fault


def _differences(wanted: Tree, now: Tree) -> Iterator[str]:
    yield from (f"{name} is not there" for name in wanted if name not in now)
    yield from (f"{name} is there" for name in now if name not in wanted)
    yield from (f"{name} is another" for name in wanted if now.get(name, wanted[name]) != wanted[name])


def _stamps(work: Path) -> dict[str, int]:
    """When each whole clip was spoken."""
    clips = (path for path in work.rglob("*.wav") if path.parent.parent.name == "clips" and sealed(path) is not None)
    return {str(path.relative_to(work)): path.stat().st_mtime_ns for path in clips}
