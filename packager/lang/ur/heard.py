"""Urdu through an ear that writes Urdu: letters of one sound are one, since names and loans are written as heard."""

from __future__ import annotations

from packager.lang.heard import AsHeard, letters

HEARD = AsHeard(
    ear="ur",
    letters=letters(س="ثص", ز="ذضظژ", ہ="حھهۀۃةۂ", ا="عآأإ", ی="ےئيىۓ", ت="ط", ک="قك", ن="ں", و="ؤ", nothing="ء"),
    most_wrong=0.38,
    least_found=0.3,
    most_added=0.7,
)
