"""The words by which a translation into Dari is checked."""

from __future__ import annotations

import re

from packager.lang.qa import Numbers, QaWords, listed, ordinals, values, words
from packager.lang.tables import Tables

from .writing import WRITING

_NUMBERS = (
    "صفر یک دو سه چهار|چار پنج شش هفت هشت نه ده یازده دوازده سیزده چهارده|چارده پانزده شانزده هفده هجده|هژده نزده|نوزده"
)
_TENS = "بیست سی چهل|چل پنجاه شصت هفتاد هشتاد نود"
_HUNDREDS = "صد|یکصد دوصد سه‌صد|سیصد چهارصد پنجصد|پانصد ششصد هفتصد هشتصد نه‌صد"
_CARDINALS = listed(_NUMBERS) | listed(_TENS, 20, 10) | listed(_HUNDREDS, 100, 100)
_ORDINALS = {**ordinals(_CARDINALS, ("م", "مین")), "اول": 1, "سوم": 3, "نیم": 0.5}
_COMMONEST = "است را این آن که از با برای های می شود شده کرد بود هستند خود نیست به در"
_SCALES = {"صد": 100, "هزار": 1000, "لک": 10**5, "میلیون": 10**6, "ملیون": 10**6, "میلیارد": 10**9, "درجن": 12}
_MONEY = {
    "dollar": "دالر دلار",
    "pound": "پوند",
    "euro": "یورو",
    "rupee": "کلدار روپیه روپیۀ",
    "afghani": "افغانی",
}

QA = QaWords(
    numbers=Numbers(
        words=values(
            {**ordinals(_CARDINALS, ("م", "مین")), **_CARDINALS, "اول": 1, "دوم": 2, "سوم": 3, "نیم": 0.5}, WRITING
        ),
        scales=values(_SCALES, WRITING),
        joins=frozenset({"و"}),
    ),
    own_letters=frozenset(),
    commonest=frozenset(_COMMONEST.split()),
    neighbours=("ps", "ur"),
    function_words=words(Tables(__package__ or "").function_words, WRITING),
    negations=words("نه نیست نیستند نبود هیچ هیچکس بدون بی نمی", WRITING),
    denials=words("رد ناممکن ناتوان ناکام انکار عدم غیر", WRITING),
    negated=re.compile("^(?:نمی|ن(?:شد|کرد|داد|گفت|توان|دار|خواه|رسید|گرفت|باید|دید|یامد|کشید))"),
    percent=re.compile("%|٪|فیصد|درصد|فی صد"),
    money={name: words(forms, WRITING) for name, forms in _MONEY.items()},
    doubtful_dates=words("می شنبه", WRITING),
    joined_words=(re.compile(r"\b(سه|دو|چهار|پنج|یک)[ \u200c](شنبه)"), r"\1\2"),
)
