"""Drop folders as Rivendell, LibreTime, AzuraCast and people find them."""

from __future__ import annotations

import hashlib
import re
import shlex
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from packager import entry_points
from packager.air.package import Package, Thing
from packager.air.places import LocalFolder, Parcel
from packager.air.targets import GROUP, target
from packager.air.targets.rivendell import dropbox, sidecar
from packager.delivery.bext import Format
from packager.delivery.cart import cart
from packager.delivery.cut import Timers
from packager.errors import InputError
from packager.store import file_digest
from tests.support.delivery_samples import DISCLOSURE, URDU_TITLE, cut

TIMERS = Timers(start=0.1, end=29.5, intro_end=1.5, segue=29.0)


def things(system: str, made: Sequence[Package], *, name: str, group: str = "NEWS") -> Sequence[Thing]:
    return target(system).things(made, name=name, group=group)


def packages(folder: Path) -> list[Package]:
    found = []
    for number, name in ((320_000, "2026-11-23-ur"), (320_001, "girls-school-mohmand")):
        files = {}
        for suffix in (".wav", ".mp3", ".ur.vtt"):
            files[suffix] = folder / f"{name}{suffix}"
            files[suffix].write_bytes(f"{name}{suffix}".encode())
        about = cut(URDU_TITLE, "ur", number=number, id=name)
        found.append(Package(cut=about, timers=TIMERS, disclosure=DISCLOSURE, seconds=29.9, files=files))
    return found


def as_rivendell_reads(data: bytes) -> dict[str, str]:
    """The sidecar by rdimport's own way: line by line, the three tags alone, a value wherever its tag is."""
    found: dict[str, str] = {}
    state = ""
    for line in data.decode("latin-1").split("\n"):
        assert len(line) < 1023
        line = line.strip()  # noqa: PLW2901 - as the original does
        if line in ("<cart>", "<cutList>", "<cut>"):
            state = line
        match = re.fullmatch("<([A-Za-z]+)>(.*)</\\1>", line)
        if match and state:
            found[f"{state[1:-1]}.{match[1]}"] = match[2]
    return found


def test_rivendell_reads_number_dates_and_cue_points() -> None:
    odd = cut(URDU_TITLE, "ur", number=320_000, english="Bread & <roses>")
    read = as_rivendell_reads(sidecar(odd, TIMERS, DISCLOSURE, group="NEWS", seconds=29.9))
    assert read["cart.number"] == "320000"
    assert read["cart.groupName"] == "NEWS"
    assert read["cart.title"].startswith("Mohmand mein")
    assert read["cart.title"].endswith("[320000]")
    assert "algorithmicMedia" in read["cart.userDefined"]
    assert read["cut.description"].endswith("/ Bread &amp; &lt;roses&gt;")
    assert (read["cut.startDatetime"], read["cut.endDatetime"]) == ("2026-11-23T23:30:00", "2026-11-24T23:29:59")
    points = [int(read[f"cut.{name}"]) for name in ("startPoint", "talkEndPoint", "segueStartPoint", "endPoint")]
    assert points == [100, 1500, 29_000, 29_500]


def test_rivendell_gets_sidecars_before_sound_and_a_command_for_each_cut(tmp_path: Path) -> None:
    made = things("rivendell", packages(tmp_path), name="2026-11-23-ur", group="NEWS UR")
    assert [thing.name for thing in made] == [
        "320000_2026-11-23-ur.xml",
        "320000_2026-11-23-ur.wav",
        "320001_girls-school-mohmand.xml",
        "320001_girls-school-mohmand.wav",
        "2026-11-23-ur.rdimport.sh",
    ]
    script = made[-1].content
    assert isinstance(script, bytes)
    commands = [shlex.split(line) for line in script.decode().splitlines() if line.startswith("rdimport")]
    assert [command[-2:] for command in commands] == [
        ["NEWS UR", "320000_2026-11-23-ur.wav"],
        ["NEWS UR", "320001_girls-school-mohmand.wav"],
    ]
    for command, number in zip(commands, (320_000, 320_001), strict=True):
        assert {"--update-metadata", "--delete-cuts"} <= set(command)  # today's title on today's sound
        assert {"--xml", "--normalization-level=0", "--autotrim-level=0", f"--to-cart={number}"} <= set(command)
        assert "--use-cartchunk-cutid" not in command  # --xml forgets the chunk's number
    watching = dropbox("/srv/drop/*.wav", group="NEWS")
    assert "--xml" not in watching
    assert "--update-metadata" in watching


