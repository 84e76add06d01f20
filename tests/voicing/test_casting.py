"""Who reads what: anchor and reporter in turn, a voice for quotes, and people's own recordings."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from packager import station as stations
from packager.audio.loudness import measure
from packager.audio.wav import read_clip, write_clip
from packager.cli import main
from packager.desk.manifest import Manifest
from packager.errors import InputError
from packager.records import Audio, Status
from packager.voicing.cast import Cast
from packager.voicing.casting import Part
from tests.support.servers.openai_speech import text_of
from tests.support.servers.scripted import serving
from tests.support.voices_bundle import (
    DATE,
    DEEP,
    HIGH,
    HIGHEST,
    approve,
    build,
    bundle,
    manifest,
    mp3,
    pitches,
    right,
    station,
    unless,
)

QUOTE = "“This road was closed for two whole days, and we opened it on Monday.”"
QUOTE_PS = "دا لار پوره دوه ورځې تړلې وه او موږ د دوشنبې په ورځ پرانیستله."


@pytest.fixture
def day(tmp_path: Path) -> Path:
    bundle(tmp_path / "articles", 4)
    return tmp_path


def told(made: Manifest) -> list[tuple[str, str]]:
    return [(story.voice.name, story.voice.role) if story.voice else ("", "") for story in made.stories]


def test_anchor_and_reporter_take_turns_and_one_stands_in_for_the_other(
    day: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with serving(unless(lambda text: "درې" in text)) as server:
        station(day, "{anchor: pashto, reporter: net}", net={"url": f"{server.url}/v1"})
        assert build(capsys, day)[0] == 0
    made = manifest(day)
    assert told(made) == [("pashto", "anchor"), ("net", "reporter"), ("pashto", "anchor"), ("pashto", "reporter")]
    assert pitches(day, "road-00") == pytest.approx([DEEP] * 2, rel=0.12)
    assert pitches(day, "road-01") == pytest.approx([HIGHEST] * 2, rel=0.12)


def test_an_approved_story_keeps_its_reader_when_the_one_before_it_is_killed(
    day: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    station(day, "{anchor: pashto, reporter: pashto-kandahari}")
    build(capsys, day)
    approve(day, 4)
    build(capsys, day)
    before = told(manifest(day))
    path = day / "out" / DATE / "ps" / "manifest.yaml"
    path.write_text(path.read_text("utf-8").replace("status: approved", "status: killed", 1), "utf-8")
    assert build(capsys, day)[0] == 0
    assert told(manifest(day))[1:] == before[1:]
    assert [story.stale for story in manifest(day).stories] == [""] * 4


def quoted(folder: Path) -> None:
    (folder / "articles" / "road-00.txt").write_text(f"Road 0 reopens\n\nThe road reopened.\n\n{QUOTE}\n", "utf-8")
    text = f"د دیر لار پرانیستل شوه\nلار د دوشنبې په ورځ بېرته پرانیستل شوه.\n{QUOTE_PS}\n"
    (folder / "articles" / "road-00.ps.txt").write_text(text, "utf-8")


def test_a_quote_has_its_own_voice_and_loses_it_whole(day: Path, capsys: pytest.CaptureFixture[str]) -> None:
    quoted(day)
    with serving(right) as server:
        station(day, "{voice: pashto, quote: net}", net={"url": f"{server.url}/v1"})
        assert build(capsys, day)[0] == 0
        assert [text_of(asked) for asked in server.asked] == [QUOTE_PS]
    voice = manifest(day).stories[0].voice
    assert voice is not None
    assert (voice.name, voice.quotes) == ("pashto", "net")
    assert pitches(day, "road-00", 3)[2] == pytest.approx(HIGHEST, rel=0.12)
    shutil.rmtree(day / "out")
    assert build(capsys, day)[0] == 0  # the service is gone
    voice = manifest(day).stories[0].voice
    assert voice is not None
    assert (voice.name, voice.quotes) == ("pashto", "")
    assert pitches(day, "road-00", 3) == pytest.approx([DEEP] * 3, rel=0.12)


def test_a_failed_voice_reads_no_line_of_a_story() -> None:
    part = Part(role="anchor", voices=("a", "b"), quotes=("q", "a"))
    assert part.without([]) == ("a", "q")
    assert part.without(["q"]) == ("a", "a")
    assert part.without(["a"]) == ("b", "q")
    assert part.without(["a", "q"]) == ("b", "b")
    assert part.without(["a", "b"]) is None


def record(path: Path, text: str, gain_db: float = -20.0, rate: int = 22_050) -> None:
    """A person's recording: another pitch, far too quiet, at another rate."""
    path.parent.mkdir(exist_ok=True)
    audio = _decoded(mp3(text, HIGH), path.parent / "raw.mp3")
    quiet = Audio(samples=(audio.samples * 10 ** (gain_db / 20)).astype(np.float32), rate=rate)
    write_clip(path, quiet)


def _decoded(data: bytes, path: Path) -> Audio:
    from packager.audio.ffmpeg import decode_blocks

    path.write_bytes(data)
    samples = np.concatenate(list(decode_blocks(path, 22_050, 1)))[:, 0]
    path.unlink()
    return Audio(samples=samples, rate=22_050)


