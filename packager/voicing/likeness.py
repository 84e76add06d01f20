"""Was a text said? What an ear wrote down, held against what it was to hear.

An ear makes mistakes, and more of them in a language that it never learnt, so no letter is held against a clip: only
that nothing of a text was heard, that a stretch of it was not, that something else was, or more than the text.
"""

from __future__ import annotations

from dataclasses import dataclass

from packager.lang.heard import AsHeard

_JUDGED = 8  # folded letters: a word or two sounds like many others
_STRETCH = 4  # a stretch is a text's fourth, and at least so many letters:
_SHORTEST = 10
_SHOWN = 3  # words of a stretch


@dataclass(frozen=True, kw_only=True)
class Likeness:
    """What was found."""

    wrong: float  # edits a letter of the text; 0 is word for word
    fault: str = ""  # a phrase that follows 'the sound': "lacks '…'"; "" where there is none


def can_tell(said: str, by: AsHeard) -> bool:
    """Whether a text has enough letters for an ear to be believed."""
    return len(by.folded(said)) >= _JUDGED


def likeness(said: str, heard: str, by: AsHeard) -> Likeness:
    """How much of a text in spoken form there is in what the ear wrote down."""
    from rapidfuzz.distance import Levenshtein

    text, found = by.folded(said), by.folded(heard)
    wrong = Levenshtein.distance(text, found) / max(1, len(text))
    in_text, in_found = [False] * len(text), [False] * len(found)
    for block in Levenshtein.opcodes(text, found):
        if block.tag == "equal":
            in_text[block.src_start : block.src_end] = [True] * (block.src_end - block.src_start)
            in_found[block.dest_start : block.dest_end] = [True] * (block.dest_end - block.dest_start)
    size = max(_SHORTEST, len(text) // _STRETCH)
    lacks, place = _least(in_text, size)
    strange = 1 - _least(in_found, size)[0]
    if len(found) < 0.2 * len(text):
        fault = "has nothing of the text that could be heard"
    elif wrong > by.most_wrong and len(found) < 1.4 * len(text):
        fault = "is of other words"
    elif strange > by.most_added or len(found) > 1.4 * len(text):
        fault = "has more in it than the text"
    elif lacks < by.least_found:
        fault = f"lacks '{_words_at(said, place, by)}'"
    else:
        fault = ""
    return Likeness(wrong=wrong, fault=fault)


def _least(flags: list[bool], size: int) -> tuple[float, int]:
    """The least share of true in any stretch of a size, and where its middle is."""
    size = min(size, len(flags))
    if not size:
        return 0.0, 0
    count = sum(flags[:size])
    least, at = count, 0
    for end in range(size, len(flags)):
        count += flags[end] - flags[end - size]
        if count < least:
            least, at = count, end - size + 1
    return least / size, at + size // 2


def _words_at(said: str, place: int, by: AsHeard) -> str:
    """The words around a folded letter of a text."""
    words, letters = said.split(), 0
    for number, word in enumerate(words):
        letters += len(by.folded(word))
        if letters > place:
            return " ".join(words[max(0, number - 1) : number + _SHOWN - 1])
    return " ".join(words[-_SHOWN:])
