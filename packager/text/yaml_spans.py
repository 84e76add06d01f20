"""Where each value of a YAML text stands, so that one can be changed and all the rest left as it was written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import yaml

    from packager.text.yaml_reader import Path


@dataclass(frozen=True, kw_only=True, slots=True)
class ValueSpan:
    """A key's or an item's value, in characters from the text's first."""

    key: int  # where the key begins; of an item its value
    start: int
    end: int  # behind its last character, without what stands behind it on the line
    scalar: bool = False
    quote: str = ""  # of a scalar: ' or ", | or > for a block; "" without quotes
    flow: bool = False  # a map or a list in braces
    inside_flow: bool = False  # it stands in one


def spans(text: str) -> dict[Path, ValueSpan]:
    """The span of each value by its path, as in `strict_yaml`. The text is one that `strict_yaml` reads."""
    import yaml

    loader: type[yaml.SafeLoader | yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    shift = len(text) - len(text.removeprefix("\ufeff"))
    reader = _Spans(yaml.parse(text[shift:], Loader=loader), shift)
    return reader.document()


class _Spans:
    def __init__(self, events: Iterator[yaml.Event], shift: int) -> None:
        self.events = iter(events)
        self.shift = shift
        self.found: dict[Path, ValueSpan] = {}

    def document(self) -> dict[Path, ValueSpan]:
        next(self.events)  # the stream's start
        next(self.events)  # the document's
        self.node(next(self.events), (), None, in_flow=False)
        return self.found

    def at(self, mark: Any) -> int:
        """A mark as a place in the text."""
        return self.shift + (mark.index if mark else 0)

    def node(self, event: yaml.Event, path: Path, key: int | None, *, in_flow: bool) -> int:
        """Take in the node that begins with an event; where it ends."""
        import yaml

        start, end = self.at(event.start_mark), self.at(event.end_mark)
        scalar = not isinstance(event, yaml.CollectionStartEvent)
        flow = not scalar and bool(getattr(event, "flow_style", False))
        if isinstance(event, yaml.MappingStartEvent):
            while not isinstance(event := next(self.events), yaml.MappingEndEvent):
                name = str(getattr(event, "value", ""))
                child = next(self.events)
                end = self.node(child, (*path, name), self.at(event.start_mark), in_flow=in_flow or flow)
        elif isinstance(event, yaml.SequenceStartEvent):
            place = 0
            while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
                end = self.node(event, (*path, place), None, in_flow=in_flow or flow)
                place += 1
        if flow:
            end = self.at(event.end_mark)
        self.found[path] = ValueSpan(
            key=start if key is None else key,
            start=start,
            end=end,
            scalar=scalar,
            quote=str(getattr(event, "style", None) or "") if scalar else "",
            flow=flow,
            inside_flow=in_flow,
        )
        return end
