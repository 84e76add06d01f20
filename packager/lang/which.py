"""Whether a text is English, and in what language it is if not, by its letters and small words."""

from __future__ import annotations

import re

from packager.lang.language import Language
from packager.lang.registry import SOURCE, targets
from packager.lang.registry import language as find

_LETTER = re.compile(r"[^\W\d_]")
_ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3\u06d5\u06fa-\u06ff\u0750-\u077f\u08a0-\u08c7]")
_ENOUGH = 80  # letters; nobody writes so many in either language without one of its own


def language_of(text: str) -> str:
    """The code of the language by its own letters, "" where the letters do not tell.

    >>> language_of("پښتو"), language_of("یہ اردو ہے"), language_of("پاکستان")
    ('ps', 'ur', '')
    """
    alphabets = {known.code: known.writing.letters for known in targets()}
    counts = dict.fromkeys(alphabets, 0)
    for letter in text:
        owners = [code for code, letters in alphabets.items() if letter in letters]
        if len(owners) == 1:
            counts[owners[0]] += 1
    most = max(counts.values(), default=0)
    found = [code for code, count in counts.items() if count == most]
    return found[0] if most and len(found) == 1 else ""


def in_arabic_letters(text: str) -> bool:
    """Whether most of the letters are of the Arabic script, in which no English is written.

    >>> in_arabic_letters("بنوں میں حملہ"), in_arabic_letters("The café of سلام")
    (True, False)
    """
    return not text.isascii() and 2 * len(_ARABIC.findall(text)) > len(_LETTER.findall(text))


def reads_as_english(text: str) -> bool:
    """Whether one word in twelve is one of English's small ones; False too for a text that is too short to tell."""
    small = find(SOURCE).qa.function_words
    words = [word.strip(".,;:!?“”\"'()").casefold() for word in text.split()]
    return len(words) >= 12 and 12 * sum(word in small for word in words) >= len(words)


def foreign_name(text: str) -> str:
    """What to call the language of a text in Arabic letters."""
    own = {known.english: _own_in(text, known) for known in targets()}
    best = max(own, key=own.__getitem__)
    return best if own[best] else "another language"


def another_than(text: str, language: str) -> str:
    """The name of the language that a text is in, where it is clearly not `language`; "" where it may be.

    >>> another_than("یہ ہے ایک اردو کی تحریر", "ps"), another_than("The road is open.", "ur")
    ('Urdu', 'English')
    """
    letters = sum(map(str.isalpha, text))
    if letters and not in_arabic_letters(text):
        return "English" if text.isascii() or reads_as_english(text) else "another language"
    this = find(language)
    own = _own_in(text, this)
    other = max((_own_in(text, known), known.english) for known in targets() if known.code != language)
    if other[0] >= 3 and other[0] > 2 * own:
        return other[1]
    if not this.qa.own_letters:  # then its small words tell it
        own = sum(word in this.qa.commonest for word in text.split())
    return "another language" if letters >= _ENOUGH and not own else ""


def _own_in(text: str, known: Language) -> int:
    """How many letters of a text are ones that the language has, and neither its neighbours nor Persian nor Arabic."""
    return sum(letter in known.qa.own_letters for letter in text)
