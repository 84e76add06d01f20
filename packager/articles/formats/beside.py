"""Human translations beside an article: `name.ps.txt`, one spoken line a line."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from packager.articles.formats import unpaired
from packager.articles.formats.decode import decode
from packager.articles.formats.files import linked_out, read_bytes
from packager.articles.structure.blocks import tidy
from packager.errors import InputError
from packager.lang.registry import name_of, target_codes, targets
from packager.lang.which import another_than, in_arabic_letters
from packager.records import Article, LeftOut, Role, Skipped

_SUFFIXES = (".txt", ".md", ".html", ".htm", ".yaml", ".yml")
# '1. ', '(2) ', '۳) ', '- ', '• ' before a line
_NUMBER = re.compile(r"\s*[(\[]?(?P<number>\d{1,3})\s*[).\]:۔-]\s*(?=\D)|\s*(?P<bullet>[-–•·*])\s+")
_SAID = 3  # parts of an article that a refusal names


@dataclass(frozen=True, kw_only=True, slots=True)
class Given:
    """One translation as it came: its lines, and what to call it in a message."""

    lines: tuple[str, ...]
    name: str


@cache
def _name() -> re.Pattern[str]:
    codes = "|".join(target_codes())
    return re.compile(rf"(?P<stem>.+)\.(?P<language>{codes})\.txt", re.IGNORECASE)


@cache
def _called() -> dict[str, tuple[str, ...]]:
    """What people write into a file's name for a language, the right one first."""
    return {known.code: (known.code, known.codes.alpha3, known.english.lower()) for known in targets()}


@cache
def _nearly() -> re.Pattern[str]:
    tags = "|".join(tag for tags in _called().values() for tag in tags)
    return re.compile(rf"(?P<stem>.+)[-_. ](?:{tags})\.(?:txt|md)", re.IGNORECASE)


def is_translation(path: Path) -> bool:
    """Whether a file is named as a translation of the article beside it."""
    return _name().fullmatch(path.name) is not None


def stem(path: Path) -> str:
    """The name that a translation shares with its article."""
    found = _name().fullmatch(path.name)
    return found["stem"] if found else path.stem


def is_attached(path: Path) -> bool:
    """Whether a file in Pashto or Urdu has nearly a translation's name (a-ps.txt) and goes with its article."""
    found = _nearly().fullmatch(path.name)
    if not found:
        return False
    articles = [path.with_name(found["stem"] + suffix) for suffix in _SUFFIXES]
    return any(_is_file(article) and path in _candidates(article) for article in articles)


def find(path: Path, shown: str) -> tuple[dict[str, Given], tuple[Skipped, ...]]:
    """The translations beside an article's file, by language, and those that cannot be read.

    `shown` is the article as the user named it.
    """
    given: dict[str, Given] = {}
    problems: list[Skipped] = []
    for language in target_codes():
        for file in filter(_is_file, _candidates(path, language)):
            name = str(Path(shown).with_name(file.name))
            try:
                if fault := linked_out(file, name):
                    raise fault
                text = decode(read_bytes(file, where=name), where=name)
            except InputError as error:
                problems.append(Skipped(article=error.where, stage="intake", reason=error.what, hint=error.hint))
                continue
            if is_translation(file) or in_arabic_letters(text):
                given[language] = Given(lines=_lines(text), name=name)
                break
    return given, tuple(problems)


def _candidates(article: Path, language: str = "") -> list[Path]:
    """The names under which a translation may lie beside an article, the right one first."""
    called = [_called()[language]] if language else list(_called().values())
    return [
        article.with_name(f"{article.stem}{joint}{tag}{suffix}")
        for tags in called
        for joint in (".", "-", "_", " ")
        for tag in tags
        for suffix in (".txt", ".md")
    ]


def _is_file(path: Path) -> bool:
    """A file of this name is there; a name that is too long for any file is not."""
    try:
        return path.is_file()
    except OSError:
        return False


def _lines(text: str) -> tuple[str, ...]:
    """The lines, without numbers or bullets where every one of them has its own."""
    lines = [tidy(line.lstrip("#")) for line in text.splitlines()]
    lines = [line for line in lines if line]
    for first in (0, 1):  # the headline may stand without one
        marks = [_NUMBER.match(line) for line in lines[first:]]
        if len(marks) > 1 and all(marks) and _go_together([mark for mark in marks if mark]):
            bare = [line[mark.end() :] for line, mark in zip(lines[first:], marks, strict=True) if mark]
            return (*lines[:first], *bare)
    return tuple(lines)


def _go_together(marks: Sequence[re.Match[str]]) -> bool:
    """Whether the marks before lines count up by one, or are one bullet."""
    if all(mark["number"] for mark in marks):
        numbers = [int(mark["number"]) for mark in marks]
        return numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    return len({mark["bullet"] for mark in marks}) == 1


def attach(article: Article, given: Mapping[str, Given]) -> tuple[Article, tuple[Skipped, ...]]:
    """The article with the translations that are in their language and have a line for each of its own.

    There is a record of each that is not. Lines are never matched up by guess: one that is missing would shift all
    that follow.
    """
    expected = 1 + sum(p.role is not Role.CAPTION for p in article.paragraphs)
    fitting: dict[str, tuple[str, ...]] = {}
    problems = []
    for language, item in given.items():
        foreign = another_than(" ".join(item.lines), language)
        if foreign:
            reason = f"is in {foreign}, not in {name_of(language)}: this translation is left out"
            hint = f"put the {name_of(language)} text there"
            problems.append(Skipped(article=item.name, stage="intake", reason=reason, hint=hint))
        elif len(item.lines) != expected:
            problems.append(_mismatch(article, item, expected))
        else:
            fitting[language] = item.lines
    return replace(article, in_hand=fitting), tuple(problems)


def _mismatch(article: Article, item: Given, expected: int) -> Skipped:
    credits_ = sum(p.role is Role.CREDIT for p in article.paragraphs)
    body = f"{expected - 1 - credits_} paragraphs"
    parts = f"the headline, {body} and {credits_} credit" if credits_ else f"the headline and {body}"
    found = len(item.lines)
    has = "1 line" if found == 1 else f"{found} lines"
    missing = f"{abs(expected - found)} {'too few' if found < expected else 'too many'}"
    return Skipped(
        article=item.name,
        stage="intake",
        reason=f"has {has} where '{article.id}' has {expected}, {missing}{_which(article, item)}: "
        "this translation is left out",
        hint=f"write one line for each of {parts}{_not_read(article.left_out)}",
    )


def _which(article: Article, item: Given) -> str:
    """Which lines have no partner, as far as their lengths and figures tell: a hint, and nothing is matched by it."""
    english = [article.headline, *(p.text for p in article.paragraphs if p.role is not Role.CAPTION)]
    if len(item.lines) > len(english):
        alone = unpaired.lines(item.lines, english)
        return "".join(
            f"; line {place + 1} seems to be too many ('{_short(item.lines[place])}')" for place in alone[:2]
        )
    alone = unpaired.lines(english, item.lines)
    return "".join(f"; paragraph {place} seems to have none ('{_short(english[place])}')" for place in alone[:2])


def _not_read(left_out: Sequence[LeftOut]) -> str:
    told = [f"'{_short(out.text)}' ({out.why})" for out in left_out if not out.part]
    more = f" and {len(told) - _SAID} more" if len(told) > _SAID else ""
    return f"; not read of the article: {', '.join(told[:_SAID])}{more}" if told else ""


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"
