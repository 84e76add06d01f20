"""YAML with its traps closed, for everything that people write by hand.

What differs from a plain safe loader: only `true` and `false` are booleans; dates, times and
figures with a leading zero stay the text that was written; keys are always text; a key given
twice, a tag, a merge key, a second document and an alias bomb are errors that name line and
column. Whole numbers and decimals are read as in JSON, with an optional plus sign.
"""

from __future__ import annotations

import difflib
import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from packager.errors import InputError
from packager.text.yaml_faults import BREAK, Complaint, complaint, loader, recovered, without_forbidden
from packager.text.yaml_reader import Mark, Path, YamlReader

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    import yaml

_SLIP = 2  # spaces by which an indentation may be wrong
_PLACE = re.compile(r":(\d+):(\d+)(?=:|$)")


@dataclass(frozen=True, kw_only=True)
class Marked:
    """A document's value, with where each of its parts was written."""

    value: object  # dict[str, …], list, str, int, float, bool or None
    where: str  # the file, as the user named it
    marks: Mapping[Path, Mark] = field(default_factory=dict)
    written: Mapping[Path, str] = field(default_factory=dict)  # figures and words without quotes, as they were typed
    remarks: Mapping[Path, str] = field(default_factory=dict)  # what YAML drops behind a text without quotes: ' #5 …'
    anchors: Mapping[Path, str] = field(default_factory=dict)  # what it drops before one: '&x'
    tabs: frozenset[Path] = frozenset()  # texts without quotes that have a tab in them: other readers refuse them
    guessed: frozenset[Path] = frozenset()  # of a mended text: what stands here is not what was meant
    unsure: frozenset[int] = frozenset()  # … lines of which nobody knows where they belong
    holes: frozenset[Path] = frozenset()  # … and maps from which something may have gone

    def text(self, *path: str | int, value: object) -> str | None:
        """A value that is meant as text, as it was typed: 1.10 stays 1.10; None for what is no text.

        What YAML takes for a remark belongs to it where the # begins a word ('issue #5'). Raises InputError where
        it stands alone, since nobody can tell whether it was to be read.
        """
        typed = self.written.get(path, value)
        remark = self.remarks.get(path, "")
        if remark and remark.lstrip()[1:2].isspace():
            hint = "put the text in quotes, or the remark on a line of its own"
            raise InputError("what stands behind ' # ' would be lost", where=self.place(*path), hint=hint)
        return f"{typed or ''}{remark}" if isinstance(typed, str) or (remark and value is None) else None

    def mark(self, *path: str | int) -> Mark | None:
        """Line and column of the key or item at `path`, or of the nearest part around it."""
        for length in range(len(path), -1, -1):
            if path[:length] in self.marks:
                return self.marks[path[:length]]
        return None

    def place(self, *path: str | int) -> str:
        """The place for a message: "station.yaml:12:3"."""
        mark = self.mark(*path)
        return f"{self.where}:{mark[0]}:{mark[1]}" if mark else self.where

    def respelt(self, names: Mapping[str, str], but: Collection[str]) -> Marked:
        """The document with other names for some keys, wherever they stand but in the maps under `but`.

        Raises InputError where both names stand.
        """

        def other(value: object, path: Path) -> object:
            if isinstance(value, list):
                return [other(item, (*path, place)) for place, item in enumerate(value)]
            if not isinstance(value, dict):
                return value
            for old, new in names.items():
                if old in value and new in value:
                    raise InputError(f"'{old}' and '{new}' are one key", where=self.place(*path, old), hint="keep one")
            return {
                names.get(key, key): item if key in but else other(item, (*path, key)) for key, item in value.items()
            }

        marks = {
            path if set(but) & set(path) else tuple(names.get(str(key), key) for key in path): mark
            for path, mark in self.marks.items()
        }
        return replace(self, value=other(self.value, ()), marks=marks)


def load(text: str, *, where: str) -> object:
    """The one document in `text` as plain values, None if it is empty. Raises InputError."""
    return load_marked(text, where=where).value


def load_marked(text: str, *, where: str) -> Marked:
    """The same as `load`, with a mark for every key and item. Raises InputError."""
    import yaml

    text = text.removeprefix("\ufeff")
    try:
        reader = YamlReader(yaml.parse(text, Loader=loader()), where, BREAK.split(text))
        value = reader.document()
    except yaml.MarkedYAMLError as error:
        raise _error(complaint(error, text), where) from error
    except (yaml.YAMLError, UnicodeEncodeError) as error:
        raise _unreadable(text, where, error) from error
    if reader.faults:
        raise reader.faults[0]
    return _marked(reader, value)


