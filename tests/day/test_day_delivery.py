"""A day's files as the playout desk meets them: numbers, chunks, tags and who stands behind them."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from packager.audio.ffmpeg import RATE, binary, decode, run
from packager.audio.loudness import measure
from packager.audio.outputs import Mastered
from packager.audio.wav import write_clip
from packager.cli import main
from packager.delivery.c2pa import verdict
from packager.delivery.reading import read as label
from packager.desk.reading import read
from tests.support.audio_meters import audio, speechlike
from tests.support.caption_timing import heard_in, onset, vtt_cues
from tests.support.delivery_day import DATE, add, build, chunk, edit, folder, made, manifest, new_station, text
from tests.support.delivery_samples import KARACHI
from tests.support.signing_key import new_key


@pytest.fixture
def station(tmp_path: Path) -> Path:
    return new_station(tmp_path)


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    station = new_station(tmp_path_factory.mktemp("made"))
    assert build(station) == 0
    return station


@pytest.fixture
def built(made_once: Path, tmp_path: Path) -> Path:
    """The station whose day is made."""
    return Path(shutil.copytree(made_once, tmp_path / "station"))


def test_every_wav_has_its_number_and_the_stations_air_window(built: Path) -> None:
    told = manifest(built)
    assert (told.cart, [story.cart for story in told.stories]) == (42_000, [42_001, 42_002])
    files = {f"{DATE}-ps.wav": 42_000, "segments/road.wav": 42_001, "segments/school.wav": 42_002}
    for name, number in files.items():
        cart = chunk(folder(built) / name, b"cart")
        assert text(cart, 132, 64) == str(number)
        window = [text(cart, at, size) for at, size in ((452, 10), (462, 8), (470, 10), (480, 8))]
        assert window == ["2026-11-23", "23:30:00", "2026-11-24", "05:29:59"]
    note = chunk(folder(built) / "segments/school.wav", b"iXML").decode()
    assert "د مومند ښوونځی پرانیستل شو" in note
    assert "algorithmicMedia" in note


def test_numbers_stay_when_stories_come_go_and_move(built: Path) -> None:
    add(built / "articles", "avalanche", "road")
    edit(built, "status: review", "status: killed", "road")
    build(built)
    assert {story.id: story.cart for story in manifest(built).stories} == {
        "road": 42_001,
        "school": 42_002,
        "avalanche": 42_003,
    }
    assert text(chunk(folder(built) / "segments/school.wav", b"cart"), 132, 64) == "42002"


def test_a_recorded_bed_makes_a_composite_and_the_timers_hold_all_that_sounds(station: Path) -> None:
    run(("-f", "lavfi", "-i", "sine=220:duration=8", str(station / "bed.wav")))
    with (station / "station.yaml").open("a", encoding="utf-8") as file:
        file.write("editions: {ps: {bed: [headlines, sign-off]}}\nsounds: {bed: bed.wav}\n")
    build(station)
    assert str(manifest(station).synthetic["digital_source_type"]).endswith("/compositeSynthetic")
    wav = folder(station) / f"{DATE}-ps.wav"
    last = np.flatnonzero(np.abs(heard_in(wav)) > 0.004)[-1] / RATE
    assert last <= label(wav, KARACHI).timers.end + 0.01


def test_an_article_on_its_own_does_not_take_the_programmes_number(station: Path) -> None:
    more = ("--station", str(station / "station.yaml"), "--output", str(station / "out"))
    assert main(["convert", str(station / "articles" / "road.txt"), "--to", "ps", *more]) == 0
    told = read(station / "out" / "convert" / "road" / "ps" / "manifest.yaml")
    numbers = (told.cart, told.stories[0].cart)
    assert len(set(numbers)) == 2
    assert all(number is not None and 42_049 < number <= 42_099 for number in numbers)


def test_an_approval_remakes_only_what_carries_it(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert manifest(built).synthetic["translation"] == "people"
    with (built / "station.yaml").open("a", encoding="utf-8") as file:
        file.write("name-editors: true\n")
    capsys.readouterr()
    edit(built, "status: review", "status: approved\n    approved: {by: Zarghuna Khan}", "road")
    build(built)
    assert made(capsys) == ["segments/road.wav"]
    assert "reviewed_by" not in manifest(built).synthetic  # one story still waits
    edit(built, "status: review", "status: approved\n    approved: {by: Gul Bibi}", "school")
    build(built)
    assert "segments/road.wav" not in made(capsys)
    assert manifest(built).synthetic["reviewed_by"] == ["Zarghuna Khan", "Gul Bibi"]
    assert b"Zarghuna Khan, Gul Bibi" in chunk(folder(built) / f"{DATE}-ps.wav", b"cart")
    build(built)
    assert made(capsys) == []


def test_an_approval_changes_what_files_say_and_not_a_byte_of_their_sound(
    station: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (station / "station.yaml").open("a", encoding="utf-8") as file:
        file.write("formats: {mp3: 96, m4a: 96, opus: 48, flac: true}\n")
    build(station)
    names = [f"{DATE}-ps.{ending}" for ending in ("wav", "mp3", "m4a", "opus", "flac")]
    before = {name: decode(folder(station) / name).samples for name in names}
    wav = (folder(station) / names[0]).read_bytes()
    for story in ("road", "school"):
        edit(station, "status: review", "status: approved\n    approved: {by: Gul Bibi}", story)

    def never(*_: object) -> Mastered:
        raise AssertionError("the sound was made again")

    monkeypatch.setattr("packager.audio.master.master", never)
    assert build(station) == 0
    for name in names:
        path = folder(station) / name
        assert np.array_equal(decode(path).samples, before[name]), name
        if name != names[0]:
            assert "Reviewed by an editor" in described(path), name
    data = (folder(station) / names[0]).read_bytes()
    assert data[data.index(b"data") :][: len(wav) // 2] == wav[wav.index(b"data") :][: len(wav) // 2]
    checked = ["check", str(folder(station)), "--station", str(station / "station.yaml")]
    assert main(checked) == 0


def test_the_newsrooms_check_passes_with_nothing_switched_off(built: Path, radio_check: Path) -> None:
    files = [str(folder(built) / f"{DATE}-ps.{ending}") for ending in ("wav", "mp3")]
    asked = (files[0], "--mp3", files[1], "--lang", "pus", "--chapters", "2")
    done = subprocess.run([sys.executable, str(radio_check), *asked], capture_output=True, text=True, check=False)
    assert done.stdout.endswith("PASS  0 failed\n"), done.stdout


def test_every_format_that_the_station_asks_for_is_tagged_at_the_programmes_level(
    station: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    picture = station / "cover.jpg"
    run(("-f", "lavfi", "-i", "color=c=teal:s=600x600", "-frames:v", "1", str(picture)))
    with (station / "station.yaml").open("a", encoding="utf-8") as file:
        file.write("formats: {mp3: 96, m4a: 96, opus: 48, flac: true}\npicture: cover.jpg\n")
    assert build(station) == 0
    for ending in ("wav", "mp3", "m4a", "opus", "flac"):
        path = folder(station) / f"{DATE}-ps.{ending}"
        assert abs(measure(decode(path)).integrated + 23.0) <= 0.2, ending  # as a listener's player decodes it
        if ending != "wav":
            shown = described(path)
            assert manifest(station).title in shown, ending
            assert "algorithmicMedia" in shown, ending
            assert "Cover (front)" in shown or "attached pic" in shown, ending
            assert shown.count("Chapter #") == 4, ending  # the opening, the headlines and two stories
    assert main(["check", str(folder(station))]) == 0
    mp3 = folder(station) / f"{DATE}-ps.mp3"
    run(("-y", "-i", str(mp3.with_suffix(".wav")), "-af", "volume=14dB", "-b:a", "96k", str(mp3)))
    capsys.readouterr()
    assert main(["check", str(folder(station))]) == 1
    said = [line for line in capsys.readouterr().out.splitlines() if ".mp3" in line]
    assert [any(what in line for line in said) for what in ("true peak", "loudness")] == [True, True]


def described(path: Path) -> str:
    """What FFmpeg says of a file."""
    done = subprocess.run([binary(), "-hide_banner", "-i", path], capture_output=True, text=True, check=False)
    return done.stderr


def test_signing_is_the_last_step_and_the_check_looks_at_it(
    station: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("c2pa", reason="the extra packager[c2pa] is not installed")
    key = new_key(tmp_path)
    with (station / "station.yaml").open("a", encoding="utf-8") as file:
        file.write(f"signing: {{certificates: {key.certificates}, key: {key.key}}}\n")
    (station / "recordings").mkdir()
    write_clip(station / "recordings" / "road.ps.1.wav", audio(speechlike(3, 0.2)))
    build(station)
    for name in (f"{DATE}-ps.wav", f"{DATE}-ps.mp3", "segments/road.wav"):
        assert verdict(folder(station) / name) == "Valid"
    done = actions(folder(station) / f"{DATE}-ps.wav")
    assert done.count("c2pa.created") == 1
    assert done.count("c2pa.translated") == len(manifest(station).stories)
    assert done.count("c2pa.edited") == 1  # the line that a person recorded
    checked = ["check", str(folder(station)), "--station", str(station / "station.yaml")]
    assert main(checked) == 0
    assert f"pass  {DATE}-ps.mp3: signature: Valid" in capsys.readouterr().out
    build(station)
    assert made(capsys) == []


def actions(path: Path) -> list[str]:
    import c2pa

    with c2pa.Reader(str(path)) as reader:
        (told,) = json.loads(reader.json())["manifests"].values()
    found = next(one for one in told["assertions"] if one["label"].startswith("c2pa.actions"))
    return [action["action"] for action in found["data"]["actions"]]


def test_the_check_finds_a_file_that_says_what_it_is_not(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder(built) / "segments" / "road.wav"
    data = bytearray(path.read_bytes())
    cart, bext = data.index(b"cart") + 8, data.index(b"bext") + 8
    data[cart + 132 : cart + 137] = b"99999"
    data[bext + 412 : bext + 414] = (-2200).to_bytes(2, "little", signed=True)
    path.write_bytes(data)
    capsys.readouterr()
    assert main(["check", str(folder(built)), "--station", str(built / "station.yaml")]) == 1
    out = capsys.readouterr().out
    assert "FAIL  segments/road.wav: bext: v2, -22.00 LUFS" in out
    assert "FAIL  segments/road.wav: cart: 99999   [42001 as in the manifest]" in out
    assert out.count("FAIL") == 3  # the digest too


def test_captions_and_chapters_name_the_speech_that_begins_with_them(built: Path) -> None:
    name = folder(built) / f"{DATE}-ps"
    captions = [start for start, _ in vtt_cues(name.with_suffix(".vtt"))]
    marks = json.loads(Path(f"{name}.chapters.json").read_text(encoding="utf-8"))["chapters"]
    assert [mark["title"] for mark in marks[:2]] == ["سلام", "سرټکي"]
    first, *chapters = [mark["startTime"] for mark in marks]
    assert (first, len(chapters)) == (0, 3)  # the headlines and two stories
    for ending in (".wav", ".mp3"):
        sound = heard_in(name.with_suffix(ending))
        early = [start - heard for start in captions if (heard := onset(sound, start)) is not None]
        assert len(early) >= len(captions) - 2
        early += [start - heard for start in chapters if (heard := onset(sound, start)) is not None]
        assert max(map(abs, early)) <= 0.1


def test_a_story_called_like_a_part_of_the_show_is_not_taken_for_it(built: Path) -> None:
    plain = (folder(built) / f"{DATE}-ps.txt").read_text(encoding="utf-8").splitlines()
    greeting, sign_off = plain[3], plain[-1]
    for name, like in (("greeting", "road"), ("sign-off", "school")):
        add(built / "articles", name, like)
    assert build(built) == 0
    spoken = (folder(built) / f"{DATE}-ps.txt").read_text(encoding="utf-8").splitlines()
    assert (spoken[3], spoken[-1]) == (greeting, sign_off)
    assert "\n".join(spoken).count("مسافر په تمه وو.") == 2
    page = (folder(built) / f"{DATE}-ps.html").read_text(encoding="utf-8")
    assert [page.count(str(story.cart)) for story in manifest(built).stories] == [1, 1, 1, 1]


def test_articles_made_on_their_own_share_no_number(station: Path) -> None:
    text = (station / "station.yaml").read_text(encoding="utf-8")
    (station / "station.yaml").write_text(text.replace("42000-42099", "42000-42013"), encoding="utf-8")  # three pairs
    more = ["--station", str(station / "station.yaml"), "--output", str(station / "out")]
    names = ("road", "school", "third")
    add(station / "articles", "third", "road")
    numbers: dict[str, set[int | None]] = {}
    for name in (*names, "road"):
        assert main(["convert", str(station / "articles" / f"{name}.txt"), "--to", "ps", *more]) == 0
        told = read(station / "out" / "convert" / name / "ps" / "manifest.yaml")
        found = {told.cart, *(story.cart for story in told.stories)}
        assert numbers.setdefault(name, found) == found  # made again, it keeps them
    used = {number for found in numbers.values() for number in found if number is not None}
    assert len(used) == 6
    assert min(used) > 42_006
