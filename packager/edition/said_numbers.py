"""Numbers in a spoken form that its line does not have: the sign of an amount that is said wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator

from packager.lang.normalise import for_memory, for_speech
from packager.lang.registry import language as find
from packager.speech import amounts, roman
from packager.translation.checks import numbers

_FIGURE = re.compile(r"(\d[\d,]*(?:\.\d+)?)(?:\s?([A-Za-z]+))?")
_CLOCK = re.compile(r"(?<!\d)(\d{1,2})[:.](\d{2})(?!\d)")
_DECADE = re.compile(r"(?<!\d)(\d{2}|\d{4})'?s(?![A-Za-z])")
_HOUR = re.compile(r"\d\s?[aApP]\.?\s?[mM](?![A-Za-z])|\d:\d\d")
_AFTERNOON = 3  # Urdu's word for it has a three in it
_MIXED = re.compile(r"(?:(\d+) )?(\d{1,2})/(\d{1,2})(?!\d)")
_ROMAN = re.compile(r"(?<![A-Za-z])[IVX]+(?![A-Za-z])")
_HOURS = 12
_TRIFLING = 3  # numbers below this are articles, duals and halves


def numbers_not_written(line: str, said: str, language: str) -> tuple[float, ...]:
    """The numbers of a spoken form that no figure and no word of its line can stand for, in order."""
    text = for_speech(line, language)
    near = {round(value, 3) for value in _readings(text, language)}
    odd = numbers.unexplained(said, language, lambda value: value < _TRIFLING or round(value, 3) in near)
    return tuple(dict.fromkeys(odd))


def _readings(text: str, language: str) -> Iterator[float]:
    """Every number that a text's figures and words may rightly be said as."""
    known = find(language).qa.numbers.scales
    figures = _FIGURE.findall(text)
    scales = {10.0 ** amounts.POWERS[word] for _, word in figures if word in amounts.POWERS}
    scales |= {known[word] for word in for_memory(text, language).split() if word in known}
    yield from numbers.values(text, language)
    yield from map(float, map(roman.value, _ROMAN.findall(text)))
    for figure, _ in figures:
        yield from _ways(figure)
        value = float(figure.replace(",", ""))
        # A scale belongs to both figures of a range, and to the last digit after a point
        yield from (part * scale for scale in scales for part in {value, float(figure[-1]) if "." in figure else value})
    yield from (ten * float(year) for year in _DECADE.findall(text) for ten in (1, 10))  # the word for ten years
    yield from (10.0, float(_AFTERNOON)) if _DECADE.search(text) or _HOUR.search(text) else ()
    for hour, minute in _CLOCK.findall(text):
        told = int(hour) % _HOURS or _HOURS
        yield from (told + int(minute) / 60, told % _HOURS + 1)
    for whole, top, bottom in _MIXED.findall(text):
        yield int(whole or 0) + (int(top) / int(bottom) if int(bottom) else 0)


def _ways(figure: str) -> Iterator[float]:
    """A figure as a number, its parts before and after the point, its digits by ones and twos, an hour of twelve."""
    whole, _, rest = figure.replace(",", "").partition(".")
    yield float(f"{whole}.{rest or 0}")
    for part in (whole, rest):
        yield from map(float, part)
        yield from (float(part[place : place + 2]) for place in range(len(part) - 1))
        if part:
            yield float(part)
    if len(whole) < len("100"):
        yield float(int(whole) % _HOURS or _HOURS)
