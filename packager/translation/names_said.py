"""A table of names for the ear: what a voice is given for each name, in every form in which a text may have it."""

from __future__ import annotations

from collections.abc import Iterator

from packager.lang.normalise import for_speech
from packager.lang.registry import language as find
from packager.text.letters import MARKS
from packager.translation.names import Name, Names

_NO_MARKS = dict.fromkeys(map(ord, MARKS))


def obliques(names: Names, language: str) -> dict[str, str]:
    """What a voice is given for each name → the same bent (`SLOT` in it: the preposition's place)."""
    return {name.spoken(language): name.spoken_oblique(language) for name in names.entries if name.spoken(language)}


def readings(names: Names, language: str) -> dict[str, str]:
    """Each spelling that is not said as it is spelt, bent or not → what a voice is given for it.

    Without the names whose spelling is an everyday word besides: only their English form tells them apart.
    """
    return {
        written: said
        for name in names.entries
        if language in name.say and language not in name.common
        for written, said in _pairs(name, language)
        if written != said and _is_written(written, language)
    }


def prints(names: Names, language: str) -> dict[str, str]:
    """What a voice is given for a name, bent or not → its spelling, where that has other letters."""
    return {
        said: written
        for name in names.entries
        if language in name.say
        for written, said in _pairs(name, language)
        if said.translate(_NO_MARKS) != written and _is_written(written, language)
    }


def _pairs(name: Name, language: str) -> Iterator[tuple[str, str]]:
    """A name's spelling and what a voice is given for it, direct and then bent, in the form that voices get."""
    spelling, spoken = name.spelling.get(language, ""), name.spoken(language)
    yield for_speech(spelling, language), for_speech(spoken, language)
    cases = find(language).names
    written = cases.forms(spelling, name.oblique(language))
    said = cases.forms(spoken, name.spoken_oblique(language))
    if len(written) == len(said):
        bent = (pair for pair in zip(written, said, strict=True) if pair[0] != spelling)
        for one, other in bent:
            yield for_speech(one, language), for_speech(other, language)


def _is_written(text: str, language: str) -> bool:
    """Whether a text has nothing but letters of the language: no figure, no Latin."""
    return set(text) - {" "} <= find(language).writing.letters | set(MARKS)
