"""What a playout system reads of our files: by our own parser, by libsndfile and by MediaInfo."""

from __future__ import annotations

import json
import math
import re
import shutil
import struct
import subprocess
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packager.delivery.bext import SIZE as BEXT_SIZE
from packager.delivery.bext import Format, bext, hundredths
from packager.delivery.cart import SIZE as CART_SIZE
from packager.delivery.cart import cart
from packager.delivery.cut import Timers, air_window, cut_numbers, file_name
from packager.delivery.xml_chunks import axml, ixml
from packager.errors import InputError
from tests.support.delivery_samples import DISCLOSURE, KARACHI, LONG_TITLE, MEASURED, URDU_TITLE, cut, small_wav

TIMERS = Timers(start=0.1, end=0.9, intro_end=0.4)
FORM = Format(frames=48_000)
IXML = "{urn:ebu:metadata-schema:ebuCore_2014}"


def text(data: bytes, start: int, size: int) -> str:
    return data[start : start + size].split(b"\0")[0].decode("ascii")


def test_bext_has_every_field_in_its_place() -> None:
    data = bext(cut(), MEASURED, FORM)
    assert text(data, 0, 256).startswith("Da Khyber Pakhtunkhwa hakomat")
    assert text(data, 0, 256).endswith("/ Five new girls' schools in Mohmand")
    assert text(data, 256, 32) == "Dimo Radio"
    assert text(data, 288, 32) == "2026-11-23-ps-310000"
    assert text(data, 320, 18) == "2026-11-2401:30:00"  # half past one in Karachi, still the 23rd in Greenwich
    time_reference, version = struct.unpack_from("<QH", data, 338)
    assert time_reference == 23.5 * 3600 * 48_000
    assert version == 2
    assert struct.unpack_from("<5h", data, 412) == (-2302, 410, -163, -1840, -2015)
    assert not any(data[422:602])
    assert data[BEXT_SIZE:] == b"A=PCM,F=48000,W=24,M=mono,T=packager\r\n"


def test_what_was_never_loud_enough_to_measure_is_unset() -> None:
    data = bext(cut(), replace(MEASURED, short_term=-math.inf), FORM)
    assert struct.unpack_from("<5h", data, 412)[4] == 0x7FFF


@given(st.floats(-200, 200))
def test_a_loudness_survives_to_the_hundredth(value: float) -> None:
    assert hundredths(value) / 100 == pytest.approx(value, abs=0.0051)


def test_cart_has_every_field_in_its_place() -> None:
    data = cart(cut(), TIMERS, DISCLOSURE, FORM)
    assert data[:4] == b"0101"
    assert text(data, 4, 64) == "Da Khyber Pakhtunkhwa hakomat wayi, da Mohmand pa zala [310000]"
    assert text(data, 68, 64) == "Dimo Radio"
    assert text(data, 132, 64) == "310000"
    assert text(data, 260, 64) == "NEWS"
    assert text(data, 388, 64) == "Pa makha mo kha"
    assert text(data, 452, 18) == "2026-11-2323:30:00"
    assert text(data, 470, 18) == "2026-11-2423:29:59"
    assert struct.unpack_from("<i", data, 680) == (32768,)
    posts = [struct.unpack_from("<4sI", data, at) for at in range(684, 748, 8)]
    assert posts[:6] == [
        (b"AUDs", 4800),
        (b"INTs", 4800),
        (b"INTe", 19200),
        (b"SEGs", 43200),
        (b"AUDe", 43200),
        (b"EOD ", 43200),
    ]
    assert posts[6:] == [(b"\0" * 4, 0)] * 2
    tag = data[CART_SIZE:].decode("ascii")
    assert "digitalsourcetype/algorithmicMedia" in tag
    assert "Reviewed by Gul Bibi." in tag
    assert tag.endswith("\r\n")


@given(st.text(max_size=200), st.sampled_from(["ps", "ur"]), st.text(max_size=80), st.floats(0, 4), st.floats(-80, 20))
def test_no_text_moves_a_field_or_leaves_ascii(
    title: str, language: str, station: str, end: float, lufs: float
) -> None:
    odd = cut(title, language, station=station, out_words=title, english=station)
    first = bext(odd, replace(MEASURED, integrated=lufs), FORM)
    second = cart(odd, Timers(start=0, end=end), DISCLOSURE, FORM)
    assert len(first) == BEXT_SIZE + len(b"A=PCM,F=48000,W=24,M=mono,T=packager\r\n")
    printable = rb"[\x20-\x7e]*\0*"
    assert all(re.fullmatch(printable, first[at : at + size]) for at, size in ((0, 256), (256, 32), (288, 32)))
    assert all(re.fullmatch(printable, second[at : at + 64]) for at in range(4, 452, 64))
    assert all(struct.unpack_from("<I", second, at + 4)[0] <= FORM.frames for at in range(684, 748, 8))
    ElementTree.fromstring(ixml(odd, DISCLOSURE))
    ElementTree.fromstring(axml(odd, DISCLOSURE))


