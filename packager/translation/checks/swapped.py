"""One name of the station's table put for another: the English name is absent and another of its kind stands there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from packager.lang.normalise import for_memory
from packager.translation import names as names_table
from packager.translation.checks.evidence import QaSignal
from packager.translation.checks.sounds import alike
from packager.translation.checks.words import words_of
from packager.translation.names import Met, Name, Names

_WORD = re.compile(r"[^\W\d_]+")
_SOUNDS = 0.85  # likeness from which a word is the name, however it is spelt
_SHORT = 3  # letters of a spelling that may be an everyday word besides: غور is Ghor, and consideration
# Kinds that are put for each other; across the two halves (the UN for the US) it is only noted.
_KIND = {"person": "person", "place": "place", "people": "place", "organisation": "body", "acronym": "body"}
# Names that a translator may well exchange: they mean the same, or the capital stands for the government.
_SAME = tuple(
    frozenset(names.split("|"))
    for names in (
        "United Kingdom|Britain|Great Britain|England|British|English|London|Briton|Scotland|Wales",
        "United States|America|American|Washington|White House|Pentagon|US",
        "Russia|Russian|Moscow|Kremlin|Soviet Union|Soviet",
        "India|Indian|New Delhi|Delhi|Bharat",
        "Pakistan|Pakistani|Islamabad|Rawalpindi",
        "Afghanistan|Afghan|Kabul|Islamic Emirate|Taliban|Islamic Emirate of Afghanistan",
        "China|Chinese|Beijing",
        "Iran|Iranian|Tehran|Islamic Republic|Persian",
        "Ukraine|Ukrainian|Kyiv|Kiev",
        "Israel|Israeli|Jerusalem|Tel Aviv",
        "Turkey|Turkish|Ankara|Türkiye|Turk",
        "Saudi Arabia|Saudi|Riyadh",
        "Netherlands|Dutch|Holland|The Hague",
        "Germany|German|Berlin",
        "France|French|Paris",
        "Japan|Japanese|Tokyo",
        "North Korea|North Korean|Pyongyang|Korea|Korean|South Korea|South Korean|Seoul",
        "Palestine|Palestinian|Gaza|Gaza Strip|Hamas",
        "Pashtun|Pashtuns|Pashto|Pathan|Afghan",
        "Pakistani Taliban|TTP|Tehreek-e-Taliban Pakistan|Tehrik-e-Taliban Pakistan|Taliban",
        "Islamic State|Daesh|Islamic State Khorasan|ISIS-K|ISKP|IS-K|Islamic State-Khorasan",
        "European Union|EU|Europe|European|Brussels",
        "United Nations|UN|UN Security Council|Security Council|UN General Assembly",
        "Muslim|Muslims|Islam|Islamic",
        "Khyber Pakhtunkhwa|KP|KPK|NWFP|Pakhtunkhwa|Peshawar",
        "PTI|Pakistan Tehreek-e-Insaf|Tehreek-e-Insaf",
    )
)


def swapped(source: str, text: str, language: str, table: Names, found: Sequence[Met]) -> Iterator[QaSignal]:
    """Each name of the English that is not there where a stranger of the table is; a stranger answers for one."""
    met = [(one.name, source[one.start : one.end]) for one in found]
    words = words_of(text, language)
    absent = [(name, shown) for name, shown in met if _absent(name, text, words, language)]
    if not absent:
        return
    english = [word for word in _WORD.findall(source) if word[0].isupper() and len(word) > 2]
    kept = [name for name, _ in met]
    strangers = [
        other for other in table.standing_in(text, language) if not _explained(other, kept, english, source, language)
    ]
    for name, shown in absent:
        near = [
            other
            for other in strangers
            if not _same(name, other) and (_KIND[other.kind] == "person") == (_KIND[name.kind] == "person")
        ]
        other = next(iter(sorted(near, key=lambda other: _KIND[other.kind] != _KIND[name.kind])), None)
        if other:
            strangers.remove(other)
            message = f"{shown} seems to have become {other.en}."
            yield QaSignal(check="name-swapped", message=message, blocks=_KIND[other.kind] == _KIND[name.kind])


def _absent(name: Name, text: str, words: Sequence[str], language: str) -> bool:
    """Whether nothing in a text is this name, in the table's spelling or by sound."""
    if language not in name.spelling or names_table.spelt(name, text, language):
        return False
    spelt = [part for part in _WORD.findall(for_memory(name.spelling[language], language)) if len(part) > 2]
    if any(part[:5] == word[:5] for part in spelt for word in words if len(part) > 4):
        return False
    heard = [part for form in (name.en, *name.also) for part in _WORD.findall(form) if len(part) > 3]
    return not any(alike(part, word) >= _SOUNDS for part in heard for word in words if len(word) > 2)


def _explained(other: Name, kept: list[Name], english: list[str], source: str, language: str) -> bool:
    """Whether a name that stands in the translation is something that the English has too."""
    forms = (other.en, *other.also)
    if other in kept or any(set(_WORD.findall(form)) <= set(_WORD.findall(source)) for form in forms):
        return True
    if any(_same(other, name) for name in kept):
        return True
    spelling = for_memory(other.spelling.get(language, ""), language)
    if any(spelling in for_memory(name.spelling.get(language, ""), language) for name in kept):
        return True
    parts = _WORD.findall(spelling)
    return all(any(alike(word, part) >= 0.72 for word in english) for part in parts)


def _same(one: Name, other: Name) -> bool:
    """Whether two names mean the same, or one stands for the other."""
    first, second = {one.en, *one.also}, {other.en, *other.also}
    return any(first & group and second & group for group in _SAME)
