"""Names of people, places and firms: whether each is still in the translation, by its sound.

A name that the station's table knows is looked for in the table's spellings. Any other is looked for by
sound; where the story has it in several lines, the way those lines write it counts too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from packager.text.normalise import for_memory
from packager.translation.checks.english_words import NOT_NAMES
from packager.translation.checks.sounds import alike, consonants

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_TARGET = re.compile(r"[^\W\d_]+")
_OPENS = re.compile(r"(?:^|[.!?:…]['\"”’)]*\s+|^\W*|\s['\"“‘«(\[]+|[-–—]\s+)$")
_POSSESSIVE = re.compile(r"['’]s?$")
_COMMON_END = re.compile(
    r"(?:[iy]sed|[iy]zed|tion|tions|ity|ities|ment|ments|ness|ical|ional|ship|ists?|isms?|ology|less|ful)$"
)
_LEAST = 3  # consonants a name must have to be looked for by sound alone: shorter ones sound like anything
_FOUND = 0.62  # likeness from which a word counts as the name
_SURE = 0.72  # likeness from which a word counts as this story's way of writing the name
_JOINED = 0.12  # what two words read as one must be better by


@dataclass(frozen=True)
class Story:
    """What the other lines of a story say of its names; made once a story."""

    names: frozenset[str] = frozenset()  # capitalised in mid-sentence somewhere
    common: frozenset[str] = frozenset()  # words that the story also writes small
    spellings: Mapping[str, Counter[str]] = field(default_factory=dict)  # name → words it is written as, by lines
    words: Mapping[str, frozenset[int]] = field(default_factory=dict)  # target word → lines it is in
    lines: Mapping[str, frozenset[int]] = field(default_factory=dict)  # name → lines it is in


@dataclass(frozen=True)
class Missing:
    """A name that the translation seems to lack."""

    name: str
    likeness: float  # of the best word, 0 to 1
    elsewhere: int  # other lines of the story that have it, in one spelling
    absent: int  # other lines of the story that lack it too
    partner: bool  # the rest of the full name is there


def read_story(pairs: Sequence[tuple[str, str]], language: str) -> Story:
    """The names of a story, from its (source, translation) lines."""
    small = frozenset(word for source, _ in pairs for word in _WORD.findall(source) if word[0].islower())
    names = frozenset(word for source, _ in pairs if not _headline_case(source) for word in _inside(source))
    story = Story(names=names, common=small)
    lines: dict[str, set[int]] = {}
    words: dict[str, set[int]] = {}
    spellings: dict[str, Counter[str]] = {}
    for place, (source, target) in enumerate(pairs):
        targets = _words(target, language)
        for word in targets:
            words.setdefault(word, set()).add(place)
        for name, around in _asked(source, story).items():
            lines.setdefault(name, set()).add(place)
            score, word = _best(name, around, targets)
            if score >= _SURE:
                spellings.setdefault(name, Counter())[word] += 1
    return Story(
        names=names,
        common=small,
        spellings=spellings,
        words={word: frozenset(places) for word, places in words.items()},
        lines={name: frozenset(places) for name, places in lines.items()},
    )


def missing(source: str, target: str, language: str, story: Story) -> list[Missing]:
    """The names of one line that its translation seems to lack."""
    if not story.names and not story.common:
        story = read_story([(source, target)], language)
    targets = _words(target, language)
    latin = {word.lower() for word in re.findall(r"[A-Za-z]+", target)}
    asked = _asked(source, story)
    scores = {name: _score(name, around, targets, story) for name, around in asked.items()}
    found = {name for name, score in scores.items() if score >= _FOUND or name.lower() in latin}
    return [
        Missing(
            name,
            scores[name],
            sum(story.spellings.get(name, Counter()).values()),
            len(story.lines.get(name, ())) - sum(story.spellings.get(name, Counter()).values()) - 1,
            any(part in found for part in around if part),
        )
        for name, around in asked.items()
        if name not in found
    ]


def _score(name: str, around: tuple[str, str], targets: Sequence[str], story: Story) -> float:
    """How surely a name is among these words; a word that many lines without the name have is not it."""
    lines = story.lines.get(name, frozenset())
    free = [word for word in targets if len(story.words.get(word, frozenset()) - lines) < 2]
    score, _ = _best(name, around, free)
    usual = story.spellings.get(name, Counter())
    if usual and any(_kin(word, known) for word in targets for known in usual):
        return max(score, 0.9)
    return score


def _kin(word: str, known: str) -> bool:
    """Whether two target words are one name with other endings or a slip of spelling."""
    from rapidfuzz.distance import Levenshtein

    short = min(len(word), len(known))
    return short >= 3 and Levenshtein.distance(word[:short], known[:short]) <= (1 if short < 6 else 2)


def _best(name: str, around: tuple[str, str], targets: Sequence[str]) -> tuple[float, str]:
    before, after = around
    forms = {name, before + name if before else name, name + after if after else name}
    best = (0.0, "")
    for place, word in enumerate(targets):
        pair = word + targets[place + 1] if place + 1 < len(targets) else ""
        for form in forms:
            best = max(best, (alike(form, word), word))
            if pair:
                best = max(best, (alike(form, pair) - _JOINED, word))
    return best


def _asked(source: str, story: Story) -> dict[str, tuple[str, str]]:
    """The names to look for in a line, each with the names that stand before and after it ("" for none)."""
    tokens = [(match[0], match.start(), match.end()) for match in _WORD.finditer(source)]
    title = _headline_case(source)
    inside = set(_inside(source))
    asked: dict[str, tuple[str, str]] = {}
    for place, (token, _, _) in enumerate(tokens):
        name = _POSSESSIVE.sub("", token)
        if not _is_name(name, story) or not (name in story.names or (name in inside and not title)):
            continue
        before = _neighbour(source, tokens, place, -1)
        after = _neighbour(source, tokens, place, 1)
        if consonants(name) >= _LEAST:
            asked[name] = (before, after)
    return asked


def _is_name(name: str, story: Story) -> bool:
    return (
        len(name) >= 3
        and name[0].isupper()
        and not name.isupper()
        and name.lower() not in NOT_NAMES
        and not _COMMON_END.search(name)
        and name.lower() not in story.common
        and name.lower() + "s" not in story.common
    )


def _neighbour(source: str, tokens: Sequence[tuple[str, int, int]], place: int, step: int) -> str:
    """The capitalised word next to a name with nothing but a space or hyphen between."""
    other = place + step
    if not 0 <= other < len(tokens):
        return ""
    first, second = sorted((place, other))
    between = source[tokens[first][2] : tokens[second][1]]
    word = _POSSESSIVE.sub("", tokens[other][0])
    return word if between in (" ", "-") and word[0].isupper() else ""


def _inside(source: str) -> Iterable[str]:
    """Capitalised words that do not owe it to the beginning of a sentence or a quotation."""
    for match in _WORD.finditer(source):
        if match[0][0].isupper() and not _OPENS.search(source[: match.start()]):
            yield _POSSESSIVE.sub("", match[0])


def _headline_case(source: str) -> bool:
    words = [word for word in _WORD.findall(source) if len(word) > 3]
    return len(words) > 2 and sum(word[0].isupper() for word in words) > 0.7 * len(words)


def _words(text: str, language: str) -> list[str]:
    return _TARGET.findall(for_memory(text, language))
