"""What a station may choose about spoken forms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Scale = Literal["", "lakh", "million"]


@dataclass(frozen=True, kw_only=True, slots=True)
class SpokenOptions:
    """A station's choices; the empty ones mean the language's own habit."""

    scale: Scale = ""  # large numbers in lakh and crore (Urdu's habit), or in millions (Pashto's)
    calendar: str = ""
    # One of the language's sets of names of months and weekdays (Calendar.habits); "" keeps the writer's words, and
    # says months that were written as figures or in English by the usual set
    on_date: str = ""  # the preposition before a day, where a language's print has two; "" keeps the writer's
    names: Mapping[str, str] = field(default_factory=dict)  # Latin name → spoken form
    # Spoken form of a name → the same beside a preposition, where the language's rules would give another
    bent: Mapping[str, str] = field(default_factory=dict)
    prints: Mapping[str, str] = field(default_factory=dict)  # spoken form of a name → its ordinary spelling
