"""station.yaml → a frozen Station, or every fault of the file at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from packager.errors import InputError, InputErrors
from packager.text.strict_yaml import Marked, load_marked, unknown_keys

LANGUAGES = {"ps": "Pashto", "ur": "Urdu"}
DEFAULT_VOICES = {"ps": "pashto", "ur": "urdu"}
PROFILES = ("ebu-r128", "prss", "podcast")
SOUNDS = ("ident", "sting", "sign-off")
FILE_NAME = "station.yaml"


@dataclass(frozen=True, kw_only=True)
class EditionPlan:
    """What a station wants of one language's edition."""

    language: str
    voice: str  # name of a voice, as in voices/<name>.yaml
    slot: str = ""


@dataclass(frozen=True, kw_only=True)
class Station:
    """A station's own decisions."""

    name: str = "Packager"
    city: str = ""
    timezone: str = "Asia/Karachi"
    folder: Path = Path()  # what relative names in the file are relative to
    editions: tuple[EditionPlan, ...] = (
        EditionPlan(language="ps", voice="pashto"),
        EditionPlan(language="ur", voice="urdu"),
    )
    articles: tuple[Path, ...] = ()
    memory: Path | None = None  # the station's memory; None: beside the output
    memories: tuple[Path, ...] = ()  # TMX files that are read and never written
    loudness: str = "ebu-r128"
    disclosure: bool = True
    wording: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # by language, over the defaults
    sounds: Mapping[str, Path] = field(default_factory=dict)  # the station's own; ours where none is named

    @property
    def zone(self) -> ZoneInfo:
        """The station's time zone."""
        return ZoneInfo(self.timezone)

    def edition(self, language: str) -> EditionPlan:
        """The plan for a language, the default one where the station has none."""
        plan = next((plan for plan in self.editions if plan.language == language), None)
        return plan or EditionPlan(language=language, voice=DEFAULT_VOICES[language])


def load(path: Path | None) -> Station:
    """The station of a file, of ./station.yaml, or the default one. Raises InputErrors."""
    if path is None:
        here = Path(FILE_NAME)
        return read(here) if here.is_file() else Station()
    return read(path / FILE_NAME if path.is_dir() else path)


