"""English spelling to Pashto and Urdu letters by rule: a reader's first guess at a name.

Two steps: spelling to sounds (rules of English spelling, the first that fits at a place wins), and
sounds to letters by their place in the word. Own work; every result is marked for the editor.
"""

from __future__ import annotations

import re
import unicodedata

# Spelling (a regular expression tried at each place) → sounds. Capitals: A long a, E ay, I ee, U oo,
# Y as in five, W as in now, Q as in boy, S sh, C ch, J, T th, X kh, Z zh, N ng; small a, e, i, u are short.
_RULES = [
    (r"(?<![a-z])kn", "n"), (r"(?<![a-z])wr", "r"), (r"(?<![a-z])ps(?=y)", "s"), (r"(?<![a-z])gn", "n"),
    (r"(?<![a-z])mc(?=[^k])", "mak"), (r"(?<![a-z])x", "z"), (r"(?<![a-z])al(?=[^aeiouy])", "al"), (r"(?<![a-z])you", "yU"),
    (r"tions?(?![a-z])", "San"), (r"sions?(?![a-z])", "Zan"), (r"[ct]ious", "Sas"), (r"ture(?![a-z])", "Car"),
    (r"sure(?![a-z])", "Zar"), (r"tial|cial", "Sal"), (r"tsch", "C"), (r"sch(?=[aeiou])", "S"), (r"tch", "C"), (r"chr", "kr"),
    (r"ch(?=[lnm])", "k"), (r"ch", "C"), (r"sh", "S"), (r"ph", "f"), (r"th", "T"), (r"kh", "X"), (r"zh", "Z"), (r"gh(?=[aeiou])", "g"),
    (r"eigh|aigh", "E"), (r"igh", "Y"), (r"ough|augh", "o"), (r"gh", ""), (r"wh", "w"), (r"ck", "k"), (r"cq|qu(?=e(?![a-z]))", "k"),
    (r"qu", "kw"), (r"q", "k"), (r"dge", "J"), (r"dg", "J"), (r"sc(?=[eiy])", "s"), (r"cc(?=[ei])", "ks"), (r"c(?=[eiy])", "s"),
    (r"c", "k"), (r"ge(?![a-z])", "J"), (r"gg", "g"), (r"g(?=i[^lbfv]|e[^tr]|y)", "J"), (r"ng(?![aeiouy])", "N"), (r"ngs(?![a-z])", "Nz"),
    (r"mb(?![a-z])", "m"), (r"([bdfklmnprstvz])\1", None), (r"(?<=[aeiou])s(?=[eiou])", "z"),
    (r"(?<=[bdglmnvw])s(?![a-z])", "z"), (r"(?<=[bdglmnv]e)s(?![a-z])", "z"), (r"x", "ks"), (r"j", "J"),
    # vowels
    (r"eau", "o"), (r"ee|ie(?![a-z])|ea(?=[^u])", "I"), (r"ie(?=[fvldc])", "I"), (r"ei", "E"), (r"ey(?![a-z])", "I"), (r"ey", "E"),
    (r"(?<=[lrjs])ew|(?<=[lrj])eu", "U"), (r"ew|eu", "yU"), (r"ai|ay", "E"), (r"au|aw", "o"), (r"all(?![a-z])", "Al"), (r"oa", "o"),
    (r"oo", "U"), (r"ous(?![a-z])", "as"), (r"ou|ow(?=[a-z])", "W"), (r"ow", "o"), (r"oi|oy", "Q"), (r"oe(?![a-z])", "o"),
    (r"ue(?![a-z])|ui", "U"), (r"uy", "Y"), (r"yer(?![a-z])", "yar"), (r"(?<![aeiouy])y(?![a-z])", "I"),
    (r"a(?=[bcdfgklmnpstvz]e[sd]?(?![a-z]))", "E"), (r"i(?=[bcdfgklmnpstvz]e[sd]?(?![a-z]))", "Y"),
    (r"o(?=[bcdfgklmnprstvz]e[sd]?(?![a-z]))", "o"), (r"u(?=[bcdfgklmnpstvz]e[sd]?(?![a-z]))", "U"),
    (r"(?<=[a-z]{2})e(?![a-z])", ""), (r"(?<=[bcdfgkmnptv])e(?=s(?![a-z]))", ""), (r"are(?![a-z])", "er"),
    (r"(?:er|ir|ur)(?![aeiouy])", "ar"), (r"a(?=ck|nd|nk|mp|tt|pp|ss|rr|dd|bb|sh)", "e"),
    (r"(?<=[a-z]{2})(?:e|o)(?=ns?(?![a-z]))", "a"), (r"(?<=[a-z]{2})e(?=ls?(?![a-z]))", "a"),
    (r"u(?=mp|nt|ck|tt|nk|ff|ll|ss|st|dd|rr|nn|bb|sh|ng|gg|n(?![a-z])|m(?![a-z]))", "a"),
    (r"(?<![a-z])y|y(?=[aeiou])", "y"), (r"y", "i"), (r"i(?![a-z])", "I"), (r"a", "A"), (r"e", "e"), (r"i", "i"), (r"o", "o"), (r"u", "U"),
]  # fmt: skip
_SPELLING = [(re.compile(spelling), sounds) for spelling, sounds in _RULES]

