"""What a voice gives back is listened to: everything that is not the whole text, spoken, is told; speech never is."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from packager.audio import hearing
from packager.audio.hearing import SpeakingPace, faults, learned, letters
from packager.audio.received import received
from packager.engines.voice.espeak import voice
from packager.records import Audio, Line, Role, Utterance
from packager.speech.utterances import utterances
from tests.conftest import shared_folder
from tests.support.servers.speech import encoded

LANGUAGES = ("ps", "ur")
TEXT = {
    "ps": "پولیسو ویلي چې په چاودنه کې درې تنه ټپیان شوي او روغتون ته وړل شوي دي.",
    "ur": "پولیس کے مطابق دھماکے میں تین افراد زخمی ہوئے جنہیں ہسپتال منتقل کر دیا گیا ہے۔",
}
Samples = NDArray[np.float32]


@cache
def said(text: str, language: str) -> Audio:
    return voice({"language": language}).speak(Utterance(text=text, language=language, voice="test"))


@cache
def news(language: str) -> tuple[tuple[str, Audio], ...]:
    """Every utterance of the news pack, spoken; nothing where there is no pack."""
    path = shared_folder() / "data" / "news_dev.json"
    if not path.is_file():
        return ()
    documents = json.loads(path.read_text(encoding="utf-8"))["documents"]
    texts = [segment[language] for document in documents for segment in document["segments"]]
    lines = [Line(role=Role.BODY, source="", text=text) for text in texts]
    spoken = {one.text for line in lines for one in utterances(line, 0, language, "test")}
    return tuple((text, said(text, language)) for text in sorted(spoken))


def pace(language: str) -> SpeakingPace:
    found = learned((text, audio.seconds) for text, audio in news(language))
    assert found is not None
    return found


def part(audio: Audio, share: float) -> Audio:
    return replace(audio, samples=audio.samples[: round(share * len(audio.samples))])


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_of_the_news_is_taken_for_a_fault(shared: Path, language: str) -> None:
    assert shared.is_dir()
    clips = news(language)
    assert len(clips) > 150
    for known in (hearing.UNKNOWN, pace(language)):
        assert [(text, found) for text, audio in clips if (found := faults(audio, text, known))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_single_word_is_taken_for_a_fault(shared: Path, language: str) -> None:
    rows = (shared / "data" / f"{language}_frequency.tsv").read_text(encoding="utf-8").splitlines()
    words = [word for word in (row.split("\t")[0] for row in rows[1:300]) if letters(word)]
    assert [(word, found) for word in words if (found := faults(said(word, language), word, pace(language)))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_speech_that_went_through_mp3_is_still_speech(shared: Path, language: str) -> None:
    assert shared.is_dir()
    for text, audio in news(language)[::12]:
        assert faults(received(encoded(audio, "-b:a", "48k", "-f", "mp3")), text, pace(language)) == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_clip_that_lost_its_second_half_is_always_seen_and_one_that_lost_a_third_nearly_always(
    shared: Path, language: str
) -> None:
    assert shared.is_dir()
    known = pace(language)
    halves = [faults(part(audio, 0.55), text, known) for text, audio in news(language) if letters(text) >= 30]
    assert all(halves)
    thirds = [bool(faults(part(audio, 0.67), text, known)) for text, audio in news(language) if letters(text) >= 30]
    assert np.mean(thirds) > 0.95


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_that_is_said_twice_is_seen(shared: Path, language: str) -> None:
    assert shared.is_dir()
    for text, audio in news(language):
        twice = replace(audio, samples=np.concatenate([audio.samples, audio.samples]))
        if letters(text) >= 30:
            assert any("too long" in fault for fault in faults(twice, text, pace(language)))


@pytest.mark.parametrize("factor", [0.5, 2.0])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_rate_that_is_told_wrongly_is_seen_by_the_pace(shared: Path, language: str, factor: float) -> None:
    assert shared.is_dir()
    for text, audio in news(language)[::5]:
        if letters(text) >= 30:
            assert faults(replace(audio, rate=round(audio.rate * factor)), text, pace(language))


RNG = np.random.default_rng(5)
SECONDS = 6.0
TIMES = np.arange(round(SECONDS * 24_000)) / 24_000
WHITE = RNG.standard_normal(len(TIMES))


def coloured(power: float) -> Samples:
    """Noise whose power falls with frequency to this power."""
    spectrum = np.fft.rfft(WHITE) / np.maximum(1.0, np.arange(len(TIMES) // 2 + 1)) ** (power / 2)
    sound = np.fft.irfft(spectrum)
    return np.asarray(sound / np.abs(sound).max(), np.float32)


WRONG: dict[str, tuple[Callable[[], Samples], str]] = {
    "nothing": (lambda: np.zeros(0, np.float32), "is empty"),
    "silence": (lambda: np.zeros(len(TIMES), np.float32), "is silent"),
    "dither": (lambda: (WHITE * 1e-5).astype(np.float32), "is silent"),
    "white noise": (lambda: coloured(0), "is noise"),
    "pink noise": (lambda: coloured(1), "is noise"),
    "rumble": (lambda: coloured(3), "is a hum"),
    "a mains hum": (lambda: np.sin(2 * np.pi * 50 * TIMES).astype(np.float32), "is a hum"),
    "a tone": (lambda: np.sin(2 * np.pi * 1000 * TIMES).astype(np.float32), "is a steady sound"),
    "not a number": (lambda: np.full(len(TIMES), np.nan, np.float32), "is not sound"),
    "two channels": (lambda: np.zeros((len(TIMES), 2), np.float32), "is not sound"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_no_speech_is_told_by_its_name(name: str) -> None:
    make, told = WRONG[name]
    found = faults(Audio(samples=make(), rate=24_000), TEXT["ur"])
    assert any(fault.startswith(told) for fault in found), found


@pytest.mark.parametrize("gain", [6, 12, 20])
@pytest.mark.parametrize("coded", [False, True])
@pytest.mark.parametrize("language", LANGUAGES)
def test_clipping_is_seen_also_after_mp3(language: str, coded: bool, gain: float) -> None:
    audio = said(TEXT[language], language)
    loud = audio.samples / np.abs(audio.samples).max() * 10 ** (gain / 20)
    clipped = replace(audio, samples=np.clip(loud, -1, 1).astype(np.float32))
    if coded:
        clipped = received(encoded(clipped, "-b:a", "48k", "-f", "mp3"))
    assert faults(clipped, TEXT[language]) == ("is clipped",)
    assert faults(audio, TEXT[language]) == ()


def test_silence_inside_is_seen_before_it_is_dead_air() -> None:
    audio = said(TEXT["ur"], "ur")
    middle = len(audio.samples) // 2
    still = np.zeros(round(1.8 * audio.rate), np.float32)
    holed = replace(audio, samples=np.concatenate([audio.samples[:middle], still, audio.samples[middle:]]))
    assert any(fault.startswith("is silent inside for 1.8 s") for fault in faults(holed, TEXT["ur"]))


def test_another_rate_than_the_voices_own_is_told() -> None:
    audio = said(TEXT["ur"], "ur")
    assert faults(audio, TEXT["ur"], SpeakingPace(rate=22_050)) == ()
    assert faults(audio, TEXT["ur"], SpeakingPace(rate=24_000)) == ("came at 22050 Hz, not at 24000",)


def test_a_pace_is_not_learnt_from_a_handful_of_clips() -> None:
    assert learned([(TEXT["ur"], 7.0)] * 11) is None
    assert learned([("نہیں", 0.5)] * 100) is None
    assert learned([(TEXT["ur"], 7.0)] * 12) is not None


@given(st.sampled_from(LANGUAGES), st.floats(0.05, 1.0), st.floats(0, 2), st.floats(0, 2))
def test_neither_loudness_nor_silence_around_it_makes_speech_a_fault(
    language: str, gain: float, before: float, after: float
) -> None:
    audio = said(TEXT[language], language)
    pads = [np.zeros(round(seconds * audio.rate), np.float32) for seconds in (before, after)]
    samples = np.concatenate([pads[0], audio.samples * np.float32(gain), pads[1]])
    assert faults(replace(audio, samples=samples), TEXT[language]) == ()


@given(st.sampled_from(LANGUAGES), st.floats(0.0, 0.5))
def test_half_of_a_clip_is_a_fault_wherever_it_is_cut(language: str, share: float) -> None:
    audio = said(TEXT[language], language)
    known = SpeakingPace(low=0.08, high=0.15, slack=0.6)
    assert faults(part(audio, share), TEXT[language], known)


@given(
    st.lists(st.floats(allow_nan=True, allow_infinity=True, width=32), max_size=400),
    st.sampled_from([1, 4_000, 8_000, 22_050, 48_000]),
    st.text(max_size=40),
)
def test_any_numbers_at_any_rate_are_answered_in_phrases(numbers: list[float], rate: int, text: str) -> None:
    found = faults(Audio(samples=np.array(numbers, np.float32), rate=rate), text)
    assert all(fault.startswith(("is ", "came ", "breaks ")) for fault in found)
    assert found  # 400 samples are never a word
