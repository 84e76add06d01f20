"""Which recordings air, which do not, and what is told of those."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from packager.audio.wav import write_clip
from packager.records import Edition, Line, Role, Script
from packager.run import Run
from packager.store import Store
from packager.voicing.recordings import Recorded, recordings, unmatched
from tests.support.audio_meters import RATE, Floats, audio, speechlike

STORIES = ("road", "weather")


@pytest.fixture
def run(tmp_path: Path) -> Run:
    edition = Edition(date="2026-11-28", language="ps")
    (tmp_path / "recordings").mkdir()
    (tmp_path / "ps").mkdir()
    return Run(
        edition=edition,
        episode=edition.id,
        folder=tmp_path / "ps",
        store=Store(tmp_path / "store"),
        now=datetime(2026, 11, 28, 6, tzinfo=UTC),
    )


def record(run: Run, name: str, sound: Floats | None = None) -> None:
    path = run.folder.parent / "recordings" / name
    write_clip(path, audio(speechlike(2) if sound is None else sound))


def of_road(run: Run, lines: int = 4) -> Recorded:
    script = Script(
        article="road", language="ps", lines=tuple(Line(role=Role.BODY, source="It is open.") for _ in range(lines))
    )
    return recordings(script, "", (), run.folder.parent / "recordings", run)


def strangers(run: Run) -> dict[str, str]:
    told = unmatched(run.folder.parent / "recordings", "ps", STORIES, run.store)
    return {skipped.article: skipped.hint for skipped in told}


@pytest.mark.parametrize("name", ["road.ps.2.WAV", "ROAD.PS.2.Wav", "road.ps.02.wav"])
def test_capitals_and_noughts_in_a_name_are_no_matter(name: str, run: Run) -> None:
    record(run, name)
    assert list(of_road(run).lines) == [1]
    assert strangers(run) == {}


def test_of_two_for_one_line_one_airs_and_the_other_is_told(run: Run) -> None:
    record(run, "road.ps.2.wav")
    record(run, "road.ps.2.flac")
    record(run, "road.ps.3.wav")
    read = of_road(run)
    assert sorted(read.lines) == [1, 2]
    (problem,) = read.problems
    assert (problem.article, "'road.ps.2.wav'" in problem.reason) == ("road.ps.2.flac", True)


def test_what_is_of_no_story_is_told_with_the_name_that_it_may_have_meant(run: Run) -> None:
    for name in ("raod.ps.20.wav", "road.ps.0.wav", "road.3.wav", "road-ps-3.MP3", "zalmay.ps.wav"):
        record(run, name)
    for name in ("road.ps.4.wav", "weather.ps.wav", "road.ur.2.wav", ".road.ps.2.wav"):
        record(run, name)
    (run.folder.parent / "recordings" / "notes.txt").write_text("call him")
    told = strangers(run)
    assert sorted(told) == ["raod.ps.20.wav", "road-ps-3.MP3", "road.3.wav", "road.ps.0.wav", "zalmay.ps.wav"]
    assert "'road.ps.3.wav'" in told["raod.ps.20.wav"]
    assert "'<story>.ps.3.wav'" in told["zalmay.ps.wav"]


def test_what_aired_on_another_day_is_not_told_again_until_it_is_recorded_anew(run: Run) -> None:
    record(run, "road.ps.2.wav")
    assert of_road(run).lines
    assert unmatched(run.folder.parent / "recordings", "ps", ("weather",), run.store) == ()
    record(run, "road.ps.2.wav", speechlike(3, seed=2))
    assert len(unmatched(run.folder.parent / "recordings", "ps", ("weather",), run.store)) == 1


def test_every_recording_has_the_loudness_of_every_other_whatever_knocked(run: Run) -> None:
    knocked = speechlike(3) * np.float32(0.05)
    knocked[RATE : RATE + 100] = 0.9
    record(run, "road.ps.1.wav", knocked)
    record(run, "road.ps.2.wav", speechlike(3))
    clips = of_road(run).lines
    assert [clip.lufs for clip in clips.values()] == [-23.0, -23.0]  # so that neither is turned down for the other
