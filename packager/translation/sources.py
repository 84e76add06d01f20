"""What a station says of the translators of a language, first to last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

IN_HAND = ("beside-file", "memory")  # people's translations: always looked at, and before any engine


@dataclass(frozen=True, kw_only=True)
class SourcePlan:
    """One rung of a language's fallback chain, as the station's file has it."""

    engine: str  # as in `packager engines`; or one of IN_HAND
    options: Mapping[str, object] = field(default_factory=dict)
    place: str = ""  # in the file, for messages


Sources = tuple[SourcePlan, ...]

# Pashto has none: nothing small enough to be there unasked speaks it, and no other language stands in for it.
DEFAULT: Mapping[str, Sources] = {"ur": (SourcePlan(engine="argos"),)}


def sources_of(named: Mapping[str, Sources], language: str) -> Sources:
    """A language's translators among those that a station names, else the default ones."""
    return named.get(language, DEFAULT.get(language, ()))
