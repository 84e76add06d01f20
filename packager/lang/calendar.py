"""Months and weekdays of a language: the one place that the greeting, the stories and the checks take them from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from packager.errors import InputError
from packager.lang.grammar import Grammar
from packager.lang.options import SpokenOptions
from packager.lang.tables import rows

Step = Callable[[str, Grammar, SpokenOptions], str]  # one step from text to text


@dataclass(frozen=True, kw_only=True, slots=True)
class CalendarName:
    """A month or a weekday."""

    said: tuple[str, ...]  # by habit, the usual one first
    oblique: tuple[str, ...]  # the same, as a preposition or a postposition asks for it
    printed: tuple[str, ...] = ()  # other spellings of print, which are said as the habit has it
    printed_oblique: tuple[str, ...] = ()
    known: tuple[str, ...] = ()  # spellings by which a check knows it, those that are said too


@dataclass(frozen=True, kw_only=True, slots=True)
class DateSteps:
    """How dates and times in figures are said; each runs at its own place among the other steps."""

    dates: Step
    times: Step
    eras: Step
    ordinals: Step


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """A language's months and weekdays, and the steps that say dates and times."""

    months: tuple[CalendarName, ...]  # from January
    weekdays: tuple[CalendarName, ...]  # from Monday
    on_dates: tuple[str, ...] = ()  # prepositions before a day that a station chooses from; () where there is one
    habits: tuple[str, ...] = ("",)  # sets of names that a station chooses from, the usual one first
    words: tuple[Step, ...] = ()  # steps for every text, figures or not: spellings, names of months in English
    figures: DateSteps | None = None  # steps for texts with figures; None where nothing is translated into the language

    def __post_init__(self) -> None:
        if len(self.months) != 12 or len(self.weekdays) != 7:
            raise InputError(f"the calendar has {len(self.months)} months and {len(self.weekdays)} weekdays")

    def month(self, number: int, habit: str = "") -> str:
        """The month 1–12 after a preposition, as this habit has it; "" the usual one."""
        return self.months[number - 1].oblique[self._place(habit)]

    def weekday(self, number: int, habit: str = "") -> str:
        """The weekday 1 (Monday)–7, as this habit has it; "" the usual one."""
        return self.weekdays[number - 1].said[self._place(habit)]

    def _place(self, habit: str) -> int:
        return self.habits.index(habit) if habit else 0


def read(package: str, name: str, habits: int = 1) -> tuple[CalendarName, ...]:
    """The months or weekdays of a table: number, said by habit, oblique by habit, then three lists parted by |.

    Raises InputError for a row that is too short.
    """
    found = []
    for row in rows(package, f"tables/{name}"):
        if len(row) < 1 + 2 * habits or not all(row[: 1 + 2 * habits]):
            raise InputError(f"row '{row[0]}' is too short", where=f"{package}/tables/{name}")
        lists = [_list(row, 1 + 2 * habits + place) for place in range(3)]
        found.append(
            CalendarName(
                said=row[1 : 1 + habits],
                oblique=row[1 + habits : 1 + 2 * habits],
                printed=lists[0],
                printed_oblique=lists[1],
                known=lists[2],
            )
        )
    return tuple(found)


def _list(row: Sequence[str], place: int) -> tuple[str, ...]:
    return tuple(filter(None, row[place].split("|"))) if place < len(row) else ()
