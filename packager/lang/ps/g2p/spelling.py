"""How a Pashto word that no lexicon knows is said: by analogy with the words that it holds.

Print leaves out most short vowels and writes several sounds with one letter. So what each letter
stands for is counted over the lexicon, in ever longer surroundings to the right and to the left, and
in patterns of consonants (pashto_learning). A new word gets the sounds that are likeliest on the
whole, the longest surroundings weighing most (interpolated as by Witten and Bell, 1991), with no
three consonants in a row if it can be helped.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from packager.lang.ps.g2p.learning import CHAINS, START, Chain, Packed, after, key, unpack
from packager.lang.ps.g2p.letters import CONSONANTS, LETTERS, VOWEL_SIGNS, Chunk, folded
from packager.lang.ps.g2p.sounds import STRESS, VOWELS, Sounds

_BEFORE_OL = CONSONANTS | {"ي", "ی"}  # letters after which a final -ول is the infinitive's -awəl

_NATIVE = frozenset("ټډړڼښږځڅېۍګ")
_INFLECTED = frozenset("ې")  # foreign words have it too, and names in the oblique
_SONORANTS = frozenset("rlmnRN")
_AFTER_OO = CONSONANTS - frozenset("نلځ")  # after which -وو- is no -awu-: not ښوونکی, ښوول
_WEIGHTS = sum(chain.weight for chain in CHAINS)

# Natural logarithms taken off a reading.
_LONG_RUN = 2.0  # for a third consonant in a row
_NO_VOWEL = 20.0
_RISING_END = 3.0  # for two last consonants of which the second sounds more than the first: -bn, -zR
_BEAM = 10  # readings kept after each letter
_LEAST = 1e-6  # a chunk less likely than this is not tried


@dataclass(frozen=True, slots=True)
class _WordReading:
    """Sounds of a word's first letters."""

    score: float  # natural log of the likelihood
    before: str
    run: int  # consonants since the last vowel
    sounds: Sounds

    def with_chunk(self, chunk: Chunk, likelihood: float) -> _WordReading:
        score, run = self.score + math.log(likelihood), self.run
        for sound in chunk:
            run = 0 if sound in VOWELS else run + 1
            score -= _LONG_RUN if run > 2 else 0
        return _WordReading(score, after(self.before, chunk), run, self.sounds + chunk)

    @property
    def total(self) -> float:
        unsayable = 0.0 if VOWELS.intersection(self.sounds) else _NO_VOWEL
        return self.score - unsayable - (_RISING_END if _rises(self.sounds[-2:]) else 0.0)


@dataclass(frozen=True, slots=True)
class _Spelt:
    """A word to be read."""

    letters: str
    seen: str  # the same as the lexicon spells: ی for ي inside
    signs: Mapping[int, str]  # the vowel ("" for none) that a sign puts after a letter
    infinitive: bool  # whether a final -ول is -awəl


