"""YAML with its traps closed, for everything that people write by hand.

What differs from a plain safe loader: only `true` and `false` are booleans; dates, times and
figures with a leading zero stay the text that was written; keys are always text; a key given
twice, a tag, a merge key, a second document and an alias bomb are errors that name line and
column. Whole numbers and decimals are read as in JSON, with an optional plus sign.
"""

from __future__ import annotations

import copy
import difflib
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from packager.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    import yaml

Path = tuple[str | int, ...]  # keys and list indices from the top: ("stories", 2, "id")
Mark = tuple[int, int]  # line and column, both counted from 1

DEPTH = 50  # levels; no file of ours needs ten, and a recursive reader must end somewhere
VALUES = 200_000  # in one document; the manifest of a day of 200 stories has 35,000, and each costs some 600 bytes
ALIASED = 10_000  # values that aliases may add in all: the "billion laughs" file adds 10⁹
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})", re.ASCII)
_DECIMAL = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})?\.[0-9]{1,30}(?:[eE][-+]?[0-9]{1,2})?", re.ASCII)
_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")  # where YAML 1.1 ends a line
_REMARK = re.compile(r"[ \t]+#")
_WORDS: dict[str, object] = {"": None, "~": None, "null": None, "true": True, "false": False}
_TEXT_TAGS = (None, "!", "tag:yaml.org,2002:str")


@dataclass(frozen=True, kw_only=True)
class Marked:
    """A document's value, with where each of its parts was written."""

    value: object  # dict[str, …], list, str, int, float, bool or None
    where: str  # the file, as the user named it
    marks: Mapping[Path, Mark] = field(default_factory=dict)
    written: Mapping[Path, str] = field(default_factory=dict)  # figures and words without quotes, as they were typed
    remarks: Mapping[Path, str] = field(default_factory=dict)  # what YAML drops behind a text without quotes: ' #5 …'

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

    def respelt(self, names: Mapping[str, str], but: str) -> Marked:
        """The document with other names for some keys, wherever they stand but in the map under `but`.

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
                names.get(key, key): item if key == but else other(item, (*path, key)) for key, item in value.items()
            }

        marks = {
            path if but in path else tuple(names.get(str(key), key) for key in path): mark
            for path, mark in self.marks.items()
        }
        return replace(self, value=other(self.value, ()), marks=marks)


def load(text: str, *, where: str) -> object:
    """The one document in `text` as plain values, None if it is empty. Raises InputError."""
    return load_marked(text, where=where).value


def load_marked(text: str, *, where: str) -> Marked:
    """The same as `load`, with a mark for every key and item. Raises InputError."""
    import yaml

    loader: type[yaml.SafeLoader | yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = text.removeprefix("\ufeff")
    try:
        return _YamlReader(yaml.parse(text, Loader=loader), where, _BREAK.split(text)).document()
    except yaml.MarkedYAMLError as error:
        raise _syntax_error(error, text, where) from error
    except (yaml.YAMLError, UnicodeEncodeError) as error:
        raise InputError(_unreadable(error), where=where, hint="remove that character") from error


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


def did_you_mean(word: str, known: Collection[str]) -> str:
    """What to write instead: the nearest known word, or all of them when none is near.

    >>> did_you_mean("vioce", ["voice", "slot"])
    "did you mean 'voice'?"
    """
    near = difflib.get_close_matches(word.lower().replace("_", "-"), sorted(known), n=1)
    return f"did you mean '{near[0]}'?" if near else f"known: {', '.join(sorted(known))}"


class _YamlReader:
    """Builds values from a parser's events; one for each document."""

    def __init__(self, events: Iterable[yaml.Event], where: str, lines: Sequence[str]) -> None:
        self.events: Iterator[yaml.Event] = iter(events)
        self.where = where
        self.lines = lines
        self.written: dict[Path, str] = {}
        self.remarks: dict[Path, str] = {}
        self.marks: dict[Path, Mark] = {}
        self.anchors: dict[str, tuple[object, int]] = {}  # value, and how many values it holds
        self.count = 0  # values built so far, those from aliases included
        self.aliased = 0

    def document(self) -> Marked:
        """The stream's only document."""
        import yaml

        next(self.events)  # the stream's start
        if isinstance(next(self.events), yaml.StreamEndEvent):
            return Marked(value=None, where=self.where)
        value = self.node(next(self.events), ())
        next(self.events)  # the document's end
        after = next(self.events)
        if not isinstance(after, yaml.StreamEndEvent):
            raise self.error(after, "a second document begins here", "keep one document in a file")
        return Marked(value=value, where=self.where, marks=self.marks, written=self.written, remarks=self.remarks)

    def node(self, event: yaml.Event, path: Path) -> object:
        """The value that begins with `event`."""
        import yaml

        self.marks.setdefault(path, _mark(event))
        if isinstance(event, yaml.AliasEvent):
            return self.alias(event)
        if len(path) > DEPTH:
            raise self.error(event, f"nested more than {DEPTH} levels deep", "flatten it")
        if self.count >= VALUES:
            raise self.error(event, f"holds more than {VALUES:,} values", "name the right file")
        before, self.count = self.count, self.count + 1
        value = self.content(event, path)
        if isinstance(event, yaml.NodeEvent) and event.anchor is not None:
            self.anchors[event.anchor] = (value, self.count - before)
        return value

    def content(self, event: yaml.Event, path: Path) -> object:
        """A scalar's, list's or mapping's value."""
        import yaml

        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event, path)
        if getattr(event, "tag", None) not in (None, "!"):
            raise self.tag(event)
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(path)
        return self.sequence(path)

    def sequence(self, path: Path) -> list[object]:
        """A list's items, up to its end."""
        import yaml

        items: list[object] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self.node(event, (*path, len(items))))
        return items

    def mapping(self, path: Path) -> dict[str, object]:
        """A mapping's pairs, up to its end."""
        import yaml

        pairs: dict[str, object] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.key(event)
            if key in pairs:
                first = f"keep one; the first is on line {self.marks[*path, key][0]}"
                raise self.error(event, f"the key '{key}' is given twice", first)
            self.marks[*path, key] = _mark(event)
            pairs[key] = self.node(next(self.events), (*path, key))
        return pairs

    def key(self, event: yaml.Event) -> str:
        """A key, always as the text that was written."""
        import yaml

        if not isinstance(event, yaml.ScalarEvent):
            raise self.error(event, "a key must be plain text", "write it without [, { or *, or in quotes")
        if event.tag not in _TEXT_TAGS:
            raise self.tag(event)
        if event.value == "<<" and not event.style:
            raise self.error(event, "merge keys (<<) are not read", "write the keys out")
        return event.value

    def scalar(self, event: yaml.ScalarEvent, path: Path) -> object:
        """A quoted or block scalar's text; a plain one's number, boolean, null or text."""
        if event.tag not in _TEXT_TAGS:
            raise self.tag(event)
        if event.style or event.tag:
            return event.value
        value = _plain(event.value)
        if event.value and not isinstance(value, str):
            self.written[path] = event.value
        end = event.end_mark
        line = self.lines[end.line] if end and end.line < len(self.lines) else ""
        if end and _REMARK.match(line, end.column):  # not cut out first: all of a file may stand on one line
            self.remarks[path] = line[end.column :].rstrip()
        return value

    def alias(self, event: yaml.AliasEvent) -> object:
        """A copy of what the anchor holds, while there is not too much of it."""
        if event.anchor not in self.anchors:
            what = f"the alias *{event.anchor} has no finished anchor before it"
            raise self.error(event, what, "write the value out")
        value, size = self.anchors[event.anchor]
        self.aliased += size
        self.count += size
        if self.aliased > ALIASED:
            raise self.error(event, f"aliases add more than {ALIASED} values", "write the values out")
        return copy.deepcopy(value)

    def tag(self, event: yaml.Event) -> InputError:
        tag = str(getattr(event, "tag", "")).replace("tag:yaml.org,2002:", "!!")
        return self.error(event, f"the tag {tag} is not read", "remove it")

    def error(self, event: yaml.Event, what: str, hint: str) -> InputError:
        line, column = _mark(event)
        return InputError(what, where=f"{self.where}:{line}:{column}", hint=hint)


