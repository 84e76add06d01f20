"""Who reads what: a pure decision over the stories, the station's cast, and what is approved already."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from packager.desk.edits import StoryEdits
from packager.desk.manifest import Manifest, VoiceUsed
from packager.records import Script, Status
from packager.voicing.cast import Cast

ANCHOR, REPORTER = "anchor", "reporter"


@dataclass(frozen=True, kw_only=True)
class Part:
    """One story's readers in order of preference, by name."""

    role: str  # anchor or reporter
    voices: tuple[str, ...]
    quotes: tuple[str, ...] = ()  # for quoted lines, before whoever reads the rest

    def without(self, failed: Collection[str]) -> tuple[str, str] | None:
        """Who reads the story and who its quotes when these voices have failed; None where nobody is left.

        A voice that failed reads no line of the story: all of it is read again by those who are left.
        """
        reader = next((name for name in self.voices if name not in failed), None)
        if reader is None:
            return None
        return reader, next((name for name in self.quotes if name not in failed), reader)


def anchors_part(cast: Cast) -> Part:
    """The part of what stands around the stories."""
    return Part(role=ANCHOR, voices=cast.anchor)


def parts(
    scripts: Sequence[Script], edits: Mapping[str, StoryEdits], old: Manifest | None, cast: Cast
) -> Mapping[str, Part]:
    """Each story's part. Anchor and reporter take turns; an approved story keeps whoever it was approved with."""
    given: dict[str, Part] = {}
    before = REPORTER
    for script in scripts:
        used = _approved_with(script.article, edits[script.article], old, cast)
        role = (used.role if used else "") or (ANCHOR if before == REPORTER or not cast.reporter else REPORTER)
        given[script.article] = _part(role, used, cast)
        before = role
    return given


def _approved_with(story: str, edits: StoryEdits, old: Manifest | None, cast: Cast) -> VoiceUsed | None:
    """The voice that an approval was given for, while it is still one of the station's."""
    if old is None or edits.status is not Status.APPROVED or edits.approved is None or not edits.approved.of:
        return None
    entry = old.story(story)
    return entry.voice if entry and entry.voice and entry.voice.name in cast.names else None


def _part(role: str, used: VoiceUsed | None, cast: Cast) -> Part:
    # A reporter whose voices all fail is stood in for by the anchor: no story is lost for its turn.
    fallback_chain = (*cast.reporter, *cast.anchor) if role == REPORTER else cast.anchor
    if used is None:
        return Part(role=role, voices=tuple(dict.fromkeys(fallback_chain)), quotes=cast.quote)
    quotes = (used.quotes, *cast.quote) if used.quotes in cast.names else cast.quote
    return Part(
        role=role, voices=tuple(dict.fromkeys((used.name, *fallback_chain))), quotes=tuple(dict.fromkeys(quotes))
    )
