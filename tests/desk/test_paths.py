"""Files that people edit and mail are no lists of paths: nothing outside is read, written, deleted or sent."""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from packager import station as stations
from packager.air.journal_file import journal_of
from packager.air.owners import EditionId
from packager.air.places import LocalFolder
from packager.air.withdrawal import Leaving, take_away
from packager.articles import gather
from packager.articles.feeds.seen import Seen
from packager.cli import main
from packager.desk.reading import parse
from packager.desk.writing import render
from packager.engines.models.argos_packages import _looked_through
from packager.engines.models.piper_models import located
from packager.errors import InputError, PackagerError
from packager.store import Store, read_text
from packager.voicing.profiles import load_profile
from tests.desk.test_round_trip import MANIFEST
from tests.support.delivery_day import DATE, build, edit, folder, new_station

TEXT = render(MANIFEST)
LONG = "x" * 300


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("id: road-open", "id: ../../../../escaped", 11),
        ("id: road-open", "id: /etc/cron.d/x", 11),
        ("id: road-open", 'id: ""', 11),
        ("id: road-open", 'id: "road\\0open"', 11),
        ("id: road-open", "id: Road-Open", 11),
        ("id: road-open", "id: nul", 11),
        ("id: road-open", f"id: {'a' * 300}", 11),
        ("id: road-open", 'id: "..\\\\road"', 11),
        ("episode: 2026-11-23-ps", "episode: ../../x", 4),
        ('date: "2026-11-23"', 'date: "../../x"', 6),
        ("  2026-11-23-ps.wav: sha256:12", "  ../../../victim.txt: sha256:00", 0),
        ("  2026-11-23-ps.wav: sha256:12", "  /etc/victim.txt: sha256:00", 0),
        ("  2026-11-23-ps.wav: sha256:12", "  C:/victim.txt: sha256:00", 0),
        ("  2026-11-23-ps.wav: sha256:12", '  "..\\\\victim.txt": sha256:00', 0),
        ("  2026-11-23-ps.wav: sha256:12", '  "a\\0b.wav": sha256:00', 0),
        ("  2026-11-23-ps.wav: sha256:12", "  a.wav: sha256:00\n  A.wav: sha256:00", 0),
        ("  2026-11-23-ps.wav: sha256:12", "  segments/con.wav: sha256:00", 0),
        ("  2026-11-23-ps.wav: sha256:12", f"  {LONG}.wav: sha256:00", 0),
        ("  2026-11-23-ps.wav: sha256:12", "  ~/victim.txt: sha256:00", 0),
        ("        ps: ", "        recording: ../../../private.wav\n        ps: ", 0),
        ("        ps: ", "        recording: /home/editor/private.wav\n        ps: ", 0),
        ("    priority: 3", "    priority: 3\n    recording: ~/private.wav", 0),
        ("file: road-open.txt", 'file: "road\\0.txt"', 0),
    ],
)
def test_a_manifest_with_a_path_in_it_is_refused_with_the_line(old: str, new: str, line: int) -> None:
    assert old in TEXT
    with pytest.raises(InputError) as caught:
        parse(TEXT.replace(old, new, 1), where="m.yaml")
    place = str(caught.value).split(": ")[0].split(":")
    assert place[0] == "m.yaml"
    assert len(place) == 3
    assert int(place[1]) > 1
    if line:
        assert int(place[1]) == line


