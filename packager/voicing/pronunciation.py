"""How words are read in an edition: the station's lexicon, with what the editor wrote in the manifest over it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from packager.desk.manifest import Manifest
from packager.errors import InputError, InputErrors
from packager.speech.lexicon import Lexicon, LexiconEntry, entry_of
from packager.voicing.voices import Voices


def pronouncing(voices: Voices, old: Manifest | None, file: Path) -> Voices:
    """The voices with the pronunciations that an editor wrote in `file`. Raises InputErrors with every bad one."""
    return replace(voices, lexicon=over(voices.lexicon, said(old, str(file)))) if old and old.say else voices


def said(manifest: Manifest, where: str) -> tuple[LexiconEntry, ...]:
    """What the editor wrote under `say:`. Raises InputErrors with every bad one."""
    entries, faults = [], []
    for word, respelling in manifest.say.items():
        try:
            entries.append(entry_of(word, respelling, manifest.edition.language, where=f"{where}: say"))
        except InputError as error:
            faults.append(error)
    if faults:
        raise InputErrors(faults)
    return tuple(entries)


def over(lexicon: Lexicon, entries: Sequence[LexiconEntry]) -> Lexicon:
    """The lexicon with other readings for some of its words, and readings for words it has not."""
    if not entries:
        return lexicon
    known = {entry.words: entry for entry in (*lexicon.entries, *entries)}
    return Lexicon(tuple(known.values()), lexicon.language or "", lexicon.names)
