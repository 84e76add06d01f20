"""What is known of Pashto words that no lexicon holds: all that was learned of one, in memory or on disk.

A word is read from its relations and parts where they are known (pashto_forms), else letter by letter
(pashto_spelling); its stress comes with the reading or is placed by the word's end (pashto_stress).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from packager.lang.ps.g2p.forms import (
    PERFECTIVE,
    Former,
    last_part,
    learn_endings,
    pack_endings,
    sounds_of,
    unpack_endings,
)
from packager.lang.ps.g2p.learning import learn, pack
from packager.lang.ps.g2p.letters import CONSONANTS, aligned, folded
from packager.lang.ps.g2p.lexicon import Lexicon, single_words
from packager.lang.ps.g2p.sounds import STRESS, VOWELS, Sounds
from packager.lang.ps.g2p.spelling import CountedSpeller, lightened
from packager.lang.ps.g2p.stress import Stresses, learn_stress

_SOUNDS, _LETTERS, _ENDINGS, _STRESS = "sounds.tsv", "letters.tsv", "endings.tsv", "stress.tsv"


@dataclass(frozen=True)
class Rules:
    """Reads words that are in no lexicon."""

    speller: CountedSpeller
    former: Former
    stresses: Stresses

    def sounds(self, word: str) -> Sounds:
        """A word's sounds with their stress; vowel signs in it are heeded. () without letters."""
        known = folded(word)
        formed = self.former.sounds(known)
        if formed:
            return formed
        if self.former.is_perfective(known):
            return (*PERFECTIVE, *_bare(self._read(word[1:])))
        ending = last_part(known, "place")
        if ending:
            first = self.former.sounds(known[: -len(ending)]) or self._read(word[: -len(ending)])
            return (*_bare(first), *sounds_of("place")[ending])
        return self._loan(known) or self._read(word)

    def _loan(self, word: str) -> Sounds | None:
        """A European name or an English noun by its last part: Hamilton, Zelenski, education."""
        ending = last_part(word, "loan")
        chunks = aligned(word, self.speller.sounds(word, infinitive=False)) if ending else None
        if not chunks:
            return None
        first = tuple(sound for chunk in chunks[: -len(ending)] for sound in chunk)
        last = sounds_of("loan")[ending]
        opens = last[0] == STRESS or last[0] in VOWELS
        if first[-1] in VOWELS and word[-len(ending) - 1] in CONSONANTS and (opens or VOWELS.issuperset(first[-3:-2])):
            first = first[:-1]  # no vowel but the ending's own
        at = 0 if STRESS in last else next(place for place, sound in enumerate(first) if sound in VOWELS)
        return (*first, *last) if STRESS in last else (*first[:at], STRESS, *first[at:], *last)

    def _read(self, word: str) -> Sounds:
        """A word letter by letter."""
        known = folded(word)
        sounds = self.speller.sounds(word, infinitive=self.former.is_infinitive(known))
        return lightened(word, self.stresses.placed(known, sounds))


def learned(lexicon: Lexicon) -> Rules:
    """The rules that a lexicon teaches (some seconds)."""
    words = list(single_words(lexicon))
    stresses = Stresses(learn_stress(words))
    known = {word: " ".join(sounds) for word, sounds in words}
    speller = CountedSpeller(pack(learn((word, _bare(sounds)) for word, sounds in words)))
    return Rules(speller, Former(known, learn_endings(words), stresses), stresses)


def _bare(sounds: Sounds) -> Sounds:
    return tuple(sound for sound in sounds if sound != STRESS)


def write_rules(folder: Path, rules: Rules) -> None:
    """Keep rules in files of a folder."""
    _write_pairs(folder / _SOUNDS, rules.former.known)
    _write_pairs(folder / _LETTERS, rules.speller.packed)
    _write_pairs(folder / _STRESS, rules.stresses.counted)
    (folder / _ENDINGS).write_text("\n".join(pack_endings(rules.former.endings)), encoding="utf-8")


def read_rules(folder: Path) -> Rules:
    """The rules that `write_rules` kept."""
    stresses = Stresses(_pairs(folder / _STRESS))
    endings = unpack_endings(_lines(folder / _ENDINGS))
    return Rules(
        CountedSpeller(_pairs(folder / _LETTERS)), Former(_pairs(folder / _SOUNDS), endings, stresses), stresses
    )


def _write_pairs(path: Path, pairs: Mapping[str, str]) -> None:
    path.write_text("\n".join(f"{key}\t{value}" for key, value in pairs.items()), encoding="utf-8")


def _pairs(path: Path) -> dict[str, str]:
    return {key: value for key, _, value in (line.partition("\t") for line in _lines(path))}


def _lines(path: Path) -> Iterable[str]:
    return path.read_text(encoding="utf-8").splitlines()
