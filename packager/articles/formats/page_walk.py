"""A page's tree as blocks in reading order, each with what the page itself says of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from packager.articles.structure.blocks import Block, Kind, tidy

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_UNREAD = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "iframe",
        "object",
        "embed",
        "canvas",
        "video",
        "audio",
        "head",
        "select",
        "textarea",
        "input",
        "button",
        "datalist",
        "map",
        "area",
        "picture",
        "source",
        "track",
    ]
)
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "img",
        "ins",
        "kbd",
        "label",
        "mark",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_FURNITURE_TAGS = frozenset(["nav", "aside", "footer", "form", "dialog", "menu"])
_FURNITURE_ROLES = frozenset(["navigation", "complementary", "contentinfo", "search", "banner", "dialog", "alert"])
# Whole words of class names and ids, so that 'article-body-shared' is not taken for a share bar.
_FURNITURE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:share|sharing|social|related|newsletter|promo|advert|advertisement|ads?|adslot|sponsored|cookies?|consent|gdpr"
    r"|comments?|breadcrumbs?|tags?|taglist|byline|author|authors|bio|recommended|recommendations|most-?(?:read|popular)|trending"
    r"|sidebar|menu|navbar|nav|toolbar|player|embed|popup|modal|overlay|paywall|subscribe|subscription|signup|login|masthead"
    r"|skip|skiplinks?|print|links|widget|teasers?|disclaimer|boilerplate|copyright|pagination|timestamp|dateline-date|readmore"
    r"|read-more|also-read|twitter-tweet|instagram-media|media-pholder|publishing-details)(?:$|[\s_-])",
    re.IGNORECASE,
)
_CAPTION_NAMES = re.compile(
    r"(?:^|[\s_-])(?:caption|captions|wp-caption-text|cutline|photo-?credit|image-?credit)(?:$|[\s_-])", re.IGNORECASE
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """A block, the element around its own, and whether the page calls it furniture."""

    block: Block
    parent: int  # a number for the element; equal for siblings
    furniture: bool


@dataclass(kw_only=True, slots=True)
class _Level:
    """An open block element."""

    number: int
    kind: Kind
    furniture: bool


@dataclass(kw_only=True, slots=True)
class _Walk:
    """What a walk has gathered."""

    levels: list[_Level] = field(default_factory=lambda: [_Level(number=0, kind=Kind.TEXT, furniture=False)])
    found: list[Found] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    links: int = 0  # open <a> elements
    linked: int = 0  # letters of the block that are inside them
    count: int = 0

    def say(self, text: str) -> None:
        """Go on with the block."""
        self.words.append(text)
        if self.links:
            self.linked += len(tidy(text))

    def flush(self) -> None:
        """End a block: at every block element's begin and end, and at an empty line."""
        text, linked = tidy("".join(self.words)), self.linked
        self.words.clear()
        self.linked = 0
        if not text:
            return
        level, parent = self.levels[-1], self.levels[-2] if len(self.levels) > 1 else self.levels[-1]
        furniture = level.furniture or (linked > 0.8 * len(text) and level.kind is not Kind.HEADING)
        kind = Kind.FURNITURE if furniture else level.kind
        self.found.append(Found(block=Block(text=text, kind=kind), parent=parent.number, furniture=furniture))

    def open(self, element: HtmlElement) -> None:
        self.flush()
        self.count += 1
        above = self.levels[-1]
        self.levels.append(
            _Level(
                number=self.count, kind=_kind(element, above.kind), furniture=above.furniture or _is_furniture(element)
            )
        )

    def close(self) -> None:
        self.flush()
        self.levels.pop()


def walk(root: HtmlElement) -> list[Found]:
    """The text blocks under `root`, in order. Iterative: a page may be nested without end."""
    from lxml import etree

    state = _Walk()
    walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walker:
        name = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if name in _UNREAD:
                walker.skip_subtree()
            else:
                _start(state, element, name)
        else:
            _end(state, element, name)
    state.flush()
    return state.found


def _start(state: _Walk, element: HtmlElement, name: str) -> None:
    if name == "br":
        state.words.append("\n")
        _empty_line(state)
    elif name not in _INLINE:
        state.open(element)
    state.links += name == "a"
    state.say(element.text or "")


def _end(state: _Walk, element: HtmlElement, name: str) -> None:
    state.links -= name == "a"
    if name and name not in _INLINE and name not in _UNREAD and name != "br":
        state.close()
    state.say(element.tail or "")


def _empty_line(state: _Walk) -> None:
    """Two line breaks with nothing between them are a paragraph's end in old pages."""
    before = "".join(state.words[:-1])
    if before.rstrip(" \t\r\u00a0") != before.rstrip() and before.strip():
        state.flush()


def _kind(element: HtmlElement, above: Kind) -> Kind:
    name = element.tag
    if name == "figcaption" or _CAPTION_NAMES.search(_names(element)):
        return Kind.CAPTION
    if name in _HEADINGS:
        return Kind.HEADING
    if name in ("li", "dt", "dd"):
        return Kind.BULLET
    if name == "blockquote":
        return Kind.QUOTE
    return above if above in (Kind.CAPTION, Kind.QUOTE, Kind.BULLET) else Kind.TEXT


def _is_furniture(element: HtmlElement) -> bool:
    if element.tag in ("body", "html", "article", "main"):
        return False
    return (
        element.tag in _FURNITURE_TAGS
        or (element.get("role") or "").lower() in _FURNITURE_ROLES
        or element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or bool(_HIDDEN.search(element.get("style") or ""))
        or bool(_FURNITURE_NAMES.search(_names(element)))
    )


def _names(element: HtmlElement) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"
