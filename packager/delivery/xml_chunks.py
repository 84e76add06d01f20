"""The chunks in UTF-8: iXML for the editing desk, axml (EBUCore) for the archive.

Here the titles stand as they are written, in Pashto and Urdu.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from packager.delivery.cut import Cut
from packager.delivery.disclosure import Disclosure, note

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def ixml(cut: Cut, disclosure: Disclosure) -> bytes:
    """The iXML chunk's content (iXML 2.10): project, scene, the title and the disclosure as NOTE."""
    about = f"{cut.title} | {cut.english}" if cut.english else cut.title
    fields = (
        element("IXML_VERSION", "2.10"),
        element("PROJECT", cut.station),
        element("SCENE", cut.id),
        element("TAKE", "1"),
        element("NOTE", f"{about} | {note(disclosure)}"),
        element("FILE_UID", f"{cut.number:06}-{cut.id}"),
        _user(cut, disclosure),
    )
    return (_HEAD + "<BWFXML>\n" + "\n".join(fields) + "\n</BWFXML>\n").encode()


def axml(cut: Cut, disclosure: Disclosure) -> bytes:
    """The axml chunk's content: EBUCore (EBU Tech 3293) with Dublin Core titles in both languages."""
    titles = [_dc("title", cut.title, cut.language), *([_dc("title", cut.english, "en")] if cut.english else [])]
    body = (
        *(f"<title>{title}</title>" for title in titles),
        f"<creator><organisationDetails>{element('organisationName', cut.station)}</organisationDetails></creator>",
        f"<description>{_dc('description', disclosure.statement, 'en')}</description>",
        f"<date><created startDate={quoteattr(f'{cut.local(cut.made):%Y-%m-%d}')}/></date>",
        f'<type typeLabel="digitalSourceType" typeLink={quoteattr(disclosure.source_type.uri)}/>',
        f"<identifier>{element('dc:identifier', f'{cut.number:06}')}</identifier>",
        f"<language>{element('dc:language', cut.language)}</language>",
    )
    space = 'xmlns="urn:ebu:metadata-schema:ebuCore_2014" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    core = "\n".join(body)
    return f"{_HEAD}<ebuCoreMain {space}>\n<coreMetadata>\n{core}\n</coreMetadata>\n</ebuCoreMain>\n".encode()


def element(name: str, text: str) -> str:
    """An element with text."""
    return f"<{name}>{escape(storable(text))}</{name}>"


def storable(text: str) -> str:
    """The text without the characters that XML 1.0 cannot hold."""
    return _NOT_XML.sub("", text)


def _dc(name: str, text: str, language: str) -> str:
    return f"<dc:{name} xml:lang={quoteattr(language)}>{escape(storable(text))}</dc:{name}>"


def _user(cut: Cut, disclosure: Disclosure) -> str:
    """What iXML has no element for, as lines of `name: value` in USER."""
    return element("USER", "\n".join(f"{name}: {value}" for name, value in _lines(cut, disclosure) if value))


def _lines(cut: Cut, disclosure: Disclosure) -> Iterator[tuple[str, str]]:
    yield f"title ({cut.language})", cut.title
    yield "title (en)", cut.english
    yield "digital source type", disclosure.source_type.uri
    yield "read by", str(disclosure.read or "")
    yield "voices", ", ".join(disclosure.voices)
    yield "translation", str(disclosure.translation)
    yield "reviewed by", disclosure.reviewed_by
    yield "said on air", disclosure.spoken
    yield "review log", disclosure.reviews
