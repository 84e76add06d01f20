"""What an editor approves of a story: its English, its text, its spoken form and what speaks it, as one digest."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from packager.records import Line
from packager.store import digest
from packager.text.printable import cleaned

_LENGTH = 32  # hex digits: as many as nobody can find another text for


@dataclass(frozen=True, kw_only=True)
class Content:
    """The parts of it, each as a text that changes with what it stands for: so it can be told what changed."""

    english: str  # a digest of each line's English, as it lay before the editor
    text: str  # … of each line's text
    spoken: str = ""  # of all that is said, in its spoken form and with the lexicon's readings
    voice: str = ""  # of the voices with all their options, and of every recording
    told: str = ""  # who speaks, by name: for a message
    version_1: str = ""  # the approval of this content as the first version of the manifest wrote it

    def of(self, by: str) -> str:
        """The approval of this content by somebody, as it stands in the manifest."""
        return "sha256:" + digest("approval", 2, by, self.english, self.text, self.spoken, self.voice)

    def differs(self, other: Content) -> Iterator[str]:
        """What is not as in the other, in words."""
        english, text = _lines(self.english, other.english), _lines(self.text, other.text)
        if english:
            yield f"the English of {english} changed"
        if text:
            yield f"{text} changed"
        if self.told != other.told:
            yield f"voice changed from {other.told or 'nobody'} to {self.told or 'nobody'}"
        elif self.voice != other.voice:
            yield f"voice changed: {self.told} speaks otherwise (dialect, options, engine or recording)"
        if self.spoken != other.spoken and not (english or text):
            yield "the spoken form changed"


def content(lines: Sequence[Line], spoken: Sequence[str] = (), told: str = "", manner: str = "") -> Content:
    """What there is of a story to approve; `manner` tells apart voices of one name."""
    texts = [cleaned(line.text) for line in lines]
    return Content(
        english=" ".join(_short(cleaned(line.source)) for line in lines),
        text=" ".join(_short(text) if text else NO_TEXT for text in texts),
        spoken=_short(list(spoken)),
        voice=_short([told, manner]),
        told=told,
        version_1="sha256:" + digest("approval", [line.text for line in lines], list(spoken), told),
    )


NO_TEXT = "-"  # of a line that is not translated yet


def is_nobody(by: str) -> bool:
    """Whether an approver's name names nobody: nothing, blanks, or signs that no name consists of."""
    return not any(character.isalpha() for character in by)


def same_person(one: str, other: str) -> bool:
    """Whether two names are one for who reads them; that two names are two people, no program can know."""
    return _folded(one) == _folded(other)


def _folded(name: str) -> str:
    letters = unicodedata.normalize("NFKC", name).casefold()
    return " ".join("".join(sign for sign in letters if unicodedata.category(sign) not in ("Cf", "Mn")).split())


def _short(part: object) -> str:
    return digest(part)[:_LENGTH]


def _lines(one: str, other: str) -> str:
    """Numbers of the lines that differ, counted from 1: "line 3", "lines 2, 4"; "" where none does."""
    a, b = one.split(), other.split()
    shorter = min(len(a), len(b))
    found = [place + 1 for place in range(max(len(a), len(b))) if place >= shorter or a[place] != b[place]]
    return f"line{'s' * (len(found) > 1)} {', '.join(map(str, found))}" if found else ""


def untranslated(one: Content) -> str:
    """The lines without a text, as `_lines` names them."""
    return _lines(one.text, " ".join("x" if text == NO_TEXT else text for text in one.text.split()))
