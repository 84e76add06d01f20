"""Gender and case of Pashto numbers and of what they count, as far as the words around them show it.

Case: a noun in the oblique plural puts its number there too (د پنځو کلونو); a bare number bends after a
preposition (له پنځو زیات). Hundreds and thousands do not bend before measures: coins, units, per cent
(د پنځه سوه ډالرو, but له پنځه سوو کسانو). One agrees in gender and case, two in gender.

Written for this project from knowledge of the language; not checked by a native reader.
"""

from __future__ import annotations

from packager.lang.tables import Tables
from packager.text.figures import Context

_TABLES = Tables("packager.lang.ps")
_SETS = _TABLES.words
PREPOSITIONS, POSTPOSITIONS, BETWEEN = _SETS["prepositions"], _SETS["postpositions"], _SETS["between"]
_OBLIQUE = _TABLES.pairs("obliques.tsv")
_OPEN_END = POSTPOSITIONS | PREPOSITIONS | _SETS["and"] | _SETS["measured-against"]  # no noun of its own follows
_NO_NOUN = POSTPOSITIONS | _SETS["and"] | _SETS["no-noun"]


def governed(context: Context) -> str:
    """The preposition that governs what stands here: the word before, or before about, only, all; "" for none."""
    for word in reversed(context.before):
        if word in PREPOSITIONS:
            return word
        if word not in _SETS["about"]:
            return ""
    return ""


def asks_oblique(context: Context) -> bool:
    """Whether a preposition or a postposition asks for the oblique here."""
    return bool(governed(context)) or context.next in POSTPOSITIONS


def noun(context: Context) -> str:
    """The word after a number that shows its gender and number: the noun, or an adjective that agrees; "" for none."""
    for word in context.after[:3]:
        if word in _NO_NOUN or word in PREPOSITIONS:
            return ""
        if not (word.endswith("ي") or word in _SETS["first-parts"]):
            return word
    return context.next if context.next not in _NO_NOUN else ""


def counts_oblique_plural(context: Context) -> bool:
    """Whether the noun after a number stands in the oblique plural: غړو, عملیاتي ګروپونو, وسله والو."""
    for place, word in enumerate(context.after[:3]):
        if word in _NO_NOUN or word in PREPOSITIONS:
            return False
        if len(word) > 2 and word.endswith("و"):
            return word not in _SETS["not-plural"]
        following = context.after[place + 1] if place + 1 < len(context.after) else ""
        if not (word.endswith("ي") or word in _SETS["first-parts"] or following.endswith(tuple(_SETS["second-parts"]))):
            return False
    return False


def is_feminine(word: str) -> bool:
    """Whether a noun is feminine, by its ending or as one of those whose ending does not tell."""
    return word not in _SETS["masculine"] and (word in _SETS["feminine"] or word.endswith(("ه", "ۍ", "ې", "ئ")))


def one(context: Context) -> str:
    """One, as its noun and preposition ask: یو, یوه, یوې."""
    word, preposition = noun(context), governed(context)
    if not word:
        return "یوه" if preposition else "یو"
    if not is_feminine(word):
        return "یوه" if preposition else "یو"
    bends_itself = word.endswith("ې") and not word.endswith("ونکې")  # ښوونکې is direct too
    return "یوې" if bends_itself or preposition in ("د", "له", "تر") else "یوه"


def last_one(context: Context) -> str:
    """The one of a hundred and one: its noun is a plural."""
    word = noun(context)
    return "یوه" if word.endswith(("ې", "ۍ")) or word in _SETS["feminine"] else "یو"


def two(context: Context) -> str:
    """Two before a feminine plural is دوې."""
    word = noun(context)
    return "دوې" if word.endswith(("ې", "ۍ")) else "دوه"


def bends(context: Context) -> bool:
    """Whether a number above one stands in the oblique here."""
    if counts_oblique_plural(context):
        return True
    if context.last == "تر" and "له" in context.before:  # the second figure of from … to …
        return not context.next.endswith("کلن")
    after = context.next
    return bool(governed(context)) and (not after or after in _OPEN_END)


def is_counted(context: Context) -> bool:
    """Whether a number of four figures counts what follows, and is no year: ۱۹۵۰ کسانو, but د ۲۰۲۲ سیلابونو."""
    return any(word in _SETS["counted"] for word in context.after[:2])


def oblique(word: str) -> str:
    """The oblique plural of a number or a plural noun: پنځه → پنځو, ډالره → ډالرو, روپۍ → روپیو, درجې → درجو."""
    if word in _OBLIQUE:
        return _OBLIQUE[word]
    if word.endswith("و"):
        return word
    if word.endswith("ۍ"):
        return f"{word[:-1]}یو"
    if word.endswith("ي"):
        return word
    return f"{word[:-1]}و" if word.endswith(("ه", "ې")) else f"{word}و"


def bent(words: str, *, measure: bool = False) -> str:
    """A number's words in the oblique: the last one, and before a large unit its count too (دوو میلیونو).

    Hundreds and thousands before a measure stay, and so do decimals and halves.
    """
    *head, last = words.split()
    if "اعشاریه" in head or "نیم" in head or (measure and last in _SETS["numbers-unbent"]):
        return words
    if head[-1:] == ["یو"] and last in _SETS["one-large"]:
        return words
    if last in _SETS["large"] and head:
        head[-1] = oblique(head[-1])
    return " ".join([*head, oblique(last)])


def bent_noun(words: str, *, single: bool = False) -> str:
    """What is counted, in the oblique: ډالره → ډالرو, هندۍ روپۍ → هندیو روپیو, درجې سانتي ګراد → درجو سانتي ګراد.

    `single`: after one, where only feminine nouns in -ه show it (درجه → درجې).
    """
    out: list[str] = []
    for word in words.split():
        if word == "په":
            return " ".join([*out, words[words.index(" په ") + 1 :]])
        if single:
            out.append(f"{word[:-1]}ې" if word.endswith("ه") and is_feminine(word) else word)
        else:
            out.append(oblique(word) if word.endswith(("ه", "ې", "ۍ")) else word)
    return " ".join(out)