@pytest.mark.parametrize(
    "text",
    [
        "sounds: {ident: ../secret.wav}",
        "sounds: {sting: TMP/secret.wav}",
        "sounds: {bed: linked.wav}",
        "sounds: {ident: ~/secret.wav}",
        'sounds: {ident: "a\\0.wav"}',
        "sounds: {ident: /dev/zero}",
        "sounds: {ident: pipe}",
        "sounds: {ident: folder}",
        "picture: ../secret.png",
        "picture: TMP/secret.wav",
        "articles: ../outside",
        "articles: outlink",
        "recordings: ../outside",
        "memory: ../../escaped.sqlite",
        "memories: [../x.tmx]",
        "names: [pipe]",
        "drops: [{system: folder, folder: ../outside}]",
        'drops: [{system: folder, folder: "a\\0b"}]',
        f"drops: [{{system: folder, folder: {LONG}}}]",
        "signing: {certificates: ../c.pem, key: ../k.pem}",
        "editions: {ps: {voice: ../../voice}}",
        "editions: {ps: {voices: [pashto, /etc/voice]}}",
    ],
)
def test_a_station_whose_names_lead_out_is_refused_with_the_line(tmp_path: Path, text: str) -> None:
    home = tmp_path / "station"
    (home / "folder").mkdir(parents=True)
    (tmp_path / "outside").mkdir()
    (tmp_path / "secret.wav").write_bytes(b"x")
    (home / "linked.wav").symlink_to(tmp_path / "secret.wav")
    (home / "outlink").symlink_to(tmp_path / "outside")
    os.mkfifo(home / "pipe")
    (home / "station.yaml").write_text(f"station: X\n{text}\n".replace("TMP", str(tmp_path)), encoding="utf-8")
    with pytest.raises(InputError, match=r"station\.yaml:2:\d+"):
        stations.load(home)


def test_pipes_devices_and_endless_files_are_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/zero"), tmp_path):
        with pytest.raises(InputError, match="not a regular file"):
            read_text(path)
    assert main(["review", "/dev/zero"]) == 2
    assert main(["build", "--station", str(tmp_path / "pipe")]) == 2


def test_links_in_a_folder_of_articles_are_not_followed_out(tmp_path: Path) -> None:
    inside = tmp_path / "articles"
    inside.mkdir()
    (tmp_path / "secret.txt").write_text("Secret\n\nNot for the air.\n")
    (tmp_path / "secret.ps.txt").write_text("پټ\nنه.\n")
    (inside / "secret.txt").symlink_to(tmp_path / "secret.txt")
    (inside / "road.txt").write_text("The road\n\nIt is open.\n")
    (inside / "road.ps.txt").symlink_to(tmp_path / "secret.ps.txt")
    (inside / ("n" * 251 + ".txt")).write_text("A long name\n\nWith no room beside it.\n")
    intake = gather([str(inside)])
    assert sorted(article.headline for article in intake.articles) == ["A long name", "The road"]
    assert all(not article.in_hand for article in intake.articles)
    assert [item.reason for item in (*intake.skipped, *intake.problems)] == ["is a link out of its folder"] * 2
    assert gather([str(inside / "secret.txt")]).articles  # whoever names it means it


def test_an_articles_own_id_names_no_path_and_no_device(tmp_path: Path) -> None:
    for name in ("../x", "con", "/x", "a b"):
        (tmp_path / "a.md").write_text(f"---\ntitle: A\nid: '{name}'\n---\nText.\n")
        assert "a.md:3:1" in gather([str(tmp_path / "a.md")]).skipped[0].article
    (tmp_path / "con.txt").write_text("Con\n\nText.\n")
    assert gather([str(tmp_path / "con.txt")]).articles[0].id == "con-2"


def test_what_feeds_were_seen_names_no_path(tmp_path: Path) -> None:
    now = datetime(2026, 11, 23, tzinfo=UTC)
    row = [now.isoformat(), now.isoformat()]
    text = f'{{"a": ["../../x", "{row[0]}", "{row[1]}"], "b": ["road", "{row[0]}", "{row[1]}"]}}'
    (tmp_path / "stories.json").write_text(text)
    assert [known.id for known in Seen.load(tmp_path / "stories.json", now).known.values()] == ["road"]


@pytest.mark.parametrize("name", ["../evil", "/evil", "top/../../evil", "top\\evil", "C:evil", "top/nul", ".hidden/x"])
def test_an_argos_package_that_leads_out_is_refused(tmp_path: Path, name: str) -> None:
    with zipfile.ZipFile(tmp_path / "a.argosmodel", "w") as archive:
        archive.writestr("top/metadata.json", "{}")
        archive.writestr(name, "x")
    with pytest.raises(InputError, match="outside its folder"):
        _looked_through(tmp_path / "a.argosmodel")


def test_an_argos_package_with_a_link_or_twins_is_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("top/model/link")
    link.external_attr = 0o120777 << 16
    for entries, said in (((link,), "is a link"), (("top/a", "top/A"), "one on some systems")):
        with zipfile.ZipFile(tmp_path / "a.argosmodel", "w") as archive:
            for entry in entries:
                archive.writestr(entry, "/etc/passwd")
        with pytest.raises(InputError, match=said):
            _looked_through(tmp_path / "a.argosmodel")


