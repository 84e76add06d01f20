"""The gain is foreseen from what kept sounds say of themselves, and nothing airs on their word alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from packager.audio.levels import Levels, foreseen, heard, keep
from packager.audio.loudness import integrated, measure
from packager.audio.master import master
from packager.audio.outputs import WavOutput
from packager.audio.parts import Bed
from packager.audio.prepare import prepare
from packager.audio.profiles import Profile
from packager.audio.pydub_door import Edit, bring
from packager.audio.sounds import ident
from packager.audio.tempo import change_tempo
from packager.audio.timeline import Placement, Timeline, mix
from packager.audio.wav import read_chunks, read_clip, write_clip
from packager.engines.voice.espeak import voice
from packager.errors import InputError
from packager.records import Audio, Line, Role
from packager.speech import utterances
from tests.support.audio_meters import RATE, audio, ebur128, ffmpeg, sine, speechlike


def spoken(news: Path, language: str, count: int) -> Iterator[Audio]:
    """Utterances of real news, as the store keeps them."""
    reader = voice({"language": language})
    for document in json.loads(news.read_text(encoding="utf-8"))["documents"]:
        for place, part in enumerate(document["segments"]):
            line = Line(role=Role.BODY, source="", text=part[language])
            for utterance in utterances(line, place, language, language):
                if not count:
                    return
                yield prepare(reader.speak(utterance))
                count -= 1


@pytest.fixture
def news(shared: Path, tmp_path: Path) -> tuple[Placement, ...]:
    """A stereo ident, then news in two languages with pauses of every length, one clip a little faster."""
    keep(tmp_path / "ident.wav", ident())
    ffmpeg("-i", str(tmp_path / "ident.wav"), "-af", "adelay=0|15", "-ac", "2", str(tmp_path / "wide.wav"))
    bring(tmp_path / "wide.wav", tmp_path / "stereo.wav", Edit(channels=2))
    placements, at = [Placement(start=0.1, sound=tmp_path / "stereo.wav")], 4.0
    noise = np.random.default_rng(3)
    for language in ("ps", "ur"):
        for number, clip in enumerate(spoken(shared / "data" / "news_dev.json", language, 5)):
            path = tmp_path / f"{language}-{number}.wav"
            sound = change_tempo(clip, 1.03) if number == 2 else clip
            keep(path, sound)
            placements.append(Placement(start=at, sound=path, gain_db=float(noise.uniform(-4, 4))))
            at += sound.seconds + float(noise.uniform(0.1, 1.2))
    return tuple(placements)


def both(timeline: Timeline, channels: int) -> tuple[Levels, Levels]:
    """What is foreseen of a mix, and what is heard of it."""
    return foreseen(timeline, channels), heard(mix(timeline, channels), RATE, channels)


@pytest.mark.parametrize("channels", [1, 2])
def test_a_programme_measures_what_its_clips_foretell(channels: int, news: tuple[Placement, ...]) -> None:
    for placements in (news, news[1:], news[3:4]):
        last = placements[-1].start + 30
        expected, found = both(Timeline(length=last, placements=placements), channels)
        assert integrated(expected.energies) == pytest.approx(integrated(found.energies), abs=0.05)
        assert expected.peak == pytest.approx(found.peak, rel=1e-4)


@pytest.mark.parametrize("seconds", [0.25, 0.43, 3.07])
def test_a_clip_is_kept_with_its_loudness(seconds: float, tmp_path: Path) -> None:
    sound = audio(speechlike(seconds, 0.2))
    lufs = keep(tmp_path / "a.wav", sound)
    assert lufs == pytest.approx(measure(sound).integrated, abs=0.001)
    np.testing.assert_allclose(read_clip(tmp_path / "a.wav").samples, sound.samples, atol=2**-23)


def test_levels_that_are_wrong_are_found_out(tmp_path: Path) -> None:
    sound = speechlike(8, 0.2)
    keep(tmp_path / "loud.wav", audio(sound))
    write_clip(tmp_path / "quiet.wav", audio(sound * np.float32(0.1)), chunks=read_chunks(tmp_path / "loud.wav"))
    timeline = Timeline(length=9, placements=(Placement(start=0.5, sound=tmp_path / "quiet.wav"),))
    expected, found = both(timeline, 1)
    assert integrated(expected.energies) == pytest.approx(integrated(found.energies) + 20, abs=0.1)
    out = tmp_path / "out.wav"
    made = master(timeline, Profile(), (WavOutput(path=out),))
    assert made.loudness.integrated == pytest.approx(-23, abs=0.03)
    assert ebur128(out)[0] == pytest.approx(-23, abs=0.1)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["loud.wav", "out.wav", "quiet.wav"]


def test_what_clips_alone_cannot_tell_is_measured(tmp_path: Path) -> None:
    keep(tmp_path / "clip.wav", audio(speechlike(6, 0.1)))
    keep(tmp_path / "bed.wav", audio(sine(220, 4, -20)))
    clip = Placement(start=3, sound=tmp_path / "clip.wav")
    programmes = {
        "over each other": Timeline(length=9.5, placements=(clip, replace(clip, start=3.0001))),
        "faded": Timeline(length=9.5, placements=(replace(clip, fade_in=4, fade_out=2),)),
        "over music": Timeline(length=12, placements=(clip,), beds=(Bed(sound=tmp_path / "bed.wav", alone=0),)),
    }
    for name, timeline in programmes.items():
        out = tmp_path / f"{name}.wav"
        master(timeline, Profile(), (WavOutput(path=out),))
        assert ebur128(out)[0] == pytest.approx(-23, abs=0.1), name


def test_a_value_that_is_no_number_is_refused() -> None:
    sound = speechlike(2, 0.1)
    sound[RATE] = np.nan
    with pytest.raises(InputError, match="not numbers"):
        foreseen(Timeline(length=3, placements=(Placement(start=0, sound=audio(sound)),)), 1)
