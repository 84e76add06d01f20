"""The manifest as the program wrote it, in parts: what was changed by hand since is told by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from packager.desk.data import to_data
from packager.desk.manifest import Manifest
from packager.desk.state import State
from packager.store import digest

FREE = ("packager", "status", "reason", "note", "review-log")  # an editor may change these without a build
_LENGTH = 16  # hex digits


def parts(manifest: Manifest) -> Mapping[str, str]:
    """A digest of each part of the manifest but for an editor's notes, under the name that a message gives it."""
    data = to_data(manifest)
    found = {name: value for name, value in data.items() if name not in (*FREE, "stories")}
    found["the order of the stories"] = [story["id"] for story in data["stories"]]
    for story in data["stories"]:
        found |= {
            f"{story['id']}: {name}": value for name, value in story.items() if name not in ("note", "reason", "lines")
        }
        for number, line in enumerate(story["lines"], 1):
            of_line = {name: value for name, value in line.items() if name not in ("note", "approved")}
            found[f"{story['id']}: line {number}"] = of_line
            if "approved" in line:
                found[f"{story['id']}: approval of line {number}"] = line["approved"]
    return {name: digest(value)[:_LENGTH] for name, value in found.items()}


def in_sound(story: str, state: State) -> bool:
    """Whether a story was in the episode when it was built."""
    return f"{story}: starts" in state.parts


def changed(manifest: Manifest) -> Iterator[str]:
    """Names of the parts that are not as the program wrote them: another value, new, or gone."""
    now, before = parts(manifest), manifest.state.parts
    yield from (name for name, value in now.items() if before.get(name) != value)
    yield from (name for name in before if name not in now)