@pytest.mark.parametrize("name", ["../x", "/etc/x", "a/b", "a\0b"])
def test_voices_and_results_are_called_by_names_alone(tmp_path: Path, name: str) -> None:
    with pytest.raises(PackagerError):
        load_profile(name, (tmp_path,))
    with pytest.raises(PackagerError):
        located(name)
    with pytest.raises(ValueError, match="no key"):
        Store(tmp_path).path("clips", name, ".wav")


def test_only_what_is_ours_and_unchanged_is_withdrawn(tmp_path: Path) -> None:
    drop, plan = tmp_path / "drop", EditionId(edition="2026-11-23/ps", day="2026-11-23")
    drop.mkdir()
    for name in ("042001_road.wav", "042002_school.wav", "2026-11-23-ps.m3u8", "letters.txt", "../042003_up.wav"):
        (drop / name).write_bytes(name.encode())
    (drop / "042004_link.wav").symlink_to(drop / "letters.txt")
    names = [*(path.name for path in drop.iterdir()), "../042003_up.wav"]
    told = {name: [hashlib.sha256((drop / name).read_bytes()).hexdigest(), name] for name in names}
    (drop / "042002_school.wav").write_bytes(b"another's")
    leaving = Leaving()
    with journal_of(tmp_path) as journal:
        journal.note(["will", str(drop), plan.edition, plan.day, "", told])
        journal.note(["lies", str(drop), dict.fromkeys(told, ())])
        take_away(journal, LocalFolder(path=drop, key=str(drop)), plan.edition, names, leaving)
    assert sorted(leaving.gone) == [f"{drop}/042001_road.wav", f"{drop}/2026-11-23-ps.m3u8"]
    assert len(leaving.left) == 4
    assert sorted(path.name for path in drop.iterdir()) == ["042002_school.wav", "042004_link.wav", "letters.txt"]
    assert (tmp_path / "042003_up.wav").exists()


def _tree(root: Path) -> dict[str, str]:
    return {str(p): hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(root.rglob("*")) if p.is_file()}


def _link(station: Path, name: str) -> None:
    """What was a file or a folder of the edition becomes a link to one outside."""
    path = folder(station) / name
    path.rename(path.with_name("aside"))
    path.symlink_to(station / "outside")


ATTACKS: dict[str, Callable[[Path], None]] = {
    "files": lambda s: edit(s, "files:\n", "files:\n  ../../../outside/work.txt: sha256:00\n"),
    "absolute": lambda s: edit(s, "files:\n", f"files:\n  {s}/outside/work.txt: sha256:00\n"),
    "id": lambda s: edit(s, "id: road", "id: ../../../../outside/x"),
    "recording": lambda s: edit(
        s, "status: review", "status: review\n    recording: ../../../outside/work.txt", "road"
    ),
    "folder": lambda s: _link(s, "segments"),
    "manifest": lambda s: _link(s, "manifest.yaml"),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    station = new_station(tmp_path_factory.mktemp("paths"))
    (station / "outside").mkdir()
    (station / "outside" / "work.txt").write_text("the work of a year", encoding="utf-8")
    assert build(station) == 0
    return station


@pytest.mark.parametrize("name", ATTACKS)
def test_a_build_changes_nothing_outside(made: Path, name: str) -> None:
    before, manifest = _tree(made / "outside"), folder(made) / "manifest.yaml"
    text = manifest.read_text(encoding="utf-8")
    ATTACKS[name](made)
    try:
        for command in (["build"], ["publish"]):
            extra = ["--output", str(made / "out"), "--date", DATE, "--edition", "ps"]
            where = [str(made / "articles"), *extra] if command == ["build"] else [str(folder(made))]
            code = main([*command, *where, "--station", str(made / "station.yaml"), "--json"])
            assert code in (1, 2, 3)
        assert _tree(made / "outside") == before
    finally:
        for aside in folder(made).rglob("aside"):
            place = folder(made) / {"folder": "segments", "manifest": "manifest.yaml"}[name]
            place.unlink()
            aside.rename(place)
        manifest.write_text(text, encoding="utf-8")
