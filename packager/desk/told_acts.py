"""An act as the log tells it, and back: what was done to what, and what stood there before."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from packager.desk.acts import Action, Undo
from packager.desk.decisions import Change, Place
from packager.desk.edits import Spot
from packager.desk.review_log import Entry, Log, NewEntry
from packager.errors import InputError
from packager.records import Hearing


def act_name(action: Action) -> str:
    """The act's name in the log.

    >>> act_name(Undo())
    'undo'
    """
    return re.sub(r"(?<!^)(?=[A-Z])", "-", type(action).__name__).lower()


def entry_of(action: Action, changed: Sequence[Change], by: str, at: str) -> NewEntry:
    """What the log says of an act."""
    told = asdict(action)
    told |= told.pop("evidence", {})
    if isinstance(action, Undo):
        told = {"undone": action.entry}
    told = {name: value for name, value in told.items() if value not in ("", None, Hearing.UNKNOWN)}
    return NewEntry(
        by=by, at=at, what=act_name(action), act=told, more={"changes": [change_data(one) for one in changed]}
    )


def resolved(action: Undo, log: Log, by: str) -> Undo:
    """The act to undo: the one that is named, or the editor's last. Raises InputError where there is none."""
    undone = {entry["act"]["undone"] for entry in log.entries if entry["what"] == "undo"}
    acts = [entry for entry in log.entries if entry.get("changes") and entry["number"] not in undone]
    if action.entry:
        found = [entry for entry in acts if entry["number"] == action.entry]
    else:
        found = [entry for entry in acts if entry["by"] == by and entry["what"] != "undo"]
    if not found:
        which = f"entry {action.entry}" if action.entry else f"nothing that {by} did"
        raise InputError(f"{which} can be undone", where="review.jsonl", hint="see what the log has")
    return Undo(entry=found[-1]["number"], changes=changes_of(found[-1]))


def last_at(log: Log, story: str, line: Spot | None) -> Entry | None:
    """The last entry that changed something of a line, or of a story and any of its lines."""
    return next(
        (entry for entry in reversed(log.entries) if any(_is_at(one, story, line) for one in changes_of(entry))), None
    )


def changes_of(entry: Entry) -> tuple[Change, ...]:
    """What an entry says was changed."""
    return tuple(map(change_of, entry.get("changes", ())))


def _is_at(change: Change, story: str, line: Spot | None) -> bool:
    return change.place.story == story and line in (None, change.place.line)


def change_data(change: Change) -> dict[str, Any]:
    """A change as an entry of the log has it."""
    place = {name: value for name, value in asdict(change.place).items() if value}
    return {**place, "was": change.before, "is": change.after}


def change_of(data: Mapping[str, Any]) -> Change:
    """A change back from an entry of the log."""
    line = tuple(data["line"]) if "line" in data else None
    place = Place(story=data.get("story", ""), line=line, key=data["key"], item=data.get("item", ""))
    return Change(place=place, before=data["was"], after=data["is"])
