"""The station's table of names."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Name:
    """One person, place, organisation or acronym in three languages."""

    en: str
    kind: str = ""
    spelling: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Names:
    """A table of names, ready to be looked up."""

    entries: tuple[Name, ...] = ()

    def spellings(self, text: str, language: str) -> dict[str, str]:
        """The names in an English text, each with the station's spelling."""
        return {}


NO_NAMES = Names()
