"""Web pages: which part is the article, and what else stood on the page.

trafilatura finds the article's text; the page is then walked once more, so that captions and
credits keep their place and everything that is left out can be listed.
"""

from __future__ import annotations

import logging
import re
from datetime import UTC, tzinfo
from typing import TYPE_CHECKING

from packager.articles.formats import page_meta, page_region, page_walk
from packager.articles.structure import roles
from packager.articles.structure.blocks import ArticleDraft, Fields, PageBlock, letters
from packager.errors import InputError
from packager.records import Role

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_HEAVY = 1_500_000  # letters; trafilatura takes seconds for more, and such a page is mostly links
_TAGS = 200_000  # a page of 5 MB has a quarter of that
_ATTRIBUTES = 2_000  # of one element; libxml2 compares each with each, and pages have a few dozen
# A tag with its quoted values, taken without going back, so that an unclosed quotation mark costs nothing.
_LONG_TAG = re.compile(r"""<[a-zA-Z](?:[^<>"']|"[^"]*"|'[^']*'){500,}+""")
_HINT = "open it in a browser and save the article's text as .txt"


def read(text: str, *, where: str, zone: tzinfo = UTC) -> ArticleDraft:  # noqa: ARG001 - pages name their zone themselves
    """The article on a page. Raises InputError where there is none."""
    root = parse(text, where=where)
    fields = page_meta.read(root)
    story = roles.compose(_article(root, text), headline=fields.headline or "", of_page=True)
    roles.check_whole(story, where)
    _check(story, where)
    return ArticleDraft(headline=story.headline, paragraphs=story.paragraphs, fields=fields, left_out=story.left_out)


def fragment(markup: str, *, headline: str, where: str) -> ArticleDraft:
    """The article in a piece of markup that is all article: a feed's full text. Raises InputError."""
    found = page_walk.walk(parse(f"<html><body>{markup}</body></html>", where=where))
    story = roles.compose(page_region.of_fragment(found), headline=headline)
    roles.check_whole(story, where)
    _check(story, where)
    return ArticleDraft(headline=story.headline, paragraphs=story.paragraphs, left_out=story.left_out, fields=Fields())


def parse(text: str, *, where: str) -> HtmlElement:
    """The page's tree. Raises InputError for what has no element in it."""
    from lxml import etree, html

    if (tags := text.count("<")) > _TAGS:
        raise InputError(f"has {tags:,} tags, and is no article", where=where, hint=_HINT)
    if _overfull(text):
        raise InputError(f"has an element with over {_ATTRIBUTES:,} attributes", where=where, hint=_HINT)
    try:
        # As bytes: lxml refuses a str that declares an encoding, which ours is no longer in.
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise InputError("no page was found in it", where=where, hint=_HINT) from error
    return root


def _overfull(text: str) -> bool:
    """Whether a tag has so many attributes that the parser would compare them for minutes."""
    return any(found[0].count(" ") + found[0].count("\n") > _ATTRIBUTES for found in _LONG_TAG.finditer(text))


def _article(root: HtmlElement, text: str) -> list[PageBlock]:
    """The page's blocks, those outside the article with the reason."""
    return page_region.blocks(page_walk.walk(root), _extracted(text))


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


def _check(story: roles.PageStory, where: str) -> None:
    """A page with a sentence or two is a login, a cookie wall or an error, and no article."""
    body = [p.text for p in story.paragraphs if p.role in (Role.BODY, Role.QUOTE)]
    if sum(len(text.split()) for text in body) < 25:
        raise InputError("no article was found on the page", where=where, hint=_HINT)
    if not story.headline:
        raise InputError("no headline was found on the page", where=where, hint=_HINT)
