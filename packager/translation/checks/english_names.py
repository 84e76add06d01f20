"""Which words of an English line are names to look for in its translation."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache

from packager.translation.checks.english_words import NOT_NAMES

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
POSSESSIVE = re.compile(r"['’]s?$")
_OPENS = re.compile(r"(?:^|[.!?:…]['\"”’)]*\s+|^\W*|\s['\"“‘«(\[]+|[-–—]\s+)$")
_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Rev|St|Gen|Col|Lt|Maj|Capt|Sgt|Sen|Rep|Gov|Prof|Hon|Fr|Sr|Jr|[A-Z])\.\s*$")
_NEAR = 24  # characters before a word: what opens a sentence, or shortens a title, is never longer
_COMMON_END = re.compile(
    r"(?:[iy]sed|[iy]zed|tion|tions|ity|ities|ment|ments|ness|ical|ional|ship|ists?|isms?|ology|less|ful)$"
)
_PEOPLE_ENDS = ("s", "n", "ns", "an", "ans", "ian", "ese", "i")

# A name → the capitalised words that stand next to it, before and after ("" for none).
Asked = Mapping[str, tuple[str, str]]


def of_story(sources: Sequence[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Names of a story, as capitalised inside a sentence somewhere, and the words it also writes small."""
    small = frozenset(word for source in sources for word in WORD.findall(source) if word[0].islower())
    names = frozenset(word for source in sources if not headline_case(source) for word in inside(source))
    return names, small


@lru_cache(maxsize=512)  # of each line of a story twice and more
def asked(source: str, names: frozenset[str], small: frozenset[str]) -> dict[str, tuple[str, str]]:
    """The names to look for in a line of a story that has these `names` and writes these words `small`."""
    tokens = [(match[0], match.start(), match.end()) for match in WORD.finditer(source)]
    title = headline_case(source)
    here = set(inside(source))
    found: dict[str, tuple[str, str]] = {}
    for place, (token, _, _) in enumerate(tokens):
        name = bare(token)
        country = _country(name, names)
        if not _is_name(name, small) or not (name in names or (name in here and not title)):
            continue
        found.setdefault(country, (_neighbour(source, tokens, place, -1), _neighbour(source, tokens, place, 1)))
    return found


def bare(word: str) -> str:
    """A word without its possessive ending."""
    return POSSESSIVE.sub("", word) if word[-1] in "s'’" else word


def _is_name(name: str, small: Collection[str]) -> bool:
    return (
        len(name) >= 3
        and "'" not in name
        and "’" not in name
        and name[0].isupper()
        and not name.isupper()
        and name.lower() not in NOT_NAMES
        and not _COMMON_END.search(name)
        and name.lower() not in small
        and name.lower() + "s" not in small
    )


def _country(name: str, names: frozenset[str]) -> str:
    """The name that this one is made from, if the story has it: Bolivia for Bolivians."""
    stems = (name[: len(name) - cut] for cut in (1, 2, 3) if len(name) - cut > 3)
    return min((stem for stem in stems if stem in names and name[len(stem) :] in _PEOPLE_ENDS), key=len, default=name)


def run_of(name: str, among: Asked) -> set[str]:
    """The names that stand in one run with this one, as John Howard Johnson does."""
    run, front = {name}, {name}
    while front:
        front = {part for known in front for part in among.get(known, ("", "")) if part} - run
        run |= front
    return run


def _neighbour(source: str, tokens: Sequence[tuple[str, int, int]], place: int, step: int) -> str:
    """The capitalised word next to a name with nothing but a space or hyphen between."""
    other = place + step
    if not 0 <= other < len(tokens):
        return ""
    first, second = sorted((place, other))
    between = source[tokens[first][2] : tokens[second][1]]
    word = bare(tokens[other][0])
    return word if between in (" ", "-") and word[0].isupper() else ""


def inside(source: str) -> Iterable[str]:
    """Capitalised words that do not owe it to the beginning of a sentence or a quotation."""
    for match in WORD.finditer(source):
        if not match[0][0].isupper():
            continue
        near = max(0, match.start() - _NEAR), match.start()
        if not _OPENS.search(source, *near) or _TITLE.search(source, *near):
            yield bare(match[0])


def headline_case(source: str) -> bool:
    """Whether a line has capitals on nearly every long word, as headlines do: they then tell of no name."""
    if source.rstrip("\"'”’)").endswith("."):
        return False
    words = [word for word in WORD.findall(source) if len(word) > 3]
    return len(words) > 2 and sum(word[0].isupper() for word in words) > 0.7 * len(words)
