"""One written form for text that looks the same: for the ear, and for the memory's keys.

The order matters and is that of the steps below: compatibility forms first, then what cannot be
seen, then letters by language, then digits, then punctuation. Running either twice changes nothing.
"""

from __future__ import annotations

import re
import unicodedata

from packager.text import digits, letters
from packager.text.writing import Writing

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
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")

_QUOTES = dict.fromkeys(map(ord, "“”„‟«»‹›″〝〞❝❞"), '"') | dict.fromkeys(map(ord, "‘’‚‛′`´‵ʼ❛❜"), "'")
_DASHES = dict.fromkeys(map(ord, "—―‒─﹘⸺"), "–") | dict.fromkeys(map(ord, "‐‑−⁃﹣"), "-")
_plain = letters.Swap(_QUOTES | _DASHES)
# ASCII, and letters, figures and marks of Arabic script that are alike in every normal form: most texts are no more.
_ARABIC = "\u060c\u061b\u061f\u0621-\u063a\u0641-\u064a\u0660-\u0669\u066e-\u0674\u0679-\u06bf\u06c1-\u06d4"
_SIMPLE = re.compile(rf"[ -~{_ARABIC}\u06f0-\u06f9]*")
_COMMA = re.compile(r",(?!\d)|(?<!\d),")


def as_read(text: str, writing: Writing) -> str:
    """The text in one written form that spoken forms and voices build on.

    Short vowel marks stay, and Pashto keeps ي, ی, ې and ۍ apart. Digits come out ASCII, quotes as
    `"` and `'`, dashes as `–`, hyphens and minus as `-`, all white space as single spaces.
    """
    text = _compatible(text)
    if not writing.arabic:
        return _tidy(digits.to_ascii(_plain(text).replace("\u200c", "")))
    text = _letters(_joiners(text, writing), writing)
    text = digits.to_ascii(_plain(text))
    text = text.replace(";", "؛").replace("?", "؟")
    return _tidy(_COMMA.sub("،", text) if "," in text else text)


def as_key(text: str, writing: Writing) -> str:
    """The key under which the translation memory keeps a text: spellings that mean the same meet in it."""
    text = _compatible(text).replace("\u200c", "")
    if writing.arabic:
        text = _key_marks(_letters(text, writing))
        text = writing.same(text)
    text = digits.to_ascii(_plain(text)).replace("–", "-")
    return _tidy(unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold()))


def _compatible(text: str) -> str:
    """NFKC, with what it would run together kept apart: word ligatures, 2½, footnote figures."""
    if text.isascii() or _SIMPLE.fullmatch(text):
        return text
    text = _LIGATURE.sub(r" \g<0> ", text)
    text = _FRACTION.sub(_apart, text)
    text = _RAISED.sub("", text.translate(_INVISIBLE))
    text = unicodedata.normalize("NFKC", text).translate(_INVISIBLE)
    return unicodedata.normalize("NFC", _MARK_ALONE.sub("", text))


def _apart(match: re.Match[str]) -> str:
    spelled = unicodedata.normalize("NFKC", match[2])
    return f"{match[1]} {spelled}" if match[1] else spelled


def _joiners(text: str, writing: Writing) -> str:
    """Zero-width non-joiners: nothing before a suffix, else a space."""
    if "\u200c" not in text:
        return text
    return writing.hanging.sub("", text).replace("\u200c", " ")


def _letters(text: str, writing: Writing) -> str:
    """Letters of other keyboards as this language prints them, hamza over he in one form."""
    for sign, spelling, own in writing.respelled:
        if sign in text:
            text = spelling.sub(own, text)
    text = writing.folded(text)
    if "\u0654" in text:
        text = text.replace("ه\u0654", "ۀ").replace("ہ\u0654", "ۂ")
    return unicodedata.normalize("NFC", text)


def _tidy(text: str) -> str:
    # White space of every kind; control characters are none to split, and hardly ever there.
    return " ".join(_SPACES.sub(" ", text).split() if _CONTROL.search(text) else text.split())


_key_marks = letters.Swap(
    {ord("۔"): ".", ord("؟"): "?", ord("؛"): ";", ord("،"): ","} | dict.fromkeys(map(ord, letters.VOWEL_MARKS))
)
