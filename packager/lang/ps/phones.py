"""Pashto's phones in the notation of g2p/sounds.py, before a dialect gives them their values."""

from __future__ import annotations

from packager.lang.phones import Phones
from packager.lang.ps import espeak_data
from packager.lang.ps.g2p.sounds import SYMBOLS

PHONES = Phones(inventory=frozenset(SYMBOLS), read=lambda word: "".join(espeak_data.rules().sounds(word)))