def test_the_title_in_the_file_is_the_carts_own_as_in_its_sidecar() -> None:
    """rdimport refuses a title that another cart has, and has emptied the cart by then: a week has two 'Weather'."""
    about = [cut(URDU_TITLE, "ur", number=number) for number in (320_000, 320_007)]
    in_files = [cart(one, TIMERS, DISCLOSURE, Format(frames=48_000))[4:68].rstrip(b"\0").decode() for one in about]
    assert [title[-9:] for title in in_files] == [" [320000]", " [320007]"]
    sidecars = [as_rivendell_reads(sidecar(c, TIMERS, DISCLOSURE, group="N", seconds=1))["cart.title"] for c in about]
    for short, long in zip(in_files, sidecars, strict=True):
        assert long.startswith(short[:-9])
        assert long.endswith(short[-9:])


def test_an_old_days_commands_do_not_run_beside_a_newer_days(tmp_path: Path) -> None:
    """All days have the same carts: the old sound would go onto today's."""
    ran = tmp_path / "ran"
    rdimport = tmp_path / "bin" / "rdimport"
    rdimport.parent.mkdir()
    rdimport.write_text(f'#!/bin/sh\necho "$@" >> {ran}\n', encoding="ascii")
    rdimport.chmod(0o755)
    drop = tmp_path / "drop folder"
    drop.mkdir()
    made = packages(tmp_path)
    for name in ("2026-11-23-ur", "2026-11-24-ur", "2026-12-01-ps", "road-ur"):
        script = things("rivendell", made, name=name)[-1]
        assert isinstance(script.content, bytes)
        (drop / script.name).write_bytes(script.content)

    def run(name: str) -> int:
        ran.unlink(missing_ok=True)
        path = f"{rdimport.parent}:/usr/bin:/bin"
        done = subprocess.run(
            ["/bin/sh", drop / f"{name}.rdimport.sh"], check=False, env={"PATH": path}, capture_output=True
        )
        told = done.stderr.decode()
        assert ("not run, 2026-11-24-ur.rdimport.sh is newer" in told) == (done.returncode == 3) == (not ran.exists())
        return done.returncode

    names = ("2026-11-23-ur", "2026-11-24-ur", "2026-12-01-ps", "road-ur")
    assert [run(name) for name in names] == [3, 0, 0, 0]


@pytest.mark.parametrize("system", ["libretime", "azuracast"])
def test_libraries_get_tagged_files_and_a_playlist(system: str, tmp_path: Path) -> None:
    made = things(system, packages(tmp_path), name="2026-11-23-ur")
    assert [thing.name for thing in made] == [
        "320000_2026-11-23-ur.mp3",
        "320001_girls-school-mohmand.mp3",
        "2026-11-23-ur.m3u8",
    ]
    listed = made[-1].content
    assert isinstance(listed, bytes)
    lines = listed.decode().splitlines()
    assert lines[0] == "#EXTM3U"
    assert lines[2] == f"#EXTINF:30,ڈیمو ریڈیو - {URDU_TITLE}"
    assert [line for line in lines if not line.startswith("#")] == [thing.name for thing in made[:-1]]
    bare = [replace(package, files={".wav": package.files[".wav"]}) for package in packages(tmp_path)]
    with pytest.raises(InputError, match="no file with tags"):
        things(system, bare, name="x")


def test_every_name_is_ascii_and_short(tmp_path: Path) -> None:
    names = [
        thing.name
        for system in entry_points.names(GROUP)
        for thing in things(system, packages(tmp_path), name="2026-11-23-ur")
    ]
    assert all(name.isascii() and len(name) <= 48 for name in names)
    assert "320001_girls-school-mohmand.ur.vtt" in names


def test_a_file_is_put_whole_and_is_the_one_that_was_checked(tmp_path: Path) -> None:
    made = tmp_path / "road.wav"
    made.write_bytes(b"sound")
    folder = LocalFolder(path=tmp_path / "drop", key="drop", own=True)
    folder.reach()
    piece = Parcel(name="320001_road.wav", content=made, digest=file_digest(made), slot="")
    assert folder.put(piece) == folder.seen(piece.name)
    made.write_bytes(b"another sound")
    with pytest.raises(InputError, match="was changed while it was published; build again"):
        folder.put(piece)
    assert [path.name for path in folder.path.iterdir()] == [piece.name]
    assert (folder.path / piece.name).read_bytes() == b"sound"


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "precious.wav").write_bytes(b"precious")
    folder = LocalFolder(path=tmp_path / "drop", key="drop", own=True)
    folder.reach()
    (folder.path / "320001_road.wav").symlink_to(tmp_path / "precious.wav")
    assert folder.digest("320001_road.wav") == ""
    content = b"sound"
    digest = hashlib.sha256(content).hexdigest()
    folder.put(Parcel(name="320001_road.wav", content=content, digest=digest, slot=""))
    assert folder.digest("320001_road.wav") == digest
    assert (tmp_path / "precious.wav").read_bytes() == b"precious"


def test_a_file_that_is_missing_is_named(tmp_path: Path) -> None:
    bare = replace(packages(tmp_path)[0], files={})
    with pytest.raises(InputError, match=r"2026-11-23-ur has no \.wav file"):
        things("rivendell", [bare], name="x")
