"""Text of two directions on one line: Latin and figures isolated in Arabic script, and the other way round.

Isolates (U+2068 FSI … U+2069 PDI) and never embeddings or overrides: Unicode UAX 9, section 2.7.
"""

from __future__ import annotations

import re

FSI, PDI = "\u2068", "\u2069"

_CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_LATIN = "A-Za-z\u00c0-\u024f"
_FIGURES = "0-9\u0660-\u0669\u06f0-\u06f9"
# Between the groups of one number, as in 116 123 and +92 (51) 111 2222: apart, each group would change places.
_GROUPS = rf"(?<=[{_FIGURES}])(?:[ \u00a0\u2009\u202f]|[ \u00a0]?\([{_FIGURES}]+\)[ \u00a0]?)(?=[{_FIGURES}])"
# A run: a sign, letters and figures joined by what stands inside names, times, amounts and addresses. A figure
# after Latin is read on from it ("Rs 1,200"), as a text without isolates is shown too; Latin after a figure is not.
_RUN = re.compile(
    rf"[$€£₨+#@−-]?[{_LATIN}{_FIGURES}]+"
    rf"(?:(?:[.,:/'’&@_+%٫٬–-]+|(?<=[{_LATIN}])[.]? |{_GROUPS})[{_LATIN}{_FIGURES}]+)*[%٪°]?"
)
_ARABIC = "\u0600-\u065f\u066a-\u06ef\u06fa-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefe\u200c"
_ARABIC_RUN = re.compile(rf"[{_ARABIC}]+(?: +[{_ARABIC}]+)*")


def isolate(text: str, direction: str) -> str:
    """A text of a language of this direction, "rtl" or "ltr", with every run of the other direction isolated.

    Marks of direction that were in it go.

    >>> isolate("په 10:30 AFP وویل", "rtl").replace(FSI, "<").replace(PDI, ">")
    'په <10:30> <AFP> وویل'
    >>> isolate("دا Dr. Khan او Rs 1,200 دي", "rtl").replace(FSI, "<").replace(PDI, ">")
    'دا <Dr. Khan> او <Rs 1,200> دي'
    """
    plain = without_controls(text)
    run = _RUN if direction == "rtl" else _ARABIC_RUN
    return run.sub(lambda found: f"{FSI}{found[0]}{PDI}", plain)


def without_controls(text: str) -> str:
    """The text without marks of direction and byte-order marks; joiners stay."""
    return _CONTROLS.sub("", text)
