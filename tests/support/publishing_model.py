"""A station that publishes for weeks, and what must hold whatever happens to it.

Whoever lives here knows nothing of how publishing decides: it looks at the folders before and after, and keeps its own
account of whose each file is.
"""

from __future__ import annotations

import os
import random
import shutil
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path

from packager import station as stations
from packager.air import publish as publishing
from packager.air.journal import Journal
from packager.air.journal_file import journal_of
from packager.air.publish import Published
from packager.desk.reading import read
from packager.store import PART, file_digest
from tests.support.killing import killed_at
from tests.support.ready_edition import ZONE, build, set_status

FIRST = date(2026, 11, 1)
NEWS = ("cricket", "road", "weather")  # every day has stories of these names
SYSTEMS = {"rivendell": "rivendell", "libretime": "libretime", "azuracast": "azuracast", "plain": "folder"}
TARGETS = (*SYSTEMS, "taken")
OPTIONS = {"libretime": ", latest: true, keep: 3", "plain": ", latest: true, keep: 5", "taken": ", taken: true"}
STEPS = 45  # at most about as many as a publishing of two stories has
NOBODY = "nobody here"
SOUNDS = (".wav", ".flac", ".vtt")  # whose bytes are those of the edition's own files

Folders = Mapping[str, Mapping[str, str]]  # target → name → digest; a target that is away is not among them


@dataclass
class Edition:
    """One day's, as its newsroom knows it."""

    day: str
    path: Path
    stories: tuple[str, ...]
    version: int = 0
    killed: bool = False
    dirty: bool = False  # edited and not built again

    @property
    def id(self) -> str:
        return f"{self.day}/ps"