def _plain(text: str) -> object:
    """What an unquoted scalar means: 15:00, 2026-11-23, 010, no and off are text.

    >>> [_plain(text) for text in ("12", "1.5", "true", "no", "05:00", "010", "2026-11-23", "~")]
    [12, 1.5, True, 'no', '05:00', '010', '2026-11-23', None]
    """
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _DECIMAL.fullmatch(text) else text


def _mark(event: yaml.Event) -> Mark:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _syntax_error(error: yaml.MarkedYAMLError, text: str, where: str) -> InputError:
    """A parser's complaint with its place; a tab, which is the usual cause, by name."""
    mark = error.problem_mark or error.context_mark
    if mark is None:
        return InputError(f"is not YAML ({error})", where=where)
    place = f"{where}:{mark.line + 1}:{mark.column + 1}"
    line = (text.splitlines() or [""])[mark.line : mark.line + 1]
    if line and line[0][mark.column : mark.column + 1] == "\t":
        return InputError("a tab stands where YAML wants spaces", where=place, hint="indent with spaces")
    problem = error.problem or error.context or "cannot be read"
    hint = "mend the line; text with ': ' or ' #' in it needs quotes"
    return InputError(f"is not YAML ({problem})", where=place, hint=hint)


def _unreadable(error: Exception) -> str:
    """A character that YAML does not allow at all, with its place in the file."""
    if isinstance(error, UnicodeEncodeError):
        return f"half a character (U+{ord(error.object[error.start]):04X}) at position {error.start}"
    code, position = getattr(error, "character", None), getattr(error, "position", 0)
    if isinstance(code, str):
        code = ord(code[:1] or "\0")
    name = f"U+{code:04X}" if isinstance(code, int) else "a control character"
    return f"{name} at position {position} is not allowed in YAML"
