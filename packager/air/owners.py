"""Which edition a folder holds, told by where it lies and not by what the manifest in it says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from packager.air.package import is_named_as_ours
from packager.lang.registry import codes

APART = "convert"  # folder of the articles that were made by themselves


@dataclass(frozen=True, kw_only=True, slots=True)
class EditionId:
    """An edition, as far as publishing goes."""

    edition: str  # its folder below the output folder: "2026-11-28/ps", "convert/road/ps"
    day: str  # "2026-11-28": of several editions the newest day's owns a name

    @property
    def episode(self) -> str:
        """The edition's name."""
        parts = self.edition.split("/")
        return parts[1] if parts[0] == APART and len(parts) > 1 else "-".join(parts)

    def named(self, name: str) -> bool:
        """Whether a file's name is one that this edition gives."""
        return is_named_as_ours(name, self.episode)


def owner_of(folder: Path, episode: str, day: str) -> tuple[Path, EditionId]:
    """The output folder in which all its days have one journal, and the edition of a folder in it.

    A folder that lies somewhere else, as a copy does, is an output folder of its own, and only there is it believed
    what its manifest says of the edition.
    """
    whole = folder.resolve()
    apart = whole.parent.parent.name == APART
    if whole.name not in codes() or not (apart or re.fullmatch(r"\d{4}-\d{2}-\d{2}", whole.parent.name)):
        return whole, EditionId(edition=episode, day=day)
    root = whole.parents[2] if apart else whole.parents[1]
    return root, EditionId(edition=whole.relative_to(root).as_posix(), day=day if apart else whole.parent.name)
