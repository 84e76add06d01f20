"""TMX 1.4b in and out, unit by unit: a memory of a million units never stands in memory as a tree.

The elements are translate-toolkit's `tmxunit`, fed by lxml's incremental reader and writer. One `tu`
may hold any number of languages; each Pashto or Urdu `tuv` beside an English one is a unit. Context
travels as OmegaT writes it (`prop` of type `prev` and `next`), approval as `x-approved`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from packager.errors import InputError
from packager.lang.registry import SOURCE, languages
from packager.store import whole_file
from packager.translation.units import Unit

_STAMP = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z")  # TMX 1.4b, section 4.2: YYYYMMDDThhmmssZ
_CODES = ("bpt", "ept", "it", "ph", "ut")  # native formatting codes: no part of the text
_UNPRINTABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, section 2.2
_HEADER = {
    "creationtool": "packager", "creationtoolversion": "1", "segtype": "paragraph", "o-tmf": "packager",
    "adminlang": "en", "srclang": "en", "datatype": "plaintext",
}  # fmt: skip


def import_tmx(path: Path) -> Iterator[Unit]:
    """Every English → Pashto or Urdu pair of a TMX file, as it is read.

    Raises InputError with file and line for what is not TMX, when the reading gets there.
    """
    from lxml import etree

    try:
        with path.open("rb") as file:
            events = etree.iterparse(
                file, events=("start", "end"), resolve_entities=False, no_network=True, huge_tree=True
            )
            yield from _units(path, events)
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})", where=str(path)) from error
    except etree.XMLSyntaxError as error:
        raise InputError(
            f"this is not well-formed XML ({error.msg})",
            where=f"{path}:{error.lineno or 1}",
            hint="export the file again from the tool that made it",
        ) from error


def export_tmx(units: Iterable[Unit], path: Path) -> int:
    """Write units as a TMX 1.4b file, whole or not at all; how many."""
    from lxml import etree

    count = 0
    with whole_file(path) as temporary, etree.xmlfile(str(temporary), encoding="utf-8") as out:
        out.write_declaration()
        out.write_doctype('<!DOCTYPE tmx SYSTEM "tmx14.dtd">')
        with out.element("tmx", version="1.4"):
            out.write(etree.Element("header", _HEADER), pretty_print=True)
            with out.element("body"):
                for unit in units:
                    out.write(_element(unit), pretty_print=True)
                    count += 1
    return count


def _units(path: Path, events: Iterator[tuple[str, Any]]) -> Iterator[Unit]:
    """Units of each `tu` as it closes; what has been read is let go."""
    kind, root = next(events)
    if _name(root) != "tmx":
        raise InputError(f"this is <{_name(root)}>, not TMX", where=f"{path}:{root.sourceline}")
    source = SOURCE
    for kind, element in events:
        if kind == "start":
            continue
        if _name(element) == "header":
            source = _language(element.get("srclang", "")) or SOURCE
        elif _name(element) == "tu":
            yield from _pairs(element, source)
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]


def _pairs(element: Any, source: str) -> Iterator[Unit]:
    """The English text of one `tu` with each of its texts in languages of this program."""
    if source != SOURCE and _language(element.get("srclang", source)) not in ("", SOURCE):
        return
    node = _toolkit().createfromxmlElement(element)
    texts = [(_language(_tag(variant)), variant) for variant in node.getlanguageNodes()]
    english = next((variant for language, variant in texts if language == SOURCE), None)
    if english is None:
        return
    about = _about(node)
    for language, variant in texts:
        if language not in ("", SOURCE):
            text, original = _text(node, variant), _text(node, english)
            if text and original:
                who, when = _who(variant, element)
                yield replace(about, source=original, target=text, language=language, who=who, when=when)


def _about(node: Any) -> Unit:
    """What the `tu` says of all its languages: notes, context, origin, approval."""
    props = {prop.get("type", ""): (prop.text or "").strip() for prop in node.xmlelement.iter("{*}prop")}
    return Unit(
        source="",
        target="",
        language="",
        origin=props.get("x-origin", ""),
        note=" ".join(node.getnotes().split()),
        previous=props.get("prev", ""),
        following=props.get("next", ""),
        checked=props.get("x-approved") == "yes",
    )


def _who(variant: Any, element: Any) -> tuple[str, str]:
    """Who last touched the translation and when: the `tuv` knows best, then the `tu`."""
    names = [node.get(name) for node in (variant, element) for name in ("changeid", "creationid")]
    dates = [node.get(name) for node in (variant, element) for name in ("changedate", "creationdate")]
    return next(filter(None, names), ""), _iso(next(filter(None, dates), ""))


def _text(node: Any, variant: Any) -> str:
    """The text of a `tuv` without the formatting codes of the tool that made it."""
    from lxml import etree

    etree.strip_elements(variant, *(f"{{*}}{code}" for code in _CODES), with_tail=False)
    return " ".join((node.getNodeText(variant) or "").split())


def _element(unit: Unit) -> Any:
    """A unit as a `tu`; notes and props come before the languages, as the DTD wants."""
    node = _toolkit()(None)
    node.setsource(unit.source, SOURCE)
    node.settarget(unit.target, unit.language)
    for name, value in (("changeid", _UNPRINTABLE.sub("", unit.who)), ("changedate", _stamp(unit.when))):
        if value:
            node.getlanguageNodes()[1].set(name, value)
    approved = "yes" if unit.checked else ""
    props = {"prev": unit.previous, "next": unit.following, "x-origin": unit.origin, "x-approved": approved}
    for place, (name, value) in enumerate((name, value) for name, value in props.items() if value):
        prop = node.xmlelement.makeelement("prop", {"type": name})
        prop.text = _UNPRINTABLE.sub("", value)
        node.xmlelement.insert(place, prop)
    if unit.note:
        node.addnote(unit.note)
    return node.xmlelement


def _toolkit() -> Any:
    """translate-toolkit's TMX unit, imported when first needed: it takes half a second."""
    from translate.storage.tmx import tmxunit

    return tmxunit


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _tag(variant: Any) -> str:
    """The language of a `tuv`: `xml:lang`, or `lang` as TMX before 1.4 had it."""
    return str(variant.get("{http://www.w3.org/XML/1998/namespace}lang") or variant.get("lang") or "")


def _language(tag: str) -> str:
    """The language of this program for ps-PK, ps_AF, UR, urd …; "" for the rest."""
    return _tags().get(re.split(r"[-_]", tag.strip().lower())[0], "")


@cache
def _tags() -> dict[str, str]:
    """Every tag that files have for a language of this program → its code."""
    return {
        tag: known.code
        for known in languages()
        for tag in (known.code, known.codes.alpha3, known.codes.bibliographic, *known.codes.also)
    }


def _iso(stamp: str) -> str:
    found = _STAMP.fullmatch(stamp)
    return "{}-{}-{}T{}:{}:{}Z".format(*found.groups()) if found else ""


def _stamp(iso: str) -> str:
    """`2026-11-23T10:15:00Z` as TMX has it; "" for a time that is not UTC or not whole."""
    found = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:Z|\+00:00)", iso)
    return "{}{}{}T{}{}{}Z".format(*found.groups()) if found else ""
