"""Gender and case of Pashto numbers and of what they count, as far as the words around them show it.

Case: a noun in the oblique plural puts its number there too (د پنځو کلونو); a bare number bends after a
preposition (له پنځو زیات). Hundreds and thousands do not bend before measures: coins, units, per cent
(د پنځه سوه ډالرو, but له پنځه سوو کسانو). One agrees in gender and case, two in gender.

Written for this project from knowledge of the language; not checked by a native reader.
"""

from __future__ import annotations

from packager.lang.figures import Context


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PREPOSITIONS = _words("د په له پر تر")
POSTPOSITIONS = _words("ته کې څخه سره باندې پورې لپاره دپاره لاندې ترمنځ کښې وړاندې")
BETWEEN = _words("ترمنځ منځ ترمینځ مینځ")
AND = _words("او یا")
# What may stand between a preposition and its number, or beside one: د شاوخوا ۵۰۰ ډالرو.
_ABOUT = _words("شاوخوا نږدې نژدې تقریبا تقریباً تخمینا کابو لږترلږه یوازې ټول ټولو دې هغو دغو")
_MEASURED_AGAINST = _words(
    """زیات زیاته زیاتو ډېر ډېره ډېرو ډیر ډیرو کم کمه کمو لږ لږو پورته ټیټ لوړ وروسته مخکې وړاندې"""
)

_OBLIQUE = {
    "دوه": "دوو", "دوې": "دوو", "درې": "دریو", "څلور": "څلورو", "پنځه": "پنځو", "شپږ": "شپږو", "اووه": "اوو",
    "اته": "اتو", "نهه": "نهو", "سوه": "سوو", "زره": "زرو", "شپېته": "شپېتو", "اویا": "اویاوو", "اتیا": "اتیاوو",
    "نوي": "نویو", "لکه": "لکو", "صفر": "صفر", "یو": "یو", "یوه": "یوه", "نیم": "نیم", "یونیم": "یونیم", "یورو": "یورو",
    "سلنه": "سلنې", "هرټز": "هرټز", "مربع": "مربع", "مکعب": "مکعب",
}  # fmt: skip
_NUMBERS_UNBENT = _words("سل سوه زر زره")  # before measures
_ONE_LARGE = _words("میلیون میلیارد ټریلیون کروړ لک ارب کهرب")
_LARGE = _words("میلیونه میلیارده ټریلیونه کروړه لکه اربه کهربه ملیونه ملیارده بیلیونه")

# Feminine nouns that end in a consonant or in -ا.
_FEMININE = _words(
    """ورځ میاشت لار ستن لمن لور خور مور لېشت ګوت برستن څرمن غېږ مېرمن ترور نږور یور خوښېینې غوا رڼا وینا
    ژړا خندا دنیا اړتیا بریا تېروتنا هڅوونا پوښتنا ناروا ګړنګ"""
)
# Masculine nouns that end in -ه or -ا.
_MASCULINE = _words(
    """زړه واده مېړه نیکه کوربه غوبه مېلمه بادشاه پادشاه شاه پاچا ملا کاکا ماما بابا خدا تره وراره ورور
    لېوه وېښته غله کوه ګروه سپاه شپونکه لمونځه مازیګره تنه کاله کسه ځله پړاوه لوټه وخته راډه ډالره متره
    کیلومتره"""
)
# What ends in -و and is no oblique plural.
_NOT_PLURAL_IN_WAW = _words(
    """یورو کیلو راډیو ویډیو وو شو وشو کړو وکړو شوو راوړو تاسو سټوډیو سناریو پلو مو نو خو او دوو تر څو وړو
    پیانو ناټو پولیو کاسټرو ډیسکو اوپو لیمو آلو بانجو ډیمو لوګو"""
)
# What a number of four figures between 1900 and 2099 counts; before other nouns it is a year.
_COUNTED = _words(
    """کسانو تنو خلکو وګړو ماشومانو ښځو نارینه‌وو سړیو غړو رایو کورونو کورنیو سرتېرو پوځیانو زده کوونکو والو بندیانو
    کډوالو     ناروغانو ډالرو روپیو افغانیو یورو مترو کیلومترو کیلوګرامو ټنو ښوونځیو کلیو ووټونو ځایونو
    لوبغاړو مېلمنو پیښو پېښو"""
)
# First parts of nouns of two words, whose second part shows the case: وسله والو, زده کوونکو.
_FIRST_PARTS = _words(
    """وسله زده لوړ بې نا ګډون پانګه مرسته برخه کار خبر تور سپین لوی ځوان نور لاره پولیس پوځ ځان ژوند بنسټ
    اړوند ټول"""
)
_SECOND_PARTS = ("والو", "والاوو", "وونکو", "کونکو", "پوهانو", "لرونکو", "پالو", "ګرو", "رتبه", "پوړو", "مهالو", "ګناه")
# Words that end in ې and are no noun.
_AFTER_BARE = POSTPOSITIONS | AND | PREPOSITIONS | _MEASURED_AGAINST  # after a number with no noun of its own
_NO_NOUN = POSTPOSITIONS | AND | _words("چې یې دې پرې پکې ترې هم به نه و وو دي ده دی وې وه")


def governed(context: Context) -> str:
    """The preposition that governs what stands here: the word before, or before about, only, all; "" for none."""
    for word in reversed(context.before):
        if word in PREPOSITIONS:
            return word
        if word not in _ABOUT:
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
        if not (word.endswith("ي") or word in _FIRST_PARTS):
            return word
    return context.next if context.next not in _NO_NOUN else ""


def counts_oblique_plural(context: Context) -> bool:
    """Whether the noun after a number stands in the oblique plural: غړو, عملیاتي ګروپونو, وسله والو."""
    for place, word in enumerate(context.after[:3]):
        if word in _NO_NOUN or word in PREPOSITIONS:
            return False
        if len(word) > 2 and word.endswith("و"):
            return word not in _NOT_PLURAL_IN_WAW
        following = context.after[place + 1] if place + 1 < len(context.after) else ""
        if not (word.endswith("ي") or word in _FIRST_PARTS or following.endswith(_SECOND_PARTS)):
            return False
    return False


def is_feminine(word: str) -> bool:
    """Whether a noun is feminine, by its ending or as one of those whose ending does not tell."""
    return word not in _MASCULINE and (word in _FEMININE or word.endswith(("ه", "ۍ", "ې", "ئ")))


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
    return "یوه" if word.endswith(("ې", "ۍ")) or word in _FEMININE else "یو"


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
    open_end = (
        not after or after in POSTPOSITIONS or after in AND or after in PREPOSITIONS or after in _MEASURED_AGAINST
    )
    return bool(governed(context)) and open_end


def is_counted(context: Context) -> bool:
    """Whether a number of four figures counts what follows, and is no year: ۱۹۵۰ کسانو, but د ۲۰۲۲ سیلابونو."""
    return any(word in _COUNTED for word in context.after[:2])


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
    if "اعشاریه" in head or "نیم" in head or (measure and last in _NUMBERS_UNBENT):
        return words
    if head[-1:] == ["یو"] and last in _ONE_LARGE:
        return words
    if last in _LARGE and head:
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
