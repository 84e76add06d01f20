"""Attacks on approvals: what somebody may do to an edition's files so that something airs that nobody approved.

Each is refused with the story, the line or the file named; what no log can stop is in the last test and in
docs/review.md.
"""

from __future__ import annotations

import json
import re
import shutil
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from packager import station as stations
from packager.air.anchored import anchored
from packager.cli import main
from packager.desk import acts, review_log, state, writing
from packager.desk.as_built import parts
from packager.desk.content import content
from packager.desk.data import approval_data
from packager.desk.decisions import decisions, place_text
from packager.desk.performing import perform
from packager.desk.reading import read
from packager.records import Approval, Hearing
from packager.store import digest
from tests.support.delivery_day import DATE, build, edit, folder, new_station

MORE = """\
podcast:
  base: https://radio.example/audio
  link: https://radio.example
  author: Demo Radio
  email: desk@radio.example
  image: https://radio.example/cover.jpg
  ps: {title: ډیمو راډیو, description: هره ورځ خبرونه.}
"""
WHOLE = acts.Evidence(heard=Hearing.WHOLE)
Attack = Callable[[Path], object]


@pytest.fixture(scope="module")
def approved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A station whose day two editors approved; its second build is what they would air."""
    station = new_station(tmp_path_factory.mktemp("attacks"), MORE)
    build(station)
    perform(path(station), acts.Note(text="for the night"), by="Zarghuna", now=now())
    for name in ("Gul Bibi", "Zarghuna"):
        for story in ("road", "school"):
            perform(path(station), acts.ApproveStory(story=story, evidence=WHOLE), by=name, now=now())
    build(station)
    return station


@pytest.fixture
def station(approved: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(approved, tmp_path / "station"))


def now() -> datetime:
    return datetime.now(UTC)


def path(station: Path) -> Path:
    return folder(station) / "manifest.yaml"


def publish(station: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    capsys.readouterr()
    code = main(["publish", str(folder(station)), "--station", str(station / "station.yaml"), "--json"])
    out = capsys.readouterr()
    refused = [why for told in json.loads(out.out or "[]") for why in told["refused"]]
    return code, " | ".join(refused) or out.err


def checked(station: Path) -> dict[str, str]:
    """What `check` says of the log and of what is anchored, where it does not fit."""
    found = anchored(read(path(station)), folder(station), stations.load(station / "station.yaml"))
    return {name: told for name, passed, told, _ in found if not passed}


def log_lines(station: Path) -> list[str]:
    return (folder(station) / "review.jsonl").read_text("utf-8").splitlines()


def with_log(station: Path, lines: list[str]) -> None:
    (folder(station) / "review.jsonl").write_text("".join(f"{line}\n" for line in lines), "utf-8")


def rewritten(station: Path, start: int, change: Callable[[dict[str, object]], object]) -> None:
    """The log from an entry on as somebody writes it who knows how: every hash fits the one before it."""
    lines = log_lines(station)
    before = json.loads(lines[start - 1])["hash"] if start else ""
    for place in range(start, len(lines)):
        entry = {name: value for name, value in json.loads(lines[place]).items() if name != "hash"} | {"before": before}
        change(entry)
        before = digest(entry)
        lines[place] = json.dumps({**entry, "hash": before}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    with_log(station, lines)


def renamed(entry: dict[str, object]) -> None:
    entry["by"] = "Somebody" if entry["by"] == "Gul Bibi" else entry["by"]


def manifest_text(change: Callable[[str], str]) -> Attack:
    def attack(station: Path) -> None:
        before = path(station).read_text("utf-8")
        after = change(before)
        assert after != before
        path(station).write_text(after, "utf-8")

    return attack


def in_road(old: str, new: str) -> Attack:
    return lambda station: edit(station, old, new, "road")


def in_approval(old: str, new: str, key: str = "approved") -> Attack:
    """A change in the map under a story's key, in the first story."""
    return manifest_text(lambda text: re.sub(rf"(?s)(    {key}:.*?){old}", rf"\g<1>{new}", text, count=1))


