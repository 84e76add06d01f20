"""Which language a text is in, told by the letters that only one of them has."""

from __future__ import annotations

from packager.lang.registry import targets


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
