"""Pashto, as it is written and broadcast in Peshawar."""

from __future__ import annotations

from packager.lang.language import Codes, Language

LANGUAGE = Language(
    code="ps",
    english="Pashto",
    own="پښتو",
    direction="rtl",
    # FLORES-200 has one Pashto, called Southern, and no code for the Peshawar standard
    codes=Codes(bibliographic="pus", alpha3="pus", flores="pbt_Arab", plain="ps", also=("pbt", "pbu", "pst")),
    package=__name__,
    manner="Pashto as written and broadcast in Peshawar (Yusufzai; letters ښ ږ ې ۍ ټ ډ ړ ڼ, never Urdu ٹ ڈ ڑ ں ے)",
    voices=("pashto-woman", "pashto"),
)
