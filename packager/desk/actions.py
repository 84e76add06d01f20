"""What an editor can do to a manifest: each act one record, and one function that does it.

By hand, by command and on a page an act is the same: `apply` decides what the manifest then says, and whoever calls
it writes that (`packager.desk.performing`). Nothing here reads or writes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import singledispatch

from packager.desk import forms
from packager.desk.acts import (
    Action,
    ApproveEpisode,
    ApproveLine,
    ApproveStory,
    Correct,
    Evidence,
    Hold,
    Kill,
    LeaveOut,
    Note,
    Reorder,
    Restore,
    Say,
    SetPriority,
    SetText,
    SettleName,
    Shorten,
    TakeBack,
    TakeSuggestion,
    Unapprove,
    Undo,
    UseRecording,
)
from packager.desk.approving import approval_of_line, approval_of_story, stands
from packager.desk.content import is_nobody, same_person
from packager.desk.decisions import left_out_spots, put_back
from packager.desk.manifest import Manifest, StoryEntry
from packager.errors import InputError
from packager.lang.registry import language
from packager.lang.which import in_arabic_letters
from packager.records import Hearing, Line, Role, Severity, Status
from packager.text.sentences import leads_on


@dataclass(frozen=True, kw_only=True)
class _Act:
    """Whose act it is, and when."""

    by: str
    at: str  # ISO 8601


def apply(manifest: Manifest, action: Action, *, by: str, now: datetime) -> Manifest:
    """The manifest after an act. Raises InputError, in one line, for what cannot be done."""
    if is_nobody(by) or by != by.strip():
        raise InputError("an act needs the name of who does it", where="by", hint="give a name with letters in it")
    _fits(by, forms.plain, "the name")
    return _apply(action, manifest, _Act(by=by, at=now.isoformat(timespec="seconds")))


@singledispatch
def _apply(action: object, _manifest: Manifest, _act: _Act) -> Manifest:
    raise TypeError(f"no such act: {action!r}")


@_apply.register
def _(action: SetText, manifest: Manifest, _act: _Act) -> Manifest:
    story, line = _line(manifest, action.story, action.line)
    text = _fits(" ".join(action.text.split()), forms.spoken, f"{action.story} line {action.line}")
    return _with_line(manifest, story, action.line, replace(line, text=text))


@_apply.register
def _(action: Correct, manifest: Manifest, act: _Act) -> Manifest:
    if not _fits(action.reason.strip(), forms.plain, "the reason"):
        raise InputError("a correction needs a reason", where=action.story, hint="say why, for whoever asks later")
    if not action.text.strip():
        raise InputError("a correction needs a text", where=f"{action.story} line {action.line}")
    before = _story(manifest, action.story)
    stood = before.status is Status.APPROVED and stands(before.approved, before, manifest)
    manifest = _apply(SetText(story=action.story, line=action.line, text=action.text), manifest, act)
    after = _story(manifest, action.story)
    if not stood or after == before:
        return manifest
    # All else of the story stood approved: whoever corrects it answers for what is new.
    given = approval_of_story(after, manifest, act.by, act.at)
    return _with_story(manifest, replace(after, approved=given, seconded=None))


@_apply.register
def _(action: TakeSuggestion, manifest: Manifest, act: _Act) -> Manifest:
    _, line = _line(manifest, action.story, action.line)
    if not 1 <= action.number <= len(line.offers):
        what, there = f"has no suggestion {action.number}", f"there are {len(line.offers)}"
        raise InputError(what, where=f"{action.story} line {action.line}", hint=there)
    text = line.offers[action.number - 1].text
    return _apply(SetText(story=action.story, line=action.line, text=text), manifest, act)


@_apply.register
def _(action: Say, manifest: Manifest, _act: _Act) -> Manifest:
    word, reading = (_fits(" ".join(text.split()), forms.plain, "say") for text in (action.word, action.reading))
    if not word:
        raise InputError("no word is named", where="say")
    if reading:
        return replace(manifest, say={**manifest.say, word: reading})
    return replace(manifest, say={known: value for known, value in manifest.say.items() if known != word})


@_apply.register
def _(action: SettleName, manifest: Manifest, _act: _Act) -> Manifest:
    name, spelling = (_fits(" ".join(text.split()), forms.plain, "names") for text in (action.name, action.spelling))
    if not any(map(str.isalpha, name)):
        raise InputError("no name is given", where="names")
    arabic = language(manifest.edition.language).writing.arabic
    if spelling and (not any(map(str.isalpha, spelling)) or (arabic and not in_arabic_letters(spelling))):
        raise InputError(f"'{spelling}' is not how {name} is written", where="names", hint="write it in the language")
    if spelling:
        return replace(manifest, names={**manifest.names, name: spelling})
    return replace(manifest, names={known: value for known, value in manifest.names.items() if known != name})


@_apply.register
def _(action: TakeBack, manifest: Manifest, _act: _Act) -> Manifest:
    return _with_left_out(manifest, action, read=True)


@_apply.register
def _(action: LeaveOut, manifest: Manifest, _act: _Act) -> Manifest:
    return _with_left_out(manifest, action, read=False)


def _with_left_out(manifest: Manifest, action: TakeBack | LeaveOut, *, read: bool) -> Manifest:
    story, wanted = _story(manifest, action.story), (action.text, action.which - 1)
    spots = left_out_spots(story.left_out)
    if not any(spot == wanted and not out.part for spot, out in spots):
        what = f"has nothing left out that reads '{action.text[:60]}'"
        raise InputError(what, where=action.story, hint="see left-out: in the manifest")
    told = (replace(out, read=read) if spot == wanted else out for spot, out in spots)
    return _with_story(manifest, replace(story, left_out=tuple(told)))


@_apply.register
def _(action: Hold, manifest: Manifest, _act: _Act) -> Manifest:
    story = _story(manifest, action.story)
    if story.status is Status.KILLED:
        raise InputError("is killed", where=action.story, hint="restore it first")
    reason = _fits(action.reason.strip(), forms.plain, "the reason")
    return _with_story(manifest, replace(story, status=Status.HOLD, reason=reason))


@_apply.register
def _(action: Kill, manifest: Manifest, _act: _Act) -> Manifest:
    reason = _fits(action.reason.strip(), forms.plain, "the reason")
    if not reason:
        where = action.story or manifest.episode
        raise InputError("a kill needs a reason", where=where, hint="say why, for whoever asks later")
    if action.story is None:
        return replace(manifest, status="killed", reason=reason)
    return _with_story(manifest, replace(_story(manifest, action.story), status=Status.KILLED, reason=reason))


@_apply.register
def _(action: Restore, manifest: Manifest, _act: _Act) -> Manifest:
    if action.story is None:
        if manifest.status != "killed":
            raise InputError("the episode is not killed", where=manifest.episode)
        return replace(manifest, status="draft", reason="")
    story = _story(manifest, action.story)
    if story.status not in (Status.HOLD, Status.KILLED):
        raise InputError("is not held or killed", where=action.story)
    return _with_story(manifest, replace(story, status=Status.REVIEW, reason="", approved=None, seconded=None))


@_apply.register
def _(action: Reorder, manifest: Manifest, _act: _Act) -> Manifest:
    known = {story.id: story for story in manifest.stories}
    for name in action.stories:
        _story(manifest, name)
    if len(set(action.stories)) < len(action.stories):
        raise InputError("a story is named twice in the new order", where=manifest.episode)
    order = [*action.stories, *(name for name in known if name not in action.stories)]
    return replace(manifest, stories=tuple(known[name] for name in order))


@_apply.register
def _(action: SetPriority, manifest: Manifest, _act: _Act) -> Manifest:
    if not 1 <= action.priority <= 9:
        what = f"priority {action.priority} is not 1 to 9"
        raise InputError(what, where=action.story, hint="1 is the most urgent, 9 the least")
    story = _story(manifest, action.story)
    return _with_story(manifest, replace(story, filing=replace(story.filing, priority=action.priority)))


@_apply.register
def _(action: Shorten, manifest: Manifest, _act: _Act) -> Manifest:
    story = _story(manifest, action.story)
    read = [line for line in story.lines if line.role is not Role.CREDIT]
    if action.lines == 0 or action.lines == len(read):
        return _with_story(manifest, replace(story, shorten=None))
    if not 2 <= action.lines < len(read):
        hint = f"write 2 to {len(read) - 1}, the headline counted, or 0 for all of it"
        raise InputError(f"cannot air {action.lines} of its {len(read)} lines", where=action.story, hint=hint)
    if leads_on(read[action.lines - 1].text):
        what = f"cannot end after line {action.lines}, which leads on to the next"
        raise InputError(what, where=action.story, hint="end it a line before or behind")
    return _with_story(manifest, replace(story, shorten=action.lines))


@_apply.register
def _(action: Note, manifest: Manifest, _act: _Act) -> Manifest:
    text = _fits(action.text.strip(), forms.plain, "the note")
    if action.story is None:
        return replace(manifest, note=text)
    if action.line is None:
        return _with_story(manifest, replace(_story(manifest, action.story), note=text))
    story, line = _line(manifest, action.story, action.line)
    return _with_line(manifest, story, action.line, replace(line, note=text))


@_apply.register
def _(action: UseRecording, manifest: Manifest, _act: _Act) -> Manifest:
    name = _fits(action.name, forms.name, "the recording") if action.name else ""
    if action.line is None:
        return _with_story(manifest, replace(_story(manifest, action.story), recording=name))
    story, line = _line(manifest, action.story, action.line)
    return _with_line(manifest, story, action.line, replace(line, recording=name))


@_apply.register
def _(action: ApproveLine, manifest: Manifest, act: _Act) -> Manifest:
    story, line = _line(manifest, action.story, action.line)
    _refuse_unready(manifest, story, [(action.line, line)], action.evidence)
    given = replace(approval_of_line(line, act.by, act.at), **_known(action.evidence))
    return _with_line(manifest, story, action.line, replace(line, approved=given))


@_apply.register
def _(action: ApproveStory, manifest: Manifest, act: _Act) -> Manifest:
    story = _story(manifest, action.story)
    if story.status in (Status.HOLD, Status.KILLED):
        raise InputError(f"its status is '{story.status}'", where=story.id, hint="restore it first")
    _refuse_unready(manifest, story, list(enumerate(story.lines, 1)), action.evidence)
    given = replace(approval_of_story(story, manifest, act.by, act.at), **_known(action.evidence))
    first = story.approved
    if (
        first
        and not same_person(first.by, act.by)
        and story.status is Status.APPROVED
        and stands(first, story, manifest)
    ):
        return _with_story(manifest, replace(story, seconded=given))
    second = story.seconded
    stays = second and story.status is Status.APPROVED and not same_person(second.by, act.by)
    kept = second if stays and stands(second, story, manifest) else None
    return _with_story(manifest, replace(story, status=Status.APPROVED, approved=given, seconded=kept))


@_apply.register
def _(action: ApproveEpisode, manifest: Manifest, act: _Act) -> Manifest:
    for story in manifest.stories:
        out = story.status in (Status.HOLD, Status.KILLED)
        if not out and not (story.status is Status.APPROVED and stands(story.approved, story, manifest)):
            manifest = _apply(ApproveStory(story=story.id, evidence=action.evidence), manifest, act)
    return manifest


def _known(evidence: Evidence) -> dict[str, str]:
    heard = "" if evidence.heard is Hearing.UNKNOWN else str(evidence.heard)
    return {"heard": heard, "despite": evidence.despite}


def _refuse_unready(
    manifest: Manifest, story: StoryEntry, lines: Sequence[tuple[int, Line]], evidence: Evidence
) -> None:
    """Nobody stands behind a line that is not there, nor, without a word why, behind one that a check blocks.

    What a check found is of the words that the program wrote: it keeps back nothing that an editor put in their place.
    """
    _fits(evidence.despite, forms.plain, "what it may air despite")
    for number, line in lines:
        where = f"{story.id} line {number}"
        if not (line.text or line.recording or story.recording):
            raise InputError("has no text", where=where, hint="write it, or put a recording in its place")
        blocks = [finding.message for finding in line.findings if finding.severity is Severity.BLOCKS]
        rewritten = manifest.state.knows(story.id) and not manifest.state.wrote(story.id, number - 1, line.text)
        if blocks and not (line.checked or line.approved or rewritten or evidence.despite):
            raise InputError(
                f"is blocked: {blocks[0]}", where=where, hint="change it, or say why it may air despite that"
            )


@_apply.register
def _(action: Unapprove, manifest: Manifest, _act: _Act) -> Manifest:
    if action.line is not None:
        story, line = _line(manifest, action.story, action.line)
        return _with_line(manifest, story, action.line, replace(line, approved=None))
    story = _story(manifest, action.story)
    status = Status.REVIEW if story.status is Status.APPROVED else story.status
    return _with_story(manifest, replace(story, status=status, approved=None, seconded=None))


@_apply.register
def _(action: Undo, manifest: Manifest, _act: _Act) -> Manifest:
    return put_back(manifest, action.changes)


def _story(manifest: Manifest, name: str) -> StoryEntry:
    """The story of this name. Raises InputError where there is none."""
    story = manifest.story(name)
    if story is None:
        known = ", ".join(known.id for known in manifest.stories) or "none"
        raise InputError(f"there is no story '{name}'", where=manifest.episode, hint=f"there are: {known}")
    return story


def _line(manifest: Manifest, story: str, number: int) -> tuple[StoryEntry, Line]:
    """A story and its line of this number. Raises InputError where there is none."""
    entry = _story(manifest, story)
    if not 1 <= number <= len(entry.lines):
        lines = f"it has {len(entry.lines)}; 1 is the headline"
        raise InputError(f"has no line {number}", where=story, hint=lines)
    return entry, entry.lines[number - 1]


def _with_story(manifest: Manifest, story: StoryEntry) -> Manifest:
    stories = (story if known.id == story.id else known for known in manifest.stories)
    return replace(manifest, stories=tuple(stories))


def _with_line(manifest: Manifest, story: StoryEntry, number: int, line: Line) -> Manifest:
    lines = (line if place == number else known for place, known in enumerate(story.lines, 1))
    return _with_story(manifest, replace(story, lines=tuple(lines)))


def _fits(text: str, form: Callable[[str], str], what: str) -> str:
    """A text that may stand in a manifest. Raises InputError."""
    if fault := form(text):
        raise InputError(f"{what} {fault}")
    return text
