"""Pashto through an ear that writes Urdu: its consonants, folded to those that Urdu can write.

Such an ear puts Pashto's vowels down by guess and its own consonants by their nearest of Urdu. What is left is a
skeleton, good for telling that a line was said, all of it and nothing else; it is no transcript.
"""

from __future__ import annotations

from packager.lang.heard import AsHeard, letters

HEARD = AsHeard(
    ear="ur",
    letters=letters(
        س="ثصښڅ",
        ز="ذضظژځ",
        ت="ټٹط",
        د="ډڈ",
        ر="ړڑ",
        ن="ڼں",
        ک="قك",
        گ="ږګغ",
        پ="ف",
        ش="چج",
        nothing="اآأإعءہهھحةۀۃویيىېۍئےؤۓ",
    ),
    most_wrong=0.42,
    least_found=0.25,
    most_added=0.8,
)
