"""Faults that show without understanding a word.

Nothing there, English left, half a line, two lines in one, quotation marks
that do not pair. The limits were set on 336 lines of human news translation; benchmarks/translation_checks.py
says what they catch.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from packager.text.patterns import lazily
from packager.translation.checks.evidence import QaSignal
from packager.translation.checks.leavings import ADDRESS

_LATIN = lazily(r"[A-Za-z]+(?:['’][A-Za-z]+)*")
_WORD = lazily(r"[^\W_]+")
_BRACKETS = lazily(r"[(\[]([^()\[\]]*)[)\]]")
_ENDS = lazily(r"(?:[.!?۔؟:…][\"'”’»)\]“‘\s]*|[\"”»“]\s*)$")  # a quotation may end in ،" in print
# Of `oddness`. Among 336 human lines of news none lay below -0.37 and three above 0.40.
_SHORT = -0.38
_LONG = 0.45
_GROSS = 0.75
_LONGER = 0.12
_CUT = -0.05
# From here on half of a machine's line is gone, the second where it also lacks its full stop. None of the same human
# lines lies below; of their halves, cut at the middle word, 83 (Pashto) and 86 (Urdu) in a hundred do.
_HALF = -0.4
_HALF_CUT = -0.25
_LEAST_USUAL = 0.9  # of a story: where whole lines are cut in most of it, its own would hide that
_STOPS = lazily(r"(?<![.…])[.!?۔؟؛](?![.…])[\"'”’»)“‘]*\s+")
_SHORTENED = lazily(r"\b(?:Mr|Mrs|Ms|Dr|Rev|St|Gen|Col|Lt|Maj|Capt|Sgt|Sen|Rep|Gov|Prof|No|vs|Jr|Sr|[A-Za-z])\.")
_FEWER = -0.03


@dataclass(frozen=True)
class Around:
    """What the story tells of a line's length: its usual ratio, and the lines before and after."""

    usual: float = 1.0  # median of the story's length ratios
    previous: tuple[str, str] = ("", "")  # source and translation
    following: tuple[str, str] = ("", "")
    again: str = ""  # the source of a line further off that has the very same translation


def ratio(source: str, text: str) -> float:
    """How long a translation is for its source, in characters; 8 more on both sides steady short lines."""
    return (len(text) + 8) / (len(source) + 8)


def empty(source: str, text: str) -> Iterator[QaSignal]:
    """Nothing there, or nothing but marks."""
    if _WORD.search(source) and not _WORD.search(text):
        yield QaSignal(check="empty", message="There is no translation.", blocks=True)


def english_left(source: str, text: str) -> Iterator[QaSignal]:
    """English that nobody translated. Names, acronyms, addresses and a name again in brackets may stay."""
    bare = _BRACKETS.sub(lambda held: " " if held[1].casefold() in source.casefold() else held[0], text)
    bare = ADDRESS.sub(" ", bare)
    latin = _LATIN.findall(bare)
    letters = sum(character.isalpha() for character in text)
    small = [word for word in latin if word.islower() and len(word) > 1 and word.lower() not in ("seg", "id")]
    if not latin:
        return
    if _same(source, text):
        yield QaSignal(check="english-left", message="This is the English line, not a translation.", blocks=True)
    elif sum(map(len, latin)) > 0.5 * letters or _run(bare) >= 5 or len(small) >= 3:
        shown = " ".join(latin[:6])
        yield QaSignal(check="english-left", message=f"English was left in the line: “{shown}”.", blocks=True)
    elif small:
        yield QaSignal(check="english-word", message=f"An English word was left: “{small[0]}”.", weight=0.4)


def said_again(source: str, text: str, around: Around) -> Iterator[QaSignal]:
    """One translation for two lines of the story that say different things."""
    if around.again and not _same(around.again, source) and len(_WORD.findall(text)) >= 3:
        message = f"The line “{around.again}” has the same translation."
        yield QaSignal(check="same-twice", message=message)


