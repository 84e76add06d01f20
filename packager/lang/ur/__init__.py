"""Urdu, as it is written and broadcast in Pakistan."""

from __future__ import annotations

from packager.lang.language import Codes, Language

LANGUAGE = Language(
    code="ur",
    english="Urdu",
    own="اردو",
    direction="rtl",
    codes=Codes(bibliographic="urd", alpha3="urd", flores="urd_Arab", plain="ur"),
    package=__name__,
    manner="Urdu as written and broadcast in Pakistan (never Arabic ي ك)",
    voices=("urdu-woman", "urdu"),
)
