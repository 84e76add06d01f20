"""The station's table of names: one spelling of each name in Pashto and in Urdu.

The same table steers translators, checks what they say, and tells a voice how a name sounds. Capitals
count: Tank is a district and a tank is not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import cast

from packager.errors import InputError
from packager.lang.normalise import for_memory, for_speech
from packager.lang.registry import language as find
from packager.lang.registry import target_codes
from packager.records import Article
from packager.store import digest
from packager.text.strict_yaml import Marked, check_keys, load_marked

LANGUAGES = target_codes()
KINDS = ("person", "place", "organisation", "acronym", "people")  # people: nations, tribes, faiths
_KEYS = ("en", "kind", *LANGUAGES, "also", "say", "bent", "common", "avoid", "note")
_WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True, kw_only=True, slots=True)
class Name:
    """One person, place, organisation or acronym."""

    en: str
    kind: str  # one of KINDS
    spelling: Mapping[str, str]  # by language
    also: tuple[str, ...] = ()  # other English spellings and short forms
    say: Mapping[str, str] = field(default_factory=dict)  # by language, where it is not said as it is spelt
    bent: Mapping[str, str] = field(default_factory=dict)  # by language: its oblique, where the rules give another
    common: tuple[str, ...] = ()  # languages in which its spelling is an everyday word besides
    avoid: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # by language: spellings that are not ours
    note: str = ""
    firm: bool = False  # an editor settled it for this edition: whoever writes it otherwise is told of

    def spoken(self, language: str) -> str:
        """What a voice is given for it."""
        return self.say.get(language) or self.spelling.get(language, "")

    def oblique(self, language: str) -> str:
        """The spelling as a preposition bends it (`SLOT` in it: the preposition's place)."""
        given = "" if language in self.say else self.bent.get(language, "")
        return given or _bent(self.spelling.get(language, ""), self.kind, language)

    def spoken_oblique(self, language: str) -> str:
        """What a voice is given for it beside a preposition (`SLOT` in it: the preposition's place)."""
        return self.bent.get(language) or find(language).names.bent(self.spoken(language), self.kind)

    def forms(self, language: str) -> tuple[str, ...]:
        """How the station writes it: its spelling, and its oblique with each preposition that goes inside."""
        return _forms(self.spelling.get(language, ""), self.oblique(language), language)


@lru_cache(maxsize=10_000)
def _bent(spelling: str, kind: str, language: str) -> str:
    return find(language).names.bent(spelling, kind)


@lru_cache(maxsize=10_000)
def _forms(spelling: str, oblique: str, language: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((spelling, *find(language).names.forms(spelling, oblique))))


@dataclass(frozen=True)
class Met:
    """A name of the table, where it stands in an English text."""

    name: Name
    start: int  # characters from the text's beginning
    end: int


@dataclass(frozen=True)
class Names:
    """A table of names, ready to be looked up."""

    entries: tuple[Name, ...] = ()

    @cached_property
    def mark(self) -> str:
        """A digest of all that the table says."""
        return digest("names", repr(self.entries))

    def find(self, text: str) -> tuple[Met, ...]:
        """The table's names in an English text, the longest at each place, in order."""
        words = [
            (_POSSESSIVE.sub("", word) if word[-1] in "s'’" else word, match.start(), match.end())
            for match in _WORD.finditer(text)
            if (word := match[0])
        ]
        found: list[Met] = []
        place = 0
        while place < len(words):
            begins = words[place][0] in self._first_words
            length, name = (
                self._longest(_together(text, words[place : place + self._most_words])) if begins else (0, None)
            )
            if name:
                last, start, _ = words[place + length - 1]
                found.append(Met(name, words[place][1], start + len(last)))
            place += length or 1
        return tuple(found)

    def spellings(self, text: str, language: str) -> dict[str, str]:
        """The names in an English text, each with the station's spelling in a language."""
        return {
            text[met.start : met.end]: met.name.spelling[language]
            for met in self.find(text)
            if language in met.name.spelling
        }

    def spoken(self, language: str) -> dict[str, str]:
        """Every English form of every name, each with what a voice is given for it in a language.

        Without peoples: in Latin letters they are half of another name mostly (British Airways, Christian Bale).
        """
        return {
            form: name.spoken(language)
            for name in self.entries
            for form in (name.en, *name.also)
            if name.spoken(language) and name.kind != "people"
        }

    def standing_in(self, text: str, language: str) -> tuple[Name, ...]:
        """The table's names in a text of a language, the longest at each place; none whose spelling is a plain word."""
        words = _WORD.findall(for_memory(text, language))
        known, most = self._spelt_in(language)
        found: list[Name] = []
        place = 0
        while place < len(words):
            lengths = range(min(most, len(words) - place), 0, -1)
            length = next((size for size in lengths if tuple(words[place : place + size]) in known), 0)
            if length:
                found.append(known[tuple(words[place : place + length])])
            place += length or 1
        return tuple(found)

    def _spelt_in(self, language: str) -> tuple[Mapping[tuple[str, ...], Name], int]:
        """The names by the words of their forms in a language, and the most words that one has; made once."""
        if language not in self._by_spelling:
            small = find(language).qa.function_words
            self._by_spelling[language] = {
                words: name
                for name in reversed(self.entries)  # of two names spelt alike the first
                if language not in name.common
                for form in name.forms(language)
                if (words := tuple(_WORD.findall(for_memory(form, language))))
                and not (len(words) == 1 and len(words[0]) < 5 and words[0] in small)  # شام: Syria, and evening
            }
        known = self._by_spelling[language]
        return known, max(map(len, known), default=1)

    @cached_property
    def _by_spelling(self) -> dict[str, dict[tuple[str, ...], Name]]:
        return {}

    def plus(self, others: Names) -> Names:
        """Both tables; where both have a name, the other's entry."""
        entries = {name.en: name for name in (*self.entries, *others.entries)}
        return Names(tuple(entries.values()))

    def _longest(self, words: Sequence[str]) -> tuple[int, Name | None]:
        for length in range(len(words), 0, -1):
            name = self._by_words.get(tuple(words[:length]))
            if name:
                return length, name
        return 0, None

    @cached_property
    def _by_words(self) -> dict[tuple[str, ...], Name]:
        return {tuple(_WORD.findall(form)): name for name in self.entries for form in (name.en, *name.also)}

    @cached_property
    def _first_words(self) -> frozenset[str]:
        return frozenset(words[0] for words in self._by_words if words)

    @cached_property
    def _most_words(self) -> int:
        return max(map(len, self._by_words), default=1)


NO_NAMES = Names()


def load_names(path: Path) -> Names:
    """The table in a YAML file (voices/names.yaml says how it is written). Raises InputError."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("the table of names cannot be read", where=str(path), hint="save it as UTF-8 text") from error
    return _read(text, str(path))


@lru_cache(maxsize=4)
def _read(text: str, where: str) -> Names:
    table = load_marked(text, where=where)
    if not isinstance(table.value, list):
        raise InputError("a table of names is a list", where=table.place(), hint="begin each name with '- en: …'")
    return table_of(_entries(table, table.value), where)


def table_of(entries: Iterable[Name], where: str) -> Names:
    """Entries as a table. Raises InputError for an English name that two of them claim."""
    owners: dict[str, Name] = {}
    kept = tuple(entries)
    for name in kept:
        for form in (name.en, *name.also):
            if owners.setdefault(form, name) is not name:
                raise InputError(f"'{form}' stands in the table twice", where=where, hint="keep one of the two")
    return Names(kept)


def often_missing(articles: Iterable[Article], table: Names, least: int = 3) -> list[tuple[str, int]]:
    """Capitalised names met at least `least` times in the articles and not in the table, most met first."""
    counts: Counter[str] = Counter()
    for article in articles:
        for text in (part.text for part in article.paragraphs):
            counts.update(_unknown(text, table))
    return sorted(
        ((name, count) for name, count in counts.items() if count >= least), key=lambda pair: (-pair[1], pair[0])
    )


def spelt(name: Name, text: str, language: str) -> bool:
    """Whether a translation has a name in the station's spelling or a bent form of it."""
    plain = for_memory(text, language).replace(" ", "")
    forms = (*name.forms(language), name.say.get(language, ""))
    return any(_stem_of(form, language) in plain for form in forms if form)


def avoided(name: Name, text: str, language: str) -> str:
    """The first spelling in a translation that the station avoids for this name, or ""."""
    spoken = f" {_separate(for_speech(text, language))} "
    bad = (form for form in name.avoid.get(language, ()) if f" {_separate(for_speech(form, language))} " in spoken)
    return next(bad, "")


def _together(text: str, words: Sequence[tuple[str, int, int]]) -> list[str]:
    """The first of these words and those that follow it with nothing but a space, hyphen or initial's dot between."""
    run = [words[0][0]]
    for (before, _, end), (word, start, _) in pairwise(words):
        gap = text[end:start].strip()
        if gap not in ("", "-", "–") and not (gap == "." and len(before) < 3):
            break
        run.append(word)
    return run


def _separate(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text))


