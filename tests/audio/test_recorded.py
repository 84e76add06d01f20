"""Speech that people recorded, as they record it: at one loudness with every word, or refused and told why."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from packager.audio.loudness import measure
from packager.audio.prepare import high_pass, resample
from packager.audio.recorded import speech
from packager.audio.silence import air, dead_air
from packager.audio.wav import write_clip
from packager.errors import InputError
from packager.records import Audio
from tests.support.audio_meters import RATE, Floats, audio, ebur128, ffmpeg
from tests.support.servers.speech import spoken

TEXT = "پشاور کے قریب سڑک دو روز بعد کھول دی گئی ہے، حکام نے پیر کو بتایا۔"
ROOM = 0.0005  # of full scale, -66 dB under the take's peak: what any room does
Make = Callable[[Floats], Floats]


@cache
def take() -> Floats:
    """A sentence that peaks at full scale in a quiet room, half a second of it before and after."""
    voice = spoken(TEXT)
    samples = resample(voice.samples, voice.rate)
    noise = np.random.default_rng(3).standard_normal(len(samples)).astype(np.float32) * np.float32(ROOM)
    return np.asarray(samples / np.abs(samples).max() + noise, np.float32)


def at(decibels: float) -> Make:
    """As far from the microphone as peaks there."""
    return lambda sound: sound * np.float32(10 ** (decibels / 20))


def knocks(level: float, *seconds: float, length: float = 0.003) -> Make:
    """Speech at that level, and at those times something that hits the microphone as loud as it goes."""

    def made(sound: Floats) -> Floats:
        struck = at(level)(sound).copy()
        for second in seconds:
            start, frames = round(second * RATE), round(length * RATE)
            struck[start : start + frames] = 0.99 * np.sin(np.arange(frames) * 0.4)
        return struck

    return made


def with_offset(offset: float) -> Make:
    return lambda sound: at(-12)(sound) + np.float32(offset)


def with_tone(hertz: float, level: float) -> Make:
    def made(sound: Floats) -> Floats:
        turns = 2 * np.pi * hertz * np.arange(len(sound)) / RATE
        return np.asarray(at(-12)(sound) + 10 ** (level / 20) * np.sin(turns), np.float32)

    return made


def clipped(sound: Floats) -> Floats:
    return np.clip(at(12)(sound), -1, 1)


def in_a_crowd(sound: Floats) -> Floats:
    noise = np.random.default_rng(5).standard_normal(len(sound)).astype(np.float32)
    return at(-12)(sound) + np.float32(0.006) * noise


def long_after(sound: Floats) -> Floats:
    return np.concatenate((np.zeros(3 * RATE, np.float32), sound, np.zeros(5 * RATE, np.float32)))


def held_up(sound: Floats) -> Floats:
    """Four seconds of nothing in the middle, as when a page falls down."""
    middle = pause_in(sound)
    return np.concatenate((sound[:middle], np.zeros(4 * RATE, np.float32), sound[middle:]))


def pause_in(sound: Floats) -> int:
    """Where the sentence has its comma."""
    power = np.convolve(np.square(sound[RATE:-RATE]), np.ones(RATE // 10), "valid")
    return RATE + int(power.argmin()) + RATE // 20


def switched_on(sound: Floats) -> Floats:
    """The switch of the recorder, two seconds before the first word."""
    head = np.zeros(2 * RATE, np.float32)
    head[:96] = 0.9
    return np.concatenate((head, sound))


MONO: dict[str, Make] = {
    **{f"peaks at {level} dBFS": at(level) for level in (-3, -10, -20, -30, -37, -43, -50)},
    "a knock": knocks(-15, 1.0),
    "a knock far over a soft voice": knocks(-30, 1.0),
    "three knocks": knocks(-23, 0.9, 1.7, 2.6),
    "a door": knocks(-20, 0.2, length=0.25),
    **{f"an offset of {offset}": with_offset(offset) for offset in (0.01, 0.05, -0.3)},
    "mains hum": with_tone(50, -20),
    "rumble": with_tone(28, -8),
    "clipped": clipped,
    "in a crowd": in_a_crowd,
    "long silence around": long_after,
    "a long pause": held_up,
    "a switch": switched_on,
}


@pytest.mark.parametrize("name", MONO)
def test_a_recording_airs_at_one_loudness_with_every_word(name: str, tmp_path: Path) -> None:
    write_clip(tmp_path / "take.wav", audio(MONO[name](take())))
    heard = speech(tmp_path / "take.wav")
    fit_to_air(heard, tmp_path)
    every_word(heard.samples, name)


FORMS = {
    "at 8 kHz from a telephone.wav": ("-ar", "8000", "-c:a", "pcm_mulaw"),
    "at 96 kHz.wav": ("-ar", "96000", "-c:a", "pcm_f32le"),
    "in surround.wav": ("-af", "pan=5.1|FC=c0|FL=0.2*c0|FR=0.2*c0"),
    "on the left.wav": ("-af", "pan=stereo|c0=c0|c1=0*c0"),
    "one side inverted.wav": ("-af", "pan=stereo|c0=c0|c1=-1*c0"),
    "offset on one side.flac": ("-af", "pan=stereo|c0=c0|c1=c0,dcshift=0.1"),
    "from a browser.webm": ("-c:a", "libopus"),
    "a voice message.ogg": ("-c:a", "libopus", "-b:a", "16k", "-ar", "16000"),
    "an old telephone.amr": ("-ar", "8000", "-c:a", "libopencore_amrnb", "-b:a", "12.2k"),
    "with a tag at its end.mp3": ("-b:a", "64k", "-write_id3v1", "1", "-metadata", "title=x"),
    "of a wrong name.wav": ("-f", "mp3", "-write_xing", "0", "-b:a", "64k"),
    "in a film.mp4": ("-f", "lavfi", "-i", "color=s=16x16:d=9", "-c:a", "aac"),
}


@pytest.mark.parametrize("name", FORMS)
def test_a_recording_airs_whatever_it_was_recorded_with(name: str, tmp_path: Path) -> None:
    write_clip(tmp_path / "take.wav", audio(at(-9)(take())))
    form = FORMS[name]
    if "-i" in form:
        ffmpeg("-i", str(tmp_path / "take.wav"), *form, str(tmp_path / name))
    else:
        ffmpeg("-i", str(tmp_path / "take.wav"), *form, str(tmp_path / name))
    heard = speech(tmp_path / name)
    fit_to_air(heard, tmp_path)
    assert heard.seconds == pytest.approx(len(take()) / RATE - 0.55, abs=0.3)


def fit_to_air(heard: Audio, folder: Path) -> None:
    """At the programme's loudness by another meter, no peak near full scale, no offset, nothing silent for long."""
    write_clip(folder / "aired.wav", heard)
    loudness, _, peak = ebur128(folder / "aired.wav")
    assert loudness == pytest.approx(-23, abs=0.5)
    assert peak <= -2.5
    assert abs(float(heard.samples.mean())) < 0.0005
    assert not dead_air(air(folder / "aired.wav"))
    assert air(folder / "aired.wav").head < 0.3
    assert np.abs(heard.samples[[0, -1]]).max() < 10 ** (-70 / 20)


