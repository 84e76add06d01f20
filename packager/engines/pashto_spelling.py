"""How a Pashto word that no lexicon knows is said: by analogy with the words that it holds.

Print leaves out most short vowels and writes several sounds with one letter. So what each letter
stands for is counted over the lexicon, in ever longer surroundings to the right and to the left; a
new word gets the sounds that are likeliest on the whole, the longest surroundings weighing most
(interpolated as by Witten and Bell, 1991), with no three consonants in a row if it can be helped.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from packager.engines.pashto_letters import CONSONANTS, LETTERS, VOWEL_SIGNS, Chunk, aligned
from packager.engines.pashto_sounds import VOWELS, Sounds

# Surroundings by growing length, as letters (left, right); ALL reaches to the end of the word.
ALL = 99
_RIGHTWARD = ((0, 1), (0, 2), (1, 2), (1, 3), (2, 3), (3, 4), (2, ALL))
_LEFTWARD = ((1, 1), (2, 1), (2, 2), (3, 2), (4, 2), (ALL, 1), (ALL, 2))
_CHAINS = (
    tuple((f"r{number}", *reach) for number, reach in enumerate(_RIGHTWARD)),
    tuple((f"l{number}", *reach) for number, reach in enumerate(_LEFTWARD)),
)
_BOUNDARY = "#"
_START, _OPEN, _CLOSED = "^", "v", "c"  # what was said before: nothing, a vowel, a consonant

_BEFORE_OL = CONSONANTS | {"ي", "ی"}  # letters after which a final -ول is the infinitive's -awəl

# Natural logarithms taken off a reading.
_LONG_RUN = 2.0  # for a third consonant in a row
_NO_VOWEL = 20.0
_BEAM = 10  # readings kept after each letter
_LEAST = 1e-6  # a chunk less likely than this is not tried

Counts = Mapping[str, Mapping[Chunk, int]]
Packed = Mapping[str, str]  # the same with the counts as text, `a+j:5 i:2`, as they are kept on disk


@dataclass(frozen=True, slots=True)
class _Seen:
    """A letter of a lexicon word, and what it stands for there."""

    word: str
    index: int
    before: str
    chunk: Chunk


def learn(lexicon: Iterable[tuple[str, Sounds]]) -> Counts:
    """How often each letter stands for what, alone and in its surroundings; the sounds are without stress.

    Longer surroundings are only counted where shorter ones leave a doubt, and once beyond.
    """
    counts: defaultdict[str, Counter[Chunk]] = defaultdict(Counter)
    seen = [letter for word, sounds in lexicon for letter in _letters_of(word, sounds)]
    for letter in seen:
        counts[letter.word[letter.index]][letter.chunk] += 1
    for chain in _CHAINS:
        doubtful = [(letter, False) for letter in seen]
        for name, left, right in chain:
            keys = [_key(name, left, right, letter) for letter, _ in doubtful]
            for key, (letter, _) in zip(keys, doubtful, strict=True):
                counts[key][letter.chunk] += 1
            doubtful = [
                (letter, len(counts[key]) == 1)
                for key, (letter, settled) in zip(keys, doubtful, strict=True)
                if not settled
            ]
    return dict(counts)


def _letters_of(word: str, sounds: Sounds) -> Iterator[_Seen]:
    before = _START
    for index, chunk in enumerate(aligned(word, sounds) or ()):
        yield _Seen(word, index, before, chunk)
        before = _after(before, chunk)


def _key(name: str, left: int, right: int, letter: _Seen) -> str:
    word, index = letter.word, letter.index
    return name + letter.before + _around(word, index, left, right)


def _around(word: str, index: int, left: int, right: int) -> str:
    start = index - left
    near = word[start:index] if start >= 0 else _BOUNDARY + word[:index]
    after = word[index + 1 : index + 1 + right]
    return f"{near}<{word[index]}>{after if index + right < len(word) else after + _BOUNDARY}"


def _after(before: str, chunk: Chunk) -> str:
    if not chunk:
        return before
    return _OPEN if chunk[-1] in VOWELS else _CLOSED


@dataclass(frozen=True, slots=True)
class _Reading:
    """Sounds of a word's first letters."""

    score: float  # natural log of the likelihood
    before: str
    run: int  # consonants since the last vowel
    sounds: Sounds

    def with_chunk(self, chunk: Chunk, likelihood: float) -> _Reading:
        score, run = self.score + math.log(likelihood), self.run
        for sound in chunk:
            run = 0 if sound in VOWELS else run + 1
            score -= _LONG_RUN if run > 2 else 0
        return _Reading(score, _after(self.before, chunk), run, self.sounds + chunk)

    @property
    def total(self) -> float:
        return self.score - (0 if VOWELS.intersection(self.sounds) else _NO_VOWEL)


