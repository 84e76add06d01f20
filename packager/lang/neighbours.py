"""Languages that a translation may be taken for, or may have slipped into."""

from __future__ import annotations

from dataclasses import dataclass

from packager.lang.registry import codes, language


@dataclass(frozen=True, kw_only=True, slots=True)
class Neighbour:
    """A language that another may be taken for."""

    name: str  # in English
    letters: frozenset[str]
    words: frozenset[str]
    blocks: bool = True  # whether a line that looks like it may not air; not where the two are much alike


_PERSIAN = """است را این آن که از با برای های می میشود شود شده شد شدند کرد کردند کرده کند کنند بود بودند هستند خود نیست
    نیستند آنها در به و یک دو تا بر یا هم نه پس پیش بین روز گفت گفتند گفته دارد دارند داشت داشته باید چند همچنین اما ولی
    امروز دیروز فردا ما شما من او ایشان وی توسط بسته رفت آمد نمود نمودند گردید دیگر همه هر چه چون زیر روی سپس طی ان"""
_ARABIC = """في من على إلى أن إن التي الذي الذين هذا هذه ذلك قال قالت كان كانت مع عن بعد قبل ما لا لم لن قد أو ثم كما
    وقد وقال حيث خلال بين بعض يوم عند حتى"""
# Words of Hindi's own that Urdu does not use, as a model writes them in Urdu's letters.
_HINDI = """پردھان منتری راشٹرپتی ادھیکاری ادھیکاریوں وشواس کیندر کیندریہ مہیلا مہیلائیں مہیلاؤں سماچار اپرادھ پریوار
    ویکتی سرکشا یدھ شانتی چناؤ راجیہ پردیش گھوشنا آدیش وبھاگ ودیش سنگٹھن سمے دوارا کارن پرنتو کنتو ایوم تتھا ورش آرتھک
    راجنیتک نیائے بھاشا مکھیہ سہایتا وکاس دھرم پرکار اسپتال سواستھیہ شکشا ناگرک سدسیہ نیتا وشیش انوسار"""
_PUNJABI = "نوں وچ وچوں ایہہ اوہ اوہناں ایہناں کیتا کیتی کیتے دسیا نیں ہویا اتے لئی دیاں سی ہن"
# Neighbours that are no languages of this program.
NEIGHBOURS = {
    "fa": Neighbour(name="Persian", letters=frozenset(), words=frozenset(_PERSIAN.split())),
    "ar": Neighbour(name="Arabic", letters=frozenset(), words=frozenset(_ARABIC.split())),
    "hi": Neighbour(name="Hindi", letters=frozenset(), words=frozenset(_HINDI.split()), blocks=False),
    "pa": Neighbour(name="Punjabi", letters=frozenset(), words=frozenset(_PUNJABI.split()), blocks=False),
}


def neighbour(code: str) -> Neighbour:
    """A neighbour by its code. Raises InputError for one that nobody knows."""
    if code in NEIGHBOURS and code not in codes():
        return NEIGHBOURS[code]
    known = language(code)
    return Neighbour(name=known.english, letters=known.qa.own_letters, words=known.qa.commonest)
