"""An approval as it is given: of the words and the sound that its editor has before them."""

from __future__ import annotations

from dataclasses import replace

from packager.desk.content import Content, content, is_nobody
from packager.desk.edits import StoryEdits, as_they_stood, spots_of, touched
from packager.desk.manifest import Manifest, StoryEntry
from packager.records import Approval, Finding, Line, Script, Severity
from packager.store import digest

SEEN = "seen:"  # an approval of the words alone, until a build has spoken them
LINE_STALE = "line-approval"  # a finding: somebody approved the line as it is no more
_LENGTH = 32  # hex digits


def approval_of_line(line: Line, by: str, at: str) -> Approval:
    """Somebody's approval of one line."""
    return Approval(by=by, at=at, of=of_line(line, by))


def approval_of_story(story: StoryEntry, manifest: Manifest, by: str, at: str) -> Approval:
    """Somebody's approval of a story: with its sound, where that is of the words that stand there now."""
    built = spoken_as_it_stands(story, manifest)
    of = built.of(by) if built else of_words(content(story.lines), by)
    return Approval(by=by, at=at, of=of)


def spoken_as_it_stands(story: StoryEntry, manifest: Manifest) -> Content | None:
    """What the last build made of a story, where nothing that is heard was changed since."""
    built = manifest.state.contents.get(story.id)
    if built is None or not manifest.state.parts or story.id in touched(manifest):
        return None
    now = content(story.lines)
    return built if (built.english, built.text) == (now.english, now.text) else None


def of_words(words: Content, by: str) -> str:
    """An approval of a story's English and text."""
    return SEEN + digest("seen", 1, by, words.english, words.text)[:_LENGTH]


def of_line(line: Line, by: str) -> str:
    """An approval of a line's English, text and recording."""
    words = content([line])
    return "sha256:" + digest("line", 1, by, words.english, words.text, line.recording)


def stands(approval: Approval | None, story: StoryEntry, manifest: Manifest) -> bool:
    """Whether a story's approval is of what stands in the manifest now."""
    if approval is None or not approval.of:
        return False
    built = spoken_as_it_stands(story, manifest)
    known = (of_words(content(story.lines), approval.by), built.of(approval.by) if built else "")
    return approval.of in known


def line_stands(line: Line) -> bool:
    """Whether somebody stands behind a line as it is."""
    by = line.approved.by if line.approved else ""
    return line.approved is not None and not is_nobody(by) and line.approved.of == of_line(line, by)


def with_approvals(script: Script, edits: StoryEdits, at: str) -> Script:
    """A run's script with the approvals that its lines had in the manifest; told where one does not hold.

    One that was written by hand has no digest yet: it is of the text that it stands beside.
    """
    before = as_they_stood(edits.before, script.lines)
    lines = (
        _with_approval(line, before[spot], at) if spot in before and before[spot].approved else line
        for spot, line in zip(spots_of(script.lines), script.lines, strict=True)
    )
    return replace(script, lines=tuple(lines))


def _with_approval(line: Line, before: Line, at: str) -> Line:
    given = before.approved
    assert given
    as_seen = bool(line.text) and (line.source, line.text) == (before.source, before.text)
    approved = (
        given
        if given.of or not as_seen or is_nobody(given.by)
        else replace(given, at=given.at or at, of=of_line(line, given.by))
    )
    found = replace(line, approved=approved)
    if line_stands(found):
        return replace(found, checked=True)
    message = f"{given.by.strip() or 'nobody'} approved this line, and not as it is now: look at it again"
    stale = Finding(check=LINE_STALE, severity=Severity.NOTES, message=message)
    return replace(found, findings=(*line.findings, stale))
