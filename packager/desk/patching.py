"""One act of an editor's put into a manifest's text: what it does not touch stays as somebody wrote it, to the byte.

A run writes all that is the program's (`packager.desk.writing`); an act writes the few values that it decides, each at
its place in the text. Stories move with the comments above them. What stands in no block of its own (a whole story in
one line of braces) is written by way of the tree, as a run does it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from packager.desk.data import Data, to_data
from packager.desk.manifest import Manifest
from packager.desk.reading import parse
from packager.desk.state import State
from packager.desk.writing import dumped, fresh, render
from packager.errors import InputError
from packager.text.yaml_spans import ValueSpan, spans

if TYPE_CHECKING:
    from packager.text.yaml_reader import Path


def patched(text: str, before: Manifest, after: Manifest, *, where: str) -> str:
    """The text of the manifest `before` with what is decided in `after`. Raises InputError where that cannot be."""
    wanted = replace(after, state=State())
    new = _in_place(text, before, after)
    if new is None or not _says(new, wanted, where):
        new = render(after, text, by_editor=True)
    if _says(new, wanted, where):
        return new
    raise InputError("cannot be written so that it is read the same again", where=where, hint="change it by hand")


def _says(text: str, wanted: Manifest, where: str) -> bool:
    try:
        return replace(parse(text, where=where), state=State()) == wanted
    except InputError:
        return False


def _in_place(text: str, before: Manifest, after: Manifest) -> str | None:
    """The text with single values replaced, put in or taken out; None where something has no block of its own."""
    order = [story.id for story in after.stories]
    if [story.id for story in before.stories] != order:
        text = _reordered(text, before, order)
        before = replace(before, stories=tuple(story for name in order if (story := before.story(name))))
    try:
        edits = list(_map_edits(_Text(text, spans(text)), (), to_data(before), to_data(after)))
    except KeyError:
        return None
    lost = []
    for start, end, new in sorted(edits, reverse=True):
        lost += (
            [line.strip() for line in text[start:end].splitlines() if line.lstrip().startswith("#")] if not new else []
        )
        text = text[:start] + new + text[end:]
    return text + "".join(f"{comment}\n" for comment in lost)


@dataclass(frozen=True)
class _Text:
    """A text, and where each key's value stands in it."""

    text: str
    spans: Mapping[Path, ValueSpan]

    def line_start(self, index: int) -> int:
        return self.text.rfind("\n", 0, index) + 1

    def line_end(self, index: int) -> int:
        """Behind the line that this place is on."""
        found = self.text.find("\n", index)
        return len(self.text) if found < 0 else found + 1


Edit = tuple[int, int, str]  # from, to, and what stands there then


def _map_edits(text: _Text, path: Path, old: Data, new: Data) -> Iterator[Edit]:
    """What makes a map that is written as a block say what is new. Raises KeyError where it is none."""
    for name in old:
        if name not in new:
            yield _taken_out(text, (*path, name))
    names = list(new)
    for place, (name, value) in enumerate(new.items()):
        if name in old and old[name] == value:
            continue
        if (*path, name) in text.spans:
            yield from _value_edits(text, (*path, name), old.get(name), value)
        else:
            yield _put_in(text, path, [*reversed(names[:place])], {name: value})


def _value_edits(text: _Text, path: Path, old: Any, new: Any) -> Iterator[Edit]:
    span = text.spans[path]
    if isinstance(new, dict) and isinstance(old, dict) and not (span.flow or span.scalar):
        yield from _map_edits(text, path, old, new)
    elif isinstance(new, list):
        for place, item in enumerate(new):  # stories, lines and what is left out: they are as many as they were
            if item != old[place]:
                yield from _map_edits(text, (*path, place), old[place], item)
    else:
        written = _written(new, span)
        blank = "" if span.start and text.text[span.start - 1].isspace() else " "
        yield span.start, span.end, blank + written + ("\n" if text.text[span.start : span.end].endswith("\n") else "")


def _taken_out(text: _Text, path: Path) -> Edit:
    span = text.spans[path]
    start = text.line_start(span.key)
    if text.text[start : span.key].strip() or span.inside_flow:
        raise KeyError(path)  # the first of an item, behind its dash
    return start, text.line_end(max(span.key, span.end - 1)), ""


def _put_in(text: _Text, path: Path, before: list[str], value: Data) -> Edit:
    """A new key behind the nearest of those that stand before it."""
    span = next(text.spans[*path, name] for name in before if (*path, name) in text.spans)
    if span.inside_flow:
        raise KeyError(path)
    indent = " " * (span.key - text.line_start(span.key))
    place = text.line_end(max(span.key, span.end - 1))
    lines = dumped(fresh(value)).splitlines()
    start = "" if text.text[:place].endswith("\n") else "\n"
    return place, place, start + "".join(f"{indent}{line}\n" for line in lines)


def _written(value: Any, span: ValueSpan) -> str:
    """A value as it is written where another of its kind stood: in the same quotes, in braces where there were some."""
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString, SingleQuotedScalarString

    tree = fresh(value)
    if isinstance(value, dict):
        tree.fa.set_flow_style()
    elif isinstance(value, str) and span.quote == '"':
        tree = DoubleQuotedScalarString(value)
    elif isinstance(value, str) and span.quote == "'":
        tree = SingleQuotedScalarString(value)
    return dumped({"k": tree}).removeprefix("k:").strip()


def _reordered(text: str, before: Manifest, order: list[str]) -> str:
    """The text with its stories in another order, each with the comments above it; or as it was, if it is no block."""
    known, lines = spans(text), text.splitlines(keepends=True)
    starts = [known["stories", place].key for place in range(len(before.stories))]
    if any(known["stories", place].inside_flow for place in range(len(starts))):
        return text
    firsts = [_first(lines, text.count("\n", 0, start)) for start in starts]
    last = text.count("\n", 0, max(known["stories",].end - 1, 0)) + 1
    blocks = {
        story.id: "".join(lines[start:stop])
        for story, start, stop in zip(before.stories, firsts, [*firsts[1:], last], strict=True)
    }
    whole = [block if block.endswith("\n") else f"{block}\n" for block in (blocks[name] for name in order)]
    return "".join([*lines[: firsts[0]], *whole, *lines[last:]])


def _first(lines: list[str], place: int) -> int:
    """Where what stands on a line begins: with the comments right above it that are indented as it is."""
    column = _indent(lines[place])
    while place and lines[place - 1].lstrip().startswith("#") and _indent(lines[place - 1]) == column:
        place -= 1
    return place


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
