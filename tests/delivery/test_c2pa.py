"""Content Credentials by a station's own certificate: valid, naming what spoke, and broken by one changed byte."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from packager.audio.ffmpeg import binary
from packager.audio.mpeg import after_id3v2
from packager.audio.wav import WavReader
from packager.delivery.c2pa import C2paAction, Deed, Signing, manifest, sign, verdict
from packager.delivery.cut import Timers
from packager.delivery.disclosure import SourceType
from packager.errors import InputError, PackagerError
from tests.support.delivery_samples import DISCLOSURE, LONG_TITLE, cut, small_wav
from tests.support.signing_key import new_key

c2pa = pytest.importorskip("c2pa", reason="the extra packager[c2pa] is not installed")
TIMERS = Timers(start=0.1, end=0.9)


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> Signing:
    return new_key(tmp_path_factory.mktemp("key"))


def test_a_signed_wav_is_valid_and_keeps_its_chunks_and_sound(key: Signing, tmp_path: Path) -> None:
    wav = small_wav(tmp_path / "a.wav", cut(), TIMERS)
    before = wav.read_bytes()
    assert verdict(wav) == ""
    sign(wav, cut(), DISCLOSURE, key)
    assert verdict(wav) in ("Valid", "Trusted")
    after = wav.read_bytes()
    assert after[12:2800] == before[12:2800]  # bext, fmt and cart
    with WavReader(wav) as reader:
        assert reader.frames == 48_000
    assert list(tmp_path.iterdir()) == [wav]


def test_an_mp3_says_what_spoke_and_who_reviewed_it(key: Signing, tmp_path: Path) -> None:
    wav, mp3 = small_wav(tmp_path / "a.wav", cut(), TIMERS), tmp_path / "a.mp3"
    tag = ("-id3v2_version", "3", "-metadata", f"title={LONG_TITLE}", "-write_xing", "0")
    subprocess.run([binary(), "-v", "error", "-i", str(wav), *tag, str(mp3)], check=True)
    before = mp3.read_bytes()
    sign(mp3, cut(), DISCLOSURE, key)
    assert verdict(mp3) in ("Valid", "Trusted")
    after = mp3.read_bytes()
    assert after[:6] == b"ID3\3\0\0", "older desks read nothing newer"
    assert after[after_id3v2(after) :] == before[after_id3v2(before) :]
    assert LONG_TITLE.encode("utf-16")[2:] in after[: after_id3v2(after)]
    with c2pa.Reader(str(mp3)) as reader:
        store = json.loads(reader.json())
    told = json.dumps(store, ensure_ascii=False)
    assert "digitalsourcetype/algorithmicMedia" in told
    assert LONG_TITLE in told
    assert "Gul Bibi" in told
    for place in (400, after.index(b"GEOB") + 5, len(after) - 100):  # a title, the tag's own words, the sound
        mp3.write_bytes(after[:place] + bytes([after[place] ^ 1]) + after[place + 1 :])
        assert verdict(mp3) != "Valid"


def test_an_mp3_without_the_tag_that_we_write_is_not_signed(key: Signing, tmp_path: Path) -> None:
    wav, mp3 = small_wav(tmp_path / "a.wav", cut(), TIMERS), tmp_path / "a.mp3"
    subprocess.run([binary(), "-v", "error", "-i", str(wav), "-id3v2_version", "4", str(mp3)], check=True)
    before = mp3.read_bytes()
    with pytest.raises(InputError, match=r"a\.mp3: .*ID3v2\.3"):
        sign(mp3, cut(), DISCLOSURE, key)
    assert mp3.read_bytes() == before


ACTS = (
    C2paAction(deed=Deed.TRANSLATED, title="لار پرانیستل شوه", start=0.1, end=0.9, told="Translated by people."),
    C2paAction(
        deed=Deed.SPOKEN, title="لار پرانیستل شوه", start=0.1, end=0.5, told="pashto", source=SourceType.ALGORITHMIC
    ),
    C2paAction(deed=Deed.RECORDED, title="لار پرانیستل شوه", start=0.5, end=0.9, source=SourceType.CAPTURE),
)


def test_a_signed_file_says_what_was_done_to_each_story_and_when_it_is_heard(key: Signing, tmp_path: Path) -> None:
    wav = small_wav(tmp_path / "a.wav", cut(), TIMERS)
    sign(wav, cut(), DISCLOSURE, key, ACTS)
    assert verdict(wav) in ("Valid", "Trusted")
    with c2pa.Reader(str(wav)) as reader:
        (told,) = json.loads(reader.json())["manifests"].values()
    (actions,) = (found["data"]["actions"] for found in told["assertions"] if found["label"].startswith("c2pa.actions"))
    created, translated, spoken, recorded = actions
    assert created["action"] == "c2pa.created"
    assert translated["action"] == "c2pa.translated"
    assert translated["parameters"] == {"sourceLanguage": "en", "targetLanguage": "ps"}
    assert spoken["digitalSourceType"].endswith("algorithmicMedia")
    assert recorded["digitalSourceType"].endswith("digitalCapture")
    assert recorded["description"] == "لار پرانیستل شوه: Recorded by a person."
    assert recorded["changes"][0]["region"][0]["time"] == {"type": "npt", "start": "0.500", "end": "0.900"}


def test_one_changed_byte_of_sound_breaks_it(key: Signing, tmp_path: Path) -> None:
    wav = small_wav(tmp_path / "a.wav", cut(), TIMERS)
    sign(wav, cut(), DISCLOSURE, key)
    data = bytearray(wav.read_bytes())
    data[40_000] ^= 1
    wav.write_bytes(data)
    assert verdict(wav) == "Invalid"


def test_what_cannot_be_signed_is_said_and_left_as_it_was(key: Signing, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no place for a signature"):
        sign(tmp_path / "a.opus", cut(), DISCLOSURE, key)
    wav = small_wav(tmp_path / "a.wav", cut(), TIMERS)
    before = wav.read_bytes()
    with pytest.raises(InputError, match="cannot be read"):
        sign(wav, cut(), DISCLOSURE, Signing(certificates=tmp_path / "none.pem", key=key.key))
    with pytest.raises((InputError, PackagerError)):
        sign(wav, cut(), DISCLOSURE, Signing(certificates=key.key, key=key.key))
    broken = tmp_path / "b.wav"
    broken.write_bytes(b"RIFF")
    with pytest.raises(PackagerError, match=r"b\.wav: could not be signed"):
        sign(broken, cut(), DISCLOSURE, key)
    assert wav.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.wav", "b.wav"]


def test_the_claim_names_the_action_and_its_source() -> None:
    (action,) = manifest(cut(), DISCLOSURE)["assertions"][0]["data"]["actions"]
    assert action["action"] == "c2pa.created"
    assert action["digitalSourceType"] == DISCLOSURE.source_type.uri
    assert action["when"] == "2026-11-24T01:30:00+05:00"
