"""Tables of names that other programs made: CSV from a spreadsheet, TBX from a terminology tool."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from packager.errors import InputError
from packager.text.strict_yaml import did_you_mean
from packager.translation.names import KINDS, LANGUAGES, Name, Names, table_of

COLUMNS = (
    "en",
    "kind",
    *LANGUAGES,
    "also",
    *(f"say_{code}" for code in LANGUAGES),
    *(f"bent_{code}" for code in LANGUAGES),
    "common",
    *(f"avoid_{code}" for code in LANGUAGES),
    "note",
)
_MANY = "|"  # parts several spellings in one field
# TBX's data category for terms that are not to be used: ISO 30042, administrativeStatus.
_AVOID = ("deprecatedTerm-admn-sts", "supersededTerm-admn-sts", "deprecatedTerm", "supersededTerm")


def names_from_csv(path: Path) -> Names:
    """A table from a CSV file with a first line of column names: `en`, `ps` and `ur` at least.

    Commas, semicolons or tabs part the fields; `|` parts several spellings. Raises InputError.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("the table cannot be read", where=str(path), hint="save it as CSV in UTF-8") from error
    first = text.partition("\n")[0]
    rows = csv.DictReader(io.StringIO(text), delimiter=max(",;\t", key=first.count), strict=True)
    try:
        _check_columns(rows.fieldnames or [], path)
        return table_of([_row(row, f"{path}:{rows.line_num}") for row in rows], str(path))
    except csv.Error as error:
        raise InputError(f"this is not CSV ({error})", where=f"{path}:{rows.line_num}") from error


def names_from_tbx(path: Path) -> Names:
    """A table from a TBX file (2008 or 2019): entries with an English and a Pashto or Urdu term.

    The first term of a language is the spelling, further English ones are other forms, and terms marked
    as deprecated are to be avoided. Raises InputError.
    """
    from lxml import etree

    try:
        tree = etree.parse(path, etree.XMLParser(resolve_entities=False, no_network=True))
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror or error})", where=str(path)) from error
    except etree.XMLSyntaxError as error:
        raise InputError(f"this is not well-formed XML ({error.msg})", where=f"{path}:{error.lineno or 1}") from error
    entries = [element for element in tree.iter() if _local(element) in ("termEntry", "conceptEntry")]
    if not entries:
        raise InputError("this is not TBX: it has no term entries", where=str(path))
    return table_of([name for element in entries for name in _concept(element)], str(path))


def _check_columns(given: Any, path: Path) -> None:
    for column in given:
        if column not in COLUMNS:
            raise InputError(f"no such column '{column}'", where=f"{path}:1", hint=did_you_mean(column, COLUMNS))
    if "en" not in given or not set(LANGUAGES) & set(given):
        raise InputError(
            "the first line names no columns", where=f"{path}:1", hint=f"begin with {','.join(COLUMNS[:4])}"
        )


def _row(row: Mapping[str, str | None], where: str) -> Name:
    texts = {column: " ".join((value or "").split()) for column, value in row.items() if column}
    kind = texts.get("kind") or KINDS[0]
    if not texts["en"]:
        raise InputError("a name has no English", where=where, hint="fill the column 'en'")
    if kind not in KINDS:
        raise InputError(f"no such kind '{kind}'", where=where, hint=did_you_mean(kind, KINDS))
    return Name(
        en=texts["en"],
        kind=kind,
        spelling={language: texts[language] for language in LANGUAGES if texts.get(language)},
        also=_many(texts.get("also", "")),
        say={language: texts[f"say_{language}"] for language in LANGUAGES if texts.get(f"say_{language}")},
        bent={language: texts[f"bent_{language}"] for language in LANGUAGES if texts.get(f"bent_{language}")},
        common=_known_languages(texts.get("common", ""), where),
        avoid={language: many for language in LANGUAGES if (many := _many(texts.get(f"avoid_{language}", "")))},
        note=texts.get("note", ""),
    )


def _known_languages(field: str, where: str) -> tuple[str, ...]:
    for language in _many(field):
        if language not in LANGUAGES:
            raise InputError(f"no such language '{language}'", where=where, hint=f"of {', '.join(LANGUAGES)}")
    return _many(field)


def _many(field: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in field.split(_MANY) if part.strip())


def _concept(element: Any) -> Iterator[Name]:
    """The name that one entry holds, if it has an English term and one of ours."""
    good: dict[str, list[str]] = {}
    bad: dict[str, list[str]] = {}
    for section in element.iter("{*}langSet", "{*}langSec"):
        language = (section.get("{http://www.w3.org/XML/1998/namespace}lang") or "").lower().replace("_", "-")
        for term in section.iter("{*}term"):
            around = term.getparent()
            status = {(note.text or "").strip() for note in around.iter("{*}termNote")}
            kept = bad if status & set(_AVOID) else good
            kept.setdefault(language.split("-")[0], []).append(" ".join("".join(term.itertext()).split()))
    spelling = {language: good[language][0] for language in LANGUAGES if good.get(language)}
    if good.get("en") and spelling:
        avoid = {language: tuple(bad[language]) for language in LANGUAGES if bad.get(language)}
        yield Name(en=good["en"][0], kind=KINDS[0], spelling=spelling, also=tuple(good["en"][1:]), avoid=avoid)


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]