@lru_cache(maxsize=10_000)
def _stem_of(spelling: str, language: str) -> str:
    """A spelling, folded, without the last letter where that letter bends in the oblique: تیمرګره, تیمرګرې."""
    form = for_memory(spelling, language).replace(" ", "")
    return form[:-1] if len(form) > 4 and form[-1] in "هیہ" else form


def _unknown(text: str, table: Names) -> Iterator[str]:
    """Runs of capitalised words inside a sentence that the table does not know.

    A tribe or a nation in a longer run does not make the run known: Zarghun Marwat.
    """
    found = table.find(text)
    known = [(met.start, met.end) for met in found if met.name.kind != "people"]
    alone = {(met.start, met.end) for met in found}
    for match in re.finditer(r"(?<=[\w,;] )[A-Z][\w'’.-]*\w(?: (?:(?:al|bin|ul|ur)[ -])?[A-Z][\w'’.-]*\w)*", text):
        name = _POSSESSIVE.sub("", match[0])
        place = (match.start(), match.start() + len(name))
        here = place in alone or any(start < match.end() and match.start() < end for start, end in known)
        if not here and name not in _CALENDAR:
            yield name


_CALENDAR = frozenset({
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January", "February", "March",
    "April", "May", "June", "July", "August", "September", "October", "November", "December", "Mr", "Mrs", "Ms", "Dr",
})  # fmt: skip