def read(path: Path) -> Station:
    """The station that a file describes. Raises InputErrors with every fault at once."""
    try:
        marked = load_marked(path.read_text(encoding="utf-8-sig"), where=str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot be read ({error})", where=str(path), mend="name a station file") from error
    data = {} if marked.value is None else marked.value
    if not isinstance(data, dict):
        raise InputError("does not describe a station", where=str(path), mend="write keys with values")
    faults: list[InputError] = list(unknown_keys(data, tuple(_READERS), where=marked))
    given: dict[str, Any] = {"folder": path.parent}
    for key, reader in _READERS.items():
        if data.get(key) is not None:
            try:
                given.update(reader(_Value(marked, key, data[key], path.parent)))
            except InputErrors as error:
                faults.extend(error.faults)
            except InputError as error:
                faults.append(error)
    if faults:
        raise InputErrors(faults)
    return Station(**given)


@dataclass(frozen=True)
class _Value:
    """One key's value, with what is needed to name its place."""

    marked: Marked
    key: str
    value: Any
    folder: Path

    def fault(self, what: str, mend: str = "", path: tuple[str | int, ...] = ()) -> InputError:
        return InputError(what, where=f"{self.marked.place(self.key, *path)}: {self.key}", mend=mend)

    def text(self) -> str:
        if not isinstance(self.value, str) or not self.value.strip():
            raise self.fault("must be text", "put it in quotes")
        return self.value

    def file(self, name: Any, path: tuple[str | int, ...] = ()) -> Path:
        if not isinstance(name, str) or not (found := self.folder / Path(name).expanduser()).exists():
            raise self.fault(f"there is no file '{name}'", "name it as seen from the station file", path)
        return found


def _name(value: _Value) -> dict[str, Any]:
    return {"name": value.text()}


def _city(value: _Value) -> dict[str, Any]:
    return {"city": value.text()}


def _timezone(value: _Value) -> dict[str, Any]:
    try:
        ZoneInfo(value.text())
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise value.fault(f"no time zone is called '{value.value}'", "Asia/Karachi is one") from error
    return {"timezone": value.value}


def _editions(value: _Value) -> dict[str, Any]:
    if not isinstance(value.value, dict) or not value.value:
        raise value.fault("must name languages", "for example 'ps: {voice: pashto}'")
    faults = list(_edition_faults(value))
    if faults:
        raise InputErrors(faults)
    plans = (
        EditionPlan(language=language, voice=plan.get("voice", DEFAULT_VOICES[language]), slot=plan.get("slot", ""))
        for language, plan in ((name, item or {}) for name, item in value.value.items())
    )
    return {"editions": tuple(plans)}


def _edition_faults(value: _Value) -> Iterator[InputError]:
    for language, plan in value.value.items():
        if language not in LANGUAGES:
            yield value.fault(f"'{language}' is not a language of this program", "ps or ur", (language,))
        elif plan is not None and not isinstance(plan, dict):
            yield value.fault("must have keys", "for example 'voice: pashto'", (language,))
        elif plan:
            yield from unknown_keys(plan, ("voice", "slot"), where=value.marked, path=("editions", language))
            yield from (
                value.fault(f"{key} must be text", "put it in quotes", (language, key))
                for key in ("voice", "slot")
                if key in plan and not isinstance(plan[key], str)
            )


def _files(value: _Value) -> tuple[Path, ...]:
    names = value.value if isinstance(value.value, list) else [value.value]
    return tuple(
        value.file(name, (place,) if isinstance(value.value, list) else ()) for place, name in enumerate(names)
    )


def _memory(value: _Value) -> dict[str, Any]:
    return {"memory": value.folder / Path(value.text()).expanduser()}


def _loudness(value: _Value) -> dict[str, Any]:
    if value.value not in PROFILES:
        raise value.fault(f"'{value.value}' is not a loudness profile", f"one of: {', '.join(PROFILES)}")
    return {"loudness": value.value}


def _disclosure(value: _Value) -> dict[str, Any]:
    if not isinstance(value.value, bool):
        raise value.fault("must be true or false")
    return {"disclosure": value.value}


def _wording(value: _Value) -> dict[str, Any]:
    if not isinstance(value.value, dict) or not all(isinstance(item, dict) for item in value.value.values()):
        raise value.fault("must have a language with phrases under it", "for example 'ps: {disclosure: …}'")
    for language, phrases in value.value.items():
        if language not in LANGUAGES:
            raise value.fault(f"'{language}' is not a language of this program", "ps or ur", (language,))
        for name, phrase in phrases.items():
            if not isinstance(phrase, str):
                raise value.fault(f"the phrase '{name}' must be text", "put it in quotes", (language, name))
    return {"wording": value.value}


def _sounds(value: _Value) -> dict[str, Any]:
    if not isinstance(value.value, dict):
        raise value.fault("must have keys", "for example 'ident: sounds/ident.mp3'")
    faults = unknown_keys(value.value, SOUNDS, where=value.marked, path=("sounds",))
    if faults:
        raise InputErrors(faults)
    return {"sounds": {name: value.file(file, (name,)) for name, file in value.value.items()}}


_READERS: Mapping[str, Callable[[_Value], dict[str, Any]]] = {
    "station": _name,
    "city": _city,
    "timezone": _timezone,
    "editions": _editions,
    "articles": lambda value: {"articles": _files(value)},
    "memory": _memory,
    "memories": lambda value: {"memories": _files(value)},
    "loudness": _loudness,
    "disclosure": _disclosure,
    "wording": _wording,
    "sounds": _sounds,
}
