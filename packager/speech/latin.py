"""Latin words as the language says them: names, acronyms, web addresses, and the rest by rule."""

from __future__ import annotations

import re
from collections.abc import Mapping

from packager.lang.grammar import Grammar
from packager.lang.options import SpokenOptions
from packager.lang.tables import Tables
from packager.speech.notes import Note, NoteKind
from packager.speech.transliterate import plain_latin, transliterate

_LETTER = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
_ANY = re.compile(f"[{_LETTER}]")
_TOKEN = rf"[{_LETTER}]+(?:['./&-][{_LETTER}]+)*"
_RUN = re.compile(rf"{_TOKEN}(?:\.(?=\s?[{_LETTER}]))?(?: {_TOKEN}(?:\.(?=\s?[{_LETTER}]))?)*")
_DOTTED = re.compile(r"(?<![A-Za-z])(?:[A-Z]\.){2,}(?:[A-Z](?![A-Za-z]))?|(?<![A-Za-z])[A-Z]\.(?= \S|[A-Z])")
_GLOSS = re.compile(rf"(?<=[\u0600-\u06ff]) ?\(({_TOKEN}(?: {_TOKEN})*)\)")
_WEB = re.compile(
    r"(?<![A-Za-z0-9.@-])(?:https?://)?((?:[A-Za-z0-9-]{1,63}\.){1,6}(?:com|org|net|gov|edu|info|int|pk|af|uk|in|tv|co|io|me|news))"
    r"(?:/[^\s،؛؟]*)?(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_MAIL = re.compile(r"(?<![A-Za-z0-9._+-])([A-Za-z0-9._+-]{1,64})@((?:[A-Za-z0-9-]{1,63}\.){1,6}[A-Za-z]{2,})")
_HANDLE = re.compile(r"(?<![\w@])@([A-Za-z0-9_]{2,})")
_TAG = re.compile(r"(?<![\w#])#(?=[^\W\d_])([\w]+)")
_CAMEL = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_VOWEL = re.compile("[AEIOUY]")
_UNSAYABLE = re.compile("[BCDFGHJKLMNPQRSTVWXZ]{4}|^[BCDFGHJKLMNPQRSTVWXZ]{3}")
_JOINED = re.compile("['./&-]")
_PARTING = re.compile("(&)|['./-]")
_PREFIXES = frozenset(["Mc", "Mac", "De", "Di", "La", "Le", "Van"])  # McDonald is one word
_LONGEST_NAME = 6  # words
_SPELLED = 4  # letters: longer capitals that can be said as a word are


def spell(letters: str, tables: Tables) -> str:
    """Letters by their names: BBC → بی بی سی."""
    names = tables.letters
    return " ".join(names[letter] for letter in plain_latin(letters).upper() if letter in names)


def addresses(text: str, grammar: Grammar, _options: SpokenOptions) -> str:
    """Web and e-mail addresses, handles and hashtags, taken apart; a page's path is not read."""
    if not _ANY.search(text):
        return text
    words = grammar.words

    def host(name: str) -> str:
        return f" {words.dot} ".join(_label(label, grammar.tables) for label in name.split("."))

    text = _MAIL.sub(lambda m: f" {_local(m[1], grammar)} {words.at} {host(m[2])} ", text)
    text = _WEB.sub(lambda m: f" {host(m[1])} ", text)
    text = _HANDLE.sub(lambda m: f" {words.at} {_parts(m[1])} ", text)
    return _TAG.sub(lambda m: f" {words.hashtag} {_parts(m[1])} ", text)


def _local(name: str, grammar: Grammar) -> str:
    return f" {grammar.words.dot} ".join(re.split(r"[._+-]+", name))


def _label(label: str, tables: Tables) -> str:
    """One part of a host's name: known endings as they are said, short ones by letters."""
    known = tables.acronyms.get(f".{label.lower()}") or tables.acronyms.get(label.upper())
    if known:
        return known
    if len(label) <= 3 or len(re.findall("[aeiouy]", label.lower())) * 4 < len(label):
        return " ".join(
            [spell(part, tables) if part.isalpha() else part for part in re.findall(r"[A-Za-z]+|\d+", label)]
        )
    return label.replace("-", " ")


def _parts(name: str) -> str:
    """MeToo → Me Too; snake_case too; other scripts' words as they are."""
    return " ".join(_CAMEL.findall(name)) if name.isascii() else name.replace("_", " ")


def read(text: str, grammar: Grammar, options: SpokenOptions) -> tuple[str, tuple[Note, ...]]:
    """Every Latin word in the language's letters, and what an editor should hear of it."""
    if not _ANY.search(text):
        return text, ()
    notes: list[Note] = []

    def gloss(match: re.Match[str]) -> str:
        if any(_is_acronym(word) for word in match[1].split()):
            return match[0]
        notes.append(Note(kind=NoteKind.LEFT_OUT, written=match[1]))
        return " "

    def run(match: re.Match[str]) -> str:
        spoken, found = _words(match[0].split(), grammar, options.names)
        notes.extend(found)
        return f" {spoken} "

    text = _RUN.sub(run, _DOTTED.sub(_undotted, _GLOSS.sub(gloss, text)))
    return text, tuple(notes)


def _undotted(match: re.Match[str]) -> str:
    return match[0].replace(".", "") + " "


def _words(words: list[str], grammar: Grammar, names: Mapping[str, str]) -> tuple[str, list[Note]]:
    """A run of Latin words: the longest known names first, then word by word."""
    out: list[str] = []
    notes: list[Note] = []
    place = 0
    while place < len(words):
        size, spoken = _known(words[place : place + _LONGEST_NAME], grammar.tables, names)
        if not size:
            size, (spoken, guessed) = 1, _word(words[place], grammar)
            if guessed:
                notes.append(Note(kind=NoteKind.TRANSLITERATED, written=words[place], spoken=spoken))
        out.append(spoken)
        place += size
    return " ".join(out), notes


def _known(words: list[str], tables: Tables, names: Mapping[str, str]) -> tuple[int, str]:
    """How many words from the first on make a name of the caller's or ours, and how it is said."""
    for size in range(len(words), 0, -1):
        written = " ".join(words[:size]).rstrip(".")
        bare = written.removesuffix("'s")
        for key in (written, bare):
            if key in names:
                return size, names[key]
        if bare.lower() in tables.english and not (_is_acronym(bare) and bare in tables.acronyms):
            return size, tables.english[bare.lower()]
    return 0, ""


_Said = tuple[str, bool]  # how a word is said, and whether rules had to guess


def _word(word: str, grammar: Grammar) -> _Said:
    """One Latin word that no table of names holds."""
    tables = grammar.tables
    word = plain_latin(word.rstrip(".").removesuffix("'s"))
    if word in tables.acronyms:
        return tables.acronyms[word], False
    if _JOINED.search(word):
        return _compound(word, grammar)
    if len(word) == 1:
        return spell(word, tables), False
    if word.isupper() or (word[:-1].isupper() and word.endswith("s") and len(word) > 2):
        return _acronym(word, grammar)
    parts = _CAMEL.findall(word)
    if len(parts) > 1 and parts[0] not in _PREFIXES:
        return _compound("-".join(parts), grammar)
    guess = transliterate(word, tables)
    return (guess, True) if guess else (spell(word, tables), False)


def _acronym(word: str, grammar: Grammar) -> _Said:
    """Capitals, with or without a plural s: by their letters unless they read as a word."""
    letters = word.removesuffix("s")
    if len(letters) > _SPELLED and _VOWEL.search(letters) and not _UNSAYABLE.search(letters):
        return transliterate(word, grammar.tables), True
    said = grammar.tables.acronyms.get(letters) or spell(letters, grammar.tables)
    return (grammar.spelled_plural(said) if letters != word else said), False


def _compound(word: str, grammar: Grammar) -> _Said:
    """AT&T, O'Brien: part by part."""
    table = grammar.tables.english
    joined = {"&": grammar.words.ampersand}
    parts = [part for part in _PARTING.split(word) if part]
    said = [
        (known, False) if known else _word(part, grammar)
        for part in parts
        for known in (joined.get(part) or ("" if part.isupper() else table.get(part.lower(), "")),)
    ]
    return " ".join(spoken for spoken, _ in said), any(guessed for _, guessed in said)


def _is_acronym(word: str) -> bool:
    return word.isupper() and word.isascii()
