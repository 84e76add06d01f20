"""What every format is read into before roles are given: blocks in page order, and drafts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from packager.errors import InputError
from packager.records import LeftOut, Paragraph

# Seen by nobody and heard by nobody: soft hyphens, zero-width spaces, direction marks, BOM.
# The zero-width non-joiner (U+200C) stays: Pashto, Urdu and Persian words are spelt with it.
_UNSEEN = dict.fromkeys(
    [0x00AD, 0x061C, 0x180E, 0xFEFF, 0x200B, 0x200D, 0x200E, 0x200F, 0x2060, *range(0x202A, 0x202F)]
)
_UNSEEN |= dict.fromkeys(range(0x2066, 0x206A))
LINES = 20_000  # of a text, and blocks of a page: an hour of speech has 600, and a copied page a few thousand
LONGEST = 60_000  # letters of a paragraph: a whole story has no more
_GAPS = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
_LETTERS = re.compile(r"[\W_]+")


class BlockKind(StrEnum):
    """What a block was on the page."""

    TEXT = "text"
    HEADING = "heading"
    BULLET = "bullet"
    CAPTION = "caption"
    QUOTE = "quote"
    ROW = "row"  # of a table, as a presenter would say it
    FURNITURE = "furniture"  # the page itself says so: nav, footer, share buttons


@dataclass(frozen=True, kw_only=True, slots=True)
class PageBlock:
    """One block of text on a page."""

    text: str  # tidy
    kind: BlockKind = BlockKind.TEXT
    why: str = ""  # why it is not read, where the format itself says so
    doubt: str = ""  # why it may be no part of the story, though it is read
    around: bool = False  # outside the article on its page
    part: bool = False  # cut from the paragraph before it: struck-out words, a footnote's sign
    paragraph: bool = False  # stands among the story's paragraphs, however short it is
    embed: bool = False  # a post from elsewhere
    moment: str = ""  # ISO 8601, where the page dates a post of a live blog


@dataclass(frozen=True, kw_only=True, slots=True)
class Fields:
    """What is known of an article beside its text; None where nothing was said."""

    id: str | None = None
    headline: str | None = None
    publisher: str | None = None
    published: datetime | None = None  # aware
    section: str | None = None
    priority: int | None = None  # 1 most urgent … 9 least
    embargo: datetime | None = None  # aware
    url: str | None = None
    keep_local: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class ArticleDraft:
    """An article as one format gives it, before it has an id and translations."""

    headline: str
    paragraphs: tuple[Paragraph, ...]
    fields: Fields = Fields()
    left_out: tuple[LeftOut, ...] = ()
    translations: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # unchecked, headline first


def check_lines(text: str) -> str:
    """The text. Raises InputError for one whose lines are so many or so long that looking at them takes minutes."""
    lines = text.split("\n")
    if len(lines) > LINES:
        raise InputError(f"has {len(lines):,} lines, and is no article", hint="keep the part that is to air")
    longest = max(map(len, lines))
    if longest > LONGEST:
        hint = f"keep the part that is to air, at most {LONGEST:,}"
        raise InputError(f"has {longest:,} letters in one paragraph", hint=hint)
    return text


def tidy(text: str) -> str:
    """One line, NFC, single spaces, nothing unseen; quotes and dashes as they were."""
    return _GAPS.sub(" ", unicodedata.normalize("NFC", text).translate(_UNSEEN)).strip()


def letters(text: str) -> str:
    """The text's letters and figures alone, in one case: to see whether two texts say the same.

    >>> letters("‘Peace Process’ — stalled?") == letters("peace process stalled")
    True
    """
    return _LETTERS.sub("", unicodedata.normalize("NFKC", text).casefold())
