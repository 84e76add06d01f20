"""Archives: every story once, whatever dies meanwhile; what failed is told; today's bundle goes first."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from packager import station as stations
from packager.day.archive.cluster import DaskCrew
from packager.day.archive.journal import Journal
from packager.day.archive.making import Archived, Course, archive, setup_of
from packager.day.archive.orders import Order, Outcome, find
from packager.day.archive.places import RemotePlace, place_of
from packager.day.archive.supply import Limits, Supply, supply
from packager.day.archive.worker import Bench, Setup
from packager.day.plan import Asked
from packager.errors import InputError, PackagerError
from packager.exit_codes import DONE, NEEDS_PERSON
from packager.locks import EDITION
from tests.support import strangers

STATION = """\
station: Demo Radio
timezone: Asia/Karachi
editions:
  ps: {anchor: [pashto]}
  ur: {anchor: [urdu]}
"""
ENGLISH = "Road number {0} reopens\n\nOfficials said that {0} families had gone home.\n"
BESIDE = {
    "ps": "{0} شمېره سړک بېرته پرانیستل شو\nچارواکو وویل چې {0} کورنۍ کور ته تللې دي.\n",
    "ur": "سڑک نمبر {0} دوبارہ کھل گئی\nحکام نے کہا کہ {0} خاندان گھر جا چکے ہیں۔\n",
}
# A voice that writes down each text that it has spoken, and may end its process first, once.
COUNTING = """
import os, signal
from pathlib import Path
from packager.engines import Engine, nowhere
from packager.engines.voice.espeak import ENGINE as RULE

class Counting:
    def __init__(self, options):
        self.log, self.dies = Path(options["log"]), Path(options["dies"])
        self.voice = RULE({"language": options["language"]})
        self.fingerprint, self.our_phonemes = "counting 1", True

    def speak(self, utterance):
        if self.dies.exists():
            self.dies.unlink()
            os.kill(os.getpid(), signal.SIGKILL)
        audio = self.voice.speak(utterance)
        with self.log.open("a") as log:
            log.write(utterance.text + "\\n")
        return audio

