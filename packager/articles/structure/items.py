"""A block on its way to a role: what it may be by itself, before its place on the page is looked at."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from packager.articles.structure import boilerplate, cues
from packager.articles.structure.blocks import BlockKind, PageBlock
from packager.records import Role

_ENDS = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_INSIDE = re.compile(r"[.!?][\"'”’)]*\s+[A-Z“\"‘]")
_OPEN, _CLOSE = '“"«‘„', {"“": "”", '"': '"', "«": "»", "‘": "’", "„": "“"}
SPOKEN = (Role.BODY, Role.QUOTE)

AROUND = "outside the article on its page"
LABEL = "a button, a label or a count"
PAGE_TEXT = "words of the page, not of the story"
BYLINE = "who wrote it"
STAMP = "when it was published"
NOTE = "a note to the desk or a correction: look whether the story is right"
HEADING = "a sub-heading"
SHORT = "a short line on a copied page"
REPEAT = "said before"
SOURCE = "the source of a figure or a table"
SIGNS = (LABEL, PAGE_TEXT, AROUND)


@dataclass(kw_only=True, slots=True)
class Item:
    """A block on its way to a role; None while undecided: short, and no sentence."""

    block: PageBlock
    text: str
    kind: BlockKind
    role: Role | None = None
    why: str = ""  # why it is left out; "" while it is not
    doubt: str = ""
    parts: list[tuple[str, str]] = field(default_factory=list)  # pieces cut from the text, each with its reason

    @property
    def spoken(self) -> bool:
        """Whether it is read on air."""
        return not self.why and self.role in SPOKEN

    @property
    def undecided(self) -> bool:
        """Whether its place on the page must decide."""
        return not self.why and self.role is None


def is_prose(text: str) -> bool:
    """A sentence or more: it ends as one, has one in it, or is too long to be a label."""
    words = len(text.split())
    return (
        words >= 20
        or (words >= 2 and bool(_ENDS.search(text)))
        or (words >= 8 and (text.endswith(")") or bool(_INSIDE.search(text))))
    )


def is_quotation(text: str) -> bool:
    """Wholly inside quotation marks, with nobody named outside them.

    A speech over several paragraphs opens its marks in each and closes them in the last alone.
    """
    if len(text) < 3 or text[0] not in _OPEN:
        return False
    close = _CLOSE[text[0]]
    inner = text[1:].rstrip(".,")
    if close == "’":  # also an apostrophe: only one with no letter behind it closes
        inner = re.sub(r"’(?=\w)", "", inner)
    return close not in inner or inner.index(close) == len(inner) - 1


def is_furniture(text: str) -> bool:
    """Whether a block is left out wherever it stands."""
    return bool(left_out_because(text))


def item_of(block: PageBlock) -> Item:
    """What a block is by its own words and its markup; footnotes' signs and times are cut from it and told."""
    item = Item(block=block, text=block.text, kind=block.kind, doubt=block.doubt)
    item.why = block.why or (AROUND if block.kind is BlockKind.FURNITURE else "")
    if item.why:
        return item
    text, stamp = cues.split_stamp(block.text)
    text, notes = cues.split_footnotes(text)
    item.text = text
    item.parts += [(note, "a footnote's sign") for note in notes] + ([(stamp, STAMP)] if stamp else [])
    item.why = "" if block.embed else left_out_because(text)
    if item.why:
        return item
    seen = cues.picture(text)
    if block.kind is BlockKind.CAPTION or seen is cues.Picture.YES:
        item.role = Role.CAPTION
    elif cues.is_credit(text):
        item.role = Role.CREDIT
    elif block.kind is BlockKind.QUOTE or is_quotation(text):
        item.role = Role.QUOTE
    elif block.kind is not BlockKind.HEADING and is_prose(text):
        item.role = Role.BODY
    if seen is cues.Picture.PERHAPS and not item.doubt:
        item.doubt = "it speaks of a picture: is it a caption?"
    return item


def left_out_because(text: str) -> str:
    """Why a text is left out wherever it stands, '' for what may be the story's."""
    if boilerplate.is_label(text):
        return LABEL
    if boilerplate.is_page_text(text) or boilerplate.wants_money(text):
        return PAGE_TEXT
    if cues.is_byline(text):
        return BYLINE
    if boilerplate.is_stamp(text):
        return STAMP
    return NOTE if boilerplate.is_note(text) else ""
