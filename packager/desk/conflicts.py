"""Whether somebody changed what an act is done to since it was shown to whoever acts."""

from __future__ import annotations

from collections.abc import Mapping

from packager.desk import acts
from packager.desk.acts import Action
from packager.desk.edits import spots_of
from packager.desk.etags import changed_since, reading_etag
from packager.desk.manifest import Manifest, StoryEntry
from packager.desk.review_log import Log
from packager.desk.told_acts import last_at
from packager.errors import InputError
from packager.records import Line

# The parts of an etag that an act depends on. One that is not here is done whatever was changed meanwhile: a kill.
_NEEDS: Mapping[type, frozenset[str]] = {
    acts.SetText: frozenset({"words"}),
    acts.Correct: frozenset({"words"}),
    acts.TakeSuggestion: frozenset({"words"}),
    acts.ApproveLine: frozenset({"words", "recording"}),
    acts.ApproveStory: frozenset({"words", "recording"}),
    acts.Note: frozenset({"note"}),
    acts.UseRecording: frozenset({"recording"}),
    acts.SetPriority: frozenset({"priority"}),
    acts.Shorten: frozenset({"words", "shorten"}),
    acts.Reorder: frozenset({"order"}),
}


class Conflict(InputError):
    """Somebody else changed the same thing since it was shown: both texts, so that a person can choose."""

    def __init__(self, what: str, *, where: str, mine: str, theirs: str, by: str) -> None:
        """Keep both; `by` is who wrote the other, "" where the log does not know."""
        super().__init__(what, where=where, hint="look at both, and decide")
        self.mine, self.theirs, self.by = mine, theirs, by


def conflict(manifest: Manifest, action: Action, tag: str, log: Log) -> Conflict | None:
    """The conflict of an act with what the manifest has now; None where what it depends on is as it was shown."""
    story = manifest.story(getattr(action, "story", None) or "")
    number = getattr(action, "line", None)
    if isinstance(action, acts.Say | acts.SettleName):
        key, word = ("say", action.word) if isinstance(action, acts.Say) else ("names", action.name)
        there = getattr(manifest, key).get(word)
        if reading_etag(there) == tag:
            return None
        where, theirs, entry = f"{key}: {word}", str(there or ""), None
    else:
        shown: Manifest | StoryEntry | Line = story.lines[number - 1] if story and number else story or manifest
        changed = changed_since(shown, tag) & _NEEDS.get(type(action), frozenset())
        if not changed:
            return None
        where = f"{story.id} line {number}" if story and number else story.id if story else manifest.episode
        theirs = _text(shown, next(iter(sorted(changed))))
        spot = list(spots_of(story.lines))[number - 1] if story and number else None
        entry = last_at(log, story.id, spot) if story else None
    by = str(entry["by"]) if entry else ""
    what = f"was changed since it was shown, by {by or 'hand'}"
    return Conflict(what, where=where, mine=_mine(action, manifest), theirs=theirs, by=by)


def _text(shown: Manifest | StoryEntry | Line, part: str) -> str:
    """What stands there now."""
    if isinstance(shown, Manifest):
        return " ".join(story.id for story in shown.stories) if part == "order" else shown.note
    if part == "words":
        return shown.text if isinstance(shown, Line) else "\n".join(line.text for line in shown.lines)
    if part == "priority" and isinstance(shown, StoryEntry):
        return str(shown.filing.priority)
    return str(getattr(shown, part))


def _mine(action: Action, manifest: Manifest) -> str:
    """What the act would have put there."""
    if isinstance(action, acts.TakeSuggestion):
        story = manifest.story(action.story)
        return story.lines[action.line - 1].offers[action.number - 1].text if story else ""
    names = ("text", "reading", "spelling", "name", "priority", "lines", "stories")
    mine = next((name for name in names if name in vars(action)), "")
    return str(getattr(action, mine)) if mine else "approved"
