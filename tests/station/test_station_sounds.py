"""Sounds as producers bring them, from station.yaml into a finished edition: right, or one clear line."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from packager.audio.loudness import measure
from packager.audio.pydub_door import Edit, bring
from packager.audio.wav import WavReader, read_clip, write_clip
from packager.cli import main
from packager.desk.reading import read
from tests.support.audio_meters import RATE, Floats, audio, ebur128, ffmpeg

DATE = "2026-11-23"
TONE = 1000  # Hz


@pytest.fixture
def station(tmp_path: Path) -> Path:
    """A small station with one story in hand; its sounds are still to be named."""
    (tmp_path / "day").mkdir()
    (tmp_path / "day" / "road.txt").write_text(
        "Road to Chitral reopens\n\nThe road to Chitral reopened on Monday after two days of snow.\n", encoding="utf-8"
    )
    (tmp_path / "day" / "road.ps.txt").write_text(
        "د چترال لار پرانیستل شوه\nد چترال لار د دوو ورځو واورې وروسته د دوشنبې په ورځ پرانیستل شوه.\n",
        encoding="utf-8",
    )
    return tmp_path


def build(station: Path, sounds: str, edition: str = "") -> int:
    text = f"station: Demo Radio\neditions: {{ps: {{{edition}}}}}\narticles: [day]\nsounds: {{{sounds}}}\n"
    (station / "station.yaml").write_text(text, encoding="utf-8")
    words = ["build", "--station", str(station / "station.yaml"), "--output", str(station / "out"), "--date", DATE]
    return main(words)


def heard(station: Path) -> Floats:
    """The episode's samples."""
    with WavReader(station / "out" / DATE / "ps" / f"{DATE}-ps.wav") as reader:
        return reader.read(0, reader.frames)[:, 0]


def loud(programme: Path, start: float, end: float, folder: Path) -> float:
    """Loudness of a part of a programme, in LUFS, by FFmpeg's meter."""
    part = folder / "part.wav"
    ffmpeg("-y", "-ss", str(start), "-t", str(end - start), "-i", str(programme), str(part))
    return ebur128(part)[0]


def pitch(sound: Floats) -> float:
    """The strongest frequency, in Hz."""
    return float(np.abs(np.fft.rfft(sound * np.hanning(len(sound)))).argmax() * RATE / len(sound))


def harmonics(sound: Floats) -> float:
    """What is not the tone, in dB under it: clipping would put it at -30 or worse."""
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound)))) ** 2
    at = int(spectrum.argmax())
    return float(10 * np.log10((spectrum.sum() - spectrum[at - 4 : at + 5].sum()) / spectrum.sum()))


