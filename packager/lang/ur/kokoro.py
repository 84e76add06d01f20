"""Urdu's sounds, by espeak-ng's names, in the symbols of Kokoro-82M.

Its Hindi voices were trained on what espeak-ng makes of Hindi, so the symbols are those, and not a phonetician's:
one letter for ch and j, ʰ for breath after voiced stops too, the tilde after the vowel and before its length.
q, x and ɣ, which Hindi writes with a dot and rarely says, have symbols of their own and come out as such.
"""

from __future__ import annotations

_NASAL = "\u0303"
SYMBOLS = {
    "p": "p", "b": "b", "t": "t", "d": "d", "t.": "ʈ", "d.": "ɖ", "k": "k", "g": "ɡ", "q": "q", "c": "ʧ", "J": "ʤ",
    "p#": "pʰ", "b#": "bʰ", "t#": "tʰ", "d#": "dʰ", "t.#": "ʈʰ", "d.#": "ɖʰ", "k#": "kʰ", "g#": "ɡʰ", "c#": "ʧʰ",
    "J#": "ʤʰ", "f": "f", "s": "s", "z": "z", "S": "ʃ", "Z": "ʒ", "x": "x", "Q": "ɣ", "H": "h", "h": "h",
    "m": "m", "n": "n", "n.": "ɳ", "N": "ŋ", "n^": "ɲ", "l": "l", "r": "r", "R": "r", "*": "ɾ", "r.": "ɽ",
    "v": "ʋ", "w": "ʋ", "j": "j",
    "a": "a", "@": "ə", "V": "ʌ", "a:": "aː", "I": "ɪ", "i": "i", "i:": "iː", "U": "ʊ", "u": "u", "u:": "uː",
    "e": "e", "e:": "eː", "E": "ɛ", "E:": "ɛː", "o": "o", "o:": "oː", "O": "ɔ", "O:": "ɔː", "aI": "ɛː", "aU": "ɔː",
    "V~": f"ʌ{_NASAL}", "a~": f"a{_NASAL}", "a~:": f"a{_NASAL}ː", "I~": f"ɪ{_NASAL}", "i~": f"i{_NASAL}",
    "i~:": f"i{_NASAL}ː", "U~": f"ʊ{_NASAL}", "u~": f"u{_NASAL}", "u~:": f"u{_NASAL}ː", "e~": f"e{_NASAL}",
    "e~:": f"e{_NASAL}ː", "E~": f"ɛ{_NASAL}ː", "o~": f"o{_NASAL}", "o~:": f"o{_NASAL}ː", "O~": f"ɔ{_NASAL}ː",
    ";": "",  # espeak-ng's mark of an i that glides into the next vowel: the vowel itself is there
}  # fmt: skip
