"""What a caption shows and when: sentences, divided where they are too long for two lines or seven seconds."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from packager.delivery.alignment import Passage, TimedWord, words
from packager.lang.sentences import split
from packager.text.bidi import without_controls

LINE = 42  # characters; BBC and Netflix allow 37 to 42
LINES = 2
LONGEST = 7.0  # s; Netflix's limit: what stands longer is read twice
_CLAUSE_MARKS = "،,؛;:–—»”"
# Words that open a clause, before which a caption may end, and words that lean on the next, after which it may not.
_OPENERS = frozenset(
    ["او", "چې", "خو", "ځکه", "که", "اور", "کہ", "لیکن", "جبکہ", "جو", "تاکہ", "مگر"]  # ps, ur
).union(["and", "but", "that", "which", "who", "because", "while", "after", "before", "when", "where"])
_LEANERS = _OPENERS | frozenset(["د", "په", "له", "تر", "پر", "a", "an", "the", "of", "in", "on", "to", "for", "by"])
ENGLISH = "en"


@dataclass(frozen=True, kw_only=True, slots=True)
class Cue:
    """One caption."""

    start: float  # seconds from the file's first sample, at the first word
    end: float  # seconds, when the last word is over
    text: str
    language: str
    segment: str  # id
    speaker: str = ""
    opens: bool = True  # a paragraph


def cues(passages: Sequence[Passage]) -> tuple[Cue, ...]:
    """The captions in the language that is spoken; starts are those of their first words."""
    return tuple(cue for passage in passages for cue in _spoken(passage))


def english_cues(passages: Sequence[Passage]) -> tuple[Cue, ...]:
    """The captions in English, which begin with the sentences that they translate.

    What has no English (a greeting, as a rule) is named in brackets.
    """
    return tuple(cue for passage in passages for cue in _english(passage))


def _spoken(passage: Passage) -> Iterator[Cue]:
    sentences = _sentences(words(passage))
    ends = _ends(passage, [sentence[0].at for sentence in sentences])
    groups = [part for sentence, end in zip(sentences, ends, strict=True) for part in _parts(sentence, end)]
    texts = [" ".join(word.text for word in group) for group in groups]
    timed = _timed(passage, [group[0].at for group in groups], texts, passage.language)
    yield from (replace(cue, opens=group[0].begins) for cue, group in zip(timed, groups, strict=True))


def _timed(passage: Passage, starts: Sequence[float], texts: Sequence[str], language: str) -> Iterator[Cue]:
    """Cues one after another, each until the next begins or its last clip ends, and for `LONGEST` at most."""
    for place, (start, end, text) in enumerate(zip(starts, _ends(passage, starts), texts, strict=True)):
        yield Cue(
            start=start,
            end=min(end, start + LONGEST),
            text=without_controls(text),
            language=language,
            segment=passage.segment,
            speaker=passage.speaker,
            opens=place == 0,
        )


def _ends(passage: Passage, starts: Sequence[float]) -> list[float]:
    """When what begins at each of these times is over: as the next begins, or as the last clip before it ends."""
    ends = []
    for following in [*starts[1:], math.inf][: len(starts)]:
        heard = [at + clip.seconds for at, clip in passage.clips if at < following - 0.001]
        ends.append(min(following, max(heard, default=passage.end)))
    return ends


def _sentences(spoken: Sequence[TimedWord]) -> list[list[TimedWord]]:
    """The words in sentences; one whose first word has no sure time stays with the sentence before it."""
    groups: list[list[TimedWord]] = []
    for word in spoken:
        if not groups or (word.opens and word.sure and word.at > groups[-1][0].at):
            groups.append([])
        groups[-1].append(word)
    return groups


def _parts(sentence: list[TimedWord], end: float) -> list[list[TimedWord]]:
    """A sentence that is over at `end` in pieces that fit a caption, cut where a clause begins and a time is sure.

    A word that is too long by itself has a piece of its own.
    """
    start, longest = sentence[0].at, LINE * LINES
    if end - start <= LONGEST and _fits(sentence):
        return [sentence]
    later = [place for place in range(1, len(sentence)) if sentence[place].at > start]
    places = [k for k in later if sentence[k].at <= start + LONGEST and _fits(sentence[:k])] or later[:1]
    if not places:
        return [sentence]
    size = _length(sentence)
    aim = size / max(2, math.ceil(size / longest), math.ceil((end - start) / LONGEST))

    def cost(place: int) -> float:
        last, following = sentence[place - 1].text, sentence[place]
        clause = last[-1] in _CLAUSE_MARKS or following.text in _OPENERS or following.opens
        return (
            abs(_length(sentence[:place]) - aim)
            - clause * longest / 4
            + (not following.sure) * longest / 2
            + (last in _LEANERS) * longest
        )

    cut = min(places, key=cost)
    return [sentence[:cut], *_parts(sentence[cut:], end)]


def _fits(spoken: Sequence[TimedWord]) -> bool:
    """Whether a caption's lines hold the words."""
    return len(_filled([word.text for word in spoken], LINE + LINE, LINE)) <= LINES