def test_a_recording_stands_in_for_a_story_at_the_programmes_loudness(
    day: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    station(day, "{voice: pashto}")
    (day / "articles" / "road-02.ps.txt").unlink()  # nobody has translated it: a person tells it
    record(day / "recordings" / "road-02.ps.wav", "د مردان لار د دوو ورځو واورې وروسته بېرته پرانیستل شوه")
    code, _ = build(capsys, day)
    assert code == 0
    story = manifest(day).stories[2]
    assert (story.status, story.voice and story.voice.synthetic) == (Status.REVIEW, False)
    assert story.voice is not None
    assert story.voice.engine == "recorded"
    assert pitches(day, "road-02") == pytest.approx([HIGH] * 2, rel=0.12)
    sounds = [measure(day / "out" / DATE / "ps" / "segments" / f"road-0{n}.wav").integrated for n in (1, 2)]
    assert sounds == pytest.approx([-23.0] * 2, abs=0.3)
    assert main(["check", str(day / "out" / DATE / "ps")]) == 0
    synthetic = manifest(day).synthetic
    assert synthetic["voices"] == ["pashto (espeak-ng)", "a person (recorded)"]
    approve(day, 9)
    assert build(capsys, day)[0] == 0
    record(day / "recordings" / "road-02.ps.wav", "بل څه")
    assert build(capsys, day)[0] == 3
    assert "voice changed" in manifest(day).stories[2].stale


def test_a_recording_stands_in_for_a_line_by_its_number_or_the_editors_key(
    day: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    quoted(day)
    station(day, "{voice: pashto}")
    record(day / "recordings" / "Road-00.ps.3.WAV", QUOTE_PS)  # as a recorder or a Windows machine names it
    assert build(capsys, day)[0] == 0
    voice = manifest(day).stories[0].voice
    assert voice is not None
    assert (voice.name, voice.synthetic, [line[:2] for line in voice.recorded]) == ("pashto", True, ["3 "])
    parts = pitches(day, "road-00", 3)
    assert parts == pytest.approx([DEEP, DEEP, HIGH], rel=0.12)
    halves = np.array_split(read_clip(day / "out" / DATE / "ps" / "segments" / "road-00.wav").samples, 3)
    levels = [20 * np.log10(np.sqrt(np.mean(part**2))) for part in halves]
    assert levels[2] == pytest.approx(levels[0], abs=4)  # 20 dB apart on the way in

    record(day / "out" / DATE / "ps" / "vox.wav", "دا بله وینا ده")
    path = day / "out" / DATE / "ps" / "manifest.yaml"
    text = path.read_text("utf-8")
    target = text.index("ps:", text.index("en: Road 1 reopens"))
    indent = target - text.rindex("\n", 0, target) - 1
    path.write_text(f"{text[:target]}recording: vox.wav\n{' ' * indent}{text[target:]}", "utf-8")
    assert build(capsys, day)[0] == 0
    voice = manifest(day).stories[1].voice
    assert voice is not None
    assert [told[:2] for told in voice.recorded] == ["1 "]
    assert pitches(day, "road-01", 3)[0] == pytest.approx(HIGH, rel=0.12)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("road-00.ps.wav", b"", "cannot be read as sound"),
        ("road-00.ps.mp3", b"not at all an MP3" * 100, "sound"),
        ("road-00.ps.9.wav", None, "the story has no line 9"),
        ("raod-00.ps.2.wav", None, "is a recording of no story"),
        ("road-00.ps.2.wav", "silence", "nothing to hear"),
    ],
    ids=["empty", "no mp3", "no such line", "no such story", "silent"],
)
def test_a_recording_that_cannot_air_is_told_and_a_voice_reads_it(
    day: Path, capsys: pytest.CaptureFixture[str], name: str, data: bytes | str | None, said: str
) -> None:
    station(day, "{voice: pashto}")
    path = day / "recordings" / name
    if isinstance(data, bytes):
        path.parent.mkdir()
        path.write_bytes(data)
    else:
        record(path, "لار", gain_db=-200.0 if data else 0.0)
    code, _ = build(capsys, day)
    assert code == 3
    (dropped,) = manifest(day).dropped
    assert dropped.article == name
    assert said in dropped.reason
    assert dropped.hint
    assert told(manifest(day))[0][0] == "pashto"
    assert manifest(day).stories[0].starts is not None


def test_the_station_names_its_voices(tmp_path: Path) -> None:
    text = "editions: {ps: {anchor: [a, b], reporter: c, quote: [d]}, ur: {voice: u}}\n"
    more = "voice-limits: {at-once: 2, failures: 5, rest: 30, characters-a-day: {edge-tts: 9}}\n"
    (tmp_path / "station.yaml").write_text(text + more, "utf-8")
    read = stations.load(tmp_path)
    assert read.edition("ps").cast == Cast(anchor=("a", "b"), reporter=("c",), quote=("d",))
    assert read.edition("ur").cast == Cast(anchor=("u",))
    limits = read.voice_limits
    assert (limits.at_once, limits.failures, limits.rest, limits.characters_a_day) == (2, 5, 30.0, {"edge-tts": 9})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("editions: {ps: {voice: a, voices: [b]}}\n", "stands beside 'voice'"),
        ("editions: {ps: {voices: []}}\n", "names no voice"),
        ("editions: {ps: {voices: [a, a]}}\n", "names a voice twice"),
        ("voice-limits: {at-once: 0}\n", "must be a whole number"),
        ("voice-limits: {characters-a-day: {edge-tts: many}}\n", "must be a whole number"),
        ("voice-limits: {rests: 9}\n", "rest"),
    ],
)
def test_slips_are_told_with_their_place(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "station.yaml").write_text(text, "utf-8")
    with pytest.raises(InputError, match=r"station\.yaml:1:") as caught:
        stations.load(tmp_path)
    assert said in str(caught.value)


def test_urdu_stands_in_for_no_pashto_voice(day: Path, capsys: pytest.CaptureFixture[str]) -> None:
    station(day, "{voices: [pashto, urdu]}")
    code, answer = build(capsys, day)
    assert code == 2
    assert "the voice 'urdu' speaks Urdu" in str(answer["error"])
