"""Urdu's phones in the notation of g2p/sounds.py."""

from __future__ import annotations

from packager.lang.phones import Phones
from packager.lang.ur.espeak import urdu_respelling
from packager.lang.ur.g2p.sounds import SYMBOLS

PHONES = Phones(inventory=frozenset(SYMBOLS), read=lambda word: urdu_respelling().notation(word))
