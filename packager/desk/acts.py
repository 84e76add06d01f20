"""The acts of an editor, each as a record: what it is done to, and nothing of how.

Lines are counted from 1, the headline; a story or a line of None means the edition or the story itself.
"""

from __future__ import annotations

from dataclasses import dataclass

from packager.desk.decisions import Change
from packager.records import Hearing


@dataclass(frozen=True, kw_only=True)
class SetText:
    """Write a line; "" asks for a new draft."""

    story: str
    line: int
    text: str


@dataclass(frozen=True, kw_only=True)
class Correct:
    """Write a line of what was approved or aired, and stand behind the story as it then is."""

    story: str
    line: int
    text: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class TakeSuggestion:
    """Put one of a line's suggestions into it; `number` counts them from 1."""

    story: str
    line: int
    number: int


@dataclass(frozen=True, kw_only=True)
class Say:
    """Have a word read otherwise in this edition; a reading of "" takes that back."""

    word: str
    reading: str


@dataclass(frozen=True, kw_only=True)
class SettleName:
    """Have an English name written so in all stories of this edition; a spelling of "" takes that back."""

    name: str
    spelling: str


@dataclass(frozen=True, kw_only=True)
class TakeBack:
    """Have a part of the article read that intake left out; `which` of those with this text, from 1."""

    story: str
    text: str
    which: int = 1


@dataclass(frozen=True, kw_only=True)
class LeaveOut:
    """Leave a part out again that was taken back."""

    story: str
    text: str
    which: int = 1


@dataclass(frozen=True, kw_only=True)
class Hold:
    """Keep a story out for now."""

    story: str
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Kill:
    """Take a story off the air for good, or the whole episode."""

    story: str | None = None
    reason: str


@dataclass(frozen=True, kw_only=True)
class Restore:
    """Bring back what was held or killed, to be reviewed."""

    story: str | None = None


@dataclass(frozen=True, kw_only=True)
class Reorder:
    """Put the stories in this order; those that are not named come after, as they stood."""

    stories: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class SetPriority:
    """Say how urgent a story is: 1 most … 9 least."""

    story: str
    priority: int


@dataclass(frozen=True, kw_only=True)
class Shorten:
    """Have a story end early: so many of its lines air, and whom it credits; 0 airs all of it again."""

    story: str
    lines: int


@dataclass(frozen=True, kw_only=True)
class Note:
    """Write a note; "" takes it away."""

    story: str | None = None
    line: int | None = None
    text: str


@dataclass(frozen=True, kw_only=True)
class UseRecording:
    """Air a sound file in place of the voice; "" lets the voice read again."""

    story: str
    line: int | None = None
    name: str


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """What is known of how somebody came to approve something."""

    heard: Hearing = Hearing.UNKNOWN
    sound: str = ""  # digest of what was played to them
    despite: str = ""  # why a line may air although a check blocks it


@dataclass(frozen=True, kw_only=True)
class ApproveLine:
    """Stand behind a line."""

    story: str
    line: int
    evidence: Evidence = Evidence()


@dataclass(frozen=True, kw_only=True)
class ApproveStory:
    """Stand behind a story; where somebody else does already, as the second."""

    story: str
    evidence: Evidence = Evidence()


@dataclass(frozen=True, kw_only=True)
class ApproveEpisode:
    """Stand behind every story that is neither held nor killed, and that nobody stands behind yet."""

    evidence: Evidence = Evidence()


@dataclass(frozen=True, kw_only=True)
class Unapprove:
    """Stand behind a line or a story no longer."""

    story: str
    line: int | None = None


@dataclass(frozen=True, kw_only=True)
class Undo:
    """Take an act back. `entry` is its number in the log, 0 the last that the same editor did and did not take back.

    Whoever performs it fills `changes` from the log.
    """

    entry: int = 0
    changes: tuple[Change, ...] = ()


Action = (
    SetText
    | Correct
    | TakeSuggestion
    | Say
    | SettleName
    | TakeBack
    | LeaveOut
    | Hold
    | Kill
    | Restore
    | Reorder
    | SetPriority
    | Shorten
    | Note
    | UseRecording
    | ApproveLine
    | ApproveStory
    | ApproveEpisode
    | Unapprove
    | Undo
)