def forged(
    station: Path, by: str = "Gul Bibi", *, text: str = "دوه تنه ووژل شول.", logged: bool = False, heard: str = ""
) -> None:
    """A line changed by somebody who has read this program: manifest and state fit each other, every digest right."""
    manifest = read(path(station))
    story = manifest.story("road")
    assert story
    assert story.approved
    assert story.seconded
    lines = tuple(replace(line, text=text) if number == 2 else line for number, line in enumerate(story.lines))
    words = content(lines)
    made = replace(manifest.state.contents["road"], english=words.english, text=words.text)
    given = [Approval(by=name, at=story.approved.at, of=made.of(name), heard=heard) for name in (by, "Zarghuna")]
    new = replace(story, lines=lines, approved=given[0], seconded=given[1])
    told = replace(manifest, stories=tuple(new if one.id == "road" else one for one in manifest.stories))
    if logged:
        change = {"story": "road", "key": "approved", "was": None, "is": approval_data(given[0])}
        also = {"story": "road", "key": "seconded", "was": None, "is": approval_data(given[1])}
        note = review_log.NewEntry(by=by, at=story.approved.at, what="approve-story", more={"changes": [change, also]})
        review_log.append(folder(station), review_log.next_entry(review_log.read(folder(station)), note))
    written = writing.render(told, path(station).read_text("utf-8"))
    path(station).write_text(written, "utf-8")
    again = read(path(station))
    decided = {place_text(place): value for place, value in decisions(again).items()}
    own = replace(again.state, parts=parts(again), contents={**again.state.contents, "road": made}, decided=decided)
    state.save(folder(station), own)


def ruled(rule: str, attack: Attack) -> Attack:
    """An attack at a station of this rule."""

    def done(station: Path) -> None:
        with (station / "station.yaml").open("a", encoding="utf-8") as file:
            file.write(f"air: {rule}\n")
        attack(station)

    return done


def sounds_swapped(station: Path) -> None:
    one, other = (folder(station) / "segments" / f"{name}.wav" for name in ("road", "school"))
    a, b = one.read_bytes(), other.read_bytes()
    one.write_bytes(b)
    other.write_bytes(a)


def master(ending: str) -> Attack:
    return lambda station: (folder(station) / f"{DATE}-ps{ending}").write_bytes(b"another programme")


def twin(text: str) -> str:
    """The text with a letter of two code points in place of one."""
    return text.replace("ئ", unicodedata.normalize("NFD", "ئ"), 1)


def copied_approval(station: Path) -> None:
    """School's approval put on road, whose English somebody changed."""
    text = path(station).read_text("utf-8")
    blocks = re.findall(r"(?s)    approved:.*?(?=    priority:)", text)
    path(station).write_text(text.replace(blocks[0], blocks[1], 1), "utf-8")


def aired_elsewhere(station: Path) -> None:
    away = station / "elsewhere"
    away.mkdir()
    (folder(station) / "air").symlink_to(away)


