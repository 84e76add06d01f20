"""Which language a text is in, told by the letters that only one of them has."""

from __future__ import annotations

from packager.text.letters import PASHTO, URDU


def language_of(text: str) -> str:
    """`ps` or `ur` by their own letters, "" where the letters do not tell.

    >>> language_of("پښتو"), language_of("یہ اردو ہے"), language_of("پاکستان")
    ('ps', 'ur', '')
    """
    pashto = sum(letter in PASHTO - URDU for letter in text)
    urdu = sum(letter in URDU - PASHTO for letter in text)
    if pashto == urdu:
        return ""
    return "ps" if pashto > urdu else "ur"
