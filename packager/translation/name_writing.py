"""The table of names for other programs: CSV for a spreadsheet, TBX for a terminology tool, YAML for ourselves."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from packager.errors import InputError
from packager.store import write_whole
from packager.translation.name_files import COLUMNS
from packager.translation.names import LANGUAGES, Name, Names

if TYPE_CHECKING:
    from ruamel.yaml import YAML

_XML = "{http://www.w3.org/XML/1998/namespace}"
FORMATS = (".csv", ".tbx", ".yaml")


def write_names(names: Names, path: Path) -> None:
    """The whole table as the file's ending says. Raises InputError for another ending, PackagerError."""
    writers = {".csv": csv_bytes, ".tbx": tbx_bytes, ".yaml": yaml_bytes, ".yml": yaml_bytes}
    writer = writers.get(path.suffix.lower())
    if writer is None:
        raise InputError("no table is written in this format", where=str(path), hint=f"use {', '.join(FORMATS)}")
    write_whole(path, writer(names))


def csv_bytes(names: Names) -> bytes:
    """The table as CSV in UTF-8, with a mark by which spreadsheets know it; `|` parts several spellings."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(_row(name) for name in names.entries)
    return out.getvalue().encode("utf-8-sig")


def tbx_bytes(names: Names) -> bytes:
    """The table as TBX-Basic (ISO 30042:2008, martif): spelling, further forms, and forms to be avoided."""
    from lxml import etree

    root = etree.Element("martif", {"type": "TBX-Basic", f"{_XML}lang": "en"})
    header = etree.SubElement(etree.SubElement(root, "martifHeader"), "fileDesc")
    etree.SubElement(etree.SubElement(header, "sourceDesc"), "p").text = "packager's table of names"
    body = etree.SubElement(etree.SubElement(root, "text"), "body")
    for name in names.entries:
        _entry(etree.SubElement(body, "termEntry"), name)
    data: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)
    return data


def yaml_bytes(names: Names) -> bytes:
    """The table as voices/names.yaml is written."""
    return _dumped([_mapping(name) for name in names.entries])


def merged_yaml(old: str, names: Names) -> bytes:
    """A table's text with these names in it: those that it has are brought up to date, its comments stay."""
    tree: Any = _yaml().load(old) or []
    places = {row.get("en"): place for place, row in enumerate(tree)}
    for name in names.entries:
        new = _mapping(name)
        if name.en not in places:
            tree.append(new)
            continue
        row = tree[places[name.en]]
        for key in [key for key in row if key not in new]:
            del row[key]
        row.update({key: value for key, value in new.items() if row.get(key) != value})
    return _dumped(tree)


def _entry(element: Any, name: Name) -> None:
    from lxml import etree

    if name.note:
        etree.SubElement(element, "note").text = name.note
    forms: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {"en": ((name.en, *name.also), ())}
    forms |= {code: ((name.spelling[code],), name.avoid.get(code, ())) for code in LANGUAGES if code in name.spelling}
    for code, (good, bad) in forms.items():
        section = etree.SubElement(element, "langSet", {f"{_XML}lang": code})
        for term in good:
            etree.SubElement(etree.SubElement(section, "tig"), "term").text = term
        for term in bad:
            tig = etree.SubElement(section, "tig")
            etree.SubElement(tig, "term").text = term
            note = etree.SubElement(tig, "termNote", {"type": "administrativeStatus"})
            note.text = "deprecatedTerm-admn-sts"


def _row(name: Name) -> dict[str, str]:
    by_language = {
        column: text
        for code in LANGUAGES
        for column, text in (
            (code, name.spelling.get(code, "")),
            (f"say_{code}", name.say.get(code, "")),
            (f"bent_{code}", name.bent.get(code, "")),
            (f"avoid_{code}", "|".join(name.avoid.get(code, ()))),
        )
    }
    lists = {"also": "|".join(name.also), "common": "|".join(name.common)}
    return {"en": name.en, "kind": name.kind, "note": name.note, **lists, **by_language}


def _mapping(name: Name) -> dict[str, object]:
    parts: Mapping[str, object] = {
        "en": name.en,
        "kind": name.kind,
        **name.spelling,
        "also": list(name.also),
        "say": dict(name.say),
        "bent": dict(name.bent),
        "common": list(name.common),
        "avoid": {language: list(forms) for language, forms in name.avoid.items()},
        "note": name.note,
    }
    return {key: value for key, value in parts.items() if value}


def _dumped(rows: Any) -> bytes:
    out = io.StringIO()
    _yaml().dump(rows, out)
    return out.getvalue().encode()


def _yaml() -> YAML:
    from ruamel.yaml import YAML

    yaml = YAML(typ="rt")
    yaml.preserve_quotes = True
    yaml.width = 1 << 20
    return yaml
