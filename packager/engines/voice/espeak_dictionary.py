"""espeak-ng's data folder with our Pashto voices in it, made once per user and source.

The loader's own folder is read-only and shared, so what is needed of it is copied to the user's
cache beside our dictionaries. The folder's name holds a digest of everything that went in: a changed
lexicon or library makes another, and folders appear whole (made aside, then renamed).
"""

from __future__ import annotations

import atexit
import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from packager.engines.voice import espeak_lib
from packager.errors import EngineUnavailable
from packager.lang.data_folder import voices_folder
from packager.lang.ps.g2p.lexicon import Lexicon, list_lines, read_lexicon
from packager.lang.ps.g2p.rules import Rules, learned, read_rules, write_rules
from packager.lang.ps.g2p.sounds import Dialect, dialects
from packager.store import digest, file_digest

VERSION = 6  # of what this module makes of the same sources
# Rules are compiled for the language of the voice that is set: Pashto's, before it has a dictionary of its own.
_BUILDER = "ps-builder"
_WORDS = "words.txt"  # beside espeak-ng-data: what is known
# Throats that any voice can be given: women's f1–f5, men's m1–m8.
VARIANTS = (*(f"f{number}" for number in range(1, 6)), *(f"m{number}" for number in range(1, 9)))
_TABLES = ("phontab", "phonindex", "phondata", "intonations", "ur_dict", "en_dict", "lang/inc/ur", "lang/gmw/en")
_COPIED = (*_TABLES, *(f"voices/!v/{variant}" for variant in VARIANTS))


@cache
def sources_digest() -> str:
    """Changes whenever a source of the Pashto voice does."""
    folder = voices_folder() / "pashto"
    files = sorted([*folder.glob("*.tsv"), *folder.glob("*_rules"), *folder.glob("lexicon/*.tsv")])
    return digest(VERSION, *[[path.name, file_digest(path)] for path in files])


def voice_name(dialect: str) -> str:
    """espeak-ng's name of the Pashto voice in a dialect: "ps", "ps-radio"."""
    return "ps" if dialect == next(iter(dialects())) else f"ps-{dialect}"


@cache
def data_folder() -> Path:
    """The folder that holds `espeak-ng-data` with `ur` and our Pashto voices; made when it is not there yet.

    Raises EngineUnavailable when there is nowhere to make it, EngineError when the sources do not compile.
    """
    name = digest(sources_digest(), espeak_lib.version())[:16]
    for parent in _places():
        if len(str(parent / name)) < espeak_lib.PATH_LIMIT and _made(parent / name):
            return parent / name
    raise EngineUnavailable(
        "no folder for its dictionaries can be written", where="espeak-ng", mend="set TMPDIR to a folder that can"
    )


def _places() -> Iterator[Path]:
    from platformdirs import user_cache_path

    yield user_cache_path("packager") / "espeak-ng"
    with contextlib.suppress(OSError):
        own = Path(tempfile.mkdtemp(prefix="packager-"))  # no one else's: /tmp is shared
        atexit.register(shutil.rmtree, own, ignore_errors=True)
        yield own


def _made(folder: Path) -> bool:
    """Whether the folder is there, or could be made."""
    if folder.is_dir():
        return True
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=".making-", dir=folder.parent))
    except OSError:
        return False
    try:
        _make(aside)
        with contextlib.suppress(OSError):  # another process may have been first: its folder is as good
            aside.rename(folder)
        return folder.is_dir()
    except OSError:
        return False
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _make(root: Path) -> None:
    data = root / "espeak-ng-data"
    for name in _COPIED:
        (data / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(espeak_lib.bundled_data() / name, data / name)
    (data / "lang/ira").mkdir()
    lexicon = read_lexicon(voices_folder() / "pashto" / "lexicon")
    voices = {voice_name(dialect): values for dialect, values in dialects().items()}
    for voice, dictionary in {_BUILDER: "ur", **{voice: voice for voice in voices}}.items():
        (data / "lang/ira" / voice).write_text(_voice_file(voice, dictionary), encoding="utf-8")
    for voice, values in voices.items():
        _compile(root, voice, lexicon, values)
    known = dict.fromkeys(word for entry in lexicon for word in entry.split())
    (root / _WORDS).write_text("\n".join(known), encoding="utf-8")
    write_rules(root, learned(lexicon))


def _voice_file(voice: str, dictionary: str) -> str:
    # stressOpt 5: no secondary stresses of its own; l_unpronouncable 1: no word is spelled letter by letter.
    options = "stressRule 6\nstressOpt 5\nl_unpronouncable 1\n"
    return f"name Pashto {voice}\nlanguage {voice}\nphonemes ur\ndictionary {dictionary}\n{options}"


def _compile(root: Path, voice: str, lexicon: Lexicon, values: Dialect) -> None:
    rules = (voices_folder() / "pashto" / "ps_rules").read_text(encoding="utf-8")
    for symbol, value in values.items():
        rules = rules.replace(f"<{symbol}>", value)
    with tempfile.TemporaryDirectory(prefix="packager-") as scratch:
        (Path(scratch) / f"{voice}_rules").write_text(rules, encoding="utf-8")
        lines = "\n".join(list_lines(lexicon, values))
        (Path(scratch) / f"{voice}_list").write_text(lines + "\n", encoding="utf-8")
        espeak_lib.compile_dictionary(root, Path(scratch), voice, voice=_BUILDER)


@cache
def known_words() -> frozenset[str]:
    """Words that the dictionary holds, alone or within a phrase."""
    return frozenset((data_folder() / _WORDS).read_text(encoding="utf-8").splitlines())


@cache
def rules() -> Rules:
    """What the lexicon's words teach of those that it lacks."""
    return read_rules(data_folder())
