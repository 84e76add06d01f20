"""Blocks in page order → headline, paragraphs with their roles, and what is not read, with the reason.

Two rules stand over all others. What is left out is told, with its place. And a line that only looks like
furniture is read and marked: a listener who misses a paragraph cannot know it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from packager.articles.structure import boilerplate, cues, headings, live
from packager.articles.structure.blocks import BlockKind, PageBlock, letters
from packager.articles.structure.items import (
    AROUND,
    BYLINE,
    HEADING,
    LABEL,
    REPEAT,
    SHORT,
    SIGNS,
    SOURCE,
    Item,
    item_of,
)
from packager.errors import InputError
from packager.records import LeftOut, Paragraph, Role

_PAGE = 3  # labels and page's words from which on a text is a copied page
_STUB = 150  # words; a story with fewer above an offer of a subscription is a stub


@dataclass(frozen=True, kw_only=True, slots=True)
class PageStory:
    """What is to be read of a page, and what is not."""

    headline: str  # "" where none was found
    paragraphs: tuple[Paragraph, ...]  # credits last
    left_out: tuple[LeftOut, ...]
    cut: str = ""  # the page's words that show that the rest is sold


def compose(blocks: Sequence[PageBlock], *, headline: str = "", of_page: bool = False) -> PageStory:
    """Give every block its role or leave it out with the reason.

    A text with few signs of a web page in it is taken as written: a short line without a full stop is a paragraph
    there, and furniture on a copied page. `of_page` says that the blocks come from a page's own markup. A headline
    that is given is not looked for. Raises InputError for a live blog that cannot be put in order.
    """
    items = [item_of(block) for block in live.in_order([b for b in blocks if b.text], headline)]
    page = of_page or sum(item.why in SIGNS for item in items) >= _PAGE
    at, taken = 0, None
    if not headline:
        at, taken = _take_headline(items)
        headline = taken.text if taken else ""
    _drop_repeats(items, headline)
    _before_the_text(items, page=page)
    _lists_of_stories(items)
    _sources(items)
    _after_the_end(items)
    _after_a_colon(items)
    _embeds(items)
    _decide(items, headline, page=page, of_page=of_page)
    agencies = _wire_marks(items)
    _once_credited(items, agencies)
    return PageStory(
        headline=headline,
        paragraphs=_in_order(items, agencies),
        left_out=(*_pieces(taken, 0), *_told(items, "" if taken else headline, at)),
        cut=_sold(items),
    )


def check_whole(story: PageStory, where: str) -> None:
    """Raise InputError for a stub: a beginning whose rest is sold."""
    if story.cut:
        what = f"is a stub: the rest is for subscribers ('{story.cut[:60]}')"
        raise InputError(what, where=where, hint="paste the whole text into a .txt file, or take another source")


def _take_headline(items: list[Item]) -> tuple[int, Item | None]:
    """The headline's item, taken out of the items, and its place: a heading or a line of four words before the text."""
    first = next((i for i, item in enumerate(items) if item.spoken), len(items))
    before = [item for item in items[:first] if item.undecided]
    choice = next((item for item in before if len(item.text.split()) >= 4), None)
    choice = choice or max(before, key=lambda item: len(item.text), default=None)
    if choice is None and items and items[0].why == BYLINE and first < len(items):
        choice = items[0]  # 'By Elections Postponed In Kurram': nobody begins a text with its author
    if choice is None and first < len(items) and len(items[first].text.split()) <= 30:
        choice = items[first]
    if choice is None:
        return 0, None
    place = items.index(choice)
    items.remove(choice)
    return place, choice


def _drop_repeats(items: list[Item], headline: str) -> None:
    """Leave out the headline said again, a paragraph that is there twice, and words pulled out of another one."""
    seen = {letters(headline)}
    whole = [letters(item.text) for item in items if item.spoken]
    for item in items:
        key = letters(item.text)
        if item.why:
            continue
        if key in seen:
            item.why = REPEAT
        elif item.spoken and len(key) > 40:
            seen.add(key)
        if item.kind is BlockKind.QUOTE and len(key) >= 15 and any(key in other != key for other in whole):
            item.why = "a pull quote: the words stand in the story"


