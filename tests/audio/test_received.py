"""Sound from a network is whole or an error: half a file is never taken for a sentence."""

from __future__ import annotations

import io
import wave
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from packager.audio import mpeg
from packager.audio.ffmpeg import run
from packager.audio.received import joined, received, trimmed
from packager.errors import PackagerError
from packager.records import Audio, Mark
from tests.support.servers.speech import PAGE, RATE, encoded, mp3, silence, spoken, wav

TEXT = "پولیس کے مطابق دھماکے میں تین افراد زخمی ہوئے۔"


def sized_wav(text: str) -> bytes:
    """A WAV whose header says how long it is."""
    audio, file = received(wav(text)), io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(audio.rate)
        out.writeframes((audio.samples * 32_767).astype("<i2").tobytes())
    return file.getvalue()


def envelope(audio: Audio) -> NDArray[np.float32]:
    """Loudness of every 20 ms, trimmed, for comparing what was sent with what came."""
    samples = trimmed(audio).samples
    size = audio.rate // 50
    whole = samples[: len(samples) - len(samples) % size].reshape(-1, size)
    return np.asarray(np.sqrt(np.mean(whole**2, axis=1)))


@pytest.mark.parametrize(
    "data",
    [
        mp3(TEXT),
        wav(TEXT),
        sized_wav(TEXT),
        encoded(spoken(TEXT), "-b:a", "64k", "-f", "mp3"),  # with an ID3 tag and a header that counts frames
        encoded(spoken(TEXT), "-q:a", "4", "-f", "mp3"),  # of changing rate
        encoded(spoken(TEXT), "-ac", "2", "-b:a", "128k", "-f", "mp3"),
        mp3(TEXT) + b"TAG" + bytes(125),
    ],
    ids=["mp3", "open wav", "wav", "tagged", "vbr", "stereo", "id3v1"],
)
def test_what_was_sent_is_what_is_heard(data: bytes) -> None:
    came, sent = received(data), spoken(TEXT)
    assert came.rate == RATE
    ours, theirs = envelope(came), envelope(sent)
    assert abs(len(ours) - len(theirs)) <= 2
    size = min(len(ours), len(theirs))
    assert np.corrcoef(ours[:size], theirs[:size])[0, 1] > 0.95


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "nothing came back"),
        (PAGE, "no sound but a web page"),
        (b'{"error": {"message": "busy"}}', "no sound but JSON"),
        (b"#EXTM3U\nhttp://127.0.0.1/secret.ts\n", "no sound but something unknown"),
        (b"ffconcat version 1.0\nfile /etc/hostname\n", "no sound but something unknown"),
        (mp3(TEXT)[:-1], "cut short in its frame"),
        (mp3(TEXT)[:1000], "cut short in its frame"),
        (mp3(TEXT)[:5000] + PAGE, "broken after"),
        (sized_wav(TEXT)[:-2000], "the WAV is cut short"),
        (wav(TEXT)[:60], "the WAV holds no sound"),
        (b"RIFF\0\0\0\0WAVE", "the WAV holds no sound"),
    ],
)
def test_what_is_not_whole_is_told_and_gives_no_sound(data: bytes, told: str) -> None:
    with pytest.raises(PackagerError, match=told):
        received(data)


def test_frames_that_a_header_promises_must_all_be_there(tmp_path: Path) -> None:
    path = tmp_path / "counted.mp3"
    path.write_bytes(mp3(TEXT))
    counted = tmp_path / "with header.mp3"
    run(["-i", f"file:{path}", "-c:a", "libmp3lame", "-b:a", "48k", "-id3v2_version", "0", f"file:{counted}"])
    data = counted.read_bytes()
    assert b"Info" in data[:64] or b"Xing" in data[:64]
    size = mpeg.frame(data, 0)
    assert size is not None
    assert mpeg.whole(data).frames > 150
    with pytest.raises(PackagerError, match=r"cut short: 99 of \d+ frames"):
        received(data[: size.size + 99 * 144])


@given(st.integers(1, len(mp3(TEXT)) - 1))
def test_an_mp3_that_lost_its_end_is_whole_only_where_it_ends_on_a_frame(size: int) -> None:
    data = mp3(TEXT)[:size]
    if size % 144:  # bytes of a frame at 48 kbit/s and 24 kHz
        with pytest.raises(PackagerError):
            mpeg.whole(data)
    else:
        assert mpeg.whole(data).frames == size // 144


@given(st.binary(max_size=300))
def test_any_bytes_are_sound_or_an_error_of_one_line(data: bytes) -> None:
    try:
        assert len(received(data).samples)
    except PackagerError as error:
        told = str(error)
        assert told.splitlines() == [told]


def test_silence_is_no_sound() -> None:
    with pytest.raises(PackagerError, match="silence"):
        trimmed(received(silence(1.0)))


def test_silence_around_speech_goes_and_words_keep_their_times() -> None:
    sent = spoken(TEXT)
    late = replace(sent, marks=tuple(replace(mark, start=mark.start + 0.5) for mark in sent.marks))
    short = trimmed(late)
    assert sent.seconds - short.seconds == pytest.approx(1.0, abs=0.08)
    for before, after in zip(sent.marks, short.marks, strict=True):
        assert after.start == pytest.approx(before.start, abs=0.03)
    past = replace(sent, marks=(Mark(start=99.0, word="x"),))
    assert trimmed(past).marks[0].start == pytest.approx(short.seconds)


def test_parts_follow_each_other_with_their_pauses() -> None:
    part = trimmed(spoken(TEXT))
    both = joined([part, part], [0.2])
    assert both.seconds == pytest.approx(2 * part.seconds + 0.2, abs=0.001)
    with pytest.raises(PackagerError, match="different rates"):
        joined([part, replace(part, rate=8000)], [0.2])
