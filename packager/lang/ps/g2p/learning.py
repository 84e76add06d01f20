"""What is learned of the Pashto lexicon: how often each letter stands for what, in which surroundings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import compress
from typing import NamedTuple

from packager.lang.ps.g2p.letters import CONSONANTS, Chunk, aligned
from packager.lang.ps.g2p.sounds import VOWELS, Sounds

ALL = 99  # reaches to the end of the word
START, OPEN, CLOSED = "^", "v", "c"  # what was said before a letter: nothing, a vowel, a consonant
_BOUNDARY = "#"
_STOPS, _SONORANTS = "بپتټثجچڅځدډطقکګ", "رړلمنڼ"


@dataclass(frozen=True)
class Chain:
    """One way of looking at a letter's surroundings, by growing length."""

    name: str
    reaches: tuple[tuple[int, int], ...]  # letters to the left and to the right
    classes: Mapping[str, str] = field(default_factory=dict)  # letters that it takes for one
    weight: float = 1.0  # of what it foretells, beside the others

    def padded(self, word: str) -> str:
        """The word as this chain sees it, between marks of its ends."""
        seen = "".join(self.classes.get(letter, letter) for letter in word)
        return f"{_BOUNDARY}{seen}{_BOUNDARY}"

    def shape(self, letter: str, chunk: Chunk) -> Chunk:
        """What the chain foretells: the chunk, or for a letter in a class the vowel after its consonant."""
        if letter not in self.classes:
            return chunk
        return ("*", *(sound for sound in chunk if sound in VOWELS))


# The last two see patterns that many words share (taʿlīm, tadrīs): to them consonants are all one, or are stops,
# sonorants and the rest. Weights were chosen on words taken out of the lexicon (benchmarks/pronunciation.py --hold-out)
_PATTERN = ((1, 1), (2, 2), (2, 3), (3, 3), (ALL, ALL))
_KINDS = {letter: "k" if letter in _STOPS else "s" if letter in _SONORANTS else "f" for letter in CONSONANTS}
CHAINS = (
    Chain("r", ((0, 1), (0, 2), (1, 2), (1, 3), (2, 3), (3, 4), (2, ALL)), weight=2),
    Chain("l", ((1, 1), (2, 1), (2, 2), (3, 2), (4, 2), (ALL, 1), (ALL, 2)), weight=2),
    Chain("p", _PATTERN, dict.fromkeys(CONSONANTS, "c")),
    Chain("q", _PATTERN, _KINDS, weight=0.5),
)

Counts = Mapping[str, Mapping[Chunk, int]]
Packed = Mapping[str, str]  # the same with the counts as text, `a+j:5 i:2`, as they are kept on disk


class _LetterSeen(NamedTuple):
    """A letter of a lexicon word, and what it stands for there."""

    word: str
    place: int
    before: str
    chunk: Chunk


def learn(lexicon: Iterable[tuple[str, Sounds]]) -> Counts:
    """How often each letter stands for what, alone and in its surroundings; the sounds are without stress.

    Longer surroundings are only counted where shorter ones leave a doubt, and once beyond.
    """
    counts: defaultdict[str, dict[Chunk, int]] = defaultdict(dict)
    seen = [letter for word, sounds in lexicon for letter in _letters_of(word, sounds)]
    for word, place, _, chunk in seen:
        alone = counts[word[place]]
        alone[chunk] = alone.get(chunk, 0) + 1
    for chain in CHAINS:
        _count(chain, seen, counts)
    return counts


def _letters_of(word: str, sounds: Sounds) -> Iterator[_LetterSeen]:
    before = START
    for place, chunk in enumerate(aligned(word, sounds) or ()):
        yield _LetterSeen(word, place, before, chunk)
        before = after(before, chunk)


def _count(chain: Chain, seen: Iterable[_LetterSeen], counts: Mapping[str, dict[Chunk, int]]) -> None:
    padded, shaped = cache(chain.padded), cache(chain.shape)
    cases = [(padded(word), place + 1, before, shaped(word[place], chunk)) for word, place, before, chunk in seen]
    settled = [False] * len(cases)
    for number in range(len(chain.reaches)):
        named = key(chain, number)
        found = [counts[named(text, at, before)] for text, at, before, _ in cases]
        for times, (_, _, _, shape) in zip(found, cases, strict=True):
            times[shape] = times.get(shape, 0) + 1
        kept = [not done for done in settled]
        settled = [len(times) == 1 for times in compress(found, kept)]
        cases = list(compress(cases, kept))


def key(chain: Chain, number: int) -> Callable[[str, int, str], str]:
    """What names a letter's surroundings in a chain, at one of its lengths.

    It is given the padded word, the letter's place in it, and what was said before.
    """
    left, right = chain.reaches[number]
    name = f"{chain.name}{number}"

    def named(text: str, at: int, before: str) -> str:
        near = text[at - left if at > left else 0 : at]
        return f"{name}{before}{near}<{text[at]}>{text[at + 1 : at + 1 + right]}"

    return named


def after(before: str, chunk: Chunk) -> str:
    """What was said before the next letter."""
    if not chunk:
        return before
    return OPEN if chunk[-1] in VOWELS else CLOSED


def pack(counts: Counts) -> dict[str, str]:
    """The counts as text."""
    return {
        name: " ".join(f"{'+'.join(chunk) or '0'}:{count}" for chunk, count in found.items())
        for name, found in counts.items()
    }


def unpack(text: str) -> dict[Chunk, int]:
    """One entry of what `pack` gives."""
    pairs = (part.split(":") for part in text.split(" "))
    return {() if chunk == "0" else tuple(chunk.split("+")): int(count) for chunk, count in pairs}
