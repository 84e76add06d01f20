"""What is to be done with an edition in one place: a pure decision over the journal and what lies there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from packager.air.journal import Holding, Journal
from packager.air.owners import EditionId
from packager.air.places import Parcel


@dataclass(frozen=True, kw_only=True)
class Wish:
    """An edition as it is to lie in a place."""

    owner: EditionId
    build: str  # what it is made of now
    parcels: Sequence[Parcel]
    again: bool = False  # everything is put there anew
    taken: bool = False  # the system takes away what it has taken in


@dataclass(frozen=True, kw_only=True)
class Dispatch:
    """What becomes of each parcel, and of what an earlier run put there."""

    put: tuple[Parcel, ...] = ()
    lost: tuple[str, ...] = ()  # of those: what was there before, and is gone or altered
    keep: tuple[Parcel, ...] = ()  # lies there as it shall, or was taken in
    newer: Mapping[str, str] = field(default_factory=dict)  # name → the newer edition that owns it, or its slot
    rivals: Mapping[str, str] = field(default_factory=dict)  # name → another edition of the same day
    strange: tuple[str, ...] = ()  # names under which something lies that nobody here has put there
    out: tuple[str, ...] = ()  # files of an earlier build that are to go
    unasked: tuple[str, ...] = ()  # files of this very build that the station's file asks for no more


def decide(wish: Wish, place: str, journal: Journal, lying: Mapping[str, str | None]) -> Dispatch:
    """What is to be done; `lying` are the digests of what lies under the parcels' names, None where nothing does."""
    entries, owner = journal.files.get(place, {}), wish.owner
    put, lost, keep, strange = [], [], [], []
    newer: dict[str, str] = {}
    rivals: dict[str, str] = {}
    for parcel in wish.parcels:
        name, entry, there = parcel.name, entries.get(parcel.name), lying[parcel.name]
        other = _other(parcel, place, journal, owner)
        known = entry is not None and entry.owner == owner and entry.digest == parcel.digest
        stays = there == parcel.digest or (there is None and known and wish.taken)
        if other:
            (newer if other.day > owner.day else rivals)[name] = other.edition
        elif stays and not wish.again:
            keep.append(parcel)
        elif there not in (None, parcel.digest) and (entry is None or (wish.taken and there != entry.digest)):
            strange.append(name)  # where a system takes files in, what is not ours under our name came after that
        else:
            put.append(parcel)
            lost += [name] if known and there != parcel.digest else []
    # What was taken in with its sidecar comes again with it.
    fresh = {parcel.slot for parcel in put}
    back = [parcel for parcel in keep if parcel.slot in fresh and lying[parcel.name] is None]
    order = [parcel for parcel in wish.parcels if parcel in put or parcel in back]
    put, keep = order, [parcel for parcel in keep if parcel not in back]
    settled = {parcel.name for parcel in (*put, *keep)} | {*strange}
    mine = {name: entry for name, entry in entries.items() if entry.owner.edition == owner.edition}
    asked = {parcel.name for parcel in wish.parcels}
    return Dispatch(
        put=tuple(put),
        lost=tuple(lost),
        keep=tuple(keep),
        newer=newer,
        rivals=rivals,
        strange=tuple(strange),
        out=tuple(name for name in superseded(wish, mine) if name not in settled),
        unasked=tuple(name for name, entry in mine.items() if name not in asked and entry.build == wish.build),
    )


def superseded(wish: Wish, mine: Mapping[str, Holding]) -> tuple[str, ...]:
    """Names of an edition's files that are of an earlier build, and not the same in this one.

    What is of this build and not asked for any more is none of them: a station's file that does not name it takes
    nothing off the air.
    """
    now = {parcel.name: parcel.digest for parcel in wish.parcels}
    return tuple(name for name, entry in mine.items() if entry.build != wish.build and now.get(name) != entry.digest)


def _other(parcel: Parcel, place: str, journal: Journal, owner: EditionId) -> EditionId | None:
    """Another edition that has the parcel's name or slot, and does not have to give it up to this one."""
    entries = journal.files.get(place, {})
    last, entry = journal.owners.get((place, parcel.slot)), entries.get(parcel.name)
    for other in (last, entry.owner if entry else None):
        if other is None or other.edition == owner.edition or other.day < owner.day:
            continue
        live = any(one.owner == other and one.slot == parcel.slot for one in entries.values())
        if other.day > owner.day or live or (entry and entry.owner == other):
            return other
    return None
