"""An article as lines to be spoken, with every translation that a person has already given."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from packager.desk.approval import BESIDE
from packager.errors import InputError
from packager.lang.normalise import for_memory
from packager.records import Article, Line, Role, Script
from packager.text.printable import cleaned
from packager.translation.checks import examine
from packager.translation.names import NO_NAMES, Names
from packager.translation.units import Match

EDITOR = "editor"
ARTICLE = "article"
MEMORY = "memory"


class Recall(Protocol):
    """`Memory.lookup`, or anything that answers like it."""

    def __call__(self, source: str, language: str, *, previous: str = "", following: str = "") -> Match | None:
        """The unit that fits this text exactly, or None."""


@dataclass(frozen=True, kw_only=True)
class InHand:
    """Translations that need no engine, and which of them comes first."""

    edited: Mapping[str, str] = field(default_factory=dict)  # the editor's text by source text, from a manifest
    recall: Recall | None = None
    order: Sequence[str] = (EDITOR, BESIDE, MEMORY)


def draft(article: Article, language: str, in_hand: InHand | None = None, names: Names = NO_NAMES) -> Script:
    """The article's script in `language`: each line from the first source that has it, "" where none does.

    Every line carries the findings of the checks, whatever it came from. Raises InputError as `in_hand_texts`.
    """
    script = in_hand_texts(article, language, in_hand)
    return script if language == article.source.language else examine(script, names)


def in_hand_texts(article: Article, language: str, in_hand: InHand | None = None) -> Script:
    """The same before any check has looked at it.

    Raises InputError for a translation beside the article that has not one text for each line.
    """
    spoken = spoken_lines(article)
    if language == article.source.language:
        return Script(article=article.id, language=language, lines=_as_it_came(spoken, in_hand or InHand()))
    sources = _sources(article, language, spoken, in_hand or InHand())
    lines = tuple(_first(place, line, sources) for place, line in enumerate(spoken))
    return Script(article=article.id, language=language, lines=lines)


def _as_it_came(spoken: Sequence[Line], in_hand: InHand) -> tuple[Line, ...]:
    """The lines of an edition in the article's own language: the editor's where there is one, else the article's."""
    edited = _from_editor(in_hand.edited)
    return tuple(
        edited(place, line) or _said(line, line.source, ARTICLE, checked=True) for place, line in enumerate(spoken)
    )


def spoken_lines(article: Article) -> tuple[Line, ...]:
    """What a presenter would read of an article, in order and untranslated: no captions."""
    headline = Line(role=Role.HEADLINE, source=article.headline)
    rest = (Line(role=part.role, source=part.text) for part in article.paragraphs if part.role is not Role.CAPTION)
    return (headline, *rest)


# (place in the script, line) → the line with its text, or None
_Source = Callable[[int, Line], Line | None]


def _sources(article: Article, language: str, spoken: tuple[Line, ...], in_hand: InHand) -> list[_Source]:
    known: dict[str, _Source] = {}
    if in_hand.edited:
        known[EDITOR] = _from_editor(in_hand.edited)
    if language in article.in_hand:
        known[BESIDE] = _from_beside(article, language, len(spoken))
    if in_hand.recall:
        known[MEMORY] = _from_memory(in_hand.recall, language, [line.source for line in spoken])
    return [known[name] for name in in_hand.order if name in known]


def _first(place: int, line: Line, sources: Sequence[_Source]) -> Line:
    return next((found for source in sources if (found := source(place, line))), line)


def _from_editor(edited: Mapping[str, str]) -> _Source:
    texts = {for_memory(source, "en"): text for source, text in edited.items() if text.strip()}

    def source(_: int, line: Line) -> Line | None:
        text = texts.get(for_memory(line.source, "en"))
        return _said(line, text, EDITOR, checked=True) if text else None

    return source


def _from_beside(article: Article, language: str, wanted: int) -> _Source:
    texts = article.in_hand[language]
    if len(texts) != wanted:
        raise InputError(
            f"the '{language}' translation has {len(texts)} paragraphs and the article {wanted}",
            where=article.source.file or article.id,
            hint="give headline, paragraphs and credit one paragraph each, in the article's order",
        )

    def source(place: int, line: Line) -> Line | None:
        return _said(line, texts[place], BESIDE, checked=True) if texts[place].strip() else None

    return source


def _from_memory(recall: Recall, language: str, story: Sequence[str]) -> _Source:
    def source(place: int, line: Line) -> Line | None:
        around = {
            "previous": story[place - 1] if place else "",
            "following": story[place + 1] if place + 1 < len(story) else "",
        }
        match = recall(line.source, language, **around)
        if match is None or match.score < 100:
            return None
        return _said(line, match.unit.target, match.origin, checked=match.unit.checked)

    return source


def _said(line: Line, text: str, origin: str, *, checked: bool) -> Line:
    return Line(role=line.role, source=line.source, text=cleaned(text), origin=origin, checked=checked, note=line.note)
