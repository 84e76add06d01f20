"""The manifest as an editor meets it: what they write survives, what they mistype is named."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
import yaml

from packager.desk.data import clock, from_data, seconds_of, to_data
from packager.desk.manifest import Manifest, StoryEntry, VoiceUsed
from packager.desk.reading import parse, read
from packager.desk.schema import json_schema
from packager.desk.state import State, written_digests
from packager.desk.writing import render
from packager.errors import InputError, InputErrors
from packager.records import Approval, Edition, Filing, Finding, LeftOut, Line, Role, Severity, Skipped, Source, Status

LINES = (
    Line(
        role=Role.HEADLINE, source="No: the road is open", text="نه: لار خلاصه ده", origin="memory 100%", checked=True
    ),
    Line(
        role=Role.BODY,
        source="The polio drive reached 2,500 children at 10:30.",
        text="د پولیو کمپاین ۲۵۰۰ ماشومانو ته ورسېد.",
        origin="argos 1.9",
        findings=(Finding(check="time-missing", severity=Severity.NOTES, message="the time 10:30 is missing"),),
    ),
    Line(role=Role.CREDIT, source="With reporting by AFP", text=""),
)
STORY = StoryEntry(
    id="road-open",
    headline="No: the road is open",
    status=Status.NEEDS_TRANSLATION,
    source=Source(sha256="ab" * 32, file="road-open.txt", publisher="Demo"),
    lines=LINES,
    filing=Filing(priority=3),
    voice=VoiceUsed(engine="espeak-ng", name="pashto", dialect="Yusufzai"),
    starts=72.34,
    seconds=31.5,
    left_out=(
        LeftOut(text="Pupils in the open (file photo)", why="it stands under a picture", after=1),
        LeftOut(text="What happens next", why="a sub-heading", after=2, read=True),
        LeftOut(text="KABUL (Reuters) -", why="a dateline", after=1, part=True),
    ),
)
MANIFEST = Manifest(
    episode="2026-11-23-ps",
    edition=Edition(date="2026-11-23", language="ps", slot="15:00"),
    station="Demo Radio",
    stories=(
        STORY,
        replace(
            STORY,
            id="school",
            status=Status.APPROVED,
            approved=Approval(by="Gul", at="2026-11-23T06:00:00+05:00", of="y"),
        ),
    ),
    dropped=(Skipped(article="bad.txt", stage="intake", reason="is empty", hint="write something"),),
    seconds=222.5,
    loudness={"integrated": -23.0, "true_peak": -4.25, "range": 3.1},
    files={"2026-11-23-ps.wav": "sha256:12"},
    synthetic={"voice": True, "translation": "unchecked"},
    state=State(lines=dict.fromkeys(("road-open", "school"), written_digests([line.text for line in LINES]))),
)


TOLD = replace(MANIFEST, state=State())  # what the manifest itself says, without the program's own file


def test_record_survives_yaml() -> None:
    assert parse(render(MANIFEST), where="m") == TOLD
    assert from_data(to_data(MANIFEST)) == TOLD


def test_a_manifest_of_version_1_says_whose_its_lines_are_and_loses_no_comment() -> None:
    program = "program:\n  lines:\n    road-open: d8ce73bc a5897aba -  # ours\n  built: {a.wav: 'ab'}\n"
    text = render(MANIFEST).replace("packager: 2", "packager: 1 # of old") + program
    old = parse(text, where="m")
    assert old.state == State(lines={"road-open": ("d8ce73bc", "a5897aba", "-")})  # no file is believed to be made
    written = render(old, text)
    assert "packager: 2" in written
    assert "program:" not in written
    assert "# of old" in written
    assert "# ours" in written


def test_another_yaml_reader_sees_the_same_strings() -> None:
    """Times, dates and 'no' are quoted: a reader of YAML 1.1 makes no number or boolean of them."""
    data = yaml.safe_load(render(MANIFEST))
    assert (data["date"], data["slot"], data["stories"][0]["starts"]) == ("2026-11-23", "15:00", "00:01:12.340")


def test_manifest_fits_the_published_schema() -> None:
    published = json_schema()
    jsonschema.validate(yaml.safe_load(render(MANIFEST)), published)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**yaml.safe_load(render(MANIFEST)), "vioce": 1}, published)


def test_writing_again_changes_nothing() -> None:
    text = render(MANIFEST)
    assert render(parse(text, where="m"), text) == text


def test_comments_notes_and_order_survive() -> None:
    text = render(MANIFEST)
    edited = "# for Zarghuna\n" + text.replace("status: draft", "status: draft   # not before six").replace(
        "  - id: school", "  # the second story\n  - id: school"
    ).replace("      - role: credit", "      # who is AFP?\n      - role: credit", 1)
    after = replace(parse(edited, where="m"), seconds=99.0)
    written = render(after, edited)
    for comment in ("# for Zarghuna", "# not before six", "# the second story", "# who is AFP?"):
        assert comment in written
    assert parse(written, where="m") == replace(after, state=State())


def test_keys_with_an_underscore_are_read_and_written_with_a_hyphen_where_they_stand() -> None:
    kept = replace(TOLD, stories=(replace(STORY, filing=Filing(keep_local=True)),), unknown_names=(("Zorbalan", 3),))
    text = render(kept)
    assert "_" not in "".join(line.split(":")[0] for line in text.splitlines())
    old = text.replace("keep-local: true", "keep_local: true  # Gul asked for it").replace("-peak", "_peak")
    old = old.replace("unknown-names:", "unknown_names:")
    assert parse(old, where="m") == kept
    assert render(kept, old) == text.replace("keep-local: true", "keep-local: true  # Gul asked for it")


def test_a_comment_is_not_lost_with_what_it_stood_beside() -> None:
    text = render(MANIFEST).replace(
        "          - 'notes: the time", "          # said at half past\n          - 'notes: the time", 1
    )
    stories = tuple(
        replace(story, lines=(LINES[0], replace(LINES[1], findings=()), LINES[2])) for story in MANIFEST.stories
    )
    assert "# said at half past" in render(replace(MANIFEST, stories=stories), text)


def test_stories_follow_a_new_order() -> None:
    text = render(MANIFEST).replace("    status: needs-translation\n", "    status: needs-translation # mine\n", 1)
    turned = replace(MANIFEST, stories=MANIFEST.stories[::-1])
    written = render(turned, text)
    assert [story.id for story in parse(written, where="m").stories] == ["school", "road-open"]
    assert written.index("# mine") > written.index("id: road-open")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("status: draft", "status: done", "m.yaml:9:1: status: 'done' is not one of: draft, approved, killed"),
        ("date: ", "unknown_names: []\nunknown-names: []\ndate: ", "'unknown_names' and 'unknown-names' are one key"),
        ("status: draft", "sttaus: draft", "no such key 'sttaus'; did you mean 'status'?"),
        ("status: draft", "status: draft\nstatus: killed", "'status' is given twice"),
        ("ps: نه: لار خلاصه ده", "ps: 25", "25 is not text; put it in quotes"),
        ("- id: school", "- id: road-open", "the story 'road-open' is there twice"),
        ("packager: 2", "packager: 3", "is of version 3"),
        ("packager: 2", "packager: true", "True is not a whole number"),
        ("language: ps", "language: pa", "'pa' is not one of: ps, ur"),
        ("    lines:\n", "    lines: none\n    others:\n", "'none' is not a list"),
        ("station: Demo Radio\n", "", "the key 'station' is missing"),
    ],
)
def test_a_slip_is_named_with_its_place(old: str, new: str, said: str) -> None:
    text = render(MANIFEST).replace("ps: 'نه: لار خلاصه ده'", "ps: نه: لار خلاصه ده" if "25" not in new else "ps: 25")
    text = text.replace("ps: نه: لار خلاصه ده", "ps: 'نه: لار خلاصه ده'") if "25" not in new else text
    with pytest.raises(InputError) as caught:
        parse(text.replace(old, new, 1), where="m.yaml")
    assert said in str(caught.value)
    assert str(caught.value).startswith("m.yaml")


def test_every_fault_is_told_at_once() -> None:
    text = render(MANIFEST).replace("status: needs-translation", "status: redy", 1).replace("headline:", "hedline:", 1)
    with pytest.raises(InputErrors) as caught:
        parse(text, where="m.yaml")
    assert len(caught.value.faults) == 2


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"- a\n", b"", b"{"])
def test_what_is_no_manifest_is_one_line(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "manifest.yaml"
    path.write_bytes(data)
    with pytest.raises(InputError) as caught:
        read(path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_manifest_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read(tmp_path / "manifest.yaml")


@pytest.mark.parametrize("seconds", [0.0, 0.5, 59.9994, 72.34, 3599.999, 36000.001])
def test_clock_and_back(seconds: float) -> None:
    assert seconds_of(clock(seconds)) == pytest.approx(seconds, abs=0.0006)
