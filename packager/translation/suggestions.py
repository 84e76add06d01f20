"""What an editor is shown beside a line that nobody stands behind yet: near matches, and answers that were blocked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from packager.lang.options import SpokenOptions
from packager.records import Finding, Line, Offer, Script, Severity
from packager.speech.notes import NoteKind
from packager.speech.utterances import notes
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


def with_spoken_notes(script: Script, options: SpokenOptions) -> Script:
    """The script, every line with a finding for each Latin word that rules had to guess or left out."""
    return replace(
        script,
        lines=tuple(
            replace(line, findings=(*line.findings, *_guesses(line, script.language, options))) for line in script.lines
        ),
    )


def _guesses(line: Line, language: str, options: SpokenOptions) -> Iterator[Finding]:
    for note in notes(line, language, options):
        if note.kind is NoteKind.TRANSLITERATED:
            message = f"'{note.written}' is in no table of names and will be read '{note.spoken}'"
            yield Finding(check="spoken-guess", severity=Severity.NOTES, message=message)
        else:
            yield Finding(check="not-spoken", severity=Severity.NOTES, message=f"'{note.written}' will not be read")
