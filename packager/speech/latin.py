"""Latin words as the language says them: names, acronyms, web addresses, and the rest by rule."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from packager.lang.grammar import Grammar
from packager.lang.names import SLOT, NameCases
from packager.lang.options import SpokenOptions
from packager.lang.registry import language
from packager.lang.tables import Tables
from packager.speech.notes import NoteKind, SpokenNote
from packager.speech.transliterate import plain_latin, transliterate
from packager.text.patterns import lazily

_LETTER = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
_ANY = lazily(f"[{_LETTER}]")
_TOKEN = rf"[{_LETTER}]+(?:['./&-][{_LETTER}]+)*"
_RUN = lazily(rf"{_TOKEN}(?:\.(?=\s?[{_LETTER}]))?(?: {_TOKEN}(?:\.(?=\s?[{_LETTER}]))?)*")
_DOTTED = lazily(r"(?<![A-Za-z])(?:[A-Z]\.){2,}(?:[A-Z](?![A-Za-z]))?|(?<![A-Za-z])[A-Z]\.(?= \S|[A-Z])")
_GLOSS = lazily(rf"(?<=[\u0600-\u06ff]) ?\(({_TOKEN}(?: {_TOKEN})*)\)")
_WEB = lazily(
    r"(?<![A-Za-z0-9.@-])(?:https?://)?((?:[A-Za-z0-9-]{1,63}\.){1,6}(?:com|org|net|gov|edu|info|int|pk|af|uk|in|tv|co|io|me|news))"
    r"(?:/[^\s،؛؟]*)?(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_MAIL = lazily(r"(?<![A-Za-z0-9._+-])([A-Za-z0-9._+-]{1,64})@((?:[A-Za-z0-9-]{1,63}\.){1,6}[A-Za-z]{2,})")
_HANDLE = lazily(r"(?<![\w@])@([A-Za-z0-9_]{2,})")
_TAG = lazily(r"(?<![\w#])#(?=[^\W\d_])([\w]+)")
_CAMEL = lazily(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_VOWEL = lazily("[AEIOUY]")
_UNSAYABLE = lazily("[BCDFGHJKLMNPQRSTVWXZ]{4}|^[BCDFGHJKLMNPQRSTVWXZ]{3}")
_JOINED = lazily("['./&-]")
_PARTING = lazily("(&)|['./-]")
_PREFIXES = frozenset(["Mc", "Mac", "De", "Di", "La", "Le", "Van"])  # McDonald is one word
_SPACES = lazily(" {2,}")
_NEXT = lazily(r"\s*([\u0600-\u06ff]+)")
_LONGEST_NAME = 6  # words
_ROOM = 12  # characters by which a bent name may be longer
_SPELLED = 4  # letters: longer capitals that can be said as a word are


@dataclass(frozen=True, slots=True)
class _Sounded:
    """How a Latin word or name is said."""

    text: str
    guessed: bool = False  # by rules over its spelling
    bent: str = ""  # beside a preposition (`SLOT` in it: the preposition's place); "" for what is not bent


def spell(letters: str, tables: Tables) -> str:
    """Letters by their names: BBC → بی بی سی."""
    names = tables.letters
    return " ".join(names[letter] for letter in plain_latin(letters).upper() if letter in names)


def addresses(text: str, grammar: Grammar, options: SpokenOptions) -> str:
    """Web and e-mail addresses, handles and hashtags, taken apart; a page's path is not read."""
    if not _ANY.search(text):
        return text
    words = grammar.words

    def host(name: str) -> str:
        return f" {words.dot} ".join(_label(label, grammar.tables, options) for label in name.split("."))

    text = _MAIL.sub(lambda m: f" {_local(m[1], grammar)} {words.at} {host(m[2])} ", text)
    text = _WEB.sub(lambda m: f" {host(m[1])} ", text)
    text = _HANDLE.sub(lambda m: f" {words.at} {_parts(m[1])} ", text)
    return _TAG.sub(lambda m: f" {words.hashtag} {_parts(m[1])} ", text)


