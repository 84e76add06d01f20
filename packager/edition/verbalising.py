"""What a voice is to say of every line, and what its editor should know of that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from packager.desk.edits import annotate
from packager.desk.taking_back import doubted
from packager.edition.draft import Words
from packager.edition.said_numbers import numbers_not_written
from packager.known import Known
from packager.lang.options import SpokenOptions
from packager.records import Finding, Line, Role, Script, Severity, Style, Utterance
from packager.speech.core import spoken
from packager.speech.notes import NoteKind
from packager.speech.utterances import notes
from packager.store import digest
from packager.voicing.voices import Voices


def verbalised(words: Words, voices: Voices, known: Known | None = None) -> Words:
    """The edition with what a voice is to say of every line, and with what its editor should know of that.

    What is said of a line is kept in `known`.
    """
    stories = {story.id: story for story in words.stories}
    marked = (doubted(script, stories[script.article]) for script in words.translated.scripts)
    speech = _Speech(voices, known or Known())
    scripts = tuple(annotate(speech.noted(script), words.edits[script.article]) for script in marked)
    said = {
        script.article: tuple(
            utterance
            for place, line in enumerate(script.lines)
            if line.text  # what has no text yet is not said
            for utterance in speech.said(line, place)
        )
        for script in scripts
    }
    return replace(words, translated=replace(words.translated, scripts=scripts), spoken=said)


class _Speech:
    """Lines as an edition says them, each worked out once."""

    def __init__(self, voices: Voices, known: Known) -> None:
        self.voices, self.known = voices, known
        self.manner = [voices.language, voices.cast.anchor[0], digest(repr(voices.spoken))]

    def noted(self, script: Script) -> Script:
        """The script, every line with what may be heard otherwise than meant."""
        return replace(script, lines=tuple(
            replace(line, findings=(*line.findings, *_findings(self._line(line, script.language)["notes"])))
            for line in script.lines
        ))  # fmt: skip

    def said(self, line: Line, place: int) -> Iterator[Utterance]:
        """What the anchor says of the line at a place of its script."""
        for text, printed, pause, style in self._line(line, self.voices.language)["said"]:
            yield Utterance(
                text=text,
                language=self.voices.language,
                voice=self.voices.cast.anchor[0],
                printed=printed,
                pause=pause,
                line=place,
                style=Style(style),
            )

    def _line(self, line: Line, language: str) -> Mapping[str, Any]:
        def make() -> dict[str, Any]:
            guesses = _guesses(line, language, self.voices.spoken)
            said = self.voices.said(line)
            return {
                "notes": [[one.check, str(one.severity), one.message] for one in guesses],
                "said": [[one.text, one.printed, one.pause, str(one.style)] for one in said],
            }

        found: Mapping[str, Any] = self.known.result("speech", [*self.manner, language, line.role, line.text], make)
        return found


def _findings(told: list[list[str]]) -> Iterator[Finding]:
    for check, severity, message in told:
        yield Finding(check=check, severity=Severity(severity), message=message)


def with_spoken_notes(script: Script, options: SpokenOptions) -> Script:
    """The script, every line with what may be heard otherwise than meant: guesses, minuses, numbers not in it."""
    lines = (
        replace(line, findings=(*line.findings, *_guesses(line, script.language, options))) for line in script.lines
    )
    return replace(script, lines=tuple(lines))


def _guesses(line: Line, language: str, options: SpokenOptions) -> Iterator[Finding]:
    for note in notes(line, language, options):
        if note.kind is NoteKind.TRANSLITERATED:
            message = f"'{note.written}' is in no table of names and will be read '{note.spoken}'"
            yield Finding(check="spoken-guess", severity=Severity.NOTES, message=message)
        elif note.kind is NoteKind.MINUS:
            message = f"'{note.written}' will be read as below zero: '{note.spoken}'"
            yield Finding(check="spoken-minus", severity=Severity.NOTES, message=message)
        else:
            yield Finding(check="not-spoken", severity=Severity.NOTES, message=f"'{note.written}' will not be read")
    if line.role is not Role.CAPTION and line.text:
        said = spoken(line.text, language, options)
        odd = numbers_not_written(line.text, said, language)
        if odd:
            message = f"{', '.join(f'{number:,.10g}' for number in odd)} will be read and is not in the line: '{said}'"
            yield Finding(check="spoken-number", severity=Severity.NOTES, message=message)
