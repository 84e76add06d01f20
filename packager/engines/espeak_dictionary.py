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
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from packager.engines import espeak_lib
from packager.engines.pashto_lexicon import Lexicon, list_lines, read_lexicon
from packager.engines.pashto_sounds import STRESS, Dialect, Sounds, dialects
from packager.engines.pashto_spelling import Counts, learn
from packager.engines.voices_folder import voices_folder
from packager.errors import EngineUnavailable
from packager.store import digest, file_digest

VERSION = 1  # of what this module makes of the same sources
# Rules are compiled for the language of the voice that is set: Pashto's, before it has a dictionary of its own.
_BUILDER = "ps-builder"
_COPIED = ("phontab", "phonindex", "phondata", "intonations", "ur_dict", "en_dict", "lang/inc/ur", "lang/gmw/en")


@dataclass(frozen=True, kw_only=True)
class Sources:
    """What the Pashto voice is made of."""

    rules: str  # espeak-ng's ps_rules with <X>-like places for what dialects differ in
    lexicon: Lexicon
    particles: tuple[str, ...]
    dialects: Mapping[str, Dialect]
    digest: str


@cache
def sources() -> Sources:
    """The Pashto sources of this installation. Raises InputError that names file and line."""
    folder = voices_folder() / "pashto"
    files = sorted([*folder.glob("*.t*"), *folder.glob("*_rules"), *folder.glob("lexicon/*.tsv")])
    lines = (folder / "particles.txt").read_text(encoding="utf-8").splitlines()
    return Sources(
        rules=(folder / "ps_rules").read_text(encoding="utf-8"),
        lexicon=read_lexicon(folder / "lexicon"),
        particles=tuple(line for line in lines if line and not line.startswith("#")),
        dialects=dialects(),
        digest=digest(VERSION, *[[path.name, file_digest(path)] for path in files]),
    )


def voice_name(dialect: str) -> str:
    """espeak-ng's name of the Pashto voice in a dialect: "ps", "ps-radio"."""
    return "ps" if dialect == next(iter(sources().dialects)) else f"ps-{dialect}"


@cache
def data_folder() -> Path:
    """The folder that holds `espeak-ng-data` with `ur` and our Pashto voices; made when it is not there yet.

    Raises EngineUnavailable when there is nowhere to make it, EngineError when the sources do not compile.
    """
    made_from = sources()
    name = digest(made_from.digest, espeak_lib.version())[:16]
    for parent in _places():
        if len(str(parent / name)) < espeak_lib.PATH_LIMIT and _made(parent / name, made_from):
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


def _made(folder: Path, made_from: Sources) -> bool:
    """Whether the folder is there, or could be made."""
    if folder.is_dir():
        return True
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=".making-", dir=folder.parent))
    except OSError:
        return False
    try:
        _make(aside, made_from)
        with contextlib.suppress(OSError):  # another process may have been first: its folder is as good
            aside.rename(folder)
        return folder.is_dir()
    except OSError:
        return False
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _make(root: Path, made_from: Sources) -> None:
    data = root / "espeak-ng-data"
    for name in _COPIED:
        (data / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(espeak_lib.bundled_data() / name, data / name)
    (data / "lang/ira").mkdir()
    voices = {voice_name(dialect): dialect for dialect in made_from.dialects}
    for voice, dictionary in {_BUILDER: "ur", **{voice: voice for voice in voices}}.items():
        (data / "lang/ira" / voice).write_text(_voice_file(voice, dictionary), encoding="utf-8")
    for voice, dialect in voices.items():
        _compile(root, voice, made_from, made_from.dialects[dialect])


def _voice_file(voice: str, dictionary: str) -> str:
    # stressOpt 5: no secondary stresses of its own; l_unpronouncable 1: no word is spelled letter by letter.
    options = "stressRule 6\nstressOpt 5\nl_unpronouncable 1\n"
    return f"name Pashto {voice}\nlanguage {voice}\nphonemes ur\ndictionary {dictionary}\n{options}"


def _compile(root: Path, voice: str, made_from: Sources, dialect: Dialect) -> None:
    rules = made_from.rules
    for symbol, value in dialect.items():
        rules = rules.replace(f"<{symbol}>", value)
    lines = list_lines(made_from.lexicon, made_from.particles, dialect)
    with tempfile.TemporaryDirectory(prefix="packager-") as scratch:
        (Path(scratch) / f"{voice}_rules").write_text(rules, encoding="utf-8")
        (Path(scratch) / f"{voice}_list").write_text("\n".join(lines) + "\n", encoding="utf-8")
        espeak_lib.compile_dictionary(root, Path(scratch), voice, voice=_BUILDER)


@cache
def known_words() -> frozenset[str]:
    """Words that the dictionary holds, alone or within a phrase."""
    return frozenset(word for entry in sources().lexicon for word in entry.split())


@cache
def letter_counts() -> Counts:
    """What each letter stands for in the lexicon's words, for those that it lacks."""
    return learn(single_words())


def single_words() -> Iterator[tuple[str, Sounds]]:
    """The lexicon's words and their sounds without stress; no phrases."""
    for word, parts in sources().lexicon.items():
        if " " not in word and len(parts) == 1:
            yield word, tuple(sound for sound in parts[0] if sound != STRESS)
