"""Human translations beside an article: `name.ps.txt`, one spoken line a line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from packager.articles.formats.decode import decode
from packager.articles.formats.files import linked_out, read_bytes
from packager.articles.structure.blocks import tidy
from packager.errors import InputError
from packager.lang.registry import target_codes
from packager.records import Article, Role, Skipped


@dataclass(frozen=True, kw_only=True, slots=True)
class Given:
    """One translation as it came: its lines, and what to call it in a message."""

    lines: tuple[str, ...]
    name: str


@cache
def _name() -> re.Pattern[str]:
    codes = "|".join(target_codes())
    return re.compile(rf"(?P<stem>.+)\.(?P<language>{codes})\.txt", re.IGNORECASE)


def is_translation(path: Path) -> bool:
    """Whether a file is named as a translation of the article beside it."""
    return _name().fullmatch(path.name) is not None


def stem(path: Path) -> str:
    """The name that a translation shares with its article."""
    found = _name().fullmatch(path.name)
    return found["stem"] if found else path.stem


def find(path: Path, shown: str) -> tuple[dict[str, Given], tuple[Skipped, ...]]:
    """The translations beside an article's file, by language, and those that cannot be read.

    `shown` is the article as the user named it.
    """
    given: dict[str, Given] = {}
    problems: list[Skipped] = []
    for language in target_codes():
        file = path.with_name(f"{path.stem}.{language}.txt")
        name = str(Path(shown).with_name(file.name))
        try:
            if not file.exists():
                continue
            if fault := linked_out(file, name):
                raise fault
            text = decode(read_bytes(file, where=name), where=name)
        except OSError:
            continue  # the article's own name has just room for itself: nothing can be beside it
        except InputError as error:
            problems.append(Skipped(article=error.where, stage="intake", reason=error.what, mend=error.mend))
        else:
            given[language] = Given(lines=tuple(filter(None, map(tidy, text.splitlines()))), name=name)
    return given, tuple(problems)


def attach(article: Article, given: Mapping[str, Given]) -> tuple[Article, tuple[Skipped, ...]]:
    """The article with the translations that have a line for each of its own, and a record of each that has not.

    Lines are never matched up by guess: one that is missing would shift all that follow.
    """
    expected = 1 + sum(p.role is not Role.CAPTION for p in article.paragraphs)
    fitting = {language: item.lines for language, item in given.items() if len(item.lines) == expected}
    problems = [_mismatch(article, item, expected) for item in given.values() if len(item.lines) != expected]
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
        reason=f"has {has} where '{article.id}' has {expected}, {missing}: this translation is left out",
        mend=f"write one line for each of {parts}",
    )
