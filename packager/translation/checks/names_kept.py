"""Names of people, places and firms: whether each is still in the translation, by its sound.

A name that the station's table knows is looked for in the table's spellings. Any other is looked for by
sound; where the story has it in several lines, the way those lines write it counts too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from packager.lang.registry import language as find
from packager.translation.checks import english_names
from packager.translation.checks.english_names import WORD, Asked, bare
from packager.translation.checks.english_words import NOT_NAMES
from packager.translation.checks.sounds import FAR, alike, consonants
from packager.translation.checks.words import words_of

_LEAST = 3  # consonants a name must have to be looked for by sound alone: shorter ones sound like anything
_FOUND = {1: 0.85, 2: 0.8, 3: 0.72, 4: 0.68}  # by consonants: likeness from which a word counts as the name
_FOUND_LONG = 0.66
_SURE = 0.8  # likeness from which a word counts as this story's way of writing the name
_STRICTER = 0.18  # how much likelier a word must sound where the story writes the name in another way
_PLAIN = 0.9  # likeness that needs no other support
_ALIKE = 0.85  # likeness that needs no other line to agree
_JOINED = 0.12  # what two words read as one must be better by


@dataclass(frozen=True)
class NamesOfStory:
    """What a story's lines say of its names together; made once a story."""

    names: frozenset[str] = frozenset()  # capitalised in mid-sentence somewhere
    small: frozenset[str] = frozenset()  # words that the story also writes small
    lines: Mapping[str, frozenset[int]] = field(default_factory=dict)  # name → lines it is in
    spellings: Mapping[str, Mapping[str, frozenset[int]]] = field(default_factory=dict)  # name → word → lines
    words: Mapping[str, frozenset[int]] = field(default_factory=dict)  # target word → lines it is in
    common: frozenset[str] = frozenset()  # words of the target language that are no name


@dataclass(frozen=True)
class Missing:
    """A name that the translation seems to lack."""

    name: str
    likeness: float  # of the best word, 0 to 1
    kept: int  # other lines of the story that have it
    lost: int  # other lines of the story that lack it too
    partner: bool  # the rest of the full name is there
    run: frozenset[str]  # the full name's parts, this one too

    @property
    def weight(self) -> float:
        """How much this says: short names and names written in many ways say less."""
        if self.partner or self.lost > self.kept:
            return 0.5
        if self.kept >= 2:
            return 1.0
        return 1.0 if consonants(self.name) >= _LEAST and self.likeness < FAR else 0.5


def read_story(pairs: Sequence[tuple[str, str]], language: str) -> NamesOfStory:
    """The names of a story, from its (source, translation) lines."""
    names, small = english_names.of_story([source for source, _ in pairs])
    common = find(language).qa.function_words
    lines: dict[str, set[int]] = {}
    words: dict[str, set[int]] = {}
    spellings: dict[str, dict[str, set[int]]] = {}
    for place, (source, target) in enumerate(pairs):
        targets = words_of(target, language)
        for word in targets:
            words.setdefault(word, set()).add(place)
        for name, around in english_names.asked(source, names, small).items():
            lines.setdefault(name, set()).add(place)
            score, word = _best(name, around, targets, common)
            if score >= _SURE:
                spellings.setdefault(name, {}).setdefault(word, set()).add(place)
    return NamesOfStory(
        names=names,
        small=small,
        lines=_frozen(lines),
        spellings={name: _frozen(written) for name, written in spellings.items()},
        words=_frozen(words),
        common=common,
    )


def missing(source: str, target: str, language: str, story: NamesOfStory, place: int) -> list[Missing]:
    """The names of line `place` that its translation seems to lack."""
    targets = words_of(target, language)
    latin = {word.lower() for word in re.findall(r"[A-Za-z]+", target)}
    asked = english_names.asked(source, story.names, story.small)
    likeness = _shared_out(asked, targets, story, place)
    found = {name for name, score in likeness.items() if score >= _found(name) or name.lower() in latin}
    return [
        Missing(
            name=name,
            likeness=likeness[name],
            kept=len(_kept(name, story, place)),
            lost=len(story.lines.get(name, frozenset()) - _kept(name, story, place) - {place}),
            partner=bool(english_names.run_of(name, asked) & found),
            run=frozenset(english_names.run_of(name, asked)),
        )
        for name in asked
        if name not in found
    ]


def strangers(source: str, target: str, language: str, story: NamesOfStory, others: Mapping[str, str]) -> list[str]:
    """Names of other stories that stand in this translation and in nothing of this story's English.

    `others` gives, by target word, the English name that another story writes so.
    """
    words = [
        word for word in words_of(target, language) if word in others and word not in story.common and len(word) > 2
    ]
    capital = {bare(word) for word in WORD.findall(source) if word[0].isupper()} | story.names
    english = {name for name in capital if len(name) > 3 or name.lower() not in NOT_NAMES}
    return [
        others[word]
        for word in dict.fromkeys(words)
        if len(story.words.get(word, ())) < 2 and all(alike(name, word) < _SURE for name in english)
    ]


