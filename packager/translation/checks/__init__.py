"""What can be told of a translated line without being told the language: a first look before a person's.

`check` looks at one line, `examine` at every line of a script with the story around it. A finding that
blocks keeps a line from the air until a person has looked; one that notes is worth a look. Weak signs
are shown when several meet on one line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from packager.lang.registry import language as find
from packager.records import Finding, Line, Script
from packager.translation.checks import evidence, facts, foreign, leavings, measures, names_kept, opposites, shape
from packager.translation.names import NO_NAMES, Names
from packager.translation.units import engine_behind


@dataclass(frozen=True)
class Story:
    """What the whole story says of each of its lines; made once by `read`."""

    names: names_kept.NamesOfStory = field(default_factory=names_kept.NamesOfStory)
    around: tuple[shape.Around, ...] = ()
    others: Mapping[str, str] = field(default_factory=dict)  # names of other stories: target word → English


def read(lines: Sequence[Line], language: str, others: Mapping[str, str] | None = None) -> Story:
    """The story that these lines tell, for `check`; `others` are the names of the bundle's other stories."""
    pairs = [(line.source, line.text) for line in lines]
    usual = shape.usual_ratio(pairs)
    ends = [("", ""), *pairs, ("", "")]
    around = tuple(
        shape.Around(usual=usual, previous=ends[place], following=ends[place + 2], again=_again(pairs, place))
        for place in range(len(pairs))
    )
    return Story(names=names_kept.read_story(pairs, language), around=around, others=others or {})


def _again(pairs: Sequence[tuple[str, str]], place: int) -> str:
    """The source of a line that is no neighbour and has the same translation, or ""."""
    text = pairs[place][1]
    far = (pair for other, pair in enumerate(pairs) if abs(other - place) > 1)
    return next((source for source, said in far if text and said == text), "")


def check(
    line: Line, language: str, names: Names = NO_NAMES, story: Story | None = None, place: int = 0
) -> tuple[Finding, ...]:
    """Findings on one line; with the `story` it is line `place` of, more is seen and less is guessed."""
    told = story or read([line], language)
    return evidence.findings(_signs(line, language, names, told, place))


def written_names(script: Script) -> dict[str, str]:
    """How a script writes the names of its story, for `examine` of the bundle's other stories."""
    return names_kept.written(read(script.lines, script.language).names)


def examine(script: Script, names: Names = NO_NAMES, others: Mapping[str, str] | None = None) -> Script:
    """The script with fresh findings on every line; `others` are the `written_names` of other stories.

    A script in English has nothing to check against: it is the article.
    """
    if find(script.language).source:
        return script
    return _examined(script, names, read(script.lines, script.language, others))


def _examined(script: Script, names: Names, story: Story) -> Script:
    return replace(
        script,
        lines=tuple(
            replace(line, findings=check(line, script.language, names, story, place))
            for place, line in enumerate(script.lines)
        ),
    )


def examine_all(scripts: Sequence[Script], names: Names = NO_NAMES) -> tuple[Script, ...]:
    """Every script of one language's bundle examined, each beside the names of the others."""
    if all(find(script.language).source for script in scripts):
        return tuple(scripts)
    stories = [read(script.lines, script.language) for script in scripts]
    written = [names_kept.written(story.names) for story in stories]
    return tuple(
        _examined(script, names, replace(story, others={
            word: name for other, words in enumerate(written) if other != place for word, name in words.items()
        }))
        for place, (script, story) in enumerate(zip(scripts, stories, strict=True))
    )  # fmt: skip


def _signs(line: Line, language: str, names: Names, story: Story, place: int) -> Iterator[evidence.QaSignal]:
    source, text, around = line.source, line.text, story.around[place]
    nothing = list(shape.empty(source, text))
    if nothing:
        yield from nothing
        return
    yield from shape.english_left(source, text)
    yield from foreign.other_language(source, text, language)
    yield from leavings.loops(source, text)
    yield from leavings.marks(source, text)
    yield from leavings.talk(source, text, language)
    yield from foreign.other_script(source, text)
    yield from shape.said_again(source, text, around)
    yield from shape.length(source, text, around, machine=bool(engine_behind(line.origin)))
    yield from shape.merged(source, text, around)
    yield from shape.sentences(source, text, around)
    yield from shape.quotes(source, text)
    yield from shape.question(source, text)
    yield from facts.figures(source, text, language)
    yield from measures.money(source, text, language)
    yield from measures.units(source, text, language)
    yield from measures.time_of_day(source, text, language)
    yield from facts.moved_dates(source, text, language)
    yield from facts.negations(source, text, language)
    yield from opposites.turned_round(source, text, language)
    yield from opposites.exchanged_toll(source, text, language)
    yield from facts.names((source, text), language, names, story.names, place)
    yield from facts.strange_names((source, text), language, story.names, story.others)