def test_an_ident_in_mp3_a_sign_off_in_5_1_and_a_short_sting_air_as_loud_as_the_speech(
    station: Path, tmp_path: Path
) -> None:
    hot = "aevalsrc=0.89*sin(2*PI*1000*t)|0.89*sin(2*PI*1000*t):s=44100:d=3"
    ffmpeg("-f", "lavfi", "-i", hot, "-b:a", "192k", str(station / "ident.mp3"))
    ffmpeg("-f", "lavfi", "-i", f"sine={TONE // 2}:r=48000:d=1", str(station / "sting.wav"))
    surround = "|".join("0.9*sin(2*PI*2000*t)" for _ in range(6))
    ffmpeg("-f", "lavfi", "-i", f"aevalsrc={surround}:s=48000:d=2:c=5.1", str(station / "end.wav"))
    assert build(station, "ident: ident.mp3, sting: sting.wav, sign-off: end.wav") == 0
    sound = heard(station)
    made = read(station / "out" / DATE / "ps" / "manifest.yaml")
    story, long = made.stories[0].starts, made.stories[0].seconds
    assert story is not None
    assert long is not None
    programme = station / "out" / DATE / "ps" / f"{DATE}-ps.wav"
    voice = loud(programme, story, story + long, tmp_path)
    lengths = {TONE: 3.0, TONE // 2: 1.0, TONE * 2: 2.0}
    cuts = {
        TONE: (0.1, 3.1),
        TONE // 2: (story - 1.3, story - 0.3),
        TONE * 2: (len(sound) / RATE - 2.4, len(sound) / RATE - 0.4),
    }
    for hertz, (start, end) in cuts.items():
        part = sound[round((start + 0.05) * RATE) : round((end - 0.05) * RATE)]
        assert pitch(part) == pytest.approx(hertz, abs=2)
        assert end - start == pytest.approx(lengths[hertz], abs=0.01)
        assert harmonics(part) < -50  # nothing clipped, on the way in or out
        assert loud(programme, start, end, tmp_path) == pytest.approx(voice, abs=0.5)


def test_a_bed_in_5_1_lies_under_the_headlines_and_nowhere_else(station: Path, tmp_path: Path) -> None:
    surround = "|".join("0.6*sin(2*PI*7000*t)" for _ in range(6))  # a pitch that no voice of ours has
    ffmpeg("-f", "lavfi", "-i", f"aevalsrc={surround}:s=44100:d=4:c=5.1", str(station / "bed.wav"))
    assert build(station, "bed: bed.wav", "bed: [headlines]") == 0
    made = read(station / "out" / DATE / "ps" / "manifest.yaml").stories[0]
    assert made.starts is not None
    assert made.seconds is not None
    sound = heard(station)
    under = sound[round((made.starts - 5.5) * RATE) : round((made.starts - 2.5) * RATE)]
    story = sound[round(made.starts * RATE) : round((made.starts + made.seconds) * RATE)]
    assert tone(under, 7000) > -56  # there it is
    assert tone(story, 7000) < -66  # and there it is not
    speech = loud(station / "out" / DATE / "ps" / f"{DATE}-ps.wav", made.starts - 5.5, made.starts - 2.5, tmp_path)
    # A tone of this pitch is 3.3 LU louder than its power says: K-weighting less 0.691 (BS.1770-5, annex 1).
    assert tone(under, 7000) + 3.3 < speech - 20


def tone(sound: Floats, hertz: int) -> float:
    """The power of one pitch in a sound, in dB of full scale; the mean over its length."""
    at = np.arange(len(sound)) / RATE
    rows = sound[: len(sound) // 4800 * 4800].reshape(-1, 4800)
    turned = np.exp(-2j * np.pi * hertz * at[:4800])
    power = float(np.mean(np.abs(rows @ turned / 4800) ** 2) * 2)
    return float(10 * np.log10(power + 1e-12))


def test_every_segment_is_as_loud_as_every_other(station: Path, tmp_path: Path) -> None:
    """Our own ident and stings, the show's words before and after the stories, and two stories, by FFmpeg's meter."""
    for ending in ("txt", "ps.txt"):
        text = (station / "day" / f"road.{ending}").read_text(encoding="utf-8")
        (station / "day" / f"swat.{ending}").write_text(
            text.replace("Chitral", "Swat").replace("چترال", "سوات"), encoding="utf-8"
        )
    assert build(station, "") == 0
    episode = station / "out" / DATE / "ps" / f"{DATE}-ps.wav"
    made = read(station / "out" / DATE / "ps" / "manifest.yaml")
    captions = json.loads(episode.with_suffix(".json").read_text(encoding="utf-8"))["segments"]
    stories = [(story.starts, story.starts + story.seconds) for story in made.stories if story.starts and story.seconds]
    opening = [cue for cue in captions if cue["endTime"] < stories[0][0]]
    closing = [cue for cue in captions if cue["startTime"] > stories[-1][1]]
    words = [(part[0]["startTime"], part[-1]["endTime"]) for part in (opening, closing)]
    ident, stings = (0.1, 0.1 + 3.6), [(start - 0.3 - 1.2, start - 0.3) for start, _ in stories]
    parts = [ident, *stings, *stories, *words]
    assert len(parts) == 7
    read_out = []
    for start, end in parts:
        ffmpeg("-y", "-ss", f"{start:.3f}", "-t", f"{end - start:.3f}", "-i", str(episode), str(tmp_path / "part.wav"))
        read_out.append(ebur128(tmp_path / "part.wav")[0])
    assert max(read_out) - min(read_out) <= 1.0, read_out
    assert read_out == pytest.approx([-23] * 7, abs=0.5), read_out


@pytest.mark.parametrize(
    ("channel", "gain"), [("FL", 0.7071), ("FR", 0.7071), ("FC", 1.0), ("LFE", 0.0), ("BL", 0.5), ("BR", 0.5)]
)
def test_surround_is_mixed_down_in_the_proportions_of_the_itu(channel: str, gain: float, tmp_path: Path) -> None:
    """ITU-R BS.775-4, annex 4, table 2, the mono column: 0.7071 L and R, 1 C, 0.5 Ls and Rs; the LFE is left out."""
    names = ["FL", "FR", "FC", "LFE", "BL", "BR"]
    parts = "|".join("0.5*sin(2*PI*1000*t)" if name == channel else "0" for name in names)
    ffmpeg("-f", "lavfi", "-i", f"aevalsrc={parts}:s=48000:d=1:c=5.1", str(tmp_path / "one.wav"))
    centre = "|".join("0.5*sin(2*PI*1000*t)" if name == "FC" else "0" for name in names)
    ffmpeg("-f", "lavfi", "-i", f"aevalsrc={centre}:s=48000:d=1:c=5.1", str(tmp_path / "centre.wav"))
    plain = Edit(trim=False, lufs=None)
    for name in ("one", "centre"):
        bring(tmp_path / f"{name}.wav", tmp_path / f"{name}-in.wav", plain)
    one, reference = (read_clip(tmp_path / f"{name}-in.wav").samples for name in ("one", "centre"))
    ratio = float(np.abs(one).max() / np.abs(reference).max())
    assert ratio == pytest.approx(gain, abs=0.002)


@pytest.mark.parametrize("channels", [1, 2])
def test_a_hot_sound_is_not_clipped_by_its_own_mix_down(channels: int, tmp_path: Path) -> None:
    loud = "|".join(["0.98*sin(2*PI*1000*t)"] * 6)
    ffmpeg("-f", "lavfi", "-i", f"aevalsrc={loud}:s=48000:d=1:c=5.1", str(tmp_path / "hot.wav"))
    bring(tmp_path / "hot.wav", tmp_path / "in.wav", Edit(channels=channels))
    assert harmonics(read_clip(tmp_path / "in.wav").samples[2400:-2400]) < -60


def test_what_is_broken_costs_itself_and_is_named_in_one_line(
    station: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ffmpeg("-f", "lavfi", "-i", "testsrc=s=600x600", "-frames:v", "1", str(station / "cover.jpg"))
    ffmpeg("-f", "lavfi", "-i", "sine=1000:d=2", str(station / "sting.wav"))
    whole = {name: (station / name).read_bytes() for name in ("cover.jpg", "sting.wav")}
    for name, data in whole.items():
        (station / name).write_bytes(data[: len(data) // 2])
    (station / "ident.mp3").write_bytes("دا غږ نه دی".encode() * 60)
    sounds = "ident: ident.mp3, sting: sting.wav}\npicture: cover.jpg\nspeech: {"
    assert build(station, sounds) == 3
    said = capsys.readouterr().out.splitlines()
    dropped = {told.article: told for told in read(station / "out" / DATE / "ps" / "manifest.yaml").dropped}
    assert sorted(dropped) == ["cover.jpg", "ident.mp3", "sting.wav"]
    for name, told in dropped.items():
        assert told.hint
        assert sum(name in line for line in said) == 1
    assert "is not whole" in dropped["sting.wav"].reason
    assert "cut short" in dropped["cover.jpg"].reason
    assert np.abs(heard(station)[: 3 * RATE]).max() > 0.05  # the program's own ident is there
    assert (station / "out" / DATE / "ps" / f"{DATE}-ps.mp3").is_file()
    for name, data in whole.items():
        (station / name).write_bytes(data)
    ffmpeg("-f", "lavfi", "-i", "sine=500:d=2", str(station / "ident.mp3"))
    assert build(station, sounds) == 0
    assert not read(station / "out" / DATE / "ps" / "manifest.yaml").dropped


def test_the_tail_of_a_sign_off_dies_on_the_air(tmp_path: Path) -> None:
    """A plucked string over six seconds, 10 dB each: the whole of it that anybody hears, and no step at its end."""
    at = np.arange(6 * RATE) / RATE
    string = 0.5 * np.sin(2 * np.pi * 220 * at) * 10 ** (-10 * at / 20)
    still = np.zeros(2 * RATE)
    write_clip(tmp_path / "end.wav", audio(np.asarray(np.concatenate((still, string, still)), np.float32)))
    assert bring(tmp_path / "end.wav", tmp_path / "in.wav") == pytest.approx(5.6, abs=0.5)
    aired = read_clip(tmp_path / "in.wav").samples
    assert np.abs(aired[: RATE // 100]).max() > 0.01  # what stands before it does not
    assert np.abs(aired[-RATE // 100 :]).max() < 10 ** (-60 / 20)


def test_a_sting_is_as_loud_as_all_whatever_stands_out_of_it(tmp_path: Path) -> None:
    quiet = 0.02 * np.sin(2 * np.pi * 500 * np.arange(2 * RATE) / RATE)
    quiet[RATE : RATE + 60] = 0.9
    write_clip(tmp_path / "sting.wav", audio(np.asarray(quiet, np.float32)))
    bring(tmp_path / "sting.wav", tmp_path / "in.wav")
    aired = measure(tmp_path / "in.wav")
    assert aired.integrated == pytest.approx(-23, abs=0.5)
    assert aired.true_peak <= -1.4
