"""What an editor is told about spoken forms."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


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
