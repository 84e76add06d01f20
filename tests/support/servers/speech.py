"""Real speech as a service would send it: espeak-ng's voice, encoded by FFmpeg."""

from __future__ import annotations

from functools import cache

import numpy as np

from packager.audio.ffmpeg import run
from packager.engines.voice.espeak import voice
from packager.records import Audio, Utterance

RATE = 24_000  # Hz, what the services send
PAGE = b"<!DOCTYPE html><html><head><title>Sign in to the network</title></head><body>Hello</body></html>"


@cache
def spoken(text: str, language: str = "ur") -> Audio:
    """A text as espeak-ng speaks it, with half a second of silence before and after it, as services leave."""
    audio = voice({"language": language}).speak(Utterance(text=text, language=language, voice="test"))
    still = np.zeros(audio.rate // 2, np.float32)
    return Audio(samples=np.concatenate([still, audio.samples, still]), rate=audio.rate, marks=audio.marks)


@cache
def mp3(text: str, language: str = "ur") -> bytes:
    """A text as MP3 of 48 kbit/s, 24 kHz, mono, without tags and without a header that counts frames."""
    return encoded(spoken(text, language), "-b:a", "48k", "-write_xing", "0", "-id3v2_version", "0", "-f", "mp3")


@cache
def wav(text: str, language: str = "ur") -> bytes:
    """A text as 16-bit WAV."""
    return encoded(spoken(text, language), "-f", "wav")


def encoded(audio: Audio, *how: str) -> bytes:
    raw = audio.samples.astype("<f4").tobytes()
    source = ("-f", "f32le", "-ar", str(audio.rate), "-ac", "1", "-i", "pipe:0")
    return run([*source, "-ar", str(RATE), *how, "pipe:1"], raw)


def silence(seconds: float) -> bytes:
    """As much nothing, as MP3."""
    still = Audio(samples=np.zeros(round(seconds * RATE), np.float32), rate=RATE)
    return encoded(still, "-b:a", "48k", "-write_xing", "0", "-id3v2_version", "0", "-f", "mp3")
