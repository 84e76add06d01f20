"""One remembered translation, and what a look-up in the memory finds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Unit:
    """A source text, its translation, and who stands behind it."""

    source: str
    target: str
    language: str  # of the target
    who: str = ""  # who wrote or approved it
    when: str = ""  # ISO 8601, UTC: "2026-11-23T10:15:00Z"; "" when nobody recorded it
    origin: str = ""  # what made it: "editor", "argos en-ur 1.9", the tool of a TMX file
    note: str = ""
    previous: str = ""  # the source line before it, for matches in context
    following: str = ""  # the source line after it
    checked: bool = False  # a person approved it


@dataclass(frozen=True, kw_only=True, slots=True)
class Match:
    """A unit that fits a text, and how well."""

    unit: Unit
    score: int  # per cent; 100 is the same text but for spelling variants and spacing
    in_context: bool = False  # 100 %, and the lines before and after are the same too
    difference: str = ""  # below 100: "on [-March-]{+April+} 8", what the memory has and what is asked

    @property
    def origin(self) -> str:
        """What a line made from it says of where it came from: "memory 100%", and which engine where one made it."""
        engine = engine_behind(self.unit.origin)
        return f"memory {self.score}%" + (f", {engine}" if engine else "")


PEOPLE = ("editor", "beside file", "article")  # origins of what people wrote


def engine_behind(origin: str) -> str:
    """The engine that made a line which says that it came from there, "" where people did.

    An approval makes nobody the author: a remembered line keeps who made it.

    >>> engine_behind("memory 100%, argos en-ur 1.9"), engine_behind("memory 100%"), engine_behind("editor")
    ('argos en-ur 1.9', '', '')
    """
    maker = origin.partition(", ")[2] if origin.startswith("memory") else origin
    return "" if maker.startswith(PEOPLE) else maker
