"""Names from outside: what is taken, what is refused, and that a link does not lead out."""

from __future__ import annotations

from pathlib import Path

import pytest

from packager.errors import InputError
from packager.text.confine import name_fault, path_fault, slug_fault, stays_under, twins, under


@pytest.mark.parametrize("name", ["road.wav", "segments/road-2.wav", "ږغ/پېغام ۱.wav", "2026-11-23-ps.chapters.json"])
def test_a_name_below_its_folder_is_taken(name: str) -> None:
    assert name_fault(name) == ""


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("", "names no file"),
        ("   ", "names no file"),
        ("../victim.txt", "'..'"),
        ("segments/../../victim.txt", "'..'"),
        ("..", "'..'"),
        ("/etc/passwd", "whole path"),
        ("//server/share/x", "whole path"),
        ("C:/Windows/x", "whole path"),
        ("c:x", "whole path"),
        ("~/x", "home"),
        ("~root/x", "home"),
        ("..\\victim.txt", "on some systems"),
        ("\\\\server\\share", "on some systems"),
        ("road.wav:stream", "on some systems"),
        ("road?.wav", "on some systems"),
        ("road\0.wav", "nobody can see"),
        ("road\n.wav", "nobody can see"),
        ("road\u202evaw.exe", "nobody can see"),
        ("road\u200f.wav", "nobody can see"),
        ("a//b", "empty part"),
        ("a/./b", "empty part"),
        ("a/", "empty part"),
        ("nul", "device"),
        ("segments/COM1.wav", "device"),
        ("aux.txt", "device"),
        ("road.", "full stop"),
        ("road /x", "full stop"),
        ("x" * 201, "200 bytes"),
        ("ژ" * 101, "200 bytes"),
        ("/".join(["x" * 150] * 7), "1000 bytes"),
    ],
)
def test_a_name_that_may_lead_out_or_means_another_file_elsewhere_is_refused(name: str, why: str) -> None:
    assert why in name_fault(name)
    with pytest.raises(InputError):
        under(Path(), name)


@pytest.mark.parametrize(
    "text", ["", "Road", "road_2", "road--2", "-road", "../road", "ro\0ad", "نه", "con", "a" * 101]
)
def test_an_id_is_a_slug(text: str) -> None:
    assert slug_fault(text)


def test_a_path_that_a_person_chose_may_be_whole_but_climbs_nowhere() -> None:
    assert path_fault("/mnt/drop") == path_fault("sounds/ident.mp3") == path_fault("~/wire") == ""
    assert "'..'" in path_fault("../wire")
    assert "'..'" in path_fault("..\\wire")
    assert "nobody can see" in path_fault("wi\0re")
    assert "too long" in path_fault("x" * 300)


def test_a_link_does_not_lead_out(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "out"
    inside.mkdir()
    outside.mkdir()
    (outside / "secret.wav").write_bytes(b"x")
    (inside / "link.wav").symlink_to(outside / "secret.wav")
    (inside / "folder").symlink_to(outside)
    (inside / "loop").symlink_to(inside / "loop")
    (inside / "real.wav").write_bytes(b"x")
    (inside / "near.wav").symlink_to(inside / "real.wav")
    for name in ("link.wav", "folder/secret.wav", "folder/new.wav"):
        with pytest.raises(InputError, match="by a link"):
            under(inside, name)
    assert under(inside, "near.wav").is_file()
    assert not stays_under(inside, inside / "loop")
    (tmp_path / "linked").symlink_to(inside)  # the folder itself may be one: whoever named it meant it
    assert under(tmp_path / "linked", "real.wav").is_file()


def test_names_that_are_one_where_case_does_not_count_are_told() -> None:
    assert list(twins(["a.wav", "b.wav", "A.wav"])) == [("A.wav", "a.wav")]