def _local(name: str, grammar: Grammar) -> str:
    return f" {grammar.words.dot} ".join(re.split(r"[._+-]+", name))


def _label(label: str, tables: Tables, options: SpokenOptions) -> str:
    """One part of a host's name: known endings and names as they are said, short ones by letters."""
    known = tables.acronyms.get(f".{label.lower()}") or tables.acronyms.get(label.upper())
    if known:
        return known
    joined = (said for name, said in options.names.items() if name.replace(" ", "").lower() == label.lower())
    named = next(joined, "") if len(label) > _SPELLED else ""
    if named:
        return named
    if len(label) <= 3 or len(re.findall("[aeiouy]", label.lower())) * 4 < len(label):
        return " ".join(
            [spell(part, tables) if part.isalpha() else part for part in re.findall(r"[A-Za-z]+|\d+", label)]
        )
    return label.replace("-", " ")


def _parts(name: str) -> str:
    """MeToo → Me Too; snake_case too; other scripts' words as they are."""
    return " ".join(_CAMEL.findall(name)) if name.isascii() else name.replace("_", " ")


def read(text: str, grammar: Grammar, options: SpokenOptions) -> tuple[str, tuple[SpokenNote, ...]]:
    """Every Latin word in the language's letters, and what an editor should hear of it."""
    if not _ANY.search(text):
        return text, ()
    notes: list[SpokenNote] = []
    reader = _Reader(grammar=grammar, cases=language(grammar.code).names, options=options)

    def gloss(match: re.Match[str]) -> str:
        if any(_is_acronym(word) for word in match[1].split()):
            return reader.glossed(match)
        notes.append(SpokenNote(kind=NoteKind.LEFT_OUT, written=match[1]))
        return " "

    text = _SPACES.sub(" ", _DOTTED.sub(_undotted, _GLOSS.sub(gloss, text)))
    out: list[str] = []
    place, preposition = 0, ""
    for match in _RUN.finditer(text):
        said, found = reader.words(match[0].split())
        notes.extend(found)
        before = text[place : match.start()]
        preposition = reader.preposition(before, preposition)
        after = _NEXT.match(text, match.end())
        if preposition or (after and after[1] in reader.cases.postpositions):
            before, said = reader.bent(before, said, preposition, after[1] if after else "")
        out += [before, f" {' '.join(one.text for one in said)} "]
        place = match.end()
    return "".join([*out, text[place:]]), tuple(notes)


def _undotted(match: re.Match[str]) -> str:
    return match[0].replace(".", "") + " "