def _length(spoken: Sequence[TimedWord]) -> int:
    return sum(len(word.text) + 1 for word in spoken) - 1


def _english(passage: Passage) -> Iterator[Cue]:
    told = [sentence for line in passage.written for sentence in split(line.english, ENGLISH)]
    if not told:
        yield from _timed(passage, [passage.start], [f"[{str(passage.kind).replace('-', ' ').capitalize()}]"], ENGLISH)
        return
    spoken = _sentences(words(passage))
    times = _beside(told, spoken) if spoken else _spread(told, passage)
    starts: list[float] = []
    texts: list[str] = []
    for sentence, start in zip(told, times, strict=True):
        if starts and starts[-1] == start:
            texts[-1] += " " + sentence
        else:
            starts.append(start)
            texts.append(sentence)
    pieces = [
        piece
        for text, start, end in zip(texts, starts, _ends(passage, starts), strict=True)
        for piece in _parts(_shared(text, start, end), end)
    ]
    shown = [" ".join(word.text for word in piece) for piece in pieces]
    yield from _timed(passage, [piece[0].at for piece in pieces], shown, ENGLISH)


def _shared(text: str, start: float, end: float) -> list[TimedWord]:
    """Words of a translation, each at its share of the letters: nobody says them."""
    tokens = [(token, place == 0) for sentence in split(text, ENGLISH) for place, token in enumerate(sentence.split())]
    shares = _shares([len(token) + 1 for token, _ in tokens])
    return [
        TimedWord(text=token, at=start + share * (end - start), opens=opens, sure=False)
        for (token, opens), share in zip(tokens, shares, strict=True)
    ]


def _beside(told: Sequence[str], spoken: Sequence[Sequence[TimedWord]]) -> list[float]:
    """For each English sentence the start of the spoken one beside it: by order, else by share of the text."""
    starts = [group[0].at for group in spoken]
    if len(told) == len(starts):
        return starts
    shares, heard = _shares([len(text) for text in told]), _shares([_length(group) for group in spoken])
    return [starts[_nearest(heard, share)] for share in shares]


def _spread(told: Sequence[str], passage: Passage) -> list[float]:
    """Each sentence's share of a recording of which nothing is written but the English."""
    return [passage.start + share * (passage.end - passage.start) for share in _shares([len(text) for text in told])]


def _nearest(values: Sequence[float], wanted: float) -> int:
    return min(range(len(values)), key=lambda place: abs(values[place] - wanted))


def _shares(sizes: Sequence[int]) -> list[float]:
    """Where each part begins, as a share of the whole."""
    total = sum(sizes) or 1
    return [sum(sizes[:place]) / total for place in range(len(sizes))]


def wrapped(text: str, width: int = LINE) -> list[str]:
    """The text in as few lines of at most `width` characters as will hold it, of about even length.

    Broken between words; a word longer than `width` has a line of its own.
    """
    tokens = text.split()
    fewest = len(_filled(tokens, width + LINE, width))
    for aim in range(math.ceil(len(text) / max(fewest, 1)), width):
        if len(lines := _filled(tokens, aim, width)) <= fewest:
            return lines
    return _filled(tokens, width + LINE, width)


def _filled(tokens: Sequence[str], aim: float, width: int) -> list[str]:
    lines: list[str] = []
    for token in tokens:
        fits = bool(lines) and len(lines[-1]) + 1 + len(token) <= width
        # A line may end half a word late rather than leave one word alone.
        if fits and len(lines[-1]) + 1 + len(token) / 2 <= aim:
            lines[-1] += " " + token
        else:
            lines.append(token)
    return lines


def shifted(cue: Cue, seconds: float) -> Cue:
    """The cue somewhere else, as for a story in a file of its own."""
    return replace(cue, start=cue.start + seconds, end=cue.end + seconds)
