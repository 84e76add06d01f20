"""The station's own pronunciations: voices/lexicon.<language>.yaml, beside the station file.

A list of entries, each

    - word: مشعل              # as it is written; a phrase of several words, or a list of spellings
      say: مَشعال             # how it is to be read, in the language's letters and vowel marks
      espeak-ng: "[[mash'Al]]"  # where one engine needs something else: a respelling, or its own phonemes
      endings: false          # true where it is left out: مشعلونه, مشعلو are read alike

The longest entry wins. A word that an entry names with an ending of the language is read as the respelling
with that ending; phonemes hold for the word alone. Text that the voice is given is changed, never the
script: the editor goes on reading the usual spelling.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from packager.errors import InputError, InputErrors
from packager.lang.normalise import for_speech
from packager.lang.registry import language
from packager.store import read_text
from packager.text.letters import MARKS
from packager.text.strict_yaml import Marked, load_marked, unknown_keys

ENGINES = ("espeak-ng", "piper", "gtts", "edge-tts", "openai-speech")
PHONEMES = ("espeak-ng", "piper")  # engines that can be given phonemes
_SHORTEST = 3  # letters; shorter words would be found inside too many others
_TOKEN = re.compile(r"\[\[[^\[\]]*\]\]|[\u0620-\u065f\u0670-\u06d3\u06d5\u06ee-\u06ff\u0750-\u077f]+|.", re.DOTALL)
_PHONEME = re.compile(r"\[\[[ -Z^-~]+\]\]")


@dataclass(frozen=True, kw_only=True, slots=True)
class LexiconEntry:
    """One word or phrase and how it is read."""

    words: tuple[str, ...]
    say: str = ""  # respelling for every engine that has none of its own; "" as it is written
    engines: Mapping[str, str]  # engine → respelling, or phonemes in [[…]]
    endings: bool = True

    def reading(self, engine: str) -> str:
        """What this engine is given."""
        return self.engines.get(engine, self.say)


class Lexicon:
    """A language's entries, ready to read with.

    `names` are readings of the table of names, spelling → what is said: below every entry, and only for a
    voice that is given our phonemes, since they are written for our own reading.
    """

    def __init__(self, entries: Sequence[LexiconEntry], language: str, names: Mapping[str, str] | None = None) -> None:
        self.entries = tuple(entries)
        self.language = language
        self.names = dict(names or {})
        self._names = {tuple(spelling.split()): said for spelling, said in self.names.items()}
        self._longest_name = max(map(len, self._names), default=0)
        self._by_words = {entry.words: entry for entry in entries}
        self._longest = max((len(entry.words) for entry in entries), default=0)

    def over_names(self, names: Mapping[str, str]) -> Lexicon:
        """The same entries over readings of names."""
        return Lexicon(self.entries, self.language, names)

    def reading(self, text: str, engine: str, *, phonemes: bool = False) -> str:
        """What an engine is given for a spoken form; the text itself where no entry is in it.

        `phonemes`: whether the voice reads it as our phonemes, and so has the names' readings too.
        """
        if not self.entries and not (phonemes and self._names):
            return text
        tokens = _TOKEN.findall(text)
        return "".join(self._read(tokens, engine, phonemes=phonemes))

    def _read(self, tokens: Sequence[str], engine: str, *, phonemes: bool) -> Iterator[str]:
        at = 0
        while at < len(tokens):
            taken, said = self._match(tokens, at, engine)
            if not taken and phonemes:
                taken, said = self._name(tokens, at, engine)
            yield said if taken else tokens[at]
            at += taken or 1

    def _match(self, tokens: Sequence[str], at: int, engine: str) -> tuple[int, str]:
        """How many tokens the longest entry takes here, and what is said for them; 0 where there is none."""
        for words in _windows(tokens, at, self._longest):
            said = self._said(words, engine)
            if said:
                return 2 * len(words) - 1, said
        return 0, ""

    def _name(self, tokens: Sequence[str], at: int, engine: str) -> tuple[int, str]:
        """The same for the longest name that has no word of an entry in it."""
        for words in _windows(tokens, at, self._longest_name):
            size = 2 * len(words) - 1
            said = self._names.get(words)
            if said and not any(self._match(tokens, place, engine)[0] for place in range(at + 2, at + size, 2)):
                return size, said
        return 0, ""

    def _said(self, words: tuple[str, ...], engine: str) -> str:
        entry = self._by_words.get(words) or self._by_words.get(tuple(_bare(word) for word in words))
        if entry:
            return entry.reading(engine)
        for ending in language(self.language).writing.endings:
            stem = (*words[:-1], words[-1].removesuffix(ending))
            entry = self._by_words.get(stem) if stem != words else None
            if entry and entry.endings and len(stem[-1]) >= _SHORTEST:
                said = entry.reading(engine)
                return "" if "[[" in said or not said else said + ending
        return ""


def entry_of(word: str, respelling: object, language: str, *, where: str) -> LexiconEntry:
    """One entry that an editor wrote as a word and its respelling. Raises InputErrors."""
    row = [{"word": word, "say": respelling}]
    marked = Marked(value=row, marks={}, where=where)
    (entry,) = _entries(row[0], _EntryPlace(marked, 0, language))
    return entry


def with_entries(text: str, entries: Sequence[LexiconEntry]) -> str:
    """A lexicon's text with further entries at its end."""
    rows = "".join(f"- word: {' '.join(entry.words)}\n  say: {entry.say}\n" for entry in entries)
    return f"{text.rstrip()}\n{rows}" if text.strip() else rows