@dataclass
class World:
    """A station, its targets, and the account that is kept of them."""

    folder: Path
    built: Path  # where built editions are kept for other lives
    dice: random.Random
    day: date = FIRST
    editions: list[Edition] = field(default_factory=list)
    named: set[str] = field(default_factory=lambda: set(TARGETS))  # in the station's file now
    away: set[str] = field(default_factory=set)
    owner: dict[tuple[str, str], str] = field(default_factory=dict)  # (target, name) → edition, or NOBODY
    harmed: set[tuple[str, str]] = field(default_factory=set)  # lost or altered by somebody, and not yet put right
    going: set[tuple[str, str]] = field(default_factory=set)  # (target, edition): some of it may be taken away later
    out: set[tuple[str, str]] = field(default_factory=set)  # (target, edition): withdrawn
    cut: bool = False  # the last publishing was killed
    digests: dict[tuple[int, ...], str] = field(default_factory=dict)  # by what a file system tells of a file
    story: list[str] = field(default_factory=list)  # what happened, for whoever looks into a failure
    counts: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        for target in TARGETS:
            (self.folder / "drops" / target).mkdir(parents=True)
        self.write_station()

    # What happens to a station.

    def live(self, days: int, each: int) -> None:
        """Some days of some events each."""
        for _ in range(days):
            self.tomorrow()
            for _ in range(each):
                self.dice.choices(EVENTS, WEIGHTS)[0](self)
                if self.cut:
                    self.publish(self.any())

    def tomorrow(self) -> None:
        self.day += timedelta(days=1)
        stories = tuple(sorted(self.dice.sample(NEWS, self.dice.randint(1, 3))))
        path = self.folder / "output" / str(self.day) / "ps/manifest.yaml"
        self.editions.append(Edition(day=str(self.day), path=path, stories=stories))
        self.build(self.editions[-1])
        self.publish(self.editions[-1])

    def correct(self) -> None:
        edition = self.any()
        edition.version += 1
        edition.stories = tuple(sorted(self.dice.sample(NEWS, self.dice.randint(1, 3))))
        self.build(edition)
        self.publish(edition)

    def edit(self) -> None:
        """Somebody holds a story and does not build again: that must not air, nor take anything away."""
        edition = self.any()
        text = edition.path.read_text("utf-8")
        edition.path.write_text(text.replace("status: review", "status: hold", 1), "utf-8")
        edition.dirty = True
        self.publish(edition)

    def kill(self) -> None:
        edition = self.any()
        edition.killed = True
        set_status(edition.path, "killed")
        self.publish(edition)

    def revive(self) -> None:
        for edition in [edition for edition in self.editions if edition.killed][:1]:
            edition.killed = False
            set_status(edition.path, "draft")
            self.publish(edition)

    def again(self) -> None:
        self.publish(self.any(), again=True)

    def as_is(self) -> None:
        self.publish(self.any())

    def cut_off(self) -> None:
        """Kill -9 in the middle of a publishing, of something new or of what lies there."""
        edition = self.any()
        if self.dice.random() < 0.7:
            edition.version += 1
            self.build(edition)
        if self.dice.random() < 0.3:
            edition.killed = True
            set_status(edition.path, "killed")
        step, before = self.dice.randrange(STEPS), self.folders()
        self.cut = killed_at(step, lambda: self._published(edition, again=False))
        self.tell(f"publish {edition.day}, killed at step {step}" if self.cut else f"publish {edition.day}")
        self.going |= {(target, edition.id) for target in TARGETS}
        self.account(edition, before)

    def lose(self) -> None:
        """Somebody deletes or overwrites a file."""
        files = [(target, name) for target, names in self.folders().items() for name in names]
        if files:
            target, name = self.dice.choice(files)
            path = self.folder / "drops" / target / name
            gone, another = self.dice.random() < 0.5, self.owner.get((target, name)) == NOBODY
            path.unlink() if gone else path.write_bytes(self.dice.randbytes(9))
            if another and gone:
                del self.owner[target, name]
            elif not gone and self.in_doubt(path):
                self.owner[target, name] = NOBODY  # put there or not: nobody can tell whose it is now
            elif not another:
                self.harmed.add((target, name))
            self.tell(f"lose {target}/{name}{'' if gone else ', altered'}")

    def stranger(self) -> None:
        """Another system puts a file there, perhaps under a name that is to be ours."""
        target = self.dice.choice(TARGETS)
        stories = (f"{self.dice.randint(310_001, 310_003)}_{story}.wav" for story in NEWS)
        names = ("jingle.wav", f"310000_{self.day + timedelta(days=1)}-ps.wav", *stories)
        path = self.folder / "drops" / target / self.dice.choice(names)
        if target not in self.away and not path.exists() and (target, path.name) not in self.owner:
            path.write_bytes(b"another's")
            self.owner[target, path.name] = NOBODY
            self.tell(f"stranger {target}/{path.name}")

    def take(self) -> None:
        """The system that takes files in does so."""
        if "taken" not in self.away:
            for path in (self.folder / "drops/taken").iterdir():
                if self.owner.get(("taken", path.name)) != NOBODY:
                    path.unlink()
                    self.owner.pop(("taken", path.name), None)
                    self.harmed.discard(("taken", path.name))
            self.tell("take")

    def share(self) -> None:
        target = self.dice.choice(TARGETS)
        here, there = self.folder / "drops" / target, self.folder / "elsewhere" / target
        there.parent.mkdir(exist_ok=True)
        if target in self.away:
            there.rename(here)
        else:
            here.rename(there)
        self.away ^= {target}
        self.tell(f"share {target}")

    def change_station(self) -> None:
        self.named ^= {self.dice.choice(TARGETS)}
        self.write_station()
        self.tell(f"station {sorted(self.named)}")

    def withdraw(self) -> None:
        edition, target, before = self.any(), self.dice.choice(TARGETS), self.folders()
        place = str(self.folder / "drops" / target)
        self.out.add((target, edition.id))
        self.going.add((target, edition.id))
        publishing.withdraw(edition.path, self.station(), place)
        self.tell(f"withdraw {edition.day} {target}")
        self.account(edition, before)

    def publish(self, edition: Edition, *, again: bool = False) -> None:
        before = self.folders()
        done = self._published(edition, again=again)
        self.cut = False
        self.tell(f"publish {edition.day}{' again' * again}: {len(done.refused)} refused, {len(done.left)} left")
        if again and not edition.killed and not done.refused:
            self.out -= {(target, edition.id) for target in self.named}
        self.going |= {(target, edition.id) for target in TARGETS if target in self.away or target not in self.named}
        self.account(edition, before)
        self.settled(edition, done)

    def build(self, edition: Edition) -> None:
        """As `packager build` leaves it; many lives have the same day, which is made once."""
        kept = self.built / edition.day / f"{'-'.join(edition.stories)}-{edition.version}"
        if not kept.exists():
            half = kept.with_name(f"half-{os.getpid()}")
            build(half, edition.day, edition.stories, version=edition.version)
            half.rename(kept)
        for file in (kept / "output").rglob("*"):
            if file.is_file():
                place = self.folder / "output" / file.relative_to(kept / "output")
                place.parent.mkdir(parents=True, exist_ok=True)
                place.unlink(missing_ok=True)  # what airs may be the same file under a second name
                shutil.copyfile(file, place)
        edition.dirty = edition.killed = False

    # What is at hand.

    def any(self) -> Edition:
        """Mostly one of the last days'."""
        return self.dice.choice(self.editions[-3:] if self.dice.random() < 0.8 else self.editions)

    def station(self) -> stations.Station:
        return stations.read(self.folder / "station.yaml")

    def write_station(self) -> None:
        drops = [
            f"  - {{system: {SYSTEMS.get(target, 'folder')}, folder: drops/{target}{OPTIONS.get(target, '')}}}\n"
            for target in TARGETS
            if target in self.named
        ]
        listed = "drops:\n" + "".join(drops) if drops else ""
        text = f"station: Demo Radio\ntimezone: Asia/Karachi\nair-unreviewed: true\n{listed}"
        (self.folder / "station.yaml").write_text(text, "utf-8")

    def folders(self) -> Folders:
        there = {target: (self.folder / "drops" / target).iterdir() for target in TARGETS if target not in self.away}
        return {
            target: {path.name: self.digest(path) for path in paths if not path.name.startswith(PART)}
            for target, paths in there.items()
        }

    def digest(self, path: Path) -> str:
        """A file's digest, computed once for as long as it is not written anew."""
        told = path.stat()
        key = (told.st_ino, told.st_size, told.st_mtime_ns, told.st_ctime_ns)
        if key not in self.digests:
            self.digests[key] = file_digest(path)
        return self.digests[key]

    def in_doubt(self, path: Path) -> bool:
        """Whether a run was cut off that may or may not have put a file there."""
        return (str(path.parent), path.name) in self.journal().doubts

    def journal(self) -> Journal:
        with journal_of(self.folder / "output") as journal:
            return journal

    def tell(self, what: str) -> None:
        self.story.append(what)
        self.counts["killed -9" if self.cut and what.startswith("publish") else what.split(maxsplit=1)[0]] += 1

    def _published(self, edition: Edition, *, again: bool) -> Published:
        now = datetime.combine(self.day, time(5), ZONE)
        return publishing.publish(edition.path, self.station(), now, again=again)

    # What must hold.

    def account(self, edition: Edition, before: Folders) -> None:
        """Nothing of another edition was touched, and nothing of anybody else's; and whose is what now."""
        files = {told.removeprefix("sha256:") for told in read(edition.path).state.files.values()}
        for target, now in self.folders().items():
            for name in before[target].keys() | now.keys():
                whose = self.owner.get((target, name))
                if before[target].get(name) == now.get(name):
                    continue
                assert whose != NOBODY, f"{target}/{name}: was somebody else's"
                if name in now:
                    assert target in self.named, f"{target}/{name}: put where the station's file names nothing"
                    assert not edition.killed, f"{target}/{name}: put by a killed edition"
                    assert whose is None or whose <= edition.id, f"{target}/{name}: a newer edition's was overwritten"
                    assert not name.endswith(SOUNDS) or now[name] in files, f"{target}/{name}: not what was built"
                    self.owner[target, name] = edition.id
                    self.harmed.discard((target, name))
                else:
                    mine = whose == edition.id or (target, whose) in self.going or self.old(target, whose)
                    assert mine, f"{target}/{name}: {whose}'s was taken away by {edition.id}"
                    assert (target, name) not in self.harmed, f"{target}/{name}: was altered, and is not ours to delete"
                    self.owner.pop((target, name), None)
                    self.harmed.discard((target, name))

    def old(self, target: str, edition: str | None) -> bool:
        """Whether a target keeps an edition no longer."""
        days = {"libretime": 3, "plain": 5}.get(target)
        return bool(days and edition and date.fromisoformat(edition[:10]) <= self.day - timedelta(days=days))

    def settled(self, edition: Edition, done: Published) -> None:
        """After a publishing that ran to its end."""
        journal, now = self.journal(), self.folders()
        reached = [target for target in now if target in self.named]
        for target in reached if not done.refused and not edition.killed else ():
            place = str(self.folder / "drops" / target)
            if (target, edition.id) in self.out or self.old(target, edition.id):
                continue
            assert not [doubt for doubt in journal.doubts if doubt[0] == place], f"{target}: in doubt still"
            assert not list(Path(place).glob(f"{PART}*")), f"{target}: half a file was left"
            self.as_told(target, now[target], journal.files.get(place, {}))
            self.there(edition, target, now[target])
        if edition.killed:
            for target in reached:
                mine = [n for n in now[target] if self.owner.get((target, n)) == edition.id]
                assert not [n for n in mine if (target, n) not in self.harmed], f"{target}: a killed edition's: {mine}"

    def as_told(self, target: str, now: Mapping[str, str], entries: Mapping[str, object]) -> None:
        """What lies in a target is what the journal says, but for what somebody else did there."""
        digests = {name: entry.digest for name, entry in entries.items()}  # type: ignore[attr-defined]
        for name in now.keys() | digests.keys():
            if self.owner.get((target, name)) == NOBODY or (target, name) in self.harmed:
                continue
            if target == "taken" and name not in now:
                continue
            assert now.get(name) == digests.get(name), f"{target}/{name}: the journal says something else"

    def there(self, edition: Edition, target: str, now: Mapping[str, str]) -> None:
        """What an edition has lies where it shall: its own names, and the shared ones of the newest day."""
        folder, newest = edition.path.parent, edition is self.editions[-1]
        sounds = {f"310000_{edition.day}-ps{ending}": f"{edition.day}-ps{ending}" for ending in (".wav", ".flac")}
        if target in ("libretime", "azuracast"):
            sounds = {name: made for name, made in sounds.items() if name.endswith(".flac")}
        elif target == "rivendell":
            sounds = {name: made for name, made in sounds.items() if newest and name.endswith(".wav")}
        if newest and target in ("rivendell", "plain"):
            numbers = enumerate(sorted(edition.stories), 310_001)
            sounds |= {f"{number}_{story}.wav": f"segments/{story}.wav" for number, story in numbers}
        if newest and target == "plain":
            sounds["310000_latest-ps.wav"] = f"{edition.day}-ps.wav"
        for name, made in sounds.items() if target != "taken" else ():
            if self.owner.get((target, name)) != NOBODY:
                assert now.get(name) == file_digest(folder / made), f"{target}/{name}: is not there as it was built"


EVENTS: tuple[Callable[[World], None], ...] = (
    World.correct, World.kill, World.revive, World.edit, World.again, World.as_is, World.cut_off, World.lose,
    World.stranger, World.take, World.share, World.change_station, World.withdraw,
)  # fmt: skip
WEIGHTS = (4, 2, 1, 1, 1, 3, 5, 4, 2, 2, 4, 3, 1)


def lived(seed: int, folder: Path, built: Path, days: int, each: int) -> World:
    """A station's life from a seed. Raises AssertionError with what had happened until then."""
    world = World(folder=folder, built=built, dice=random.Random(seed))
    try:
        world.live(days, each)
    except AssertionError as error:
        raise AssertionError(f"seed {seed}: {error}\n" + "\n".join(world.story[-25:])) from error
    return world
