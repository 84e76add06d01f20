"""Whether a line is in the language it should be in: by letters, by small words, by what it has none of."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from packager.lang.neighbours import Neighbour, neighbour
from packager.lang.registry import language as find
from packager.lang.registry import targets
from packager.text.patterns import lazily
from packager.translation.checks.evidence import QaSignal

_WORD = lazily(r"[^\W\d_]+")
_SMALL = lazily(r"\b[a-z]{2,}")  # what an English line has beside names
# Unicode's blocks of letters beside Latin and Arabic (https://www.unicode.org/Public/UNIDATA/Blocks.txt): Greek to
# Hebrew, Syriac, Thaana to Mandaic, Devanagari to Vedic, Glagolitic to Cyrillic, CJK and after.
_OTHER_SCRIPT = lazily(
    "[\u0370-\u05ff\u0700-\u074f\u0780-\u085f\u0900-\u1cff\u2c00-\u2dff\u2e80-\ua6ff\ua800-\uab2f\uac00-\ud7af\uf900-\ufaff]+"
)
_ARABIC_LETTER = lazily("[\u0620-\u064a\u066e-\u06d3\u06d5\u06fa-\u06ff\u0750-\u077f\u08a0-\u08c7]")
_LINE = 4  # words from which a line of the language has a letter or a small word of its own
_SURE_LINE = 6  # … beyond doubt: a headline may be four names and nouns
_LONG_LINE = 10  # … and more than one in eight; among 336 human lines of news none had fewer than one in five


@dataclass(frozen=True)
class _OwnWords:
    """What a line in a language is told by."""

    own: frozenset[str]  # small words that no neighbour has
    any: frozenset[str]  # small words, the neighbours' too
    neighbours: tuple[Neighbour, ...]


@cache
def _known(language: str) -> _OwnWords:
    qa = find(language).qa
    near = tuple(map(neighbour, qa.neighbours))
    small = qa.commonest | qa.function_words
    return _OwnWords(own=small.difference(*(other.words for other in near)), any=small, neighbours=near)


def other_language(source: str, text: str, language: str) -> Iterator[QaSignal]:
    """Letters or small words of another language that uses the script, or none of the language's own."""
    this, known = find(language), _known(language)
    plain = unicodedata.normalize("NFKC", text)
    words = _WORD.findall(plain)
    letters = this.qa.own_letters
    own = sum(
        word in known.own or bool(this.qa.own_words.search(word)) or not letters.isdisjoint(word) for word in words
    )
    for other in known.neighbours:
        net = sum((c in other.letters) - (c in letters) for c in plain)
        strange = sum(word in other.words and word not in known.any for word in words)
        enough = strange >= 2 and strange > own
        # Of a language without letters of its own one small word is enough only where nothing is ours.
        if (other.letters and net >= 3) or enough or (strange and not own and len(words) > 1):
            message = f"This looks like {other.name}, not {this.english}."
            yield QaSignal(check="other-language", message=message, blocks=other.blocks)
            return
        if strange >= 3 and (strange * 2 > own or not other.blocks):
            message = f"Part of this looks like {other.name}, not {this.english}."
            yield QaSignal(check="other-language", message=message)
            return
    strangers = [letter for letter in _ARABIC_LETTER.findall(plain) if letter.isalpha() and letter not in _alphabet()]
    if strangers:
        message = f"The letter “{strangers[0]}” is none of {this.english}."
        yield QaSignal(check="other-language", message=message, blocks=True)
    elif (letters or known.own) and len(_SMALL.findall(source)) >= 2 and not own and len(words) >= _LINE:
        message = f"Nothing in this line is {this.english}."
        weight = 0.6 if len(words) == _LINE else 1.0
        yield QaSignal(check="other-language", message=message, weight=weight, blocks=len(words) >= _SURE_LINE)
    elif len(words) >= _LONG_LINE and own * 8 < len(words):
        yield QaSignal(check="other-language", message=f"Little in this line is {this.english}.")


@cache
def _alphabet() -> frozenset[str]:
    """The letters of all our languages, and those of Arabic and Persian keyboards."""
    return frozenset("ىيكئةأإآٱءؤهۃە").union(*(known.writing.letters for known in targets()))


def other_script(source: str, text: str) -> Iterator[QaSignal]:
    """Letters that are neither Arabic nor Latin: a model has slipped into Russian, Hindi or Chinese."""
    strange = [run for run in _OTHER_SCRIPT.findall(text) if run not in source]
    if strange:
        message = f"Letters of another script were left in the line: “{strange[0]}”."
        yield QaSignal(check="other-script", message=message, blocks=True)
