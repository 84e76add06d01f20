"""What one check has seen in one line, and when it is enough to trouble an editor with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from packager.records import Finding, Severity

ENOUGH = 1.0


@dataclass(frozen=True, kw_only=True, slots=True)
class QaSignal:
    """A sign that something went wrong. Two weak signs on one line are as good as a strong one."""

    check: str  # stable id
    message: str  # a sentence for an editor
    weight: float = ENOUGH  # from ENOUGH on it is shown by itself
    blocks: bool = False

    @property
    def finding(self) -> Finding:
        """The sign as a finding."""
        severity = Severity.BLOCKS if self.blocks else Severity.NOTES
        return Finding(check=self.check, severity=severity, message=self.message)


def findings(signs: Iterable[QaSignal]) -> tuple[Finding, ...]:
    """The findings of a line: nothing while all its signs together are too weak."""
    seen = list(signs)
    if sum(sign.weight for sign in seen) < ENOUGH:
        return ()
    return tuple(sign.finding for sign in sorted(seen, key=lambda sign: (not sign.blocks, -sign.weight)))
