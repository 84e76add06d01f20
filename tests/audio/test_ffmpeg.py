"""What producers bring is decoded right, or refused in one line; what leaves carries its tags."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

from packager.audio.encode import Encoding, encoder
from packager.audio.ffmpeg import binary, decode, decode_blocks
from packager.audio.loudness import measure
from packager.audio.outputs import Stored, taken
from packager.audio.prepare import prepare
from packager.audio.tags import Chapter, Tags
from packager.audio.wav import WavFormat
from packager.errors import InputError, PackagerError
from tests.support.audio_meters import RATE, audio, ffmpeg, sine, speechlike
from tests.support.servers.speech import spoken

BROUGHT = [
    ("ident.mp3", ("-ar", "44100", "-ac", "2", "-b:a", "128k")),
    ("bed.wav", ("-ac", "6", "-ar", "48000")),
    ("insert.m4a", ("-c:a", "aac", "-ar", "32000")),
    ("old.wav", ("-ar", "22050", "-c:a", "pcm_u8")),
    ("phone.opus", ("-c:a", "libopus", "-ar", "16000")),
    ("studio.flac", ("-ar", "96000", "-ac", "2")),
]


@pytest.mark.parametrize(("name", "form"), BROUGHT)
def test_any_format_at_any_rate_is_decoded(name: str, form: tuple[str, ...], tmp_path: Path) -> None:
    path = tmp_path / name
    ffmpeg("-f", "lavfi", "-i", "sine=1000:r=48000:d=1.5", *form, str(path))
    sound = decode(path)
    assert sound.rate == RATE
    assert sound.seconds == pytest.approx(1.5, abs=0.06)
    middle = sound.samples[RATE // 4 : RATE // 4 + RATE]
    assert np.abs(np.fft.rfft(middle)).argmax() == pytest.approx(1000, abs=2)


def test_blocks_are_the_whole(tmp_path: Path) -> None:
    path = tmp_path / "a ‘name’ with -i in it.mp3"
    ffmpeg("-f", "lavfi", "-i", "sine=1000:r=44100:d=4", str(path))
    blocks = list(decode_blocks(path, channels=2))
    assert all(block.shape[1] == 2 for block in blocks)
    np.testing.assert_array_equal(np.concatenate(blocks)[:, 0], np.concatenate(blocks)[:, 1])
    assert sum(map(len, blocks)) == len(decode(path).samples)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.mp3", b""),
        ("text.mp3", "دا غږ نه دی".encode() * 50),
        ("noise.wav", bytes(range(256)) * 40),
        ("playlist.m3u8", b"#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:9/a.ts\n"),
    ],
)
def test_a_broken_file_is_one_clear_line(name: str, content: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError) as caught:
        decode(tmp_path / name)
    assert name in str(caught.value)
    assert "\n" not in str(caught.value)
    assert "0x" not in str(caught.value)


def test_a_missing_file_and_a_film_without_sound(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        decode(tmp_path / "nowhere.mp3")
    ffmpeg("-f", "lavfi", "-i", "color=s=16x16:d=1", str(tmp_path / "mute.mp4"))
    with pytest.raises(InputError, match=r"mute\.mp4"):
        decode(tmp_path / "mute.mp4")


def test_stopping_early_leaves_no_process_behind(tmp_path: Path) -> None:
    ffmpeg("-f", "lavfi", "-i", "sine=1000:r=48000:d=60", str(tmp_path / "long.wav"))
    before = children()
    blocks = decode_blocks(tmp_path / "long.wav")
    next(blocks)
    assert children() > before
    assert hasattr(blocks, "close")
    blocks.close()
    assert children() == before


def children() -> set[str]:
    """Processes that this one has started and not yet seen the end of."""
    return {child for task in Path("/proc/self/task").glob("*/children") for child in task.read_text().split()}


def encode(path: Path, encoding: Encoding, samples: np.ndarray) -> None:
    takes = taken(encoding, 24)
    with encoder(path, WavFormat(bits=takes.bits), encoding) as worker:
        for start in range(0, len(samples), RATE):
            worker.write(takes.of(samples[start : start + RATE, None]))
        worker.finish()


PASHTO = Tags(
    title="د سهار خبرونه؛ 50% = نیم #1",
    artist="Demo Radio",
    album="خبرونه",
    date="2026-11-23",
    language="ps",
    extra={"DigitalSourceType": "algorithmicMedia"},
    chapters=(Chapter(start=1.578, end=4, title="وروستی"), Chapter(start=0, end=1.578, title="سرليکونه ۱")),
)


def probe(path: Path) -> dict[str, object]:
    if not shutil.which("ffprobe"):
        pytest.skip("ffprobe is not on this machine")
    arguments = ["ffprobe", "-v", "error", "-of", "json", "-show_format", "-show_streams", "-show_chapters"]
    done = subprocess.run([*arguments, str(path)], capture_output=True, text=True, check=True)
    read: dict[str, object] = json.loads(done.stdout)
    return read


@pytest.mark.parametrize("codec", ["mp3", "m4a", "opus", "flac"])
def test_tags_chapters_and_cover_are_read_back(codec: str, tmp_path: Path) -> None:
    cover = tmp_path / "cover.png"
    ffmpeg("-f", "lavfi", "-i", "color=s=64x64", "-frames:v", "1", str(cover))
    path = tmp_path / f"episode.{codec}"
    tags = Tags(**{name: getattr(PASHTO, name) for name in PASHTO.__slots__} | {"picture": cover})
    encode(path, Encoding(codec=codec, bitrate=96, tags=tags), speechlike(4))
    found = probe(path)
    streams, form = found["streams"], found["format"]
    assert isinstance(streams, list)
    assert isinstance(form, dict)
    words = {key.lower(): value for key, value in (form.get("tags", {}) | streams[0].get("tags", {})).items()}
    assert words["title"] == PASHTO.title
    assert (words["artist"], words["album"], words["date"]) == ("Demo Radio", "خبرونه", "2026-11-23")
    assert words["language"] == "pus"
    chapters = found["chapters"]
    assert isinstance(chapters, list)
    assert [chapter["tags"]["title"] for chapter in chapters] == ["سرليکونه ۱", "وروستی"]
    assert [float(chapter["start_time"]) for chapter in chapters] == [0, 1.578]  # not to the next second
    pictures = [stream for stream in streams if stream.get("disposition", {}).get("attached_pic")]
    assert [stream["codec_name"] for stream in pictures] == ["png"]


def test_a_long_title_of_a_chapter_is_cut_after_a_word_where_players_read_no_longer_one(tmp_path: Path) -> None:
    title = "د خیبر پښتونخوا حکومت د سیلاب ځپلو سیمو لپاره د نویو کورونو د جوړولو پروګرام اعلان کړ او ویې ویل"
    tags = Tags(chapters=(Chapter(start=0, end=1, title=title),))
    for codec, longest in (("m4a", 127), ("mp3", 400)):
        encode(tmp_path / f"a.{codec}", Encoding(codec=codec, bitrate=96, tags=tags), speechlike(1))
        chapters = probe(tmp_path / f"a.{codec}")["chapters"]
        assert isinstance(chapters, list)
        shown = chapters[0]["tags"]["title"]
        assert len(shown.encode()) <= longest
        assert title.startswith(shown.removesuffix("…"))
        assert title[len(shown.removesuffix("…")) :][:1] in ("", " ")


@pytest.mark.parametrize("bitrate", [32, 64, 96])
def test_opus_has_the_bitrate_that_was_asked_for(bitrate: int, tmp_path: Path) -> None:
    voice = prepare(spoken("پشاور کے قریب سڑک دو روز بعد کھول دی گئی ہے، حکام نے پیر کو بتایا۔")).samples
    encode(tmp_path / "a.opus", Encoding(codec="opus", bitrate=bitrate), np.tile(voice, 3))
    asked = bitrate * 1000 / 8 * 3 * len(voice) / RATE
    assert 0.8 * asked < (tmp_path / "a.opus").stat().st_size < 1.05 * asked  # less where nobody speaks


def test_the_mp3_is_gapless_and_its_chapters_have_a_table_of_contents(tmp_path: Path) -> None:
    encode(tmp_path / "a.mp3", Encoding(tags=PASHTO), speechlike(4))
    head = (tmp_path / "a.mp3").read_bytes()[:9000]
    assert head[:4] == b"ID3\x03"
    assert b"CTOC" in head
    assert b"TLAN" in head
    assert b"Info" in head
    assert decode(tmp_path / "a.mp3").seconds == pytest.approx(4, abs=0.0001)


@pytest.mark.parametrize("bitrate", [64, 128, 160, 192, 224, 256, 320])
def test_the_decoded_mp3_is_as_loud_as_what_went_in(bitrate: int, tmp_path: Path) -> None:
    tone = sine(400, 6, -12) + sine(1000, 6, -18)
    encode(tmp_path / "a.mp3", Encoding(bitrate=bitrate), tone)
    heard = measure(decode(tmp_path / "a.mp3")).integrated
    assert heard == pytest.approx(measure(audio(tone)).integrated, abs=0.05)


@pytest.mark.parametrize(("codec", "bitrate"), [("m4a", 96), ("opus", 64), ("flac", 0)])
def test_the_other_codecs_keep_the_level(codec: str, bitrate: int, tmp_path: Path) -> None:
    sound = speechlike(6)
    encode(tmp_path / f"a.{codec}", Encoding(codec=codec, bitrate=bitrate), sound)
    heard = measure(decode(tmp_path / f"a.{codec}")).integrated
    assert heard == pytest.approx(measure(audio(sound)).integrated, abs=0.2)


def test_chapters_that_overlap_are_refused(tmp_path: Path) -> None:
    wrong = Tags(chapters=(Chapter(start=0, end=3, title="لومړی"), Chapter(start=2, end=4, title="دوهم")))
    with pytest.raises(InputError, match="لومړی"):
        encode(tmp_path / "a.mp3", Encoding(tags=wrong), speechlike(1))


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [("a.gif", b"GIF89a", "PNG nor JPEG"), ("gone.png", None, "cannot be opened")],
)
def test_a_cover_that_cannot_be_used_is_named(name: str, content: bytes | None, said: str, tmp_path: Path) -> None:
    if content:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=said):
        encode(tmp_path / "a.mp3", Encoding(tags=Tags(picture=tmp_path / name)), speechlike(1))


def test_an_encoder_that_cannot_write_says_why_and_nobody_waits_for_ever(tmp_path: Path) -> None:
    with pytest.raises(PackagerError, match=r"(?i)encoder failed: .*(no such file|directory)") as caught:
        encode(tmp_path / "no folder" / "a.mp3", Encoding(), np.zeros(60 * RATE))
    assert "\n" not in str(caught.value)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full on this system")
def test_a_full_disk_is_said(tmp_path: Path) -> None:
    (tmp_path / "full.mp3").symlink_to("/dev/full")
    with pytest.raises(PackagerError, match="No space left"):
        encode(tmp_path / "full.mp3", Encoding(), speechlike(20))


@pytest.mark.parametrize("rate", [32_000, 44_100, 48_000])
@pytest.mark.parametrize(("kbps", "channels"), [(32, 1), (64, 2), (96, 1), (160, 2), (192, 1), (320, 2)])
def test_an_mp3_decodes_to_the_sample_where_it_began(rate: int, kbps: int, channels: int, tmp_path: Path) -> None:
    sound = np.zeros((rate * 2 + 77, channels), np.float32)
    sound[rate : rate + rate // 100] = 0.25 * np.sin(np.arange(rate // 100) * 0.2)[:, None]
    with encoder(tmp_path / "a.mp3", WavFormat(rate=rate, bits=16, channels=channels), Encoding(bitrate=kbps)) as lame:
        lame.write(Stored(bits=16).of(sound))
        lame.finish()
    heard = np.concatenate(list(decode_blocks(tmp_path / "a.mp3", rate, channels)))
    assert len(heard) == len(sound)
    lag = np.correlate(heard[:, 0], sound[rate : rate + rate // 100, 0], "valid").argmax()
    assert lag == pytest.approx(rate, abs=3)


def test_a_bitrate_that_mp3_has_not_is_refused() -> None:
    with pytest.raises(InputError, match="no bitrate of 200"):
        Encoding(bitrate=200)


def test_an_unknown_codec_is_refused() -> None:
    with pytest.raises(InputError, match="choose from mp3"):
        Encoding(codec="wma")


def test_the_binary_is_the_one_that_comes_with_the_program() -> None:
    assert "imageio_ffmpeg" in binary()
