"""What a station may choose about spoken forms, and what an editor is told about them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

Scale = Literal["", "lakh", "million"]
Calendar = Literal["", "pakistani", "afghan"]


@dataclass(frozen=True, kw_only=True, slots=True)
class SpokenOptions:
    """A station's choices; the empty ones mean the language's own habit."""

    scale: Scale = ""  # large numbers in lakh and crore (Urdu's habit), or in millions (Pashto's)
    calendar: Calendar = ""
    # Pashto months and weekdays as said in Pakistan or in Afghanistan; "" keeps the writer's words,
    # and says months that were written as figures or in English the Pakistani way
    names: Mapping[str, str] = field(default_factory=dict)  # Latin name → spoken form


class NoteKind(StrEnum):
    """What was done to a word that the language's letters do not hold."""

    TRANSLITERATED = "transliterated"  # read by rules over its English spelling: a guess
    LEFT_OUT = "left-out"  # not spoken at all


@dataclass(frozen=True, kw_only=True, slots=True)
class Note:
    """One thing in a spoken form that an editor should look at."""

    kind: NoteKind
    written: str
    spoken: str = ""
