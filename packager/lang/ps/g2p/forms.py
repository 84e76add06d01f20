"""How a Pashto word that no lexicon holds is read from words that it does hold: its forms and its parts.

What endings do is learned of the lexicon, by comparing each word with its relations (کتاب kit'Ab,
کتابونه kitAb'una: -ونه adds 'una and takes the stress). A new word is read from every known relation; readings
are weighed by how often the same change of letters made the same change of sounds.

Stress: an ending that takes it in the lexicon takes it; where the lexicon's words keep theirs, so does
the new one; where it moves within the stem, `pashto_stress` places it. و-, نه- and مه- take the stress, other
prefixes leave it to their word, and two words joined are stressed as the second.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import permutations
from typing import NamedTuple

from packager.lang.data_folder import voices_folder
from packager.lang.ps.g2p.letters import CONSONANTS
from packager.lang.ps.g2p.sounds import STRESS, VOWELS, Sounds, parse, stressed
from packager.lang.ps.g2p.stress import Stresses
from packager.lang.tables import cells, parts

_STEM, _ENDING, _OFF = 3, 5, 3  # letters: the least that relations share, the most put on and taken off
_FAMILY = 150  # words: more than that with the same beginning are no relations
_PAIRS, _SHARE = 3, 0.05  # a change seen less often, or a rarer outcome of it, is not kept
# Chosen on words taken out of the lexicon (benchmarks/pronunciation.py, --hold-out, seeds 1 to 4):
_SHORT = 0.5  # what a reading weighs whose stem has but the least letters
_ENOUGH = 1.0  # -ln of the doubt: what a reading must weigh to be believed
# Short words look like forms of others by chance: of words that no lexicon holds, on a list that is not ours, core PER
# is 11.9 so and 12.9 without.
_BRIEF, _ENOUGH_OF_BRIEF = 6, 3.0  # letters at most, and what a reading of so short a word must weigh
_SUREST = 0.98

PERFECTIVE, HITHER = parse("w'@"), parse("rAw'@")  # alone, and after را-


@cache
def sounds_of(kind: str) -> dict[str, Sounds]:
    """Parts of words of one kind, and how they are said: voices/pashto/parts.tsv."""
    rows = (row for _, row in cells(voices_folder() / "pashto" / "parts.tsv"))
    return {letters: parse(said) for letters, said in parts(rows)[kind].items()}


_PREFIXED = 4  # letters at least after a prefix
_AFTER_W = 3  # letters at least after the perfective و-, before an infinitive or a past
_VERBAL = ("ل", "لم", "لو", "له", "لې", "لي", "لی", "ې", "ي", "م", "و", "ئ", "ېد", "ېده", "وه", "اوه", "ه")
_YEHS = (("یږ", "ېږ"), ("ید", "ېد"), ("یښ", "ېښ"))  # print writes ی for ې
_RELATIONS = ("", "ه", "ی", "ېدل", "ل", "ېدنه", "ونه", "ښت", "ونکی", "وي", "وی", "و")  # of an infinitive in -ول
_OUTER = ("را", "ور", "در", "و", "نه", "مه")
_NATIVE = frozenset("ښږځڅړ")
_FIRST, _SECOND, _JOINED = 3, 4, 7  # letters at least in a compound's parts, and in the whole


class Ending(NamedTuple):
    """One way from a known word to a new one."""

    off: str  # letters
    lost: Sounds
    gained: Sounds  # with the stress mark, where the new ending takes it
    kept: bool  # whether the stress stays where it was
    share: float  # of the pairs with this change of letters, those with this change of sounds


Endings = Mapping[str, Sequence[Ending]]  # by the letters put on


class _Derived(NamedTuple):
    bare: Sounds
    stress: int


class _FormChange(NamedTuple):
    lost: Sounds
    gained: Sounds
    kept: bool


def learn_endings(lexicon: Iterable[tuple[str, Sounds]]) -> dict[str, list[Ending]]:
    """What endings do to the sounds of the lexicon's words, by the letters put on."""
    said = {word: _said(sounds) for word, sounds in lexicon}
    counts: defaultdict[tuple[str, str], dict[_FormChange | None, int]] = defaultdict(dict)
    for stem, words in _families(said):
        ends = [(word[stem:], said[word]) for word in words]
        for (off, one), (on, other) in permutations(ends, 2):
            if on and len(off) <= _OFF and off[:1] != on[:1]:
                change, changes = _change(one, other, len(off), len(on)), counts[off, on]
                changes[change] = changes.get(change, 0) + 1
    found: defaultdict[str, list[Ending]] = defaultdict(list)
    for (off, on), changes in counts.items():
        found[on].extend(_kept(off, changes))
    return {on: endings for on, endings in found.items() if endings}


