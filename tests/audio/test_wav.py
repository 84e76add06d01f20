"""WAV files as playout wants them: plain PCM, every size true, and read back exactly."""

from __future__ import annotations

import io
import struct
import wave
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from packager.audio.wav import Chunks, WavFormat, WavReader, WavWriter, pcm, read_clip, write_clip
from packager.errors import InputError, PackagerError
from tests.support.audio_meters import RATE, audio, ffmpeg, sine, speechlike


def layout(data: bytes) -> list[tuple[bytes, bytes]]:
    """Chunks of a RIFF file, which must fill it to the last byte."""
    assert data[:4] == b"RIFF"
    assert struct.unpack_from("<I", data, 4)[0] + 8 == len(data)
    found, at = [], 12
    while at < len(data):
        name, size = struct.unpack_from("<4sI", data, at)
        found.append((name, data[at + 8 : at + 8 + size]))
        at += 8 + size + (size & 1)
    assert at == len(data)
    return found


def written(samples: np.ndarray, form: WavFormat, chunks: Chunks, final: Chunks | None = None) -> bytes:
    file = io.BytesIO()
    writer = WavWriter(file, form, len(samples), chunks)
    for start in range(0, len(samples), 777):
        writer.write(pcm(samples[start : start + 777], form.bits))
    writer.finish(final)
    return file.getvalue()


def test_chunks_stand_where_playout_looks_for_them() -> None:
    chunks = Chunks(
        before=((b"cart", b"c" * 2048), (b"bext", b"b" * 603)), after=((b"iXML", b"<x/>"), (b"axml", b"odd"))
    )
    sound = sine(440, 0.1, -6)[:4801, None]
    found = layout(written(sound, WavFormat(), chunks))
    assert [name for name, _ in found] == [b"bext", b"fmt ", b"cart", b"data", b"iXML", b"axml"]
    assert struct.unpack("<HHIIHH", found[1][1]) == (1, 1, 48_000, 144_000, 3, 24)
    assert len(found[3][1]) == 3 * len(sound)


def test_loudness_is_put_into_the_head_once_it_is_known() -> None:
    first, last = (Chunks(before=((b"bext", text),), after=((b"iXML", text),)) for text in (b"????", b"-23."))
    found = dict(layout(written(sine(440, 0.1, -6)[:, None], WavFormat(), first, last)))
    assert found[b"bext"] == found[b"iXML"] == b"-23."


def test_a_head_that_grew_is_refused() -> None:
    longer = Chunks(before=((b"bext", b"12345678"),))
    with pytest.raises(PackagerError, match="length"):
        written(sine(440, 0.1, -6)[:, None], WavFormat(), Chunks(before=((b"bext", b"1234"),)), longer)


def test_missing_frames_are_noticed() -> None:
    writer = WavWriter(io.BytesIO(), WavFormat(), 10, Chunks())
    writer.write(pcm(np.zeros((9, 1), np.float32), 24))
    with pytest.raises(PackagerError, match="1 frames short"):
        writer.finish()


def test_over_four_gigabytes_is_refused_before_a_byte_is_written() -> None:
    file = io.BytesIO()
    with pytest.raises(InputError, match="4 GiB"):
        WavWriter(file, WavFormat(), 2**32 // 3, Chunks())
    assert not file.getvalue()


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(-(2**23), 2**23 - 1), min_size=1, max_size=200), st.sampled_from([1, 2]))
def test_24_bits_come_back_exactly(values: list[int], channels: int) -> None:
    frames = np.repeat(np.array(values, np.float32)[:, None], channels, axis=1) / np.float32(2**23)
    data = written(frames, WavFormat(channels=channels), Chunks())
    with wave.open(io.BytesIO(data)) as second:
        raw = np.frombuffer(second.readframes(len(values)), np.uint8).reshape(-1, 3).astype(np.int32)
    wide = raw[:, 0] | raw[:, 1] << 8 | raw[:, 2] << 16
    assert np.repeat(values, channels).tolist() == (wide - (wide >> 23 << 24)).tolist()


def test_a_clip_comes_back(tmp_path: Path) -> None:
    clip = audio(speechlike(1.3))
    write_clip(tmp_path / "clip.wav", clip)
    back = read_clip(tmp_path / "clip.wav")
    assert back.rate == RATE
    np.testing.assert_allclose(back.samples, clip.samples, atol=2**-23)


def test_16_bits_are_dithered_and_full_scale_does_not_wrap() -> None:
    quiet = np.full((RATE, 1), 0.3 / 2**15, np.float32)
    values = np.frombuffer(pcm(quiet, 16), "<i2")
    assert values.mean() == pytest.approx(0.3, abs=0.02)  # undithered it would be all noughts
    assert pcm(quiet, 16) == pcm(quiet, 16)
    assert set(np.frombuffer(pcm(np.array([[1.5], [-1.5]], np.float32), 16), "<i2")) == {32767, -32768}


@pytest.mark.parametrize("codec", ["pcm_s16le", "pcm_s24le", "pcm_s32le", "pcm_f32le"])
@pytest.mark.parametrize("channels", [1, 2])
def test_wavs_of_other_programs_are_read(codec: str, channels: int, tmp_path: Path) -> None:
    path = tmp_path / "theirs.wav"
    ffmpeg("-f", "lavfi", "-i", "sine=440:r=48000:d=0.5", "-ac", str(channels), "-c:a", codec, str(path))
    with WavReader(path) as reader:
        assert (reader.frames, reader.channels, reader.rate) == (24_000, channels, 48_000)
        sound = np.concatenate(list(reader.blocks(5000)))
    assert np.abs(np.fft.rfft(sound[:, -1])).argmax() == 220
    assert np.abs(sound).max() == pytest.approx(0.125 if channels == 1 else 0.0884, rel=0.02)


@pytest.mark.parametrize(
    "content", [b"", b"RIFF", b"RIFF\x10\0\0\0WAVEfmt ", b"ID3" + b"\0" * 99, "خبرونه".encode() * 20]
)
def test_what_is_no_wav_is_said_to_be_none(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "x.wav").write_bytes(content)
    with pytest.raises(InputError, match=r"x\.wav"):
        read_clip(tmp_path / "x.wav")


def test_a_wav_cut_off_in_the_middle_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    write_clip(tmp_path / "whole.wav", audio(speechlike(1)))
    (tmp_path / "cut.wav").write_bytes((tmp_path / "whole.wav").read_bytes()[:30_001])
    assert 9_900 < len(read_clip(tmp_path / "cut.wav").samples) < 10_000