def _before_the_text(items: list[Item], *, page: bool) -> None:
    """Between headline and text stand a picture, whose caption reads like one, and the author's name alone."""
    lower = {word[:5] for item in items if item.spoken for word in re.findall(r"\b[a-z]{4,}", item.text)}
    for place, item in enumerate(items):
        if item.role is Role.BODY and not item.why:
            if not cues.tells_a_picture(item.text) or not any(later.spoken for later in items[place + 1 :]):
                return
            item.role = Role.CAPTION
        elif item.undecided and item.kind is not BlockKind.BULLET and cues.is_name(item.text):
            plain = {word[:5].casefold() for word in item.text.split() if len(word) >= 4}
            if page or not plain & lower:  # 'Taliban Claim Attack' has the story's own words in it
                item.why = "a name alone: the author's"


def _lists_of_stories(items: list[Item]) -> None:
    """Leave out 'Most read' and the titles under it, down to the next paragraph."""
    inside = False
    for item in items:
        begins = boilerplate.begins_section(item.text)
        inside = (inside and not item.spoken) or begins
        if inside and (item.undecided or (begins and not item.why)):
            item.why = "a list of other stories"


def _after_a_colon(items: list[Item]) -> None:
    """'Call these numbers:' and what follows it: a list is read, though each of its lines looks like furniture."""
    inside = False
    for item in items:
        counts = item.why == LABEL and (item.kind is BlockKind.BULLET or boilerplate.is_figures(item.text))
        if inside and (item.undecided or counts) and item.kind is not BlockKind.HEADING:
            item.why, item.role = "", Role.BODY
        elif item.why or item.role is Role.CAPTION:
            continue
        else:
            inside = item.spoken and (item.text.endswith(":") or (inside and item.kind is BlockKind.BULLET))


def _sources(items: list[Item]) -> None:
    """'Source: Bureau of Statistics' before more of the text says whose a figure is, and ends no story."""
    last = max((place for place, item in enumerate(items) if item.spoken), default=-1)
    for item in items[: last + 1]:
        if item.role is Role.CREDIT and not item.why and cues.names_source(item.text):
            item.why = SOURCE


def _after_the_end(items: list[Item]) -> None:
    """What follows a story's credit: short lines and blurbs are left out, a paragraph is read and marked."""
    spoken = [i for i, item in enumerate(items) if item.spoken]
    final = [
        i
        for i, item in enumerate(items)
        if item.role is Role.CREDIT
        and not item.why
        and (cues.is_final_credit(item.text) or cues.names_source(item.text))
    ]
    end = next((i for i in final if sum(j < i for j in spoken) >= 2), len(items))
    for item in items[end + 1 :]:
        topic = item.spoken and item.text.endswith(":") and len(item.text.split()) < 5
        if topic or (item.undecided and item.kind not in (BlockKind.BULLET, BlockKind.ROW)):
            item.why = "a short line after the story's credit"
        elif item.spoken and cues.outlet_named(item.text):
            item.why = "what an outlet or an author says of itself"
        elif item.spoken:
            item.doubt = item.doubt or "it stands after the story's credit"
    names = {letters(item.text) for item in items if not item.spoken}
    for item in (items[i] for i in reversed(spoken[2:])):
        if not item.why and not _is_blurb(item.text, names):
            return
        item.why = item.why or "what an outlet or an author says of itself"


def _is_blurb(text: str, names: set[str]) -> bool:
    """At a page's end, a sentence on the outlet or the author whose name stands alone near it."""
    name = letters(cues.outlet_named(text))
    return bool(name) and any(name in other or other in name for other in names if len(other) > 3)


def _embeds(items: list[Item]) -> None:
    """A post from elsewhere is read where the text leads up to it: 'The minister wrote on X:'."""
    led = False
    for item in items:
        if item.block.embed and not item.why:
            if item.text.startswith(("—", "–", "- ")) or not led:
                item.why = (
                    "a post from elsewhere, which the text does not lead up to" if not led else "whose post it is"
                )
        elif item.spoken:
            led = item.text.endswith(":") or bool(re.search(r"\b(?:wrote|posted|tweeted)\b", item.text[-80:]))


