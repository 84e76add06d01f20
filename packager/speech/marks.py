"""Punctuation as pauses, and the last step of all: nothing stays but letters, spaces and pauses."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from packager.lang.grammar import Grammar
from packager.lang.options import SpokenOptions
from packager.lang.registry import language
from packager.lang.sentences import is_initial
from packager.speech.notes import NoteKind, SpokenNote
from packager.text.letters import VOWEL_MARKS

PAUSES = "،؛:.؟!۔"
_STRENGTH = {mark: place for place, mark in enumerate("،؛:.۔!؟")}

_TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>|&(?:nbsp|amp|quot|lt|gt|#\d{1,5});")
_TRADE = re.compile("[\u2122\u00ae\u00a9\u2120]")
_QUOTED = re.compile(r'"([^"]*)"')
_SINGLE = re.compile(r"(?<!\w)'([^']*)'(?!\w)")
_PARENTHESIS = re.compile(r"[(\[{]([^()\[\]{}]*)[)\]}]")
_BULLET = re.compile(r"^\s*[-–•*·▪●]+\s*")
_ELLIPSIS = re.compile(r"\s*(?:[.۔]\s?){2,}(?=\s*\S)")
_PAIR = re.compile(r"(?<!\w)([^\W\d_]+)–(?=([^\W\d_]+))")  # پاک–چین: no pause between two names
_DASH = re.compile(r"\s+-+\s+|\s*–+\s*|--+")
_SLASH = re.compile(r"\s*[/|\\]\s*")
_RUN_OF_PAUSES = re.compile(rf"[\s{PAUSES}]*[{PAUSES}][\s{PAUSES}]*")
_SPACES = re.compile(r"\s+")
_LETTER_DOT = re.compile(r"(?<!\S)([^\s.۔،]{1,6})[.۔](?=\s*\S)")
_SHORT_QUOTE = 3  # words: 'so-called' quotes are not heard as quotations


def markup(text: str, grammar: Grammar, _options: SpokenOptions) -> str:
    """Tags of a page that slipped in, trade marks, and the salutations that print writes as signs."""
    if "<" in text or "&" in text:
        text = _TAG.sub(" ", text)
    text = _TRADE.sub("", text).replace("º", "°")
    for sign, said in grammar.tables.salutes.items():
        if sign in text:
            text = text.replace(sign, f" {said} ")
    return text


def initials(text: str, grammar: Grammar) -> str:
    """پي. ډډي, ایم۔ کیو۔ ایم: the dot after a letter's name ends nothing."""
    if "." not in text and "۔" not in text:
        return text

    def said(match: re.Match[str]) -> str:
        stop = match.end() - 1
        if not is_initial(match.string, stop, grammar.code):
            return match[0]
        return grammar.letter_names.get(match[1], match[1])

    return _LETTER_DOT.sub(said, text)


def quotes(text: str, grammar: Grammar, _options: SpokenOptions) -> str:
    """A quotation is set off by pauses; a word or two in quotes is not."""

    def said(match: re.Match[str]) -> str:
        inside = match[1].strip()
        if len(inside.split()) <= _SHORT_QUOTE:
            return f" {inside} "
        before = match.string[max(0, match.start() - 8) : match.start()].split()
        opening = " " if before[-1:] == [grammar.words.that] else "، "
        return f"{opening}{inside}، "

    if '"' in text:
        text = _QUOTED.sub(said, text).replace('"', " ")
    return _SINGLE.sub(said, text).replace("'", "") if "'" in text else text


def pauses(text: str, grammar: Grammar, _options: SpokenOptions) -> str:
    """Parentheses, dashes, slashes and dots in a row as pauses; & as the word for and."""
    text = _BULLET.sub("", text)
    if "(" in text or "[" in text or "{" in text:
        text = _PARENTHESIS.sub(r"، \1، ", text)
    text = _ELLIPSIS.sub("، ", text)
    if "–" in text:
        small = frozenset(grammar.tables.function_words)
        text = _PAIR.sub(lambda m: f"{m[1]}{'–' if {m[1], m[2]} & small else ' '}", text)
    text = _DASH.sub("، ", text)
    text = _SLASH.sub("، ", text)
    return text.replace("&", f" {grammar.words.ampersand} ").replace("-", " ").replace("_", " ")


def close(text: str, grammar: Grammar) -> tuple[str, tuple[SpokenNote, ...]]:
    """Only the language's letters, its vowel marks, single spaces and single pause marks.

    Letters of other scripts are left out and noted; signs are left out.
    """
    foreign, stray = _closed(grammar.code)
    notes = tuple(
        SpokenNote(kind=NoteKind.LEFT_OUT, written=found)
        for found in foreign.findall(text)
        if any(unicodedata.category(char)[0] == "L" for char in found)
    )
    text = stray.sub("", foreign.sub(" ", text))
    return unicodedata.normalize("NFC", _one_pause(text, grammar)), notes


def _one_pause(text: str, grammar: Grammar) -> str:
    def strongest(match: re.Match[str]) -> str:
        mark = max((char for char in match[0] if char in _STRENGTH), key=_STRENGTH.__getitem__)
        return f"{grammar.full_stop if mark in '.۔' else mark} "

    text = _RUN_OF_PAUSES.sub(strongest, text)
    return _SPACES.sub(" ", text).strip().lstrip(PAUSES).strip()


@cache
def _closed(code: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    letters = "".join(sorted(language(code).writing.letters))
    foreign = re.compile(f"[^{letters}{VOWEL_MARKS}{PAUSES} ]+")
    stray = re.compile(f"(?<![{letters}{VOWEL_MARKS}])[{VOWEL_MARKS}]+")
    return foreign, stray