@dataclass(frozen=True)
class CountedSpeller:
    """Reads words by what was counted."""

    packed: Packed = field(repr=False)

    def sounds(self, text: str, *, infinitive: bool = True) -> Sounds:
        """The likeliest sounds of a word, without stress; vowel signs in it are heeded. () without letters.

        `infinitive`: whether a final -ول is an infinitive's.
        """
        word = _word(text, infinitive=infinitive)
        readings = [_WordReading(0.0, START, 0, ())]
        for index in range(len(word.letters)):
            further: dict[tuple[str, int, Sounds], _WordReading] = {}
            for reading in self._further(readings, word, index):
                alike = (reading.before, reading.run, reading.sounds[-3:])
                if alike not in further or further[alike].score < reading.score:
                    further[alike] = reading
            readings = sorted(further.values(), key=lambda reading: -reading.score)[:_BEAM]
        return _reduced(word, _glided(max(readings, key=lambda reading: reading.total).sounds))

    def _further(self, readings: Sequence[_WordReading], word: _Spelt, index: int) -> Iterator[_WordReading]:
        likely = {before: self._likely(word, index, before) for before in {reading.before for reading in readings}}
        for reading in readings:
            for chunk, likelihood in likely[reading.before].items():
                yield reading.with_chunk(chunk, likelihood)

    def _likely(self, word: _Spelt, index: int, before: str) -> dict[Chunk, float]:
        """What a letter may stand for here, and how likely."""
        counted = self.packed.get(word.seen[index])
        alone = unpack(counted) if counted else dict.fromkeys(LETTERS[word.seen[index]], 1)
        total = sum(alone.values())
        plain = {chunk: count / total for chunk, count in alone.items()}
        seen = [(chain.weight / _WEIGHTS, self._seen_by(chain, plain, word.seen, index, before)) for chain in CHAINS]
        mixed = {chunk: sum(weight * shares[chunk] for weight, shares in seen) for chunk in plain}
        fitting = {chunk: share for chunk, share in mixed.items() if _fits(word, index, chunk)}
        if not fitting:
            return _signed(word.seen[index], word.signs[index]) if index in word.signs else mixed
        return {chunk: share for chunk, share in fitting.items() if share > _LEAST} or fitting

    def _seen_by(
        self, chain: Chain, plain: Mapping[Chunk, float], seen: str, index: int, before: str
    ) -> dict[Chunk, float]:
        """The shares of a letter's chunks as one chain sees them."""
        shapes = {chunk: chain.shape(seen[index], chunk) for chunk in plain}
        at_first = dict.fromkeys(shapes.values(), 0.0)
        for chunk, shape in shapes.items():
            at_first[shape] += plain[chunk]
        shares = self._interpolated(chain, at_first, chain.padded(seen), index + 1, before)
        return {chunk: shares[shape] * plain[chunk] / at_first[shape] for chunk, shape in shapes.items()}

    def _interpolated(
        self, chain: Chain, shares: Mapping[Chunk, float], padded: str, place: int, before: str
    ) -> dict[Chunk, float]:
        mixed = dict(shares)
        for number in range(len(chain.reaches)):
            counted = self.packed.get(key(chain, number)(padded, place, before))
            if counted is None:
                break
            found = unpack(counted)
            kinds, total = len(found), sum(found.values())
            for shape, share in mixed.items():
                mixed[shape] = (found.get(shape, 0) + kinds * share) / (total + kinds)
        return mixed


def _rises(end: Sounds) -> bool:
    """Whether a word ends in two consonants that no syllable can end in."""
    if len(end) < 2 or VOWELS.intersection(end) or end[1] == "s":  # -ts, -ps, -ks are the ends of English plurals
        return False
    first, second = map(_sonority, end)
    return second > first or first == second == 0


def _sonority(sound: str) -> int:
    ranks = ("pbtTdDkgqCJ", "fszSZXGxQh", "mnNj")  # then r, l, w
    return next((rank for rank, sounds in enumerate(ranks) if sound in sounds), len(ranks))


def _word(text: str, *, infinitive: bool) -> _Spelt:
    letters: list[str] = []
    signs: dict[int, str] = {}
    for character in text.replace("اً", "اَن"):
        if character in LETTERS:
            letters.append(character)
        elif character in VOWEL_SIGNS and letters:
            signs[len(letters) - 1] = VOWEL_SIGNS[character]
    return _Spelt("".join(letters), folded("".join(letters)), signs, infinitive)


def _fits(word: _Spelt, index: int, chunk: Chunk) -> bool:
    """What spelling settles: vowel signs, the yehs, that ه is h but at the end, that ت is no ټ, the ends of words."""
    sign = word.signs.get(index)
    if sign is not None:
        return chunk[-1:] == (sign,) if sign else not VOWELS.intersection(chunk)
    letter, left = word.letters[index], len(word.letters) - 1 - index
    if (letter == "ه" and left) or letter == "ت":
        return chunk[:1] == ("h",) if letter == "ه" else "T" not in chunk
    if letter == "ي":
        return "e" not in chunk if left or word.letters[index - 1] not in CONSONANTS else chunk == ("i",)
    if letter == "ی" and left == 0 and index > 1 and word.letters[index - 1] in CONSONANTS:
        return chunk == ("a", "j")
    if index == 1 and letter == "و" and word.letters[0] == "ا" and word.letters[2:3] in CONSONANTS:
        return not (chunk[:1] == ("w",) and len(chunk) > 1)  # اوش: o or aw, and never wə
    return _fits_loan(word, index, chunk) and _fits_end(word, index, chunk)


