"""Whether a text says no: English, Pashto and Urdu.

Word lists written for this project from knowledge of the languages; not checked by a native reader.
"""

from __future__ import annotations

import re

from packager.text.normalise import for_memory

_ENGLISH = re.compile(
    r"\b(?:not|no|never|without|nor|neither|none|nobody|nothing|nowhere|cannot|\w+n['’]t)\b", re.IGNORECASE
)
# Negative in form alone, or so often turned round in translation that nothing follows from it.
_NOT_NEGATIVE = re.compile(
    r"\b(?:not (?:only|just|merely|simply|least|to mention|surprisingly|unlike|necessarily|until|but)|no doubt|"
    r"no matter|no wonder|no\. ?\d+|no \d+|whether or not|or not|if not|why not|nothing but|none other|"
    r"no (?:fewer|less|more) than|no sooner|no longer|nothing (?:short|less)|can(?:no|['’])t (?:help|wait|but)|"
    r"not[- ]for[- ]profit|"
    r"(?:is|are|was|were|do|does|did|has|have|wo|would|could|should|ca)n['’]t (?:it|they|he|she|we|you|i)\b|"
    r"not (?:that )?long|not far|not quite|not exactly|not even|not so much|not as)|\bno-\w+|\w+-no\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")

# The particles themselves.
_PLAIN = {
    "ps": """نه ونه نا مه بې بغیر پرته نشته نیشته نسته هېڅ هیڅ هېڅوک هیڅوک هېچا هیچا هېڅکله هیڅکله نشي نشو نشوي
        نشوای ندی ندي نده ندے نلري نلرم نلرو نلرل نلرله نکړي نکړ نکړه نکړو نکړل نکړی نکوي نکوم نکوو نکولی نکولو""",
    "ur": "نہیں نہ نا مت بغیر بنا بلا نہی ناں",
}
# Words that carry a no inside them.
_WITHIN = {
    "ps": "رد ناتوان ناکام ناکامه انکار ناممکن ناممکنه ناشونی ناشونې بېله پرځای برعکس ناسم ناسمه",
    "ur": """انکار ناکام ناکامی عدم محروم مسترد سوائے بجائے ناممکن ناقابل غیر بے لا ناکافی نامعلوم نامکمل قاصر
        تردید""",
}
# ن or ون grown together with a Pashto verb: نکړي, ونشو, نشي, نلري.
_JOINED = re.compile(r"^و?ن(?:ه)?(?:کړ|کو|کی|شو|شی|شم|شت|دی$|ده$|لر|غوا|غوښ|پوه|رسی|منی|راغ)")


def in_source(text: str) -> list[str]:
    """The negative words of an English text that its translation should answer."""
    return [match[0] for match in _ENGLISH.finditer(_NOT_NEGATIVE.sub(" ", text))]


def plain(text: str, language: str) -> list[str]:
    """The negative particles of a Pashto or Urdu text, folded."""
    return [word for word in _words(text, language) if word in _PLAINS[language] or _joined(word, language)]


def has(text: str, language: str) -> bool:
    """Whether a Pashto or Urdu text says no in any way."""
    return any(
        word in _PLAINS[language] or word in _WITHINS[language] or _joined(word, language)
        for word in _words(text, language)
    )


def _joined(word: str, language: str) -> bool:
    return language == "ps" and bool(_JOINED.search(word))


def _words(text: str, language: str) -> list[str]:
    return _WORD.findall(for_memory(text, language))


def _folded(words: str, language: str) -> frozenset[str]:
    return frozenset(for_memory(word, language).replace(" ", "") for word in words.split())


_PLAINS = {language: _folded(words, language) for language, words in _PLAIN.items()}
_WITHINS = {language: _folded(words, language) for language, words in _WITHIN.items()}
