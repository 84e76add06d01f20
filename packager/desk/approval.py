"""Where each story stands: a pure decision over its lines and what its editor said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from packager.desk.approving import LINE_STALE, SEEN, line_stands, of_words
from packager.desk.content import Content, is_nobody, same_person, untranslated
from packager.desk.edits import StoryEdits
from packager.desk.taking_back import DOUBT
from packager.records import Approval, Line, Script, Severity, Skipped, Status

AHEAD = timedelta(days=1)  # that an approval may be dated after a run: clocks and zones of two machines
BESIDE = "beside file"  # origin of a translation that came in a file with its article
# Findings that say nothing against the translation.
OF_SPEECH = ("spoken-guess", "not-spoken", "spoken-minus", "spoken-number", "source-changed", LINE_STALE, DOUBT)


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """A story's status, its approval, and what an approval that no longer holds says."""

    status: Status
    approved: Approval | None = None
    seconded: Approval | None = None
    stale: str = ""


def holds(approval: Approval | None, now: Content) -> bool:
    """Whether an approval is of this content, by somebody."""
    return approval is not None and not is_nobody(approval.by) and approval.of == now.of(approval.by)


@dataclass(frozen=True, kw_only=True)
class ApprovalBasis:
    """What the editor had before them when they approved."""

    seen: Content  # the lines as they stand in the manifest
    built: Content | None = None  # the story as it was last built; None where nobody knows
    touched: bool = False  # the editor changed something of the story since, and approves what comes of that


def judge(script: Script, edits: StoryEdits, made: Content, basis: ApprovalBasis, now: datetime) -> Verdict:
    """The story's verdict; an approval counts only for the content that it was given for.

    `script` is without the lines that a person recorded; `made` is of all of it.
    """
    if edits.status in (Status.HOLD, Status.KILLED):
        return Verdict(status=edits.status, approved=edits.approved, seconded=edits.seconded)
    if not script.complete:
        return Verdict(status=Status.NEEDS_TRANSLATION)
    if edits.status is Status.APPROVED:
        return _approved(edits, made, basis, now)
    blocked = any(f.severity is Severity.BLOCKS and _drafted(line) for line in script.lines for f in line.findings)
    return Verdict(status=Status.HOLD if blocked or doubtful(script) else Status.REVIEW)


def _drafted(line: Line) -> bool:
    """Whether nobody here looked at this line: a machine wrote it, or it came in a file, maybe the wrong one."""
    return not line_stands(line) and (not line.checked or line.origin == BESIDE)


def doubtful(script: Script) -> bool:
    """Whether most of the lines that no person stands behind have a finding of the translation checks.

    One note is for an editor to look at; a story full of them is fluent nonsense, and does not air as a draft.
    """
    unchecked = [line for line in script.lines if line.text and not line.checked]
    noted = [line for line in unchecked if any(finding.check not in OF_SPEECH for finding in line.findings)]
    return 2 * len(noted) > len(unchecked)


def _approved(edits: StoryEdits, made: Content, basis: ApprovalBasis, now: datetime) -> Verdict:
    approval, second = edits.approved, edits.seconded
    if approval is None or is_nobody(approval.by):
        return Verdict(status=Status.REVIEW, stale="approved by nobody: add 'approved: {by: NAME}' under the status")
    if stale := edits.doubted or _stale(approval, made, basis, now):
        return Verdict(status=Status.REVIEW, stale=stale)
    approved = _settled(approval, made, now)
    if second is None:
        return Verdict(status=Status.APPROVED, approved=approved)
    if same_person(second.by, approval.by) or is_nobody(second.by):
        why = f"it is seconded by {second.by.strip() or 'nobody'}, who is no second person"
    else:
        why = _stale(second, made, basis, now)
    seconded = None if why else _settled(second, made, now)
    return Verdict(status=Status.APPROVED, approved=approved, seconded=seconded, stale=why)


def _settled(approval: Approval, made: Content, now: datetime) -> Approval:
    """An approval that holds, with its moment and the digest of what it is of."""
    if holds(approval, made):
        return approval
    return replace(approval, at=approval.at or now.isoformat(timespec="seconds"), of=made.of(approval.by))


def _stale(approval: Approval, made: Content, basis: ApprovalBasis, now: datetime) -> str:
    """Why somebody's approval does not hold; "" where it does, or is to be written out for the first time."""
    by, at = approval.by, f" at {approval.at}" if approval.at else ""
    if approval.at and _moment(approval.at, now) > now + AHEAD:
        return f"{by} approved it at {approval.at}, which is not yet"
    if holds(approval, made):
        return ""
    if approval.of.startswith(SEEN):
        if approval.of != of_words(basis.seen, by):
            return f"English or text changed since {by} approved it{at}"
    elif approval.of and approval.of != made.version_1:
        before = basis.built if basis.built and holds(approval, basis.built) else None
        what = ", ".join(made.differs(before)) if before else "English, text, spoken form or voice changed"
        return f"{what} since {by} approved it{at}"
    unseen = _unseen(made, basis)
    return f"{by} approved it before {unseen}: look at it again" if unseen else ""


def _unseen(made: Content, basis: ApprovalBasis) -> str:
    """What of a story the editor could not know when they approved it; "" where it is what they had before them."""
    if (empty := untranslated(basis.seen)) and not untranslated(made):
        return f"{empty} had a text"
    lines = replace(basis.seen, spoken=made.spoken, voice=made.voice, told=made.told)
    known = basis.built if basis.built and not basis.touched else lines
    return ", ".join([*made.differs(lines), *(() if known is lines else made.differs(known))])


def _moment(text: str, now: datetime) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=now.tzinfo)


def to_be_heard_again(verdict: Verdict, damaged: Sequence[str]) -> Verdict:
    """The verdict where clips in the store were damaged and spoken anew; `damaged` are their spoken forms.

    Whatever altered a clip could have altered all that lies beside it, so nothing shows that the new sound is the
    one that was approved.
    """
    if not damaged or verdict.status is not Status.APPROVED or not verdict.approved:
        return verdict
    count = "a sound of it was" if len(damaged) == 1 else f"{len(damaged)} sounds of it were"
    what = f"{count} damaged in the store ('{damaged[0]}') and spoken anew since {verdict.approved.by} approved it"
    return Verdict(status=Status.REVIEW, stale=f"{what}: hear it, and approve it again")


def left_out(status: Status, script: Script, unanswered: Iterable[str] = ()) -> Skipped | None:
    """Why a story is not in the episode, or None where it is; `unanswered`: why engines gave no translation."""
    if status in (Status.REVIEW, Status.APPROVED):
        return None
    if status is Status.NEEDS_TRANSLATION:
        empty = sum(not line.text for line in script.lines)
        told = "; ".join(dict.fromkeys(unanswered))
        return Skipped(
            article=script.article,
            stage="translation",
            reason=f"{empty} of {len(script.lines)} lines have no translation" + (f" ({told})" if told else ""),
            hint="fill the empty lines in the manifest and run again",
        )
    hint = "set its status to 'review' or 'approved' to bring it back"
    return Skipped(article=script.article, stage="review", reason=f"its status is '{status}'", hint=hint)
