"""Urdu words that espeak-ng reads wrongly, spelled so that it reads them right.

The lexicon's files are voices/urdu/lexicon/*.tsv (format: voices/urdu/README.md). Of phrases the
longest match wins, found word by word, so a text is gone through once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from packager.engines.voices_folder import voices_folder
from packager.errors import InputError
from packager.text.normalise import for_speech

# espeak-ng 1.52 reads ص as ʂ and ض ظ as ʐ, sounds that Urdu does not have.
_LETTERS = str.maketrans({"ص": "س", "ض": "ز", "ظ": "ز"})


@dataclass(frozen=True)
class Respelling:
    """A lexicon ready to use: words and phrases, and how many words the longest phrase has."""

    entries: Mapping[str, str]
    longest: int

    def say(self, words: Sequence[str]) -> tuple[int, str]:
        """How many of the words are taken, and how espeak-ng is to read them.

        >>> Respelling({"بیس": "بِیس", "وزیر اعظم": "وزیرے آزم"}, 2).say(["وزیر", "اعظم"])
        (2, 'وزیرے آزم')
        >>> Respelling({}, 1).say(["خاص"])
        (1, 'خاس')
        """
        for count in range(len(words), 0, -1):
            found = self.entries.get(" ".join(words[:count]))
            if found is not None:
                return count, found
        return 1, words[0] if words[0].startswith("[[") else words[0].translate(_LETTERS)


@cache
def urdu_respelling(folder: Path | None = None) -> Respelling:
    """The respellings of a folder's `*.tsv`, by default the program's own; a later file wins.

    Raises InputError that names file and line.
    """
    entries: dict[str, str] = {}
    for path in sorted((folder or voices_folder() / "urdu" / "lexicon").glob("*.tsv")):
        entries.update(_read_file(path))
    return Respelling(entries, max((entry.count(" ") + 1 for entry in entries), default=1))


def _read_file(path: Path) -> dict[str, str]:
    found: dict[str, str] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) != 2 or not all(cells):
            raise InputError("word<TAB>respelling wanted", where=f"{path}:{number}", mend="see voices/urdu/README.md")
        word, said = for_speech(cells[0], "ur"), cells[1]
        if found.setdefault(word, said) != said:
            raise InputError(f"{word} stands above with another respelling", where=f"{path}:{number}")
    return found
