"""What espeak-ng needs to speak Pashto: our dictionaries, one a dialect, compiled from voices/pashto.

Beside them in the folder stands what is read back: which words the dictionary knows, and the rules that
its words teach.
"""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from packager.espeak_ng import data, library
from packager.lang.data_folder import voices_folder
from packager.lang.ps.g2p.lexicon import Lexicon, list_lines, read_lexicon, settled
from packager.lang.ps.g2p.rules import Rules, learned, read_rules, write_rules
from packager.lang.ps.g2p.sounds import Dialect, dialects
from packager.store import digest, file_digest

VERSION = 7  # of what this module makes of the same sources
# Rules are compiled for the language of the voice that is set: Pashto's, before it has a dictionary of its own.
_BUILDER = "ps-builder"
_WORDS = "words.txt"  # beside espeak-ng-data: what is known


@cache
def sources() -> data.Sources:
    """What the folder is made of; its digest changes whenever a source of the Pashto voice does."""
    folder = voices_folder() / "pashto"
    files = sorted([*folder.glob("*.tsv"), *folder.glob("*_rules"), *folder.glob("lexicon/*.tsv")])
    code = sorted([Path(__file__), *Path(__file__).parent.glob("g2p/*.py")])
    return data.Sources(
        copied=("ur_dict", "lang/inc/ur"), made=_make, digest=_digest(VERSION, files), code=_digest(VERSION, code)
    )


def _digest(version: int, files: list[Path]) -> str:
    return digest(version, *[[path.name, file_digest(path)] for path in files])


def voice_name(dialect: str) -> str:
    """espeak-ng's name of the Pashto voice in a dialect: "ps", "ps-radio"."""
    return "ps" if dialect == next(iter(dialects())) else f"ps-{dialect}"


def _make(root: Path) -> None:
    places = root / data.DATA / "lang/ira"
    places.mkdir(parents=True, exist_ok=True)
    lexicon = read_lexicon(voices_folder() / "pashto" / "lexicon")
    voices = {voice_name(dialect): values for dialect, values in dialects().items()}
    for voice, dictionary in {_BUILDER: "ur", **{voice: voice for voice in voices}}.items():
        (places / voice).write_text(_voice_file(voice, dictionary), encoding="utf-8")
    said = settled(lexicon)
    for voice, values in voices.items():
        _compile(root, voice, said, values)
    known = dict.fromkeys(word for entry in lexicon for word in entry.split())
    (root / _WORDS).write_text("\n".join(known), encoding="utf-8")
    write_rules(root, learned(lexicon))


def _voice_file(voice: str, dictionary: str) -> str:
    # stressOpt 5: no secondary stresses of its own; l_unpronouncable 1: no word is spelled letter by letter.
    options = "stressRule 6\nstressOpt 5\nl_unpronouncable 1\n"
    return f"name Pashto {voice}\nlanguage {voice}\nphonemes ur\ndictionary {dictionary}\n{options}"


def _compile(root: Path, voice: str, said: Lexicon, values: Dialect) -> None:
    rules = (voices_folder() / "pashto" / "ps_rules").read_text(encoding="utf-8")
    for symbol, value in values.items():
        rules = rules.replace(f"<{symbol}>", value)
    with tempfile.TemporaryDirectory(prefix="packager-") as scratch:
        (Path(scratch) / f"{voice}_rules").write_text(rules, encoding="utf-8")
        lines = "\n".join(list_lines(said, values))
        (Path(scratch) / f"{voice}_list").write_text(lines + "\n", encoding="utf-8")
        library.compile_dictionary(root, Path(scratch), voice, voice=_BUILDER)


@cache
def known_words() -> frozenset[str]:
    """Words that the dictionary holds, alone or within a phrase."""
    return frozenset((data.folder(sources()) / _WORDS).read_text(encoding="utf-8").splitlines())


@cache
def rules() -> Rules:
    """What the lexicon's words teach of those that it lacks."""
    return read_rules(data.folder(sources()))
