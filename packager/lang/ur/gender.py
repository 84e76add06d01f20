"""Which Urdu nouns are feminine, by their endings and a list of those that endings do not tell.

Own lists, not checked by a native reader.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_FEMININE = frozenset(
    re.findall(
        r"\S+",
        """
        جنگ بار دفعہ مرتبہ سالگرہ تاریخ کتاب منزل قسم شام صبح شب ٹیم گیند وکٹ اننگز ٹرین لہر خوراک نسل سڑک فتح
        جگہ وجہ راہ نگاہ تنخواہ پناہ سپاہ سطح شرح طرح طرف روح سرحد مدد سند سزا دعا غذا وبا دوا ہوا دنیا فضا
        ابتدا انتہا وفا رضا قضا ادا پوجا فلم رپورٹ کانفرنس کلاس بس کار سیریز پولیس فورس یونین لیگ سیٹ فلائٹ
        مارکیٹ کورٹ بنچ بینچ فائل اپیل کال میل رائے چائے قرارداد عید آواز پرواز نماز چیز میز عمر نظر خبر قدر فکر
        مہم مہر نہر لاش نعش میت عورت بہن ماں بیٹی بیوی اہلیہ والدہ خاتون زمین جیل بندوق شکست جیت ہار مار پکار
        رفتار گرفتار تلوار دیوار بہار قطار مقدار قومیت یلغار سرکار شاخ جھیل فصل نقل شکل عقل اصل بغل محفل مجلس
        کونسل اسمبلی ویکسین مشین لائن ٹیکنالوجی اسکیم سکیم ڈیل گاڑی شق دفع قسط شرط زبان جان دکان چٹان اڑان تھکان
        کان آنکھ ناک ٹانگ باڑ دھاڑ بھیڑ آڑ جھڑپ پیشگوئی خلیج موج فوج سوچ جانچ آنچ بحث لسٹ برسات رات بات ذات نجات
        برسی پارٹی بیٹھک سماعت حراست شمولیت ریلی شاہراہ درگاہ بندرگاہ یادگار جماعت چھت تحصیل بیماری قبر سحر کھیپ
        بیرک چوٹ اوٹ پشت گشت چھوٹ لوٹ پلیٹ وین ایمبولینس سروس سائٹ ویڈیو تصویر تقریب ترمیم تحریک تنظیم تعطیل
        تجویز تردید تصدیق تعمیر تقریر تحریر تفصیل تشویش تحقیق تفتیش تدفین توسیع تقسیم تعلیم تربیت
        """,
    )
)
_MASCULINE = frozenset(
    re.findall(
        r"\S+",
        """
        پانی گھی موتی ہاتھی آدمی بھائی سپاہی قیدی ساتھی شہری فوجی پاکستانی افغان کھلاڑی حامی صحافی مجاہد پادری
        قاضی مفتی دھوبی جی دہی پنچھی بندی نبی ولی منشی وقت درخت بت تخت گشت بندوبست دوست خط ثبوت گوشت دشت تربت
        ووٹ بجٹ ٹکٹ یاقوت سوت شربت بھوت پوت ورد ہفت بخت لخت سکوت قنوت جوش ہوش دوش نقش فرش عرش انعام نوجوان کارکن
        رکن ملزم شخص گھر شہر ملک دن سال مہینہ
        """,
    )
)
# Endings of nouns that are feminine: -ii, -at, -ish, -gaah; plurals; English -ing; the Arabic pattern تفعیل.
_ENDS = re.compile(r"\S+(?:ی|یں|یاں|ت|ش|گاہ|نگ)|ت[^\Wاویہ][^\Wاویہ]?ی[^\Wاویہ]")
_NOT_YET = frozenset(
    ["کا", "کی", "کے", "کو", "سے", "میں", "پر", "نے", "تک", "ہے", "ہیں", "تھا", "تھی", "تھے", "اور", "یا", "کہ", "جو",
     "ہو", "گا", "گی", "گے", "بھی", "ہی", "تو", "ہوا", "ہوئی", "گیا", "گئی", "جاری", "ہوگا", "ہوگی"]
)  # fmt: skip


def is_feminine(words: Sequence[str]) -> bool:
    """Whether the noun that the words begin with is feminine; adjectives in ی before it tell nothing.

    >>> is_feminine(["سماعت", "میں"]), is_feminine(["فوجی", "اڈہ"]), is_feminine(["سیاسی", "جماعت"])
    (True, False, True)
    """
    for place, word in enumerate(words):
        following = words[place + 1] if place + 1 < len(words) else ""
        adjective = word.endswith("ی") and word not in _FEMININE and following and following not in _NOT_YET
        if not adjective or place > 1:
            return word in _FEMININE or (word not in _MASCULINE and bool(_ENDS.fullmatch(word)))
    return False
