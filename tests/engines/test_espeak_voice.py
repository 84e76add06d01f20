"""What a listener hears of the embedded voices, and what they refuse."""

from __future__ import annotations

import threading

import numpy as np
import pytest

from packager.engines import Voice
from packager.engines.voice.espeak import ipa, voice
from packager.errors import InputError
from packager.records import Audio, Style, Utterance

TEXTS = {
    "ps": "نن په پېښور کې د پولیو پر ضد کمپاین پیل شو، چې درې ورځې به دوام وکړي.",
    "ur": "آج پشاور میں پولیو کے خلاف مہم شروع ہوئی، جو تین دن جاری رہے گی۔",
}


def said(text: str, language: str, **options: object) -> Audio:
    """A text as the embedded voice speaks it."""
    style = Style(str(options.pop("style", "news")))
    spoken = Utterance(text=text, language=language, voice="embedded", style=style)
    return voice({"language": language, **options}).speak(spoken)


@pytest.mark.parametrize("language", ["ps", "ur"])
def test_a_sentence_is_heard_at_a_newsreaders_pace_without_dead_air_or_clicks(language: str) -> None:
    audio = said(TEXTS[language], language)
    words = len(TEXTS[language].split())
    assert audio.rate == 22_050
    assert audio.samples.dtype == np.float32
    assert 110 < 60 * words / audio.seconds < 200
    assert 0.2 < np.abs(audio.samples).max() <= 1.0
    assert np.abs(audio.samples[:3]).max() < 0.01
    assert np.abs(audio.samples[-3:]).max() < 0.01
    assert longest_silence(audio) < 0.6


def longest_silence(audio: Audio) -> float:
    loud = np.flatnonzero(np.abs(audio.samples) > 0.004)
    return float(np.diff(loud, prepend=0, append=len(audio.samples)).max()) / audio.rate


@pytest.mark.parametrize("language", ["ps", "ur"])
def test_every_word_has_a_mark_in_order_and_as_it_was_written(language: str) -> None:
    audio = said(TEXTS[language], language)
    words = [word.strip("،.۔") for word in TEXTS[language].split()]
    starts = [mark.start for mark in audio.marks]
    assert " ".join(mark.word for mark in audio.marks).split() == words
    assert starts == sorted(set(starts))
    assert 0 <= starts[0] < 0.1
    assert starts[-1] < audio.seconds


def test_it_is_a_voice_whose_fingerprint_tells_apart_what_sounds_different() -> None:
    others: list[dict[str, object]] = [
        {"dialect": "kandahari"},
        {"rate": 120},
        {"pitch": 40},
        {"range": 20},
        {"variant": "f2"},
    ]
    kinds: list[dict[str, object]] = [
        {"language": "ur"},
        {"language": "ps"},
        *({"language": "ps"} | other for other in others),
    ]
    voices = [voice(options) for options in kinds]
    assert all(isinstance(speaker, Voice) for speaker in voices)
    assert len({speaker.fingerprint for speaker in voices}) == len(kinds)
    assert voice({"language": "ps"}).fingerprint == voice({"language": "ps", "dialect": "yusufzai"}).fingerprint


def test_the_same_utterance_sounds_the_same_again() -> None:
    # Not to the sample: espeak-ng's flutter runs on from call to call.
    first, again = said(TEXTS["ps"], "ps"), said(TEXTS["ps"], "ps")
    assert again.seconds == pytest.approx(first.seconds, rel=0.005)
    assert [mark.word for mark in again.marks] == [mark.word for mark in first.marks]
    assert [mark.start for mark in again.marks] == pytest.approx([mark.start for mark in first.marks], abs=0.03)


def test_languages_and_dialects_take_turns_in_one_process() -> None:
    for _ in range(3):
        assert ipa("ښځه", "ps").replace("ˈ", "") == "xəza"
        assert ipa("ښځه", "ps", "kandahari").replace("ˈ", "") == "ʂədza"
        assert ipa("ښځه", "ps", "radio").replace("ˈ", "") == "xədza"
        assert ipa("کتاب", "ur").replace("ˈ", "") == "kɪtaːb"


def alike(one: Audio, other: Audio) -> bool:
    same_words = [mark.word for mark in one.marks] == [mark.word for mark in other.marks]
    return same_words and abs(one.seconds - other.seconds) < 0.005 * other.seconds


def test_threads_that_speak_at_once_hear_their_own_words() -> None:
    alone = {language: said(text, language) for language, text in TEXTS.items()}
    wrong: list[str] = []

    def speak(language: str) -> None:
        heard = [said(TEXTS[language], language) for _ in range(4)]
        wrong.extend(language for audio in heard if not alike(audio, alone[language]))

    threads = [threading.Thread(target=speak, args=(language,)) for language in ("ps", "ur", "ps", "ur")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


@pytest.mark.parametrize("language", ["ps", "ur"])
def test_a_question_rises_where_a_statement_falls(language: str) -> None:
    text = {"ps": "تاسو نن کابل ته ځئ", "ur": "آپ آج لاہور جا رہے ہیں"}[language]
    assert last_pitch(said(f"{text}؟", language)) > last_pitch(said(f"{text}.", language)) + 10


def last_pitch(audio: Audio) -> float:
    """Pitch of the last voiced 40 ms, Hz, by autocorrelation."""
    size, shift = 1024, 128
    for start in range(len(audio.samples) - size, 0, -shift):
        frame = audio.samples[start : start + size]
        if np.sqrt(np.mean(frame**2)) < 0.03:
            continue
        found = np.correlate(frame, frame, "full")[size - 1 :]
        low, high = audio.rate // 350, audio.rate // 60
        lag = low + int(found[low:high].argmax())
        if found[lag] > 0.5 * found[0]:
            return audio.rate / lag
    raise AssertionError("nothing voiced")


def test_headlines_are_slower_and_quotes_lower_than_news() -> None:
    news, headline, quote = (said(TEXTS["ps"], "ps", style=style) for style in ("news", "headline", "quote"))
    assert headline.seconds > news.seconds * 1.02
    assert not np.array_equal(quote.samples, news.samples)


def test_a_womans_throat_speaks_higher() -> None:
    text = "دا ښه خبره ده."
    assert last_pitch(said(text, "ps", variant="f2")) > 1.3 * last_pitch(said(text, "ps"))


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"language": "fa"}, "speaks ps and ur, not 'fa'"),
        ({}, "speaks ps and ur"),
        ({"language": "ps", "dialect": "wazir"}, "known: yusufzai, kandahari, radio"),
        ({"language": "ur", "dialect": "radio"}, "no dialects"),
        ({"language": "ps", "rate": 20}, "from 80 to 450"),
        ({"language": "ps", "rate": "fast"}, "rate is 'fast'"),
        ({"language": "ps", "pitch": True}, "pitch is True"),
        ({"language": "ps", "speed": 150}, "unknown option 'speed'"),
        ({"language": "ps", "variant": "m99"}, "no variant 'm99'"),
    ],
)
def test_options_that_cannot_be_are_refused_in_one_line(options: dict[str, object], says: str) -> None:
    with pytest.raises(InputError, match=says) as refused:
        voice(options)
    assert "\n" not in str(refused.value)


def test_a_voice_refuses_the_other_language() -> None:
    speaker = voice({"language": "ps"})
    with pytest.raises(InputError, match="speaks ps, not ur"):
        speaker.speak(Utterance(text=TEXTS["ur"], language="ur", voice="embedded"))
