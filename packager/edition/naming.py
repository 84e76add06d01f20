"""How names are written in an edition: the station's table, with what the editor settled in the manifest over it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from packager.desk.manifest import Manifest
from packager.errors import InputError, InputErrors
from packager.lang.registry import language
from packager.lang.which import in_arabic_letters
from packager.translation.names import Name, Names
from packager.translation.names_said import obliques
from packager.translation.translating import Translating
from packager.voicing.pronunciation import pronouncing
from packager.voicing.voices import Voices

_KIND = "person"  # of a name of which nothing is known: of all kinds the one whose spelling is bent least


def naming(translating: Translating, voices: Voices, old: Manifest | None, where: str) -> tuple[Translating, Voices]:
    """Translating and voices with the names that an editor settled. Raises InputErrors with every bad one."""
    if old is None or not old.names:
        return translating, voices
    code = voices.language
    entries = (_entry(name, spelling, translating.names, code) for name, spelling in _settled(old, where))
    own = Names(tuple(replace(entry, firm=True) for entry in entries))
    spoken = replace(
        voices.spoken,
        names={**voices.spoken.names, **own.spoken(code)},
        bent={**voices.spoken.bent, **obliques(own, code)},
    )
    return replace(translating, names=translating.names.plus(own)), replace(voices, spoken=spoken)


def as_settled(
    translating: Translating, voices: Voices, old: Manifest | None, file: Path
) -> tuple[Translating, Voices]:
    """Translating and voices with names as an editor settled them, and words as they are read. Raises InputErrors."""
    translating, voices = naming(translating, voices, old, str(file))
    return translating, pronouncing(voices, old, file)


def new_names(old: Manifest, known: Names, where: str) -> Names:
    """What an editor settled and a table has not, or has otherwise. Raises InputErrors."""
    code = old.edition.language
    entries = [_entry(name, spelling, known, code) for name, spelling in _settled(old, where)]
    return Names(tuple(entry for entry in entries if entry not in known.entries))


def _entry(name: str, spelling: str, known: Names, code: str) -> Name:
    """The table's entry with another spelling in this language, or one of a name that it has not."""
    met = next((met.name for met in known.find(name) if (met.start, met.end) == (0, len(name))), None)
    if met is None:
        return Name(en=name, kind=_KIND, spelling={code: spelling})
    if met.spelling.get(code) == spelling:
        return met
    return replace(met, spelling={**met.spelling, code: spelling}, say=_but(met.say, code), bent=_but(met.bent, code))


def _but(texts: Mapping[str, str], code: str) -> Mapping[str, str]:
    return {language: text for language, text in texts.items() if language != code}


def _settled(manifest: Manifest, where: str) -> Iterator[tuple[str, str]]:
    """Each name with its spelling, as people write them by hand. Raises InputErrors."""
    arabic, faults, found = language(manifest.edition.language).writing.arabic, [], []
    for name, spelling in manifest.names.items():
        if not isinstance(spelling, str) or not spelling.strip() or (arabic and not in_arabic_letters(spelling)):
            hint = "write it in the language, as one text"
            faults.append(
                InputError(f"'{name}' has no spelling that could be used", where=f"{where}: names", hint=hint)
            )
        else:
            found.append((" ".join(name.split()), " ".join(spelling.split())))
    if faults:
        raise InputErrors(faults)
    yield from found
