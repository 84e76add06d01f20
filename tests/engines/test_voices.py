"""Voices over a network, each through its real client and over real HTTP or WebSocket on loopback.

Whatever a service does: the right sound or a clear error, no line lost, no line asked for twice, no file begun.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest
from gtts.lang import tts_langs
from hypothesis import given
from hypothesis import strategies as st

from packager.audio.hearing import faults
from packager.audio.received import trimmed
from packager.engines import NOWHERE, Voice, registry
from packager.engines.locality import of_server
from packager.engines.voice import edge, gtts_voice, openai_speech
from packager.errors import EngineError, EngineUnavailable, InputError
from packager.records import Audio, Style, Utterance
from packager.store import Store
from packager.voicing.clips import Speaker
from packager.voicing.profiles import VoiceProfile
from tests.support.servers import google
from tests.support.servers import openai_speech as speech_endpoint
from tests.support.servers.answers import BUSY, FAILED, REFUSED, RIGHT, TRUNCATED, WORTH_ANOTHER_TRY, Doing
from tests.support.servers.edge import EdgeServer
from tests.support.servers.edge import edge as edge_server
from tests.support.servers.scripted import FakeClock, Said, Server, serving
from tests.support.servers.speech import spoken

ENGINES = ("edge-tts", "gtts", "openai-speech")
LANGUAGE = {"edge-tts": "ps", "gtts": "ur", "openai-speech": "ps"}
STORY = {
    "ps": (
        "پولیسو ویلي چې په چاودنه کې درې تنه ټپیان شوي دي.",
        "روغتون ته د وړل شویو حال ښه دی.",
        "چارواکو د پېښې پلټنې پیل کړې دي.",
    ),
    "ur": (
        "پولیس کے مطابق دھماکے میں تین افراد زخمی ہوئے۔",
        "زخمیوں کی حالت خطرے سے باہر ہے۔",
        "حکام نے واقعے کی تحقیقات شروع کر دی ہیں۔",
    ),
}


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy of the machine's has no say on loopback."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


@dataclass(frozen=True, kw_only=True)
class Service:
    """A running server of one of the three, and how to reach it."""

    engine: str
    server: EdgeServer | Server

    @property
    def options(self) -> dict[str, object]:
        base = {"language": LANGUAGE[self.engine], "timeout": 1.5}
        url = self.server.url
        return (
            base
            | {
                "edge-tts": {"endpoint": url},
                "gtts": {"endpoint": url + google.PATH},
                "openai-speech": {"url": f"{url}/v1", "model": "omnivoice", "voice": "male", "format": "mp3"},
            }[self.engine]
        )

    @property
    def texts(self) -> list[str]:
        """What it has been asked to say, in order, failures included."""
        if isinstance(self.server, EdgeServer):
            return [turn.text for turn in self.server.turns]
        read = google.text_of if self.engine == "gtts" else speech_endpoint.text_of
        return [read(asked) for asked in self.server.asked]

    @property
    def requests(self) -> int:
        """How often it was asked."""
        return self.server.connections if isinstance(self.server, EdgeServer) else len(self.server.asked)


@contextmanager
def service(engine: str, *steps: Doing) -> Iterator[Service]:
    if engine == "edge-tts":
        with edge_server(LANGUAGE[engine], *steps) as server:
            yield Service(engine=engine, server=server)
    else:
        doing = google.doing if engine == "gtts" else speech_endpoint.doing
        with serving(*(doing(step) for step in steps)) as plain:
            yield Service(engine=engine, server=plain)


def made(one: Service, clock: FakeClock | None = None, **options: Any) -> Voice:
    factories: dict[str, Callable[..., Any]] = {
        "edge-tts": edge.voice,
        "gtts": gtts_voice.voice,
        "openai-speech": openai_speech.voice,
    }
    return cast("Voice", factories[one.engine](one.options | options, clock or FakeClock()))


def profile(engine: str, options: dict[str, object]) -> VoiceProfile:
    language = LANGUAGE[engine]
    return VoiceProfile(name="test", engine=engine, language=language, text_goes="a test", options=options)


def utterance(text: str, language: str) -> Utterance:
    return Utterance(text=text, language=language, voice="test")


def lines(engine: str) -> tuple[Utterance, ...]:
    return tuple(utterance(text, LANGUAGE[engine]) for text in STORY[LANGUAGE[engine]])


def like(heard: Audio, text: str, language: str) -> float:
    """How alike the loudness of two sounds is over time, 1 for the same words: both in steps of 20 ms."""
    rows = []
    for audio in (heard, trimmed(spoken(text, language))):
        size = audio.rate // 50
        whole = audio.samples[: len(audio.samples) - len(audio.samples) % size].reshape(-1, size)
        rows.append(np.sqrt(np.mean(whole**2, axis=1)))
    size = min(map(len, rows))
    if max(map(len, rows)) - size > 3:
        return 0.0
    return float(np.corrcoef(rows[0][:size], rows[1][:size])[0, 1])


@pytest.mark.parametrize("engine", ENGINES)
def test_every_line_is_asked_for_once_and_is_the_one_that_is_heard(engine: str) -> None:
    with service(engine, RIGHT) as one:
        heard = [made(one).speak(line) for line in lines(engine)]
        assert one.texts == [line.text for line in lines(engine)]
    for line, audio in zip(lines(engine), heard, strict=True):
        assert like(audio, line.text, line.language) > 0.95
        assert faults(audio, line.text) == ()
        assert audio.rate == 24_000
    assert like(heard[0], lines(engine)[1].text, LANGUAGE[engine]) < 0.9  # the measure can tell lines apart


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("wrong", WORTH_ANOTHER_TRY)
def test_what_goes_wrong_once_is_asked_again_and_comes_right(engine: str, wrong: str) -> None:
    first, second, _ = lines(engine)
    with service(engine, WORTH_ANOTHER_TRY[wrong], RIGHT) as one:
        voice = made(one)
        heard = [voice.speak(first), voice.speak(second)]
        assert one.requests == 3
    assert like(heard[0], first.text, first.language) > 0.95
    assert like(heard[1], second.text, second.language) > 0.95


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("wrong", WORTH_ANOTHER_TRY)
def test_what_stays_wrong_is_an_error_of_one_line_and_no_file(engine: str, wrong: str, tmp_path: Path) -> None:
    with service(engine, WORTH_ANOTHER_TRY[wrong]) as one:
        options = one.options | {"attempts": 1}
        with pytest.raises(EngineError) as caught:
            Speaker(store=Store(tmp_path), profile=profile(engine, options)).clips(lines(engine)[:1])
        assert one.requests == 1
    told = str(caught.value)
    assert told.startswith(f"{engine}: ")
    assert "another voice" in told
    assert "\n" not in told
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("engine", ENGINES)
def test_a_story_that_fails_at_its_second_line_keeps_the_first_and_asks_for_it_no_more(
    engine: str, tmp_path: Path
) -> None:
    with service(engine, RIGHT, TRUNCATED, RIGHT) as one:
        options = one.options | {"attempts": 1}
        with pytest.raises(EngineError, match="cut short"):
            Speaker(store=Store(tmp_path), profile=profile(engine, options)).clips(lines(engine))
        clips = Speaker(store=Store(tmp_path), profile=profile(engine, options)).clips(lines(engine))
        first, second, third = (line.text for line in lines(engine))
        assert one.texts == [first, second, second, third]
    assert [clip.utterance.text for clip in clips] == [first, second, third]
    assert len({clip.path.read_bytes() for clip in clips}) == 3


@pytest.mark.parametrize("engine", ENGINES)
def test_retry_after_is_kept_to_the_second(engine: str) -> None:
    clock = FakeClock()
    with service(engine, BUSY, RIGHT) as one:
        made(one, clock).speak(lines(engine)[0])
    assert clock.waits == [17]


@pytest.mark.parametrize("engine", ENGINES)
def test_pauses_grow_with_a_little_chance_and_attempts_end(engine: str) -> None:
    clock = FakeClock(luck=0.5)
    with service(engine, FAILED) as one, pytest.raises(EngineError, match=r"has failed \(500\), 4 times in a row"):
        made(one, clock).speak(lines(engine)[0])
    assert clock.waits == [1.25, 2.5, 5]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_service_that_wants_an_hour_is_left_at_once(engine: str) -> None:
    clock = FakeClock()
    with service(engine, replace(BUSY, headers={"Retry-After": "3600"})) as one:
        with pytest.raises(EngineError, match="waiting 3600 s more would outlast"):
            made(one, clock).speak(lines(engine)[0])
        assert one.requests == 1
    assert clock.waits == []


@pytest.mark.parametrize("engine", ENGINES)
def test_a_refusal_is_told_with_its_mend_and_without_pauses(engine: str) -> None:
    clock = FakeClock()
    with service(engine, REFUSED) as one:
        with pytest.raises(EngineUnavailable, match=r"\(403\)"):
            made(one, clock).speak(lines(engine)[0])
        assert one.requests == (2 if engine == "edge-tts" else 1)  # edge-tts puts its clock right and tries once more
    assert clock.waits == []


@pytest.mark.parametrize("engine", ENGINES)
def test_nobody_listening_is_told_in_one_line_without_waiting(engine: str) -> None:
    clock = FakeClock()
    with service(engine, RIGHT) as one:
        voice = made(one, clock)
    with pytest.raises(EngineUnavailable, match=r"127\.0\.0\.1:\d+ cannot be reached.*start"):
        voice.speak(lines(engine)[0])
    assert clock.waits == []


@pytest.mark.parametrize("engine", ENGINES)
def test_sound_that_ends_on_a_frame_too_early_is_heard(engine: str) -> None:
    """No header shows it: the check of the sound does, for edge-tts and the others alike."""
    line = lines(engine)[0]
    whole = RIGHT.data(line.text, line.language)
    with service(engine, Doing(sound=whole[: len(whole) // 2 // 144 * 144])) as one:
        assert faults(made(one).speak(line), line.text) != ()


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("text", ["…", "", " ، "])
def test_nothing_to_say_is_not_sent(engine: str, text: str) -> None:
    with service(engine, RIGHT) as one:
        with pytest.raises(EngineError, match="no word"):
            made(one).speak(utterance(text, LANGUAGE[engine]))
        assert one.requests == 0


@pytest.mark.parametrize("engine", ENGINES)
def test_urdu_never_stands_in_for_pashto(engine: str) -> None:
    other = "ur" if LANGUAGE[engine] == "ps" else "ps"
    with service(engine, RIGHT) as one:
        with pytest.raises(InputError, match=f"speaks {LANGUAGE[engine]}, not {other}"):
            made(one).speak(utterance(STORY[other][0], other))
        assert one.requests == 0


@pytest.mark.parametrize("engine", ENGINES)
def test_they_come_in_by_the_door_that_strangers_use_and_say_that_text_leaves(engine: str) -> None:
    with service(engine, RIGHT) as one:
        voice = registry.voice(engine, one.options)
        assert isinstance(voice, Voice)
        goes = registry.engine(registry.VOICES, engine).text_goes
        assert goes is not None
        assert (goes(one.options) == NOWHERE) is (engine == "openai-speech")


# --- gTTS ----------------------------------------------------------------------------------------

LONG = (
    "وزیر اعظم نے قومی اسمبلی میں خطاب کرتے ہوئے کہا کہ حکومت سیلاب سے متاثرہ علاقوں میں امدادی کام تیز کر رہی ہے، "
    "اور متاثرین کو خوراک، ادویات اور خیمے فراہم کیے جا رہے ہیں، جبکہ صوبائی حکومتوں سے بھی تعاون کی درخواست کی گئی ہے۔"
)


def test_gtts_has_urdu_and_no_pashto() -> None:
    assert "ur" in tts_langs()
    assert "ps" not in tts_langs()
    with pytest.raises(InputError, match=r"no 'ps'.*have no Pashto"):
        gtts_voice.voice({"language": "ps"})


def test_a_long_sentence_goes_in_clauses_and_comes_back_whole() -> None:
    with service("gtts", RIGHT) as one:
        heard = made(one).speak(utterance(LONG, "ur"))
        sent = one.texts
    assert " ".join(sent) == LONG
    assert all(len(text) <= 100 for text in sent)
    assert len(sent) > 2
    for text, after in pairwise(sent):
        assert text[-1] == "،" or after.split()[0] in {"کہ", "اور", "جبکہ"}  # where a reader would breathe
    parts = [trimmed(spoken(text, "ur")) for text in sent]
    assert heard.seconds == pytest.approx(sum(part.seconds for part in parts) + 0.2 * (len(parts) - 1), abs=0.2)
    assert faults(heard, LONG) == ()


def test_a_piece_that_fails_is_asked_for_again_alone() -> None:
    with service("gtts", RIGHT, TRUNCATED, RIGHT) as one:
        made(one).speak(utterance(LONG, "ur"))
        sent = one.texts
    assert sent[1] == sent[2]
    assert " ".join([sent[0], *sent[2:]]) == LONG


words = st.lists(st.text("ابپتٹجچحخدڈرڑزسشصطعغفقکگلمنوہیے", min_size=1, max_size=14), min_size=1, max_size=80)


@given(words, st.sampled_from([" ", "، ", "؛ "]))
def test_pieces_keep_every_word_whole_and_in_order(parts: list[str], joint: str) -> None:
    text = joint.join(parts)
    pieces = gtts_voice.pieces(text)
    assert " ".join(pieces) == text
    assert all(0 < len(piece) <= gtts_voice.LIMIT for piece in pieces)


def test_a_word_that_no_request_holds_is_an_error() -> None:
    with pytest.raises(EngineError, match="longer than 100"):
        gtts_voice.pieces("ا" * 101)


# --- edge-tts ------------------------------------------------------------------------------------


def test_words_keep_their_times() -> None:
    text = STORY["ps"][0]
    with service("edge-tts", RIGHT) as one:
        heard = made(one).speak(utterance(text, "ps"))
    wanted = spoken(text, "ps").marks
    assert [mark.word for mark in heard.marks] == [mark.word for mark in wanted]
    for mark, right in zip(heard.marks, wanted, strict=True):
        assert mark.start == pytest.approx(right.start, abs=0.08)  # an MP3 begins some 50 ms late


def test_without_word_times_there_is_still_sound() -> None:
    with service("edge-tts", replace(RIGHT, words=False)) as one:
        heard = made(one).speak(lines("edge-tts")[0])
    assert heard.marks == ()
    assert faults(heard, STORY["ps"][0]) == ()


@pytest.mark.parametrize("name", edge.VOICES)
def test_each_voice_is_asked_for_by_its_name_and_manner(name: str) -> None:
    language = name[:2]
    with edge_server(language, RIGHT) as server:
        options = {"language": language, "voice": name, "endpoint": server.url, "rate": -6, "pitch": 3, "volume": 10}
        edge.voice(options, FakeClock()).speak(utterance(STORY[language][0], language))
        edge.voice(options, FakeClock()).speak(replace(utterance(STORY[language][1], language), style=Style.HEADLINE))
        plain, headline = server.turns
    language_and_country, short = name.rsplit("-", 1)
    assert f"({language_and_country}, {short})" in plain.ssml
    assert "pitch='+3Hz' rate='-6%' volume='+10%'" in plain.ssml
    assert "rate='-10%'" in headline.ssml
    settings: Any = plain.settings
    asked = settings["context"]["synthesis"]["audio"]["metadataoptions"]
    assert asked == {"sentenceBoundaryEnabled": "false", "wordBoundaryEnabled": "true"}


def test_signs_of_the_markup_are_text() -> None:
    text = "هغه <voice> & نور وویل"
    with service("edge-tts", replace(RIGHT, words=False, sound=RIGHT.data(STORY["ps"][0], "ps"))) as one:
        made(one).speak(utterance(text, "ps"))
        assert one.texts == [text]


@pytest.mark.parametrize(
    "options",
    [
        {"language": "en"},
        {"language": "ps", "voice": "ur-PK-AsadNeural"},
        {"language": "ur", "voice": "Asad"},
        {"language": "ur", "rate": "+10%"},
        {"language": "ur", "rate": 500},
        {"language": "ur", "endpoint": "http://127.0.0.1/"},
        {"language": "ur", "vioce": "ur-PK-AsadNeural"},
    ],
)
def test_options_of_edge_that_cannot_be_meant_are_refused(options: dict[str, object]) -> None:
    with pytest.raises(InputError, match="edge-tts: "):
        edge.voice(options)


# --- OpenAI's speech endpoint --------------------------------------------------------------------


def test_a_request_says_what_the_station_chose_and_no_more() -> None:
    with service("openai-speech", RIGHT) as one:
        voice = made(one, format="wav", speed=0.9, fields={"language": "ps", "seed": 7}, instructions="Calmly.")
        voice.speak(lines("openai-speech")[0])
        assert isinstance(one.server, Server)
        body = one.server.asked[0].body
    assert body == {
        "model": "omnivoice", "voice": "male", "input": STORY["ps"][0], "response_format": "wav", "speed": 0.9,
        "instructions": "Calmly.", "language": "ps", "seed": 7,
    }  # fmt: skip


@pytest.mark.parametrize("status", [400, 404, 422])
def test_what_the_server_says_of_its_refusal_is_passed_on(status: int) -> None:
    with serving(Said(status=status, data={"detail": "Voice profile 'x' not found"})) as server:
        options = {"language": "ps", "url": f"{server.url}/v1", "model": "omnivoice", "voice": "x"}
        with pytest.raises(EngineError, match="Voice profile 'x' not found"):
            openai_speech.voice(options, FakeClock()).speak(lines("openai-speech")[0])
        assert len(server.asked) == 1


def test_the_key_goes_to_the_server_and_into_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STATION_SPEECH_KEY", "sk-very-secret")
    with serving(Said(status=401, data={"error": {"message": "Bad key sk-very-secret"}})) as server:
        options = {"url": f"{server.url}/v1", "model": "tts", "voice": "a", "key-env": "STATION_SPEECH_KEY"}
        voice = openai_speech.voice({"language": "ps", **options}, FakeClock())
        with pytest.raises(EngineUnavailable) as caught:
            voice.speak(lines("openai-speech")[0])
        assert server.asked[0].headers["authorization"] == "Bearer sk-very-secret"
    assert "secret" not in f"{caught.value} {voice!r} {voice.fingerprint}"


@pytest.mark.parametrize(
    ("options", "local"),
    [
        ({"url": "http://127.0.0.1:8880/v1"}, True),
        ({"url": "http://127.0.0.1:8880/v1", "local": False}, False),
        ({"url": "http://192.168.1.5:8880/v1"}, False),
        ({"url": "https://api.openai.com/v1"}, False),
    ],
)
def test_it_says_truly_whether_text_leaves_the_machine(options: dict[str, object], local: bool) -> None:
    goes = of_server({"language": "ps", "model": "m", "voice": "v", **options})
    assert (goes == NOWHERE) is local


@pytest.mark.parametrize(
    "options",
    [
        {"url": "ftp://x/v1"},
        {"url": "http://127.0.0.1/v1", "format": "opus"},
        {"url": "http://127.0.0.1/v1", "speed": 9},
        {"url": "http://127.0.0.1/v1", "fields": {"input": "x"}},
        {"url": "http://127.0.0.1/v1", "fields": ["seed"]},
        {"url": "http://127.0.0.1/v1", "api-key": "sk-1"},
        {},
    ],
)
def test_options_of_the_endpoint_that_cannot_be_meant_are_refused(options: dict[str, object]) -> None:
    with pytest.raises(InputError, match="openai-speech: "):
        openai_speech.voice({"language": "ps", "model": "m", "voice": "v", **options})


@pytest.mark.parametrize(
    ("engine", "changes"),
    [
        ("edge-tts", [{}, {"voice": "ps-AF-LatifaNeural"}, {"rate": 5}, {"pitch": 5}, {"volume": 5}]),
        ("gtts", [{}, {"slow": True}, {"tld": "co.uk"}]),
        ("openai-speech", [{}, {"voice": "b"}, {"model": "n"}, {"speed": 1.1}, {"fields": {"seed": 7}}]),
    ],
)
def test_the_fingerprint_changes_with_what_changes_the_sound(engine: str, changes: list[dict[str, Any]]) -> None:
    with service(engine, RIGHT) as one:
        seen = {made(one, **change).fingerprint for change in changes}
        assert len(seen) == len(changes)
        assert made(one, timeout=9).fingerprint == made(one).fingerprint
