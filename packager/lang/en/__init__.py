"""English: the language that articles come in, which can also be read as it is written."""

from __future__ import annotations

from packager.lang.language import Codes, Language

LANGUAGE = Language(
    code="en",
    english="English",
    own="English",
    direction="ltr",
    codes=Codes(bibliographic="eng", alpha3="eng", flores="eng_Latn", plain="en"),
    package=__name__,
    manner="English",
    source=True,
)
