"""Measured word times against those that a voice tells itself."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from packager.audio.marks import measured
from packager.engines.voice.espeak import voice
from packager.records import Audio, Utterance

TEXTS = (
    ("ps", "د چترال لار د دوو ورځو واورې وروسته د دوشنبې په ورځ پرانیستل شوه."),
    ("ur", "دو دن کی برف باری کے بعد پیر کو چترال کی سڑک کھل گئی۔"),
)


@pytest.mark.parametrize(("language", "text"), TEXTS)
def test_words_are_found_within_a_third_of_a_second(language: str, text: str) -> None:
    audio = voice({"language": language}).speak(Utterance(text=text, language=language, voice="x"))
    told = {mark.word.strip(".۔"): mark.start for mark in reversed(audio.marks)}
    found = {mark.word.strip(".۔"): mark.start for mark in reversed(measured(audio, text))}
    both = told.keys() & found.keys()
    assert len(both) >= 8
    assert max(abs(told[word] - found[word]) for word in both) < 0.34


def test_a_pause_shifts_no_word_before_or_after_it() -> None:
    language, text = TEXTS[0]
    audio = voice({"language": language}).speak(Utterance(text=text, language=language, voice="x"))
    still = np.zeros(2 * audio.rate, np.float32)
    twice = replace(audio, samples=np.concatenate([audio.samples, still, audio.samples]))
    marks = measured(twice, f"{text} {text}")
    half = len(marks) // 2
    assert all(mark.start < audio.seconds for mark in marks[:half])
    assert all(mark.start >= audio.seconds + 1.7 for mark in marks[half:])
    assert [mark.word for mark in marks] == f"{text} {text}".split()


def test_silence_and_no_text_have_no_marks() -> None:
    assert measured(Audio(samples=np.zeros(4800, np.float32), rate=48_000), "لار") == ()
    assert measured(Audio(samples=np.ones(4800, np.float32), rate=48_000), " ") == ()
