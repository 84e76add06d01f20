"""Roman figures as the language says them: rulers and popes, parts of things, and things that are numbered.

`Charles III` and `پوپ لیو XIV` are rulers, `Phase II` and `باب V` parts, `Apollo XI` a thing of its number. One
letter alone (I, V, X) is a figure only after a part: elsewhere it is a letter or a name.
"""

from __future__ import annotations

import re

from packager.lang.grammar import Grammar, Numbered
from packager.lang.options import SpokenOptions
from packager.text.figures import context_of

_ROMAN = re.compile(
    r"(?:(?P<earlier>[^\W\d_]+) )?(?:(?P<title>[A-Z][a-z]+) )?(?P<head>[^\W\d_]+) "
    r"(?P<figure>(?=[IVXL])(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3}))(?![A-Za-z\d'’.-]*[A-Za-z\d])"
)
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}
_ANY = re.compile(r"[IVXL](?![A-Za-z])")
_PARTS = frozenset(
    ["phase", "chapter", "part", "stage", "volume", "round", "class", "article", "annex", "level", "grade",
     "tier", "type", "section", "division", "schedule", "category", "group", "book", "act", "appendix", "step",
     "session", "season"]
)  # fmt: skip
_THINGS = frozenset(["apollo", "saturn", "falcon", "gemini", "bowl", "rocky", "mark", "block", "ariane", "psl", "cop"])
_TITLES = frozenset(
    ["king", "queen", "pope", "emperor", "empress", "tsar", "sultan", "prince", "princess", "and", "the"]
)


def value(figure: str) -> int:
    """The number that a Roman figure stands for.

    >>> value("XIV")
    14
    """
    numbers = [_VALUES[letter] for letter in figure]
    following = [*numbers[1:], 0]
    return sum(-one if one < after else one for one, after in zip(numbers, following, strict=True))


def romans(text: str, grammar: Grammar, options: SpokenOptions) -> str:
    """Every Roman figure after what it numbers; others stay letters."""
    if not _ANY.search(text):
        return text

    def said(match: re.Match[str]) -> str:
        head, figure = match["head"], match["figure"]
        kind = _kind(head, grammar)
        if _named(match, grammar, options) or head.lower() in _TITLES:
            return match[0]
        if "L" in figure and kind is not Numbered.THING:
            return match[0]  # a size, or letters
        if len(figure) == 1 and kind is not Numbered.PART and head != "PSL":
            return match[0]
        number = value(figure)
        here = context_of(match.string, match.start("head"), match.end())
        shown = grammar.numbered(head, number, kind, grammar.tables.english.get(head.lower(), head), here)
        before = [match["earlier"] or "", match["title"] or ""]
        if before[0] in grammar.ordinals_of(number):
            before[0] = ""  # print has it in words too
        return " ".join(word for word in (*before, shown) if word)

    return _ROMAN.sub(said, text)


def _kind(head: str, grammar: Grammar) -> Numbered:
    if head.lower() in _PARTS or head in grammar.parts:
        return Numbered.PART
    return Numbered.THING if head.lower() in _THINGS or (head.isascii() and head.isupper()) else Numbered.RULER


def _named(match: re.Match[str], grammar: Grammar, options: SpokenOptions) -> bool:
    """Whether a table has it with its figure: Charles III, World War II."""
    words = match[0].split()
    wholes = [" ".join(words[start:]) for start in range(len(words) - 1)]
    return any(whole in options.names or whole.lower() in grammar.tables.english for whole in wholes)
