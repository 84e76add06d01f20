"""What an editor may write about an article: front matter in Markdown, keys in YAML."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, tzinfo
from urllib.parse import urlsplit

from packager.articles.structure import dates
from packager.articles.structure.blocks import Fields, tidy
from packager.errors import InputError
from packager.text import strict_yaml
from packager.text.confine import shown, slug_fault

KEYS = ("headline", "title", "publisher", "published", "section", "priority", "embargo", "url", "keep-local", "id",
        "language")  # fmt: skip


def fields(marked: strict_yaml.Marked, *, zone: tzinfo, more: tuple[str, ...] = ()) -> Fields:
    """The fields of a mapping whose keys are `KEYS` (and `more`, not looked at). Raises InputError.

    Times without a zone are in `zone`, the station's.
    """
    given = marked.value
    if not isinstance(given, dict):
        hint = "write lines such as 'headline: …'"
        raise InputError("the article's keys are not a mapping", where=marked.place(), hint=hint)
    strict_yaml.check_keys(given, (*KEYS, *more), where=marked)
    keys = _Keys(given, marked, zone)
    keys.english()
    return Fields(
        id=keys.slug(),
        headline=keys.headline(),
        publisher=keys.text("publisher"),
        published=keys.moment("published"),
        section=keys.text("section"),
        priority=keys.priority(),
        embargo=keys.moment("embargo"),
        url=keys.url(),
        keep_local=keys.flag("keep-local"),
    )


class _Keys:
    """One reader for each kind of value; every error has its line and column."""

    def __init__(self, given: Mapping[str, object], marked: strict_yaml.Marked, zone: tzinfo) -> None:
        self.given = given
        self.marked = marked
        self.zone = zone

    def error(self, key: str, what: str, hint: str) -> InputError:
        return InputError(f"{key}: {what}", where=self.marked.place(key), hint=hint)

    def text(self, key: str) -> str | None:
        value = self.given.get(key)
        remark = key in ("headline", "title") and key in self.given
        if value is None and not remark:
            return None
        if isinstance(value, bool | list | dict):
            raise self.error(key, "is not text", "write one line of text, in quotes if need be")
        typed = self.marked.text(key, value=value) if remark else self.marked.written.get((key,), value)
        return tidy(str(typed)) or None if typed is not None else None

    def headline(self) -> str | None:
        if self.given.get("headline") is not None and self.given.get("title") is not None:
            raise self.error("title", "stands beside 'headline', which means the same", "keep one of the two")
        return self.text("headline") or self.text("title")

    def moment(self, key: str) -> datetime | None:
        value = self.text(key)
        return dates.read(value, zone=self.zone, where=f"{self.marked.place(key)}: {key}") if value else None

    def priority(self) -> int | None:
        value = self.given.get("priority")
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 9:
            raise self.error(
                "priority", f"{shown(str(value))} is no priority", "write 1 (most urgent) to 9; 5 is normal"
            )
        return value

    def flag(self, key: str) -> bool:
        value = self.given.get(key, False)
        if not isinstance(value, bool):
            raise self.error(key, f"'{shown(str(value))}' is neither true nor false", "write true or false")
        return value

    def url(self) -> str | None:
        value = self.text("url")
        if value is not None and urlsplit(value).scheme not in ("http", "https"):
            raise self.error("url", f"'{shown(value)}' is no web address", "begin it with https://")
        return value

    def slug(self) -> str | None:
        value = self.text("id")
        if value is not None and (len(value) > 80 or slug_fault(value)):
            raise self.error("id", f"'{shown(value)}' cannot name files", "write a-z, 0-9 and single hyphens")
        return value

    def english(self) -> None:
        value = self.text("language")
        if value not in (None, "en"):
            raise self.error(
                "language", f"'{shown(str(value))}' articles are not read", "give the article in English (en)"
            )
