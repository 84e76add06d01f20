"""A script's line as utterances: sentences in spoken form, in breaths that any engine can take."""

from __future__ import annotations

import re

from packager.lang.options import SpokenOptions
from packager.lang.registry import language as find
from packager.lang.sentences import split
from packager.records import Line, Role, Style, Utterance
from packager.speech.core import spoken, spoken_with_notes
from packager.speech.notes import SpokenNote
from packager.speech.printed import printed
from packager.text.breaths import breaths

LONGEST = 350  # characters in one utterance: about 25 s of speech, and below every engine's limit

# Seconds of silence after an utterance, as a newsreader leaves them.
CLAUSE, SENTENCE, QUESTION = 0.2, 0.45, 0.55
_LINE_END = {Role.HEADLINE: 1.0, Role.BODY: 0.7, Role.QUOTE: 0.75, Role.CREDIT: 0.8}
_STYLE = {Role.HEADLINE: Style.HEADLINE, Role.QUOTE: Style.QUOTE}

_NOTED = re.compile("[A-Za-z\u00c0-\u024f]|[-\u2212][$\u00a3\u20ac]?[0-9\u06f0-\u06f9\u0660-\u0669]")
_LETTER = re.compile(r"[^\W\d_]")


def utterances(
    line: Line, index: int, language: str, voice: str, options: SpokenOptions | None = None
) -> tuple[Utterance, ...]:
    """What is said of one line, in order; `index` is the line's place in its script.

    Empty for a caption, which is never read, and for text in which nothing can be spoken.
    """
    if line.role is Role.CAPTION:
        return ()
    joints = find(language).writing.joints
    options = options or SpokenOptions()
    sentences = [spoken(sentence, language, options) for sentence in split(line.text, language)]
    said = [sentence for sentence in sentences if _LETTER.search(sentence)]
    timed: list[tuple[str, float]] = []
    for place, sentence in enumerate(said):
        pieces = breaths(sentence, LONGEST, joints)
        end = _LINE_END[line.role] if place == len(said) - 1 else _after(sentence)
        timed += [(piece, CLAUSE) for piece in pieces[:-1]] + [(pieces[-1], end)]
    style = _STYLE.get(line.role, Style.NEWS)
    prints = [printed(text, line.text, language, options.prints) for text, _ in timed]
    return tuple(
        Utterance(
            text=text,
            language=language,
            voice=voice,
            printed="" if plain == text else plain,
            pause=pause,
            line=index,
            style=style,
        )
        for (text, pause), plain in zip(timed, prints, strict=True)
    )


def notes(line: Line, language: str, options: SpokenOptions | None = None) -> tuple[SpokenNote, ...]:
    """What an editor should hear of the words that are said of a line: guesses, and what is left out; each once."""
    if line.role is Role.CAPTION or not _NOTED.search(line.text):
        return ()
    sentences = split(line.text, language)
    found = (note for text in sentences for note in spoken_with_notes(text, language, options or SpokenOptions())[1])
    return tuple(dict.fromkeys(found))


def _after(sentence: str) -> float:
    return QUESTION if sentence.endswith("؟") else SENTENCE
