"""What is wrong with a text that is not YAML, in a person's words, and how to read on behind it.

A parser stops at the first thing that it cannot read. Whoever mended a file wants to hear of all that is wrong with
it: so the line at fault is mended in one of a few ways, whichever lets the parser come furthest, and what stands
behind it is read too. What was mended is never used for anything but to find more faults.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import yaml

MOST = 40  # faults of this kind told of one file: it is no YAML then
_NEAR = 4  # lines: where a parser stops again so soon, it does so for what was mended
BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")  # where YAML 1.1 ends a line
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_VALUE = re.compile(r"[ \t]*(?:- +)*(?:[^\s:#'\"\[{][^:#\n]*:[ \t]+|- +)(?=\S)")  # all before a line's value
_INDENT = re.compile(r"[ \t]*(?:- +)*")

_QUOTES = "put the text in quotes"
_FITS = "indent it as its neighbours are, and close the quotes and brackets above it"
# A parser's words, ours, and what to do.
_TOLD = (
    ("mapping values are not allowed", "a ':' stands where no key can", f"{_QUOTES}, or indent the key rightly"),
    ("could not find expected ':'", "is no key with a value", "write 'key: value', or join it to the line above"),
    ("did not find expected key", "does not fit what stands above it", _FITS),
    ("did not find expected '-' indicator", "does not fit the list above it", _FITS),
    ("block sequence entries are not allowed", "a '- ' stands where no list can begin", f"{_QUOTES}, or a line below"),
    ("mapping keys are not allowed", "a '? ' stands where no key can", _QUOTES),
    ("did not find expected ',' or", "a bracket is opened and not closed", "close it on its line"),
    ("did not find expected node content", "a bracket or comma stands where a value is to be", _QUOTES),
    ("cannot start any token", "a text without quotes begins with this sign", _QUOTES),
    ("while scanning an anchor", "'&' begins a text", _QUOTES),
    ("while scanning an alias", "'*' begins a text", _QUOTES),
    ("escape code", "'\\' and what follows it is no letter", "write the letter itself"),
    ("unknown escape character", "'\\' and this letter mean nothing", "write '\\\\', or single quotes around the text"),
    ("expected comment or line break", "a text begins with '|' or '>'", _QUOTES),
    ("undefined tag handle", "'!' begins a text", _QUOTES),
    ("directive", "'%' begins a line", "indent it, or put it in quotes"),
    ("<document start>", "stands behind the end of the document", "take out the '...' above it"),
)


@dataclass(frozen=True, kw_only=True)
class Complaint:
    """One thing that is wrong, with its place."""

    line: int  # from 1
    column: int  # from 1
    what: str
    hint: str


@dataclass(frozen=True, kw_only=True)
class Recovered:
    """A text as it can be read, and what had to be mended for that. Lines are counted from 1."""

    text: str
    complaints: tuple[Complaint, ...] = ()
    guessed: frozenset[int] = frozenset()  # lines whose value is not what was meant
    unsure: Mapping[int, int] = field(default_factory=dict)  # lines of which nobody knows what they belong to → indent
    whole: bool = True  # whether a parser comes to its end


def without_forbidden(text: str) -> tuple[str, tuple[Complaint, ...]]:
    """The text with U+FFFD for each character that YAML does not allow at all, and a complaint for each."""
    found = tuple(
        Complaint(
            line=len(BREAK.findall(text, 0, match.start())) + 1,
            column=match.start() - _line_start(text, match.start()) + 1,
            what=f"U+{ord(match[0]):04X} is not allowed in YAML",
            hint="remove that character",
        )
        for match, _ in zip(_FORBIDDEN.finditer(text), range(MOST), strict=False)
    )
    return _FORBIDDEN.sub("\ufffd", text), found


def _line_start(text: str, index: int) -> int:
    return max((match.end() for match in BREAK.finditer(text, 0, index)), default=0)


def complaint(error: yaml.MarkedYAMLError, text: str) -> Complaint:
    """A parser's complaint in our words, at the place where somebody has to mend something."""
    if opened := _open_quote(error, text):
        what, hint = "the quote that opens here is not closed", "close it at the end of the text"
        return Complaint(line=opened[0], column=opened[1], what=what, hint=hint)
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    lines = BREAK.split(text)
    if lines[line - 1 : line] and lines[line - 1][column - 1 : column] == "\t":
        what, hint = "a tab stands where YAML wants spaces", "indent with spaces"
        return Complaint(line=line, column=column, what=what, hint=hint)
    problem = f"{error.context or ''} {error.problem or ''}".strip() or "cannot be read"
    if "could not find expected ':'" in problem and error.context_mark:
        line, column = error.context_mark.line + 1, error.context_mark.column + 1
    what, hint = next(
        (told for words, *told in _TOLD if words in problem),
        (error.problem or problem, "mend the line; text with ': ' or ' #' in it needs quotes"),
    )
    return Complaint(line=line, column=column, what=f"is not YAML ({what})", hint=hint)


