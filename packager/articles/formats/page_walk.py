"""A page's tree as blocks in reading order, each with what the page itself says of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from packager.articles.formats import page_names, page_tables
from packager.articles.structure.blocks import LINES, LONGEST, BlockKind, PageBlock, tidy
from packager.errors import InputError

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_UNREAD_TAGS = """
    script style noscript template svg math iframe object embed canvas video audio head select textarea input button
    datalist map area picture source track"""
_UNREAD = frozenset(_UNREAD_TAGS.split())
_STRUCK = frozenset(["del", "s", "strike"])
_INLINE_TAGS = """
    a abbr acronym b bdi bdo big cite code data dfn em font i img ins kbd label mark q rp rt ruby samp small span strong
    sub sup time tt u var wbr"""
_INLINE = _STRUCK | frozenset(_INLINE_TAGS.split())
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_FURNITURE_TAGS = frozenset(["nav", "aside", "footer", "form", "dialog", "menu"])
_FURNITURE_ROLES = frozenset(["navigation", "complementary", "contentinfo", "search", "banner", "dialog", "alert"])
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LINE_THROUGH = re.compile(r"line-through", re.IGNORECASE)
_SHORT_LINK = re.compile(r"\s*(?:pic\.twitter\.com/|https?://t\.co/)\S+")
_SIGN = re.compile(r"[\[(]?(?:\d{1,3}|[a-z]|[*†‡§]{1,3})[\])]?", re.IGNORECASE)
_SQUARED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_TITLE = 20  # letters; a link of fewer before a line break is no other story's title
_NOWHERE: frozenset[int] = frozenset()
_TOLD = 300  # letters of what is too long to be looked at
_DEEPEST = 40  # elements around a block that are remembered


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """A block with what the page says of it."""

    block: PageBlock
    parent: int  # a number for the element around its own; equal for siblings
    own: int  # a number for its own element; 0 for a paragraph's
    within: frozenset[int]  # numbers of the elements around it; of what is hidden alone
    furniture: bool = False  # by tag, role, or being one link
    named: bool = False  # furniture by a class name or id: not always to be believed
    hidden: bool = False
    folded: bool = False  # hidden, and called the rest of something
    linked: bool = False  # all of it is one link


@dataclass(kw_only=True, slots=True)
class _Level:
    """An open block element, and what it and those around it are."""

    number: int
    kind: BlockKind
    furniture: bool = False
    named: bool = False
    hidden: bool = False
    folded: bool = False
    embed: bool = False
    paragraph: bool = False


@dataclass(kw_only=True, slots=True)
class _Walk:
    """What a walk has gathered."""

    levels: list[_Level] = field(default_factory=lambda: [_Level(number=0, kind=BlockKind.TEXT)])
    found: list[Found] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    pieces: list[tuple[str, str]] = field(default_factory=list)  # cut from the block, each with its reason
    links: int = 0  # open <a> elements
    linked: int = 0  # letters of the block that are inside them
    filled: bool = False  # the block has more than space in it
    bare: bool = True  # nothing but space since the block's last line break
    moment: str = ""  # of a <time> in the block
    count: int = 0

    def say(self, text: str) -> None:
        """Go on with the block."""
        if not text:
            return
        self.words.append(text)
        if text.strip():
            self.filled, self.bare = True, False
        if self.links:
            self.linked += len(text.strip())

    def flush(self) -> None:
        """End a block: at every block element's begin and end, and at an empty line."""
        text, linked, pieces, moment = tidy("".join(self.words)), self.linked, self.pieces, self.moment
        self.words.clear()
        self.pieces, self.linked, self.moment, self.filled, self.bare = [], 0, "", False, True
        level = self.levels[-1]
        if len(text) > LONGEST:  # data that a page carries, or worse
            pieces.append((f"{text[:_TOLD]} …", f"{len(text):,} letters in one piece, and no paragraph of a story"))
            text = ""
        if level.embed:
            text = _SHORT_LINK.sub("", text)
        if text:
            all_link = linked > 0.8 * len(text)
            self._keep(PageBlock(text=text, kind=level.kind, embed=level.embed, moment=moment), linked=all_link)
        for piece, why in pieces:
            self._keep(PageBlock(text=tidy(piece), why=why, part=True))

    def _keep(self, block: PageBlock, *, linked: bool = False) -> None:
        if len(self.found) == LINES:
            raise InputError(f"has over {LINES:,} pieces of text, and is no article", hint="save its text as .txt")
        level, parent = self.levels[-1], self.levels[-2] if len(self.levels) > 1 else self.levels[-1]
        furniture = level.furniture or (linked and block.kind is not BlockKind.HEADING and not block.embed)
        if furniture and not block.part:
            block = replace(block, kind=BlockKind.FURNITURE)
        self.found.append(
            Found(
                block=block,
                parent=parent.number,
                own=0 if level.paragraph else level.number,
                within=frozenset(level.number for level in self.levels[-_DEEPEST:]) if level.hidden else _NOWHERE,
                furniture=furniture,
                named=level.named,
                hidden=level.hidden,
                folded=level.folded,
                linked=linked,
            )
        )

    def open(self, element: HtmlElement) -> None:
        self.flush()
        self.count += 1
        above, names = self.levels[-1], _names(element)
        hidden = above.hidden or _is_hidden(element)
        embed = above.embed or page_names.is_embed(names)
        self.levels.append(
            _Level(
                number=self.count,
                kind=_kind(element, above.kind),
                furniture=above.furniture or (_is_furniture(element) and not page_names.is_pulled(names)),
                named=above.named or (not embed and _is_part(element) and page_names.is_furniture(names)),
                hidden=hidden,
                folded=above.folded or (hidden and (page_names.is_folded(names) or element.tag == "details")),
                embed=embed,
                paragraph=element.tag == "p",
            )
        )

    def close(self) -> None:
        self.flush()
        self.levels.pop()

    def table(self, rows: list[str]) -> None:
        """A table of figures, a row a block."""
        for row in rows:
            self._keep(PageBlock(text=row, kind=BlockKind.ROW, why=page_tables.why(rows)))


