"""Filling a slot to the second: which stories air, how much of each, at what pace, with how much music.

A pure decision over lengths. The levers, in this order: drop the least urgent story; air a short
version of a story, its headline and first paragraphs; shorten or lengthen pauses; change the tempo;
fill with music before the sign-off. The first two bring the programme near its slot, the others to it.

The rule of urgency: no story is left out while a less urgent one airs, except one that could not air
even alone with the show's fixed elements. Among equally urgent stories the running order counts, and
one that does not fit lets the next one in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from packager.episode.choice import Candidate, Choice, Frame, Lever, Search, Version
from packager.episode.pace import NATURAL, Pace, PaceLimits, Span, pace_for
from packager.text.clock import as_clock

MARGIN = 0.05  # s that the programme ends before its slot: a codec that adds a frame does not make it late


@dataclass(frozen=True, kw_only=True)
class AiredStory:
    """A story that airs, and how much of it."""

    id: str
    lines: int
    why: str = ""  # why not all of it


@dataclass(frozen=True, kw_only=True)
class NotAired:
    """A story that does not air."""

    id: str
    why: str
    impossible: bool = False  # it cannot fit, so that less urgent ones air without it


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A programme for a slot, or the next best and why it does not meet it."""

    aired: tuple[AiredStory, ...]  # most urgent first
    left_out: tuple[NotAired, ...] = ()
    pace: Pace = NATURAL
    music: float = 0.0  # s before the sign-off
    refused: str = ""  # why the slot is not met; "" where it is


def plan(stories: Sequence[Candidate], frame: Frame, slot: float, limits: PaceLimits | None = None) -> Plan:
    """The plan for a slot in seconds; `stories` are in running order.

    Where the slot cannot be met honestly, `refused` says why, and the plan is the longest programme
    that is under the slot at its natural pace, with no story if there is none.
    """
    ranking = tuple(sorted(stories, key=lambda story: story.priority))
    desk = _Desk(ranking=ranking, frame=frame, aim=slot - MARGIN, limits=limits or PaceLimits())
    search = Search(line_up=desk.line_up, frame=frame, limits=desk.limits, aim=desk.aim)
    best = search.best()
    choice = best or max(_under(search), key=lambda other: other.span.seconds, default=None)
    chosen = choice.stories(desk.line_up) if choice else ()
    pace, music = _to_time(best, search) if best else (NATURAL, 0.0)
    airs = {story.id for story, _ in chosen}
    return Plan(
        aired=tuple(_aired(story, version) for story, version in chosen),
        left_out=tuple(desk.why_not(story) for story in ranking if story.id not in airs),
        pace=pace,
        music=music,
        refused="" if best else desk.refusal(search),
    )


def _under(search: Search) -> list[Choice]:
    return [choice for choice in search.all() if choice.span.seconds <= search.aim]


def _to_time(choice: Choice, search: Search) -> tuple[Pace, float]:
    """Pace and seconds of music that bring a choice to the aim."""
    lever, left = search.rate(choice)
    music = max(left, search.limits.music_least) if lever is Lever.MUSIC else 0.0
    return pace_for(choice.span, search.aim - music, search.limits) or NATURAL, music


def _aired(story: Candidate, version: Version) -> AiredStory:
    if version is story.whole:
        return AiredStory(id=story.id, lines=version.lines)
    lengths = f"{as_clock(version.span.seconds)} instead of {as_clock(story.whole.span.seconds)}"
    return AiredStory(id=story.id, lines=version.lines, why=f"shortened to fit the slot: {lengths}")


@dataclass(frozen=True, kw_only=True)
class _Desk:
    """The stories by urgency against the time there is."""

    ranking: tuple[Candidate, ...]
    frame: Frame
    aim: float
    limits: PaceLimits

    def fits(self, span: Span) -> bool:
        """Whether a programme is short enough at its tightest."""
        return span.at(self.limits.tightest) <= self.aim

    def alone(self, story: Candidate) -> Span:
        """The shortest programme with this story."""
        return self.frame.fixed + self.frame.around(0, story) + story.shortest.span

    @cached_property
    def possible(self) -> tuple[Candidate, ...]:
        """The stories that could air, were they the only one."""
        return tuple(story for story in self.ranking if self.fits(self.alone(story)))

    @cached_property
    def _sorted_out(self) -> tuple[tuple[Candidate, ...], Candidate | None]:
        """The stories that fit together when each is as short as can be; and the most urgent that does not."""
        line_up: list[Candidate] = []
        together, outside = self.frame.fixed, None
        for story in self.possible:
            if outside and story.priority > outside.priority:
                break
            longer = together + self.frame.around(len(line_up), story) + story.shortest.span
            if self.fits(longer):
                line_up.append(story)
                together = longer
            else:
                outside = outside or story
        return tuple(line_up), outside

    @property
    def line_up(self) -> tuple[Candidate, ...]:
        """The stories to choose from, most urgent first."""
        return self._sorted_out[0]

    def why_not(self, story: Candidate) -> NotAired:
        """Why a story does not air."""
        if story not in self.possible:
            least = as_clock(self.alone(story).seconds)
            why = f"cannot fit: alone and as short as can be it makes a programme of {least}"
            return NotAired(id=story.id, why=why, impossible=True)
        outside = self._sorted_out[1]
        if outside and story.priority > outside.priority:
            return NotAired(id=story.id, why=f"no room: {outside.id} is more urgent and has to wait too")
        return NotAired(id=story.id, why=f"no room in {as_clock(self.aim)}, at priority {story.priority}")

    def refusal(self, search: Search) -> str:
        """Why nothing meets the slot."""
        if not self.ranking:
            return "there is no story"
        if not self.possible:
            least = as_clock(min(self.alone(story).seconds for story in self.ranking))
            return f"too much: with one story, as short as can be, the programme takes {least}"
        longest = max((choice.span for choice in search.all()), key=lambda span: span.seconds)
        most = longest.at(self.limits.widest) + self.limits.music
        if most < self.aim:
            return f"too little: at its slowest, with music, the programme takes {as_clock(most)}{self._without()}"
        lengths = [choice.span.seconds for choice in search.all()]
        under = max((seconds for seconds in lengths if seconds <= self.aim), default=self.frame.fixed.seconds)
        over = min((seconds for seconds in lengths if seconds > self.aim), default=longest.seconds)
        around = f"{as_clock(under)} and {as_clock(over)}"
        return f"no choice of stories comes near enough: the nearest make {around}, and none may be cut elsewhere"

    def _without(self) -> str:
        outside = self._sorted_out[1]
        return (
            f"; {outside.id} is too long beside the others, and nothing less urgent may air before it"
            if outside
            else ""
        )
