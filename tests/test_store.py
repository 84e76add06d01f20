"""Files are there whole or not at all."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from packager.errors import InputError, PackagerError
from packager.store import (
    Store,
    digest,
    file_digest,
    make_folder,
    seal,
    seal_of,
    sealed,
    sweep,
    sweep_below,
    whole_file,
    write_if_changed,
    write_whole,
)

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda kids: st.lists(kids) | st.dictionaries(st.text(), kids),
    max_leaves=12,
)


def test_a_block_that_fails_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "episode.wav"
    write_whole(path, b"old")
    with pytest.raises(ValueError, match="cut off"), whole_file(path) as temporary:  # noqa: PT012 - the block is the test
        temporary.write_bytes(b"half")
        raise ValueError("cut off")
    assert path.read_bytes() == b"old"
    assert [file.name for file in tmp_path.iterdir()] == ["episode.wav"]


def test_what_is_not_whole_has_no_name_of_a_sound(tmp_path: Path) -> None:
    with whole_file(tmp_path / "episode.wav") as temporary:
        assert (temporary.parent, temporary.suffix) == (tmp_path, "")


def test_what_a_killed_run_left_goes_and_what_a_live_one_writes_stays(tmp_path: Path) -> None:
    script = (
        "import os, sys\nfrom pathlib import Path\nfrom packager.store import whole_file\n"
        "with whole_file(Path(sys.argv[1]) / 'clip.wav') as temporary:\n"
        "    temporary.write_bytes(b'half')\n    os.kill(os.getpid(), 9)\n"
    )
    for folder in (tmp_path, tmp_path / "deep" / "er"):
        subprocess.run([sys.executable, "-c", script, str(folder)], check=False)
        assert [file.name[:6] for file in folder.iterdir() if file.is_file()] == [".part-"]
    old = tmp_path / ".part-k3jx2_ab.wav"  # as earlier versions called them
    foreign = tmp_path / f".part-000000-{os.getpid()}-01234567"  # another machine's, on a share
    for file in (old, foreign):
        file.touch()
    os.utime(old, (1, 1))
    (tmp_path / ".part-models").mkdir()  # a folder is no file of ours: what was fetched of a model lies there
    with whole_file(tmp_path / "one"):
        write_whole(tmp_path / "two", b"2")
        sweep(tmp_path)
    assert {file.name for file in tmp_path.iterdir()} == {"one", "two", foreign.name, ".part-models", "deep"}
    sweep_below(tmp_path)
    assert list((tmp_path / "deep" / "er").iterdir()) == []


def test_a_whole_file_has_ordinary_permissions(tmp_path: Path) -> None:
    write_whole(tmp_path / "a", b"1")
    (tmp_path / "b").touch()
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "b").stat().st_mode


def test_the_same_bytes_are_not_written_again(tmp_path: Path) -> None:
    path = tmp_path / "manifest.yaml"
    assert write_if_changed(path, b"1")
    os.utime(path, (1, 1))
    assert not write_if_changed(path, b"1")
    assert path.stat().st_mtime == 1
    assert write_if_changed(path, b"2")


def test_a_folder_that_cannot_be_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(InputError, match="cannot make the folder"):
        make_folder(tmp_path / "file" / "below")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_one_line_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(PackagerError, match="No space left"), whole_file(tmp_path / "a") as temporary:  # noqa: PT012
        temporary.unlink()
        with Path("/dev/full").open("wb") as full:
            full.write(b"1" * 10_000_000)
    assert list(tmp_path.iterdir()) == []


@given(JSON, JSON)
def test_digests_tell_content_apart(one: object, other: object) -> None:
    same = json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)
    assert (digest(one) == digest(other)) == same
    assert digest(one, other) != digest([one, other])


def test_keys_spread_over_folders(tmp_path: Path) -> None:
    key = digest("clip", 1)
    assert Store(tmp_path).path("clips", key, ".wav") == tmp_path / "clips" / key[:2] / f"{key}.wav"
    write_whole(tmp_path / "a", b"abc")
    assert file_digest(tmp_path / "a").startswith("ba7816bf")


@settings(max_examples=25)  # each writes five files to the disk
@given(about=st.dictionaries(st.text(), JSON | st.floats(allow_nan=False)), damage=st.binary(max_size=60))
def test_what_is_sealed_is_believed_while_it_is_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, about: dict[str, object], damage: bytes
) -> None:
    file = tmp_path_factory.mktemp("sealed") / "clip.wav"
    assert sealed(file) is None
    write_whole(file, b"sound")
    assert sealed(file) is None
    seal(file, about)
    assert sealed(file) == about
    write_whole(file, damage)
    assert (sealed(file) == about) == (damage == b"sound")
    write_whole(file, b"sound")
    write_whole(seal_of(file), damage)
    assert sealed(file) is None


def test_a_seal_is_of_one_name(tmp_path: Path) -> None:
    for name in ("a.wav", "b.wav"):
        write_whole(tmp_path / name, b"sound")
        seal(tmp_path / name, {"of": name})
    write_whole(seal_of(tmp_path / "b.wav"), seal_of(tmp_path / "a.wav").read_bytes())
    assert sealed(tmp_path / "b.wav") is None