def _entries(table: Marked, rows: Sequence[object]) -> Iterator[Name]:
    for place, row in enumerate(rows):
        if not isinstance(row, dict):
            raise InputError("a name is a mapping", where=table.place(place), hint="begin it with '- en: …'")
        check_keys(row, _KEYS, where=table, path=(place,))
        yield _entry(table, place, row)


def _entry(table: Marked, place: int, row: Mapping[str, object]) -> Name:
    for key in ("en", "kind"):
        if not isinstance(row.get(key), str) or not str(row[key]).strip():
            raise InputError(f"a name needs '{key}'", where=table.place(place, key), hint="give it as text")
    if row["kind"] not in KINDS:
        raise InputError(
            f"no such kind '{row['kind']}'", where=table.place(place, "kind"), hint=f"one of {', '.join(KINDS)}"
        )
    return Name(
        en=str(row["en"]),
        kind=str(row["kind"]),
        spelling={
            language: _text(table, (place, language), row[language]) for language in LANGUAGES if language in row
        },
        also=_texts(table, (place, "also"), row.get("also", [])),
        say={key: _text(table, (place, "say", key), text) for key, text in _by_language(table, place, "say", row)},
        bent={key: _text(table, (place, "bent", key), text) for key, text in _by_language(table, place, "bent", row)},
        common=_languages(table, place, row),
        avoid={
            key: _texts(table, (place, "avoid", key), forms) for key, forms in _by_language(table, place, "avoid", row)
        },
        note=_text(table, (place, "note"), row["note"]) if "note" in row else "",
    )


def _languages(table: Marked, place: int, row: Mapping[str, object]) -> tuple[str, ...]:
    given = _texts(table, (place, "common"), row.get("common", []))
    for language in given:
        if language not in LANGUAGES:
            raise InputError(
                f"no such language '{language}'", where=table.place(place, "common"), hint=f"of {', '.join(LANGUAGES)}"
            )
    return given


def _by_language(table: Marked, place: int, key: str, row: Mapping[str, object]) -> Iterable[tuple[str, object]]:
    found = row.get(key, {})
    if not isinstance(found, dict):
        raise InputError(f"'{key}' is given by language", where=table.place(place, key), hint=f"{key}: {{ps: …}}")
    check_keys(found, LANGUAGES, where=table, path=(place, key))
    return cast("dict[str, object]", found).items()


def _text(table: Marked, path: tuple[str | int, ...], value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise InputError(f"'{path[-1]}' is not text", where=table.place(*path), hint="put it in quotation marks")
    return " ".join(value.split())


def _texts(table: Marked, path: tuple[str | int, ...], value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise InputError(f"'{path[-1]}' is not a list", where=table.place(*path), hint="write [one, two]")
    return tuple(_text(table, (*path, place), item) for place, item in enumerate(value))
