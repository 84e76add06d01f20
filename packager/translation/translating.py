"""How the stories of one language are translated: by whom in which order, with which names and which memories."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from packager.translation.fallback import Rung
from packager.translation.names import NO_NAMES, Names
from packager.translation.script import InHand


@dataclass(frozen=True, kw_only=True)
class Translating:
    """All that translating one language goes by."""

    memory: Path  # the station's own, which learns what is approved; it need not be there yet
    memories: tuple[Path, ...] = ()  # TMX files that are read and never written
    chain: Sequence[Rung] = ()  # the engines, first to last
    order: Sequence[str] = InHand.order  # which translation by a person comes first
    names: Names = NO_NAMES
