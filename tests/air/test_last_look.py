"""The last look before a programme leaves: its slot, and what an encoder made of its peaks."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from packager.audio.mp3 import mp3_encoder
from packager.audio.wav import WavFormat
from tests.support.ready_edition import STATION, build, lying, new_station, publish

DAY = "2026-11-28"


def mp3(folder: Path, level: float) -> bytes:
    """A quarter of a second of a rough tone at this peak (dBFS), through the encoder."""
    tone = np.sign(np.sin(np.arange(12_000) * 0.31)) * 10 ** (level / 20)
    path = folder / "tone.mp3"
    with mp3_encoder(path, WavFormat(bits=16), 64, b"") as encoder:
        encoder.write((tone * 32767).astype("<i2").tobytes())
        encoder.finish()
    return path.read_bytes()


def test_a_programme_that_does_not_fill_its_slot_is_not_published(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    station = new_station(tmp_path)
    code, (told,), _ = publish(station, build(station, DAY, ["road"], slot="29:30"), capsys)
    assert code == 3
    assert told["refused"][0].startswith("the slot: 0.1 s of sound for a slot of 29:30; bring more")  # type: ignore[index]
    assert lying(station / "drops/plain") == {}


def test_an_encoded_file_that_is_too_loud_is_not_sent_and_costs_the_rest_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    station = new_station(tmp_path)
    code, (told,), _ = publish(station, build(station, DAY, ["road"], mp3=mp3(tmp_path, -12)), capsys)
    assert code == 0
    assert f"310000_{DAY}-ps.mp3" in lying(station / "drops/libretime")
    loud = mp3(tmp_path, -0.1)
    code, (told,), _ = publish(station, build(station, DAY, ["road"], version=1, mp3=loud), capsys)
    assert code == 3
    assert f"'{DAY}-ps.mp3: peaks at +" in str(told["left"])
    assert "over -1.0: not sent" in str(told["left"])
    # The library takes the next file with tags; the earlier build's sound is nowhere any more.
    assert sorted(lying(station / "drops/libretime")) == [f"{DAY}-ps.m3u8", f"310000_{DAY}-ps.flac"]
    assert f"310000_{DAY}-ps.mp3" not in lying(station / "output" / DAY / "ps" / "air")
    (station / "station.yaml").write_text(STATION + "loudness: {true-peak: -0.5}\n", encoding="utf-8")
    assert publish(station, station / "output", capsys)[0] == 3
