"""Values from a YAML parser's events: what they mean is told in `packager.text.strict_yaml`."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from packager.errors import InputError

if TYPE_CHECKING:
    import yaml

Path = tuple[str | int, ...]  # keys and list indices from the top: ("stories", 2, "id")
Mark = tuple[int, int]  # line and column, both counted from 1

DEPTH = 50  # levels; no file of ours needs ten, and a recursive reader must end somewhere
VALUES = 200_000  # in one document; the manifest of a day of 200 stories has 35,000, and each costs some 600 bytes
ALIASED = 10_000  # values that aliases may add in all: the "billion laughs" file adds 10⁹
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})", re.ASCII)
_DECIMAL = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})?\.[0-9]{1,30}(?:[eE][-+]?[0-9]{1,2})?", re.ASCII)
_REMARK = re.compile(r"[ \t]+#")
_WORDS: dict[str, object] = {"": None, "~": None, "null": None, "true": True, "false": False}
_NOWHERE = "\0"  # a part of a path to what is read and not kept
_TEXT_TAGS = (None, "tag:yaml.org,2002:str")


class YamlReader:
    """Builds values from a parser's events; one for each document."""

    def __init__(self, events: Iterable[yaml.Event], where: str, lines: Sequence[str]) -> None:
        self.events: Iterator[yaml.Event] = iter(events)
        self.where = where
        self.lines = lines
        self.written: dict[Path, str] = {}
        self.remarks: dict[Path, str] = {}
        self.faults: list[InputError] = []  # those behind which it can be read on
        self.guessed: set[Path] = set()
        self.anchored: dict[Path, str] = {}
        self.tabs: set[Path] = set()
        self.marks: dict[Path, Mark] = {}
        self.anchors: dict[str, tuple[object, int]] = {}  # value, and how many values it holds
        self.count = 0  # values built so far, those from aliases included
        self.aliased = 0

    def document(self) -> object:
        """The value of the stream's only document. Raises InputError for what is too deep or too much."""
        import yaml

        next(self.events)  # the stream's start
        if isinstance(next(self.events), yaml.StreamEndEvent):
            return None
        value = self.node(next(self.events), ())
        next(self.events)  # the document's end
        after = next(self.events)
        if not isinstance(after, yaml.StreamEndEvent):
            self.faults.append(self.error(after, "a second document begins here", "keep one document in a file"))
        return value

    def node(self, event: yaml.Event, path: Path) -> object:
        """The value that begins with `event`."""
        import yaml

        self.marks.setdefault(path, _mark(event))
        if isinstance(event, yaml.AliasEvent):
            return self.alias(event, path)
        if len(path) > DEPTH:
            raise self.error(event, f"nested more than {DEPTH} levels deep", "flatten it")
        if self.count >= VALUES:
            raise self.error(event, f"holds more than {VALUES:,} values", "name the right file")
        before, self.count = self.count, self.count + 1
        value = self.content(event, path)
        if isinstance(event, yaml.NodeEvent) and event.anchor is not None:
            self.anchors[event.anchor] = (value, self.count - before)
            self.anchored[path] = event.anchor
        return value

    def content(self, event: yaml.Event, path: Path) -> object:
        """A scalar's, list's or mapping's value."""
        import yaml

        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event, path)
        if getattr(event, "tag", None) is not None:
            self.tag(event, path)
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
            key = self.key(event, path)
            if key is not None and key not in pairs:
                self.marks[*path, key] = _mark(event)
                pairs[key] = self.node(next(self.events), (*path, key))
                continue
            if key is not None:
                first = f"keep one; the first is on line {self.marks[*path, key][0]}"
                self.faults.append(self.error(event, f"the key '{key}' is given twice", first))
            self.node(next(self.events), (*path, _NOWHERE))
        return pairs

    def key(self, event: yaml.Event, path: Path) -> str | None:
        """A key, always as the text that was written; None for what is none."""
        import yaml

        if not isinstance(event, yaml.ScalarEvent):
            hint = "write it without [, { or *, or in quotes"
            self.faults.append(self.error(event, "a key must be plain text", hint))
            self.node(event, (*path, _NOWHERE))
            return None
        if event.tag not in _TEXT_TAGS:
            self.tag(event, path)
        if event.value == "<<" and not event.style:
            self.faults.append(self.error(event, "merge keys (<<) are not read", "write the keys out"))
            return None
        return event.value

    def scalar(self, event: yaml.ScalarEvent, path: Path) -> object:
        """A quoted or block scalar's text; a plain one's number, boolean, null or text."""
        if event.tag not in _TEXT_TAGS:
            self.tag(event, path)
        if event.style or event.tag:
            return event.value
        value = _plain(event.value)
        if "\t" in event.value:
            self.tabs.add(path)
        if event.value and not isinstance(value, str):
            self.written[path] = event.value
        end = event.end_mark
        line = self.lines[end.line] if end and end.line < len(self.lines) else ""
        if end and _REMARK.match(line, end.column):  # not cut out first: all of a file may stand on one line
            self.remarks[path] = line[end.column :].rstrip()
        return value

    def alias(self, event: yaml.AliasEvent, path: Path) -> object:
        """A copy of what the anchor holds, while there is not too much of it."""
        if event.anchor not in self.anchors:
            what = f"the alias *{event.anchor} has no finished anchor before it"
            self.faults.append(self.error(event, what, "write the value out"))
            self.guessed.add(path)
            return None
        value, size = self.anchors[event.anchor]
        self.aliased += size
        self.count += size
        if self.aliased > ALIASED:
            raise self.error(event, f"aliases add more than {ALIASED} values", "write the values out")
        return copy.deepcopy(value)

    def tag(self, event: yaml.Event, path: Path) -> None:
        """Tell of a tag; nobody knows what its value was to be."""
        tag = str(getattr(event, "tag", "")).replace("tag:yaml.org,2002:", "!!")
        self.faults.append(self.error(event, f"the tag {tag} is not read", "remove it"))
        self.guessed.add(path)

    def error(self, event: yaml.Event, what: str, hint: str) -> InputError:
        """A fault where an event begins."""
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