def walk(root: HtmlElement) -> list[Found]:
    """The text blocks under `root`, in order. Iterative: a page may be nested without end."""
    from lxml import etree

    state = _Walk()
    walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walker:
        name = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if name in _UNREAD or _said_at_once(state, element, name):
                walker.skip_subtree()
            else:
                _start(state, element, name)
        else:
            _end(state, element, name)
    state.flush()
    return state.found


def _said_at_once(state: _Walk, element: HtmlElement, name: str) -> bool:
    """What is dealt with whole: struck-out words, the signs of footnotes, tables of figures."""
    if name in _STRUCK or (name in _INLINE and _LINE_THROUGH.search(element.get("style") or "")):
        if struck := tidy(element.text_content()):
            state.pieces.append((struck, "struck out on the page"))
        return True
    if name == "sup":
        text = tidy(element.text_content())
        before = tidy("".join(state.words[-3:]))
        if text.isdigit() and before.endswith(("km", " m", "cm", "ft", " 10")) and element.find(".//a") is None:
            state.say(text.translate(_SQUARED))
            return True
        if _SIGN.fullmatch(text):
            state.pieces.append((text, "a footnote's sign"))
            return True
    if name == "table":
        rows = page_tables.rows(element)
        if rows:
            state.open(element)
            state.table(rows)
        return bool(rows)
    return False


def _start(state: _Walk, element: HtmlElement, name: str) -> None:
    if name == "br":
        _line_break(state)
    elif name not in _INLINE:
        state.open(element)
    if name == "time" and element.get("datetime"):
        state.moment = element.get("datetime") or ""
    state.links += name == "a" and _leads_away(element)
    state.say(element.text or "")


def _end(state: _Walk, element: HtmlElement, name: str) -> None:
    state.links -= name == "a" and _leads_away(element)
    if name and name not in _INLINE and name not in _UNREAD and name != "br":
        state.close()
    state.say(element.tail or "")


def _leads_away(element: HtmlElement) -> bool:
    """Not to a footnote of the same page."""
    return not re.match(r"#.", element.get("href") or "")


def _line_break(state: _Walk) -> None:
    """Two line breaks with nothing between them are a paragraph's end in old pages, and one ends a linked title."""
    title = state.filled and not state.levels[-1].paragraph and state.linked > 0.8 * len("".join(state.words).strip())
    if (state.bare and state.filled) or (title and state.linked > _TITLE):
        state.flush()
    else:
        state.words.append("\n")
        state.bare = True


def _kind(element: HtmlElement, above: BlockKind) -> BlockKind:
    name = element.tag
    if name == "figcaption" or page_names.is_caption(_names(element)):
        return BlockKind.CAPTION
    if name in _HEADINGS:
        return BlockKind.HEADING
    if name in ("li", "dt", "dd"):
        return BlockKind.BULLET
    if name == "blockquote" or page_names.is_pulled(_names(element)):
        return BlockKind.QUOTE
    return above if above in (BlockKind.CAPTION, BlockKind.QUOTE, BlockKind.BULLET) else BlockKind.TEXT


def _is_part(element: HtmlElement) -> bool:
    return element.tag not in ("body", "html", "article", "main")


def _is_furniture(element: HtmlElement) -> bool:
    if not _is_part(element):
        return False
    return element.tag in _FURNITURE_TAGS or (element.get("role") or "").lower() in _FURNITURE_ROLES


def _is_hidden(element: HtmlElement) -> bool:
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or bool(_HIDDEN.search(element.get("style") or ""))
    )


def _names(element: HtmlElement) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"
