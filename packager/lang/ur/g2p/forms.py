"""Forms and compounds of listed Urdu words: the lexicon holds بچہ, this reads بچوں.

What is added to a word is said the same everywhere, so a paradigm costs no entries. Everything is in
the notation of urdu_sounds.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from packager.lang.ur.g2p.data import sounds_of, word_set
from packager.lang.ur.g2p.patterns import patterned
from packager.lang.ur.g2p.sounds import is_vowel, letters

Lookup = Callable[[str], "str | None"]

# The future written together with its verb: کریگا, جائینگے, دونگا; and how it is said after the stem.
_FUTURE = re.compile("(?P<stem>.{1,6}?)ئ?(?P<vowel>[یو])(?P<nasal>ن?)گ(?P<end>[ایے])")
_GAVE = {"د": "d", "ل": "l"}  # دینگے, لونگا: of دے and لے
_NEVER_NATIVE = frozenset("ثحخذزژصضطظعغفق")
_LEARNED = _NEVER_NATIVE - set("خزژغف")  # nor in English words
_LONGEST = 5  # letters in the longest ending
_SHORTEST = 3  # letters of a word that takes endings, but for some verbs


def formed(word: str, listed: Lookup) -> str | None:
    """A form or compound of a word that `listed` knows, else None.

    >>> listed = {"بچہ": "bachcha", "نظر": "nazar", "علاقہ": "ilaaqa"}.get
    >>> formed("بچوں", listed), formed("نظریں", listed), formed("گھر", listed)
    ('bachcho~', 'nazre~', None)
    """
    return (
        _future(word, listed)
        or _light(word, listed)
        or _adverb(word, listed)
        or _ended(word, listed)
        or _english_plural(word, listed)
        or _compound(word, lambda part: listed(part) or _ended(part, listed) or patterned(part))
    )


def _english_plural(word: str, listed: Lookup) -> str | None:
    """The s of English after a listed word: ماڈلز maaDalz, بلاکس blaaks."""
    stem, end = word[:-1], {"ز": "z", "س": "s"}.get(word[-1:], "")
    if not end or len(stem) < _SHORTEST or _LEARNED & set(stem) or (end == "s" and stem[-1] not in "ٹکپف"):
        return None
    if stem[-1] in "اآویےہئ" and not {"ٹ", "ڈ"} & set(stem):  # گردیز is a town
        return None
    said = listed(stem)
    return said + end if said and letters(said) and not said.startswith("-") else None


def _adverb(word: str, listed: Lookup) -> str | None:
    """Arabic adverbs in -an, whose two dots are rarely written: اتفاقا ittifaaqan."""
    stem = word.removesuffix("ا")
    if stem == word or len(stem) < _LONGEST or not _NEVER_NATIVE & set(stem):
        return None
    said = listed(stem) or patterned(stem)
    return said + "an" if said and not is_vowel(letters(said)[-1]) else None


def _future(word: str, listed: Lookup) -> str | None:
    """کریگا karegaa, جائینگے jaa'e~ge, ہوجائیگا hojaa'egaa."""
    match = _FUTURE.fullmatch(word)
    if not match or (match["vowel"] == "و" and not match["nasal"]):
        return None
    said = _GAVE.get(match["stem"]) or _stem(match["stem"], listed)
    if not said:
        return None
    vowel = {"ی": "e", "و": "uu"}[match["vowel"]] + ("~" if match["nasal"] else "")
    ends = {"ا": "gaa", "ی": "gii", "ے": "ge"}[match["end"]]
    return _shortened(said, match["stem"], vowel) + ("'" if is_vowel(letters(said)[-1]) else "") + vowel + ends


def _stem(stem: str, listed: Lookup) -> str | None:
    """How a verb's stem is said, from its infinitive or itself; of two, ہوجا and کرلے, from both."""
    for size in (2, 3):
        first, second = stem[:size], sounds_of("stem").get(stem[size:])
        if second and first in word_set("takes-endings") and (said := listed(first)):
            return said.lstrip("-") + second
    infinitive = listed(stem + "نا") or _added(stem, "نا", listed)
    if infinitive:
        return infinitive.removesuffix("naa")
    said = (
        (listed(stem) or _ended(stem, listed)) if stem in word_set("takes-endings") or len(stem) >= _SHORTEST else None
    )
    return said.lstrip("-") if said else None


