"""The show's fixed phrases in each language: the program's own, with the station's over them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import cast

from packager.errors import InputError

Phrases = Mapping[str, str]


@cache
def defaults(language: str) -> Phrases:
    """The program's phrases in a language."""
    from packager.text.strict_yaml import load

    path = Path(__file__).with_name("wording.yaml")
    every = cast("Mapping[str, Phrases]", load(path.read_text(encoding="utf-8"), where=path.name))
    return every[language]


def phrases(language: str, station: str, own: Phrases) -> Phrases:
    """The station's phrases over the program's. Raises InputError for a phrase that the program does not know."""
    known = defaults(language)
    for name in own:
        if name not in known and name not in ("station", "city"):
            raise InputError(f"no phrase is called '{name}'", where=f"wording.{language}", mend="see docs/station.md")
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
            mend="known: {station} {city} {weekday} {date}",
        ) from error


def greeting(phrases: Phrases, day: date) -> str:
    """The greeting, with the city where the station named it in this language."""
    return filled("greeting" if phrases.get("city") else "greeting-plain", phrases, day)


def _date(phrases: Phrases, day: date) -> str:
    pattern = phrases["date-first" if day.day == 1 else "date"]
    return pattern.format(day=day.day, month=phrases[f"month-{day.month}"], year=day.year)
