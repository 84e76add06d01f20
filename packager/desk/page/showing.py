"""Text of two directions as HTML: escaped, with every run of the other direction isolated.

The isolates are elements round Latin and figures alone: no word is cut, and nothing is put into the text itself.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from markupsafe import Markup, escape

from packager.lang.registry import language
from packager.text.bidi import FSI, PDI, isolate

_CHANGED = re.compile(r"\[-(.*?)-\]|\{\+(.*?)\+\}")


def shown(text: str, code: str) -> Markup:
    """A text as it stands on the page.

    >>> shown("په 10:30 AFP <b>", "ps")
    Markup('په <bdi>10:30</bdi> <bdi>AFP</bdi> &lt;<bdi>b</bdi>&gt;')
    """
    isolated = str(escape(isolate(text, language(code).direction)))
    return Markup(isolated.replace(FSI, "<bdi>").replace(PDI, "</bdi>"))  # noqa: S704 - escaped in the line above


def minute(at: str) -> str:
    """A moment as a reader wants it, in the station's own time.

    >>> minute("2026-11-23T09:00:00+05:00")
    '2026-11-23 09:00'
    """
    return at[:16].replace("T", " ")


def difference(text: str, other: str, code: str) -> Markup:
    """`other` with each word marked that `text` has not, or has elsewhere; whole words only."""
    old, new = text.split(), other.split()
    parts: list[Markup] = []
    for kind, _, _, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if start < end:
            words = shown(" ".join(new[start:end]), code)
            parts.append(words if kind == "equal" else Markup("<mark>{}</mark>").format(words))
    return Markup(" ").join(parts)


def changed_english(why: str) -> Markup:
    """What the memory says of a near match, "on [-March-]{+April+} 8", as deletions and insertions."""
    parts, place = [], 0
    for found in _CHANGED.finditer(why):
        tag = Markup("<del>{}</del>") if found[1] is not None else Markup("<ins>{}</ins>")
        parts += [escape(why[place : found.start()]), tag.format(found[1] if found[1] is not None else found[2])]
        place = found.end()
    return Markup("").join([*parts, escape(why[place:])])