@dataclass(frozen=True, kw_only=True, slots=True)
class _Reader:
    """What it takes to read Latin words among those of a language."""

    grammar: Grammar
    cases: NameCases
    options: SpokenOptions

    def words(self, words: list[str]) -> tuple[list[_Sounded], list[SpokenNote]]:
        """A run of Latin words: the longest known names first, then word by word."""
        out: list[_Sounded] = []
        notes: list[SpokenNote] = []
        place = 0
        while place < len(words):
            size, said = self.known(words[place : place + _LONGEST_NAME])
            if not size:
                size, said = 1, _word(words[place], self.grammar)
                if said.guessed:
                    notes.append(SpokenNote(kind=NoteKind.TRANSLITERATED, written=words[place], spoken=said.text))
                elif plain_latin(words[place]).rstrip(".").removesuffix("'s") in self.grammar.tables.acronyms:
                    said = self.name(said.text)
            out.append(said)
            place += size
        return out, notes

    def known(self, words: list[str]) -> tuple[int, _Sounded]:
        """How many words from the first on make a name of the caller's or ours, and how it is said."""
        tables = self.grammar.tables
        for size in range(len(words), 0, -1):
            written = " ".join(words[:size]).rstrip(".")
            bare = written.removesuffix("'s")
            for key in (written, bare):
                if key in self.options.names:
                    return size, self.name(self.options.names[key])
            if bare.lower() in tables.english and not (_is_acronym(bare) and bare in tables.acronyms):
                return size, _Sounded(tables.english[bare.lower()])
        return 0, _Sounded("")

    def name(self, said: str) -> _Sounded:
        """A name and its oblique."""
        return _Sounded(said, bent=self.options.bent.get(said) or self.cases.bent(said))

    def glossed(self, match: re.Match[str]) -> str:
        """An acronym in brackets after its name: by its letters, where the name would be said a second time."""
        acronyms = self.grammar.tables.acronyms
        if match[1] in acronyms and " " not in acronyms[match[1]]:
            return match[0]
        said = self.name(self.options.names.get(match[1]) or acronyms.get(match[1], ""))
        just = match.string[max(0, match.start() - len(said.text) - _ROOM) : match.start()].rstrip()
        forms = {said.text, *self.cases.forms(said.text, said.bent)}
        if said.text.count(" ") > 1 or any(just.endswith(form) for form in forms if form):
            return f" ({spell(match[1], self.grammar.tables)})"
        return match[0]

    def preposition(self, between: str, carried: str) -> str:
        """The preposition that governs a Latin name; `between` is the text since the one before it.

        After 'and' it is that of the name before: it is said again where it stands inside a name.
        """
        words = between.split()
        if words and words[-1] in self.cases.prepositions:
            return words[-1]
        return carried if len(words) == 1 and words[0] in self.cases.joins else ""

    def bent(self, before: str, said: list[_Sounded], preposition: str, after: str) -> tuple[str, list[_Sounded]]:
        """The text before a run of names and the names, the last in its case, and the preposition at its place."""
        inside = bool(preposition) and SLOT in said[0].bent
        if inside:
            before = before.rstrip().removesuffix(preposition)

        def cased(place: int, one: _Sounded) -> _Sounded:
            if not one.bent or (0 < place < len(said) - 1) or (place == 0 and len(said) > 1 and not inside):
                return one
            form = self.cases.in_case(one.text, one.bent, preposition, after)
            return replace(one, text=self.cases.filled(form, preposition if inside and place == 0 else ""))

        return before, [cased(place, one) for place, one in enumerate(said)]


def _word(word: str, grammar: Grammar) -> _Sounded:
    """One Latin word that no table of names holds."""
    tables = grammar.tables
    word = plain_latin(word.rstrip(".").removesuffix("'s"))
    if word in tables.acronyms:
        return _Sounded(tables.acronyms[word])
    if _JOINED.search(word):
        return _compound(word, grammar)
    if len(word) == 1:
        return _Sounded(spell(word, tables))
    if word.isupper() or (word[:-1].isupper() and word.endswith("s") and len(word) > 2):
        return _acronym(word, grammar)
    parts = _CAMEL.findall(word)
    if len(parts) > 1 and parts[0] not in _PREFIXES:
        return _compound("-".join(parts), grammar)
    guess = transliterate(word, tables)
    return _Sounded(guess, guessed=True) if guess else _Sounded(spell(word, tables))


def _acronym(word: str, grammar: Grammar) -> _Sounded:
    """Capitals, with or without a plural s: by their letters unless they read as a word."""
    letters = word.removesuffix("s")
    if len(letters) > _SPELLED and _VOWEL.search(letters) and not _UNSAYABLE.search(letters):
        return _Sounded(transliterate(word, grammar.tables), guessed=True)
    said = grammar.tables.acronyms.get(letters) or spell(letters, grammar.tables)
    return _Sounded(grammar.spelled_plural(said) if letters != word else said)


def _compound(word: str, grammar: Grammar) -> _Sounded:
    """AT&T, O'Brien: part by part."""
    table = grammar.tables.english
    joined = {"&": grammar.words.ampersand}
    parts = [part for part in _PARTING.split(word) if part]
    said = [
        _Sounded(known) if known else _word(part, grammar)
        for part in parts
        for known in (joined.get(part) or ("" if part.isupper() else table.get(part.lower(), "")),)
    ]
    return _Sounded(" ".join(one.text for one in said), guessed=any(one.guessed for one in said))


def _is_acronym(word: str) -> bool:
    return word.isupper() and word.isascii()
