"""What publishing believes: nothing that a manifest says of itself, and no approval that is not of what is heard."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from packager.cli import main
from packager.desk.reading import read
from packager.desk.state import NAME
from packager.records import Status
from tests.support.delivery_day import DATE, build, edit, folder, new_station


@pytest.fixture(scope="module")
def approved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A station whose day is built and approved."""
    station = new_station(tmp_path_factory.mktemp("trust"), "name-editors: true\n")
    build(station)
    for story in ("road", "school"):
        edit(station, "status: review", "status: approved\n    approved: {by: Gul Bibi}", story)
    build(station)
    return station


@pytest.fixture
def station(approved: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(approved, tmp_path / "station"))


def publish(station: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    capsys.readouterr()
    code = main(["publish", str(folder(station)), "--station", str(station / "station.yaml"), "--json"])
    out = capsys.readouterr()
    return code, " | ".join(json.loads(out.out)[0]["refused"]) if out.out else out.err


def text_of(station: Path) -> str:
    return (folder(station) / "manifest.yaml").read_text(encoding="utf-8")


def write(station: Path, text: str) -> None:
    (folder(station) / "manifest.yaml").write_text(text, encoding="utf-8")


def block(station: Path, story: str) -> tuple[int, int]:
    """Where a story's block begins and ends."""
    text = text_of(station)
    start = text.index(f"  - id: {story}\n")
    after = [text.find(mark, start + 1) for mark in ("  - id: ", "\nseconds:", "\nunknown-names:", "\ndropped:")]
    return start, min(place for place in after if place > 0)


def without(station: Path, story: str) -> None:
    start, end = block(station, story)
    write(station, text_of(station)[:start] + text_of(station)[end:])


def turned(station: Path) -> None:
    (a, b), (c, d) = block(station, "road"), block(station, "school")
    text = text_of(station)
    write(station, text[:a] + text[c:d].lstrip("\n") + "\n" * (not text[c:d].endswith("\n")) + text[a:b] + text[d:])


def line(station: Path, start: str, story: str = "") -> str:
    text = text_of(station)
    at = text.index(f"- id: {story}\n") if story else 0
    return next(found for found in text[at:].splitlines() if found.strip().startswith(start))


def swapped(station: Path, *, digests: bool) -> None:
    one, other = folder(station) / "segments/road.wav", folder(station) / "segments/school.wav"
    a, b = one.read_bytes(), other.read_bytes()
    one.write_bytes(b)
    other.write_bytes(a)
    if digests:
        first, second = (line(station, f"segments/{name}.wav:").split()[1] for name in ("road", "school"))
        write(station, text_of(station).replace(first, "X").replace(second, first).replace("X", second))


def forged_state(station: Path, change: Callable[[str], str]) -> None:
    path = folder(station) / NAME
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")


def nothing_left(station: Path) -> None:
    without(station, "school")
    start, end = block(station, "road")
    write(station, text_of(station)[:start].replace("stories:", "stories: []") + text_of(station)[end:])


def approval(station: Path, old: str, new: str) -> None:
    """A change inside the first story's approval, which stands on one line."""
    whole = line(station, "approved: {", "road")
    assert re.search(old, whole)
    edit(station, whole, re.sub(old, new, whole), "road")


def of(station: Path, story: str) -> str:
    return str(re.findall("of: [^,}]+", line(station, "approved: {", story))[0])


def forged_line(station: Path) -> None:
    edit(station, "ورځ", "شپه", "road")
    forged_state(station, lambda text: text.replace('"road: line 2"', '"x"'))


# What is done to a built and approved edition → what its publishing says.
ATTACKS: dict[str, tuple[Callable[[Path], None], str]] = {
    "block taken out": (lambda s: without(s, "school"), "school: was taken out of the manifest"),
    "all blocks taken out": (nothing_left, "school: was taken out"),
    "place taken out": (lambda s: edit(s, line(s, "starts:", "road"), "", "road"), "road: was changed after the build"),
    "order": (turned, "the order of the stories: changed after the build"),
    "a reading": (lambda s: edit(s, "\nstatus: draft", "\nstatus: draft\nsay: {مشعل: مَشَال}"), "say: changed"),
    "a recording": (lambda s: edit(s, "    source:", "    recording: x.wav\n    source:", "road"), "recording"),
    "a line": (lambda s: edit(s, "ورځ", "شپه", "road"), "road: its approval is of something else"),
    "the English": (lambda s: edit(s, "Monday", "Tuesday", "road"), "road: its approval is of something else"),
    "a letter for its twin": (lambda s: edit(s, "ی", "ي", "road"), "road: its approval is of something else"),
    "a mark that nobody sees": (lambda s: edit(s, "لار", "لا\u200cر", "road"), "road: its approval"),
    "title": (lambda s: edit(s, line(s, "title:"), "title: بل"), "title: changed"),
    "cart": (lambda s: edit(s, "cart: 42001", "cart: 42009"), "road: was changed after the build (cart)"),
    "reviewer": (lambda s: edit(s, "      - Gul Bibi", "      - Somebody") if "      - Gul Bibi" in text_of(s)
                 else edit(s, "- Gul Bibi", "- Somebody"), "synthetic: changed"),
    "approver": (lambda s: edit(s, "by: Gul Bibi", "by: Zarghuna", "road"), "road: its approval is of something else"),
    "approved by nobody": (lambda s: edit(s, "by: Gul Bibi", 'by: " "', "road"), "road: is approved by nobody"),
    "approved later": (lambda s: approval(s, 'at: "[^"]+"', 'at: "2099-01-01T00:00:00+05:00"'), "build (approved)"),
    "made-up digest": (lambda s: approval(s, "of: [^,}]+", "of: sha256:00"), "road: its approval is of"),
    "another's digest": (lambda s: approval(s, "of: [^,}]+", of(s, "school")), "road: its approval is of"),
    "no digest": (lambda s: approval(s, ", of: [^,}]+", ""), "road: its approval came after the build"),
    "sounds swapped": (lambda s: swapped(s, digests=False), "segments/road.wav is not as it was built"),
    "with their digests": (lambda s: swapped(s, digests=True), "segments/road.wav is not as it was built"),
    "a row of files": (lambda s: edit(s, line(s, "segments/road.wav:") + "\n", ""), "files: changed after the build"),
    "the program's file": (lambda s: (folder(s) / NAME).unlink(), "no record of what was built"),
    "… damaged": (lambda s: forged_state(s, lambda text: text[:-9]), "no record of what was built"),
    "date": (lambda s: edit(s, line(s, "date:"), 'date: "2026-11-24"'), "date: changed after the build"),
    "language": (lambda s: edit(s, "language: ps", "language: ur"), ""),
    "a line and its digest": (forged_line, "road: its approval is of something else"),
}  # fmt: skip


@pytest.mark.parametrize("name", ATTACKS)
def test_what_was_changed_after_the_build_does_not_air(
    station: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    attack, said = ATTACKS[name]
    before = text_of(station)
    attack(station)
    assert text_of(station) != before or "files" in name or "sounds" in name or "program" in name or "…" in name
    code, told = publish(station, capsys)
    assert code == 3, told
    assert said in told
    assert not (folder(station) / "air").exists()


def test_a_story_that_nobody_approved_does_not_air_with_anothers_approval(
    station: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    start, end = block(station, "road")
    approval = text_of(station)[start:end]
    approval = approval[approval.index("    status:") : approval.index("    priority:")]
    own = text_of(station)[slice(*block(station, "school"))]
    own = own[own.index("    status:") : own.index("    priority:")]
    edit(station, own, "    status: review\n", "school")
    build(station)
    assert "school: is not approved" in publish(station, capsys)[1]
    edit(station, "    status: review\n", approval, "school")
    assert "school: its approval is of something else" in publish(station, capsys)[1]
    build(station)
    story = read(folder(station) / "manifest.yaml").story("school")
    assert story is not None
    assert (story.status, story.stale.split(" since ")[0]) == (
        Status.REVIEW,
        "English, text, spoken form or voice changed",
    )
    assert publish(station, capsys)[0] == 3


def test_a_note_and_a_comment_keep_nothing_from_the_air(station: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(station, "    source:", "    note: for the archive\n    source:", "road")
    edit(station, "stories:", "# all heard\nstories:")
    assert publish(station, capsys) == (0, "")


def test_a_file_that_changes_while_it_is_published_is_not_placed(
    station: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build goes on beside it: between the look at a file and its copy there is another."""
    copied: list[Path] = []
    real = shutil.copyfile

    def beside(source: Path, target: Path) -> None:
        source.write_bytes(b"made anew")
        copied.append(Path(target))
        real(source, target)

    monkeypatch.setattr("packager.air.places.shutil.copyfile", beside)
    capsys.readouterr()
    assert main(["publish", str(folder(station)), "--station", str(station / "station.yaml")]) == 3
    assert "was changed while it was published; build again" in capsys.readouterr().out
    assert len(copied) == 1
    assert [path.name for path in (folder(station) / "air").iterdir()] == ["as-aired.yaml"]


def test_what_lies_in_the_air_set_is_looked_at_again(station: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert publish(station, capsys)[0] == 0
    served = next((folder(station) / "air").glob("*.mp3"))
    sound = served.read_bytes()
    served.write_bytes(b"junk")
    check = ["check", str(folder(station)), "--station", str(station / "station.yaml")]
    assert main(check) == 1
    assert f"FAIL  air/{served.name}: file" in capsys.readouterr().out
    assert publish(station, capsys)[0] == 0
    assert served.read_bytes() == sound
    assert main(check) == 0


def _killed(station: Path) -> None:
    edit(station, "\nstatus: draft", "\nstatus: killed")


def test_a_kill_goes_through_though_the_record_is_damaged(station: Path, capsys: pytest.CaptureFixture[str]) -> None:
    publish(station, capsys)
    (folder(station) / "air" / "as-aired.yaml").write_text("packager: [", encoding="utf-8")
    _killed(station)
    assert publish(station, capsys)[0] == 0
    assert [path.name for path in (folder(station) / "air").iterdir()] == ["as-aired.yaml"]


def test_a_kill_takes_what_was_altered_off_the_air_too(station: Path, capsys: pytest.CaptureFixture[str]) -> None:
    publish(station, capsys)
    served = next((folder(station) / "air").glob("*.mp3"))
    served.write_bytes(b"somebody's")
    _killed(station)
    assert publish(station, capsys)[0] == 0
    assert [path.name for path in (folder(station) / "air").iterdir()] == ["as-aired.yaml"]
    assert (folder(station) / "withdrawn" / served.name).read_bytes() == b"somebody's"


def test_a_kill_is_not_forgotten_while_a_share_is_away(station: Path, capsys: pytest.CaptureFixture[str]) -> None:
    share, away = station / "drop", station / "away"
    share.mkdir()
    with (station / "station.yaml").open("a", encoding="utf-8") as file:
        file.write("drops: [{system: folder, folder: drop}]\n")
    publish(station, capsys)
    assert len(list(share.iterdir())) > 10
    share.rename(away)
    _killed(station)
    assert publish(station, capsys)[0] == 3
    assert not list((folder(station) / "air").glob("*.mp3"))
    away.rename(share)
    assert publish(station, capsys)[0] == 0
    assert list(share.iterdir()) == []


def test_the_record_of_an_earlier_version_says_what_is_on_air(
    station: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    publish(station, capsys)
    known = folder(station) / ".aired.json"
    delivered = json.loads(known.read_text(encoding="utf-8"))["delivered"]
    precious = station / "precious.txt"
    precious.write_text("x", encoding="utf-8")
    delivered[str(station)] = {"precious.txt": "abc"}
    with (folder(station) / "air" / "as-aired.yaml").open("a", encoding="utf-8") as file:
        file.write(f"program:\n  lines: {{}}\n  delivered: {json.dumps(delivered)}\n")
    known.unlink()
    (station / "out" / ".published.jsonl").unlink()
    _killed(station)
    assert publish(station, capsys)[0] == 3  # one folder is none of the station's
    assert precious.is_file()
    assert not list((folder(station) / "air").glob("*.mp3"))


def test_a_manifest_of_another_edition_is_not_built_over(station: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for old, new in (("language: ps", "language: ur"), (f"episode: {DATE}-ps", f"episode: {DATE}-ur")):
        before = text_of(station)
        edit(station, old, new)
        edited = text_of(station)
        assert build(station) == 2
        assert "manifest.yaml:" in capsys.readouterr().out
        assert text_of(station) == edited
        write(station, before)
