"""Izafat that print does not write, after words that hardly stand before a noun otherwise: قابل تعریف qaabile ta'riif.

A phrase of the lexicon goes before this; the words of voices/urdu/izafat.tsv make phrases without end. Own lists, not
checked by a native reader.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from packager.errors import InputError
from packager.lang.data_folder import voices_folder
from packager.lang.tables import Tables
from packager.lang.ur.g2p.sounds import is_vowel, letters

_NOUNS = frozenset(
    re.findall(
        r"\S+",
        """
    صدر وزیر وزارت اعظم جماعت عدالت قانون دنیا عالمی قومی بین اقوام متحدہ ٹیم کھیل رپورٹ خون موت جنگ امن شناخت
    انتظامیہ قیادت شہریت مقابلہ اطلاع عام سیاسی معاشی سماجی مذہبی تعلیمی طبی فوجی سرکاری نجی خواتین حکومت فوج
    کار
        """,
    )
)
_NO_NOUN = frozenset(
    re.findall(
        r"\S+",
        """
    کر کیا کیے کی کیں کرنے کرنا کرے کریں کرو دے دیا دی دیں لے لیا لی ہو ہوا ہوئی ہوئے ہیں ہے بنا بن بنی بنے رہا
    رہی رہے گیا گئی گئے و اور والا والی والے والوں جیسے جیسی زدہ وار مند دار بندی پسند جو نامی برائے لیکن مگر
    ہوں ہوگا ہوگی سکا سکی سکے پا ملا ملی ملے تک بھر جیسا سمیت ترین تر آیا آئی آئے آ جا پڑا پڑی لگا لگی لگے چلا
    چلی رکھا رکھی رکھنے سمجھا مانا ٹھہرا
        """,
    )
)
_VERB = re.compile(r"\S+(?:تا|تے|تی|[ارنڑٹھ]ن[ےا])")  # کہتے, بنانے


def izafat_file() -> Path:
    """The file of the words that tie themselves to the next."""
    return voices_folder() / "urdu" / "izafat.tsv"


@cache
def _heads() -> dict[str, re.Pattern[str]]:
    """The words, and what they are tied to. Raises InputError that names file and line."""
    lists: dict[str, str] = {}
    found: dict[str, re.Pattern[str]] = {}
    for number, line in enumerate(izafat_file().read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        head, _, after = line.partition("\t")
        after = re.sub("<([a-z]+)>", lambda match: lists.get(match[1], match[0]), after)
        if head.startswith("@"):
            lists[head[1:]] = after
            continue
        try:
            found[head] = re.compile(after or r"\S+")
        except re.error as error:
            raise InputError(f"{after!r} is no expression: {error}", where=f"{izafat_file()}:{number}") from error
    return found


@cache
def _no_nouns() -> frozenset[str]:
    """Function words, without the nouns and adjectives at the table's end, and verbs."""
    return frozenset(Tables("packager.lang.ur").function_words) - _NOUNS | _NO_NOUN


def tied(words: Sequence[str], notation: Callable[[str], str]) -> str | None:
    """How the first word is said where izafat ties it to the second; None where it does not.

    >>> tied(["قابل", "قبول"], {"قابل": "qaabil"}.__getitem__)
    'qaabile'
    """
    if len(words) < 2:
        return None
    head, noun = words[0], words[1]
    after = _heads().get(head)
    if not after or not after.fullmatch(noun) or noun in _no_nouns() or _VERB.fullmatch(noun) or noun[0] == "[":
        return None
    return with_izafat(notation(head))


def with_izafat(said: str) -> str | None:
    """A word's notation with the e of izafat; None for a word without sounds."""
    parts = letters(said)
    if not parts:
        return None
    if parts[-1] in ("aa", "a"):
        return said.removesuffix(parts[-1]) + "a'e"
    return said + ("'e" if is_vowel(parts[-1]) else "e")
