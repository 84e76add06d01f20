"""A language: one record that holds, or knows where to find, everything that is said of it anywhere.

The facts that fit on a line stand in the record itself. The parts that are long or costly are modules of
the language's own package, each loaded when it is first asked for:

    writing.py   WRITING    letters, foldings, the ends of sentences, plain Latin (writing.Writing)
    calendar.py  CALENDAR   months, weekdays, dates, times (calendar.Calendar)
    numbers.py   GRAMMAR    numbers and the words for signs (grammar.Grammar)
    names.py     NAMES      how names bend, where they do (names.NameCases)
    espeak.py    ESPEAK     how espeak-ng speaks it (phones.RuleVoice)
    phones.py    PHONES     from letters to phones (phones.Phones)
    show.yaml               the fixed phrases of the show and the labels of its papers
    tables/*.tsv            acronyms, letter names, units, money … (tables.Tables)
    tables/qa.tsv           words by which a translation is checked (qa.QaWords)
    tables/heard.tsv        how it comes through a machine's ear (heard.AsHeard); it may be left out

A language that nothing is translated into, because the articles are in it, has no numbers, espeak or phones.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from importlib import import_module, resources
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal, TypeVar

from packager.errors import InputError
from packager.lang import heard, qa
from packager.lang.calendar import Calendar
from packager.lang.grammar import Grammar
from packager.lang.heard import AsHeard
from packager.lang.names import NO_CASES, NameCases
from packager.lang.phones import Phones, RuleVoice
from packager.lang.qa import QaWords
from packager.lang.tables import Tables
from packager.records import Kind
from packager.text.writing import Writing

Part = TypeVar("Part")
Phrases = Mapping[str, str]
# What show.yaml must have under `phrases`, and under `labels` for the cue sheet; it may have more.
PHRASES = (
    "title", "greeting", "greeting-plain", "disclosure-voice", "disclosure-checked", "disclosure-unchecked",
    "headlines", "sign-off", "date", "date-first",
)  # fmt: skip
CUE = "cue-"
CUE_LABELS = (
    *("sheet", "starts", "length", "left", "part", "in", "out", "voice", "total", "cart", "reviewed", "signature"),
    *map(str, Kind),
)


@dataclass(frozen=True, kw_only=True)
class Codes:
    """What others call the language. "" where they do not know it."""

    bibliographic: str  # ISO 639-2/B: what ID3, MP4 and other tags of sound files take
    alpha3: str  # ISO 639-3
    flores: str  # of FLORES-200, which NLLB's models take: "urd_Arab"
    plain: str  # of two letters, which MADLAD's and M2M's models take
    also: tuple[str, ...] = ()  # other tags that files from elsewhere have


@dataclass(frozen=True, kw_only=True)
class Language:
    """One language."""

    code: str  # BCP 47
    english: str  # its name in English
    own: str  # its name in itself
    direction: Literal["rtl", "ltr"]
    codes: Codes
    package: str  # where its parts are: "packager.lang.ps"
    manner: str  # how a translator who can be told anything is told to write it
    voices: tuple[str, ...] = ()  # who reads it where a station names nobody, in order of preference
    source: bool = False  # whether the articles are in it: nothing is translated into it, and it is read as written

    def __post_init__(self) -> None:
        for field in fields(self):
            if field.default not in ("", ()) and getattr(self, field.name) in ("", None):
                raise self.hole(field.name)
        if self.direction not in ("rtl", "ltr"):
            raise InputError(f"the direction is '{self.direction}'", where=self._where, hint="rtl or ltr")

    @cached_property
    def writing(self) -> Writing:
        """Letters, and how they are folded; where sentences end. Raises InputError for a hole."""
        return self._part("writing", "WRITING", Writing)

    @cached_property
    def calendar(self) -> Calendar:
        """Months and weekdays, and how dates and times are said. Raises InputError for a hole."""
        return self._part("calendar", "CALENDAR", Calendar)

    @cached_property
    def grammar(self) -> Grammar:
        """Numbers, and the words for signs. Raises InputError for a hole."""
        return self._part("numbers", "GRAMMAR", Grammar)

    @cached_property
    def names(self) -> NameCases:
        """How names bend; where there is no names.py, they do not. Raises InputError for a hole in one."""
        if find_spec(f"{self.package}.names") is None:
            return NO_CASES
        return self._part("names", "NAMES", NameCases)

    @cached_property
    def qa(self) -> QaWords:
        """The words by which a translation is checked. Raises InputError for a hole."""
        return qa.read(self.package, self.writing)

    @cached_property
    def espeak(self) -> RuleVoice:
        """How espeak-ng speaks it. Raises InputError for a hole."""
        return self._part("espeak", "ESPEAK", RuleVoice)

    @cached_property
    def phones(self) -> Phones:
        """From letters to phones. Raises InputError for a hole."""
        return self._part("phones", "PHONES", Phones)

    @cached_property
    def tables(self) -> Tables:
        """The tables of words beside its modules."""
        return Tables(self.package)

    @cached_property
    def show(self) -> Phrases:
        """The show's fixed phrases by name, those that name a day of the calendar left out. Raises InputError."""
        return self._yaml("phrases", PHRASES)

    @cached_property
    def labels(self) -> Phrases:
        """What stands over the columns and rows of the show's papers. Raises InputError."""
        return self._yaml("labels", [f"{CUE}{name}" for name in CUE_LABELS])

    def symbols(self, engine: str) -> Mapping[str, str] | None:
        """The phones in the symbols of an engine's models: tables/<engine>.tsv; None where the language has none."""
        return self.tables.pairs(f"{engine}.tsv") if self.tables.has(f"{engine}.tsv") else None

    def hole(self, what: str) -> InputError:
        """The refusal of a language that lacks something."""
        return InputError(f"the language has no {what}", where=self._where, hint="see docs/add-a-language.md")

    @cached_property
    def heard(self) -> AsHeard | None:
        """How it comes through a machine's ear; None where no ear is known that could be held to it."""
        return heard.read(self.package) if self.tables.has("heard.tsv") else None

    @property
    def voices_folder(self) -> Path | None:
        """The folder of voices that come with the language; None where its voices are the program's own."""
        folder = resources.files(self.package).joinpath("voices")
        return folder if isinstance(folder, Path) and folder.is_dir() else None

    @property
    def _where(self) -> str:
        return f"{self.english or self.code or '?'} ({self.package})"

    def _part(self, module: str, name: str, kind: type[Part]) -> Part:
        full = f"{self.package}.{module}"
        try:
            part = getattr(import_module(full), name, None) if find_spec(full) else None
        except ImportError as error:
            raise InputError(f"{full} cannot be loaded ({error})", where=self._where) from error
        if part is None:
            raise self.hole(f"{module} (no {name} in {full})")
        if not isinstance(part, kind):
            raise InputError(f"{name} in {full} is no {kind.__name__}", where=self._where)
        return part

    def _yaml(self, key: str, names: Sequence[str]) -> Phrases:
        from packager.text.strict_yaml import load

        file = resources.files(self.package).joinpath("show.yaml")
        if not file.is_file():
            raise self.hole("show.yaml")
        found: Any = load(file.read_text(encoding="utf-8"), where=f"{self.package}/show.yaml")
        if not isinstance(found, dict) or not isinstance(found.get(key), dict):
            raise self.hole(f"'{key}' in show.yaml")
        missing = [name for name in names if not isinstance(found[key].get(name), str)]
        if missing:
            raise self.hole(f"'{missing[0]}' under '{key}' in show.yaml")
        return {str(name): str(text) for name, text in found[key].items()}
