"""The show's fixed phrases in each language: the program's own, with the station's over them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from packager.errors import InputError
from packager.lang.language import Language

Phrases = Mapping[str, str]


def defaults(language: Language, habit: str = "") -> Phrases:
    """The program's phrases in a language, days as `habit` names them. Raises InputError for a phrase it lacks."""
    calendar = language.calendar
    return {
        **language.show,
        **{f"weekday-{number}": calendar.weekday(number, habit) for number in range(1, 8)},
        **{f"month-{number}": calendar.month(number, habit) for number in range(1, 13)},
    }


def phrases(language: Language, station: str, own: Phrases, habit: str = "") -> Phrases:
    """The station's phrases over the program's. Raises InputError for a phrase that the program does not know.

    `habit` is the station's choice of names of months and weekdays, the one that its stories are read with.
    """
    known = defaults(language, habit)
    for name in own:
        if name not in known and name not in ("station", "city"):
            where = f"wording.{language.code}"
            raise InputError(f"no phrase is called '{name}'", where=where, hint="see docs/station.md")
    return {"station": station, **known, **own}


def filled(name: str, phrases: Phrases, day: date) -> str:
    """A phrase with its placeholders filled. Raises InputError for a placeholder that does not exist."""
    values = {
        "station": phrases["station"],
        "city": phrases.get("city", ""),
        "weekday": phrases[f"weekday-{day.isoweekday()}"],
        "date": _date(phrases, day),
    }
    try:
        return phrases[name].format_map(values)
    except (KeyError, ValueError, IndexError) as error:
        raise InputError(
            f"the phrase '{name}' has a placeholder that does not exist ({error})",
            where="wording",
            hint="known: {station} {city} {weekday} {date}",
        ) from error


def greeting(phrases: Phrases, day: date) -> str:
    """The greeting, with the city where the station named it in this language."""
    return filled("greeting" if phrases.get("city") else "greeting-plain", phrases, day)


def _date(phrases: Phrases, day: date) -> str:
    pattern = phrases["date-first" if day.day == 1 else "date"]
    return pattern.format(day=day.day, month=phrases[f"month-{day.month}"], year=day.year)
