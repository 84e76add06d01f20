"""Dari, as it is written and broadcast in Kabul: a third language, brought by a package of its own.

Small, and not checked by a native reader: it shows what a language is made of.
"""

from __future__ import annotations

from packager.lang.language import Codes, Language

LANGUAGE = Language(
    code="prs",
    english="Dari",
    own="دری",
    direction="rtl",
    # The two-letter code is Persian's; what those models say is Iran's Persian, so none is named here.
    codes=Codes(bibliographic="per", alpha3="prs", flores="prs_Arab", plain=""),
    package=__name__,
    manner="Dari as written and broadcast in Kabul (never Iran's months and weekday spellings)",
    voices=("dari",),
)