# What is done to a built and approved edition → what its publishing says; nothing of it airs.
REFUSED: dict[str, tuple[Attack, str]] = {
    "one letter": (in_road("مسافر", "مسافو"), "road: its approval is of something else"),
    "a number": (in_road("۲۵۰۰", "۲۶۰۰"), "road: its approval is of something else"),
    "a letter that looks the same": (in_road("ی", "ي"), "road: its approval is of something else"),
    "a hidden mark of direction": (in_road("لار", "لا\u200fر"), "road: its approval is of something else"),
    "a joiner that nobody sees": (in_road("لار", "لا\u200cر"), "road: its approval is of something else"),
    "the English": (in_road("2,500", "25,000"), "road: its approval is of something else"),
    "a reading": (lambda s: edit(s, "\nstatus: draft", "\nstatus: draft\nsay: {مشعل: مَشَال}"), "say: changed"),
    "the approver": (in_approval("Gul Bibi", "Gul Babo"), "road: its approval is of something else"),
    "an approver of blanks": (in_approval("by: Gul Bibi", 'by: " "'), "road: is approved by nobody"),
    "a made-up digest": (in_approval("of: [^,}\n]+", "of: sha256:00"), "road: its approval is of something else"),
    "another's approval": (copied_approval, "road: its approval is of something else"),
    "sounds of two stories": (sounds_swapped, "segments/road.wav is not as it was built"),
    "the programme's WAV": (master(".wav"), f"{DATE}-ps.wav is not as it was built"),
    "the programme's MP3": (master(".mp3"), f"{DATE}-ps.mp3 is not as it was built"),
    "the programme's captions": (master(".vtt"), f"{DATE}-ps.vtt is not as it was built"),
    "line and digests forged": (forged, "road: Gul Bibi is said to have approved it, and no entry of review.jsonl"),
    "… in another's name": (lambda s: forged(s, "Nobody Knows"), "road: Nobody Knows is said to have approved it"),
    "the log's last entry cut": (lambda s: with_log(s, log_lines(s)[:-1]), "review.jsonl: has 4 entries, and had 5"),
    "the log's last half cut": (lambda s: with_log(s, log_lines(s)[:3]), "review.jsonl: has 3 entries, and had 5"),
    "the log deleted": (lambda s: (folder(s) / "review.jsonl").unlink(), "has 0 entries, and had 5"),
    "the log emptied": (lambda s: with_log(s, []), "has 0 entries, and had 5"),
    "an entry's name": (
        lambda s: with_log(s, [line.replace('"by":"Gul Bibi"', '"by":"Gul Babo"') for line in log_lines(s)]),
        "review.jsonl: line 2 is no entry, or was changed",
    ),
    "an entry taken out": (lambda s: with_log(s, log_lines(s)[:2] + log_lines(s)[3:]), "line 3 does not follow"),
    "two entries turned": (
        lambda s: with_log(s, [*log_lines(s)[:2], log_lines(s)[3], log_lines(s)[2], *log_lines(s)[4:]]),
        "line 3 does not follow",
    ),
    "the log forked": (lambda s: with_log(s, [*log_lines(s), log_lines(s)[-1]]), "line 6 does not follow"),
    "the log's tail written anew": (lambda s: rewritten(s, 1, renamed), "entry 5 is not the one that it had"),
    "all of the log written anew": (lambda s: rewritten(s, 0, renamed), "entry 5 is not the one that it had"),
    "another edition's log": (
        lambda s: (rewritten(s, 0, lambda entry: entry.update(story="rain"))),
        "entry 5 is not the one that it had",
    ),
    "hearing, in the manifest": (
        ruled("heard", in_approval("heard: whole", "heard: no")),
        "road: Gul Bibi is said to have approved it, and no entry",
    ),
    "hearing that is not in the log": (
        ruled("heard", lambda s: forged(s, heard="whole", text="په تمه وو.")),
        "road: Gul Bibi is said to have approved it, and no entry",
    ),
    "hearing of a part": (
        ruled("heard", lambda s: forged(s, heard="part", logged=True)),
        "road: nobody is known to have listened to the whole of it",
    ),
    "one person twice": (
        ruled("two-people", lambda s: forged(s, "ZARGHUNA\u200f ", logged=True)),
        "road: one person alone stands behind it",
    ),
    "the second taken for somebody else": (
        ruled("two-people", in_approval("by: Zarghuna", "by: Tor Pekai", "seconded")),
        "road: Gul Bibi is said to have approved it, and no entry",
    ),
    "no second": (
        ruled("two-people", manifest_text(lambda text: re.sub(r"(?m)^    seconded:.*\n(?:      .*\n)*", "", text))),
        "one person alone stands behind it",
    ),
    "the air folder leads elsewhere": (aired_elsewhere, "leads out of its folder by a link"),
    "two rules at once": (ruled("heard", ruled("all", lambda _: None)), "air"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_an_attack_is_refused_and_told(station: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    attack, said = REFUSED[name]
    attack(station)
    code, told = publish(station, capsys)
    assert code in (2, 3), told
    assert said in told
    assert not list(station.rglob("as-aired.yaml"))


@pytest.mark.parametrize("rule", ["all", "approved-only", "heard", "two-people"])
def test_what_nobody_touched_airs_under_every_rule(
    station: Path, rule: str, capsys: pytest.CaptureFixture[str]
) -> None:
    ruled(rule, lambda _: None)(station)
    assert publish(station, capsys) == (0, "")
    assert checked(station) == {}
    assert json.loads(log_lines(station)[-1])["act"]["rule"] == rule


def test_a_rule_that_was_loosened_for_a_moment_stands_in_the_log(
    station: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(station, "status: approved", "status: review", "road")
    build(station)
    before = (station / "station.yaml").read_text("utf-8")
    ruled("all", lambda _: None)(station)
    assert publish(station, capsys)[0] == 0
    (station / "station.yaml").write_text(before, "utf-8")
    assert "road: is not approved" in publish(station, capsys)[1]
    aired = [json.loads(line) for line in log_lines(station)][-1]
    assert (aired["what"], aired["act"]["rule"]) == ("publish", "all")
    with_log(station, log_lines(station)[:-1])
    assert any("its end was cut off" in told for told in checked(station).values())


def everything(station: Path, files: tuple[str, ...]) -> dict[str, bytes]:
    return {name: (folder(station) / name).read_bytes() for name in files}


def test_an_old_log_with_its_manifest_is_told_by_what_aired_since(
    station: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = ("manifest.yaml", ".packager.json", "review.jsonl", f"{DATE}-ps.wav", "segments/road.wav")
    old = everything(station, files)
    perform(path(station), acts.SetText(story="road", line=3, text="شاوخوا ۲۶۰۰ مسافر په تمه وو."), by="Gul", now=now())
    perform(path(station), acts.ApproveStory(story="road", evidence=WHOLE), by="Gul", now=now())
    build(station)
    assert publish(station, capsys)[0] == 0
    assert checked(station) == {}
    for name, data in old.items():
        (folder(station) / name).write_bytes(data)
    code, told = publish(station, capsys)
    assert (code, "review.jsonl: has 5 entries, and had" in told) == (3, True)
    found = checked(station)
    assert {"review.jsonl: as in the record of what aired", "review.jsonl: as in podcast.ps.xml"} <= found.keys()
    (folder(station) / "air" / "as-aired.yaml").unlink()
    assert "review.jsonl: as in podcast.ps.xml" in checked(station)


def test_what_is_served_and_the_feed_are_looked_at_again(station: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert publish(station, capsys)[0] == 0
    feed = station / "out" / "podcast.ps.xml"
    right = feed.read_bytes()
    feed.write_bytes(right.replace(b"<item>", b"<item><!-- -->", 1).replace("چترال".encode(), "چترال ".encode(), 1))
    assert checked(station) == {"podcast.ps.xml": "is not what was published"}
    assert publish(station, capsys)[0] == 0
    assert (feed.read_bytes(), checked(station)) == (right, {})


def test_an_entry_that_is_dated_before_another_is_told(station: Path) -> None:
    perform(path(station), acts.Note(text="x"), by="Gul", now=now() - timedelta(days=400))
    (told,) = checked(station).values()
    assert "before what was written before it" in told


def test_a_log_that_was_lost_is_told_for_good_and_what_it_bore_out_is_to_be_approved_again(
    station: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with_log(station, log_lines(station)[:2])
    assert build(station) == 3
    road = read(path(station)).story("road")
    assert road
    assert road.stale == "Gul Bibi is said to have approved it, and the log of reviews was lost or changed since"
    assert len((folder(station) / "review-damaged-1.jsonl").read_text("utf-8").splitlines()) == 2
    first = json.loads(log_lines(station)[0])
    assert (first["number"], first["what"]) == (6, "log-lost")
    for story in ("road", "school"):
        perform(path(station), acts.ApproveStory(story=story), by="Gul Bibi", now=now())
    assert build(station) == 0
    assert publish(station, capsys) == (0, "")
    assert checked(station) == {
        "review.jsonl: chain": "entries up to 5 are lost: it has 2 entries, and had 5: its end was cut off, or all of "
        "it deleted; what there was lies in review-damaged-1.jsonl"
    }


def test_a_twin_of_two_code_points_is_the_same_letter_or_another_text(
    station: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    in_road("په تمه وو", "پاتې شوي، ئې")(station)
    perform(path(station), acts.ApproveStory(story="road"), by="Gul Bibi", now=now())
    build(station)
    manifest_text(twin)(station)
    assert "road: " in publish(station, capsys)[1]
    build(station)
    assert publish(station, capsys)[0] == 3


def test_what_the_station_learns_to_say_otherwise_is_to_be_heard_again(station: Path) -> None:
    edit(station, "\nstatus: draft", "\nstatus: draft\nsay: {مسافر: مُسافِر}")
    assert main(["lexicon", "keep", str(folder(station)), "--station", str(station / "station.yaml")]) == 0
    edit(station, "\nsay: {مسافر: مُسافِر}", "")
    assert build(station) == 3
    found = {story.id: story.stale for story in read(path(station)).stories}
    assert found["road"].startswith("the spoken form changed since Gul Bibi approved it")
    assert found["school"] == ""


def test_who_can_write_all_of_a_folder_can_write_in_anybodys_name(
    station: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Beyond a log: manifest, program's file and log forged together, before anything of it left the folder."""
    forged(station, logged=True, heard="whole")
    assert publish(station, capsys) == (0, "")
    docs = (Path(__file__).parents[2] / "docs" / "review.md").read_text("utf-8")
    assert "What no log stops" in docs
