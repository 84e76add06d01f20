"""Which story of the last manifest an article is: told by where it came from, and not by the order in which it came.

What an editor decided of a story, a kill above all, is of the story that they read. Another article whose file has
the same name gets a name of its own.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from packager.desk.manifest import Manifest, StoryEntry
from packager.records import Article


@dataclass(frozen=True, kw_only=True)
class _Came:
    """An article with its file as it was named, and as it is seen from the manifest."""

    named: Article
    seen: Article


Same = Callable[[_Came, StoryEntry], bool]

# From the surest sign to the least: a story's file may be moved or written in another format, and its text corrected.
# Manifests of version 1 have files as they were named.
SIGNS: tuple[Same, ...] = (
    lambda came, entry: (
        bool(entry.source.file) and entry.source.file in (came.seen.source.file, came.named.source.file)
    ),
    lambda came, entry: bool(entry.source.url) and entry.source.url == came.seen.source.url,
    lambda came, entry: entry.source.sha256 == came.seen.source.sha256,
    lambda came, entry: entry.id == came.seen.id and entry.headline == came.seen.headline,
)


def settled(articles: Sequence[Article], old: Manifest | None, folder: Path, episode: str) -> tuple[Article, ...]:
    """The articles under the names that their stories have in the last manifest; new ones under names that none has.

    Their files are named as seen from the edition's folder. An article that is called as its `episode` is made by
    itself, in a folder of its name.
    """
    came = [_Came(named=article, seen=_as_seen_from(folder, article)) for article in articles]
    stories = _stories_of(came, old.stories if old else ())
    taken = {entry.id for entry in old.stories} if old else set()
    found = []
    for place, article in enumerate(one.seen for one in came):
        name = article.id if article.id == episode else stories.get(place) or _new(article.id, taken)
        taken.add(name)
        found.append(replace(article, id=name))
    return tuple(found)


def _stories_of(articles: Sequence[_Came], entries: Sequence[StoryEntry]) -> dict[int, str]:
    """The story of each article that is one, by the article's place."""
    stories: dict[int, str] = {}
    left = list(entries)
    for same in SIGNS:
        for place, article in enumerate(articles):
            entry = None if place in stories else next((entry for entry in left if same(article, entry)), None)
            if entry:
                stories[place] = entry.id
                left.remove(entry)
    return stories


def _new(name: str, taken: Collection[str]) -> str:
    """The name, or with the first number that makes it one that no story has."""
    numbers = (f"{name}-{number}" for number in itertools.count(2))
    return next(new for new in itertools.chain([name], numbers) if new not in taken)


def _as_seen_from(folder: Path, article: Article) -> Article:
    """The article with its file named relative to a folder, where that can be."""
    shown = article.source.file
    if not shown or not Path(shown).exists():
        return article  # standard input, a page
    path = Path(shown)
    try:
        seen = os.path.relpath(path.parent.resolve() / path.name, folder.resolve())
    except ValueError:  # another drive
        return article
    return replace(article, source=replace(article.source, file=PurePath(seen).as_posix()))
