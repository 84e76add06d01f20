"""The neural voice: our sounds in its symbols, none dropped; the real model speaks; what is bad is one clear line."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from packager.engines import registry
from packager.engines.voice import espeak, kokoro_style, kokoro_symbols, kokoro_text
from packager.engines.voice.phones import Clause, Word
from packager.errors import EngineError, EngineUnavailable, InputError
from packager.lang.ps.g2p.sounds import dialects
from packager.lang.registry import language as find
from packager.lang.ur.g2p.sounds import phonemes
from packager.records import Audio, Style, Utterance

TABLES = {code: find(code).symbols("kokoro") or {} for code in ("ps", "ur")}
VOICES = {"ps": ("pashto-woman", "pashto-man"), "ur": ("urdu-woman", "urdu-man")}
TEXTS = {"ps": "د پېښور لار خلاصه ده.", "ur": "پشاور کا راستہ کھلا ہے۔"}


def voice(language: str, style: str = "", **options: Any) -> Any:
    return registry.voice("kokoro", {"language": language, "style": style or VOICES[language][0], **options})


@cache
def say(language: str, text: str, style: str = "", manner: Style = Style.NEWS) -> Audio:
    spoken = voice(language, style).speak(Utterance(text=text, language=language, voice="x", style=manner))
    assert isinstance(spoken, Audio)
    return spoken


def pitch(audio: Audio) -> NDArray[np.float64]:
    """Hz of each voiced 50 ms, by autocorrelation between 75 and 400 Hz."""
    size, found = audio.rate // 20, []
    for start in range(0, len(audio.samples) - size, size // 2):
        frame = audio.samples[start : start + size].astype(float)
        like = np.correlate(frame, frame, "full")[size - 1 :]
        low, high = audio.rate // 400, audio.rate // 75
        lag = low + int(like[low:high].argmax())
        if like[0] > 0.5 and like[lag] > 0.6 * like[0]:
            found.append(audio.rate / lag)
    return np.array(found)


# Symbols


def test_the_models_symbols_are_all_there() -> None:
    assert len(kokoro_symbols.NUMBERS) == 114
    assert [kokoro_symbols.NUMBERS[symbol] for symbol in ";. \u0303ʣɡːʰᵻ"] == [1, 4, 16, 17, 18, 92, 158, 162, 177]


@pytest.mark.parametrize("language", TABLES)
def test_every_symbol_of_a_table_is_one_of_the_models(language: str) -> None:
    assert {symbol for symbols in TABLES[language].values() for symbol in symbols} <= set(kokoro_symbols.NUMBERS)


def test_every_sound_of_urdus_notation_has_symbols() -> None:
    consonants = (
        "p b t d T D k g q ch j ph bh th dh Th Dh chh jh kh gh Rh R f s z sh zh x G m n l r w h y bachch mudd satt"
    )
    vowels = "a i u aa ii uu e o ai au a~ i~ u~ aa~ ii~ uu~ e~ o~ ai~ au~"
    words = [f"{sound}aa" for sound in consonants.split()] + [f"k{sound}m" for sound in vowels.split()]
    said = espeak.voice({"language": "ur"}).clauses(" ".join(map(phonemes, words)))
    sounds = {sound for clause in said for word in clause.words for part in word.sounds for sound in part}
    assert len(sounds) >= 60
    assert all(kokoro_text.symbols(sound, TABLES["ur"], "x").strip("ˈˌ") for sound in sounds - {";"})


@pytest.mark.parametrize("dialect", dialects())
def test_every_sound_of_pashtos_notation_has_symbols(dialect: str) -> None:
    consonants = "p b t d T D k g q C J ts dz f s z S Z X G x Q h m n N l r R w j"
    words = [f"[[{sound}'a]]" for sound in consonants.split()] + [f"[[b'{vowel}b]]" for vowel in "a@Aiueo"]
    said = espeak.voice({"language": "ps", "dialect": dialect}).clauses(" ".join(words))
    found = [word for clause in said for word in clause.words]
    assert len(found) == len(words)
    for word in found:
        assert all(kokoro_text.symbols(sound, TABLES["ps"], word.written) for part in word.sounds for sound in part)


def test_dialects_are_heard_in_the_symbols() -> None:
    text = "ښځه ږیره څو ځوان"
    said = {name: voice("ps", dialect=name).ipa(text) for name in dialects()}
    assert said == {
        "yusufzai": "xˈəza ɡˈiːɾa sˈoː zwˈaːn.",
        "kandahari": "ʂˈədza ʒˈiːɾa tsˈoː dzwˈaːn.",
        "radio": "xˈədza ɡˈiːɾa tsˈoː dzwˈaːn.",
    }


def test_a_sound_without_a_symbol_is_refused_and_named() -> None:
    clause = Clause((Word("کلک", (("k", "!", "l"),)),), "۔")
    with pytest.raises(EngineError, match="nothing for the sound '!' of 'کلک'"):
        kokoro_text.pieces([clause], TABLES["ur"])
    with pytest.raises(EngineError, match="no symbol '7'"):
        kokoro_symbols.numbers("a7")


# Pieces


def clause(count: int, mark: str = "", letters: int = 4) -> Clause:
    return Clause(tuple(Word(f"w{place}", (("a",) * letters,)) for place in range(count)), mark)


@pytest.mark.parametrize(
    "clauses",
    [
        [clause(1000)],
        [clause(30, "،")] * 12,
        [clause(1, "،")] * 300,
        [clause(3, letters=500)],
        [clause(50, "،"), clause(200, "؛"), clause(2, "؟")],
    ],
    ids=["a thousand words", "clauses", "lists", "long words", "mixed"],
)
def test_pieces_lose_no_word_and_are_never_too_long(clauses: list[Clause]) -> None:
    found = kokoro_text.pieces(clauses, TABLES["ur"])
    assert [word for piece in found for _, word in piece.words] == [w.written for c in clauses for w in c.words]
    for piece in found:
        assert len(piece.symbols) <= kokoro_symbols.LONGEST
        assert len(piece.symbols) <= kokoro_text.FULL + 1 or len(piece.words) == 1
        assert all(piece.symbols[place] == "a" for place, _ in piece.words)
    assert found[-1].pause == 0
    assert all(piece.pause > 0 for piece in found[:-1])


def test_a_long_sentence_is_cut_at_its_marks_and_evenly() -> None:
    found = kokoro_text.pieces([clause(40, "،"), clause(40, "،"), clause(5, "؟")], TABLES["ur"])
    assert [piece.symbols[-1] for piece in found] == [",", "?"]
    lengths = [len(piece.symbols) for piece in kokoro_text.pieces([clause(70)], TABLES["ur"])]
    assert len(lengths) == 2
    assert max(lengths) - min(lengths) < 20


def test_a_word_too_long_to_be_said_is_refused() -> None:
    with pytest.raises(EngineError, match="too long to be said"):
        kokoro_text.pieces([clause(1, letters=600)], TABLES["ur"])


@pytest.mark.parametrize("text", ["", " ", "۔۔۔", "«»"])
def test_nothing_to_say_is_told(text: str) -> None:
    with pytest.raises(EngineError, match="nothing to be heard"):
        voice("ur").speak(Utterance(text=text, language="ur", voice="x"))


def test_a_word_of_two_thousand_letters_and_a_sentence_of_a_thousand_words_make_pieces() -> None:
    assert len(voice("ps").ipa("ب" * 2000)) > 1500
    assert voice("ur").ipa("خبر " * 1000).count("xˈʌ") == 1000


# Styles and options


@pytest.mark.parametrize("data", [b"", b"\x00", b"\x00\x3c" * 1000, b"\x00\x7e" * (510 * 256)])
def test_a_style_of_another_shape_or_with_no_numbers_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "wrong.f16"
    path.write_bytes(data)
    with pytest.raises(EngineUnavailable, match=r"is no style|no style can be read"):
        voice("ur", str(path))


def test_a_station_may_bring_a_style_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "ours.f16"
    path.write_bytes(kokoro_style.style_file("urdu-man").read_bytes())
    assert voice("ur", str(path)).fingerprint.startswith("kokoro ours ")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"language": "en", "style": "urdu-woman"}, "does not speak 'en'"),
        ({"language": "ur"}, "needs the option 'style'"),
        ({"language": "ur", "style": "urdu-woman", "sped": 1.1}, "did you mean 'speed'"),
        ({"language": "ur", "style": "urdu-woman", "speed": 3}, "a number from 0.5 to 2"),
        ({"language": "ur", "style": "urdu-woman", "dialect": "radio"}, "Urdu has no dialects here"),
        ({"language": "ps", "style": "pashto-woman", "dialect": "herati"}, "no dialect 'herati'"),
    ],
)
def test_a_wrong_option_is_one_clear_line(options: dict[str, object], said: str) -> None:
    with pytest.raises(InputError, match=said):
        registry.voice("kokoro", options)


def test_the_fingerprint_follows_style_manner_and_pronunciation() -> None:
    made = [
        voice("ur"),
        voice("ur", "urdu-man"),
        voice("ur", speed=1.1),
        voice("ur", pitch=1.1),
        voice("ps", "urdu-man"),
        voice("ps", "urdu-man", dialect="radio"),
    ]
    assert len({one.fingerprint for one in made}) == len(made)
    assert voice("ur").fingerprint == voice("ur").fingerprint


# Speech


@pytest.mark.parametrize("language", TEXTS)
def test_a_sentence_is_heard_with_the_time_of_every_word(language: str) -> None:
    said, text = say(language, TEXTS[language]), TEXTS[language]
    words = text.rstrip(".۔").split()
    assert said.rate == 24_000
    assert 1.5 < len(words) / said.seconds < 4.5
    assert 0.2 < np.abs(said.samples).max() <= 1.0
    assert [mark.word for mark in said.marks] == words
    starts = [mark.start for mark in said.marks]
    assert starts == sorted(starts)
    assert 0 <= starts[0] < 0.15
    assert starts[-1] < said.seconds - 0.1
    # Speech comes and goes, unlike a tone or noise; at both ends there is next to no silence.
    energy = np.sqrt((said.samples[: len(said.samples) // 480 * 480].reshape(-1, 480) ** 2).mean(axis=1))
    assert np.quantile(energy, 0.9) > 6 * np.quantile(energy, 0.1)
    assert energy[: round(0.1 / 0.02)].max() > 0.005
    assert energy[-round(0.2 / 0.02) :].max() > 0.005


def test_the_same_words_are_the_same_samples_in_any_order_thread_and_process() -> None:
    texts = ["خبریں۔", "بارش۔", "شکریہ۔"]

    def spoken(text: str) -> str:
        said = voice("ur").speak(Utterance(text=text, language="ur", voice="x"))
        return hashlib.sha256(said.samples.tobytes()).hexdigest()

    one_by_one = [spoken(text) for text in texts]
    with ThreadPoolExecutor(3) as pool:
        at_once = list(pool.map(spoken, reversed(texts)))
    assert at_once[::-1] == one_by_one
    script = (
        "import hashlib\nfrom packager.engines import registry\nfrom packager.records import Utterance\n"
        "voice = registry.voice('kokoro', {'language': 'ur', 'style': 'urdu-woman'})\n"
        f"said = voice.speak(Utterance(text={texts[1]!r}, language='ur', voice='x'))\n"
        "print(hashlib.sha256(said.samples.tobytes()).hexdigest())"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == one_by_one[1]


def test_woman_and_man_cannot_be_taken_for_each_other() -> None:
    for language, (woman, man) in VOICES.items():
        high, low = (float(np.median(pitch(say(language, TEXTS[language], style)))) for style in (woman, man))
        assert high > 1.25 * low


def test_a_question_rises_where_a_statement_falls() -> None:
    statement, question = (pitch(say("ur", TEXTS["ur"][:-1] + mark))[-4:].mean() for mark in "۔؟")
    assert question > 1.2 * statement


def test_headlines_are_slower_and_quotes_lower() -> None:
    text = TEXTS["ur"]
    news, headline, quote = (say("ur", text, "urdu-woman", manner) for manner in Style)
    assert headline.seconds > 1.02 * news.seconds
    assert np.median(pitch(quote)) < 0.97 * np.median(pitch(news)) < np.median(pitch(headline))
