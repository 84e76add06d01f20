"""Markdown with front matter, as content systems export it and editors write it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import tzinfo

from packager.articles.formats import front_matter as front
from packager.articles.structure import roles
from packager.articles.structure.blocks import Block, Draft, Fields, Kind, tidy
from packager.errors import InputError
from packager.text import strict_yaml

_FRONT = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_UNREAD = re.compile(r"<!--.*?-->|^(```|~~~).*?^\1[^\n]*$", re.DOTALL | re.MULTILINE)
_SETEXT = re.compile(r"^([^\n#>*-][^\n]*)\n(=+|-+)[ \t]*$", re.MULTILINE)
_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")
_ENTRY = re.compile(r"(?:[-*+]|\d{1,3}[.)])\s+")
_RULE = re.compile(r"(?:[-*_]\s*){3,}$")
_INLINE = (
    (re.compile(r"!\[([^\]]*)\]\([^)]*\)"), ""),  # a picture; its alternative text is not read
    (re.compile(r"\[\^[^\]]+\]"), ""),  # a footnote's sign
    (re.compile(r"\[([^\]]+)\](?:\([^)]*\)|\[[^\]]*\])"), r"\1"),
    (re.compile(r"<(https?://[^>]+)>"), r"\1"),
    (re.compile(r"</?[a-zA-Z][^>]*>"), ""),
    (re.compile(r"(\*{1,3})(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<!\w)(_{1,3})(?=\S)(.+?)(?<=\S)\1(?!\w)"), r"\2"),
    (re.compile(r"~~(.+?)~~"), r"\1"),
    (re.compile(r"`([^`]+)`"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!>~|-])"), r"\1"),
)
_PICTURE = re.compile(r"\s*!\[([^\]]*)\]\([^)]*\)\s*")


def read(text: str, *, where: str, zone: tzinfo) -> Draft:
    """Front matter, then the text; its first heading is the headline unless a key is. Raises InputError."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    given, body = _front(text, where, zone)
    parts = list(_blocks(body))
    title = given.headline or _first_heading(parts)
    story = roles.compose(parts, headline=title)
    if not story.headline:
        raise InputError("no headline was found", where=where, mend="write 'headline: …' between two lines of ---")
    roles.check_whole(story, where)
    return Draft(headline=story.headline, paragraphs=story.paragraphs, fields=given, left_out=story.left_out)


def _front(text: str, where: str, zone: tzinfo) -> tuple[Fields, str]:
    found = _FRONT.match(text)
    if not found:
        if re.match(r"---[ \t]*\n", text):
            raise InputError("the front matter has no end", where=f"{where}:1", mend="put --- on a line below it")
        return Fields(), text
    marked = strict_yaml.load_marked("\n" + found[1], where=where)  # its first line is the file's second
    given = Fields() if marked.value is None else front.fields(marked, zone=zone)
    return given, text[found.end() :]


def _first_heading(parts: list[Block]) -> str:
    """A heading before any paragraph, taken out of the parts."""
    for block in parts:
        if block.kind is Kind.HEADING:
            parts.remove(block)
            return block.text
        if block.kind is Kind.TEXT:
            return ""
    return ""


def _blocks(text: str) -> Iterator[Block]:
    text = _SETEXT.sub(lambda found: ("# " if found[2][0] == "=" else "## ") + found[1] + "\n", _UNREAD.sub("", text))
    for chunk in re.split(r"\n\s*\n", text):
        yield from _of_chunk([line.strip() for line in chunk.split("\n") if line.strip()])


def _of_chunk(lines: list[str]) -> Iterator[Block]:
    """The blocks of lines with no blank line between: headings, pictures, entries and one paragraph."""
    wrapped: list[str] = []
    kind = Kind.TEXT
    for line in lines:
        heading, picture, entry = _HEADING.match(line), _PICTURE.fullmatch(line), _ENTRY.match(line)
        quoted = line.startswith(">")
        if heading or picture or entry or _RULE.match(line) or (quoted and kind is not Kind.QUOTE):
            yield from _block(wrapped, kind)
            wrapped, kind = [], Kind.TEXT
        if heading:
            yield from _block([heading[2]], Kind.HEADING)
        elif picture:
            yield from _block([picture[1]], Kind.CAPTION)
        elif quoted:
            wrapped.append(line.lstrip("> "))
            kind = Kind.QUOTE
        elif not _RULE.match(line):
            wrapped.append(line[entry.end() :] if entry else line)
    yield from _block(wrapped, kind)


def _block(lines: list[str], kind: Kind) -> Iterator[Block]:
    text = " ".join(lines)
    for pattern, instead in _INLINE:
        text = pattern.sub(instead, text)
    if tidy(text):
        yield Block(text=tidy(text), kind=kind)
