"""What feeds and wires give, in one form, before anything is chosen."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from packager.articles.feeds.sources import FeedSource
from packager.articles.http.addresses import canonical, shown
from packager.articles.structure.blocks import Fields, letters
from packager.records import Skipped

STAGE = "intake"


class Signal(StrEnum):
    """What a desk says about an earlier version."""

    NONE = ""
    UPDATE = "update"
    CORRECTION = "correction"
    WITHHELD = "withheld"  # not to be used for now
    KILL = "kill"  # must not be used at all


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One version of one story in one source."""

    source: FeedSource
    order: int  # place among all entries: sources as the station lists them, then the feed's order
    keys: frozenset[str]  # equal in whole or in part: the same story
    headline: str  # without the desk's prefix
    signal: Signal = Signal.NONE
    worded: str = ""  # the headline with its prefix, where nothing but that word says the signal
    given: Fields = field(default_factory=Fields)  # what the source says of it beside the text
    body: str = ""  # the full text; "" where it must be fetched from `url`
    is_markup: bool = True  # whether `body` is HTML
    moment: datetime | None = None  # aware; updated, or else published
    unusable: str = ""  # why it is left out whatever else; "" if it need not be
    hint: str = ""  # what to do about `unusable`

    @property
    def url(self) -> str:
        """The address of the story's page; "" where it has none."""
        return self.given.url or ""

    @property
    def label(self) -> str:
        """The story as messages call it."""
        kill = "KILL: " if self.signal is Signal.KILL else ""
        return f"{self.source.name}: {kill}{self.headline or shown(self.url)}"

    def skipped(self, reason: str, hint: str = "") -> Skipped:
        """A record that this entry was left out."""
        return Skipped(article=self.label, stage=STAGE, reason=reason, hint=hint or NOTHING)


NOTHING = "nothing to mend"  # the hint of what is left out as it should be: nobody has to look
_APART = r"(?:\s*:\s+|\s+[–—-]+\s+)"  # a hyphen without spaces makes one word: KILL-LIST, LEAD-POISONING
_PREFIXES = (
    (Signal.KILL, re.compile(rf"(?:(?:KILL|WITHDRAWN|WITHDRAWAL|RETRACTED)(?: \d+)?|RETRACTION|Retraction){_APART}")),
    (
        Signal.CORRECTION,
        re.compile(rf"(?:CORRECTION|CORRECTED|REFILE|Correction|Corrected)(?: \d+)?(?:{_APART}|[–—-]+)"),
    ),
    (
        Signal.UPDATE,
        re.compile(rf"(?:UPDATE|WRAPUP|RECAST|LEAD) \d+(?:{_APART}|[–—-]+)|(?:UPDATED?|Updated|RECAST){_APART}"),
    ),
)
_ORDER = re.compile(r"KILL\b")  # no headline of a story begins so


def read_prefix(headline: str) -> tuple[Signal, str]:
    """What a desk's prefix says, and the headline without it: 'KILL: Road reopens'.

    Small letters are a headline's own words: 'Killed: five in raid' is news.
    """
    for signal, pattern in _PREFIXES:
        found = pattern.match(headline)
        if found and found.end() < len(headline):
            return signal, headline[found.end() :]
    return Signal.NONE, headline


def is_order(worded: str) -> bool:
    """Whether a headline's first word can be nothing but an order: 'WITHDRAWAL: Last troops leave' may be news."""
    return bool(_ORDER.match(worded))


def web_key(url: str) -> frozenset[str]:
    """The key of a page's address; none for what is no address, and for a site's front page, which is no story."""
    place = canonical(url)
    return frozenset([f"web:{place}"] if "/" in place or "?" in place else [])


def headline_key(source: FeedSource, headline: str) -> str:
    """The key under which a kill or a correction without the story's own id finds it."""
    return f"headline:{source.name}:{letters(headline)}"
