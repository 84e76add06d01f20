"""Which edition owns which file in which place: one journal for all days of an output folder.

Every change is a line, on the disk before the next thing is done: first what shall be put somewhere, then that it
lies there. A run that is cut off between the two leaves an entry in doubt, and the next run looks at the file itself.
The journal is never believed as a list of paths, and never enough to delete by: whoever takes a file away looks at
its name and at its content first.
"""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from packager.air.owners import EditionId
from packager.air.places import Destination, Parcel, Seen
from packager.errors import InputError, PackagerError

Line = Sequence[Any]  # a word and what belongs to it, as JSON has them
HEAD: Line = ("journal", 1)  # the file's first: its version


@dataclass(frozen=True, kw_only=True, slots=True)
class Holding:
    """A file that was put into a place."""

    owner: EditionId
    build: str  # what the edition was made of when the file was put there
    digest: str  # hex SHA-256
    slot: str
    seen: Seen = ()  # as it was when it was last looked at
    leaving: bool = False  # to be taken away as soon as its place is there


@dataclass
class Journal:
    """The journal as a run holds it."""

    path: Path
    files: dict[str, dict[str, Holding]] = field(default_factory=lambda: defaultdict(dict))  # place → name → entry
    owners: dict[tuple[str, str], EditionId] = field(default_factory=dict)  # (place, slot) → whose it is, or was last
    off: set[tuple[str, str]] = field(default_factory=set)  # (edition, place): taken out of it by somebody's decision
    peaks: dict[str, float] = field(default_factory=dict)  # SHA-256 of an encoded file → its true peak in dBTP
    mounts: dict[str, str] = field(default_factory=dict)  # place → where its disk or share was mounted
    editions: set[str] = field(default_factory=set)  # whose own parts were taken over, or who began here
    # (place, name) → what may still lie there, oldest first: a run was cut off while it put something in its stead.
    doubts: dict[tuple[str, str], list[Holding | None]] = field(default_factory=dict)

    def of(self, edition: str) -> dict[str, dict[str, Holding]]:
        """An edition's entries, by place."""
        found = {
            place: {name: entry for name, entry in files.items() if entry.owner.edition == edition}
            for place, files in self.files.items()
        }
        return {place: files for place, files in found.items() if files}

    def will(self, place: str, owner: EditionId, build: str, parcels: Iterable[Parcel]) -> None:
        """Put down what shall lie somewhere, before it is put there. Raises PackagerError, as all that follow."""
        if told := {parcel.name: [parcel.digest, parcel.slot] for parcel in parcels}:
            self.note(["will", place, owner.edition, owner.day, build, told])

    def lies(self, place: str, seen: Mapping[str, Seen]) -> None:
        """Put down that files lie where they were to be put."""
        if seen:
            self.note(["lies", place, dict(seen)], sync=False)  # where that is lost, the files are looked at

    def gone(self, place: str, names: Iterable[str]) -> None:
        """Put down that files lie there no more."""
        if told := list(names):
            self.note(["gone", place, told])

    def leave(self, edition: str, place: str, names: Iterable[str]) -> None:
        """Put down that files of an edition shall be taken away, now or when their place is there."""
        if told := [name for name in names if any(not one.leaving for one in self._held(edition, place, name))]:
            self.note(["leave", edition, place, told])

    def leave_all(self, edition: str, place: str) -> None:
        """Put down that all of an edition shall be taken away from a place, what may still lie there too."""
        doubted = [name for where, name in self.doubts if where == place and self._held(edition, place, name)]
        self.leave(edition, place, dict.fromkeys([*self.of(edition).get(place, ()), *doubted]))

    def marked(self) -> dict[tuple[str, str], list[str]]:
        """(place, edition) → names of what shall be taken away there, what may lie there still among it."""
        found: dict[tuple[str, str], list[str]] = {}
        for place, files in self.files.items():
            for name, entry in files.items():
                held = filter(None, (entry, *self.doubts.get((place, name), ())))
                for edition in dict.fromkeys(one.owner.edition for one in held if one.leaving):
                    found.setdefault((place, edition), []).append(name)
        return found

    def _held(self, edition: str, place: str, name: str) -> list[Holding]:
        """What of an edition lies under a name, or may lie there still."""
        known = [self.files[place].get(name), *self.doubts.get((place, name), ())]
        return [one for one in known if one and one.owner.edition == edition]

    def stay(self, edition: str) -> None:
        """Put down that an edition's files shall not be taken away after all."""
        kept = [(place, name) for place, files in self.files.items() for name in files]
        if any(one.leaving for place, name in kept for one in self._held(edition, place, name)):
            self.note(["stay", edition])

    def shut(self, edition: str, place: str) -> None:
        """Put down that nothing of an edition shall lie in a place, until somebody decides otherwise."""
        self.note(["off", edition, place])
        self.leave_all(edition, place)

    def open(self, edition: str, place: str) -> None:
        """Put down that an edition is wanted in a place again."""
        if (edition, place) in self.off:
            self.note(["on", edition, place])

    def measured(self, digest: str, peak: float) -> None:
        """Put down a true peak, so that nobody has to measure it again."""
        self.note(["peak", digest, peak])

    def settle(self, place: Destination) -> None:
        """Clear what a run that was cut off left half-written in a place, and look at the files that it left in doubt.

        Raises InputError where the place is not on its share any more, PackagerError where a file cannot be read.
        """
        self._look_at_mount(place)
        place.sweep()
        for where, name in [doubt for doubt in self.doubts if doubt[0] == place.key]:
            before, entry = self.doubts[where, name], self.files[where][name]
            held, seen = place.digest(name), place.seen(name) or ()
            old = next((old for old in reversed(before) if old and old.digest == held), None)
            if held != entry.digest and old:
                self.note(_will(where, {name: old}))
                if old.leaving:
                    self.leave(old.owner.edition, where, [name])
            elif (held is None and before[-1] is None) or (held != entry.digest and before[0] is None):
                self.note(["gone", where, [name]])  # it was never put there: what lies there is somebody else's
                continue
            self.note(["lies", where, {name: seen if held in (entry.digest, old and old.digest) else ()}])

    def _look_at_mount(self, place: Destination) -> None:
        """Learn where a place's share is mounted, and notice when it is not: the bare mount point is a folder too.

        Device numbers would not do: many a share has another one after each start of the machine.
        """
        now, known = place.mount(), self.mounts.get(place.key, "")
        if known and now != known and Path(known).is_relative_to(now):
            hint = "mount it (or publish with --again, if this is to be a plain folder)"
            raise InputError(f"nothing is mounted at {known}, where its share was", where=place.where, hint=hint)
        if now != known:
            self.note(["mount", place.key, now])

    def move(self, place: str) -> None:
        """Put down that a place may lie on another disk from now on."""
        if place in self.mounts:
            self.note(["mount", place, ""])

    def note(self, line: Line, *, sync: bool = True) -> None:
        """Take a line over and put it down, with `sync` to the disk. Raises PackagerError."""
        self.take(line)
        try:
            with self.path.open("ab") as file:
                file.write(text([line]))
                file.flush()
                if sync:
                    os.fsync(file.fileno())
        except OSError as error:
            raise PackagerError(f"{self.path}: cannot be written ({error.strerror}); make room") from error

    def to_disk(self) -> None:
        """Bring to the disk what was put down without that. Raises PackagerError."""
        try:
            if self.path.is_file():
                with self.path.open("ab") as file:
                    os.fsync(file.fileno())
        except OSError as error:
            raise PackagerError(f"{self.path}: cannot be written ({error.strerror}); make room") from error

    def take(self, line: Line) -> None:
        """Take a line over. Raises ValueError, TypeError, KeyError or AttributeError for one that says nothing."""
        word, *rest = line
        known: dict[str, Callable[..., None]] = {
            "journal": lambda _version: None,
            "will": self._take_will,
            "lies": self._take_lies,
            "gone": self._take_gone,
            "leave": self._take_leave,
            "stay": self._take_stay,
            "off": self._take_off,
            "on": lambda edition, place: self.off.discard((edition, place)),
            "own": self._take_own,
            "knows": lambda edition: self.editions.add(_word(edition)),
            "mount": lambda place, point: self.mounts.update({_word(place): _word(point)}),
            "peak": lambda digest, peak: self.peaks.update({_word(digest): float(peak)}),
        }
        known[word](*rest)

    def _take_will(self, place: str, edition: str, day: str, build: str, told: Mapping[str, Sequence[str]]) -> None:
        owner = EditionId(edition=_word(edition), day=_word(day))
        files = self.files[_word(place)]
        for name, (digest, slot) in told.items():
            before = files.get(name)
            entry = Holding(owner=owner, build=_word(build), digest=_word(digest), slot=_word(slot))
            if before and before.digest == digest:
                files[name] = replace(entry, seen=before.seen)
            else:
                self.doubts.setdefault((place, name), []).append(before)
                files[name] = entry
            self.owners[place, slot] = owner

    def _take_lies(self, place: str, told: Mapping[str, Sequence[int]]) -> None:
        for name, seen in told.items():
            self.files[place][name] = replace(self.files[place][name], seen=tuple(map(int, seen)))
            self.doubts.pop((place, name), None)

    def _take_gone(self, place: str, names: Iterable[str]) -> None:
        for name in names:
            self.files[place].pop(name, None)
            self.doubts.pop((place, name), None)

    def _take_leave(self, edition: str, place: str, names: Iterable[str]) -> None:
        for name in names:
            self._mark(edition, place, name, leaving=True)

    def _take_stay(self, edition: str) -> None:
        for place, name in [(place, name) for place, files in self.files.items() for name in files]:
            if (edition, place) not in self.off:
                self._mark(edition, place, name, leaving=False)

    def _mark(self, edition: str, place: str, name: str, *, leaving: bool) -> None:
        """Mark an edition's file, and what of it may lie there still where a run was cut off."""

        def marked(one: Holding | None) -> Holding | None:
            return replace(one, leaving=leaving) if one and one.owner.edition == edition else one

        if entry := marked(self.files[place][name]):
            self.files[place][name] = entry
        if (place, name) in self.doubts:
            self.doubts[place, name] = list(map(marked, self.doubts[place, name]))

    def _take_off(self, edition: str, place: str) -> None:
        self.off.add((_word(edition), _word(place)))

    def _take_own(self, place: str, slot: str, edition: str, day: str) -> None:
        self.owners[_word(place), _word(slot)] = EditionId(edition=_word(edition), day=_word(day))

    def whole(self) -> Iterator[Line]:
        """The lines that say all that the journal knows."""
        for place, files in self.files.items():
            yield from self._of_place(place, files)
        # Whose a slot is: of those that hold nothing now, and of those in which several editions have something.
        yield from (["own", place, slot, owner.edition, owner.day] for (place, slot), owner in self.owners.items())
        yield from (["off", edition, place] for edition, place in sorted(self.off))
        yield from (["knows", edition] for edition in sorted(self.editions))
        yield from (["mount", place, point] for place, point in self.mounts.items())
        yield from (["peak", digest, peak] for digest, peak in self.peaks.items())

    def _of_place(self, place: str, files: Mapping[str, Holding]) -> Iterator[Line]:
        for name in files:
            for old in filter(None, self.doubts.get((place, name), ())):
                yield _will(place, {name: old})
                if old.leaving:
                    yield ["leave", old.owner.edition, place, [name]]
        sets: dict[tuple[EditionId, str], dict[str, Holding]] = {}
        for name, entry in files.items():
            sets.setdefault((entry.owner, entry.build), {})[name] = entry
        yield from (_will(place, entries) for entries in sets.values())
        if known := {name: entry.seen for name, entry in files.items() if (place, name) not in self.doubts}:
            yield ["lies", place, known]
        for (owner, _), entries in sets.items():
            if leaving := [name for name, entry in entries.items() if entry.leaving]:
                yield ["leave", owner.edition, place, leaving]


def text(lines: Iterable[Line]) -> bytes:
    """Lines as they stand in the file."""
    return b"".join(json.dumps(line, separators=(",", ":")).encode() + b"\n" for line in lines)


def _will(place: str, entries: Mapping[str, Holding]) -> Line:
    """The line that entries of one edition and build come from."""
    one = next(iter(entries.values()))
    told = {name: [entry.digest, entry.slot] for name, entry in entries.items()}
    return ["will", place, one.owner.edition, one.owner.day, one.build, told]


def _word(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value
