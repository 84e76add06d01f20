"""What came of a walk down the fallback chain: scripts, what was sent to whom, what failed, what a check blocked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from packager.records import Finding, Script


@dataclass(frozen=True, kw_only=True, slots=True)
class SentText:
    """Text of one story that was given to one engine, whether or not its answer was used."""

    engine: str
    local: bool
    article: str
    language: str
    lines: tuple[int, ...]  # places in the script
    characters: int
    host: str = ""  # who got it, where it went through a socket: "api.example.org"

    @property
    def to(self) -> str:
        """The engine, and where it stands."""
        return f"{self.engine} at {self.host}" if self.host else self.engine


@dataclass(frozen=True, kw_only=True, slots=True)
class EngineFailed:
    """An engine that gave no answer."""

    engine: str
    language: str
    reason: str  # one line
    articles: tuple[str, ...] = ()
    asked: bool = True  # False where it was not allowed to see the text

    @property
    def told(self) -> str:
        """The reason with the engine's name, which most reasons begin with already."""
        begins = self.engine.partition(" ")[0]
        return self.reason if self.reason.startswith(begins) else f"{self.engine}: {self.reason}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Rejected:
    """An answer that a check blocked: for the editor to see, never to air."""

    article: str
    line: int
    engine: str
    text: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, kw_only=True)
class Translated:
    """The scripts after the fallback chain, and what happened on the way."""

    scripts: tuple[Script, ...]
    sent: tuple[SentText, ...] = ()
    failed: tuple[EngineFailed, ...] = ()
    rejected: tuple[Rejected, ...] = ()


def together(sent: Iterable[SentText]) -> tuple[SentText, ...]:
    """The entries with those of one story and one engine made one."""
    found: dict[tuple[str, str, str], SentText] = {}
    for entry in sent:
        key = (entry.engine, entry.host, entry.article)
        before = found.get(key)
        found[key] = entry if before is None else replace(
            entry,
            lines=tuple(sorted({*before.lines, *entry.lines})),
            characters=before.characters + entry.characters,
        )  # fmt: skip
    return tuple(found.values())
