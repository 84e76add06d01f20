"""Plain text: what a producer typed, or a page as copied from a browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import tzinfo

from packager.articles.structure import boilerplate as furniture
from packager.articles.structure import items, roles
from packager.articles.structure.blocks import ArticleDraft, BlockKind, PageBlock, check_lines, tidy
from packager.errors import InputError

_BLANK = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
_BULLET = re.compile(r"^\s*(?:[•·▪◦‣●○■*›»→▶]|-(?=\s)|\d{1,2}[.)](?=\s))\s*")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*\s*$")
_WRAP = 120  # characters; nobody wraps text by hand at more

_SHORT = 50  # characters; a line that was wrapped is longer


def read(text: str, *, where: str, zone: tzinfo) -> ArticleDraft:  # noqa: ARG001 - every format is read by one signature
    """A headline, then paragraphs with blank lines between; furniture left out. Raises InputError."""
    story = roles.compose(list(blocks(text)))
    if not story.headline:
        raise InputError(
            "no headline was found", where=where, hint="put it on the first line, with a blank line after it"
        )
    roles.check_whole(story, where)
    return ArticleDraft(headline=story.headline, paragraphs=story.paragraphs, left_out=story.left_out)


def blocks(text: str) -> Iterator[PageBlock]:
    """The text's blocks: paragraphs, whether wrapped by hand or not, and the entries of lists."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n")
    check_lines(text)
    for number, block in enumerate(_BLANK.split(text.strip())):
        lines = [line for line in block.split("\n") if line.strip()]
        for piece in _pieces(lines, alone=number == 0 and not _BLANK.search(text.strip())):
            bullet = _BULLET.match(piece)
            kind = BlockKind.BULLET if bullet else BlockKind.TEXT
            yield PageBlock(text=tidy(piece[bullet.end() :] if bullet else piece), kind=kind)


def _pieces(lines: list[str], *, alone: bool) -> list[str]:
    """A block's lines as paragraphs: joined where they were wrapped, apart where each is its own."""
    if len(lines) < 2 or _is_list(lines) or _has_furniture(lines) or max(map(len, lines)) > _WRAP:
        return lines
    ended = sum(bool(_SENTENCE_END.search(line)) for line in lines[1:])
    if alone and ended >= 0.6 * (len(lines) - 1):  # no blank line in the whole text: a line is a paragraph
        return lines
    if any(_BULLET.match(line) for line in lines):
        return _bullets(lines)
    return [" ".join(lines)]


def _is_list(lines: list[str]) -> bool:
    """A menu or a list of links: lines of a few words, none of which ends a sentence."""
    words = sum(len(line.split()) for line in lines)
    return words <= 4 * len(lines) and not any(_SENTENCE_END.search(line) for line in lines)


def _has_furniture(lines: list[str]) -> bool:
    """Whether a menu, a byline or a date stands on a line of its own: not one that wrapping left alone at an end."""
    for before, line in zip(["", *lines], lines, strict=False):
        text = tidy(line)
        if len(before) >= _SHORT:
            continue
        if furniture.is_page_text(text) or (not _SENTENCE_END.search(text) and items.is_furniture(text)):
            return True
    return False


def _bullets(lines: list[str]) -> list[str]:
    """A wrapped list's entries: each begins with its bullet."""
    pieces: list[str] = []
    for line in lines:
        if pieces and not _BULLET.match(line):
            pieces[-1] += " " + line
        else:
            pieces.append(line)
    return pieces
