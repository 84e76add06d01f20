"""The program's own file beside a manifest: by what it knows an edit, a stale file and a stray one.

Nothing in it is an editor's, and losing it costs time and never a word: lines that differ from what the program
would write then count as the editor's, every sound is made once more, and nothing is deleted. It is not believed as
a list of paths either; whoever deletes by it looks at each name and at each file's content first.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from packager.desk.content import Content
from packager.store import digest, write_if_changed
from packager.text.confine import name_fault

NAME = ".packager.json"
VERSION = 1
NOTHING = "-"  # of a line without a text

Written = tuple[str, ...]  # of each line in order: the digest of its text, or of several, joined by "/"


@dataclass(frozen=True, kw_only=True)
class State:
    """What the program wrote and made."""

    lines: Mapping[str, Written] = field(default_factory=dict)  # by story
    files: Mapping[str, str] = field(default_factory=dict)  # name → "sha256:…" as it was made
    built: Mapping[str, str] = field(default_factory=dict)  # name → digest of all that its sound was made from
    contents: Mapping[str, Content] = field(default_factory=dict)  # of each story, as it was last read
    parts: Mapping[str, str] = field(default_factory=dict)  # of the manifest as written → digest; see `desk.as_built`
    came: Mapping[str, str] = field(default_factory=dict)  # story → the priority with which its article came in
    learnt: Mapping[str, str] = field(default_factory=dict)  # story → the approval whose lines the memory has
    decided: Mapping[str, Any] = field(default_factory=dict)  # place → what the editor's keys said; `desk.noticing`
    deciding: Mapping[str, Any] = field(default_factory=dict)  # … and will say, while a run writes
    sounds: tuple[str, ...] | None = None  # of the store: what the edition's sound is made of; None: not written down
    log_entries: int = 0  # how many entries the log of reviews had when the manifest was written
    log_head: str = ""  # … and the hash of the last

    def wrote(self, story: str, place: int, text: str) -> bool:
        """Whether the text of a story's line is one that the program wrote there."""
        known = self.lines.get(story, ())
        return place < len(known) and line_digest(text) in known[place].split("/")

    def knows(self, story: str) -> bool:
        """Whether the program knows what it wrote in a story."""
        return story in self.lines

    def while_writing(self, before: State) -> State:
        """The state for as long as the manifest may be the old one or the new one: the words of both are ours.

        A run that is cut off between the two files would else take a machine's line for an editor's.
        """
        stories = {**before.lines, **self.lines}
        lines = {story: _both(before.lines.get(story, ()), self.lines.get(story, ())) for story in stories}
        return replace(self, lines=lines, decided=before.decided, deciding=self.decided)


def _both(one: Written, other: Written) -> Written:
    longest = max(len(one), len(other))
    pairs = zip(_filled(one, longest), _filled(other, longest), strict=True)
    return tuple("/".join(dict.fromkeys([*a.split("/"), *b.split("/")])) for a, b in pairs)


def _filled(written: Written, length: int) -> Iterator[str]:
    yield from written
    yield from [NOTHING] * (length - len(written))


def line_digest(text: str) -> str:
    """What tells whether a line is still as the program wrote it: eight hex digits."""
    return digest(text)[:8] if text else NOTHING


def written_digests(texts: Sequence[str]) -> Written:
    """The digests of a story's lines, in order."""
    return tuple(map(line_digest, texts))


def load(folder: Path) -> State | None:
    """The state in an edition's folder; None where there is none, or it is none of ours or damaged."""
    try:
        data = json.loads((folder / NAME).read_text(encoding="utf-8"))
        if data.pop("version") != VERSION:
            return None
        state = State(
            lines={story: tuple(map(_text, lines)) for story, lines in data["lines"].items()},
            **{name: _texts(data[name]) for name in ("files", "built", "parts", "learnt")},
            came=_texts(data.get("came", {})),
            decided=dict(data.get("decided", {})),
            deciding=dict(data.get("deciding", {})),
            sounds=tuple(map(_text, told)) if (told := data.get("sounds")) is not None else None,
            log_entries=int(data.get("log_entries", 0)),
            log_head=_text(data.get("log_head", "")),
            contents={story: Content(**_texts(parts)) for story, parts in data["contents"].items()},
        )
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return None if any(map(name_fault, (*state.files, *state.built))) else state


def _texts(values: Mapping[str, object]) -> dict[str, str]:
    return {key: _text(value) for key, value in values.items()}


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def save(folder: Path, state: State) -> None:
    """Write the state, unless it is there already. Raises PackagerError."""
    data = {"version": VERSION, **asdict(state)}
    write_if_changed(folder / NAME, (json.dumps(data, ensure_ascii=False, indent=0) + "\n").encode())
