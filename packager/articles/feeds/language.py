"""Which language a feed's story is in: by its letters and small words, since feeds may be wrong about it."""

from __future__ import annotations

from packager.lang.which import foreign_name, in_arabic_letters, reads_as_english

# Languages that are not written in Latin letters: a text in those is not in them, whatever is said.
_NOT_LATIN = ("ps", "pus", "pbt", "ur", "fa", "prs", "ar", "sd", "hi", "ru", "zh", "tg", "bal", "ckb")
_ENOUGH = 12  # words from which on a text shows whether it is English


def foreign(said: str, text: str) -> str:
    """Why a story is not for an English intake, "" where it is; `said` is the feed's word for its language."""
    if in_arabic_letters(text):
        return f"is in {foreign_name(text)}, not in English"
    said = said.strip().lower().replace("_", "-")
    if said.startswith("en") or reads_as_english(text):
        return ""
    latin = sum(letter.isalpha() and letter < "\u0250" for letter in text)
    if (
        said.partition("-")[0] in _NOT_LATIN
        and 2 * latin > sum(map(str.isalpha, text)) > 0
        and len(text.split()) < _ENOUGH
    ):
        return ""
    return f"is in '{said}', not in English"
