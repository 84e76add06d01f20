"""News into sentences: what English and the languages of Arabic script share.

A mark that can end a sentence is looked at with the word before it and the word after it; the
lists are of what newsrooms write. Semicolons (؛ too) join clauses and end no sentence.
"""

from __future__ import annotations

import re
from collections.abc import Set

from packager.text.writing import Sentences

CLOSERS = "\"'”’»)\\]“"
_GOES_ON = (":", "،", ",", "؛", ";", "-", "–", "—", "«", "“", "‘", "(")  # a line that ends so leads into the next one
_QUOTES = "»”’\"')]"
_LINES = re.compile(r"[ \t]*(?:\r\n|[\n\r\u2028\u2029\x0b\x0c])\s*")

_NEXT = r"(?=\s+\S|[\u0621-\u06d3])"  # print often forgets the space after a full stop
_ARABIC_END = re.compile(
    rf"(?:[۔؟!]+|\.{{2,}}|…)[.۔؟!{CLOSERS}]*{_NEXT}|(?<!\.)\.[{CLOSERS}]*{_NEXT}|\?+[{CLOSERS}]*(?=\s+\S)"
)
_STOP = re.compile("[.۔]")
_ARABIC_BEFORE = re.compile(r"(?:^|[\s\"'“‘«(.۔])([^\s\"'“‘«(.۔]+)$")
_LETTER_NEXT = re.compile(r"\s*([\u0621-\u06d3]+)\s*[.۔]")
_LATIN_INITIAL = re.compile(r"(?:^|[\s.])[A-Z]$")


def of_arabic_script(letters: Set[str], also_words: Set[str]) -> Sentences:
    """The rules of a language of Arabic script.

    `letters`: names of letters after which a dot ends nothing, as print spells them, and titles that are dotted
    like them; `also_words`: those of them that are words too, which need another dotted letter beside them.
    """

    def goes_on(text: str, mark: re.Match[str]) -> bool:
        if mark[0] not in (".", "۔"):
            return False
        if _LATIN_INITIAL.search(text, max(0, mark.start() - 3), mark.start()):
            return True
        before = _ARABIC_BEFORE.search(text[max(0, mark.start() - 12) : mark.start()])
        if not before or before[1] not in letters:
            return False
        after = _LETTER_NEXT.match(text, mark.end())
        if before[1] not in also_words or (after and after[1] in letters):
            return True
        return _follows_letter(text, mark.start() - len(before[1]), letters)

    return Sentences(end=_ARABIC_END, goes_on=goes_on)


def _follows_letter(text: str, start: int, names: Set[str]) -> bool:
    """Whether the word that begins at `start` comes right after another dotted letter's name."""
    earlier = text[max(0, start - 14) : start].rstrip()
    found = _ARABIC_BEFORE.search(earlier[:-1]) if earlier[-1:] in (".", "۔") else None
    return bool(found and found[1] in names)


def is_initial(text: str, stop: int, rules: Sentences) -> bool:
    """Whether the stop at index `stop` follows a letter's name and so ends no sentence."""
    mark = _STOP.match(text, stop)
    return mark is not None and rules.goes_on(text, mark)


def leads_on(text: str) -> bool:
    """Whether a story cannot end with this text: 'He said:' leads on to what he said."""
    return text.rstrip().rstrip(_QUOTES).rstrip().endswith(_GOES_ON)


def split(text: str, rules: Sentences) -> list[str]:
    """The sentences of a text in order, stripped, none empty; a new line always ends one.

    No character but white space is lost.
    """
    found: list[str] = []
    for line in _LINES.split(text):
        start = 0
        for mark in rules.end.finditer(line):
            if not rules.goes_on(line, mark):
                found.append(line[start : mark.end()].strip())
                start = mark.end()
        found.append(line[start:].strip())
    return [sentence for sentence in found if sentence]
