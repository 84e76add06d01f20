"""Markdown with front matter, as content systems export it and editors write it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import tzinfo

from packager.articles.formats import front_matter as front
from packager.articles.structure import roles, tables
from packager.articles.structure.blocks import LONGEST, ArticleDraft, BlockKind, Fields, PageBlock, check_lines, tidy
from packager.errors import InputError
from packager.text import strict_yaml

_FRONT = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_SETEXT = re.compile(r"^([^\n#>*|-][^\n]*)\n(=+|-+)[ \t]*$", re.MULTILINE)
_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")
_ENTRY = re.compile(r"(?:[-*+]|\d{1,3}[.)])\s+")
_RULE = re.compile(r"(?:[-*_][ \t]*){3,}$")
_RULED = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?")
_NOTE = re.compile(r"\[\^[^\[\]]{1,40}\]:\s*")
_SIGN = re.compile(r"\[\^[^\[\]]{1,40}\]")
_STRUCK = re.compile(r"~~(?=\S)([^~]{1,1000})~~|<(del|s|strike)>([^<]{1,1000})</\2>", re.IGNORECASE)
# None goes back over more than its limit: a paragraph of opening marks alone takes no longer than one of words.
_INLINE = (
    (re.compile(r"!\[([^\[\]]*)\]\([^()]*\)"), ""),  # a picture; its alternative text is not read
    (re.compile(r"\[([^\[\]]+)\](?:\([^()\s]*(?:\([^()\s]*\)[^()\s]*)?(?:\s[^()]*)?\)|\[[^\[\]]*\])"), r"\1"),
    (re.compile(r"<(https?://[^<>\s]+)>"), r"\1"),
    (re.compile(r"</?[a-zA-Z][^<>]*>"), ""),
    (re.compile(r"(\*{1,3})(?=\S)(.{1,1000}?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<!\w)(_{1,3})(?=\S)(.{1,1000}?)(?<=\S)\1(?!\w)"), r"\2"),
    (re.compile(r"`([^`]+)`"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!>~|-])"), r"\1"),
)
_PICTURE = re.compile(r"\s*!\[([^\[\]]*)\]\([^()]*\)\s*")


def read(text: str, *, where: str, zone: tzinfo) -> ArticleDraft:
    """Front matter, then the text; its first heading is the headline unless a key is. Raises InputError."""
    text = check_lines(text.replace("\r\n", "\n").replace("\r", "\n"))
    given, body = _front(text, where, zone)
    parts = list(_blocks(body))
    title = given.headline or _first_heading(parts)
    story = roles.compose(parts, headline=title)
    if not story.headline:
        raise InputError("no headline was found", where=where, hint="write 'headline: …' between two lines of ---")
    roles.check_whole(story, where)
    return ArticleDraft(headline=story.headline, paragraphs=story.paragraphs, fields=given, left_out=story.left_out)


def _front(text: str, where: str, zone: tzinfo) -> tuple[Fields, str]:
    found = _FRONT.match(text)
    if not found:
        if re.match(r"---[ \t]*\n", text):
            raise InputError("the front matter has no end", where=f"{where}:1", hint="put --- on a line below it")
        return Fields(), text
    marked = strict_yaml.load_marked("\n" + found[1], where=where)  # its first line is the file's second
    given = Fields() if marked.value is None else front.fields(marked, zone=zone)
    return given, text[found.end() :]


def _first_heading(parts: list[PageBlock]) -> str:
    """A heading before any paragraph, taken out of the parts."""
    for block in parts:
        if block.kind is BlockKind.HEADING:
            parts.remove(block)
            return block.text
        if block.kind is BlockKind.TEXT:
            return ""
    return ""


def _blocks(text: str) -> Iterator[PageBlock]:
    lines, code = _without_code(_without_comments(text))
    yield from code
    text = _SETEXT.sub(lambda found: ("# " if found[2][0] == "=" else "## ") + found[1] + "\n", lines)
    for chunk in re.split(r"\n\s*\n", text):
        yield from _of_chunk([line.strip() for line in chunk.split("\n") if line.strip()])


def _without_comments(text: str) -> str:
    """The text without <!-- … -->; one that does not end is text."""
    pieces, at = [], 0
    while (begin := text.find("<!--", at)) >= 0 and (end := text.find("-->", begin + 4)) >= 0:
        pieces.append(text[at:begin])
        at = end + 3
    return "".join([*pieces, text[at:]])


def _without_code(text: str) -> tuple[str, list[PageBlock]]:
    """The text without its fenced blocks, and those; a fence that nothing closes is text."""
    lines = text.split("\n")
    last = {mark: place for place, line in enumerate(lines) if (mark := line.lstrip()[:3]) in ("```", "~~~")}
    kept: list[str] = []
    inside: list[str] = []
    code: list[PageBlock] = []
    fence = ""
    for place, line in enumerate(lines):
        mark = line.lstrip()[:3]
        if fence:
            if mark == fence:
                code.append(
                    PageBlock(text=tidy(" ".join(inside)) or fence, kind=BlockKind.FURNITURE, why="a block of code")
                )
                fence, inside = "", []
            else:
                inside.append(line)
        elif mark in last and last[mark] > place:
            fence = mark
        else:
            kept.append(line)
    return "\n".join(kept), code


def _of_chunk(lines: list[str]) -> Iterator[PageBlock]:
    """The blocks of lines with no blank line between: headings, pictures, entries, tables and one paragraph."""
    if len(lines) > 1 and _RULED.fullmatch(lines[1]) and "|" in lines[0]:
        yield from _table(lines)
        return
    wrapped: list[str] = []
    kind = BlockKind.TEXT
    for line in lines:
        heading, picture, entry = _HEADING.match(line), _PICTURE.fullmatch(line), _ENTRY.match(line)
        quoted, note = line.startswith(">"), _NOTE.match(line)
        if heading or picture or entry or note or _RULE.match(line) or (quoted and kind is not BlockKind.QUOTE):
            yield from _block(wrapped, kind)
            wrapped, kind = [], BlockKind.TEXT
        if heading:
            yield from _block([heading[2]], BlockKind.HEADING)
        elif picture:
            yield from _block([picture[1]], BlockKind.CAPTION)
        elif note:
            yield PageBlock(text=tidy(line[note.end() :]) or note[0], kind=BlockKind.FURNITURE, why="a footnote")
        elif quoted:
            wrapped.append(line.lstrip("> "))
            kind = BlockKind.QUOTE
        elif not _RULE.match(line):
            wrapped.append(line[entry.end() :] if entry else line)
    yield from _block(wrapped, kind)


def _table(lines: list[str]) -> Iterator[PageBlock]:
    rows = [[_plain(cell) for cell in line.strip().strip("|").split("|")] for line in (lines[0], *lines[2:])]
    said = tables.spoken_rows(rows, headed=True)
    for row in said:
        yield PageBlock(text=row, kind=BlockKind.ROW, why=tables.TOO_LONG if len(said) > tables.LONGEST else "")


def _block(lines: list[str], kind: BlockKind) -> Iterator[PageBlock]:
    """One block, and what is cut from it: struck-out words, the signs of footnotes."""
    text = " ".join(lines)
    if len(text) > LONGEST:
        raise InputError(
            f"has {len(text):,} letters in one paragraph", hint=f"keep the part that is to air, at most {LONGEST:,}"
        )
    cut = [(found[1] or found[3], "struck out in the text") for found in _STRUCK.finditer(text)]
    text = _STRUCK.sub("", text)
    cut += [(sign, "a footnote's sign") for sign in _SIGN.findall(text)]
    text = _plain(_SIGN.sub("", text))
    if text:
        yield PageBlock(text=text, kind=kind)
    for piece, why in cut:
        yield PageBlock(text=_plain(piece) or piece, why=why, part=True)


def _plain(text: str) -> str:
    for pattern, instead in _INLINE:
        text = pattern.sub(instead, text)
    return tidy(text)
