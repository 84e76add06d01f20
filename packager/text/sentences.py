"""Text into sentences, for English, Pashto and Urdu news.

A mark that can end a sentence is looked at with the word before it and the word after it; the
lists are of what newsrooms write. Semicolons (؛ too) join clauses and end no sentence.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_CLOSERS = "\"'”’»)\\]“"
_LINES = re.compile(r"[ \t]*(?:\r\n|[\n\r\u2028\u2029\x0b\x0c])\s*")

# --- English -------------------------------------------------------------------------------------

_TITLES = """Mr Mrs Ms Mx Dr Prof Rev Fr Hon Sr Sra Msgr Pres Gov Sen Sens Rep Reps Amb Sec Supt Gen Lt
    Col Maj Capt Cmdr Adm Sgt Cpl Pvt Brig Cdr Insp Det Messrs Mme Mlle St Ste Mt Ft Al"""
_NEVER_LAST = """vs v cf viz approx ca pp Fig Art Sect Ed e.g i.e Ph Op Vol Ch est Jan Feb Mar Apr
    Jun Jul Aug Sep Sept Oct Nov Dec"""
_OFTEN_LAST = """Inc Corp Co Ltd LLC Bros Jr Esq etc Ave Blvd Rd al U.S U.K U.N E.U D.C U.A.E U.S.A U.S.S.R
    Ph.D M.D B.A M.A a.m p.m A.D B.C N.Y L.A"""
_OPENING = """The A An This That These Those He She It They We I You There Here In On At By For From
    With After Before But And Or So Yet As If When While Since Although Though Because However
    Meanwhile Its His Her Their Our My Some Many Most Several One Two Both All No Not What Who
    Why How Where Last Earlier Later Officials Police"""
_SAYING = "said says asked asks added wrote told replied shouted cried wondered tweeted according"
_NEVER = frozenset((_TITLES + " " + _NEVER_LAST).split())
_SOMETIMES = frozenset(_OFTEN_LAST.split())
_STARTERS = frozenset(_OPENING.split())
_SAID = frozenset(_SAYING.split())
_INITIALS = re.compile(r"[A-HJ-Z]|(?:[A-Z]\.)+[A-Z]")
_ENGLISH_END = re.compile(rf"(?:[.!?]+|…)[{_CLOSERS}]*(?=\s+\S)")
_WORD_BEFORE = re.compile(r"[\w.&-]+$")
_WORDS_AFTER = re.compile(r"[\s\"'“‘«(\[–—-]*(\S+)\s*(\S*)\s*(\S*)")


def _english_goes_on(text: str, mark: re.Match[str]) -> bool:
    """Whether the sentence goes on after what looks like its end."""
    first, second, third = (word.strip(".,;:!?\"'”’") for word in _after(text, mark.end()))
    if first[:1].islower():
        return True
    stop = mark[0]
    if stop[0] in "!?" and len(stop) > 1:
        return second in _SAID or third in _SAID
    if stop.rstrip("\"'”’»)]“") != ".":
        return False
    word = _before(text, mark.start())
    if word in ("No", "Nos"):
        return first[:1].isdigit()
    if word in _NEVER or _INITIALS.fullmatch(word):
        return not (word in _SOMETIMES and first in _STARTERS)
    return word in _SOMETIMES and first not in _STARTERS and word not in ("a.m", "p.m", "etc")


def _before(text: str, end: int) -> str:
    found = _WORD_BEFORE.search(text, max(0, end - 24), end)
    return found[0].lstrip("-") if found else ""


def _after(text: str, start: int) -> tuple[str, str, str]:
    found = _WORDS_AFTER.match(text, start)
    return (found[1], found[2], found[3]) if found else ("", "", "")


# --- Pashto and Urdu -----------------------------------------------------------------------------

_NEXT = r"(?=\s+\S|[\u0621-\u06d3])"  # print often forgets the space after a full stop
_ARABIC_END = re.compile(
    rf"(?:[۔؟!]+|\.{{2,}}|…)[.۔؟!{_CLOSERS}]*{_NEXT}|(?<!\.)\.[{_CLOSERS}]*{_NEXT}|\?+[{_CLOSERS}]*(?=\s+\S)"
)
_URDU_LETTERS = """اے بی سی ڈی ای ایف جی ایچ آئی جے کے ایل ایم این او پی کیو آر ایس ٹی یو وی ڈبلیو ایکس وائی
    زیڈ ڈاکٹر مسٹر ق م ع ص"""
_PASHTO_LETTERS = """اې اے بي بی سي سی ډي ډی اي ای ایف جي جی ایچ آی جې کې کے ایل ایم این او پي پی کیو ار آر ایس
    ټي ټی یو وي وی ډبلیو ایکس وای زېډ ښ ق م ع ص"""
_ALSO_WORDS = "کے کې او ای یو وی وي آئی جی"
_NAMES_OF_LETTERS = {"ur": frozenset(_URDU_LETTERS.split()), "ps": frozenset(_PASHTO_LETTERS.split())}
_COMMON = frozenset(_ALSO_WORDS.split())
_STOP = re.compile("[.۔]")
_ARABIC_BEFORE = re.compile(r"(?:^|[\s\"'“‘«(.۔])([^\s\"'“‘«(.۔]+)$")
_LETTER_NEXT = re.compile(r"\s*([\u0621-\u06d3]+)\s*[.۔]")
_LATIN_INITIAL = re.compile(r"(?:^|[\s.])[A-Z]$")


def _arabic_goes_on(language: str) -> Callable[[str, re.Match[str]], bool]:
    names = _NAMES_OF_LETTERS[language]

    def goes_on(text: str, mark: re.Match[str]) -> bool:
        if mark[0] not in (".", "۔"):
            return False
        if _LATIN_INITIAL.search(text, max(0, mark.start() - 3), mark.start()):
            return True
        before = _ARABIC_BEFORE.search(text[max(0, mark.start() - 12) : mark.start()])
        if not before or before[1] not in names:
            return False
        after = _LETTER_NEXT.match(text, mark.end())
        if before[1] not in _COMMON or (after and after[1] in names):
            return True
        return _follows_letter(text, mark.start() - len(before[1]), names)

    return goes_on


def _follows_letter(text: str, start: int, names: frozenset[str]) -> bool:
    """Whether the word that begins at `start` comes right after another dotted letter's name."""
    earlier = text[max(0, start - 14) : start].rstrip()
    found = _ARABIC_BEFORE.search(earlier[:-1]) if earlier[-1:] in (".", "۔") else None
    return bool(found and found[1] in names)


def is_initial(text: str, stop: int, language: str) -> bool:
    """Whether the stop at index `stop` follows a letter's name and so ends no sentence; ps and ur."""
    mark = _STOP.match(text, stop)
    return mark is not None and _RULES[language][1](text, mark)


_RULES: dict[str, tuple[re.Pattern[str], Callable[[str, re.Match[str]], bool]]] = {
    "en": (_ENGLISH_END, _english_goes_on),
    "ps": (_ARABIC_END, _arabic_goes_on("ps")),
    "ur": (_ARABIC_END, _arabic_goes_on("ur")),
}


def split(text: str, language: str) -> list[str]:
    """The sentences of a text in order, stripped, none empty; a new line always ends one.

    `language` is en, ps or ur (others are split as English). No character but white space is lost.
    """
    end, goes_on = _RULES.get(language, _RULES["en"])
    found: list[str] = []
    for line in _LINES.split(text):
        start = 0
        for mark in end.finditer(line):
            if not goes_on(line, mark):
                found.append(line[start : mark.end()].strip())
                start = mark.end()
        found.append(line[start:].strip())
    return [sentence for sentence in found if sentence]
