"""When each written word is heard: the page's words laid beside the spoken ones.

The voice speaks another form than the page shows (figures as words, names without Latin letters),
so times come from the words that both have; between them nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import groupby

from packager.lang.normalise import for_memory
from packager.lang.sentences import split
from packager.records import Clip, Kind, Placed, Segment

RECORDED = "recorded"  # what a clip's engine begins with where a person recorded it
Starts = Callable[[Segment], Sequence[tuple[float, Clip]]]  # each clip with its start in the segment, in seconds


@dataclass(frozen=True, kw_only=True, slots=True)
class Written:
    """A line as the page shows it."""

    text: str  # in the language
    english: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Passage:
    """A stretch of speech and what is written of it."""

    segment: str  # id
    kind: Kind
    language: str
    clips: tuple[tuple[float, Clip], ...]  # with starts in seconds from the file's first sample
    written: tuple[Written, ...]
    speaker: str = ""

    @property
    def start(self) -> float:
        """When it begins, in seconds."""
        return self.clips[0][0]

    @property
    def end(self) -> float:
        """When its last word ends, in seconds."""
        return self.clips[-1][0] + self.clips[-1][1].seconds


@dataclass(frozen=True, kw_only=True, slots=True)
class TimedWord:
    """A written word, and when it begins to be heard."""

    text: str
    at: float | None  # seconds; None where the spoken form gives no time
    opens: bool = False  # a sentence
    begins: bool = False  # a line of the page


def passages(
    placed: Iterable[Placed],
    written: Mapping[str, Sequence[Written]],
    starts: Starts,
    speakers: Mapping[str, str] | None = None,
) -> tuple[Passage, ...]:
    """What is said in an episode, in order; `written` and `speakers` go by segment id.

    A story's clips are grouped by the line they speak. A fixed element is one passage, whatever it says.
    """
    found: list[Passage] = []
    for item in placed:
        lines = tuple(written.get(item.segment.id, ()))
        for clips, said in _grouped(item, lines, starts):
            found.append(
                Passage(
                    segment=item.segment.id,
                    kind=item.segment.kind,
                    language=clips[0][1].utterance.language,
                    clips=clips,
                    written=said,
                    speaker=(speakers or {}).get(item.segment.id, ""),
                )
            )
    return tuple(found)


def _grouped(
    item: Placed, lines: tuple[Written, ...], starts: Starts
) -> Iterator[tuple[tuple[tuple[float, Clip], ...], tuple[Written, ...]]]:
    clips = tuple((item.start + at, clip) for at, clip in starts(item.segment))
    if not clips or not lines:
        return
    if item.segment.kind is not Kind.STORY or recorded_whole(item.segment):
        yield clips, tuple(line for line in lines if line.text)
        return
    for line, group in groupby(clips, key=lambda pair: pair[1].utterance.line):
        yield tuple(group), lines[line : line + 1]


def recorded_whole(segment: Segment) -> bool:
    """Whether one recording is all of a story, and not of one of its lines."""
    return len(segment.clips) == 1 and segment.clips[0].engine.startswith(RECORDED)


def words(passage: Passage) -> tuple[TimedWord, ...]:
    """The written words of a passage with their times; the first always has one."""
    page = [
        (token, place == 0, order + place == 0)
        for line in passage.written
        for order, sentence in enumerate(split(line.text, passage.language))
        for place, token in enumerate(sentence.split())
    ]
    heard = list(_heard(passage.clips))
    times = _matched([token for token, *_ in page], [word for word, _ in heard], passage.language)
    places = {written: heard[spoken][1] for written, spoken in times.items()}
    found = [
        TimedWord(text=token, at=places.get(place), opens=opens, begins=begins)
        for place, (token, opens, begins) in enumerate(page)
    ]
    return (TimedWord(text=found[0].text, at=passage.start, opens=True, begins=True), *found[1:]) if found else ()


def _heard(clips: Iterable[tuple[float, Clip]]) -> Iterator[tuple[str, float | None]]:
    """The spoken words with their times: a clip's first at its start, the others at their marks."""
    for start, clip in clips:
        spoken = clip.utterance.text.split()
        marked = [start + mark.start for mark in clip.marks] if len(clip.marks) == len(spoken) else []
        if clip.engine.startswith(RECORDED):
            marked = list(_estimated(start, clip.seconds, spoken))
        for place, word in enumerate(spoken):
            yield word, start if place == 0 else (marked[place] if marked else None)


def _estimated(start: float, seconds: float, spoken: Sequence[str]) -> Iterator[float]:
    """Times by each word's share of the letters: nobody marked a recording, and a story in one caption helps nobody."""
    total, at = sum(len(word) + 1 for word in spoken), 0
    for word in spoken:
        yield start + seconds * at / total
        at += len(word) + 1


def _matched(page: Sequence[str], spoken: Sequence[str], language: str) -> dict[int, int]:
    """Written word → the spoken word that begins with it, wherever that is certain.

    Certain are words that both have, and the first of a stretch that differs: what stands before it
    on the page was said before it.
    """
    keys = [_key(word, language) for word in page], [_key(word, language) for word in spoken]
    found: dict[int, int] = {}
    for kind, first, end, other, other_end in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
        if kind == "equal":
            found.update(zip(range(first, end), range(other, other_end), strict=True))
        elif kind == "replace":
            found[first] = other
    return found


@lru_cache(maxsize=20_000)
def _key(word: str, language: str) -> str:
    return re.sub(r"\W", "", for_memory(word, language))
