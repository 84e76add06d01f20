"""The case of a name in Pashto: by rules over its spelling.

Where they would be wrong the table of names gives the bent form itself. Own tables, not checked by a native reader.
"""

from __future__ import annotations

from packager.lang.names import SLOT, NameCases
from packager.lang.tables import Tables

_SETS = Tables("packager.lang.ps").words
_AGAINST = "ضد"
_PLURAL_ADJECTIVES = {"ملګري": "ملګرو", "نوي": "نویو", "متحده": "متحدو"}


class PashtoNames(NameCases):
    """Pashto as Peshawar's newsreaders speak it."""

    prepositions = _SETS["prepositions"]
    postpositions = _SETS["after-names"]
    joins = _SETS["and"]
    particles = frozenset([*prepositions, "به", "یې"])

    def bent(self, name: str, kind: str = "") -> str:
        """A name's oblique; acronyms have none, and persons bend a last -ay alone.

        >>> PashtoNames().bent("د پیسو نړیوال صندوق"), PashtoNames().bent("اروپايي ټولنه")
        ('د پیسو … نړیوال صندوق', 'اروپايي ټولنې')
        """
        words = name.split()
        if not words or kind == "acronym":
            return name
        if kind == "person":
            return " ".join([*words[:-1], _masculine(words[-1])])
        head = _head(words)
        slot = [SLOT] if 0 < head < len(words) else []
        return " ".join([*words[:head], *slot, *_phrase(words[head:])])

    def in_case(self, name: str, form: str, preposition: str, postposition: str = "") -> str:
        """In place, after په and پر, a feminine noun in -a stays as it is.

        >>> PashtoNames().in_case("کوټه", "کوټې", "په"), PashtoNames().in_case("کوټه", "کوټې", "د")
        ('کوټه', 'کوټې')
        """
        in_place = preposition in _SETS["in-place"] or (not preposition and postposition in _SETS["in-place"])
        if not in_place or not form.endswith("ې") or name.endswith("ې"):
            return form
        words, bent_words = name.split(), form.split()
        place = bent_words.index(SLOT) if SLOT in bent_words else 0
        return " ".join([*words[:place], *([SLOT] if SLOT in bent_words else []), *words[place:]])

    def filled(self, form: str, preposition: str) -> str:
        """د ترهګرۍ ضد اداره: its own د is enough."""
        own = preposition == "د" and form.partition(f" {SLOT}")[0].endswith(f" {_AGAINST}")
        return super().filled(form, "" if own else preposition)


def _head(words: list[str]) -> int:
    """Where the noun stands that the phrases with د before it belong to; 0 in a name without them."""
    place = 0
    while words[place : place + 1] == ["د"] and place + 2 < len(words):
        place += 2
        while place + 1 < len(words) and words[place].endswith("و") and words[place - 1].endswith(("و", "ي")):
            place += 1  # an adjective of the plural after it: د ملګرو ملتونو, د بشري حقونو
        place += words[place] == _AGAINST  # "against" stands after its noun
    return place


def _phrase(words: list[str]) -> list[str]:
    """A noun with its adjectives before it, in the oblique."""
    if not words:
        return words
    *before, last = words
    if last.endswith("ونه"):
        return [*(_PLURAL_ADJECTIVES.get(word, word) for word in before), f"{last[:-1]}و"]
    if last.endswith("ګانې"):
        return [*before, f"{last[:-1]}و"]
    if last.endswith("ه") and not _keeps_he(last):
        return [*_agreeing(before, "ه", "ې"), f"{last[:-1]}ې"]
    if last.endswith("ۍ"):
        return [*_agreeing(before, "ه", "ې"), last]
    return [*_agreeing(before, "ی", "ي"), _masculine(last)]


def _agreeing(words: list[str], ending: str, other: str) -> list[str]:
    """The run of adjectives at the end of these words with another ending."""
    place = len(words)
    while place and words[place - 1].endswith(ending) and not _keeps(words[place - 1]):
        place -= 1
    return [*words[:place], *(f"{word[:-1]}{other}" for word in words[place:])]


def _masculine(word: str) -> str:
    return f"{word[:-1]}ي" if word.endswith("ی") and not _keeps(word) else word


def _keeps(word: str) -> bool:
    return _keeps_he(word) or len(word) < 3 or word in _SETS["keeps-ye"] or word.endswith(("ای", "آی"))


def _keeps_he(word: str) -> bool:
    return word in _SETS["keeps-he"] or word.endswith(("اه", "الله"))


NAMES = PashtoNames()
