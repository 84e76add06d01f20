"""How each Pashto word is given to espeak-ng: known words to its dictionary, others as phonemes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from packager.errors import InputError
from packager.lang.phones import RuleVoice
from packager.lang.ps import espeak_data
from packager.lang.ps.g2p.letters import folded, shortened
from packager.lang.ps.g2p.lexicon import said
from packager.lang.ps.g2p.sounds import dialects, espeak, parse, stressed
from packager.lang.ps.homographs import homographs

_LONGEST = 120  # characters of espeak-ng's notation: it writes past the end of its buffer from 200 on


@dataclass(frozen=True)
class PashtoSpeller:
    """One dialect's words."""

    dialect: str
    longest: int = 1

    def say(self, words: Sequence[str]) -> tuple[int, str]:
        """One word as espeak-ng is given it. Raises InputError for `[[…]]` that is not in the notation."""
        return 1, _say(words[0], self.dialect)

    def in_context(self, words: Sequence[str], mark: str) -> Mapping[int, str]:
        """Homographs that the lexicon would read otherwise than their neighbours ask."""
        values = dialects()[self.dialect]
        return {
            place: f"[[{espeak(said(folded(words[place]), parse(sounds)), values)}]]"
            for place, sounds in homographs().readings(words, mark).items()
        }


@lru_cache(maxsize=8192)
def _say(word: str, dialect: str) -> str:
    if word.startswith("[["):
        return _in_notation(word, dialect)
    known = folded(word)
    return known if known in espeak_data.known_words() else spelled(word, dialect)


def spelled(word: str, dialect: str) -> str:
    """A word as the rules read it: `[[phonemes]]`; "" for a word without a letter."""
    sounds = espeak_data.rules().sounds(word)
    return f"[[{espeak(shortened(folded(word), sounds), dialects()[dialect])}]]" if sounds else ""


def _in_notation(word: str, dialect: str) -> str:
    values = dialects()[dialect]
    try:
        said = [espeak(stressed(parse(part)), values) for part in word[2:-2].split()]
    except ValueError as error:
        raise InputError(str(error), where=word, hint="see voices/pashto/lexicon/README.md for the notation") from error
    if max(map(len, said)) > _LONGEST:
        raise InputError("too long for one word", where=word, hint="put a space between its parts")
    return f"[[{' '.join(said)}]]"


def _voices() -> dict[str, str]:
    return {dialect: espeak_data.voice_name(dialect) for dialect in dialects()}


ESPEAK = RuleVoice(
    voices=_voices,
    rate=140,  # on news text about 150 words a minute, pauses included (benchmarks/speech_speed.py)
    sources=espeak_data.sources,
    speller=PashtoSpeller,
    digest=lambda: espeak_data.sources().digest,
)
