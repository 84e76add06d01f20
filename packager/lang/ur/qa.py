"""The words by which a translation into Urdu is checked: numbers, negation, small words, money.

Written for this project from knowledge of the language; not checked by a native reader.
"""

from __future__ import annotations

import re

from packager.lang.qa import Numbers, QaWords, listed, ordinals, values, words
from packager.lang.tables import Tables
from packager.lang.ur.writing import WRITING

# Position is value; | parts the spellings of one number.
_NUMBERS = """صفر ایک دو تین چار پانچ چھ|چھہ|چھے سات آٹھ نو دس گیارہ بارہ تیرہ چودہ پندرہ سولہ سترہ اٹھارہ انیس بیس
    اکیس بائیس|بایس تئیس|تیئیس|تییس چوبیس پچیس چھبیس ستائیس اٹھائیس انتیس تیس اکتیس بتیس تینتیس چونتیس پینتیس چھتیس
    سینتیس اڑتیس انتالیس چالیس اکتالیس بیالیس تینتالیس|تنتالیس چوالیس|چونتالیس پینتالیس چھیالیس سینتالیس اڑتالیس انچاس
    پچاس اکیاون|اکاون باون ترپن|تریپن چون|چوون پچپن چھپن ستاون اٹھاون انسٹھ ساٹھ اکسٹھ باسٹھ تریسٹھ|ترسٹھ چونسٹھ|چوسٹھ
    پینسٹھ چھیاسٹھ سڑسٹھ اڑسٹھ انہتر ستر اکہتر بہتر تہتر چوہتر پچھتر|پچہتر چھہتر|چھیتر ستتر اٹھہتر|اٹھتر اناسی|اُناسی اسی
    اکیاسی بیاسی تراسی چوراسی پچاسی چھیاسی ستاسی اٹھاسی نواسی نوے اکیانوے|اکانوے بانوے ترانوے چورانوے پچانوے چھیانوے
    ستانوے اٹھانوے ننانوے|نناوے"""
_MORE = {
    "پہلا": 1, "پہلی": 1, "پہلے": 1, "یکم": 1, "دونوں": 2, "دوسرا": 2, "دوسری": 2, "دوسرے": 2, "دوئم": 2, "دوم": 2,
    "تینوں": 3, "تیسرا": 3, "تیسری": 3, "تیسرے": 3, "سوئم": 3, "چاروں": 4, "چوتھا": 4, "چوتھی": 4, "چوتھے": 4,
    "پانچوں": 5, "چھٹا": 6, "چھٹی": 6, "چھٹے": 6, "آدھا": 0.5, "آدھی": 0.5, "آدھے": 0.5, "نصف": 0.5, "ڈیڑھ": 1.5,
    "ڈھائی": 2.5, "اڑھائی": 2.5,
    "سہ": 3,
}  # fmt: skip
# More often something else: new, so, give, before, other, better, dignity …
_NUMBERS_DOUBTFUL = """نو سو ستر چون اسی بہتر پہلے پہلی پہلا سوا نوے دوسرا دوسری دوسرے چھٹی چھٹے بیس آدھا آدھی آدھے نصف
    سہ تیسرے تہائی دوم سوئم دوئم بیسوں عشرہ عشرے عشروں دہائی دہائیوں صدی صدیوں"""
_SCALES = {
    "سو": 100, "ہزار": 1000, "لاکھ": 10**5, "ملین": 10**6, "میلین": 10**6, "کروڑ": 10**7, "ارب": 10**9, "بلین": 10**9,
    "کھرب": 10**11, "ٹریلین": 10**12, "درجن": 12,
    "عشرہ": 10, "عشرے": 10, "عشروں": 10, "دہائی": 10, "دہائیوں": 10, "صدی": 100, "صدیوں": 100,
}  # fmt: skip
_ORDINAL = ("واں", "ویں", "وں", "وے")
# 'Half past' words: a number that is a half, a quarter more or a quarter less.
_PARTS = {"ساڑھے": 0.5, "ساڑھی": 0.5, "سوا": 0.25, "پونے": -0.25}
# The particles themselves, and words that carry a no inside them.
_NEGATIONS = """نہیں نہ نا مت بغیر بنا بلا نہی ناں"""
_DENIALS = """انکار ناکام ناکامی عدم محروم مسترد سوائے بجائے ناممکن ناقابل غیر بے لا ناکافی نامعلوم نامکمل قاصر تردید
    ممنوع ممانعت پابندی منع"""