def written(story: NamesOfStory) -> dict[str, str]:
    """How a story writes its names: target word → English name; what `strangers` of other stories asks for."""
    return {
        word: name
        for name, spellings in story.spellings.items()
        for word in spellings
        if (consonants(name) >= _LEAST or len(word) > 4) and alike(name, word) >= _ALIKE
    }


def _found(name: str) -> float:
    """The likeness from which a word counts as this name: the shorter it is, the more it must sound so."""
    return _FOUND.get(consonants(name), _FOUND_LONG)


def _frozen(places: Mapping[str, set[int]]) -> dict[str, frozenset[int]]:
    return {key: frozenset(found) for key, found in places.items()}


def _kept(name: str, story: NamesOfStory, place: int) -> frozenset[int]:
    """The other lines that have this name, written in one way."""
    return max((lines - {place} for lines in _usual(name, story, place).values()), key=len, default=frozenset())


def _usual(name: str, story: NamesOfStory, place: int) -> dict[str, frozenset[int]]:
    """How the other lines write this name; a word that also stands where the name does not is none of it."""
    lines = story.lines.get(name, frozenset())
    written = story.spellings.get(name, {})
    return {
        word: there - {place}
        for word, there in written.items()
        if len(there - {place}) > 0 and len(story.words.get(word, frozenset()) - lines) < len(there)
    }


def _shared_out(asked: Asked, targets: Sequence[str], story: NamesOfStory, place: int) -> dict[str, float]:
    """How surely each name is among these words, when no word may stand for two names."""
    claims = sorted(
        (_likeness(name, around, targets, story, place) for name, around in asked.items()),
        key=lambda claim: -claim.score,
    )
    taken: dict[str, str] = {}
    shares = {}
    for claim in claims:
        others = {word for word, owner in taken.items() if not _twins(owner, claim.name)}
        left = [word for word in targets if word not in others]
        held = claim.word not in others
        best = claim if held else _likeness(claim.name, asked[claim.name], left, story, place)
        shares[best.name] = best.score
        if best.score >= _found(best.name):
            taken.setdefault(best.word, best.name)
    return shares


@dataclass(frozen=True)
class _Claim:
    """The word that is likest a name."""

    name: str
    score: float
    word: str


def _likeness(name: str, around: tuple[str, str], targets: Sequence[str], story: NamesOfStory, place: int) -> _Claim:
    """How surely a name is among these words, and which it is."""
    usual = _usual(name, story, place)
    same = next((word for word in targets if any(_kin(word, known) for known in usual)), "")
    if same:
        return _Claim(name, 1.0, same)
    score, word = _best(name, around, targets, story.common)
    if score < _PLAIN:
        lines = story.lines.get(name, frozenset())
        free = [word for word in targets if len(story.words.get(word, frozenset()) - lines) < 2]
        score, word = _best(name, around, free, story.common)
    # Where the story has a way of writing the name, another word must sound very like it.
    stricter = len(_kept(name, story, place)) >= 2 and score < _ALIKE
    return _Claim(name, score - _STRICTER if stricter else score, word)


def _twins(one: str, other: str) -> bool:
    """Whether two names of a line are so alike that one word may stand for both: Afghan and Afghanistan."""
    from rapidfuzz.fuzz import ratio

    short, long = sorted((one.lower(), other.lower()), key=len)
    return ratio(short, long) >= 75 or (len(short) > 3 and long.startswith(short))


def _kin(word: str, known: str) -> bool:
    """Whether two target words are one name with other endings or a slip of spelling."""
    from rapidfuzz.distance import Levenshtein

    if len(known) >= 3 and known in word:
        return True
    short = min(len(word), len(known))
    slips = 0 if short < 5 else 1 if short < 7 else 2
    return short >= min(3, len(known)) and Levenshtein.distance(word[:short], known[:short]) <= slips


def _best(name: str, around: tuple[str, str], targets: Sequence[str], common: frozenset[str]) -> tuple[float, str]:
    """The likeness of the likest word or pair of words, and that word."""
    before, after = around
    forms = {name, before + name if before else name, name + after if after else name}
    best = (0.0, "")
    for place, word in enumerate(targets):
        if word in common:
            best = max(best, (_small(name, word), word))
            continue
        following = targets[place + 1] if place + 1 < len(targets) else ""
        for form in forms:
            best = max(best, (alike(form, word), word))
            if following and following not in common:
                best = max(best, (alike(form, word + following) - _JOINED, word))
    return best


def _small(name: str, word: str) -> float:
    """A common word is a name only if it could not sound liker: روز for Rose."""
    score = alike(name, word)
    return score if score >= 0.95 else 0.0
