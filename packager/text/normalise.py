"""One written form for text that looks the same: for the ear, and for the memory's keys.

The order matters and is that of the steps below: compatibility forms first, then what cannot be
seen, then letters by language, then digits, then punctuation. Running either twice changes nothing.
"""

from __future__ import annotations

import re
import unicodedata

from packager.text import digits, letters

# Direction marks and isolates, joiners of emoji, variation selectors, annotations, soft hyphen, tatweel.
_RUNS = ((0x200E, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0xFE00, 0xFE0F), (0xFFF0, 0xFFFB))
_SINGLES = [0x00AD, 0x061C, 0x200B, 0x200D, 0x034F, 0x180E, 0xFEFF, 0x0640, 0x06DD]
_INVISIBLE = dict.fromkeys(_SINGLES) | {code: None for low, high in _RUNS for code in range(low, high + 1)}

# Whole words in one character: apart from their neighbours before they are spelled out.
_LIGATURE = re.compile("[\ufdf0-\ufdfd\ufdf2]")
_MARK_ALONE = re.compile(" (?=[" + letters.MARKS + "])")  # NFKC writes a lone mark as space + mark
_FRACTION = re.compile(r"(\d?)([\u00bc-\u00be\u2150-\u215e\u2189])")
_RAISED = re.compile("[\u00b9\u2070\u2074-\u2079\u2080-\u208e]+|(?<![A-Za-z\u0600-\u06ff])[\u00b2\u00b3]+")
_SPACES = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")

_QUOTES = dict.fromkeys(map(ord, "“”„‟«»‹›″〝〞❝❞"), '"') | dict.fromkeys(map(ord, "‘’‚‛′`´‵ʼ❛❜"), "'")
_DASHES = dict.fromkeys(map(ord, "—―‒─﹘⸺"), "–") | dict.fromkeys(map(ord, "‐‑−⁃﹣"), "-")
_PLAIN = _QUOTES | _DASHES
_COMMA = re.compile(r",(?!\d)|(?<!\d),")

# What hangs on the word before it when a zero-width non-joiner stands between; all else is a word of its own.
_SUFFIX = {
    "ps": re.compile("\u200c(?=(?:ونه|ونو|و|ان|انو|ې|ۍ|ي|ی|م|مه|ګانې|ګانو|والی)(?![ء-ۓ]))"),
    "ur": re.compile("\u200c(?=(?:وں|یں|ات|ی|ے|ئی|ئے)(?![ء-ۓ]))"),
}
_PAKISTANI_YE = re.compile(r"(?<![ء-ۓ])ئے(?![ء-ۓ])")  # the pronoun یې as Pakistani Pashto prints it


def for_speech(text: str, language: str) -> str:
    """The text in one written form that spoken forms and voices build on; `language` is ps, ur or en.

    Short vowel marks stay, and Pashto keeps ي, ی, ې and ۍ apart. Digits come out ASCII, quotes as
    `"` and `'`, dashes as `–`, hyphens and minus as `-`, all white space as single spaces.
    """
    text = _compatible(text)
    if language not in letters.FOLD:
        return _tidy(digits.to_ascii(text.translate(_PLAIN).replace("\u200c", "")))
    text = _letters(_joiners(text, language), language)
    text = digits.to_ascii(text.translate(_PLAIN))
    text = text.replace(";", "؛").replace("?", "؟")
    return _tidy(_COMMA.sub("،", text) if "," in text else text)


def for_memory(text: str, language: str) -> str:
    """The key under which the translation memory keeps a text: spellings that mean the same meet in it."""
    text = _compatible(text).replace("\u200c", "")
    if language in letters.FOLD:
        text = _letters(text, language).translate(_DROP_VOWELS).translate(_KEY_MARKS)
        text = _VARIANTS[language](text)
    text = digits.to_ascii(text.translate(_PLAIN)).replace("–", "-")
    return _tidy(unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold()))


def _compatible(text: str) -> str:
    """NFKC, with what it would run together kept apart: word ligatures, 2½, footnote figures."""
    if text.isascii():
        return text
    text = _LIGATURE.sub(r" \g<0> ", text)
    text = _FRACTION.sub(_apart, text)
    text = _RAISED.sub("", text.translate(_INVISIBLE))
    text = unicodedata.normalize("NFKC", text).translate(_INVISIBLE)
    return unicodedata.normalize("NFC", _MARK_ALONE.sub("", text))


def _apart(match: re.Match[str]) -> str:
    spelled = unicodedata.normalize("NFKC", match[2])
    return f"{match[1]} {spelled}" if match[1] else spelled


def _joiners(text: str, language: str) -> str:
    """Zero-width non-joiners: nothing before a suffix, else a space."""
    if "\u200c" not in text:
        return text
    return _SUFFIX[language].sub("", text).replace("\u200c", " ")


def _letters(text: str, language: str) -> str:
    """Letters of other keyboards as this language prints them, hamza over he in one form."""
    if language == "ps" and "ئے" in text:
        text = _PAKISTANI_YE.sub("یې", text)
    text = text.translate(letters.FOLD[language])
    if "\u0654" in text:
        text = text.replace("ه\u0654", "ۀ").replace("ہ\u0654", "ۂ")
    return unicodedata.normalize("NFC", text)


def _tidy(text: str) -> str:
    return _SPACES.sub(" ", text).strip()


_DROP_VOWELS = dict.fromkeys(map(ord, letters.VOWEL_MARKS))
_KEY_MARKS = {ord("۔"): ".", ord("؟"): "?", ord("؛"): ";", ord("،"): ","}
_YEHS = {ord(yeh): "ی" for yeh in "يېۍئ"} | {ord("ۀ"): "ه"}
_PASHTO_SAME = {
    "کښی": "کی", "کشی": "کی", "پدی": "په دی", "پدغه": "په دغه", "لدی": "له دی", "تاسی": "تاسو", "مونږ": "موږ",
}  # fmt: skip
_PASHTO_WORD = re.compile(r"(?<![ء-ۓ])(?:" + "|".join(_PASHTO_SAME) + r")(?![ء-ۓ])")


def _pashto_variants(text: str) -> str:
    return _PASHTO_WORD.sub(lambda match: _PASHTO_SAME[match[0]], text.translate(_YEHS))


def _urdu_variants(text: str) -> str:
    return text.replace("ئے", "یے").replace("ۂ", "ہ").replace("ؤ", "و")


_VARIANTS = {"ps": _pashto_variants, "ur": _urdu_variants}
