"""What would fail at five in the morning is found the evening before, each with what mends it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from packager.cli import main
from packager.exit_codes import DONE, NEEDS_PERSON
from tests.support.articles_server import Answer, Site, item, markup, rss, serve
from tests.support.ready_edition import build

LONG = markup(["The road was closed by snow for nine days and is open again for cars and for small lorries."] * 2)


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as site:
        story = item("A road reopens", "http://example.org/road", at=datetime.now(UTC), content=LONG)
        site.paths["/wire"] = Answer(body=rss([story]), kind="application/rss+xml")
        yield site


def looked(
    folder: Path, capsys: pytest.CaptureFixture[str], **settings: object
) -> tuple[int, dict[str, tuple[bool, str, str]]]:
    """The exit code, and what was found: well or not, in which words, and what mends it."""
    given = {
        "station": "Demo Radio",
        "editions": {"ps": {"voice": "pashto"}},
        "fetch": {"allow-private": ["127.0.0.0/8"]},
    }
    (folder / "station.yaml").write_text(json.dumps({**given, **settings}), encoding="utf-8")
    before = sorted(folder.rglob("*"))
    capsys.readouterr()
    code = main(["doctor", "--station", str(folder / "station.yaml"), "--json"])
    assert sorted(folder.rglob("*")) == before  # nothing is changed by looking
    return code, {row["what"]: (row["fine"], row["told"], row["hint"]) for row in json.loads(capsys.readouterr().out)}


def test_all_is_well(tmp_path: Path, site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "drop").mkdir()
    code, found = looked(
        tmp_path,
        capsys,
        feeds=[{"name": "Wire", "url": f"{site.url}/wire"}],
        drops=[{"system": "folder", "folder": "drop"}],
        notify={"command": "cat"},
    )
    assert code == DONE, found
    assert found["feed Wire"][:2] == (True, "1 stories in it")
    assert found["voice pashto (ps)"][:2] == (True, "ready")
    assert {"clock", f"drop folder {tmp_path}/drop", "notify.command"} <= found.keys()


def test_each_fault_is_told_with_its_mend(tmp_path: Path, site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.paths["/empty"] = Answer(body=rss([]), kind="application/rss+xml")
    code, found = looked(
        tmp_path,
        capsys,
        feeds=[
            {"name": "Gone", "url": f"{site.url}/gone"},
            {"name": "Page", "url": f"{site.url}/page"},
            {"name": "Empty", "url": f"{site.url}/empty"},
        ],
        drops=[{"system": "rivendell", "folder": "share"}],
        translation={"ps": [{"engine": "ct2", "model": "nowhere"}]},
        notify={"command": "no-such-mailer -s x"},
    )
    assert code == NEEDS_PERSON
    wrong = {what: hint for what, (fine, _, hint) in found.items() if not fine}
    assert {
        "feed Gone",
        "feed Page",
        "feed Empty",
        f"drop rivendell {tmp_path}/share",
        "notify.command",
    } <= wrong.keys()
    assert any(what.startswith("translator ct2") for what in wrong)
    assert all(wrong.values()), "each has its mend"


def test_a_clock_that_is_wrong_is_seen(tmp_path: Path, site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    theirs = datetime.now(UTC) + timedelta(minutes=7)
    site.date = f"{theirs:%a, %d %b %Y %H:%M:%S GMT}"
    _, found = looked(tmp_path, capsys, feeds=[{"name": "Wire", "url": f"{site.url}/wire"}])
    fine, told, hint = found["clock"]
    assert not fine
    assert "behind Wire's" in told
    assert "timedatectl" in hint


def test_a_slot_that_the_stories_never_fill_is_seen(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for day in ("2026-11-20", "2026-11-21"):
        build(tmp_path, day, ["road", "weather"])  # two stories of a second each
    code, found = looked(tmp_path, capsys, editions={"ps": {"voice": "pashto", "slot": "05:00", "music": 10}})
    assert code == NEEDS_PERSON
    fine, told, hint = found["slot (ps)"]
    assert not fine
    assert "the stories of 2 days come to 00:02" in told
    assert "bring more stories" in hint
