"""An article written in YAML: nothing to guess, so nothing is left out.

headline: …
paragraphs:
  - Text is body.
  - quote: "“Wholly somebody's words.”"
  - credit: With reporting by …
translations:
  ps: [headline, one text for each spoken paragraph in the order above]
"""

from __future__ import annotations

from datetime import tzinfo

from packager.articles.formats import front_matter as front
from packager.articles.structure import cues as signs
from packager.articles.structure import items
from packager.articles.structure.blocks import ArticleDraft, letters, tidy
from packager.errors import InputError
from packager.lang.registry import target_codes
from packager.records import LeftOut, Paragraph, Role
from packager.text import strict_yaml

_KEYS = ("paragraphs", "translations")
_ROLES = tuple(role.value for role in Role if role is not Role.HEADLINE)
_Path = tuple[str | int, ...]


def read(text: str, *, where: str, zone: tzinfo) -> ArticleDraft:
    """The article in a YAML file. Raises InputError with line and column."""
    marked = strict_yaml.load_marked(text, where=where)
    given = front.fields(marked, zone=zone, more=_KEYS)
    top = marked.value
    if not given.headline or not isinstance(top, dict):
        raise InputError("there is no headline", where=where, hint="write 'headline: …'")
    paragraphs = _paragraphs(marked, top.get("paragraphs"))
    repeats = bool(paragraphs) and letters(paragraphs[0].text) == letters(given.headline)
    order = _order(paragraphs)
    translations = {
        language: _reordered(lines, order, repeats=repeats)
        for language, lines in _translations(marked, top.get("translations")).items()
    }
    credits_last = [p for p in paragraphs if p.role is not Role.CREDIT] + [
        p for p in paragraphs if p.role is Role.CREDIT
    ]
    return ArticleDraft(
        headline=given.headline,
        paragraphs=tuple(credits_last[1:] if repeats else credits_last),
        fields=given,
        left_out=(LeftOut(text=paragraphs[0].text, why=items.REPEAT, after=1),) if repeats else (),
        translations=translations,
    )


def _order(paragraphs: list[Paragraph]) -> list[int]:
    """Places of the headline (0) and the spoken paragraphs (1 …), credits last."""
    spoken = [p for p in paragraphs if p.role is not Role.CAPTION]
    return [0, *sorted(range(1, len(spoken) + 1), key=lambda place: spoken[place - 1].role is Role.CREDIT)]


def _reordered(lines: tuple[str, ...], order: list[int], *, repeats: bool) -> tuple[str, ...]:
    """A translation in spoken order; one with a wrong count stays as it is, to be refused with that count."""
    if len(lines) != len(order):
        return lines
    moved = tuple(lines[place] for place in order)
    return (moved[0], *moved[2:]) if repeats else moved


def _paragraphs(marked: strict_yaml.Marked, given: object) -> list[Paragraph]:
    if not isinstance(given, list) or not given:
        hint = "list the article's paragraphs, each after '- '"
        raise InputError("there are no paragraphs", where=marked.place("paragraphs"), hint=hint)
    return [_paragraph(marked, ("paragraphs", place), item) for place, item in enumerate(given)]


def _paragraph(marked: strict_yaml.Marked, path: _Path, item: object) -> Paragraph:
    """Text alone gets the role it shows; {role: text} says it."""
    if isinstance(item, dict):
        if len(item) != 1:
            hint = "write one role and its text: '- quote: …'"
            raise InputError("this paragraph has more than one key", where=marked.place(*path), hint=hint)
        strict_yaml.check_keys(item, _ROLES, where=marked, path=path)
        [(role, value)] = item.items()
        return Paragraph(role=Role(role), text=_line(marked, (*path, role), value))
    text = _line(marked, path, item)
    if signs.is_credit(text):
        return Paragraph(role=Role.CREDIT, text=text)
    return Paragraph(role=Role.QUOTE if items.is_quotation(text) else Role.BODY, text=text)


def _translations(marked: strict_yaml.Marked, given: object) -> dict[str, tuple[str, ...]]:
    if given is None:
        return {}
    if not isinstance(given, dict):
        hint = "write 'ps:' or 'ur:' and a list under it"
        raise InputError("translations is not a mapping", where=marked.place("translations"), hint=hint)
    strict_yaml.check_keys(given, target_codes(), where=marked, path=("translations",))
    return {language: _lines(marked, ("translations", language), lines) for language, lines in given.items()}


def _lines(marked: strict_yaml.Marked, path: _Path, given: object) -> tuple[str, ...]:
    if not isinstance(given, list):
        hint = "list the headline and then each paragraph"
        raise InputError("this translation is not a list", where=marked.place(*path), hint=hint)
    return tuple(_line(marked, (*path, place), line) for place, line in enumerate(given))


def _line(marked: strict_yaml.Marked, path: _Path, value: object) -> str:
    text = "" if isinstance(value, bool) else tidy(marked.text(*path, value=value) or "")
    if not text:
        hint = "write one paragraph of text, in quotes if it has ': ' or ' #' in it"
        raise InputError("this is not text", where=marked.place(*path), hint=hint)
    return text
