"""Dari through espeak-ng's Persian voice, which reads it as Tehran would: the nearest there is."""

from __future__ import annotations

from packager.espeak_ng.data import Sources
from packager.lang.phones import AsWritten, RuleVoice

ESPEAK = RuleVoice(
    voices=lambda: {"": "fa"},
    rate=150,
    sources=lambda: Sources(copied=("fa_dict", "lang/ira/fa")),
    speller=lambda _dialect: AsWritten(),
    digest=lambda: "1",
)
