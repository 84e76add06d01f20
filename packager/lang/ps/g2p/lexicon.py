"""The Pashto lexicon: TSV files of `word<TAB>sounds`, and the lines espeak-ng compiles from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from packager.errors import InputError
from packager.lang.normalise import for_speech
from packager.lang.ps.g2p.letters import folded, shortened
from packager.lang.ps.g2p.sounds import STRESS, VOWELS, Dialect, Sounds, espeak, parse, stressed
from packager.lang.tables import cells

_HINT = "see voices/pashto/lexicon/README.md"
Lexicon = Mapping[str, tuple[Sounds, ...]]  # a word or phrase → the sounds of each word said for it


def read_lexicon(folder: Path) -> dict[str, tuple[Sounds, ...]]:
    """Every word of the folder's `*.tsv`, in the order of the files' names; a later line wins over an earlier.

    Raises InputError that names file and line.
    """
    found: dict[str, tuple[Sounds, ...]] = {}
    for path in sorted(folder.glob("*.tsv")):
        found.update(_read_file(path))
    return found


def _read_file(path: Path) -> dict[str, tuple[Sounds, ...]]:
    found: dict[str, tuple[Sounds, ...]] = {}
    for where, row in cells(path):
        try:
            word, sounds = _entry(row)
        except ValueError as error:
            raise InputError(str(error), where=where, hint=_HINT) from error
        found[word] = sounds
    return found


def _entry(row: Sequence[str]) -> tuple[str, tuple[Sounds, ...]]:
    if len(row) != 2:
        raise ValueError("word<TAB>sounds wanted")
    word = folded(for_speech(row[0], "ps"))
    if not word:
        raise ValueError("no word")
    if not row[1].strip():
        raise ValueError("no sounds")
    return word, tuple(parse(part) for part in row[1].split())


def settled(lexicon: Lexicon) -> Lexicon:
    """The same words with their stress, and with the vowels that it makes short; particles as they are."""
    return {
        word: tuple(
            said(written, part)
            for written, part in zip(word.split() if len(parts) > 1 else [word], parts, strict=False)
        )
        for word, parts in lexicon.items()
    }


def list_lines(lexicon: Lexicon, dialect: Dialect) -> Iterator[str]:
    """Lines of espeak-ng's `ps_list` for settled words: their sounds in the dialect's values.

    A word of one syllable that is not marked is a particle: it leans on its neighbours.
    """
    for word, parts in lexicon.items():
        if len(parts) == 1 and leans(parts[0]):
            yield f"{word}\t{espeak(parts[0], dialect)}\t$u"
        else:
            sounds = "||".join(espeak(part, dialect) for part in parts)
            yield f"({word})\t{sounds}" if " " in word else f"{word}\t{sounds}"


def said(word: str, sounds: Sounds) -> Sounds:
    """A word's sounds as they are spoken: with their stress and short vowels, but for a particle."""
    return sounds if leans(sounds) else shortened(word, stressed(sounds))


def leans(sounds: Sounds) -> bool:
    """Whether a word is a particle: one syllable without stress."""
    return STRESS not in sounds and sum(sound in VOWELS for sound in sounds) == 1


def single_words(lexicon: Lexicon) -> Iterator[tuple[str, Sounds]]:
    """The words and their sounds; no phrases."""
    for word, parts in lexicon.items():
        if " " not in word and len(parts) == 1:
            yield word, parts[0]
