"""What an editor is told about spoken forms."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class NoteKind(StrEnum):
    """What was done to a word or a sign that may not be what its writer meant."""

    TRANSLITERATED = "transliterated"  # read by rules over its English spelling: a guess
    LEFT_OUT = "left-out"  # not spoken at all
    MINUS = "minus"  # a hyphen before a figure, taken for below nothing


@dataclass(frozen=True, kw_only=True, slots=True)
class SpokenNote:
    """One thing in a spoken form that an editor should look at."""

    kind: NoteKind
    written: str
    spoken: str = ""
