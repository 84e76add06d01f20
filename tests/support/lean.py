"""What a station's file says where a day's sound is not the point: every step is taken, for half of the work."""

from __future__ import annotations

import json

SHOW = {"greeting": False, "stings": False, "headlines": 1}
FORMATS = {"mp3": False}
LEAN = f"""\
editions: {json.dumps({"ps": {"voice": "pashto", **SHOW}, "ur": {"voice": "urdu", **SHOW}})}
formats: {json.dumps(FORMATS)}
"""
