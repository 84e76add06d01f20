"""What a station decides of its voices: who may read an edition, and what may be asked of a voice service."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Cast:
    """An edition's voices, named as in voices/<name>.yaml; each list is an order of preference."""

    anchor: tuple[str, ...]  # the show and its stories; with a reporter, every other story
    reporter: tuple[str, ...] = ()
    quote: tuple[str, ...] = ()  # quoted lines; () where whoever reads the story reads them too

    @property
    def names(self) -> tuple[str, ...]:
        """Every voice of the cast, once."""
        return tuple(dict.fromkeys((*self.anchor, *self.reporter, *self.quote)))


@dataclass(frozen=True, kw_only=True)
class VoiceLimits:
    """What may be asked of voice services, by all runs on this machine together."""

    at_once: int = 4  # requests to one service
    failures: int = 3  # in a row, until a service is left alone
    rest: float = 60.0  # seconds that it is left alone, before one request tries it again
    characters_a_day: Mapping[str, int] = field(default_factory=dict)  # by engine; no limit where it is not named
