"""Number words of English, with which those of a translation are compared."""

from __future__ import annotations

from packager.lang.qa import NOTHING, Numbers, QaWords, listed

_NUMBERS = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS = """zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth
    thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"""
_SCALES = {
    "hundred": 100, "thousand": 1000, "lakh": 10**5, "lakhs": 10**5, "million": 10**6, "crore": 10**7,
    "crores": 10**7, "billion": 10**9, "trillion": 10**12, "dozen": 12, "k": 1000, "m": 10**6, "mn": 10**6,
    "bn": 10**9, "tn": 10**12,
}  # fmt: skip
_ROUND = listed(_TENS, 20, 10)

# Nothing is translated into English, so the rest is empty: the checks read it with rules of their own.
QA = QaWords(
    numbers=Numbers(
        words=listed(_NUMBERS) | _ROUND | listed(_ORDINALS) | {f"{word[:-1]}ieth": ten for word, ten in _ROUND.items()},
        scales={word: float(value) for word, value in _SCALES.items()},
        joins=frozenset({"and", "-"}),
        tens_first=True,
    ),
    own_letters=frozenset(),
    commonest=frozenset(),
    neighbours=(),
    function_words=frozenset(),
    negations=frozenset(),
    denials=frozenset(),
    percent=NOTHING,
    money={},
    doubtful_dates=frozenset(),
)
