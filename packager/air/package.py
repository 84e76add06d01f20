"""What an edition gives to a target: its cuts with their files, and the files that shall lie in the target's folder."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from packager.delivery.cut import Cut, Timers
from packager.delivery.disclosure import Disclosure
from packager.errors import InputError
from packager.text.confine import name_fault

TAGGED = (".mp3", ".flac", ".m4a", ".opus")  # files that carry title, artist and chapters in tags


@dataclass(frozen=True, kw_only=True, slots=True)
class Package:
    """One cut and its files, whatever they are called where they were made."""

    cut: Cut
    timers: Timers
    disclosure: Disclosure
    seconds: float
    files: Mapping[str, Path] = field(default_factory=dict)  # by what follows the slug: ".wav", ".mp3", ".en.vtt"


@dataclass(frozen=True, kw_only=True, slots=True)
class Thing:
    """A file that shall lie in a drop folder."""

    name: str  # ASCII, in the folder: `Cut.file_name(…)`, or the edition's name with an ending
    content: Path | bytes
    slot: str = ""  # what it stands for in the system, where files of other names may stand for it too: "cart 310001"


class Target(Protocol):
    """A playout system that takes editions from a folder."""

    def things(self, packages: Sequence[Package], *, name: str, group: str) -> Sequence[Thing]:
        """What one edition puts into the folder, in the order in which it must appear there.

        The episode comes first in `packages`, then its stories. `name` is the edition's ("2026-11-23-ps"), `group`
        the playout system's group of carts. Raises InputError where the system would get nothing that it can read.
        """


def copied(package: Package, suffix: str, slot: str = "") -> Thing:
    """A package's file under its playout name. Raises InputError where there is none of this kind."""
    if suffix not in package.files:
        raise InputError(f"{package.cut.id} has no {suffix} file", hint="build the edition again")
    return Thing(name=package.cut.file_name(suffix), content=package.files[suffix], slot=slot)


def is_named_as_ours(name: str, episode: str) -> bool:
    """Whether a file's name is one that an edition puts into a folder: by cart number, or by the edition's name."""
    cut = re.fullmatch(r"\d{6}_[a-z0-9-]+(?:\.[a-z0-9]+)+", name)
    listed = re.fullmatch(rf"{re.escape(episode)}(?:\.[a-z0-9]+)+", name)
    return "/" not in name and not name_fault(name) and bool(cut or listed)
