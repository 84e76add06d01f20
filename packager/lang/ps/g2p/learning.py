"""What is learned of the Pashto lexicon: how often each letter stands for what, in which surroundings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

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

    def folded(self, word: str) -> str:
        """The word as this chain sees it."""
        return "".join(self.classes.get(letter, letter) for letter in word)

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


@dataclass(frozen=True, slots=True)
class _LetterSeen:
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
    for chain in CHAINS:
        _count(chain, seen, counts)
    return dict(counts)


def _letters_of(word: str, sounds: Sounds) -> Iterator[_LetterSeen]:
    before = START
    for index, chunk in enumerate(aligned(word, sounds) or ()):
        yield _LetterSeen(word, index, before, chunk)
        before = after(before, chunk)


def _count(chain: Chain, seen: Iterable[_LetterSeen], counts: Mapping[str, Counter[Chunk]]) -> None:
    folded = cache(chain.folded)
    open_cases = [
        (folded(letter.word), letter, chain.shape(letter.word[letter.index], letter.chunk), False) for letter in seen
    ]
    for number in range(len(chain.reaches)):
        keys = [key(chain, number, text, letter.index, letter.before) for text, letter, _, _ in open_cases]
        for name, (_, _, shape, _) in zip(keys, open_cases, strict=True):
            counts[name][shape] += 1
        open_cases = [
            (text, letter, shape, len(counts[name]) == 1)
            for name, (text, letter, shape, settled) in zip(keys, open_cases, strict=True)
            if not settled
        ]


def key(chain: Chain, number: int, folded: str, index: int, before: str) -> str:
    """Name of a letter's surroundings in a chain, at one of its lengths."""
    left, right = chain.reaches[number]
    start = index - left
    near = folded[start:index] if start >= 0 else _BOUNDARY + folded[:index]
    far = folded[index + 1 : index + 1 + right]
    end = "" if index + right < len(folded) else _BOUNDARY
    return f"{chain.name}{number}{before}{near}<{folded[index]}>{far}{end}"


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
