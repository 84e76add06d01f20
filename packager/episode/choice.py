"""Which stories fill a slot best: every line-up that keeps the order of urgency, rated by the levers it needs."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property
from itertools import accumulate

from packager.episode.pace import PaceLimits, Span, pace_for


@dataclass(frozen=True, kw_only=True, slots=True)
class Version:
    """A story up to the end of one of its paragraphs."""

    lines: int  # how many of its lines are read
    span: Span


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """A story that may air."""

    id: str
    versions: tuple[Version, ...]  # shortest first; the last is the whole story
    priority: int = 5  # 1 most urgent … 9 least
    headline: Span = field(default_factory=Span)  # what it adds to the headlines

    @property
    def whole(self) -> Version:
        """The story in full."""
        return self.versions[-1]

    @property
    def shortest(self) -> Version:
        """Headline and first paragraph."""
        return self.versions[0]


@dataclass(frozen=True, kw_only=True, slots=True)
class Frame:
    """What a programme takes besides its stories."""

    fixed: Span  # ident, greeting, disclosure, the headlines' announcement, sign-off; head and tail
    between: Span = field(default_factory=Span)  # what every story brings along: a sting, a pause
    headlines: int | None = None  # how many stories have their headline read; None: all

    def around(self, place: int, story: Candidate) -> Span:
        """What the story at this place of the ranking takes besides itself."""
        read = self.headlines is None or place < self.headlines
        return self.between + story.headline if read else self.between


class Lever(IntEnum):
    """The last of the fine levers that a line-up needs."""

    PAUSES = 0
    TEMPO = 1
    MUSIC = 2
    NONE = 3  # nothing brings it to its slot


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """The first `whole` stories in full, then `cut` in a shorter version, then the next `brief` in their shortest."""

    span: Span
    whole: int
    cut: tuple[Candidate, Version] | None = None
    brief: int = 0

    def stories(self, line_up: Sequence[Candidate]) -> tuple[tuple[Candidate, Version], ...]:
        """What airs, most urgent first."""
        after = self.whole + (self.cut is not None)
        return (
            *((story, story.whole) for story in line_up[: self.whole]),
            *((self.cut,) if self.cut else ()),
            *((story, story.shortest) for story in line_up[after : after + self.brief]),
        )


@dataclass(frozen=True, kw_only=True)
class Search:
    """Line-ups of ranked stories for a programme of `aim` seconds."""

    line_up: Sequence[Candidate]  # most urgent first; in their shortest versions they fit together
    frame: Frame
    limits: PaceLimits
    aim: float

    def best(self) -> Choice | None:
        """The line-up that leaves least to pauses, tempo and music; None where nothing meets the aim.

        One story is shortened before two are, and none is if that is nearer.
        """
        found = []
        for way in (self._one_cut, self._another_cut, self._several_cut):
            choice = min(way(), key=self.rate, default=None)
            if choice and self.rate(choice)[0] <= Lever.TEMPO:
                return choice
            found += [choice] if choice else []
        choice = min(found, key=self.rate, default=None)
        return choice if choice and self.rate(choice)[0] < Lever.NONE else None

    def all(self) -> Iterator[Choice]:
        """Every line-up that keeps the order of urgency."""
        for way in (self._one_cut, self._another_cut, self._several_cut):
            yield from way()

    def rate(self, choice: Choice) -> tuple[Lever, float]:
        """The last lever that a line-up needs, and how many seconds are left to it."""
        span, limits = choice.span, self.limits
        if pace_for(span, self.aim, limits):
            low, high = limits.pauses
            alone = span.pause * (low - 1) <= self.aim - span.seconds <= span.pause * (high - 1)
            return (Lever.PAUSES if alone else Lever.TEMPO), abs(self.aim - span.seconds)
        music = self.aim - span.at(limits.widest)
        played = max(music, limits.music_least)
        if music > 0 and played <= limits.music and pace_for(span, self.aim - played, limits):
            return Lever.MUSIC, music
        return Lever.NONE, abs(music)

    def _one_cut(self) -> Iterator[Choice]:
        for place, (story, before) in enumerate(zip(self.line_up, self._whole, strict=False)):
            if not self._fits(before):
                return
            around = before + self.frame.around(place, story)
            yield Choice(whole=place + 1, span=around + story.whole.span)
            for version in story.versions[:-1]:
                yield Choice(whole=place, cut=(story, version), span=around + version.span)

    def _another_cut(self) -> Iterator[Choice]:
        """The last story is not the next one in the ranking but another that is as urgent."""
        for place, (following, before) in enumerate(zip(self.line_up, self._whole, strict=False)):
            if not self._fits(before):
                return
            for story in self.line_up[place + 1 :]:
                if story.priority != following.priority:
                    break
                around = before + self.frame.around(place, story)
                for version in self._nearest(story, self.aim - around.seconds):
                    yield Choice(whole=place, cut=(story, version), span=around + version.span)

    def _several_cut(self) -> Iterator[Choice]:
        """The least urgent ones in their shortest versions, the one before them shortened."""
        for count in range(2, len(self.line_up) + 1):
            if not self._fits(self._brief[count]):
                return
            for place in range(count - 1):
                story = self.line_up[place]
                rest = self._brief[count] - self._brief[place + 1]
                around = self._whole[place] + self.frame.around(place, story) + rest
                for version in self._nearest(story, self.aim - around.seconds):
                    brief = count - place - 1
                    yield Choice(whole=place, cut=(story, version), brief=brief, span=around + version.span)

    def _fits(self, span: Span) -> bool:
        return span.at(self.limits.tightest) <= self.aim

    @staticmethod
    def _nearest(story: Candidate, seconds: float) -> tuple[Version, ...]:
        """The two versions around a length."""
        after = bisect_left(story.versions, seconds, key=lambda version: version.span.seconds)
        return story.versions[max(0, after - 1) : after + 1]

    @cached_property
    def _whole(self) -> list[Span]:
        return self._sums([story.whole for story in self.line_up])

    @cached_property
    def _brief(self) -> list[Span]:
        return self._sums([story.shortest for story in self.line_up])

    def _sums(self, versions: Sequence[Version]) -> list[Span]:
        """What the frame and the first 0, 1, 2 … stories take together."""
        each = (
            self.frame.around(place, story) + version.span
            for place, (story, version) in enumerate(zip(self.line_up, versions, strict=True))
        )
        return list(accumulate(each, initial=self.frame.fixed))
