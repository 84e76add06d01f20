"""The words by which a translation into Pashto is checked: numbers, negation, small words, money.

Written for this project from knowledge of the language; not checked by a native reader.
"""

from __future__ import annotations

import re

from packager.lang.ps.writing import WRITING
from packager.lang.qa import Numbers, QaWords, listed, ordinals, values, words
from packager.lang.tables import Tables

# Position is value; | parts the spellings of one number.
_NUMBERS = """صفر یو|یوه|یوې دوه|دوو|دوې درې|دریو|درو|دری څلور|څلورو پنځه|پینځه|پنځو شپږ|شپږو اووه|اوه|اوو|اووو
    اته|اتو|آته نهه|نه|نهو|نههو لس|لسو یوولس|یولس دوولس|دولس دیارلس|دیارلسو څوارلس|څورلس|څوارلسو پنځلس|پنځلسو|پینځلس
    شپاړس|شپاړلس|شپاړسو اوولس|اولس|اوولسو اتلس|اتلسو نولس|نونس|نولسو"""
_TENS = """شل|شلو دېرش|دیرش|دېرشو څلوېښت|څلویښت|څلوېښتو پنځوس|پنځوسو|پینځوس شپېته|شپیته|شپېتو اویا|اویاوو
    اتیا|اتیاوو نوي|نوی|نویو"""
_MORE = {
    "لومړی": 1, "لومړۍ": 1, "لومړني": 1, "لومړنی": 1, "اول": 1, "دواړه": 2, "دواړو": 2, "دواړې": 2, "دویم": 2,
    "دویمه": 2, "دویمې": 2, "دوهم": 2, "دوهمه": 2, "دوهمې": 2, "دوهمي": 2, "دریم": 3, "دریمه": 3, "دریمې": 3,
    "درېیم": 3, "نیم": 0.5, "نیمه": 0.5, "نیمایي": 0.5, "ویشت": 20, "ویشتو": 20,
    "یوم": 1, "یومه": 1, "یومې": 1, "ویشتم": 20, "ویشتمه": 20, "ویشتمې": 20, "ویشتمو": 20,
    "اویایم": 70, "اویایمه": 70, "اویایمې": 70, "اتیایم": 80,
    "اتیایمه": 80, "اتیایمې": 80, "نویم": 90, "نویمه": 90, "نویمې": 90, "نویمو": 90, "یونیم": 1.5,
}  # fmt: skip
# More often something else: no, new, quickly, heart, like, with, half …
_NUMBERS_DOUBTFUL = """نه نهه نو نوی نوي نویو زر زره لکه لکو اول اوه اوو سوه نیم نیمه نیمایي نهو اتو اویا سل سلو
    لسیزه لسیزې لسیزو پېړۍ پېړیو"""
_SCALES = {
    "سل": 100, "سلو": 100, "سوه": 100, "سوو": 100, "زر": 1000, "زره": 1000, "زرو": 1000, "لک": 10**5, "لکه": 10**5,
    "لکو": 10**5, "میلیون": 10**6, "میلیونه": 10**6, "میلیونو": 10**6, "ملیون": 10**6, "ملیونه": 10**6, "ملیونو": 10**6,
    "ملین": 10**6, "میلین": 10**6, "کروړ": 10**7, "کروړه": 10**7, "کروړو": 10**7, "میلیارد": 10**9, "میلیارده": 10**9,
    "میلیاردو": 10**9, "ملیارد": 10**9, "ملیارده": 10**9, "ملیاردو": 10**9, "بیلیون": 10**9, "بیلیونه": 10**9,
    "بیلیونو": 10**9, "بلیون": 10**9, "بلین": 10**9, "بیلین": 10**9, "ارب": 10**9, "اربه": 10**9, "اربو": 10**9,
    "ټریلیون": 10**12, "تریلیون": 10**12, "ټریلیونه": 10**12, "درجن": 12,
    "لسیزه": 10, "لسیزې": 10, "لسیزو": 10, "پېړۍ": 100, "پېړیو": 100,
}  # fmt: skip
_ORDINAL = ("م", "مه", "مې", "مي", "مو")
_BEFORE_TWENTY = "یو دوه در څلور|څلېر|څلیر پنځه|پنځ شپږ اووه|او اته نهه|نه"  # before ویشت, and run together with it
# The particles themselves, and words that carry a no inside them.
_NEGATIONS = """نه ونه نا مه بې بغیر پرته نشته نیشته نسته هېڅ هیڅ هېڅوک هیڅوک هېچا هیچا هېڅکله هیڅکله نشي نشو نشوي نشوای
    ندی ندي نده ندے نلري نلرم نلرو نلرل نلرله نکړي نکړ نکړه نکړو نکړل نکړی نکوي نکوم نکوو نکولی نکولو"""
