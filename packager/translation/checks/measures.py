"""What is counted or measured: currencies, percentages, distances, people, spans of time, the time of day."""

from __future__ import annotations

import re
from collections.abc import Iterator

from packager.lang.registry import language as find
from packager.text.patterns import lazily
from packager.translation.checks.evidence import QaSignal
from packager.translation.checks.words import word_set

_MONEY = {
    "dollar": r"\$|\b[Dd]ollars?\b|\bUSD\b",
    "pound": r"£|\bpounds?\b|\bGBP\b",
    "euro": r"€|\b[Ee]uros?\b|\bEUR\b",
    "rupee": r"\bRs\.?|\b[Rr]upees?\b|\bPKR\b|₹|₨",
    "afghani": r"\b[Aa]fghanis?\b|\bAFN\b|؋",
    "riyal": r"\b[Rr]i[ya]+ls?\b|\bSAR\b",
    "dirham": r"\b[Dd]irhams?\b|\bAED\b",
    "yuan": r"\byuan\b|\b[Rr]enminbi\b|\bCNY\b",
    "rouble": r"\b[Rr]ou?bles?\b",
}
_AMOUNT = lazily("|".join(f"(?P<{name}>{written})" for name, written in _MONEY.items()))
_WEIGHT = lazily(r"\bpounds?\b(?! sterling)")  # of sugar: nothing is missing
_SIGN = {"dollar": "$", "pound": "£", "euro": "€", "rupee": "₨", "afghani": "؋"}
_PERCENT = lazily(r"%|\bper ?cent\b", re.IGNORECASE)
_NUMBER = (
    r"(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|"
    r"sixty|seventy|eighty|ninety|hundred|thousand|million|billion|dozen|lakh|crore)"
)
# A unit → the English that counts in it, behind a number and a hyphen or space.
UNITS = {
    "percent": r"%|per ?cent\b",
    "people": r"(?:people|persons?)\b",
    "kilometre": r"(?:km|kms|kilomet(?:re|er)s?)\b",
    "mile": r"miles?\b",
    "metre": r"(?:m|met(?:re|er)s?)\b",
    "foot": r"(?:ft|foot|feet)\b",
    "kilogram": r"(?:kg|kgs|kilos?|kilograms?)\b",
    "tonne": r"tonn?e?s?\b",
    "year": r"years?\b",
    "month": r"months?\b",
    "week": r"weeks?\b",
    "day": r"days?\b",
    "hour": r"hours?\b",
    "minute": r"minutes?\b",
}
_COUNTED = lazily(
    rf"\b{_NUMBER}[ -]?(?:{'|'.join(f'(?P<{name}>{unit})' for name, unit in UNITS.items())})", re.IGNORECASE
)
# What allows a unit's word in the translation although the English does not count in it.
_EXCUSED = {
    "percent": r"percent|per cent|%|share|proportion|quarter|half|third",
    "people": r"people|person|\bm[ae]n\b|wom[ae]n|child|boy|girl|killed|dead|dying|died|injured|wounded|arrest|victim|"
    r"soldier|officer|worker|student|resident|member|voter|passenger|refugee|family|families|\w+ers\b|\w+ants?\b|\w+ians?\b|\bwho\b|"
    r"someone|anyone|everyone|nobody|public|crowd|population|them|they|those|others|many|missing|\w+ists?\b",
    "kilometre": r"km|kilomet",
    "mile": r"mile|\bmeal|mail",
    "metre": r"met(?:re|er)|\bm\b|feet|foot",
    "foot": r"foot|feet|\bft",
    "kilogram": r"kilo|kg|pound",
    "tonne": r"ton",
    "year": r"year|annual|decade|centur|anniversar|\b(?:19|20)\d\d|\b\d+s\b|\baged?\b|\bold\b|season|birthday|\d\d",
    "month": r"month|january|february|march|april|may|june|july|august|september|october|november|december|quarter|"
    r"fortnight",
    "week": r"week|fortnight|saturday",
    "day": r"day|daily|date|night|morning|afternoon|evening|when|\b(?:24|48|72)\b|time|once|dawn|tomorrow|now|new|"
    r"recent|\bage",
    "hour": r"hour|clock|[ap]\.?m\b|gmt|\d[:.]\d\d|watch|o'|time|moment|noon|midnight",
    "minute": r"minute|moment",
}
_CLOCK = lazily(r"\b(\d{1,2})(?:[:.]\d\d)?\s?([ap])\.?m\b", re.IGNORECASE)


def money(source: str, text: str, language: str) -> Iterator[QaSignal]:
    """Amounts stay in their currency; percentages stay percentages."""
    words, known = word_set(text, language), find(language).qa.money
    here = {name for name in _MONEY if _SIGN.get(name, "\0") in text or not words.isdisjoint(known.get(name, ()))}
    there = {str(match.lastgroup) for match in _AMOUNT.finditer(source)}
    for name in there - here:
        other = here - there
        if other:
            message = f"An amount in {name}s became one in {min(other)}s."
            yield QaSignal(check="currency-changed", message=message, blocks=True)
        elif not (name == "pound" and "£" not in source and _WEIGHT.search(source)):
            yield QaSignal(check="currency-missing", message=f"The word {name} is missing.", weight=0.5)


def units(source: str, text: str, language: str) -> Iterator[QaSignal]:
    """What is counted in a unit is not counted in another."""
    qa = find(language).qa
    words = word_set(text, language)
    here = {name for name in UNITS if words & qa.units.get(name, frozenset())}
    if qa.percent.search(text):
        here.add("percent")
    met = {match.lastgroup for match in _COUNTED.finditer(source)}
    counted = [name for name in UNITS if name in met]
    for name in counted:
        if name in here or (name != "percent" and name not in qa.units):
            continue
        other = [unit for unit in here - set(counted) if not re.search(_EXCUSED[unit], source, re.IGNORECASE)]
        if other:
            message = f"What the English gives in {_plural(name)} is given in {_plural(min(other))}."
            yield QaSignal(check="unit-changed", message=message, blocks=True)
        else:
            weight = 0.6 if name == "percent" else 0.3
            yield QaSignal(check="unit-missing", message=f"The line gives no {_plural(name)}.", weight=weight)


def time_of_day(source: str, text: str, language: str) -> Iterator[QaSignal]:
    """Six in the morning is not six in the evening."""
    units_of = find(language).qa.units
    words = word_set(text, language)
    early, late = (bool(words & units_of.get(part, frozenset())) for part in ("morning", "evening"))
    said = {match[2].lower() for match in _CLOCK.finditer(source) if 5 <= int(match[1]) < 12}
    if len(said) != 1 or re.search(r"morning|evening|night|afternoon|dawn|dusk", source, re.IGNORECASE):
        return
    if (said == {"a"} and late and not early) or (said == {"p"} and early and not late):
        shown = "morning" if said == {"a"} else "evening"
        yield QaSignal(check="time-changed", message=f"The English gives a time in the {shown}.", blocks=True)


def _plural(unit: str) -> str:
    return {"percent": "per cent", "people": "people", "foot": "feet"}.get(unit, f"{unit}s")
