"""What is known of the voice services: the breaker, the day's characters, and how many are asked at once."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from packager.errors import EngineError
from packager.records import Audio, Utterance
from packager.store import Store
from packager.voicing.breaker import Resting, Services
from packager.voicing.cast import VoiceLimits
from packager.voicing.clips import Speaker
from packager.voicing.profiles import VoiceProfile
from tests.support.servers.openai_speech import text_of
from tests.support.servers.scripted import Asked, Said, serving
from tests.support.voices_bundle import right


@dataclass
class Clock:
    time: float = 1_000_000.0

    def __call__(self) -> float:
        return self.time


def services(folder: Path, clock: Clock, **limits: object) -> Services:
    return Services(folder=folder, day="2026-11-23", limits=VoiceLimits(**limits), clock=clock)  # type: ignore[arg-type]


def test_the_breaker_opens_rests_tries_once_and_closes(tmp_path: Path) -> None:
    clock = Clock()
    one, other = (services(tmp_path, clock, failures=2, rest=60) for _ in range(2))  # as two processes have it
    one.failed("edge")
    other.admit("edge")
    other.failed("edge")
    for each in (one, other):
        assert each.resting("edge")
        with pytest.raises(Resting):
            each.admit("edge")
    assert not one.resting("gtts")
    clock.time += 60
    one.admit("edge")  # the trial
    with pytest.raises(Resting):
        other.admit("edge")  # nobody else, while it is not known what the trial brings
    one.failed("edge")
    clock.time += 59
    with pytest.raises(Resting):
        one.admit("edge")
    clock.time += 1
    other.admit("edge")
    other.answered("edge")
    one.admit("edge")
    assert not one.troubled("edge")


def test_a_success_between_failures_keeps_it_closed_and_a_lost_cause_opens_it_at_once(tmp_path: Path) -> None:
    known = services(tmp_path, Clock(), failures=2)
    for _ in range(5):
        known.failed("edge")
        known.answered("edge")
    known.admit("edge")
    known.failed("edge", for_good=True)
    assert known.resting("edge")


def test_a_clock_that_was_set_back_does_not_close_a_service_for_ever(tmp_path: Path) -> None:
    clock = Clock()
    known = services(tmp_path, clock, failures=1, rest=60)
    known.failed("edge")
    clock.time -= 86_400
    known.admit("edge")


@settings(max_examples=30)
@given(wanted=st.lists(st.integers(0, 60), max_size=8), most=st.integers(0, 120))
def test_no_more_characters_than_the_day_has(
    tmp_path_factory: pytest.TempPathFactory, wanted: list[int], most: int
) -> None:
    known = services(tmp_path_factory.mktemp("day"), Clock(), characters_a_day={"edge-tts": most})
    given_out = 0
    for count in wanted:
        try:
            known.reserve("edge-tts", count)
        except EngineError:
            assert given_out + count > most
        else:
            given_out += count
    assert given_out <= most
    known.give_back("edge-tts", given_out)
    known.reserve("edge-tts", most)
    known.reserve("gtts", 10**6)  # of which the station says nothing


def test_two_are_asked_at_once_and_never_three(tmp_path: Path) -> None:
    """Each request waits until a second one is there; a third would be seen."""
    together, counting = threading.Barrier(2), threading.Lock()
    now: list[int] = [0]
    most: list[int] = [0]

    def step(asked: Asked) -> Said:
        with counting:
            now[0] += 1
            most[0] = max(most[0], now[0])
        together.wait(10)
        with counting:
            now[0] -= 1
        return right(asked)

    said = _said("دیر", "بنو", "کرک", "سوات")
    with serving(step) as server:
        speaker = _speaker(tmp_path, f"{server.url}/v1", VoiceLimits(at_once=2))
        clips = speaker.clips(said)
    assert most == [2]
    assert [clip.utterance.text for clip in clips] == [utterance.text for utterance in said]
    assert sorted(text_of(asked) for asked in server.asked) == sorted(utterance.text for utterance in said)


def test_what_was_spoken_before_a_failure_is_kept_and_not_asked_for_again(tmp_path: Path) -> None:
    said = _said("دیر", "بنو", "کرک")
    with serving(right, right, Said(status=500, data={}), right) as server:
        speaker = _speaker(tmp_path, f"{server.url}/v1", VoiceLimits(at_once=1))
        with pytest.raises(EngineError):
            speaker.clips(said)
        clips = speaker.clips(said)
    assert [text_of(asked) for asked in server.asked] == [said[0].text, said[1].text, said[2].text, said[2].text]
    assert len(clips) == 3
    assert [[mark.word for mark in clip.marks] for clip in clips] == [utterance.text.split() for utterance in said]


def test_a_strangers_fault_is_a_failure_of_its_voice(tmp_path: Path) -> None:
    class Broken:
        fingerprint = "broken 1"

        def speak(self, utterance: Utterance) -> Audio:
            raise KeyError(utterance.text)

    speaker = Speaker(store=Store(tmp_path), profile=VoiceProfile(name="b", engine="broken", language="ps"))
    speaker.voice = Broken()
    with pytest.raises(EngineError, match="broken: KeyError"):
        speaker.clips([Utterance(text="لار", language="ps", voice="b")])


def _said(*places: str) -> list[Utterance]:
    return [Utterance(text=f"د {place} لار پرانیستل شوه", language="ps", voice="x") for place in places]


def _speaker(folder: Path, url: str, limits: VoiceLimits) -> Speaker:
    options = {"language": "ps", "url": url, "model": "m", "voice": "v", "format": "mp3", "attempts": 1}
    profile = VoiceProfile(name="net", engine="openai-speech", language="ps", options=options)
    known = Services(folder=folder / "services", day="2026-11-23", limits=limits)
    return Speaker(store=Store(folder), profile=profile, services=known)
