"""Who reads a line at once, for an editor's ear, while the voice that airs it is still at work: a voice by rule."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from packager.errors import InputError
from packager.lang.registry import language
from packager.voicing.cast import Cast
from packager.voicing.profiles import VoiceProfile, load_profile, own_folders, read_profile, voice_names
from packager.voicing.voices import Voices


def takes_its_time(profile: VoiceProfile) -> bool:
    """Whether an editor waits for this voice: a trained one speaks a line about as fast as it lasts, or slower."""
    return profile.trained or not profile.embedded


def by_rule(voices: Voices, station: Path) -> Voices | None:
    """The same words by the language's voice by rule; None where all of the cast answer at once, or there is none.

    `station` is the station's folder. A voice of the anchor's dialect goes before others, then the language's order.
    """
    if not any(takes_its_time(profile) for profile in voices.profiles.values()):
        return None
    anchor, order = voices.profiles[voices.cast.anchor[0]], language(voices.language).voices
    known = [read_profile(folder / f"{name}.yaml") for folder in own_folders() for name in voice_names(folder)]
    usual = [voice for name in order if (voice := _voice(name, station))]
    found = [
        voice
        for voice in (*usual, *known)
        if voice.language == voices.language and not takes_its_time(voice) and voice.stays_here
    ]
    if not found:
        return None
    chosen = min(found, key=lambda voice: voice.dialect != anchor.dialect)
    return replace(voices, cast=Cast(anchor=(chosen.name,)), profiles={chosen.name: chosen}, ear=frozenset())


def _voice(name: str, station: Path) -> VoiceProfile | None:
    try:
        return load_profile(name, (station / "voices",))
    except InputError:
        return None
