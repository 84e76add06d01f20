"""Blocks in page order → headline, paragraphs with their roles, and what a presenter would not read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from packager.articles.structure import boilerplate as furniture
from packager.articles.structure import cues as signs
from packager.articles.structure.blocks import Block, Kind, letters
from packager.records import Paragraph, Role

_ENDS = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_OPEN, _CLOSE = '“"«‘„', {"“": "”", '"': '"', "«": "»", "‘": "’", "„": "“"}
_SPOKEN = (Role.BODY, Role.QUOTE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Story:
    """What is to be read of a page, and what is not."""

    headline: str  # "" where none was found
    paragraphs: tuple[Paragraph, ...]  # credits last
    left_out: tuple[str, ...]


@dataclass(kw_only=True, slots=True)
class _Item:
    """A block on its way to a role; None while undecided: short, and no sentence."""

    text: str
    kind: Kind
    role: Role | None = None
    out: bool = False

    @property
    def spoken(self) -> bool:
        return not self.out and self.role in _SPOKEN

    @property
    def undecided(self) -> bool:
        return not self.out and self.role is None


def compose(blocks: Sequence[Block], *, headline: str = "") -> Story:
    """Give every block its role or leave it out.

    A text with no sign of a web page in it is taken as written: a short line without a full stop is
    a paragraph there, and furniture on a page. A headline that is given is not looked for.
    """
    items = [_item(block) for block in blocks if block.text]
    page = any(item.out and not _is_signature(item.text) for item in items)
    if not headline:
        headline = _take_headline(items)
    _drop_repeats(items, headline)
    _before_the_text(items)
    _lists_of_stories(items)
    _after_the_end(items)
    _decide(items, page=page)
    extra = _wire_marks(items)
    return Story(
        headline=headline,
        paragraphs=_in_order(items, extra),
        left_out=tuple(item.text for item in items if item.out and item.text != headline) + extra.datelines,
    )


def is_prose(text: str) -> bool:
    """A sentence or more: it ends as one, or it is too long to be a label."""
    words = len(text.split())
    return words >= 20 or (words >= 2 and bool(_ENDS.search(text)))


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


def _item(block: Block) -> _Item:
    item = _Item(text=block.text, kind=block.kind)
    text = block.text
    if block.kind is Kind.FURNITURE or is_furniture(text):
        item.out = True
    elif block.kind is Kind.CAPTION or signs.is_caption(text):
        item.role = Role.CAPTION
    elif signs.is_credit(text):
        item.role = Role.CREDIT
    elif block.kind is Kind.QUOTE or is_quotation(text):
        item.role = Role.QUOTE
    elif block.kind is not Kind.HEADING and is_prose(text):
        item.role = Role.BODY
    return item


def is_furniture(text: str) -> bool:
    """Whether a block is left out wherever it stands."""
    return furniture.is_label(text) or furniture.is_page_text(text) or _is_signature(text)


def _is_signature(text: str) -> bool:
    """Who wrote it, when, and what the desk noted: left out of a typed text as of a page, and no sign of a page."""
    return signs.is_byline(text) or furniture.is_stamp(text) or furniture.is_note(text)


def _take_headline(items: list[_Item]) -> str:
    """The headline, taken out of the items: before the first paragraph, a heading or a line of four words."""
    first = next((i for i, item in enumerate(items) if item.spoken), len(items))
    before = [item for item in items[:first] if item.undecided]
    choice = next((item for item in before if len(item.text.split()) >= 4), None)
    choice = choice or max(before, key=lambda item: len(item.text), default=None)
    if choice is None and first < len(items) and len(items[first].text.split()) <= 30:
        choice = items[first]
    if choice is None:
        return ""
    items.remove(choice)
    return choice.text


def _drop_repeats(items: list[_Item], headline: str) -> None:
    """Leave out the headline said again, and a paragraph that is there twice."""
    seen = {letters(headline)}
    for item in items:
        key = letters(item.text)
        if key in seen and not item.out:
            item.out = True
        elif item.spoken and len(key) > 40:
            seen.add(key)


def _before_the_text(items: list[_Item]) -> None:
    """Between headline and text stand a picture, whose caption reads like one, and the author's name alone."""
    for item in items:
        if item.role is Role.BODY and not item.out:
            if not signs.tells_a_picture(item.text):
                return
            item.role = Role.CAPTION
        elif item.undecided and signs.is_name(item.text):
            item.out = True


def _lists_of_stories(items: list[_Item]) -> None:
    """Leave out 'Most read' and the titles under it, down to the next paragraph."""
    inside = False
    for item in items:
        inside = (inside and not item.spoken) or furniture.begins_section(item.text)
        if inside and (item.undecided or furniture.begins_section(item.text)):
            item.out = True


def _after_the_end(items: list[_Item]) -> None:
    """Leave out what follows a story: all after its credit, and what outlets and authors say of themselves."""
    spoken = [i for i, item in enumerate(items) if item.spoken]
    final = [i for i, item in enumerate(items) if item.role is Role.CREDIT and signs.is_final_credit(item.text)]
    end = next((i for i in final if sum(j < i for j in spoken) >= 2), None)
    if end is not None:
        for item in items[end + 1 :]:
            item.out = item.out or item.role is not Role.CREDIT
    names = {letters(item.text) for item in items if not item.spoken}
    for item in (items[i] for i in reversed(spoken[2:])):
        if not item.out and not _is_blurb(item.text, names):
            return
        item.out = True


def _is_blurb(text: str, names: set[str]) -> bool:
    """At a page's end, a sentence on the outlet or the author whose name stands alone near it."""
    name = letters(signs.outlet_named(text))
    return bool(name) and any(name in other or other in name for other in names if len(other) > 3)


def _decide(items: list[_Item], *, page: bool) -> None:
    """What is short and no sentence: a paragraph in a typed text, furniture on a page."""
    for item in items:
        if not item.undecided:
            continue
        if page or item.kind is Kind.HEADING:
            item.out = True
        else:
            item.role = Role.BODY


@dataclass(frozen=True, kw_only=True, slots=True)
class _Extra:
    """What stood inside paragraphs and is no part of them."""

    datelines: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()


def _wire_marks(items: list[_Item]) -> _Extra:
    """Take 'KABUL (Reuters) - ' off the first paragraph and '(AFP)' off the last."""
    spoken = [item for item in items if item.spoken]
    if not spoken:
        return _Extra()
    spoken[0].text, dateline = signs.split_dateline(spoken[0].text)
    spoken[-1].text, agency = signs.split_agency(spoken[-1].text)
    return _Extra(datelines=tuple(filter(None, [dateline])), agencies=tuple(filter(None, [agency])))


def _in_order(items: list[_Item], extra: _Extra) -> tuple[Paragraph, ...]:
    """Paragraphs in page order, credits last; one credit is not said twice."""
    kept = [item for item in items if not item.out and item.role is not None]
    text = [Paragraph(role=item.role, text=item.text) for item in kept if item.role and item.role is not Role.CREDIT]
    credits_ = [signs.bare_credit(item.text) for item in kept if item.role is Role.CREDIT]
    said = dict.fromkeys([*credits_, *extra.agencies])
    return (*text, *(Paragraph(role=Role.CREDIT, text=credit) for credit in said))
