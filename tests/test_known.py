"""What is known from earlier runs saves time, and is believed only while it cannot be wrong."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from packager import known as module
from packager.known import Known, known_of
from packager.store import Store, file_digest


class Counted:
    """A function that says how often it was asked."""

    def __init__(self, gives: object) -> None:
        self.gives, self.asked = gives, 0

    def __call__(self) -> object:
        self.asked += 1
        return self.gives


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "known.json"


def kept(path: Path, value: object = ("سوات", 1.5, None)) -> Known:
    known = Known(path)
    known.result("checks", ["a line", 1], lambda: value)
    known.save()
    return Known(path)


def test_a_result_is_worked_out_once(path: Path) -> None:
    again, work = kept(path), Counted("anew")
    assert again.result("checks", ["a line", 1], work) == ["سوات", 1.5, None]
    assert again.result("checks", ["a line", 1], work) == ["سوات", 1.5, None]
    assert work.asked == 0
    assert again.result("checks", ["a line", 2], work) == "anew"
    assert again.result("speech", ["a line", 1], work) == "anew"
    assert work.asked == 2


def test_what_a_run_did_not_need_is_let_go(path: Path) -> None:
    again, work = kept(path), Counted("anew")
    again.result("checks", ["another line"], lambda: 1)
    again.save()
    assert Known(path).result("checks", ["a line", 1], work) == "anew"


def test_another_program_believes_no_result(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    again, work = kept(path), Counted("anew")
    monkeypatch.setattr(module, "program", lambda: "the next version")
    assert again.result("checks", ["a line", 1], work) == "anew"


def cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def one_byte(data: bytes) -> bytes:
    return data.replace(b"1.5", b"1.6")


DAMAGE: list[Callable[[bytes], bytes]] = [cut, one_byte, lambda _: b"", lambda _: b"\xff\n[1]", lambda d: d + b"}"]


@pytest.mark.parametrize("harm", DAMAGE)
def test_a_damaged_file_costs_time_alone(harm: Callable[[bytes], bytes], path: Path) -> None:
    kept(path)
    path.write_bytes(harm(path.read_bytes()))
    again, work = Known(path), Counted("anew")
    assert again.result("checks", ["a line", 1], work) == "anew"
    again.save()
    assert Known(path).result("checks", ["a line", 1], lambda: "third") == "anew"


def test_a_program_is_another_when_one_of_its_files_changes(tmp_path: Path) -> None:
    script = "import shutil, sys\nsys.path.insert(0, sys.argv[1])\nfrom packager.known import program\nprint(program())"
    home = tmp_path / "packager"
    (home / "lang" / "ps").mkdir(parents=True)
    for name in ("__init__.py", "known.py", "store.py", "errors.py"):
        (home / name).write_bytes((Path(module.__file__).parent / name).read_bytes())
    table = home / "lang" / "ps" / "qa.tsv"
    table.write_text("one\n", encoding="utf-8")

    def told() -> str:
        words = [sys.executable, "-S", "-c", script, str(tmp_path)]
        return subprocess.run(words, capture_output=True, text=True, check=True).stdout

    before = told()
    assert told() == before
    table.write_text("two\n", encoding="utf-8")
    os.utime(table, (1, 1))
    assert told() != before


@pytest.fixture
def sound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(module, "YOUNG", 0.0)  # as if the file lay there for a while
    path = tmp_path / "clip.wav"
    path.write_bytes(b"a sound")
    return path


def read_by(known: Known, file: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files that were read for a digest, which is right in any case."""
    read: list[Path] = []

    def reading(path: Path) -> str:
        read.append(path)
        return file_digest(path)

    with monkeypatch.context() as patched:
        patched.setattr(module, "file_digest", reading)
        assert known.digest(file) == file_digest(file)
    return read


def remembered(path: Path, file: Path) -> Known:
    known = Known(path)
    known.digest(file)
    known.save()
    return Known(path)


def test_a_digest_is_believed_while_the_file_stands(path: Path, sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_by(remembered(path, sound), sound, monkeypatch) == []


def in_place(file: Path) -> None:
    """Other bytes, as many, under the same name and number, with the time of before."""
    before = file.stat()
    file.write_bytes(b"no soun")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def another_file(file: Path) -> None:
    other = file.with_name("other")
    other.write_bytes(file.read_bytes())
    os.utime(other, ns=(file.stat().st_atime_ns, file.stat().st_mtime_ns))
    other.replace(file)


@pytest.mark.parametrize("change", [in_place, another_file, lambda file: file.write_bytes(b"a longer sound")])
def test_a_digest_is_taken_anew_of_a_file_that_was_touched(
    change: Callable[[Path], object], path: Path, sound: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = remembered(path, sound)
    change(sound)
    assert read_by(known, sound, monkeypatch) == [sound]


def test_a_digest_of_a_young_file_and_an_old_digest_are_not_believed(
    path: Path, sound: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = remembered(path, sound)
    monkeypatch.setattr(module, "BELIEVED", 0)
    assert read_by(known, sound, monkeypatch) == [sound]
    monkeypatch.undo()
    young = sound.with_name("young.wav")
    young.write_bytes(b"b")
    assert read_by(remembered(path, young), young, monkeypatch) == [young]


def test_what_rots_behind_its_times_is_seen_when_it_is_looked_at(path: Path, sound: Path) -> None:
    known = remembered(path, sound)
    known.digest(sound)
    assert known.is_still(sound)
    stamp, when, _ = known._files[str(sound)]
    known._files[str(sound)] = stamp, when, file_digest(path)  # as if the bytes were others
    assert not known.is_still(sound)
    assert Known(path)._digests == {}


def test_each_edition_has_a_file_of_its_own(tmp_path: Path) -> None:
    store = Store(tmp_path / ".store")
    one, other = known_of(store, tmp_path / "ps").path, known_of(store, tmp_path / "ur").path
    assert one != other
    assert one == known_of(store, tmp_path / "ps").path


def test_a_folder_that_cannot_be_written_costs_time_alone(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    known = Known(tmp_path / "file" / "known.json")
    assert known.result("checks", 1, lambda: 2) == 2
    known.save()
