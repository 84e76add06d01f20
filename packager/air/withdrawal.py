"""Taking files away: nothing but what was put there, by a decision, and as soon as their place is there."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from packager.air.journal import Journal
from packager.air.places import Destination
from packager.errors import InputError, PackagerError
from packager.text.confine import shown

PlaceOf = Callable[[str, str], Destination | None]
NO_DROP = "the station's file names no such drop folder; 'packager publish --withdraw {0} …' takes them away"


@dataclass
class Leaving:
    """What became of the files that were to go."""

    gone: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)  # what is still there, and why


def take_away(journal: Journal, place: Destination, edition: str, names: Iterable[str], leaving: Leaving) -> None:
    """Take an edition's files away that are named as its files are, and are still what was put there.

    What turned out to be another edition's, as after a run that was cut off, is left to that one.
    What somebody altered is put aside where the place is the edition's own, and else told: it is not ours to delete.
    One that the place does not let go is told, stays on record, and keeps none of the others on air.
    """
    entries = journal.files[place.key]
    for name in names:
        entry, where = entries.get(name), f"{place.where}/{name}"
        if entry is None or entry.owner.edition != edition:
            continue
        if not entry.owner.named(name):
            leaving.left.append(f"'{shown(name)}' in {place.where}: is no name of ours; look at it")
            continue
        try:
            held = place.digest(name)
            if held == entry.digest:
                place.remove(name)
            elif held is not None and not place.put_aside(name):
                leaving.left.append(f"{where}: is not what was put there; look at it, and take it away by hand")
                continue
        except PackagerError as error:
            leaving.left.append(f"{error}; publish again")
            continue
        journal.gone(place.key, [name])
        leaving.gone += [] if held is None else [where]


def finish(
    journal: Journal,
    place_of: Callable[[str, str], Destination | None],
    leaving: Leaving,
    *,
    edition: str,
    all_of_it: bool,
) -> None:
    """Take away whatever is marked to go: an edition's, and what another day could not because its place was away.

    `place_of` gives the place of a key and an edition, None for one that is not the station's: of that, only what is
    the edition's own is told. With `all_of_it` the edition's own is taken away too; else its publishing does that.
    """
    for (key, owner), names in journal.marked().items():
        if owner == edition and not all_of_it:
            continue
        place = place_of(key, owner)
        count = f"{len(names)} files in {key}"
        told = count if owner == edition else f"{count} (of {owner})"
        if place is None:
            leaving.left += [f"{told}: {NO_DROP.format(key)}"] if owner == edition else []
            continue
        try:
            place.reach()
            journal.settle(place)
            take_away(journal, place, owner, journal.marked().get((key, owner), ()), leaving)
        except InputError as error:
            leaving.left.append(f"{told} are to be taken away: {error.what}; {error.hint}, and publish again")
        except PackagerError as error:
            leaving.left.append(f"{told} are to be taken away: {error}")