def _said(sounds: Sounds) -> _Derived:
    marked = stressed(sounds)
    place = marked.index(STRESS)
    return _Derived((*marked[:place], *marked[place + 1 :]), place)


def _families(words: Iterable[str]) -> Iterator[tuple[int, list[str]]]:
    """Words that begin alike, with the number of letters that they share."""
    families: defaultdict[str, list[str]] = defaultdict(list)
    for word in words:
        for stem in range(max(_STEM, len(word) - _ENDING), len(word) + 1):
            families[word[:stem]].append(word)
    return ((len(stem), family) for stem, family in families.items() if len(family) <= _FAMILY)


def _change(one: _Derived, other: _Derived, off: int, on: int) -> _FormChange | None:
    """From one word's sounds to another's; None when they are no relations."""
    alike = 0
    for first, second in zip(one.bare, other.bare, strict=False):
        if first != second:
            break
        alike += 1
    lost, gained = one.bare[alike:], other.bare[alike:]
    if len(lost) > 2 * off + 1 or len(gained) > 2 * on + 1:
        return None
    at = other.stress - alike
    return _FormChange(lost, (*gained[:at], STRESS, *gained[at:]) if at >= 0 else gained, one.stress == other.stress)


def _kept(off: str, changes: Mapping[_FormChange | None, int]) -> Iterator[Ending]:
    pairs = sum(changes.values())
    for change, count in changes.items():
        if change and pairs >= _PAIRS and count > 1 and count / pairs > _SHARE:
            yield Ending(off, *change, count / (pairs + 1))


def pack_endings(endings: Endings) -> list[str]:
    """The endings as lines of text."""
    return [
        "\t".join((on, way.off, " ".join(way.lost), " ".join(way.gained), str(int(way.kept)), f"{way.share:.3f}"))
        for on, ways in endings.items()
        for way in ways
    ]


def unpack_endings(lines: Iterable[str]) -> dict[str, list[Ending]]:
    """What `pack_endings` gives."""
    found: dict[str, list[Ending]] = {}
    for line in lines:
        on, off, lost, gained, kept, share = line.split("\t")
        way = Ending(off, tuple(lost.split()), tuple(gained.split()), kept == "1", float(share))
        found.setdefault(on, []).append(way)
    return found