_SURELY_NOT = re.compile(r"\bنہیں\b|\bنہی\b")
_SENSES = {
    "confirm": "تصدیق تائید تایید توثیق اعتراف",
    "deny": "تردید انکار مسترد رد نہیں نہ",
    "rise": """اضافہ اضافے اضافی بڑھ بڑھا بڑھی بڑھے بڑھنے بڑھتی بڑھتا بڑھتے بڑھیں بڑھائی بڑھایا بلند بلندی چڑھ زیادہ
        زائد مہنگا مہنگی مہنگے تیزی""",
    "fall": "کمی کم گر گرا گری گرے گرنے گرتی گھٹ گراوٹ نیچے سستا سستی سستے تنزلی",
    "killed": """ہلاک ہلاکت ہلاکتوں ہلاکتیں جاں جان جانیں جانوں قتل مارا مارے ماری مار شہید شہدا شہادت مر مرا مرے مرنے
        مردہ اموات موت""",
    "wounded": "زخمی زخمیوں مجروح زخم",
    "before": "پہلے قبل پیشتر",
    "after": "بعد بعداز پس",
}
_COMMONEST = """کے کی کا میں ہے اور سے کو نے پر یہ کہ ہیں تھا تھی تھے گیا بھی اس ان"""
_MONEY = {
    "dollar": "ڈالر ڈالرز",
    "pound": "پاؤنڈ پاونڈ پاؤنڈز",
    "euro": "یورو",
    "rupee": "روپے روپیہ روپیے روپیوں",
    "afghani": "افغانی",
    "riyal": "ریال",
    "dirham": "درہم",
    "yuan": "یوآن یوان",
    "rouble": "روبل",
}
_UNITS = {
    "percent": "فیصد فیصدی",
    "people": "افراد لوگ لوگوں اشخاص شخص نفوس",
    "kilometre": "کلومیٹر کلومیٹرز کیلومیٹر",
    "mile": "میل میلوں",
    "metre": "میٹر میٹرز",
    "foot": "فٹ",
    "kilogram": "کلو کلوگرام",
    "tonne": "ٹن",
    "year": "سال سالہ سالوں برس برسوں",
    "month": "ماہ مہینہ مہینے مہینوں ماہانہ",
    "week": "ہفتہ ہفتے ہفتوں",
    "day": "دن دنوں روز روزہ یوم",
    "hour": "گھنٹہ گھنٹے گھنٹوں بجے بجکر",
    "minute": "منٹ منٹوں",
    "morning": "صبح سویرے",
    "evening": "شام رات دوپہر",
}
# Of the calendar's names: more often something else. They prove a date kept, never another one put in.
_DOUBTFUL = "پیر ہفتہ ہفتے"
_LABELS = "ترجمہ ترجمۂ اردو پشتو انگریزی متن جواب نتیجہ نوٹ وضاحت"
_TALK = re.compile(
    r"^\W*(?:معذرت|معاف|معافی|افسوس|بدقسمتی)[^۔؟!]*(?:مدد|ترجمہ|فراہم|قاصر|نہیں کر سکتا|نہیں کر سکتی|سے متعلق مواد)"
    r"|میں[^۔؟!]{0,40}(?:ترجمہ|مدد) (?:نہیں کر سکت|کرنے سے قاصر)"
    r"|^\W*(?:یہ|یہاں|درج ذیل|ذیل)[^۔:؟!]{0,25}ترجمہ(?: ہے)?\s*[:۔]"
    r"|مصنوعی ذہانت (?:کا|کے) (?:ماڈل|معاون)|زبان کا ماڈل|لینگویج ماڈل|امید ہے (?:کہ )?یہ (?:مددگار|مفید)"
)
_CARDINALS = listed(_NUMBERS)

QA = QaWords(
    numbers=Numbers(
        words=values(ordinals(_CARDINALS, _ORDINAL) | _CARDINALS | _MORE, WRITING),
        scales=values(_SCALES, WRITING),
        joins=frozenset({"اور", "و"}),
        doubtful=words(_NUMBERS_DOUBTFUL, WRITING),
        idioms=re.compile(r"\bایک (?:دوسر\w|ساتھ|بار)\w*|\bچاروں (?:طرف|اطراف)|\bسو فیصد|\bدو طرفہ|\bدو (?:تہائی|چار)"),
        parts=_PARTS,
    ),
    own_letters=frozenset("ٹڈڑےںہھۓ"),
    commonest=frozenset(_COMMONEST.split()),
    neighbours=("ps", "fa", "ar", "hi", "pa"),
    function_words=words(Tables("packager.lang.ur").function_words, WRITING),
    negations=words(_NEGATIONS, WRITING),
    denials=words(_DENIALS, WRITING),
    surely_not=_SURELY_NOT,
    senses={name: words(forms, WRITING) for name, forms in _SENSES.items()},
    percent=re.compile("%|٪|فیصد|فی صد|فیصدی"),
    money={name: words(forms, WRITING) for name, forms in _MONEY.items()},
    units={name: words(forms, WRITING) for name, forms in _UNITS.items()},
    doubtful_dates=words(_DOUBTFUL, WRITING),
    labels=frozenset(_LABELS.split()),
    talk=_TALK,
)
