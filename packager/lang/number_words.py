"""Number words of English, Pashto and Urdu with their values, as newsrooms spell them.

Pashto and Urdu words are kept in the folded form of `text.normalise.for_memory` (ی for every yeh), so
one entry serves every spelling of a yeh. Written for this project from knowledge of the languages; not
checked by a native reader.
"""

from __future__ import annotations

from packager.text.normalise import for_memory

_ENGLISH = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen"""
_ENGLISH_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ENGLISH_ORDINALS = """zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth
    thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"""
_ENGLISH_SCALES = {
    "hundred": 100, "thousand": 1000, "lakh": 10**5, "lakhs": 10**5, "million": 10**6, "crore": 10**7,
    "crores": 10**7, "billion": 10**9, "trillion": 10**12, "dozen": 12, "k": 1000, "m": 10**6, "mn": 10**6,
    "bn": 10**9, "tn": 10**12,
}  # fmt: skip

# Position is value; | parts the spellings of one number.
_URDU = """صفر ایک دو تین چار پانچ چھ|چھہ|چھے سات آٹھ نو دس گیارہ بارہ تیرہ چودہ پندرہ سولہ سترہ اٹھارہ انیس بیس
    اکیس بائیس|بایس تئیس|تیئیس|تییس چوبیس پچیس چھبیس ستائیس اٹھائیس انتیس تیس اکتیس بتیس تینتیس چونتیس پینتیس چھتیس
    سینتیس اڑتیس انتالیس چالیس اکتالیس بیالیس تینتالیس|تنتالیس چوالیس|چونتالیس پینتالیس چھیالیس سینتالیس اڑتالیس انچاس
    پچاس اکیاون|اکاون باون ترپن|تریپن چون|چوون پچپن چھپن ستاون اٹھاون انسٹھ ساٹھ اکسٹھ باسٹھ تریسٹھ|ترسٹھ چونسٹھ|چوسٹھ
    پینسٹھ چھیاسٹھ سڑسٹھ اڑسٹھ انہتر ستر اکہتر بہتر تہتر چوہتر پچھتر|پچہتر چھہتر|چھیتر ستتر اٹھہتر|اٹھتر اناسی|اُناسی اسی
    اکیاسی بیاسی تراسی چوراسی پچاسی چھیاسی ستاسی اٹھاسی نواسی نوے اکیانوے|اکانوے بانوے ترانوے چورانوے پچانوے چھیانوے
    ستانوے اٹھانوے ننانوے|نناوے"""
_URDU_MORE = {
    "پہلا": 1, "پہلی": 1, "پہلے": 1, "یکم": 1, "دونوں": 2, "دوسرا": 2, "دوسری": 2, "دوسرے": 2, "دوئم": 2, "دوم": 2,
    "تینوں": 3, "تیسرا": 3, "تیسری": 3, "تیسرے": 3, "سوئم": 3, "چاروں": 4, "چوتھا": 4, "چوتھی": 4, "چوتھے": 4,
    "پانچوں": 5, "چھٹا": 6, "چھٹی": 6, "چھٹے": 6, "آدھا": 0.5, "آدھی": 0.5, "آدھے": 0.5, "نصف": 0.5, "ڈیڑھ": 1.5,
    "ڈھائی": 2.5, "اڑھائی": 2.5,
}  # fmt: skip
_URDU_SCALES = {
    "سو": 100, "ہزار": 1000, "لاکھ": 10**5, "ملین": 10**6, "میلین": 10**6, "کروڑ": 10**7, "ارب": 10**9, "بلین": 10**9,
    "کھرب": 10**11, "ٹریلین": 10**12, "درجن": 12,
}  # fmt: skip
_URDU_ORDINAL = ("واں", "ویں", "وں", "وے")

_PASHTO = """صفر یو|یوه|یوې دوه|دوو|دوې درې|دریو|درو|دری څلور|څلورو پنځه|پینځه|پنځو|پنځه‌ شپږ|شپږو اووه|اوه|اوو|اووو
    اته|اتو|آته نهه|نه|نهو|نههو لس|لسو یوولس|یولس دوولس|دولس دیارلس|دیارلسو څوارلس|څورلس|څوارلسو پنځلس|پنځلسو|پینځلس
    شپاړس|شپاړلس|شپاړسو اوولس|اولس|اوولسو اتلس|اتلسو نولس|نونس|نولسو"""
_PASHTO_TENS = """شل|شلو دېرش|دیرش|دېرشو څلوېښت|څلویښت|څلوېښتو پنځوس|پنځوسو|پینځوس شپېته|شپیته|شپېتو اویا|اویاوو
    اتیا|اتیاوو نوي|نوی|نویو"""
_PASHTO_MORE = {
    "لومړی": 1, "لومړۍ": 1, "لومړني": 1, "لومړنی": 1, "اول": 1, "دواړه": 2, "دواړو": 2, "دواړې": 2, "دویم": 2,
    "دویمه": 2, "دویمې": 2, "دوهم": 2, "دوهمه": 2, "دوهمې": 2, "دوهمي": 2, "دریم": 3, "دریمه": 3, "دریمې": 3,
    "درېیم": 3, "نیم": 0.5, "نیمه": 0.5, "نیمایي": 0.5, "ویشت": 20, "ویشتو": 20,
}  # fmt: skip
_PASHTO_SCALES = {
    "سل": 100, "سلو": 100, "سوه": 100, "سوو": 100, "زر": 1000, "زره": 1000, "زرو": 1000, "لک": 10**5, "لکه": 10**5,
    "لکو": 10**5, "میلیون": 10**6, "میلیونه": 10**6, "میلیونو": 10**6, "ملیون": 10**6, "ملیونه": 10**6, "ملیونو": 10**6,
    "ملین": 10**6, "میلین": 10**6, "کروړ": 10**7, "کروړه": 10**7, "کروړو": 10**7, "میلیارد": 10**9, "میلیارده": 10**9,
    "میلیاردو": 10**9, "ملیارد": 10**9, "ملیارده": 10**9, "ملیاردو": 10**9, "بیلیون": 10**9, "بیلیونه": 10**9,
    "بیلیونو": 10**9, "بلیون": 10**9, "بلین": 10**9, "بیلین": 10**9, "ارب": 10**9, "اربه": 10**9, "اربو": 10**9,
    "ټریلیون": 10**12, "تریلیون": 10**12, "ټریلیونه": 10**12, "درجن": 12,
}  # fmt: skip
_PASHTO_ORDINAL = ("م", "مه", "مې", "مي", "مو")
_PASHTO_JOINED = "یو دوه در څلور|څلېر|څلیر پنځه|پنځ شپږ اووه|او اته نهه|نه"  # before ویشت, and run together with it


def _listed(text: str, first: int = 0, step: int = 1) -> dict[str, float]:
    words = enumerate(text.split())
    return {form: first + place * step for place, forms in words for form in forms.split("|")}


def _ordinals(words: dict[str, float], suffixes: tuple[str, ...]) -> dict[str, float]:
    """Regular ordinals, also of words that lose their last vowel before the suffix (اته, اتم)."""
    return {
        stem + suffix: value
        for word, value in words.items()
        if value >= 3
        for stem in {word, word.rstrip("هو")}
        if len(stem) > 1
        for suffix in suffixes
    }


def _english() -> dict[str, float]:
    tens = _listed(_ENGLISH_TENS, 20, 10)
    ordinal_tens = {word[:-1] + "ieth": value for word, value in tens.items()}
    return _listed(_ENGLISH) | tens | _listed(_ENGLISH_ORDINALS) | ordinal_tens


def _pashto() -> dict[str, float]:
    joined = {
        f"{form}{ten}": 21.0 + place
        for place, forms in enumerate(_PASHTO_JOINED.split())
        for form in forms.split("|")
        for ten in ("ویشت", "ویشتو", "یشت")
    }
    words = _listed(_PASHTO) | _listed(_PASHTO_TENS, 20, 10) | joined
    return _folded(_ordinals(words, _PASHTO_ORDINAL) | words | _PASHTO_MORE, "ps")


def _folded(words: dict[str, float], language: str) -> dict[str, float]:
    return {for_memory(word, language): value for word, value in words.items()}


def _urdu() -> dict[str, float]:
    words = _listed(_URDU)
    return _folded(_ordinals(words, _URDU_ORDINAL) | words | _URDU_MORE, "ur")


WORDS = {"en": _english(), "ps": _pashto(), "ur": _urdu()}
SCALES = {
    "en": {word: float(value) for word, value in _ENGLISH_SCALES.items()},
    "ps": _folded({word: float(value) for word, value in _PASHTO_SCALES.items()}, "ps"),
    "ur": _folded({word: float(value) for word, value in _URDU_SCALES.items()}, "ur"),
}
AND = {"en": frozenset({"and", "-"}), "ps": frozenset({"او", "و"}), "ur": frozenset({"اور", "و"})}
# Urdu 'half past' words: a number that is a half, a quarter more or a quarter less.
AND_PART = {"ساڑھے": 0.5, "ساڑھی": 0.5, "سوا": 0.25, "پونے": -0.25}