_DENIALS = """رد ناتوان ناکام ناکامه انکار ناممکن ناممکنه ناشونی ناشونې بېله پرځای برعکس ناسم ناسمه"""
# ن or ون grown together with a verb: نکړي, ونشو, نشي, نلري.
_NEGATED = re.compile(r"^و?ن(?:ه)?(?:کړ|کو|کی|شو|شی|شم|شت|دی$|ده$|لر|غوا|غوښ|پوه|رسی|منی|راغ)")
_COMMONEST = """چې کې په د دی ده او نه له سره څخه ته یې هم دې دا وي شي شوي کړي لپاره وروسته"""
# Oblique plurals (پولیسو, طالبانو) and pasts with و before them (ونیول, وتړله): neither is Persian or Urdu.
_OWN_WORDS = re.compile(r"^\w{2,}(?:انو|ونو|سو|یو|کو|رو|لو|تو)$|^و\w{2,}(?:ل|له|لې|لو|ړ|ړه|ړل|ېد|ېده|ېدل|ي)$")
_MONEY = {
    "dollar": "ډالر ډالره ډالرو ډالرز دالر ډالري ډالريز",
    "pound": "پونډ پونډه پونډو پاونډ پاونډه پاونډو پاونډز پاؤنډ پونډونه",
    "euro": "یورو یوروګان",
    "rupee": "روپۍ روپيو روپیو روپي کلدارې",
    "afghani": "افغانۍ افغانیو",
    "riyal": "ریال ریاله ریالو ریالونه",
    "dirham": "درهم درهمه درهمو",
    "yuan": "یوان یوانه یوانو",
    "rouble": "روبل روبله روبلو",
}
_UNITS = {
    "percent": "سلنه سلنې سلنو فیصد فیصده فيصده",
    "people": "کس کسان کسانو کسه تن تنه تنو وګړي وګړو نفر نفره نفرو خلک خلکو",
    "kilometre": "کیلومتر کیلومتره کیلومترو کلومتر کلومتره کلومترو کیلومټر کیلومټره کیلومټرو",
    "mile": "میل میله میلو مایل مایله مایلو مایلونه",
    "metre": "متر متره مترو مېتر مېتره مېترو میټر میټره میټرو",
    "foot": "فوټ فوټه فوټو فټ فټه فوت فوته",
    "kilogram": "کیلو کیلوګرام کیلوګرامه کیلوګرامو کیلوګرامه",
    "tonne": "ټن ټنه ټنو ټنونه",
    "year": "کال کاله کالونه کلونه کلونو کالو کلن کلنه کلنې کلنۍ",
    "month": "میاشت میاشتې میاشتو",
    "week": "اونۍ اونیو هفته هفتې هفتو",
    "day": "ورځ ورځې ورځو ورځنی ورځنۍ",
    "hour": "ساعت ساعته ساعتونه ساعتونو ساعتو بجې بجو",
    "minute": "دقیقه دقیقې دقیقو دقیقه",
    "morning": "سهار سهارنی سهارنۍ",
    "evening": "ماښام مازدیګر ماسپښین بیګا شپې شپه",
}
# Of the calendar's names: more often something else. They prove a date kept, never another one put in.
_DOUBTFUL = "می مې مۍ مئ ګل پیر پير نهه نهې بده خالي هفته زیارت شورو نهی"
_DAY_IN_TWO = re.compile(r"\b(سه|سی|دو|چهار|چار|پنج|پنځ|یک|یو)[ \u200c](شنب|شمب)")
_JOINED = {
    f"{form}{ten}": 21.0 + place
    for place, forms in enumerate(_BEFORE_TWENTY.split())
    for form in forms.split("|")
    for ten in ("ویشت", "ویشتو", "یشت")
}
_LABELS = "ژباړه ژباړل ترجمه پښتو انګلیسي اردو متن ځواب پایله نوټ یادونه"
_TALK = re.compile(
    r"^\W*(?:بخښنه|بښنه|عذر|معذرت|متاسفانه|له بده مرغه|خواشینی)[^.؟!۔]*(?:مرسته|ژباړ|ترجم|نشم|نه شم|نشو کول)"
    r"|(?:زه|موږ) (?:نشم|نه شم|نشو|نه شو) کول[یای]+ .{0,40}(?:وژباړ|ژباړ|ترجمه)|نه شم (?:ژباړل|وژباړلی|ژباړلی)"
    r"|^\W*(?:دا|دلته|لاندې)[^.؟!۔:]{0,25}(?:ژباړه|ترجمه)(?: ده)?\s*[:.]"
    r"|مصنوعي ځیرکت(?:یا)? (?:ماډل|مرستیال)|ژبني? ماډل"
    r"|هیله لرم (?:دا|چې دا) مرسته"
)
_CARDINALS = listed(_NUMBERS) | listed(_TENS, 20, 10) | _JOINED

QA = QaWords(
    numbers=Numbers(
        words=values(ordinals(_CARDINALS | {"ویشت": 20}, _ORDINAL) | _CARDINALS | _MORE, WRITING),
        scales=values(_SCALES, WRITING),
        joins=frozenset({"او", "و"}),
        doubtful=words(_NUMBERS_DOUBTFUL, WRITING),
        idioms=re.compile(r"\b(?:په )?(?:سلو|سل) کی\b|\bیو (?:بل|ځای|شان|ډول)\b|\bڅلور ?خوا|\bپه دواړو کی\b"),
    ),
    own_letters=frozenset("ټډړڼښږځڅېۍګ"),
    commonest=frozenset(_COMMONEST.split()),
    own_words=_OWN_WORDS,
    neighbours=("ur", "fa", "ar"),
    function_words=words(Tables("packager.lang.ps").function_words, WRITING),
    negations=words(_NEGATIONS, WRITING),
    denials=words(_DENIALS, WRITING),
    negated=_NEGATED,
    percent=re.compile("%|٪|سلنه|سلنې|سلنو|فیصد|فيصد|فیصده|په سلو کې|سل کې|سلو کې|برخه"),
    money={name: words(forms, WRITING) for name, forms in _MONEY.items()},
    units={name: words(forms, WRITING) for name, forms in _UNITS.items()},
    doubtful_dates=words(_DOUBTFUL, WRITING),
    joined_words=(_DAY_IN_TWO, r"\1\2"),
    labels=frozenset(_LABELS.split()),
    talk=_TALK,
)
