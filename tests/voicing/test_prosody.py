"""The tune, the pauses and the pace of the embedded voices, measured in their sound; and what dialects change."""

from __future__ import annotations

import json
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from packager.engines.voice.espeak import ipa, voice
from packager.records import Audio, Style, Utterance
from packager.speech import spoken
from packager.voicing.profiles import load_profile

Samples = np.ndarray[Any, np.dtype[np.float32]]

SENTENCES = {
    "ps": ["تاسو نن کابل ته ځئ", "هغه راغی", "دوی په پېښور کې ژوند کوي", "دا ستاسو کور دی"],
    "ur": ["آپ آج لاہور جا رہے ہیں", "وہ آ گیا", "یہ آپ کا گھر ہے", "لوگ گھروں کو واپس آئے"],
}
CLAUSES = {"ps": ("هغه کابل ته لاړ", "موږ پېښور ته راغلو"), "ur": ("وہ لاہور چلا گیا", "ہم پشاور آ گئے")}
NEWS = {
    "ps": "نن په پېښور کې د پولیو پر ضد کمپاین پیل شو، چې درې ورځې به دوام وکړي.",
    "ur": "آج پشاور میں پولیو کے خلاف مہم شروع ہوئی، جو تین دن جاری رہے گی۔",
}
LANGUAGES = ("ps", "ur")


@cache
def said(text: str, language: str, style: Style = Style.NEWS) -> Audio:
    """A text as the embedded voice speaks it."""
    return voice({"language": language}).speak(Utterance(text=text, language=language, voice="embedded", style=style))


@cache
def pitches(text: str, language: str, style: Style = Style.NEWS) -> Samples:
    """Pitch of each voiced stretch of 46 ms, Hz, every 12 ms, by autocorrelation."""
    audio = said(text, language, style)
    frames = (audio.samples[start : start + 1024] for start in range(0, len(audio.samples) - 1024, 256))
    low, high = audio.rate // 350, audio.rate // 60
    found = []
    for frame in frames:
        alike = np.correlate(frame, frame, "full")[1023:]
        lag = low + int(alike[low:high].argmax())
        if np.sqrt(np.mean(frame**2)) > 0.03 and alike[lag] > 0.5 * alike[0]:
            found.append(audio.rate / lag)
    return np.array(found, dtype=np.float32)


def longest_silence(audio: Audio) -> float:
    """Seconds."""
    loud = np.flatnonzero(np.abs(audio.samples) > 0.01)
    return float(np.diff(loud).max()) / audio.rate


def spread(found: Samples) -> float:
    """From a low pitch (one in ten is lower) to a high one, in semitones."""
    low, high = np.percentile(found, [10, 90])
    return float(12 * np.log2(high / low))


@pytest.mark.parametrize(
    ("language", "text"), [(language, text) for language in LANGUAGES for text in SENTENCES[language]]
)
def test_a_question_ends_high_and_rising_where_a_statement_falls(language: str, text: str) -> None:
    question, statement = pitches(f"{text}؟", language), pitches(f"{text}.", language)
    assert np.median(question[-6:]) > 1.15 * np.median(statement[-6:])
    assert np.median(question[-6:]) > 1.08 * question[-18:].min()
    assert np.median(statement[-6:]) < np.median(statement)


@pytest.mark.parametrize("language", LANGUAGES)
def test_pauses_grow_with_the_mark(language: str) -> None:
    first, second = CLAUSES[language]
    pause = {
        mark: longest_silence(said(f"{first}{mark} {second}.", language)) for mark in ("", "،", "؛", ":", ".", "۔", "؟")
    }
    assert pause[""] < 0.1
    assert all(longer > shorter + 0.05 for shorter, longer in pairwise(pause[mark] for mark in ("", "،", "؛", ".")))
    assert pause[":"] == pytest.approx(pause["؛"], abs=0.03)
    assert pause["۔"] == pytest.approx(pause["."], abs=0.03)
    assert pause["؟"] == pytest.approx(pause["."], abs=0.03)
    assert 0.35 < pause["."] < 0.6  # a newsreader's breath, no dead air


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_quote_is_lower_and_no_slower(language: str) -> None:
    text = NEWS[language]
    assert np.median(pitches(text, language, Style.QUOTE)) < 0.97 * np.median(pitches(text, language))
    assert said(text, language, Style.QUOTE).seconds == pytest.approx(said(text, language).seconds, rel=0.02)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_headline_is_livelier_and_slower(language: str) -> None:
    text = NEWS[language]
    assert spread(pitches(text, language, Style.HEADLINE)) > 1.08 * spread(pitches(text, language))
    assert 1.02 < said(text, language, Style.HEADLINE).seconds / said(text, language).seconds < 1.1


@pytest.mark.parametrize("language", LANGUAGES)
def test_news_is_read_at_about_150_words_a_minute(language: str, shared: Path) -> None:
    documents = json.loads((shared / "data" / "news_dev.json").read_text(encoding="utf-8"))["documents"]
    forms = [spoken(segment[language], language) for document in documents[:4] for segment in document["segments"]]
    seconds = sum(said(form, language).seconds for form in forms)
    assert 145 <= 60 * sum(len(form.split()) for form in forms) / seconds <= 165


# Words with a letter that dialects differ in, and what the letter is in the three Pashto voices.
VOICES = ("pashto", "pashto-kandahari", "pashto-radio")
LETTERS = {
    "ښه": ("x", "ʂ", "x"),
    "ږیره": ("ɡ", "ʐ", "ɡ"),
    "ځای": ("z", "dz", "dz"),
    "څوک": ("s", "ts", "ts"),
    "قلم": ("k", "q", "q"),
}


def in_each_voice(text: str) -> list[str]:
    """IPA of a text in the dialect of each Pashto voice."""
    return [ipa(text, "ps", str(load_profile(name).options["dialect"])) for name in VOICES]


@pytest.mark.parametrize("word", LETTERS)
def test_each_pashto_voice_has_its_own_sounds_where_dialects_differ(word: str) -> None:
    heard = in_each_voice(word)
    assert [sounds[: len(letter)] for sounds, letter in zip(heard, LETTERS[word], strict=True)] == list(LETTERS[word])
    assert len({sounds.removeprefix(letter) for sounds, letter in zip(heard, LETTERS[word], strict=True)}) == 1


def test_pashto_voices_are_the_same_where_dialects_are() -> None:
    assert len(set(in_each_voice("د هوا د خرابوالي له امله مسافر په هوايي ډګر کې پاتې شول."))) == 1


def test_a_listener_hears_the_dialect() -> None:
    hiss = {name: sharpness(name, "ښه ښار، ښه ښوونکی، ښه ښځه.") for name in VOICES}
    assert hiss["pashto-kandahari"] > 1.3 * hiss["pashto"]
    same = {name: sharpness(name, "د هوا له امله مسافر پاتې شول.") for name in VOICES}
    assert max(same.values()) < 1.1 * min(same.values())


def sharpness(name: str, text: str) -> float:
    """Share of a clip's power between 2 and 6 kHz."""
    audio = load_profile(name).open().speak(Utterance(text=text, language="ps", voice=name))
    power = np.abs(np.fft.rfft(audio.samples)) ** 2
    hertz = np.fft.rfftfreq(len(audio.samples), 1 / audio.rate)
    return float(power[(hertz > 2000) & (hertz < 6000)].sum() / power.sum())
