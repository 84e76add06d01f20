"""Web pages: which part is the article, and what else stood on the page.

trafilatura finds the article's text; the page is then walked once more, so that captions and
credits keep their place and everything that is left out can be listed.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import UTC, tzinfo
from typing import TYPE_CHECKING

from packager.articles.formats import page_meta, page_walk
from packager.articles.structure import cues as signs
from packager.articles.structure import roles
from packager.articles.structure.blocks import Block, Draft, Fields, Kind, letters
from packager.errors import InputError
from packager.records import Role

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from packager.articles.formats.page_walk import Found

_SAMPLE = 60  # letters of a paragraph that tell it from every other
_HEAVY = 1_500_000  # letters; trafilatura takes seconds for more, and such a page is mostly links
MEND = "open it in a browser and save the article's text as .txt"


def read(text: str, *, where: str, zone: tzinfo = UTC) -> Draft:  # noqa: ARG001 - pages name their zone themselves
    """The article on a page. Raises InputError where there is none."""
    root = parse(text, where=where)
    fields = page_meta.read(root)
    story = roles.compose(_article(root, text), headline=fields.headline or "")
    _check(story, where)
    return Draft(headline=story.headline, paragraphs=story.paragraphs, fields=fields, left_out=story.left_out)


def fragment(markup: str, *, headline: str, where: str) -> Draft:
    """The article in a piece of markup that is all article: a feed's full text. Raises InputError."""
    found = page_walk.walk(parse(f"<html><body>{markup}</body></html>", where=where))
    story = roles.compose([item.block for item in found], headline=headline)
    _check(story, where)
    return Draft(headline=story.headline, paragraphs=story.paragraphs, left_out=story.left_out, fields=Fields())


def parse(text: str, *, where: str) -> HtmlElement:
    """The page's tree. Raises InputError for what has no element in it."""
    from lxml import etree, html

    try:
        # As bytes: lxml refuses a str that declares an encoding, which ours is no longer in.
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise InputError("no page was found in it", where=where, mend=MEND) from error
    return root


def _article(root: HtmlElement, text: str) -> list[Block]:
    """The page's blocks, those outside the article marked as furniture."""
    found = page_walk.walk(root)
    inside = _inside(found, _extracted(text))
    return [
        item.block if taken else Block(text=item.block.text, kind=Kind.FURNITURE)
        for item, taken in zip(found, inside, strict=True)
    ]


def _extracted(text: str) -> str:
    """The letters of what trafilatura takes for the article, '' where it finds none or the page is too heavy for it."""
    if len(text) > _HEAVY:
        return ""
    import trafilatura

    _keep_quiet("trafilatura")
    try:
        main = trafilatura.extract(text, include_comments=False, include_tables=False, favor_recall=True)
    except Exception:  # a foreign parser on a stranger's page: our own walk does without it
        main = None
    return letters(main or "")


def _keep_quiet(name: str) -> None:
    """What a library would print on a terminal goes to the handlers that a program set, or nowhere."""
    logger = logging.getLogger(name)
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())


def _inside(found: Sequence[Found], main: str) -> list[bool]:
    """Which blocks are the article's: those extracted, their siblings, and the pictures and credits among them."""
    kept = [bool(main) and _in_text(item, main) for item in found]
    if not any(kept):
        kept = _densest(found)
    parents = {item.parent for item, taken in zip(found, kept, strict=True) if taken}
    kept = [taken or (item.parent in parents and not item.furniture) for item, taken in zip(found, kept, strict=True)]
    first = next((place for place, taken in enumerate(kept) if taken), len(kept))
    last = max((place for place, taken in enumerate(kept) if taken), default=-1)
    return [
        taken or _belongs(item, before_last=place < last, after_first=place > first)
        for place, (item, taken) in enumerate(zip(found, kept, strict=True))
    ]


def _in_text(item: Found, main: str) -> bool:
    sample = letters(item.block.text)[:_SAMPLE]
    return not item.furniture and len(sample) >= 15 and sample in main


def _belongs(item: Found, *, before_last: bool, after_first: bool) -> bool:
    """A caption beside the text, a heading above it, a credit under it."""
    if item.furniture:
        return False
    if item.block.kind in (Kind.CAPTION, Kind.HEADING):
        return before_last
    return after_first and signs.is_credit(item.block.text)


def _densest(found: Sequence[Found]) -> list[bool]:
    """Where nothing was extracted: the paragraphs of the element that holds most words of prose."""
    words: dict[int, int] = {}
    for item in found:
        if not item.furniture and roles.is_prose(item.block.text):
            words[item.parent] = words.get(item.parent, 0) + len(item.block.text.split())
    best = max(words, key=words.__getitem__, default=None)
    return [item.parent == best and not item.furniture for item in found]


def _check(story: roles.Story, where: str) -> None:
    """A page with a sentence or two is a login, a cookie wall or an error, and no article."""
    body = [p.text for p in story.paragraphs if p.role in (Role.BODY, Role.QUOTE)]
    if sum(len(text.split()) for text in body) < 25:
        raise InputError("no article was found on the page", where=where, mend=MEND)
    if not story.headline:
        raise InputError("no headline was found on the page", where=where, mend=MEND)
