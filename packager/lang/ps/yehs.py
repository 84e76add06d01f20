"""Lines whose writer has one yeh, ی, for ي, ې and ۍ too: written with the yeh that their words ask for.

A line shows such a writer by words that nobody else writes so (کوی, لری, شمالی, به … شی, دوی … دی). In it کړی is "they
may do" (کړي) or "done", شی is "they become" (شي) or "a thing", and nouns in ی may be bent or plural: the words around
tell. Other lines are left as they are. Own rules, not checked by a native reader.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from packager.lang.grammar import Grammar
from packager.lang.options import SpokenOptions
from packager.lang.tables import Tables

_SETS = Tables("packager.lang.ps").words
_VERBS = ("کو", "ېږ", "یږ")  # ends of verbs of the present, before their ي
_FINAL = re.compile("ی(?![ء-ۓ])")
_KEEPS = re.compile(rf"(?<![ء-ۓ])(?:{'|'.join(_SETS['yeh-verbs'])}|[ء-ۓ]*(?:{'|'.join(_VERBS)}))ي(?![ء-ۓ])")
_SENTENCE = re.compile(r"(?:[^.؟!۔]|\.(?=\d))+")
_WORD = re.compile(r"([ء-ۓ]+|[\d.,]+|[،؛:–])")
_THAT = frozenset(["چې", "چی"])
_WISH = _THAT | {"به", "باید", "که", "ترڅو", "څو"}
_SAID = frozenset(["وویل", "ووایل", "ویلي", "زیاته"])
_TOLD_BY_OTHERS = frozenset(["دی", "شی", "کړی", "ورکړی", "راکړی"])
_PAUSES = frozenset(["", "،", "؛", ".", "۔", ":"])
_NEAR, _WINDOW = 8, 80  # words, and characters at most, up to such a word that may tell what it is
_REACH = 15  # words before a verb in which به and its like are looked for
_SUBJECTS = ("ونه", "ېدل", "کول")  # plurals, and infinitives, which take a plural verb


def yehs(text: str, _grammar: Grammar, _options: SpokenOptions) -> str:
    """The text with ي, ې and ۍ where its writer has ی for all; another writer's text as it is."""
    tells = _tells(text)
    if not tells or tells <= len(_KEEPS.findall(text)):
        return text
    return _SENTENCE.sub(lambda match: _sentence(match[0]), text)


def _tells(text: str) -> int:
    """How many words of a text show a writer with one yeh."""
    tells = 0
    for match in _FINAL.finditer(text):
        word = text[text.rfind(" ", 0, match.start()) + 1 : match.end()]
        if _is_present(word) or word[:-1] in _SETS["yeh-adjectives"]:
            tells += 1
        elif word in _TOLD_BY_OTHERS:
            before = text[max(0, match.start() - _WINDOW) : match.start()].split()[1 - _NEAR : -1]
            after = text[match.end() : match.end() + 3]
            tells += _is_dee(before, after) if word == "دی" else "به" in before and after[:2] != " و"
    return tells


def _is_dee(before: Sequence[str], after: str) -> bool:
    """Whether دی at the end of a clause is the plural دي, by a subject that is one for certain."""
    if not (after[:1] in _PAUSES or after == " او") or _THAT.intersection(before):
        return False
    return bool(_SETS["plural-subjects"].intersection(before)) and _is_plural(before)


def _is_present(word: str) -> bool:
    """Whether a word is a verb of the present with ی for its ي."""
    return word[:-1] in _SETS["yeh-verbs"] or word[:-1].endswith(_VERBS)


def _sentence(text: str) -> str:
    parts = _WORD.split(text)
    words = parts[1::2]
    for place, word in enumerate(words):
        if word.endswith("ی"):
            parts[2 * place + 1] = f"{word[:-1]}{_yeh(word, words[:place], words[place + 1 :])}"
    return "".join(parts)


def _yeh(word: str, before: Sequence[str], after: Sequence[str]) -> str:
    """What a word in ی ends in between its neighbours in a sentence; a pause is one of them."""
    next_word, last = "".join(after[:1]), "".join(before[-1:])
    if word == "لری" and next_word in _SETS["copulas"]:
        return "ې"  # far
    if _is_present(word) or word[:-1] in _SETS["yeh-adjectives"] or word == "وی":
        return "ي"
    if word == "شی":
        return "ی" if last in _SETS["before-a-thing"] else "ي"
    if word == "دی":
        return "ي" if _is_plural(before) else "ی"
    wished = word in _SETS["wished"] or _is_perfective(word)
    if wished and next_word not in _SETS["copulas"] and _WISH.intersection(before[-_REACH:]):
        return "ي"
    return _nominal(word, before, after)


def _nominal(word: str, before: Sequence[str], after: Sequence[str]) -> str:
    """ي where a noun, an adjective or a participle of the masculine is bent or plural."""
    next_word, last = "".join(after[:1]), "".join(before[-1:])
    if next_word in ("دی", "دي", "وو", "شی", "شي") and _is_plural(before):
        return "ي"
    if not (word.endswith(tuple(_SETS["masculine-ends"])) or word in _SETS["masculine-ye"]):
        return "ی"
    if word == "ښاغلی" and _SAID.intersection(after[1:4]):
        return "ي"  # the doer of what is past is bent
    counted = any(one[0].isdigit() or one in _SETS["scales"] for one in before[-4:])
    bent = last in _SETS["prepositions"] or next_word in _SETS["postpositions"] or next_word == "نه"
    return "ي" if bent or (counted and word.endswith("ونکی")) else "ی"


def _is_perfective(word: str) -> bool:
    """Whether a word may be the perfective of a verb: وټاکی, but not وتلی."""
    return len(word) > 4 and word[0] == "و" and not word.endswith(("والی", "ونکی")) and word not in _SETS["in-waw"]


def _is_plural(before: Sequence[str]) -> bool:
    """Whether the words before a verb hold a subject in the plural: no noun beside a preposition or a postposition."""
    that = max((place for place, word in enumerate(before) if word in _THAT), default=-1)
    if before[that + 1 : that + 2] != ["کوم"]:  # … that: a subject of its own follows
        before = before[that + 1 :]
    neighbours = zip(["", *before], before, [*before[1:], ""], strict=False)
    return any(
        (word in _SETS["plural-subjects"] or word.endswith(_SUBJECTS))
        and left not in _SETS["prepositions"]
        and right not in _SETS["postpositions"]
        for left, word, right in neighbours
    )