_VOWELS = frozenset("AaEeIiUuoYWQ")
_CONSONANTS = {
    "ur": dict(
        zip("pbtdkgfvszSCJhmnNlrwyTXZ", "پ ب ٹ ڈ ک گ ف و س ز ش چ ج ہ م ن نگ ل ر و ی تھ خ ژ".split(), strict=True)
    ),
    "ps": dict(
        zip("pbtdkgfvszSCJhmnNlrwyTXZ", "پ ب ټ ډ ک ګ ف و س ز ش چ ج ه م ن نګ ل ر و ی ت خ ژ".split(), strict=True)
    ),
}
# At the start of a word or after a vowel's hiatus; inside; at the end.
_PLACES = {
    "ur": {
        "A": ("آ", "ا", "ا"), "a": ("اَ", "َ", "ا"), "E": ("اے", "ی", "ے"), "e": ("ای", "ی", "ے"), "I": ("ای", "ی", "ی"),
        "i": ("اِ", "ِ", "ی"), "U": ("اُو", "و", "و"), "u": ("اُ", "ُ", "و"), "o": ("او", "و", "و"), "Y": ("آئی", "ائی", "ائی"),
        "W": ("آؤ", "اؤ", "اؤ"), "Q": ("اوئے", "وائ", "وائے"),
    },
    "ps": {
        "A": ("ا", "ا", "ا"), "a": ("اَ", "َ", "ا"), "E": ("اې", "ې", "ې"), "e": ("اې", "ې", "ې"), "I": ("اي", "ي", "ي"),
        "i": ("اِ", "ِ", "ي"), "U": ("او", "و", "و"), "u": ("اُ", "ُ", "و"), "o": ("او", "و", "و"), "Y": ("آی", "ای", "ای"),
        "W": ("او", "او", "او"), "Q": ("اوی", "وی", "وی"),
    },
}  # fmt: skip
_AFTER_VOWEL = {
    "ur": {"A": "ا", "a": "ا", "E": "ئی", "e": "ئی", "I": "ئی", "i": "ئی", "o": "ؤ", "U": "ؤ", "u": "ؤ"},
    "ps": {"A": "ا", "a": "ا", "E": "یې", "e": "یې", "I": "یي", "i": "یي", "o": "و", "U": "و", "u": "و"},
}  # fmt: skip
_FOREIGN = str.maketrans(
    {"ß": "ss", "ø": "o", "æ": "e", "œ": "e", "ł": "l", "đ": "d", "ı": "i", "þ": "th", "ð": "th", "ħ": "h"}
)


def plain_latin(text: str) -> str:
    """Latin letters without their accents: `Mbappé` → `Mbappe`."""
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(char for char in decomposed if not unicodedata.combining(char)).translate(_FOREIGN)


def sounds(word: str) -> str:
    """The sounds of an English spelling, one letter each."""
    word = re.sub(r"[^a-z]", "", plain_latin(word.lower()))
    out: list[str] = []
    place = 0
    while place < len(word):
        for spelling, said in _SPELLING:
            match = spelling.match(word, place)
            if match:
                out.append(sounds(match[1]) if said is None else said)
                place = match.end()
                break
        else:
            out.append(word[place])
            place += 1
    return "".join(out)


def transliterate(word: str, language: str) -> str:
    """A Latin word in the letters of `language`; never empty for a word with a letter in it."""
    said = sounds(word)
    out: list[str] = []
    for place, sound in enumerate(said):
        before, after = said[place - 1 : place] if place else "", said[place + 1 : place + 2]
        out.append(_letter(sound, before, after, language))
    return "".join(out)


def _letter(sound: str, before: str, after: str, language: str) -> str:
    if sound not in _VOWELS:
        return _CONSONANTS[language].get(sound, "")
    if before in _VOWELS and before not in "iI":
        return _AFTER_VOWEL[language].get(sound, _PLACES[language][sound][1])
    if sound in "iI" and before and after in _VOWELS:
        return "ی"
    first, inside, last = _PLACES[language][sound]
    return first if not before else last if not after else inside