def read_on(text: str, *, where: str) -> tuple[Marked | None, tuple[InputError, ...]]:
    """The document as far as it can be read, and all that is wrong with it as YAML; None where none of it can be.

    What is read of a text with faults is there to look for more of them, and for nothing else.
    """
    text, forbidden = without_forbidden(text.removeprefix("\ufeff"))
    found = recovered(text, _stop)
    faults = [_error(one, where) for one in (*forbidden, *found.complaints)]
    if not found.whole:
        return None, tuple(faults)
    import yaml

    reader = YamlReader(yaml.parse(found.text, Loader=loader()), where, BREAK.split(found.text))
    try:
        marked = _marked(reader, reader.document())
    except InputError as error:
        return None, (*faults, *reader.faults, error)
    lines = found.guessed | found.unsure.keys()
    guessed = {path for path, mark in marked.marks.items() if mark[0] in lines and path}
    marked = replace(
        marked,
        guessed=marked.guessed | guessed,
        unsure=frozenset(found.unsure),
        holes=frozenset(_holes(marked, found.unsure)),
    )
    sure = [fault for fault in reader.faults if place_of(fault)[0] not in found.unsure]
    return marked, (*faults, *sure)


def place_of(fault: InputError) -> Mark:
    """Line and column of a fault's place, "station.yaml:12:3: voices"; (0, 0) where it has none."""
    found = _PLACE.search(fault.where)
    return (int(found[1]), int(found[2])) if found else (0, 0)


def _holes(marked: Marked, unsure: Mapping[int, int]) -> Iterator[Path]:
    """The maps around lines that did not fit, as far as they are indented alike: something of theirs may be there."""
    columns: dict[Path, int] = {}
    for path, mark in marked.marks.items():
        columns.setdefault(path[:-1], mark[1] - 1)
    parts = sorted(((mark, len(path), path) for path, mark in marked.marks.items()), key=lambda one: one[:2])
    lines = [mark[0] for mark, _, _ in parts]
    for line, indent in unsure.items():
        path = parts[max(0, bisect_right(lines, line) - 1)][2] if parts else ()
        around = (path[:length] for length in range(len(path) + 1))
        yield from (one for one in around if abs(columns.get(one, 0) - indent) <= _SLIP)


def _stop(text: str) -> yaml.MarkedYAMLError | None:
    """The complaint at which a parser stops; None where it comes to the end."""
    import yaml

    try:
        for _ in yaml.parse(text, Loader=loader()):
            pass
    except yaml.MarkedYAMLError as error:
        return error
    return None


def _marked(reader: YamlReader, value: object) -> Marked:
    return Marked(
        value=value,
        where=reader.where,
        marks=reader.marks,
        written=reader.written,
        remarks=reader.remarks,
        anchors=reader.anchored,
        tabs=frozenset(reader.tabs),
        guessed=frozenset(reader.guessed),
    )


def _error(found: Complaint, where: str) -> InputError:
    return InputError(found.what, where=f"{where}:{found.line}:{found.column}", hint=found.hint)


def _unreadable(text: str, where: str, error: Exception) -> InputError:
    """A character that YAML does not allow at all, with its place in the file."""
    _, forbidden = without_forbidden(text)
    return _error(forbidden[0], where) if forbidden else InputError(f"is not YAML ({error})", where=where)


def check_keys(
    mapping: Mapping[str, object], allowed: Collection[str], *, where: str | Marked = "", path: Path = ()
) -> None:
    """Raise InputError for the first key of `mapping` that is not allowed, with 'did you mean'.

    With a `Marked` as `where` and the mapping's `path` in it, the message has line and column.
    """
    for error in unknown_keys(mapping, allowed, where=where, path=path):
        raise error


def unknown_keys(
    mapping: Mapping[str, object], allowed: Collection[str], *, where: str | Marked = "", path: Path = ()
) -> list[InputError]:
    """One error for each key that is not allowed, in the order written: for those who tell all at once."""
    return [
        InputError(
            f"no such key '{key}'",
            where=where.place(*path, key) if isinstance(where, Marked) else where,
            hint=did_you_mean(key, allowed),
        )
        for key in mapping
        if key not in allowed
    ]


def spelling(key: str, known: Collection[str]) -> str:
    """A key as this program writes it: 'at_once' is read as 'at-once' where that is known.

    >>> spelling("at_once", ["at-once"])
    'at-once'
    """
    plain = key.replace("_", "-")
    return plain if key not in known and plain in known else key


def did_you_mean(word: str, known: Collection[str], otherwise: str = "") -> str:
    """What to write instead: the nearest known word, or `otherwise`, or all of them when none is near.

    >>> did_you_mean("vioce", ["voice", "slot"])
    "did you mean 'voice'?"
    """
    near = difflib.get_close_matches(word.lower().replace("_", "-"), sorted(known), n=1)
    return f"did you mean '{near[0]}'?" if near else otherwise or f"known: {', '.join(sorted(known))}"
