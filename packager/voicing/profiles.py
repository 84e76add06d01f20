"""Voices as data: `voices/<name>.yaml` says what speaks, how, in which dialect, and where the text goes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from packager.engines import NOWHERE, Engine, registry
from packager.engines.locality import on_this_machine
from packager.errors import EngineUnavailable, InputError
from packager.lang.data_folder import voices_folder
from packager.lang.registry import languages
from packager.store import read_text
from packager.text.confine import name_fault, shown
from packager.text.strict_yaml import check_keys, load_marked, spelling

if TYPE_CHECKING:
    from packager.engines import Voice

KEYS = (
    "engine",
    "language",
    "dialect",
    "sex",
    "licence",
    "attribution",
    "synthetic",
    "trained",
    "text-goes",
    "options",
)


@dataclass(frozen=True, kw_only=True)
class VoiceProfile:
    """One voice that a station can name."""

    name: str
    engine: str
    language: str
    dialect: str = ""
    sex: str = ""
    licence: str = ""
    attribution: str = ""
    synthetic: bool = True
    trained: bool = False  # made by a model trained on recordings, not by rule
    text_goes: str = NOWHERE  # who gets to see the text
    options: Mapping[str, object] = field(default_factory=dict)

    @property
    def embedded(self) -> bool:
        """Whether it speaks in this process: nothing to wait for, and nothing that could be down."""
        return self._kind.in_process

    @property
    def spelling(self) -> str:
        """The engine whose way of writing sounds it reads, in a station's own pronunciations."""
        return "espeak-ng" if self.engine == "kokoro" else self.engine

    @property
    def stays_here(self) -> bool:
        """Whether it sends no text off this machine: the profile and the engine must both say so.

        Of an engine that says nothing the profile is believed, unless it sends the text to an address elsewhere.
        """
        goes = self._kind.text_goes
        if self.text_goes != NOWHERE or goes:
            return self.text_goes == NOWHERE and goes is not None and goes(self.options) == NOWHERE
        return self.options.get("local") is not False and (
            "url" not in self.options or on_this_machine(str(self.options["url"]))
        )

    @property
    def _kind(self) -> Engine[object]:
        """The engine's own word of itself; nothing of one that is not there."""
        try:
            return registry.engine(registry.VOICES, self.engine)
        except (InputError, EngineUnavailable):
            return Engine(make=lambda _options: None)

    def open(self) -> Voice:
        """The engine, ready to speak. Raises EngineUnavailable, InputError, where the profile hides a listener too."""
        voice, goes = registry.voice(self.engine, self.options), self._kind.text_goes
        if self.text_goes == NOWHERE and goes and goes(self.options) != NOWHERE:
            raise InputError(
                "its text leaves this machine, and 'text-goes' says nowhere",
                where=f"voice {self.name}",
                hint="say there who gets to see the text",
            )
        return voice


PERSON = "a person"  # what a clip says of its voice where a recording stands in for one


def person(language: str) -> VoiceProfile:
    """Whoever speaks in a recording, as a voice among voices."""
    return VoiceProfile(name=PERSON, engine="recorded", language=language, synthetic=False)


def own_folders() -> tuple[Path, ...]:
    """Where voices are described besides the station's folder: with a language that brings its own, and here."""
    return (*(known.voices_folder for known in languages() if known.voices_folder), voices_folder())


def voice_names(folder: Path | None = None) -> tuple[str, ...]:
    """Names of the voices that are described in a folder, by default the program's own."""
    files = (folder or voices_folder()).glob("*.yaml")
    return tuple(sorted(path.stem for path in files if path.stem not in ("names", "lexicon") and "." not in path.stem))


def load_profile(name: str, folders: tuple[Path, ...] = ()) -> VoiceProfile:
    """The voice of this name, the station's own folder first. Raises InputError."""
    if name and (fault := name_fault(name) or ("is no name of a voice" if "/" in name else "")):
        raise InputError(f"'{shown(name)}' {fault}", where="voices", hint="write the voice's name alone")
    for folder in (*folders, *own_folders()):
        path = folder / f"{name}.yaml"
        if path.is_file():
            return read_profile(path)
    known = ", ".join(name for folder in own_folders() for name in voice_names(folder))
    if not name:
        raise InputError("no voice is named, and this language has no default", where="voices", hint=f"known: {known}")
    raise InputError(f"no voice is called '{name}'", where="voices", hint=f"known: {known}")


def read_profile(path: Path) -> VoiceProfile:
    """The voice that a file describes. Raises InputError."""
    marked = load_marked(read_text(path), where=str(path))
    data = marked.value
    if not isinstance(data, dict):
        raise InputError("does not describe a voice", where=str(path), hint="give it at least engine and language")
    data = {spelling(key, KEYS): value for key, value in data.items()}
    check_keys(data, KEYS, where=marked)
    for key in ("engine", "language"):
        if not isinstance(data.get(key), str):
            raise InputError(f"the key '{key}' is missing", where=str(path))
    options = data.pop("options", None) or {}
    plain = {key.replace("-", "_"): value for key, value in data.items()}
    return VoiceProfile(name=path.stem, options={"language": data["language"], **options}, **plain)
