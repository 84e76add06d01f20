"""Arabic phrases with the article: عبدالرزاق abdurrazzaaq, نصر اللہ nasrullaah, رمضان المبارک ramzaanulmubaarak.

The article is ul between two names; its l becomes the first sound of the second where that is made with the tip of the
tongue (the sun letters). Before اللہ it is ull. Everything is in the notation of sounds.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from packager.lang.ur.g2p.sounds import is_vowel, letters

Notation = Callable[[str], str]

_ARTICLE, _GOD = "ال", "اللہ"
_SUN = frozenset("تثدذرزسشصضطظلن")
# What stands first: of names, months, offices and houses.
_FIRST = frozenset(
    re.findall(
        r"\S+",
        """
    عبد عبید دار بیت ذو ابو ابن ام امیر شیخ رئیس ختم عید یوم روح حب نور شمس بدر نجم فخر ضیا ضیاء سیف سراج انوار
    محب معین محی نصیر زین علا علاء شرف نظام حسام رکن تاج سعد ظہیر غیاث قطب برہان شہاب صلاح جلال کمال جمال بہا
    بہاء بہاؤ قمر عین ربیع جمادی جمادیٰ رمضان محرم شعبان رجب شوال ذی صفر خلیفہ خاتم رحمت سید حجت شان مطیع ظہور
    احسان اکرام انعام بین فی علی علیٰ حتی حتیٰ عند طالب عظیم مدینہ مجمع مرکز سریع قائم واجب فوق ما مسیح فارغ
    حقوق
        """,
    )
)
# What stands second, after any word that can be a name.
_SECOND = frozenset(
    re.findall(
        r"\S+",
        """
    دین رحمان رحمن رحیم حق اسلام زمان علوم حدیث قرآن ہدی ہدیٰ کبیر فطر اضحی اضحیٰ نبی مبارک اول ثانی ثانیہ آخر
    حرام مکرم معظم مظفر مرجب حجہ قعدہ حکومت مجاہدین مومنین مسلمین عالمین حسن حسین حسنین عزیز جبار ستار غفار غفور
    وہاب باری حیات مقدس الہ رسول انبیاء انبیا شہداء شہدا عباد بشر وقت ناس امت اقوامی مدارس مذاہب صوبائی جامعاتی
    جماعتی براعظمی
        """,
    )
)
_SET = {
    "فی": "fi",
    "علی": "ala",
    "علیٰ": "ala",
    "حتی": "hatta",
    "حتیٰ": "hatta",
    "بین": "baina",
    "ذی": "zi",
    "ما": "ma",
    "انیس": "aniisu",
}
_NO_NAME = frozenset(
    re.findall(
        r"\S+",
        """
    اور یا کہ نے کو سے میں پر تک کا کی کے ہے ہیں تھا تو بھی ہی جو جس اگر مگر لیکن پھر اب آج کل ہم آپ تم وہ یہ اس
    ان جب تب ہمیں تمہیں مجھے ہر نہ نہیں صرف بس اے ہاں جی شاید خود پیارے صلی رضی علیہ ایک کر ہو گا گی گے جا لا
    الا کیا والی والا سوا انشا انشاء ماشا ماشاء شا شاء سبحان بسم الحمد استغفر نعوذ معاذ
        """,
    )
)
_NO_NAME_ENDS = frozenset("ےںھڑٹڈ")


def joined_phrase(word: str, notation: Notation) -> str | None:
    """A name or phrase written as one word; None for a word that is none."""
    if word.endswith(_GOD) and len(word) > len(_GOD) + 1:
        return _met(word.removesuffix(_GOD), _GOD, notation)
    place = word.find(_ARTICLE, 2)
    while place > 0:
        first, second = word[:place], word[place + len(_ARTICLE) :]
        if len(second) > 1 and (first in _FIRST or second in _SECOND):
            return _met(first, second, notation)
        place = word.find(_ARTICLE, place + 1)
    return None


def phrase(words: Sequence[str], notation: Notation) -> str | None:
    """A name or phrase of the first two words; None where the second has no article or the first can be no name.

    >>> phrase(["نور", "اللہ"], {"نور": "nuur"}.__getitem__), phrase(["اور", "اللہ"], str)
    ('nuurullaah', None)
    """
    if len(words) < 2 or not words[1].startswith(_ARTICLE):
        return None
    first, second = words[0], words[1].removeprefix(_ARTICLE)
    if first in _NO_NAME or len(first) < 2 or first[-1] in _NO_NAME_ENDS or first.startswith("[["):
        return None
    if words[1] == _GOD:
        divine = len(words) > 2 and words[2] in ("تعالی", "تعالیٰ", "پاک", "عزوجل")
        return None if divine else _met(first, _GOD, notation)
    return _met(first, second, notation) if len(second) > 1 and (first in _FIRST or second in _SECOND) else None


def _met(first: str, second: str, notation: Notation) -> str | None:
    """Both parts as one word; None where one has no sounds."""
    before = _SET.get(first) or _before_article(notation(first))
    if second == _GOD:
        return before + "llaah" if before else None
    after = notation(second)
    if not before or not after:
        return None
    onset = letters(after)[0]
    return before + (onset if second[0] in _SUN and not is_vowel(onset) else "l") + after


def _before_article(said: str) -> str:
    """The first part with the u of the article: abdu, jamaadiyu, ataa'u, zu."""
    parts = letters(said.lstrip("-").rstrip("'"))
    if not parts:
        return ""
    stem, last = "".join(parts[:-1]), parts[-1]
    if last in ("uu", "o"):
        return stem + "u"
    if last == "ii" and not said.endswith("'"):
        return stem + "iyu"
    return stem + last + ("'u" if is_vowel(last) else "u")
