"""Where each story stands: a pure decision over its lines and what its editor said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from packager.desk.edits import StoryEdits
from packager.desk.manifest import Approval
from packager.desk.taking_back import DOUBT
from packager.records import Line, Script, Severity, Skipped, Status
from packager.store import digest

# Findings that say nothing against the translation.
OF_SPEECH = ("spoken-guess", "not-spoken", "source-changed", DOUBT)


BESIDE = "beside file"  # origin of a translation that came in a file with its article


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """A story's status, its approval, and what an approval that no longer holds says."""

    status: Status
    approved: Approval | None = None
    stale: str = ""


@dataclass(frozen=True, kw_only=True)
class Content:
    """What an approval is of: the text, the spoken form and the voice."""

    script: Script
    spoken: tuple[str, ...]
    voice: str

    @property
    def digest(self) -> str:
        """As it stands in the manifest."""
        text = [line.text for line in self.script.lines]
        return "sha256:" + digest("approval", text, list(self.spoken), self.voice)


def judge(script: Script, edits: StoryEdits, content: Content, now: datetime, voice_before: str = "") -> Verdict:
    """The story's verdict; an approval counts only for the content that it was given for."""
    if edits.status in (Status.HOLD, Status.KILLED):
        return Verdict(status=edits.status, approved=edits.approved)
    if not script.complete:
        return Verdict(status=Status.NEEDS_TRANSLATION)
    if edits.status is Status.APPROVED:
        return _approved(edits.approved, content, now, voice_before)
    blocked = any(f.severity is Severity.BLOCKS and _drafted(line) for line in script.lines for f in line.findings)
    return Verdict(status=Status.HOLD if blocked or doubtful(script) else Status.REVIEW)


def _drafted(line: Line) -> bool:
    """Whether nobody here looked at this line: a machine wrote it, or it came in a file, maybe the wrong one."""
    return not line.checked or line.origin == BESIDE


def doubtful(script: Script) -> bool:
    """Whether most of the lines that no person stands behind have a finding of the translation checks.

    One note is for an editor to look at; a story full of them is fluent nonsense, and does not air as a draft.
    """
    unchecked = [line for line in script.lines if line.text and not line.checked]
    noted = [line for line in unchecked if any(finding.check not in OF_SPEECH for finding in line.findings)]
    return 2 * len(noted) > len(unchecked)


def _approved(approval: Approval | None, content: Content, now: datetime, voice_before: str) -> Verdict:
    if approval is None:
        return Verdict(status=Status.REVIEW, stale="approved by nobody: add 'approved: {by: NAME}' under the status")
    if not approval.of:
        given = replace(approval, at=approval.at or now.isoformat(timespec="seconds"), of=content.digest)
        return Verdict(status=Status.APPROVED, approved=given)
    if approval.of == content.digest:
        return Verdict(status=Status.APPROVED, approved=approval)
    only_voice = approval.of == replace(content, voice=voice_before).digest
    voices = f"voice changed from {voice_before} to {content.voice}"
    what = voices if only_voice else "text, spoken form or voice changed"
    stale = f"{what} since {approval.by} approved it at {approval.at}"
    return Verdict(status=Status.REVIEW, stale=stale)


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
            mend="fill the empty lines in the manifest and run again",
        )
    mend = "set its status to 'review' or 'approved' to bring it back"
    return Skipped(article=script.article, stage="review", reason=f"its status is '{status}'", mend=mend)
