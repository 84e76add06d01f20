"""Where the stress of a Pashto word falls that no lexicon holds: learned of the words that it does hold.

Print never shows it, and no rule by weight alone finds it (kaw'@l, k'Ali). What is counted is on which
vowel from the end it falls, by how many vowels there are and by ever more of the word's end, letters and
the shape of their sounds; the longest end weighs most (interpolated as by Witten and Bell, 1991).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from packager.lang.ps.g2p.sounds import LONG, STRESS, VOWELS, Sounds, stressed

Counted = Mapping[str, str]  # an end of words → how often the stress is on which vowel from the end, `1:5 2:3`
_ENDS = 4  # letters looked at
_MOST = 4  # vowels told apart


def learn_stress(lexicon: Iterable[tuple[str, Sounds]]) -> dict[str, str]:
    """On which vowel from the end the stress is, by ends of words.

    Longer ends are only counted where shorter ones leave a doubt, and once beyond.
    """
    open_cases = [
        (list(_ends(word, bare)), sum(sound in VOWELS for sound in sounds[sounds.index(STRESS) :]))
        for word, sounds in lexicon
        if STRESS in sounds and len(_vowels(bare := tuple(sound for sound in sounds if sound != STRESS))) > 1
    ]
    counts: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for length in range(_ENDS + 1):
        for ends, place in open_cases:
            counts[ends[length]][place] += 1
        settled = [length > 0 and len(counts[ends[length - 1]]) == 1 for ends, _ in open_cases]
        open_cases = [case for case, done in zip(open_cases, settled, strict=True) if not done]
    return {end: " ".join(f"{place}:{count}" for place, count in found.items()) for end, found in counts.items()}


def _vowels(bare: Sounds) -> list[int]:
    return [place for place, sound in enumerate(bare) if sound in VOWELS]


def _ends(word: str, bare: Sounds) -> Iterator[str]:
    vowels = min(len(_vowels(bare)), _MOST)
    shape = "".join("V" if sound in LONG else sound if sound in VOWELS else "C" for sound in bare)
    yield f"{vowels}{shape[-2:]}"
    for letters in range(1, _ENDS + 1):
        yield f"{vowels}{word[-letters:]}{shape[-letters - 2 :]}"


@dataclass(frozen=True)
class Stresses:
    """Places the stress."""

    counted: Counted = field(repr=False)

    def placed(self, word: str, sounds: Sounds) -> Sounds:
        """A word's sounds with their stress mark; as marked, when they are."""
        places = _vowels(sounds)
        if STRESS in sounds or len(places) < 2:
            return stressed(sounds)
        shares = dict.fromkeys(range(1, len(places) + 1), 1 / len(places))
        for end in _ends(word, sounds):
            if end not in self.counted:
                break
            found = {int(place): int(count) for place, count in _pairs(self.counted[end])}
            total, kinds = sum(found.values()), len(found)
            shares = {place: (found.get(place, 0) + kinds * share) / (total + kinds) for place, share in shares.items()}
        at = places[-max(shares, key=lambda place: shares[place])]
        return (*sounds[:at], STRESS, *sounds[at:])


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    for pair in text.split(" "):
        place, _, count = pair.partition(":")
        yield place, count
