"""Where each story stands: a pure decision over its lines and what its editor said."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from packager.manifest.edits import StoryEdits
from packager.manifest.model import Approval
from packager.records import Script, Severity, Skipped, Status
from packager.store import digest


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """A story's status, its approval, and what an approval that no longer holds says."""

    status: Status
    approved: Approval | None = None
    stale: str = ""


def content_digest(script: Script, spoken: tuple[str, ...], voice: str) -> str:
    """What an approval is of: the text, the spoken form and the voice."""
    return "sha256:" + digest("approval", [line.text for line in script.lines], list(spoken), voice)


def judge(script: Script, edits: StoryEdits, content: str, now: datetime) -> Verdict:
    """The story's verdict; an approval counts only for the content that it was given for."""
    if edits.status in (Status.HOLD, Status.KILLED):
        return Verdict(status=edits.status, approved=edits.approved)
    if not script.complete:
        return Verdict(status=Status.NEEDS_TRANSLATION)
    if edits.status is Status.APPROVED:
        return _approved(edits.approved, content, now)
    blocked = any(f.severity is Severity.BLOCKS and not line.checked for line in script.lines for f in line.findings)
    return Verdict(status=Status.HOLD if blocked else Status.REVIEW)


def _approved(approval: Approval | None, content: str, now: datetime) -> Verdict:
    if approval is None:
        return Verdict(status=Status.REVIEW, stale="approved by nobody: add 'approved: {by: NAME}' under the status")
    if not approval.of:
        given = replace(approval, at=approval.at or now.isoformat(timespec="seconds"), of=content)
        return Verdict(status=Status.APPROVED, approved=given)
    if approval.of == content:
        return Verdict(status=Status.APPROVED, approved=approval)
    stale = f"text, spoken form or voice changed since {approval.by} approved it at {approval.at}"
    return Verdict(status=Status.REVIEW, stale=stale)


def left_out(article: str, status: Status, script: Script) -> Skipped | None:
    """Why a story is not in the episode, or None where it is."""
    if status in (Status.REVIEW, Status.APPROVED):
        return None
    if status is Status.NEEDS_TRANSLATION:
        empty = sum(not line.text for line in script.lines)
        return Skipped(
            article=article,
            stage="translation",
            reason=f"{empty} of {len(script.lines)} lines have no translation",
            mend="fill the empty lines in the manifest and run again",
        )
    mend = "set its status to 'review' or 'approved' to bring it back"
    return Skipped(article=article, stage="review", reason=f"its status is '{status}'", mend=mend)
