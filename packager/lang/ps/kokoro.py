"""Pashto's sounds, by espeak-ng's names, in the symbols of Kokoro-82M, whichever dialect they come from.

The voices are Hindi-trained (see packager/lang/ur/kokoro.py): a sound is written as Hindi's nearest where it has one.
Chosen on purpose, and not checked by a native listener:

- Kandahari ږ, ʐ, for which the model has no symbol, is ʒ; Kandahari ښ keeps its ʂ.
- څ and ځ, where the dialect keeps them, are two sounds each, as espeak-ng has them: the Hindi voices know no ʦ and ʣ.
- و as a consonant is w: by the ear of benchmarks/neural_voice.py a little better than Hindi's own ʋ (.153, .159).
- ڼ is ɳ, ړ is ɽ; ق, where it is kept, is q.
"""

from __future__ import annotations

SYMBOLS = {
    "p": "p", "b": "b", "t": "t", "d": "d", "t.": "ʈ", "d.": "ɖ", "k": "k", "g": "ɡ", "q": "q", "c": "ʧ", "J": "ʤ",
    "f": "f", "s": "s", "z": "z", "S": "ʃ", "Z": "ʒ", "s.": "ʂ", "z.": "ʒ", "x": "x", "Q": "ɣ",
    "h": "h", "H": "h", "m": "m", "n": "n", "n.": "ɳ", "N": "ŋ", "l": "l", "r": "ɾ", "*": "ɾ", "R": "r", "r.": "ɽ",
    "w": "w", "v": "ʋ", "j": "j",
    "a": "a", "@": "ə", "a:": "aː", "i": "i", "i:": "iː", "I": "ɪ", "u": "u", "u:": "uː", "U": "ʊ", "e": "e",
    "e:": "eː", "o": "o", "o:": "oː",
    ";": "",  # espeak-ng's mark of an i that glides into the next vowel: the vowel itself is there
}  # fmt: skip