def _fits_loan(word: _Spelt, index: int, chunk: Chunk) -> bool:
    """English as Pashto prints it: ټر- and ډر- are no syllable, ای- is one vowel, so are -وو- and -ائی-."""
    before, letter, following = word.letters[:index], word.letters[index], word.letters[index + 1 :]
    if letter in "ټډ" and not before and following[:1] == "ر":
        return len(chunk) == 1
    if letter in "یي" and before == "ا" and (following[:1] in CONSONANTS or following[:2] in ("وا", "وې")):
        return chunk in (("e",), ("i",))
    if before.endswith("ائ") and letter == "ی" and following[:1] in CONSONANTS:
        return not chunk
    if before.endswith("ا") and letter == "ئ" and following.lstrip("ی")[:1] in CONSONANTS:
        return chunk == ("j",)
    if letter == "و" and following[:1] in _AFTER_OO and before[-2:-1] in CONSONANTS and before[-1] == "و":
        return not chunk
    doubled = letter == "و" and following[:1] == "و" and following[1:2] in _AFTER_OO and before[-1:] in CONSONANTS
    return not doubled or chunk == ("u",)


def _fits_end(word: _Spelt, index: int, chunk: Chunk) -> bool:
    """Infinitives in -awəl and other words in -ول, and loans in -یو, which are no plurals in -əjo."""
    letters, left = word.letters, len(word.letters) - 1 - index
    if len(letters) > 3 and letters.endswith("ول") and letters[-3] in _BEFORE_OL and left in (1, 2):
        if not word.infinitive:
            arabic = len(letters) == 4 or (len(letters) == 5 and letters[0] == "م")  # nuzūl, maqbūl; but Jandol
            return left == 2 or chunk == (("u",) if arabic else ("o",))
        return chunk == ("w", "@") if left == 1 else chunk[-1:] == ("a",)
    if len(letters) > 3 and letters.endswith("یو") and left < 2 and not _NATIVE.intersection(letters):
        return chunk == (("i",) if left else ("o",))
    return True


def _glided(sounds: Sounds) -> Sounds:
    """No j between i and a consonant, no w between u and one: they are the vowel itself."""
    return tuple(
        sound
        for place, sound in enumerate(sounds)
        if not (
            (sounds[place - 1 : place], sound) in ((("i",), "j"), (("u",), "w"))
            and not VOWELS.intersection(sounds[place + 1 : place + 2])
        )
    )


def _reduced(word: _Spelt, sounds: Sounds) -> Sounds:
    """Short a before r l m n that close the syllable is ə in native words, which Pashto's own letters betray.

    Not at the beginning of a word, and not where a vowel sign was written. Found by comparing what the
    voice said with other people's transcriptions: of such vowels about seven in ten were ə.
    """
    if word.signs or not _NATIVE.intersection(word.letters):
        return sounds
    return tuple(
        "@" if sound == "a" and place and _closed_by_sonorant(sounds[place + 1 : place + 3]) else sound
        for place, sound in enumerate(sounds)
    )


def lightened(word: str, sounds: Sounds) -> Sounds:
    """Unstressed short a in an open syllable within a native word is ə, as other people's transcriptions have it."""
    if not (_NATIVE - _INFLECTED).intersection(word):
        return sounds
    return tuple(
        "@" if sound == "a" and place and sounds[place - 1] != STRESS and _is_open(sounds[place + 1 :]) else sound
        for place, sound in enumerate(sounds)
    )


def _is_open(after: Sounds) -> bool:
    """Whether a vowel that these sounds follow is in an open syllable, and no other vowel of the word is the last."""
    rest = tuple(sound for sound in after if sound != STRESS)
    return len(rest) > 1 and rest[0] not in VOWELS and rest[0] != "j" and rest[1] in VOWELS


def _closed_by_sonorant(after: Sounds) -> bool:
    return bool(after) and after[0] in _SONORANTS and not VOWELS.intersection(after)


def _signed(letter: str, sign: str) -> dict[Chunk, float]:
    own = LETTERS[letter][0]
    bare = tuple(sound for sound in own if sound not in VOWELS)
    return {(*bare, sign) if sign else bare: 1.0}