ENGINE = Engine(make=Counting, text_goes=nowhere, in_process=True)
"""


def written(folder: Path, numbers: range) -> Path:
    """A folder of short articles with both translations beside them, a year and a month in their paths."""
    for number in numbers:
        place = folder / "2019" / f"{number:02}"
        place.mkdir(parents=True, exist_ok=True)
        (place / "road.txt").write_text(ENGLISH.format(number), "utf-8")
        for language, text in BESIDE.items():
            (place / f"road.{language}.txt").write_text(text.format(number), "utf-8")
    return folder


def asked(folder: Path, *languages: str) -> Asked:
    (folder / "station.yaml").write_text(STATION, "utf-8")
    station = stations.read(folder / "station.yaml")
    return Asked(station=station, output=folder / "out", date="2026-11-28", languages=languages or ("ps", "ur"))


@dataclass
class Here:
    """A crew of one: this process."""

    setup: Setup

    def work(self, given: Supply) -> Iterator[Outcome]:
        bench = Bench.of(self.setup)
        while not given.over:
            if order := given.take():
                yield bench.done(order)


def made(folder: Path, *languages: str, into: str | None = None, limits: Limits | None = None) -> Archived:
    who = asked(folder, *languages)
    setup = setup_of(who, into)
    return archive(setup, find([str(folder / "in")], who.languages), Here(setup), limits or Limits())


@pytest.fixture(scope="module")
def archived(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Archived]:
    """Two stories in both languages, and an article that is none."""
    folder = tmp_path_factory.mktemp("archive")
    written(folder / "in", range(1, 3))
    (folder / "in" / "2019" / "broken.txt").write_bytes(b"\xff\xfe\x00")
    return folder, made(folder)


@pytest.fixture
def again(archived: tuple[Path, Archived], tmp_path: Path) -> Path:
    """A copy of it, with the same times."""
    return Path(shutil.copytree(archived[0], tmp_path / "archive", copy_function=shutil.copy2))


def test_every_story_has_its_segment_its_transcripts_and_its_commit(archived: tuple[Path, Archived]) -> None:
    folder, done = archived
    assert (done.of, done.made, done.exit_code) == (6, 4, NEEDS_PERSON)
    for name in ("2019-01-road", "2019-02-road"):
        for language in ("ps", "ur"):
            inside = {path.name for path in (folder / "out/archive" / name / language).rglob("*")}
            assert {"manifest.yaml", f"{name}.wav", f"{name}.vtt", f"{name}.txt", f"{name}.en.srt"} <= inside


def test_what_failed_is_told_with_its_file_and_the_reason(archived: tuple[Path, Archived]) -> None:
    folder, done = archived
    assert {(one.order.file.name, one.order.language) for one in done.failed} == {
        ("broken.txt", "ps"),
        ("broken.txt", "ur"),
    }
    report = json.loads((folder / "out/archive/report.json").read_bytes())
    assert all("broken.txt" in one["file"] and one["why"] for one in report["failed"])
    assert (report["made"], report["stories"]) == (4, 6)


def test_the_digests_are_those_of_the_files(archived: tuple[Path, Archived]) -> None:
    root = archived[0] / "out/archive"
    lines = [line.split("  ") for line in (root / "SHA256SUMS").read_text().splitlines()]
    assert sum(name.endswith("manifest.yaml") for _, name in lines) == 4
    for told, name in lines:
        assert hashlib.sha256((root / name).read_bytes()).hexdigest() == told


def test_a_second_run_makes_nothing(again: Path) -> None:
    done = made(again)
    assert (done.before, done.made, done.spoken) == (4, 0, 0)


def test_an_article_that_changed_and_a_manifest_that_was_edited_are_made_again(again: Path) -> None:
    article = again / "in/2019/01/road.ur.txt"
    article.write_text(article.read_text("utf-8").replace("خاندان", "گھرانے"), "utf-8")
    manifest = again / "out/archive/2019-02-road/ps/manifest.yaml"
    manifest.write_text(manifest.read_text("utf-8").replace("چارواکو", "پوليسو", 2), "utf-8")
    done = made(again)
    assert (done.before, done.made) == (2, 2)
    assert "پوليسو" in (again / "out/archive/2019-02-road/ps/2019-02-road.txt").read_text("utf-8")
    assert "گھرانے" in (again / "out/archive/2019-01-road/ur/2019-01-road.txt").read_text("utf-8")
    assert made(again).made == 0


def test_names_are_the_same_whatever_lies_beside(tmp_path: Path) -> None:
    written(tmp_path, range(1, 3))
    alone = find([str(tmp_path)], ("ps",)).orders
    (tmp_path / "2019 01").mkdir()
    (tmp_path / "2019 01" / "road.txt").write_text("Another", "utf-8")
    (tmp_path / "خبر.txt").write_text("Another", "utf-8")
    os.mkfifo(tmp_path / "pipe.txt")
    together = {order.file: order.story for order in find([str(tmp_path)], ("ps",)).orders}
    assert len(set(together.values())) == 4
    assert (
        [together[order.file] for order in alone]
        == [order.story for order in alone]
        == ["2019-01-road", "2019-02-road"]
    )


def test_a_list_names_articles(tmp_path: Path) -> None:
    written(tmp_path, range(1, 3))
    (tmp_path / "wanted.list").write_text("# the best\n2019/02/road.txt\n", "utf-8")
    assert [order.name for order in find([str(tmp_path / "wanted.list")], ("ps",)).orders] == ["2019-02-road/ps"]
    (tmp_path / "wanted.list").write_text("\n2019/09/road.txt\n", "utf-8")
    with pytest.raises(InputError, match=r"wanted.list:2: there is no file '2019/09/road.txt'"):
        find([str(tmp_path / "wanted.list")], ("ps",))


def _order(folder: Path, number: int = 1) -> Order:
    file = folder / f"{number}.txt"
    file.write_text("x" * 100)
    return Order(story=f"s{number}", language="ps", file=file, of="0" * 64)


def test_no_more_may_leave_than_was_said_in_all_runs(tmp_path: Path) -> None:
    orders = [_order(tmp_path, number) for number in range(4)]
    journal = Journal(tmp_path / "journal.jsonl")
    given = supply(orders, journal, Limits(characters=500, outside=1), tmp_path)
    first, second, third = given.take(), given.take(), given.take()
    assert first
    assert second
    assert third is None, "two of 200 at most are on their way, and a third may not be"
    assert len(given.refused) == 2
    given.back(Outcome(order=first, state="made", sent=90))
    assert Journal.read(tmp_path / "journal.jsonl").sent == 90
    later = supply(orders[:1], Journal.read(tmp_path / "journal.jsonl"), Limits(characters=280, outside=1), tmp_path)
    assert later.take() is None
    assert "too few are left" in later.refused[0].reason


def test_one_rate_holds_for_all_workers(tmp_path: Path) -> None:
    now = 0.0
    given = supply([_order(tmp_path, number) for number in range(3)], Journal(tmp_path / "j"), Limits(), tmp_path)
    given = replace(given, limits=Limits(a_minute=300, outside=1), clock=lambda: now)
    assert given.take()
    assert given.take()
    assert given.take() is None, "400 characters were given out in this minute"
    now = 61.0
    assert given.take()


def test_what_fails_for_the_moment_is_tried_three_times(tmp_path: Path) -> None:
    given = supply([_order(tmp_path)], Journal(tmp_path / "j"), Limits(), tmp_path)
    for last in (False, False, True):
        order = given.take()
        assert order
        outcome = given.back(Outcome(order=order, state="failed", reason="down", again=True))
        assert bool(outcome) is last
    assert given.over


def test_a_day_in_the_making_goes_first(tmp_path: Path) -> None:
    lock = tmp_path / "2026-11-28" / "ps" / EDITION
    lock.parent.mkdir(parents=True)
    now, told = 0.0, list[str]()
    given = supply([_order(tmp_path)], Journal(tmp_path / "j"), Limits(), tmp_path)
    given = replace(given, clock=lambda: now, noticed=told.append)
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        assert given.take() is None
    now = 10.0
    assert given.take()
    assert told == ["2026-11-28/ps is being made", ""]


def test_how_far_it_is_told() -> None:
    course = Course(done=412, of=4000, failed=3, a_minute=31.24, left=6920.0, waiting="")
    assert course.told() == "412 of 4,000, 31.2 a minute, 1 h 55 min left; 3 failed"


def test_object_storage_has_a_story_only_with_its_commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path / "in", range(1, 2))
    url = f"memory://bucket-{os.getpid()}/archive"
    place = place_of(url, tmp_path / "scratch")
    assert isinstance(place, RemotePlace)
    send = type(place.files).put_file

    def full(self: object, here: str, there: str, **how: object) -> None:
        if there.endswith(".wav"):
            raise OSError(28, "No space left on device")
        send(self, here, there, **how)

    with monkeypatch.context() as broken:
        broken.setattr(type(place.files), "put_file", full)
        failed = made(tmp_path, "ps", into=url)
    assert (failed.made, len(failed.failed)) == (0, 1)
    assert "No space left" in failed.failed[0].reason
    assert not place.done()
    done = made(tmp_path, "ps", into=url)
    assert (done.made, done.spoken, done.exit_code) == (1, 0, DONE), "what was spoken is kept here"
    assert set(place.done()) == {"2019-01-road/ps"}
    assert not list((tmp_path / "out/.archives").rglob("*.wav")), "what was sent does not stay"
    assert made(tmp_path, "ps", into=url).before == 1


def test_an_unknown_storage_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nosuch"):
        place_of("nosuch://bucket", tmp_path)


@pytest.fixture
def counted(tmp_path: Path) -> Path:
    """Three stories, a station whose voice counts, and packages of strangers."""
    written(tmp_path / "in", range(1, 4))
    strangers.install(tmp_path / "site", "counting", COUNTING, {"packager.voices": "counting = counting:ENGINE"})
    (tmp_path / "voices").mkdir()
    (tmp_path / "voices" / "counted.yaml").write_text(
        f"engine: counting\nlanguage: ps\noptions: {{log: {tmp_path}/spoken, dies: {tmp_path}/dies}}\n"
    )
    (tmp_path / "station.yaml").write_text(STATION.replace("[pashto]", "[counted]"), "utf-8")
    return tmp_path


def command(folder: Path, *more: str) -> subprocess.Popen[str]:
    line = [sys.executable, "-m", "packager", "archive", "in", "--to", "ps", "--json", *more]
    environment = strangers.environment(folder / "site")
    return subprocess.Popen(line, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True)


def test_whatever_dies_each_story_is_made_once(counted: Path) -> None:
    """A process that kills itself; stopped; and to the end."""
    (counted / "dies").touch()
    process = command(counted, "--workers", "1")
    while not list((counted / "output/archive").glob("*/ps/done-*.json")):
        assert process.poll() is None
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=30)
    assert process.returncode == 130
    (journal,) = (counted / "output/.archives").rglob("journal.jsonl")
    process = command(counted, "--workers", "1")
    stdout, _ = process.communicate()
    assert process.returncode == DONE
    report = json.loads(stdout)
    assert (report["made"] + report["before"], report["failed"]) == (3, [])
    assert report["before"] >= 1
    assert not (counted / "dies").exists()
    assert len(list((counted / "output/archive").glob("*/ps/done-*.json"))) == 3
    spoken = (counted / "spoken").read_text("utf-8").splitlines()
    assert len(set(spoken)) > 3
    assert len(spoken) - len(set(spoken)) <= 1, "nothing is spoken twice, but for what was being said as it was stopped"
    assert "its process ended before it was done (code -9)" in journal.read_text()


@pytest.mark.filterwarnings("ignore")  # of Dask's own, as it is torn down
def test_a_scheduler_that_is_started_again_is_given_what_it_had(tmp_path: Path) -> None:
    """Its workers are in this process, so that little is started; `benchmarks.archive lost` kills others."""
    distributed = pytest.importorskip("distributed")
    written(tmp_path / "in", range(1, 4))
    who = asked(tmp_path, "ps")
    setup = setup_of(who, None)

    def cluster(port: int) -> Any:
        how = {"processes": False, "protocol": "tcp://", "n_workers": 1, "threads_per_worker": 1}
        return distributed.LocalCluster(**how, scheduler_port=port, dashboard_address=None, host="127.0.0.1")

    first = cluster(0)
    address = first.scheduler_address
    given = supply(find([str(tmp_path / "in")], ("ps",)).orders, Journal(tmp_path / "journal"), Limits(), tmp_path)
    states, second = [], None
    for outcome in DaskCrew(setup, address, pause=0.05, answer=2.0).work(given):
        states.append(outcome.state)
        given.back(outcome)
        if second is None:
            first.close()
            second = cluster(int(address.rpartition(":")[2]))
    assert second
    second.close()
    assert states.count("made") + states.count("left") == 3
    assert not given.journal.failed


def test_no_scheduler_is_one_line(tmp_path: Path) -> None:
    who = asked(tmp_path, "ps")
    pytest.importorskip("distributed")
    crew = DaskCrew(setup_of(who, None), "tcp://127.0.0.1:1", pause=0.01, answer=0.1)
    with pytest.raises(PackagerError, match="no scheduler answers"):
        crew._client(0.0)