def _windows(tokens: Sequence[str], at: int, longest: int) -> Iterator[tuple[str, ...]]:
    """The words from a place on with single spaces between them, the longest run first."""
    for size in range(longest, 0, -1):
        window = tokens[at : at + 2 * size - 1]
        if len(window) == 2 * size - 1 and all(gap == " " for gap in window[1::2]):
            yield tuple(window[::2])


NO_LEXICON = Lexicon((), "")


def _bare(word: str) -> str:
    return word.translate(dict.fromkeys(map(ord, MARKS)))


def file_name(language: str) -> str:
    """The lexicon's file in the station's voices folder."""
    return f"lexicon.{language}.yaml"


def load(path: Path, language: str) -> Lexicon:
    """The lexicon of a file; an empty one where there is none. Raises InputErrors with every bad entry."""
    if not path.is_file():
        return Lexicon((), language)
    return parse(read_text(path), language, where=str(path))


def parse(text: str, language: str, *, where: str) -> Lexicon:
    """The lexicon that a text describes. Raises InputErrors with every bad entry, each with its line."""
    marked = load_marked(text, where=where)
    rows = [] if marked.value is None else marked.value
    if not isinstance(rows, list):
        raise InputError("is no list of entries", where=where, hint="begin each with '- word: …'")
    faults: list[InputError] = []
    known: dict[tuple[str, ...], LexiconEntry] = {}
    for place, row in enumerate(rows):
        try:
            for entry in _entries(row, _EntryPlace(marked, place, language)):
                if entry.words in known:
                    raise _EntryPlace(marked, place, language).fault("has an entry already", " ".join(entry.words))
                known[entry.words] = entry
        except InputErrors as error:
            faults.extend(error.faults)
        except InputError as error:
            faults.append(error)
    if faults:
        raise InputErrors(faults)
    return Lexicon(tuple(known.values()), language)


@dataclass(frozen=True)
class _EntryPlace:
    """An entry's place in its file."""

    marked: Marked
    row: int
    language: str

    def fault(self, what: str, subject: object = "", hint: str = "", key: str = "") -> InputError:
        path = (self.row, key) if key else (self.row,)
        told = f"'{subject}' {what}" if subject != "" else what
        return InputError(told, where=self.marked.place(*path), hint=hint)


def _entries(row: Any, place: _EntryPlace) -> Iterator[LexiconEntry]:
    if not isinstance(row, dict) or not row.get("word"):
        raise place.fault("the entry has no word", hint="write '- word: …' and 'say: …' under it")
    faults = list(unknown_keys(row, ("word", "say", "endings", *ENGINES), where=place.marked, path=(place.row,)))
    if faults:
        raise InputErrors(faults)
    say = _respelling(row, "say", place) if row.get("say") is not None else ""
    engines = {name: _reading(row, name, place) for name in ENGINES if row.get(name) is not None}
    if not say and not engines:
        raise place.fault("has no reading", row["word"], "add 'say: …', or phonemes for an engine")
    endings = row.get("endings", True)
    if not isinstance(endings, bool):
        raise place.fault("endings must be true or false", key="endings")
    for word in row["word"] if isinstance(row["word"], list) else [row["word"]]:
        yield LexiconEntry(words=_words(word, place), say=say, engines=engines, endings=endings)


def _words(word: object, place: _EntryPlace) -> tuple[str, ...]:
    words = tuple(for_speech(word, place.language).split()) if isinstance(word, str) else ()
    if not words or not all(language(place.language).writing.is_word(part) for part in words):
        raise place.fault("is not written in the language's letters", word, "write it as the script has it", "word")
    return words


def _reading(row: dict[str, Any], engine: str, place: _EntryPlace) -> str:
    value = row[engine]
    if not isinstance(value, str) or not value.startswith("[["):
        return _respelling(row, engine, place)
    if engine not in PHONEMES:
        raise place.fault(f"{engine} cannot be given phonemes", value, "give it a respelling", engine)
    if not _PHONEME.fullmatch(value):
        raise place.fault("is no phonemes", value, "espeak-ng's own, as in \"[[p'Akist'An]]\"", engine)
    return value


def _respelling(row: dict[str, Any], key: str, place: _EntryPlace) -> str:
    value = row[key]
    said = for_speech(value, place.language) if isinstance(value, str) else ""
    if not said or not all(language(place.language).writing.is_word(part) for part in said.split()):
        hint = "use the language's letters and vowel marks alone"
        raise place.fault("is no respelling", value, hint, key)
    return said