def length(source: str, text: str, around: Around, *, machine: bool = False) -> Iterator[QaSignal]:
    """Much too short or too long for the English, beside the story's other lines.

    Of a `machine`'s line that lost half of its sense this is beyond doubt; a person may well have said it shortly.
    """
    odd = oddness(source, text, around)
    cut = bool(_ENDS.search(source)) and not _ENDS.search(text)
    if odd <= _SHORT / 2:
        message = f"The line is {_share(source, text)} of the length of the English: something may be lost."
        yield QaSignal(check="too-short", message=message, weight=odd / _SHORT, blocks=machine and odd <= _HALF)
    if cut and odd < _CUT:
        message = "The line ends without a full stop: its end may be lost."
        weight = 1.0 if ratio(source, text) < 0.85 else 0.5
        yield QaSignal(check="cut-off", message=message, weight=weight, blocks=machine and odd <= _HALF_CUT)
    if odd >= _LONG / 2:
        message = f"The line is {_share(source, text)} of the length of the English: something may be added."
        # By itself only the grossest: humans explain, and a long line loses nothing.
        weight = 1.0 if odd >= _GROSS else min(0.9, odd / _LONG)
        yield QaSignal(check="too-long", message=message, weight=weight)


def oddness(source: str, text: str, around: Around) -> float:
    """How far a line's length is from the story's usual: below 0 too short, above 0 too long.

    The logarithm of the length ratio over the story's median, over how much a line of this length
    varies: a short line may well be half as long again.
    """
    return math.log(ratio(source, text) / around.usual) / math.sqrt(1 + 60 / (len(source) + 8))


def merged(source: str, text: str, around: Around) -> Iterator[QaSignal]:
    """Two lines in one: a neighbour's translation stands here too, or the line is long and the next is gone."""
    for other_source, other in (around.previous, around.following):
        if len(other) < 12 or _same(other_source, source) or other.strip(' .۔"') not in text:
            continue
        if len(text) > 1.25 * len(other):
            yield QaSignal(check="merged", message="The next or previous line's translation stands in this line too.")
        else:
            message = "The next or previous line has the same translation."
            yield QaSignal(check="same-twice", message=message, weight=0.6)
        return
    odd = oddness(source, text, around)
    alone = _WORD.search(around.following[0]) and not _WORD.search(around.following[1])
    if alone and odd > _LONGER:
        message = "The line is long and the next has no text: two lines may have become one."
        yield QaSignal(check="merged", message=message, weight=0.6)
    if odd > _LONGER and _sentences(text) > _sentences(source):
        yield QaSignal(check="merged", message="The line is long and has a sentence more than the English.", weight=0.5)


def sentences(source: str, text: str, around: Around) -> Iterator[QaSignal]:
    """A sentence fewer than the English, in a line that is short for it: the last one may be lost."""
    want = len(_STOPS.findall(_SHORTENED.sub("", source).rstrip("\"'”’) ")[:-1]))
    have = len(_STOPS.findall(text.rstrip("\"'”’) ")[:-1]))
    if have < want and oddness(source, text, around) < _FEWER:
        message = f"The English has {want + 1} sentences and the line {have + 1}: one may be lost."
        yield QaSignal(check="sentence-lost", message=message)


def quotes(source: str, text: str) -> Iterator[QaSignal]:
    """A quotation that the English opens and closes and the translation does not."""
    want, have = _quotes(source), _quotes(text)
    if want and not want % 2 and have % 2:
        yield QaSignal(check="quotes", message="A quotation is opened or closed but not both.", weight=0.3)


def question(source: str, text: str) -> Iterator[QaSignal]:
    """A question that became a statement."""
    if source.rstrip("\"'”’) ").endswith("?") and not re.search("[?؟]", text):
        yield QaSignal(check="question", message="The English asks a question and the line does not.", weight=0.5)


def _share(source: str, text: str) -> str:
    return f"{round(ratio(source, text) * 100)} %"


def _same(source: str, text: str) -> bool:
    return _WORD.findall(source.casefold()) == _WORD.findall(text.casefold())


def _run(text: str) -> int:
    """Latin words in a row, at most."""
    longest = now = 0
    for word in text.split():
        now = now + 1 if _LATIN.search(word) else 0
        longest = max(longest, now)
    return longest


def _sentences(text: str) -> int:
    return 1 + len(re.findall(r"[.!?۔؟][\"'”’»)“‘]*\s+(?=\S{2})", text))


def _quotes(text: str) -> int:
    return len(re.findall(r"[\"“”„«»]", text))


def usual_ratio(pairs: Sequence[tuple[str, str]]) -> float:
    """The story's median length ratio, drawn towards 1 while there are few lines."""
    sizes = sorted(ratio(source, text) for source, text in pairs if text)
    if not sizes:
        return 1.0
    middle = sizes[len(sizes) // 2]
    return max(_LEAST_USUAL, (middle * len(sizes) + 4.0) / (len(sizes) + 4))