def _light(word: str, listed: Lookup) -> str | None:
    """A verb's stem and what is written together with it."""
    for size in (4, 3, 2, 1):
        stem, rest = word[:size], word[size:]
        light = sounds_of("light").get(rest) or (sounds_of("light-after-کر").get(rest) if stem == "کر" else None)
        if light and (stem in word_set("takes-endings") or size > 2) and (said := listed(stem)):
            return said.lstrip("-") + ("'" if light[0] == said[-1] else "") + light
    return None


def _ended(word: str, listed: Lookup) -> str | None:
    for size in range(min(_LONGEST, len(word) - 1), 0, -1):
        stem, ending = word[:-size], word[-size:]
        added, replaced = _added(stem, ending, listed), _replaced(stem, ending, listed)
        if said := (replaced or added) if ending == "ے" else (added or replaced):
            return said
    return None


def _added(stem: str, ending: str, listed: Lookup) -> str | None:
    if ending not in sounds_of("added") or (len(stem) < _SHORTEST and stem not in word_set("takes-endings")):
        return None
    said = listed(stem)
    if said and stem.endswith("ع") and ending in ("وں", "یں", "ے") and said.endswith("a"):  # ضلعوں zilo~
        return said.rstrip("a") + sounds_of("added")[ending]
    if not said or not _fits(said, ending) or (ending == "ہا" and len(stem) <= _SHORTEST):  # رکہا is رکھا
        return None
    apart = "'" if ending == "ہا" and not is_vowel(letters(said)[-1]) else ""  # riyaasat'haa has no th
    return _shortened(said, stem, sounds_of("added")[ending]) + apart + sounds_of("added")[ending]


def _replaced(stem: str, ending: str, listed: Lookup) -> str | None:
    if ending not in sounds_of("replaced"):
        return None
    said = _without_ii(stem, ending, listed) or _without_aa(stem, listed)
    return said + sounds_of("replaced")[ending] if said else None


def _without_aa(stem: str, listed: Lookup) -> str | None:
    """The notation of stem + ہ or ا, its last vowel taken away."""
    for said in (listed(stem + "ہ"), listed(stem + "ا")):
        if said and not said.startswith("-") and letters(said)[-1:] in (["a"], ["aa"]):
            return said.removesuffix("aa") if said.endswith("aa") else said.removesuffix("a")
    return None


def _without_ii(stem: str, ending: str, listed: Lookup) -> str | None:
    said = listed(stem + "ی") if ending in ("یاں", "یوں") else None
    return said.removesuffix("ii") if said and said.endswith("ii") else None


def _fits(said: str, ending: str) -> bool:
    """Endings with hamza, and یا, follow a vowel; endings that begin with a vowel a consonant."""
    if said.startswith("-") or not letters(said):  # a particle takes no ending
        return False
    after_vowel = is_vowel(letters(said)[-1])
    return after_vowel == (ending[0] in "ئؤ" or ending == "یا") or ending[0] in "نتکگہ"


def _shortened(said: str, word: str, ending: str) -> str:
    """Without its last short a where the ending opens a syllable: badal, badlaa; Arabic words keep it before ii."""
    parts = letters(said)
    kept = ending in ("aat", "iyat", "iyaat", "iin", "aan", "aana") or (
        ending == "ii" and bool(_NEVER_NATIVE & set(word))
    )
    if kept or not is_vowel(letters(ending)[0]) or len(parts) < 4 or parts[-2] != "a" or not is_vowel(parts[-4]):
        return said
    return said if is_vowel(parts[-3]) or parts[-3] in ("y", "'") else "".join([*parts[:-2], parts[-1]])


def _compound(word: str, listed: Lookup) -> str | None:
    parts = [(word[:cut], word[cut:]) for cut in range(2, len(word) - 1)]
    for before, after in parts:
        enough = len(before) >= _SHORTEST or len(after) > _SHORTEST  # شرانگیز, but not a word of four letters
        if after in sounds_of("second") and enough and (said := listed(before)) and letters(said):
            return _met(said, sounds_of("second")[after])
    for before, after in parts:
        if before in sounds_of("first") and len(after) > _SHORTEST and (said := listed(after)):
            return _met(sounds_of("first")[before], said)
    if word.startswith("ب") and len(word) > _SHORTEST + 1 and _NEVER_NATIVE & set(word) and (said := listed(word[1:])):
        return "ba" + ("'" if is_vowel(letters(said)[0]) else "") + said
    return None


def _met(first: str, second: str) -> str:
    """Two parts as one word; -a that ends the first is long there, and s + h stay apart."""
    first = first.lstrip("-") + ("a" if letters(first)[-1] == "a" else "")
    return first + ("'" if second[0] == "h" or is_vowel(letters(second)[0]) else "") + second.lstrip("-")
