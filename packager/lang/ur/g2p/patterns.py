"""Words that Urdu took over whole patterns of: their unwritten vowels follow from the pattern.

An Arabic root of three consonants (1, 2, 3) takes its vowels from the pattern it stands in:
مفعول is ma12uu3 whatever the root, so معلوم, مضمون and مشکوک are read without having been met.
The patterns hold for words in letters that Arabic has; پ چ گ ٹ ڈ ڑ ژ ھ show another origin.
"""

from __future__ import annotations

import re
from functools import cache

from packager.lang.ur.g2p.letters import CONSONANTS
from packager.lang.ur.g2p.syllables import joined

_ROOT = "[بتثجحخدذرزسشصضطظعغفقکلمنوہی]"
_FIRM = "[بتثجحخدذرزسشصضطظعغفقکلمنہ]"  # no weak letter, which may be a vowel
_LAST = "[بتثجحخدذرزسشصضطظعغفقکلمن]"  # nor ہ, which ends a word as a vowel
_KEPT = _LAST.replace("ت", "")  # nor ت, which may be of a plural: اثرات
_STRONG = "[بتثجحخدذرزسشصضطظعغفقکلم]"  # nor one that only makes a vowel nasal or long

# Pattern, how it is said, and a word of the kind. R is a letter of the root, F one that is no vowel,
# L nor a last ہ, K nor a last ت, S nor ن.
_PATTERNS = (
    ("استRRاR", "isti12aa3"),  # استقبال
    ("استFاFہ", "isti1aa2aa"),  # استفادہ
    ("استFاFے", "isti1aa2e"),
    ("اتFاF", "itti1aa2"),  # اتحاد
    ("اطFاF", "itti1aa2"),  # اطلاع
    ("اFتRاF", "i1ti2aa3"),  # انتخاب
    ("اصطFاF", "isti1aa2"),  # اصطلاح
    ("انFRاF", "in1i2aa3"),  # انقلاب
    ("افتتاح", "iftitaah"),
    ("اSFاK", "i12aa3"),  # اشراق; its like in a-, plurals, are listed: اشعار
    ("مستFیF", "musta1ii2"),  # مستقیم
    ("مستFRF", "musta12i3"),  # مستحکم
    ("متRاRF", "muta1aa2i3"),  # متبادل
    ("متRSL", "muta1a22i3"),  # متحرک
    ("مFتRF", "mu1ta2i3"),  # مختلف
    ("منFSL", "mun1a2i3"),  # منعقد
    ("موFوL", "mau1uu2"),  # موصول
    ("مRاRFہ", "mu1aa2a3aa"),  # مطالبہ
    ("مRاRFے", "mu1aa2a3e"),
    ("مRاRFات", "mu1aa2a3aat"),  # مطالبات
    ("مRاRFت", "mu1aa2a3at"),  # مخالفت
    ("مRاRL", "mu1aa2i3"),  # مسافر
    ("مFFوF", "ma12uu3"),  # معلوم
    ("توRیL", "tau1ii2"),  # توثیق
    ("SSوSت", "1u2uu3at"),  # رطوبت
    ("تRFیF", "ta12ii3"),  # تقسیم
    ("تFویL", "ta1wii2"),  # تحویل
    ("تRاRL", "ta1aa2u3"),  # تعارف
    ("تFوS", "ta1awwu2"),  # تصور
    ("تRSS", "ta1a22u3"),  # تعلق
    ("Fا([سشخف])ت", "1aa2t"),  # خاست, ساخت: Persian
    ("FاSت", "1aa2at"),  # راحت
    ("FاSL", "1aa2i3"),  # حاکم
    ("یاSK", "yaa1i2"),  # یاسر
)
_ENDINGS = {
    "": "", "ی": "ii", "وں": "o~", "یں": "e~", "ات": "aat", "یت": "iyat", "یات": "iyaat", "یہ": "iyaa", "ین": "iin",
    "یوں": "iyo~", "یاں": "iyaa~", "انہ": "aanaa", "انے": "aane", "ہ": "aa", "ے": "e", "وار": "waar",
}  # fmt: skip


_LOWERED = re.compile("i(?=h[^aeiou])")  # ehtimaal: i is e before h that closes its syllable


def _expression(pattern: str) -> re.Pattern[str]:
    classes = {"R": f"({_ROOT})", "F": f"({_FIRM})", "L": f"({_LAST})", "K": f"({_KEPT})", "S": f"({_STRONG})"}
    return re.compile("".join(classes.get(letter, letter) for letter in pattern))


@cache
def _compiled() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((_expression(pattern), said) for pattern, said in _PATTERNS)


def patterned(word: str) -> str | None:
    """A word of a known pattern, with or without an ending, in the notation of urdu_sounds; else None.

    >>> patterned("معلوم"), patterned("مطالبات"), patterned("گھر")
    ("ma'luum", 'mutaalabaat', None)
    """
    for expression, said in _compiled():
        match = expression.match(word)
        if match and (ending := word[match.end() :]) in _ENDINGS and not (word[0] == "ت" and ending in ("ہ", "ے")):
            return _rooted(said, match) + _ENDINGS[ending]
    return None


def _rooted(said: str, match: re.Match[str]) -> str:
    """The pattern with the root's letters in it, s + h kept apart from sh."""
    parts = [CONSONANTS[match[int(part)]] if part.isdigit() else part for part in re.findall(r"\d|\D+", said)]
    return _LOWERED.sub("e", joined(parts))
