"""Whether a text is English, and in what language it is if not, by its letters and small words."""

from __future__ import annotations

# Letters that neither the other language nor Persian nor Arabic has.
_OWN = {"ps": frozenset("ټډړڼښږځڅېۍګ"), "ur": frozenset("ٹڈڑےںہھۓ")}
_NAMES = {"ps": "Pashto", "ur": "Urdu"}
_SMALL = frozenset(
    ["the", "of", "and", "to", "in", "a", "is", "was", "for", "on", "that", "with", "as", "by", "at", "from", "said",
     "were", "be", "it", "has", "have", "had", "his", "an", "are", "who", "not", "after"]
)  # fmt: skip
_ENOUGH = 80  # letters; nobody writes so many in either language without one of its own


def in_arabic_letters(text: str) -> bool:
    """Whether most of the letters are of the Arabic script, in which no English is written.

    >>> in_arabic_letters("بنوں میں حملہ"), in_arabic_letters("The café of سلام")
    (True, False)
    """
    arabic = sum("\u0600" <= letter <= "\u08ff" and letter.isalpha() for letter in text)
    return 2 * arabic > sum(map(str.isalpha, text))


def reads_as_english(text: str) -> bool:
    """Whether one word in twelve is one of English's small ones; False too for a text that is too short to tell."""
    words = [word.strip(".,;:!?“”\"'()").casefold() for word in text.split()]
    return len(words) >= 12 and 12 * sum(word in _SMALL for word in words) >= len(words)


def name_of(text: str) -> str:
    """What to call the language of a text in Arabic letters."""
    own = {language: sum(letter in letters for letter in text) for language, letters in _OWN.items()}
    best = max(own, key=own.__getitem__)
    return _NAMES[best] if own[best] else "another language"


def another_than(text: str, language: str) -> str:
    """The name of the language that a text is in, where it is clearly not `language`; "" where it may be.

    >>> another_than("یہ ہے ایک اردو کی تحریر", "ps"), another_than("The road is open.", "ur")
    ('Urdu', 'English')
    """
    letters = sum(map(str.isalpha, text))
    if letters and not in_arabic_letters(text):
        return "English" if text.isascii() or reads_as_english(text) else "another language"
    own = sum(letter in _OWN[language] for letter in text)
    other = max((sum(letter in found for letter in text), name) for name, found in _OWN.items() if name != language)
    if other[0] >= 3 and other[0] > 2 * own:
        return _NAMES[other[1]]
    return "another language" if letters >= _ENOUGH and not own else ""
