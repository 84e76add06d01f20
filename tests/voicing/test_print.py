"""What each voice is given to read: our phonemes' spelling for ours, ordinary print for all others.

Each is asked through its real client, on loopback where it is a service.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packager.engines import registry
from packager.engines.voice import espeak, piper_voice
from packager.lang.options import SpokenOptions
from packager.records import Audio, Line, Role, Utterance
from packager.speech import utterances
from packager.speech.lexicon import Lexicon, parse
from packager.speech.printed import printed
from packager.store import Store
from packager.voicing.clips import Speaker
from packager.voicing.profiles import VoiceProfile
from tests.engines.test_piper import _as
from tests.engines.test_voices import made, profile, service
from tests.support.servers.answers import RIGHT

URDU = "صفر سے 9 بجے تک 100 افراد Peshawar آئے اور تقریباً یحییٰ سے ملے۔"
PRINT = "صفر سے نو بجے تک سو افراد پشاور آئے اور تقریباً یحییٰ سے ملے۔"
OPTIONS = SpokenOptions(names={"Peshawar": "پِشاوَر", "Middle East": "مَشرِقے وُستا"}, prints={"مَشرِقے وُستا": "مشرق وسطیٰ"})
NAMES = {"پشاور": "پِشاوَر", "کنڑ": "کُنَڑ"}


def said(text: str, language: str = "ur", options: SpokenOptions = OPTIONS) -> tuple[Utterance, ...]:
    return utterances(Line(role=Role.BODY, source="", text=text), 0, language, "test", options)


@pytest.mark.parametrize(
    ("written", "reads"),
    [
        ("0 درجے", "صفر درجے"),
        ("6 افراد", "چھ افراد"),
        ("23 اور 99", "تئیس اور ننانوے"),
        ("23ویں ترمیم", "تئیسویں ترمیم"),
        ("Middle East میں", "مشرق وسطیٰ میں"),
        ("BBC اور UN", "بی بی سی اور یو این"),
        ("اِس کے 5", "اِس کے پانچ"),  # the writer's own sign
        ("تقریباً مُدّت", "تقریباً مُدّت"),
    ],
)
def test_a_spoken_form_in_ordinary_print(written: str, reads: str) -> None:
    (one,) = said(written)
    assert (one.printed or one.text) == reads


def test_pashto_print_tells_the_letter_from_the_number() -> None:
    (one,) = said("د UNDP", "ps", SpokenOptions())
    assert "یُو" in (one.printed or one.text)


@given(st.from_regex("([ابپتصفرسو][َُِّْ]?[ابپتصفرسو]?[،۔؟]? ?){0,12}", fullmatch=True))
def test_what_the_writer_wrote_is_printed_as_written(text: str) -> None:
    words = printed(text, text, "ur", {}).split()
    assert words == text.split()


@pytest.mark.parametrize("engine", ["gtts", "openai-speech", "edge-tts"])
def test_a_service_gets_print(engine: str, tmp_path: Path) -> None:
    language = "ur" if engine == "gtts" else "ps"
    options = OPTIONS if language == "ur" else SpokenOptions(prints={"زَرَک": "زرک"}, names={"Zarak": "زَرَک"})
    lines = said(URDU) if language == "ur" else said("Zarak راغی.", "ps", options)
    lexicon = Lexicon((), language, NAMES if language == "ur" else {"زرک": "زَرَک"})
    with service(engine, RIGHT) as one:
        speaker = Speaker(store=Store(tmp_path), profile=profile(engine, one.options), lexicon=lexicon)
        speaker.clips(lines)
        assert " ".join(one.texts) == (PRINT if language == "ur" else "زرک راغی.")


def test_edge_and_a_server_get_urdu_print(tmp_path: Path) -> None:
    for engine in ("edge-tts", "openai-speech"):
        with service(engine, RIGHT) as one:
            name: dict[str, Any] = {"voice": "ur-PK-AsadNeural"} if engine == "edge-tts" else {}
            voice: Any = made(one, None, language="ur", **name)
            speaker = Speaker(
                store=Store(tmp_path),
                profile=VoiceProfile(name="u", engine=engine, language="ur", text_goes="a test", options={}),
            )
            speaker.__dict__["voice"] = voice
            (line,) = said("0 درجے")
            assert speaker._given(line) == "صفر درجے"


def test_the_station_s_respelling_goes_to_every_voice(tmp_path: Path) -> None:
    own = parse("- word: پشاور\n  say: پَشاوَر\n", "ur", where="lexicon.ur.yaml")
    (line,) = said("Peshawar میں")
    with service("gtts", RIGHT) as one:
        speaker = Speaker(store=Store(tmp_path), profile=profile("gtts", one.options), lexicon=own.over_names(NAMES))
        speaker.clips([line])
        assert one.texts == ["پَشاوَر میں"]


class _Heard:
    """A voice of a stranger's, that keeps what it is given."""

    fingerprint = "stranger 1"

    def __init__(self) -> None:
        self.texts: list[str] = []

    def speak(self, utterance: Utterance) -> Audio:
        self.texts.append(utterance.text)
        return espeak.voice({"language": "ur"}).speak(utterance)


def test_a_stranger_s_voice_gets_print_unless_it_takes_our_phonemes(tmp_path: Path) -> None:
    for ours, text in ((False, "صفر پر کنڑ"), (True, "صفر پر کُنَڑ")):
        voice = _Heard()
        if ours:
            voice.our_phonemes = True  # type: ignore[attr-defined]
            voice.fingerprint = "stranger 2"
        speaker = Speaker(
            store=Store(tmp_path),
            profile=VoiceProfile(name="s", engine="stranger", language="ur", text_goes="", options={}),
            lexicon=Lexicon((), "ur", NAMES),
        )
        speaker.__dict__["voice"] = voice
        speaker.clips(said("0 پر کنڑ"))
        assert voice.texts == [text]


def test_the_rule_voice_and_piper_with_our_phonemes_say_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PACKAGER_MODELS", str(tmp_path / "models"))
    model = _as("ur", tmp_path)
    ours: Any = registry.voice("piper", {"language": "ur", "model": str(model)})
    own: Any = piper_voice.voice({"language": "ur", "model": str(model), "phonemes": "espeak"})
    rules: Any = registry.voice("espeak-ng", {"language": "ur"})
    assert (ours.our_phonemes, own.our_phonemes, rules.our_phonemes) == (True, False, True)
    given = {}
    for name, voice in (("ours", ours), ("own", own), ("rules", rules)):
        speaker = Speaker(
            store=Store(tmp_path),
            profile=VoiceProfile(name=name, engine="piper", language="ur", text_goes="", options={}),
            lexicon=Lexicon((), "ur", NAMES),
        )
        speaker.__dict__["voice"] = voice
        (line,) = said("0 پر کنڑ")
        given[name] = speaker._given(line)
    assert given == {"ours": "صفر پر کُنَڑ", "rules": "صفر پر کُنَڑ", "own": "صفر پر کنڑ"}