def _open_quote(error: yaml.MarkedYAMLError, text: str) -> tuple[int, int] | None:
    """Where a quote opens that ends on a later line, right where the parser stopped: it was to end on its own."""
    import yaml

    start, problem = error.context_mark, error.problem_mark
    if start and error.problem == "found unexpected end of stream" and "quoted" in str(error.context):
        return start.line + 1, start.column + 1
    last: yaml.Token | None = None
    try:
        for token in yaml.scan(text, Loader=loader()):
            if problem and token.start_mark.index >= problem.index:
                break
            last = token
    except yaml.YAMLError:
        pass  # what was read until then is enough
    if not isinstance(last, yaml.ScalarToken) or last.style not in ("'", '"') or problem is None:
        return None
    begin, end = last.start_mark, last.end_mark
    return (begin.line + 1, begin.column + 1) if begin.line < end.line == problem.line else None


def recovered(text: str, stop: Callable[[str], yaml.MarkedYAMLError | None]) -> Recovered:
    """A text that can be read, made of one that cannot; `stop` gives the complaint at which a parser ends, or None.

    Where a line does not fit, all that is indented as deep below it may be at fault for that alone: it is complained
    of once.
    """
    told: list[Complaint] = []
    guessed: set[int] = set()
    start = end = -1  # of the lines, from 0, that are unsure since the last one that did not fit
    unsure: dict[int, int] = {}
    tried: Counter[int] = Counter()
    given = BREAK.split(text)
    lines = list(given)
    while (error := stop("\n".join(lines))) is not None:
        found = complaint(error, "\n".join(lines))
        place = min(found.line, len(lines)) - 1
        if not tried[place] and not start <= place <= end:
            told.append(found)
        ways = [way for way in _ways(lines, place) if way[1] != lines[place] and (tried[place] < 2 or not way[1])]
        if not ways or len(told) > MOST or tried.total() > MOST * 10:
            return Recovered(text=text, complaints=tuple(told), whole=False)
        tried[place] += 1
        reach, (kind, lines[place]) = max(
            ((_reach(stop, [*lines[:place], way[1], *lines[place + 1 :]]), way) for way in ways), key=lambda one: one[0]
        )
        if kind == "value":
            guessed.add(place + 1)
        elif kind == "place":
            near = not lines[place] or reach - place < _NEAR
            start = start if start <= place <= end else place
            end = _end_of_block(given, place) if near else end
            unsure |= {line + 1: len(_indent(given[line])) for line in range(start, end if near else place + 1)}
    return Recovered(text="\n".join(lines), complaints=tuple(told), guessed=frozenset(guessed), unsure=unsure)


def _end_of_block(lines: list[str], place: int) -> int:
    """The first line below that is not indented as deep."""
    depth = len(_indent(lines[place]))
    below = (at for at in range(place + 1, len(lines)) if lines[at].strip() and len(_indent(lines[at])) < depth)
    return next(below, len(lines))


def _ways(lines: list[str], place: int) -> Iterator[tuple[str, str]]:
    """How a line may be mended, what keeps most of it first; what is guessed by that, and the line."""
    line = lines[place]
    blank = line.expandtabs(2)
    if "\t" in _indent(line):
        yield "tab", _indent(line).expandtabs(2) + line[len(_indent(line)) :]
    if head := _VALUE.match(line):
        yield "value", f"{head[0]}'?'"
    for near in (_before(lines, place), _after(lines, place)):
        if near is not None:
            behind_dash = _INDENT.match(near)
            for column in {len(_indent(near)), len(behind_dash[0]) if behind_dash else 0}:
                yield "place", " " * column + blank.lstrip()
    yield "place", ""


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


def _before(lines: list[str], place: int) -> str | None:
    return next((line for line in reversed(lines[:place]) if line.strip()), None)


def _after(lines: list[str], place: int) -> str | None:
    return next((line for line in lines[place + 1 :] if line.strip()), None)


def _reach(stop: Callable[[str], yaml.MarkedYAMLError | None], lines: list[str]) -> float:
    error = stop("\n".join(lines))
    mark = error and (error.problem_mark or error.context_mark)
    return mark.line if mark else float("inf")


def loader() -> type[yaml.SafeLoader | yaml.CSafeLoader]:
    """The parser: libyaml's where PyYAML has it."""
    import yaml

    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)