def pack(counts: Counts) -> dict[str, str]:
    """The counts as text."""
    return {
        key: " ".join(f"{'+'.join(chunk) or '0'}:{count}" for chunk, count in found.items())
        for key, found in counts.items()
    }


def _unpack(text: str) -> dict[Chunk, int]:
    pairs = (part.split(":") for part in text.split(" "))
    return {() if chunk == "0" else tuple(chunk.split("+")): int(count) for chunk, count in pairs}


@dataclass(frozen=True)
class Speller:
    """Reads words by what was counted."""

    packed: Packed = field(repr=False)

    def sounds(self, text: str) -> Sounds:
        """The likeliest sounds of a word, without stress; vowel signs in it are heeded. () without letters."""
        word, signs = _split(text)
        readings = [_Reading(0.0, _START, 0, ())]
        for index in range(len(word)):
            further: dict[tuple[str, int, Sounds], _Reading] = {}
            for reading in self._further(readings, word, index, signs.get(index)):
                key = (reading.before, reading.run, reading.sounds[-3:])
                if key not in further or further[key].score < reading.score:
                    further[key] = reading
            readings = sorted(further.values(), key=lambda reading: -reading.score)[:_BEAM]
        return max(readings, key=lambda reading: reading.total).sounds

    def _further(self, readings: Sequence[_Reading], word: str, index: int, sign: str | None) -> Iterator[_Reading]:
        likely = {
            before: self._likely(word, index, before, sign) for before in {reading.before for reading in readings}
        }
        for reading in readings:
            for chunk, likelihood in likely[reading.before].items():
                yield reading.with_chunk(chunk, likelihood)

    def _likely(self, word: str, index: int, before: str, sign: str | None) -> dict[Chunk, float]:
        """What a letter may stand for here, and how likely."""
        counted = self.packed.get(word[index])
        alone = _unpack(counted) if counted else dict.fromkeys(LETTERS[word[index]], 1)
        total = sum(alone.values())
        plain = {chunk: count / total for chunk, count in alone.items()}
        rightward, leftward = (self._interpolated(plain, chain, _Seen(word, index, before, ())) for chain in _CHAINS)
        mixed = {chunk: (rightward[chunk] + leftward[chunk]) / 2 for chunk in plain}
        fitting = {chunk: share for chunk, share in mixed.items() if _fits(word, index, chunk, sign)}
        if not fitting:
            return _signed(word[index], sign) if sign is not None else mixed
        return {chunk: share for chunk, share in fitting.items() if share > _LEAST} or fitting

    def _interpolated(
        self, plain: Mapping[Chunk, float], chain: Sequence[tuple[str, int, int]], letter: _Seen
    ) -> dict[Chunk, float]:
        shares = dict(plain)
        for name, left, right in chain:
            counted = self.packed.get(_key(name, left, right, letter))
            if counted is None:
                break
            found = _unpack(counted)
            kinds, total = len(found), sum(found.values())
            for chunk, share in shares.items():
                shares[chunk] = (found.get(chunk, 0) + kinds * share) / (total + kinds)
        return shares


def _split(text: str) -> tuple[str, dict[int, str]]:
    """The letters of a word, and the vowel ("" for none) that a sign puts after some of them."""
    letters: list[str] = []
    signs: dict[int, str] = {}
    for character in text.replace("اً", "اَن"):
        if character in LETTERS:
            letters.append(character)
        elif character in VOWEL_SIGNS and letters:
            signs[len(letters) - 1] = VOWEL_SIGNS[character]
    return "".join(letters), signs


def _fits(word: str, index: int, chunk: Chunk, sign: str | None) -> bool:
    """What spelling settles: written vowel signs, the two yehs at the end of a word, infinitives in -awəl."""
    letter, left = word[index], len(word) - 1 - index
    if sign is not None:
        return chunk[-1:] == (sign,) if sign else not VOWELS.intersection(chunk)
    if left == 0 and index > 1 and letter == "ی" and word[index - 1] in CONSONANTS:
        return chunk == ("a", "j")
    if left == 0 and letter == "ي":
        return chunk == ("i",) or word[index - 1] not in CONSONANTS
    if len(word) > 3 and word.endswith("ول") and word[-3] in _BEFORE_OL and left in (1, 2):
        return chunk == ("w", "@") if left == 1 else chunk[-1:] == ("a",)
    return True


def _signed(letter: str, sign: str) -> dict[Chunk, float]:
    own = LETTERS[letter][0]
    bare = tuple(sound for sound in own if sound not in VOWELS)
    return {(*bare, sign) if sign else bare: 1.0}
