"""Which of a page's blocks are its article, and why each of the others is not.

trafilatura's text is where to look; the page's own tree says what stands between: captions, lists, tables,
other stories' boxes, the folded rest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from packager.articles.formats.page_walk import Found
from packager.articles.structure import boilerplate, cues, items
from packager.articles.structure.blocks import BlockKind, PageBlock, letters

_SAMPLE = 60  # letters of a paragraph that tell it from every other
_DISTRUST = 0.25  # share of the article's words under furniture's class names from which on those are not believed
_BOX = 80  # words; a linked title with more beside it is no box of another story
_SEVERAL = 3  # paragraphs; the same
_TOLD = 12  # words; outside the article, a sentence of fewer is told with the page's other furniture
BOX = "another story's box"
HIDDEN = "hidden on the page"
INSIDE = "a part of the page between the paragraphs"
OUTSIDE = "it stands outside what looks like the article: look whether it belongs to it"


def blocks(found: Sequence[Found], main: str) -> list[PageBlock]:
    """The page's blocks in order, those that are not the article's with the reason; `main` is `letters` of its text."""
    found = _believed(found, main)
    kept = _kept(found, main)
    first = next((place for place, taken in enumerate(kept) if taken), len(found))
    last = max((place for place, taken in enumerate(kept) if taken), default=-1)
    home = _home(found, kept)
    boxes = _boxes(found, home)
    marked = []
    for place, item in enumerate(found):
        inside = first < place < last
        if item.block.part:
            marked.append(replace(item.block, around=not inside and not kept[place]))
        elif item.hidden:
            marked.append(_hidden(item, home, inside=inside or place == last + 1 or home in item.within))
        elif item.parent in boxes or item.own in boxes:
            marked.append(replace(item.block, kind=BlockKind.FURNITURE, why=BOX, around=not inside))
        elif kept[place] or _belongs(item, before_last=place < last, after_first=place > first):
            marked.append(replace(item.block, paragraph=kept[place] and item.block.kind is BlockKind.TEXT))
        else:
            marked.append(_outside(item, inside=inside))
    return marked


def of_fragment(found: Sequence[Found]) -> list[PageBlock]:
    """The blocks of markup that is all article, as a feed has it: class names and links alone tell furniture."""
    found = _believed(found, letters(" ".join(item.block.text for item in found if not item.furniture)))
    kept = [not item.furniture and not item.named for item in found]
    home = _home(found, kept)
    boxes = _boxes(found, home)
    marked = []
    for item, taken in zip(found, kept, strict=True):
        if item.hidden and not item.block.part:
            marked.append(_hidden(item, home, inside=True))
        elif (item.parent in boxes or item.own in boxes) and not item.block.part:
            marked.append(replace(item.block, kind=BlockKind.FURNITURE, why=BOX))
        else:
            marked.append(item.block if taken or item.block.part else _outside(item, inside=True))
    return marked


def _believed(found: Sequence[Found], main: str) -> list[Found]:
    """The blocks without their class names' verdict, where that would take away much of what is the article."""
    words: Counter[bool] = Counter()
    for item in found:
        if not item.furniture and not item.hidden and _in_text(item, main) and items.is_prose(item.block.text):
            words[item.named] += len(item.block.text.split())
    if words[True] <= _DISTRUST * words.total():
        return list(found)
    return [replace(item, named=item.named and not _in_text(item, main)) for item in found]


def _kept(found: Sequence[Found], main: str) -> list[bool]:
    """Those extracted and their siblings; where nothing was extracted, the element that holds most prose."""
    kept = [bool(main) and not _apart(item) and _in_text(item, main) for item in found]
    if not any(kept):
        kept = _densest(found)
    parents = {item.parent for item, taken in zip(found, kept, strict=True) if taken and _tells(item)}
    return [taken or (item.parent in parents and not _apart(item)) for item, taken in zip(found, kept, strict=True)]


def _apart(item: Found) -> bool:
    return item.furniture or item.named or item.hidden or item.block.part


def _tells(item: Found) -> bool:
    return item.block.kind in (BlockKind.TEXT, BlockKind.QUOTE, BlockKind.BULLET) and items.is_prose(item.block.text)


def _in_text(item: Found, main: str) -> bool:
    sample = letters(item.block.text)[:_SAMPLE]
    return len(sample) >= 15 and sample in main


def _densest(found: Sequence[Found]) -> list[bool]:
    words: Counter[int] = Counter()
    for item in found:
        if not _apart(item) and items.is_prose(item.block.text):
            words[item.parent] += len(item.block.text.split())
    best = max(words, key=words.__getitem__, default=None)
    return [item.parent == best and not _apart(item) for item in found]


def _home(found: Sequence[Found], kept: Sequence[bool]) -> int:
    """The element that holds most of the article's prose; -1 where there is none."""
    words: Counter[int] = Counter()
    for item, taken in zip(found, kept, strict=True):
        if taken and _tells(item):
            words[item.parent] += len(item.block.text.split())
    return max(words, key=words.__getitem__, default=-1)


def _boxes(found: Sequence[Found], home: int) -> set[int]:
    """The elements that hold a linked title and a line or two: teasers of other stories among the paragraphs."""
    titles = [item for item in found if item.linked and not item.block.part and len(item.block.text.split()) >= 3]
    titled = {item.parent for item in titles} | {item.own for item in titles if item.own}
    words: Counter[int] = Counter()
    several: Counter[int] = Counter()
    for item in found:
        if not item.linked and not item.block.part:
            for holder in {item.parent, item.own} & titled:
                words[holder] += len(item.block.text.split())
                several[holder] += 1
    return {holder for holder in titled if holder != home and words[holder] <= _BOX and several[holder] <= _SEVERAL}


def _hidden(item: Found, home: int, *, inside: bool) -> PageBlock:
    """The folded rest of a story is read and marked; whatever else a page hides is told."""
    rest = item.folded and home in item.within and items.is_prose(item.block.text) and not item.furniture
    if rest:
        return replace(item.block, paragraph=True, doubt="the page folds it away: is it the rest of the story?")
    return replace(
        item.block, kind=BlockKind.FURNITURE, why=HIDDEN, around=not (inside and items.is_prose(item.block.text))
    )


def _belongs(item: Found, *, before_last: bool, after_first: bool) -> bool:
    """A caption beside the text, a heading above it, a list, a table or a post in it, a credit under it."""
    if item.furniture or item.named:
        return False
    if item.block.kind in (BlockKind.CAPTION, BlockKind.HEADING):
        return before_last
    if item.block.kind in (BlockKind.BULLET, BlockKind.ROW) or item.block.embed:
        return after_first and before_last
    return after_first and cues.is_credit(item.block.text)


def _outside(item: Found, *, inside: bool) -> PageBlock:
    """What is not the article's: with its own line where it stands in the text or is a sentence, else with the rest."""
    text = item.block.text
    sentence = len(text.split()) >= _TOLD and items.is_prose(text) and not item.linked
    if item.furniture or item.named or boilerplate.is_page_text(text) or not sentence:
        why = INSIDE if inside else items.AROUND
        return replace(item.block, kind=BlockKind.FURNITURE, why=why, around=not inside)
    return replace(item.block, kind=BlockKind.FURNITURE, why=OUTSIDE)
