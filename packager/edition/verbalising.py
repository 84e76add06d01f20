"""What a voice is to say of every line, and what its editor should know of that."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from packager.desk.edits import annotate
from packager.desk.taking_back import doubted
from packager.edition.draft import Words
from packager.known import Known
from packager.lang.normalise import for_memory, for_speech
from packager.lang.options import SpokenOptions
from packager.lang.registry import language as find
from packager.records import Finding, Line, Role, Script, Severity, Style, Utterance
from packager.speech import amounts, roman
from packager.speech.core import spoken
from packager.speech.notes import NoteKind
from packager.speech.utterances import notes
from packager.store import digest
from packager.translation.checks import numbers
from packager.voicing.voices import Voices

_FIGURE = re.compile(r"(\d[\d,]*(?:\.\d+)?)(?:\s?([A-Za-z]+))?")
_CLOCK = re.compile(r"(?<!\d)(\d{1,2})[:.](\d{2})(?!\d)")
_DECADE = re.compile(r"(?<!\d)(\d{2}|\d{4})'?s(?![A-Za-z])")
_HOUR = re.compile(r"\d\s?[aApP]\.?\s?[mM](?![A-Za-z])|\d:\d\d")
_AFTERNOON = 3  # Urdu's word for it has a three in it
_MIXED = re.compile(r"(?:(\d+) )?(\d{1,2})/(\d{1,2})(?!\d)")
_ROMAN = re.compile(r"(?<![A-Za-z])[IVX]+(?![A-Za-z])")
_HOURS = 12
_TRIFLING = 3  # numbers below this are articles, duals and halves


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


def numbers_not_written(line: str, said: str, language: str) -> tuple[float, ...]:
    """The numbers of a spoken form that no figure and no word of its line can stand for, in order."""
    text = for_speech(line, language)
    near = {round(value, 3) for value in _readings(text, language)}
    odd = numbers.unexplained(said, language, lambda value: value < _TRIFLING or round(value, 3) in near)
    return tuple(dict.fromkeys(odd))


def _readings(text: str, language: str) -> Iterator[float]:
    """Every number that a text's figures and words may rightly be said as."""
    known = find(language).qa.numbers.scales
    figures = _FIGURE.findall(text)
    scales = {10.0 ** amounts.POWERS[word] for _, word in figures if word in amounts.POWERS}
    scales |= {known[word] for word in for_memory(text, language).split() if word in known}
    yield from numbers.values(text, language)
    yield from map(float, map(roman.value, _ROMAN.findall(text)))
    for figure, _ in figures:
        yield from _ways(figure)
        value = float(figure.replace(",", ""))
        # A scale belongs to both figures of a range, and to the last digit after a point
        yield from (part * scale for scale in scales for part in {value, float(figure[-1]) if "." in figure else value})
    yield from (ten * float(year) for year in _DECADE.findall(text) for ten in (1, 10))  # the word for ten years
    yield from (10.0, float(_AFTERNOON)) if _DECADE.search(text) or _HOUR.search(text) else ()
    for hour, minute in _CLOCK.findall(text):
        told = int(hour) % _HOURS or _HOURS
        yield from (told + int(minute) / 60, told % _HOURS + 1)
    for whole, top, bottom in _MIXED.findall(text):
        yield int(whole or 0) + (int(top) / int(bottom) if int(bottom) else 0)


def _ways(figure: str) -> Iterator[float]:
    """A figure as a number, its parts before and after the point, its digits by ones and twos, an hour of twelve."""
    whole, _, rest = figure.replace(",", "").partition(".")
    yield float(f"{whole}.{rest or 0}")
    for part in (whole, rest):
        yield from map(float, part)
        yield from (float(part[place : place + 2]) for place in range(len(part) - 1))
        if part:
            yield float(part)
    if len(whole) < len("100"):
        yield float(int(whole) % _HOURS or _HOURS)
