"""What an editor is shown beside a line that nobody stands behind yet: near matches, and answers that were blocked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from packager.records import Line, Offer, Script, Severity
from packager.translation.outcome import Rejected
from packager.translation.recall import Recollection
from packager.translation.script import MEMORY


def with_offers(script: Script, rejected: Sequence[Rejected], known: Recollection) -> Script:
    """The script, every line that no person stands behind with the texts that may help its editor."""
    return replace(
        script,
        lines=tuple(
            replace(line, offers=() if line.checked else tuple(_offers(script, place, line, rejected, known)))
            for place, line in enumerate(script.lines)
        ),
    )


def _offers(
    script: Script, place: int, line: Line, rejected: Sequence[Rejected], known: Recollection
) -> Iterator[Offer]:
    if not line.origin.startswith(MEMORY):
        for match in known.near(line.source, script.language):
            yield Offer(origin=match.origin, text=match.unit.target, why=match.difference)
    for answer in rejected:
        if (answer.article, answer.line) == (script.article, place):
            why = " ".join(finding.message for finding in answer.findings if finding.severity is Severity.BLOCKS)
            yield Offer(origin=answer.engine, text=answer.text, why=why)