@pytest.mark.parametrize(("title", "language"), [(LONG_TITLE, "ps"), (URDU_TITLE, "ur")])
def test_the_title_stands_in_xml_as_it_is_written(title: str, language: str) -> None:
    about = cut(title, language)
    desk = ElementTree.fromstring(ixml(about, DISCLOSURE))
    assert title in (desk.findtext("NOTE") or "")
    assert "algorithmicMedia" in (desk.findtext("NOTE") or "")
    assert "reviewed by: Gul Bibi" in (desk.findtext("USER") or "")
    archive = ElementTree.fromstring(axml(about, DISCLOSURE))
    titles = archive.findall(f"{IXML}coreMetadata/{IXML}title/{{http://purl.org/dc/elements/1.1/}}title")
    named = {found.get("{http://www.w3.org/XML/1998/namespace}lang"): found.text for found in titles}
    assert named == {language: title, "en": "Five new girls’ schools in Mohmand"}


@pytest.mark.skipif(not shutil.which("sndfile-info"), reason="sndfile-programs is not installed")
def test_libsndfile_reads_the_same(tmp_path: Path) -> None:
    wav = small_wav(tmp_path / "a.wav", cut(), TIMERS)

    def said(option: str) -> str:
        done = subprocess.run(["sndfile-info", option, str(wav)], capture_output=True, text=True, check=True)
        return done.stdout

    carts = said("--cart")
    assert re.search(r"Cut id\s*: 310000", carts)
    assert re.search(r"Title\s*: Da Khyber Pakhtunkhwa hakomat wayi", carts)
    assert re.search(r"Start date\s*: 2026-11-23", carts)
    assert re.search(r"End date\s*: 2026-11-24", carts)
    broadcast = said("--broadcast")
    assert re.search(r"Origination date\s*: 2026-11-24", broadcast)
    assert "84600.000000 seconds" in broadcast  # half past eleven at night
    assert re.search(r"Loudness value\s*: -23.02 LUFS", broadcast)
    assert re.search(r"short term loudness\s*: -20.15 LUFS", broadcast)
    assert "A=PCM,F=48000,W=24,M=mono" in broadcast


@pytest.mark.skipif(not shutil.which("mediainfo"), reason="mediainfo is not installed")
def test_mediainfo_reads_the_same(tmp_path: Path) -> None:
    wav = small_wav(tmp_path / "a.wav", cut(), TIMERS)
    done = subprocess.run(["mediainfo", "--Output=JSON", str(wav)], capture_output=True, text=True, check=True)
    general, sound = json.loads(done.stdout)["media"]["track"][:2]
    assert general["Producer"] == "Dimo Radio"
    assert general["Encoded_Date"] == "2026-11-24 01:30:00"
    assert general["extra"]["bext_Version"] == "2"
    assert (sound["BitDepth"], sound["CodecID"]) == ("24", "1")
    assert sound["extra"]["LoudnessValue"] == "-23.02"
    assert sound["extra"]["MaxTruePeakLevel"] == "-1.63"


@pytest.mark.parametrize(
    ("at", "first", "last"),
    [
        ("", "2026-11-23T00:00:00+05:00", "2026-11-23T23:59:59+05:00"),
        ("00:00", "2026-11-23T00:00:00+05:00", "2026-11-23T23:59:59+05:00"),
        ("23:30", "2026-11-23T23:30:00+05:00", "2026-11-24T23:29:59+05:00"),
        ("06:05", "2026-11-23T06:05:00+05:00", "2026-11-24T06:04:59+05:00"),
    ],
)
def test_when_it_may_air_by_the_station_s_clock(at: str, first: str, last: str) -> None:
    assert [moment.isoformat() for moment in air_window(date(2026, 11, 23), KARACHI, at)] == [first, last]


@pytest.mark.parametrize(
    ("made", "day"),
    [
        (datetime(2026, 11, 23, 18, 59, 59, tzinfo=UTC), "2026-11-23"),
        (datetime(2026, 11, 23, 19, 0, 0, tzinfo=UTC), "2026-11-24"),
        (datetime(2026, 12, 31, 19, 0, 0, tzinfo=UTC), "2027-01-01"),
    ],
)
def test_midnight_is_midnight_in_karachi(made: datetime, day: str) -> None:
    assert text(bext(cut(made=made), MEASURED, FORM), 320, 10) == day


def test_numbers_stay_when_a_story_is_killed_and_run_out_with_a_word() -> None:
    names = ["2026-11-23-ps", "polio", "road", "school"]
    assert cut_numbers(310_000, 310_099, names) == {
        "2026-11-23-ps": 310_000,
        "polio": 310_001,
        "road": 310_002,
        "school": 310_003,
    }
    with pytest.raises(InputError, match="4 files and only 3 cart numbers"):
        cut_numbers(310_000, 310_002, names)
    with pytest.raises(InputError, match="cart number"):
        cut(number=1_000_000)


def test_a_number_once_given_stays_with_its_story() -> None:
    known = {"polio": 310_001, "road": 310_002, "school": 310_002, "gone": 310_004, "moved": 42}
    numbers = cut_numbers(310_000, 310_099, ["2026-11-23-ps", "new", "school", "moved", "polio"], known)
    assert numbers == {"2026-11-23-ps": 310_000, "new": 310_003, "school": 310_002, "moved": 310_004, "polio": 310_001}
    twice = cut_numbers(310_000, 310_099, ["2026-11-23-ps", "road", "school"], known)
    assert sorted(twice.values()) == [310_000, 310_001, 310_002]


@given(st.text(max_size=120), st.sampled_from([".wav", ".mp3", ".xml"]))
def test_file_names_fit_every_system(name: str, suffix: str) -> None:
    made = file_name(42, name, suffix)
    assert re.fullmatch(r"000042_[a-z0-9]+(-[a-z0-9]+)*" + re.escape(suffix), made)
    assert len(made) <= 48
