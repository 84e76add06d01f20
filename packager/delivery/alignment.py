"""When each written word is heard: the page's words laid beside the spoken ones.

The voice speaks another form than the page shows (figures as words, names without Latin letters),
so times come from the words that both have. What stands between them has a time by its share of the
letters, and says that it is not sure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import groupby, pairwise

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
    at: float  # seconds
    sure: bool = True  # False where the time is only its share of the letters between words that have one
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
    """The written words of a passage with their times, which never go back; the first is the passage's start."""
    page = [
        (token, place == 0, order + place == 0)
        for line in passage.written
        for order, sentence in enumerate(split(line.text, passage.language))
        for place, token in enumerate(sentence.split())
    ]
    heard = [word for start, clip in passage.clips for word in _heard(start, clip)]
    tokens = [token for token, *_ in page]
    matched = _matched(tokens, [word for word, *_ in heard], passage.language)
    known = {written: heard[spoken][1] for written, spoken in matched.items()} | {0: passage.start}
    sure = {written for written, spoken in matched.items() if heard[spoken][2]} | {0}
    return tuple(
        TimedWord(text=token, at=at, sure=place in sure, opens=opens, begins=begins)
        for place, ((token, opens, begins), at) in enumerate(
            zip(page, _filled(tokens, known, passage.end), strict=True)
        )
    )


def _heard(start: float, clip: Clip) -> list[tuple[str, float, bool]]:
    """A clip's spoken words, when each begins, and whether that is sure: the first at its start, others at their marks.

    Nobody marked a recording, and a story in one caption helps nobody: there the share of the letters must do.
    """
    spoken = clip.utterance.text.split()
    known = {place: start + at for place, at in _marked(clip, spoken).items()} | {0: start}
    recorded = clip.engine.startswith(RECORDED)
    times = _filled(spoken, known, start + clip.seconds)
    return [(word, at, recorded or place in known) for place, (word, at) in enumerate(zip(spoken, times, strict=True))]


def _marked(clip: Clip, spoken: Sequence[str]) -> dict[int, float]:
    """Spoken word → its mark's time in the clip, in seconds.

    An engine may run two words into one mark or leave one out; that word alone has none. A mark that goes
    back behind the one before it is not believed.
    """
    pairs: list[tuple[int, int]] = []
    if len(clip.marks) == len(spoken):
        pairs += [(place, place) for place in range(len(spoken))]
    else:
        language = clip.utterance.language
        keys = [_key(word, language) for word in spoken], [_key(mark.word, language) for mark in clip.marks]
        for kind, first, end, other, other_end in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
            if kind == "equal" or (kind == "replace" and end - first == other_end - other):
                pairs += zip(range(first, end), range(other, other_end), strict=True)
            elif kind == "replace":
                pairs.append((first, other))
    found: dict[int, float] = {}
    latest = 0.0
    for place, number in pairs:
        if latest <= clip.marks[number].start <= clip.seconds:
            found[place] = latest = clip.marks[number].start
    return found


def _filled(tokens: Sequence[str], known: Mapping[int, float], end: float) -> list[float]:
    """A time for each word; one that is not known has its share of the letters between its neighbours that are."""
    anchors = [*sorted(known), len(tokens)]
    times: list[float] = []
    for first, following in pairwise(anchors):
        until = max(known[first], known.get(following, end))
        sizes = [len(token) + 1 for token in tokens[first:following]]
        shares = (sum(sizes[:place]) / sum(sizes) for place in range(len(sizes)))
        times.extend(known[first] + (until - known[first]) * share for share in shares)
    return times


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
