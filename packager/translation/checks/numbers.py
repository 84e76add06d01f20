"""Numbers of a text as values, whatever they are written in: figures of three scripts or words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from packager.lang.normalise import for_memory
from packager.lang.qa import Numbers
from packager.lang.registry import SOURCE
from packager.lang.registry import language as find
from packager.text.figures import joined_thousands
from packager.text.patterns import lazily
from packager.translation.checks.english_words import MEANT

_FIGURE = r"\d+(?:,\d{2,3})*(?:\.\d+)?"
_TOKEN = lazily(rf"{_FIGURE}|[^\W\d_]+(?:['’][^\W\d_]+)?|[^\w\s]")
_TIME = lazily(r"(?<![\d.,])([01]?\d|2[0-4])[.:]([0-5]\d)(?=\s*(?:[ap]\.?m\b|gmt|hours|o'clock)|(?<=:\d\d)(?![\d:]))")
_YEARS = lazily(r"\b((?:19|20))(\d\d)[-–/](\d\d)\b")  # 2017-18
_SHORT_SCALES = ("m", "k")
_ORDINAL = lazily(r"(?:th|ieth|third)$")
_SMALL = 2  # number words below this are not asked for: 'one' becomes an article or nothing
_FRACTION = lazily(r"\b(?:one|two|three|four)[- ](?:thirds?|quarters?|fifths?|tenths?)\b|\b(?:second|third)[- ](?=\w)")
_SCALE = r"(dozen|hundred|thousand|lakh|million|crore|billion|trillion)\b"
_ONE = lazily(rf"\b(half )?an? {_SCALE}")
_LONGEST = 12  # words in one number


@dataclass(frozen=True, kw_only=True)
class Number:
    """A number that the translation should have too."""

    shown: str  # as the source writes it: "2,500", "six million"
    ways: tuple[frozenset[float], ...]  # any of these sets of values in the translation will do
    figures: bool  # written in figures
    firm: bool = True  # no ordinal word, which a translation may well put another way
    large: bool = True  # too large to be said without a number, as a pair is


@dataclass(frozen=True)
class _NumberPart:
    """One step of a run of number words."""

    text: str
    value: float = 0.0
    scale: float = 0.0  # of million, lakh …; 0 for a plain number
    figures: bool = False


def wanted(source: str) -> tuple[Number, ...]:
    """The numbers of an English text that its translation should have, in order and once each."""
    text = for_memory(source, SOURCE)
    times = tuple(_time(match) for match in _TIME.finditer(text))
    rest = _YEARS.sub(r"\1\2 \1\3", _FRACTION.sub(" ", _TIME.sub(" ", text)))
    rest = _ONE.sub(lambda found: f"{'0.5' if found[1] else 'one'} {found[2]}", rest)
    found = [number for run in _runs(rest, SOURCE) for number in _read(run)]
    return tuple({number.shown: number for number in (*times, *found)}.values())


def values(text: str, language: str) -> frozenset[float]:
    """Every value that a reader might take from the numbers of a translation."""
    folded = for_memory(text, language)
    found = {value for run in _runs(folded, language) for value in _every(run)}
    for match in _TIME.finditer(folded):
        found |= {float(match[1]), float(match[2]), float(f"{match[1]}.{match[2]}")}
    return frozenset(found)


def values_of_english(source: str) -> set[float]:
    """Every value in an English text, small number words and all, and those that its other words may stand for."""
    text = for_memory(source, SOURCE)
    meant = {value for word in re.findall(r"[a-z]+", text) for value in MEANT.get(word, ())}
    return meant.union(value for run in _runs(text, SOURCE) for value in _every(run))


def said(text: str, language: str) -> frozenset[float]:
    """The values that a text says in words alone, of words that are nothing else besides."""
    known = find(language).qa.numbers
    runs = _runs(known.idioms.sub(" . ", for_memory(text, language)), language)
    return frozenset(
        _value(run) for run in runs if not any(part.figures or part.text in known.doubtful for part in run)
    )


def unexplained(text: str, language: str, told: Callable[[float], bool]) -> list[float]:
    """The numbers of a text that are none of those that `told` knows, nor several of them one after the other."""
    return [_value(run) for run in _runs(for_memory(text, language), language) if not _is_told(run, told)]


def _is_told(run: Sequence[_NumberPart], told: Callable[[float], bool]) -> bool:
    """Whether a run can be cut into pieces that are all known: a telephone number, a score, two days of a month."""
    reached = {0}
    for end in range(1, len(run) + 1):
        if any(start in reached and told(_value(run[start:end])) for start in range(max(0, end - _LONGEST), end)):
            reached.add(end)
    return len(run) in reached


def figures(text: str, language: str) -> frozenset[float]:
    """The values that a text writes in figures, with their scale words if they have any."""
    runs = _runs(for_memory(text, language), language)
    return frozenset(_value(run) for run in runs if any(part.figures for part in run))


def _time(match: re.Match[str]) -> Number:
    hour, minute = float(match[1]), float(match[2])
    ways = [
        frozenset({hour, minute}),
        frozenset({(hour + 12) % 24, minute}),
        frozenset({float(f"{match[1]}.{match[2]}")}),
    ]
    if minute in (0, 30):
        ways += [frozenset({hour + minute / 60}), *([frozenset({hour})] if not minute else [])]
    return Number(shown=match[0], ways=tuple(ways), figures=True)


def _read(run: Sequence[_NumberPart]) -> Iterator[Number]:
    """One English run as the number it is."""
    value, shown = _value(run), " ".join(part.text for part in run).replace(" - ", "-")
    written = any(part.figures for part in run)
    if not written and value < _SMALL:
        return
    if len(run) == 1 and run[0].scale:  # 'hundred', 'millions of': no number by itself
        return
    ways = [frozenset({value})]
    if run[-1].text in _SHORT_SCALES:
        ways.append(frozenset({_value(run[:-1])}))  # 5 m may be metres
    if written and len(run) == 1 and 1900 <= value < 2100:
        ways.append(frozenset({value % 100}))  # '1930s' as the thirties
    yield Number(
        shown=shown, ways=tuple(ways), figures=written, firm=written or not _ORDINAL.search(shown), large=value > _SMALL
    )


@lru_cache(maxsize=512)  # each check of a line reads its numbers anew
def _runs(text: str, language: str) -> list[list[_NumberPart]]:
    """Number words and figures that stand together, the joining 'and' left out."""
    known = find(language).qa.numbers
    runs: list[list[_NumberPart]] = []
    run: list[_NumberPart] = []
    joined = False
    for token in _TOKEN.findall(joined_thousands(text)):
        part = _part(token, known)
        if part and not (run and _breaks(run, part, joined=joined, tens_first=known.tens_first)):
            run.append(part)
            joined = False
        elif part:
            runs.append(run)
            run, joined = [part], False
        elif token in known.joins and run and not joined:
            joined = True
        else:
            runs += [run] if run else []
            run, joined = [], False
    return [*runs, run] if run else runs


def _part(token: str, known: Numbers) -> _NumberPart | None:
    if token[0].isdigit():
        return _NumberPart(token, float(token.replace(",", "")), figures=True)
    if token in known.scales:
        return _NumberPart(token, scale=known.scales[token])
    if token in known.words:
        return _NumberPart(token, known.words[token])
    return _NumberPart(token, known.parts[token]) if token in known.parts else None


def _breaks(run: Sequence[_NumberPart], after: _NumberPart, *, joined: bool, tens_first: bool) -> bool:
    """Whether a new number begins: '41 2018', 'five six', 'two and three', '1.7 million four'."""
    before = run[-1]
    if tens_first and not after.scale and any(part.figures for part in run):
        return True
    if after.scale:
        return joined and not before.scale
    if after.figures or before.figures:
        return not before.scale or after.figures
    if before.scale:
        return False
    if tens_first:  # twenty-five, not five twenty
        return not (before.value >= 20 and after.value < 10)
    return False


def _value(run: Sequence[_NumberPart]) -> float:
    """The value of a run: units and tens add, hundred multiplies, thousand and more close a group."""
    total = current = 0.0
    for part in run:
        if part.scale >= 1000:
            total, current = total + (current or 1) * part.scale, 0.0
        elif part.scale:
            current = (current or 1) * part.scale
        else:
            current += part.value
    return round(total + current, 6)


def _every(run: Sequence[_NumberPart]) -> Iterator[float]:
    """The values of a run and of every part of it: 'five six thousand' may be read in several ways."""
    for start in range(len(run)):
        for end in range(start + 1, min(len(run), start + 8) + 1):
            yield _value(run[start:end])