def every_word(heard: Floats, name: str) -> None:
    """The energy of the sentence before and after, 50 ms by 50 ms: nothing of it is missing and nothing is ducked."""
    wanted = high_pass(take())
    wanted = wanted * np.float32(10 ** ((-23 - measure(audio(wanted)).integrated) / 20))
    parts = [wanted]
    if name == "a long pause":
        parts = [wanted[: pause_in(take())], wanted[pause_in(take()) :]]
    for part in parts:
        size = 1 << (len(heard) + len(part)).bit_length()
        product = np.fft.irfft(np.fft.rfft(heard, size) * np.conj(np.fft.rfft(part, size)), size)
        late = int(product.argmax())
        late -= size * (late > size // 2)
        first, last = max(0, -late), min(len(part), len(heard) - late)
        before, after = cells(part), cells(np.pad(heard[first + late : last + late], (first, len(part) - last)))
        words = before > 20 * np.log10(np.abs(part).max()) - 40
        lost = before[words] - after[words]
        allowed = {"clipped": 12.0, "mains hum": 6.0, "in a crowd": 6.0}.get(name, 3.0)
        assert lost.max() < allowed, f"{name}: {lost.max():.1f} dB at {np.flatnonzero(words)[lost.argmax()] * 0.05:.2f}"


def cells(sound: Floats) -> Floats:
    rows = np.pad(sound, (0, -len(sound) % 2400)).reshape(-1, 2400)
    return np.asarray(10 * np.log10(np.square(rows).mean(axis=1) + 1e-12), np.float32)


CUT = {
    "wav": (),
    "aiff": (),
    "mp3": ("-b:a", "64k"),
    "mp3 of changing rate": ("-q:a", "4"),
    "mp3 that counts no frames": ("-b:a", "64k", "-write_xing", "0", "-id3v2_version", "0"),
    "m4a": ("-c:a", "aac", "-movflags", "+faststart"),
    "opus": ("-c:a", "libopus"),
    "ogg": ("-c:a", "libvorbis"),
    "flac": (),
    "aac": ("-c:a", "aac"),
    "webm": ("-c:a", "libopus"),
}


@pytest.mark.parametrize("kind", CUT)
def test_half_a_file_is_refused_and_so_is_one_that_is_broken_inside(kind: str, tmp_path: Path) -> None:
    name = f"take.{kind.partition(' ')[0]}"
    write_clip(tmp_path / "take.in", audio(take()))
    ffmpeg("-i", str(tmp_path / "take.in"), *CUT[kind], str(tmp_path / name))
    assert speech(tmp_path / name).seconds > 4
    data = (tmp_path / name).read_bytes()
    # Odd, and so in the middle of a frame: a cut between two frames of what does not count them leaves no trace.
    middle, near_the_end = len(data) * 6 // 10 | 1, len(data) * 8 // 9 | 1
    broken = data[:middle] + np.random.default_rng(1).bytes(len(data) // 20) + data[middle + len(data) // 20 :]
    plain = kind in ("wav", "aiff")  # samples as they are: any bytes are sound
    for what in (data[:middle], data[:near_the_end], *([] if plain else [broken])):
        (tmp_path / name).write_bytes(what)
        with pytest.raises(InputError, match=name.replace(".", r"\.")) as caught:
            speech(tmp_path / name)
        assert "\n" not in str(caught.value)
        assert caught.value.hint


def test_a_wav_whose_length_was_left_open_is_whole_and_one_that_tells_of_less_than_it_holds_is_not(
    tmp_path: Path,
) -> None:
    path = tmp_path / "take.wav"
    write_clip(path, audio(take()))
    data = bytearray(path.read_bytes())
    place = data.index(b"data") + 4
    data[place : place + 4] = bytes(4)
    path.write_bytes(data)
    assert speech(path).seconds > 4
    data[place : place + 4] = (144_000).to_bytes(4, "little")
    path.write_bytes(data)
    with pytest.raises(InputError, match="sound goes on after"):
        speech(path)


@pytest.mark.parametrize(
    ("sound", "said"),
    [
        (np.zeros(RATE, np.float32), "nothing to hear"),
        (np.full(RATE, 0.3, np.float32), "nothing to hear"),
        (take()[: RATE // 10], r"only 0\.10 s"),
        (np.random.default_rng(1).standard_normal(3 * RATE).astype(np.float32) * np.float32(0.05), "no speech"),
        (with_tone(220, -10)(np.zeros(3 * RATE, np.float32)), "no speech"),
    ],
    ids=["silence", "an offset alone", "a slip", "noise", "a tone"],
)
def test_what_holds_no_speech_is_refused_for_what_it_is(sound: Floats, said: str, tmp_path: Path) -> None:
    write_clip(tmp_path / "take.wav", audio(sound))
    with pytest.raises(InputError, match=said):
        speech(tmp_path / "take.wav")


def test_a_quarter_of_an_hour_is_the_most(tmp_path: Path) -> None:
    ffmpeg("-f", "lavfi", "-i", "anullsrc=r=8000:cl=mono", "-t", "901", "-c:a", "pcm_u8", str(tmp_path / "long.wav"))
    with pytest.raises(InputError, match="15 minutes"):
        speech(tmp_path / "long.wav")
