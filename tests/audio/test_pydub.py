"""The producers' door: any file in, trimmed, faded and levelled; no ffprobe, no warning, one line of error."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from packager.audio.loudness import measure
from packager.audio.pydub_door import Edit, bring, open_sound
from packager.audio.wav import WavReader, read_clip
from packager.errors import InputError
from tests.support.audio_meters import RATE, ffmpeg

# Two seconds of a chord with a second of silence before it and half a second after.
CHORD = "aevalsrc=if(between(t\\,1\\,3)\\,0.2*sin(1000*t)+0.2*sin(3000*t)\\,0):s=48000:d=3.5"
BROUGHT = [
    ("ident.mp3", ("-ar", "44100", "-ac", "2")),
    ("bed.wav", ("-ac", "6")),
    ("insert.m4a", ("-c:a", "aac")),
    ("sting.flac", ()),
]


@pytest.mark.parametrize(("name", "form"), BROUGHT)
@pytest.mark.parametrize("channels", [1, 2])
def test_what_producers_bring_is_trimmed_and_levelled(
    name: str, form: tuple[str, ...], channels: int, tmp_path: Path
) -> None:
    ffmpeg("-f", "lavfi", "-i", CHORD, *form, str(tmp_path / name))
    seconds = bring(tmp_path / name, tmp_path / "in.wav", Edit(channels=channels))
    assert seconds == pytest.approx(2, abs=0.1)
    with WavReader(tmp_path / "in.wav") as reader:
        assert (reader.rate, reader.bits, reader.channels) == (RATE, 24, channels)
        assert reader.frames == round(seconds * RATE)
    assert measure(tmp_path / "in.wav").integrated == pytest.approx(-23, abs=0.1)


def test_a_sting_of_a_second_is_levelled_too(tmp_path: Path) -> None:
    ffmpeg("-f", "lavfi", "-i", "sine=800:d=1,volume=0.1", str(tmp_path / "sting.wav"))
    assert bring(tmp_path / "sting.wav", tmp_path / "in.wav") == pytest.approx(1, abs=0.01)
    assert measure(tmp_path / "in.wav").integrated == pytest.approx(-23, abs=0.1)


def test_times_and_fades_are_as_asked(tmp_path: Path) -> None:
    ffmpeg("-f", "lavfi", "-i", "sine=800:d=4:r=48000", str(tmp_path / "a.wav"))
    edit = Edit(start=1, end=3, fade_in=0.5, fade_out=0.5, lufs=None, trim=False)
    assert bring(tmp_path / "a.wav", tmp_path / "in.wav", edit) == pytest.approx(2)
    sound = np.abs(read_clip(tmp_path / "in.wav").samples)
    loud = [sound[round(at * RATE) : round(at * RATE) + 480].max() for at in (0.0, 0.25, 1.0, 1.75, 1.98)]
    assert loud[2] == pytest.approx(0.125, abs=0.001)
    assert loud[0] < 0.005 < loud[1] < 0.1
    assert loud[4] < 0.01 < loud[3] < 0.1


def test_the_level_never_lifts_a_peak_over_full_scale(tmp_path: Path) -> None:
    ffmpeg("-f", "lavfi", "-i", "aevalsrc=0.7*gt(mod(t\\,0.5)\\,0.4995):s=48000:d=3", str(tmp_path / "a.wav"))
    bring(tmp_path / "a.wav", tmp_path / "in.wav", Edit(trim=False))
    assert measure(tmp_path / "in.wav").true_peak <= -0.9


@pytest.mark.parametrize("content", [b"", b"not a sound", b"RIFF\xff\xff\xff\xffWAVE" + b"\0" * 100])
def test_a_broken_file_is_one_line_and_leaves_nothing(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "ident.wav").write_bytes(content)
    with pytest.raises(InputError, match=r"ident\.wav") as caught:
        bring(tmp_path / "ident.wav", tmp_path / "out" / "in.wav")
    assert "\n" not in str(caught.value)
    assert not (tmp_path / "out").exists()


def test_silence_and_hours_are_refused(tmp_path: Path) -> None:
    ffmpeg("-f", "lavfi", "-i", "anullsrc=r=48000", "-t", "2", str(tmp_path / "mute.wav"))
    with pytest.raises(InputError, match="nothing to hear"):
        bring(tmp_path / "mute.wav", tmp_path / "in.wav")
    ffmpeg("-f", "lavfi", "-i", "sine=100:r=8000:d=930", "-c:a", "pcm_u8", str(tmp_path / "long.wav"))
    with pytest.raises(InputError, match="15 minutes"):
        open_sound(tmp_path / "long.wav")


@pytest.mark.parametrize("path", [{"PATH": ""}, {}])
def test_without_a_path_and_with_warnings_as_errors_nothing_is_said(path: dict[str, str], tmp_path: Path) -> None:
    ffmpeg("-f", "lavfi", "-i", CHORD, "-ar", "44100", "-ac", "2", str(tmp_path / "ident.mp3"))
    script = (
        "import sys; from pathlib import Path; from packager.audio.pydub_door import bring;"
        "print(bring(Path(sys.argv[1]), Path(sys.argv[2])))"
    )
    # Nothing compiled before: pydub's own escapes are warned of only when it is compiled.
    arguments = [sys.executable, "-W", "error", "-B", "-X", f"pycache_prefix={tmp_path / 'cache'}", "-c", script]
    done = subprocess.run(
        [*arguments, str(tmp_path / "ident.mp3"), str(tmp_path / "in.wav")],
        env=path,
        check=False,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert float(done.stdout) == pytest.approx(2, abs=0.1)
