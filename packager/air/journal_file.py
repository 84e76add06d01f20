"""The journal's file: held by one run at a time, read back whatever happened to it, made anew where it is lost."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from packager.air.aired import AIR, Aired, aired
from packager.air.aired import NAME as PART
from packager.air.journal import HEAD, Journal, Line, text
from packager.air.owners import EditionId, owner_of
from packager.errors import InputError
from packager.locks import Waiting, held
from packager.store import make_folder, write_whole

NAME = ".published.jsonl"  # in the output folder
LOCK = ".published.lock"
ROOM = 500  # lines, and as many again as are needed, before the file is written anew


@contextmanager
def journal_of(root: Path, waiting: Waiting | None = None) -> Iterator[Journal]:
    """The journal of an output folder, which nobody else has until the block ends; `waiting` is told before a wait.

    Raises PackagerError where it cannot be read or written, and where somebody has it for too long.
    """
    make_folder(root)
    with held(root / LOCK, "packager publish", waiting=waiting):
        journal = _read(root)
        try:
            yield journal
        finally:
            journal.to_disk()  # before anybody is told


def _read(root: Path) -> Journal:
    """The journal, with what the editions themselves know where it has holes."""
    journal = Journal(root / NAME)
    data = journal.path.read_bytes() if journal.path.is_file() else b""
    lines = data.splitlines()
    torn = not data.endswith(b"\n")  # the run ended while it wrote the last line
    holes = not data
    for line in lines[:-1] if torn else lines:
        try:
            journal.take(json.loads(line))
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            holes = True
    if holes:
        _recover(root, journal)
    if holes or torn or (len(lines) > ROOM and len(lines) > 2 * sum(1 for _ in journal.whole())):
        write_whole(journal.path, text([HEAD, *journal.whole()]))
    return journal


def _recover(root: Path, journal: Journal) -> None:
    """Take over what each edition knows of itself, the newest day's last; what the journal itself says holds."""
    found: list[tuple[EditionId, Aired]] = []
    for part in {*root.glob(f"*/*/{PART}"), *root.glob(f"convert/*/*/{PART}"), *root.glob(PART)}:
        try:
            known = aired(part.parent)
        except InputError:
            continue  # whoever publishes it is told
        if known:
            home, owner = owner_of(part.parent, known.episode, known.day)
            found += [(owner, known)] if home == root.resolve() else []
    for owner, known in sorted(found, key=lambda one: (one[0].day, one[0].edition)):
        for line in (*told_by(known, owner, journal), ["knows", owner.edition]):
            journal.take(line)


def told_by(known: Aired, owner: EditionId, journal: Journal) -> Iterator[Line]:
    """The journal's lines for what an edition knows of itself; not for what the journal knows to be another's."""
    for place, files in known.delivered.items():
        key, slots = air_of(owner) if place == AIR else place, known.slots.get(place, {})
        told = {name: [digest, slots.get(name, name)] for name, digest in files.items()}
        mine = {name: one for name, one in told.items() if _may_be(owner, key, name, one[1], journal)}
        yield ["will", key, owner.edition, owner.day, known.build, mine]
        yield ["lies", key, dict.fromkeys(mine, ())]
        if known.killed:
            yield ["leave", owner.edition, key, list(mine)]


def _may_be(owner: EditionId, place: str, name: str, slot: str, journal: Journal) -> bool:
    last, entry = journal.owners.get((place, slot), owner), journal.files.get(place, {}).get(name)
    return last.day <= owner.day and (entry is None or entry.owner.day < owner.day)


def air_of(owner: EditionId) -> str:
    """What the journal calls an edition's own air set."""
    return f"{owner.edition}/{AIR}"