@dataclass(frozen=True)
class Former:
    """Reads new words from known ones."""

    known: Mapping[str, str] = field(repr=False)  # word → its sounds, parted by spaces
    endings: Endings = field(repr=False)
    stresses: Stresses

    def sounds(self, word: str) -> Sounds | None:
        """A folded word's sounds with their stress; None when it is made of nothing known."""
        for written, meant in _YEHS:
            if written in word and word.replace(written, meant) in self.known:
                return _marked(_said(tuple(self.known[word.replace(written, meant)].split(" "))))
        return (
            self._perfective(word)
            or self._oblique(word)
            or self._by_suffix(word)
            or self._by_ending(word)
            or self._by_prefix(word)
            or self._by_name(word)
            or self._diminutive(word)
            or self._by_parts(word)
        )

    def is_infinitive(self, word: str) -> bool:
        """Whether a word in -ول is an infinitive (ګډول, of ګډ) and no loan or place (جندول)."""
        stem = word.removesuffix("ول")
        if any(stem + ending in self.known for ending in _RELATIONS):
            return True
        for prefix in _OUTER:
            if stem.startswith(prefix) and any(stem[len(prefix) :] + ending in self.known for ending in _RELATIONS):
                return True
        return bool(_NATIVE.intersection(stem)) or stem.endswith("ن")

    def is_perfective(self, word: str) -> bool:
        """Whether an unknown word looks like و- with an infinitive or a past: وسېځل."""
        return len(word) > _PREFIXED and word[0] == "و" and word[1] in CONSONANTS and word.endswith(("ل", "ېد", "ېده"))

    def _perfective(self, word: str) -> Sounds | None:
        """و- takes the stress, and leaves its verb's sounds: وځپل, وځنډېږي, وخوړلم, راوپاروي."""
        if word.startswith("راو") and len(word) > _PREFIXED + 2 and word.endswith(_VERBAL):
            whole, verb = self._known(f"را{word[3:]}"), self._known(word[3:])
            bare = whole.bare[2:] if whole else verb.bare if verb else ()
            return HITHER + bare if bare else None
        rest = word[1:]
        if not word.startswith("و") or len(rest) < _AFTER_W or not rest.endswith(_VERBAL):
            return None
        for written, meant in (("", ""), *_YEHS):
            form = rest.replace(written, meant) if written else rest
            found = self._known(form) if len(form) > _AFTER_W or form.endswith("ل") else None
            if found:
                return PERFECTIVE + found.bare
        formed = self._by_ending(rest) if len(rest) > _PREFIXED else None
        return PERFECTIVE + tuple(sound for sound in formed if sound != STRESS) if formed else None

    def _by_name(self, word: str) -> Sounds | None:
        """People's names of two parts: ګلمرجان."""
        for letters, sounds in sounds_of("name").items():
            rest = self._known(word[len(letters) :]) if word.startswith(letters) else None
            if rest and len(word) - len(letters) >= _FIRST:
                return (*sounds, *_marked(rest))
        return None

    def _oblique(self, word: str) -> Sounds | None:
        """The oblique of a feminine in -a, stressed as it: منامه, منامې."""
        noun = self.known.get(f"{word[:-1]}ه", "") if word.endswith("ې") else ""
        return (*noun.split(" ")[:-1], "e") if noun.endswith(" a") and STRESS in noun.split(" ") else None

    def _by_suffix(self, word: str) -> Sounds | None:
        """A known word, its last -a too, and one of the suffixes: زړهور, جګتیا, واورتون."""
        for letters, sounds in sounds_of("suffix").items():
            stem = word.removesuffix(letters)
            if stem != word and len(stem) >= (_FIRST if len(letters) == len("ور") else _FIRST - 1):
                whole = self._known(f"{stem[:-1]}ۍ" if stem.endswith("ی") else "") or self._known(stem)
                short = self._known(f"{stem}ه")
                known = short or whole if letters == "تون" else whole or short
                if known:
                    return _before_suffix(known.bare, sounds) + sounds
        return None

    def _diminutive(self, word: str) -> Sounds | None:
        """A known word with -ak: بازارک."""
        stem = self._known(word[:-1]) if word.endswith("ک") and len(word) > _PREFIXED else None
        return (*stem.bare, STRESS, "a", "k") if stem and stem.bare[-1] not in VOWELS else None

    def _by_ending(self, word: str) -> Sounds | None:
        weights: defaultdict[Sounds, float] = defaultdict(float)
        for stem in range(max(_STEM, len(word) - _ENDING), len(word)):
            for way in self.endings.get(word[stem:], ()):
                reading = self._ended(word, stem, way)
                if reading:
                    sure = -math.log(1 - min(way.share, _SUREST))
                    weights[reading] += sure if stem > _STEM else _SHORT * sure
        best = max(weights, key=lambda reading: weights[reading], default=None)
        enough = _ENOUGH if len(word) > _BRIEF else _ENOUGH_OF_BRIEF
        return best if best and weights[best] > enough else None

    def _ended(self, word: str, stem: int, way: Ending) -> Sounds | None:
        """The word by one way from one relation, if the relation is known and its end is as the way wants it."""
        relation = self._known(word[:stem] + way.off)
        if relation is None:
            return None
        left = len(relation.bare) - len(way.lost)
        if relation.bare[left:] != way.lost:
            return None
        kept = relation.bare[:left]
        if way.kept and STRESS not in way.gained and relation.stress < left:
            kept = (*kept[: relation.stress], STRESS, *kept[relation.stress :])
        return self.stresses.placed(word, kept + way.gained)

    def _by_prefix(self, word: str) -> Sounds | None:
        for letters, sounds in sounds_of("prefix").items():
            rest = self._known(word[len(letters) :]) if word.startswith(letters) else None
            if rest and len(word) - len(letters) >= _PREFIXED:
                return sounds + (rest.bare if STRESS in sounds else _marked(rest))
        return None

    def _by_parts(self, word: str) -> Sounds | None:
        """Two known words joined, as evenly as may be."""
        if len(word) < _JOINED:
            return None
        for seam in sorted(range(_FIRST, len(word) - _SECOND + 1), key=lambda seam: abs(2 * seam - len(word))):
            first, second = self._known(word[:seam]), self._known(word[seam:])
            if first and second:
                return first.bare + _marked(second)
        return None

    def _known(self, word: str) -> _Derived | None:
        sounds = self.known.get(word)
        return _said(tuple(sounds.split(" "))) if sounds else None


def _before_suffix(bare: Sounds, suffix: Sounds) -> Sounds:
    """A word's sounds before a suffix: its last vowel goes before another, a last ə is a, -aj is i."""
    if suffix[0] == STRESS and bare[-1] in VOWELS:
        return bare[:-1]
    if bare[-2:] in (("a", "j"), ("@", "j")):  # نړۍ, نړیوال
        return (*bare[:-2], "i")
    return (*bare[:-1], "a") if bare[-1] == "@" else bare


def last_part(word: str, kind: str) -> str:
    """The last part of a place's name or a loan, where the word has one of this kind; "" where it has none."""
    least = _FIRST - (kind == "loan")
    return next((part for part in sounds_of(kind) if word.endswith(part) and len(word) - len(part) >= least), "")


def _marked(said: _Derived) -> Sounds:
    return (*said.bare[: said.stress], STRESS, *said.bare[said.stress :])