def _decide(items: list[Item], headline: str, *, page: bool, of_page: bool) -> None:
    """What is short and no sentence: a paragraph in a typed text, furniture on a page."""
    signs = any(item.why in SIGNS for item in items)
    kept = [item for item in items if not item.why]
    said = headings.said([(item.text, item.kind) for item in kept], headline)
    of_list = {id(kept[place]) for place in said}
    for item in items:
        if not item.undecided:
            continue
        if item.kind is BlockKind.HEADING:
            item.why = "" if id(item) in of_list else HEADING
        elif page and not (
            item.block.paragraph or item.kind is BlockKind.ROW or (of_page and item.kind is BlockKind.BULLET)
        ):
            item.why = SHORT
        elif (signs or of_page) and item.kind is BlockKind.TEXT:
            item.doubt = item.doubt or "a short line: is it the story's?"
        if not item.why:
            item.role = Role.BODY


def _wire_marks(items: list[Item]) -> str:
    """Take 'KABUL (Reuters) - ' off the first paragraph and '(AFP)' off the last, and give the agency back."""
    spoken = [item for item in items if item.spoken]
    if not spoken:
        return ""
    first, last = spoken[0], spoken[-1]
    first.text, dateline = cues.split_dateline(first.text)
    if dateline:
        first.parts.append((dateline, "a dateline"))
    elif cues.begins_with_label(first.text):
        first.doubt = first.doubt or "it begins with a label in capitals, which is read"
    if boilerplate.cut_mark(last.text):
        last.doubt = "the text breaks off here: look for the rest"
    last.text, agency = cues.split_agency(last.text)
    return agency


def _once_credited(items: list[Item], agency: str) -> None:
    """One credit is not said twice."""
    seen: set[str] = set()
    for item in items:
        if item.role is Role.CREDIT and not item.why:
            bare = cues.bare_credit(item.text)
            item.why = REPEAT if bare in seen else ""
            seen.add(bare)
    if agency in seen:
        items[-1].parts.append((agency, REPEAT))


def _in_order(items: list[Item], agency: str) -> tuple[Paragraph, ...]:
    """Paragraphs in page order, credits last."""
    kept = [item for item in items if not item.why and item.role is not None]
    text = [
        Paragraph(role=item.role, text=item.text, doubt=item.doubt if item.spoken else "")
        for item in kept
        if item.role and item.role is not Role.CREDIT
    ]
    credits_ = dict.fromkeys(cues.bare_credit(item.text) for item in kept if item.role is Role.CREDIT)
    said = credits_ | ({agency: None} if agency else {})
    return (*text, *(Paragraph(role=Role.CREDIT, text=credit) for credit in said))


def _told(items: list[Item], headline: str, at: int) -> tuple[LeftOut, ...]:
    """What is left out, each with the number of lines before it.

    `at` is the place of a headline that was taken from the text; one that was given is the `headline`, and stands
    on its page again.
    """
    told: list[LeftOut] = []
    after = 0
    for place, item in enumerate(items):
        if place == at:
            after += 1
        if item.why and item.text != headline:
            around = item.block.around or item.why == AROUND
            told.append(LeftOut(text=item.text, why=item.why, after=after, around=around, part=item.block.part))
        after += item.spoken
        told += _pieces(item, after)
    return tuple(told)


def _pieces(item: Item | None, after: int) -> list[LeftOut]:
    return [LeftOut(text=text, why=why, after=after, part=True) for text, why in (item.parts if item else ())]


def _sold(items: list[Item]) -> str:
    """The line that offers the rest of a story for a subscription, where nothing of the story follows it."""
    last = max((place for place, item in enumerate(items) if item.spoken), default=len(items))
    words = sum(len(item.text.split()) for item in items if item.spoken)
    offers = [item.text for item in items[last + 1 :] if item.why and boilerplate.wants_money(item.text)]
    return offers[0] if offers and words < _STUB else ""
