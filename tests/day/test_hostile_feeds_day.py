"""A day of twelve feeds, four of them hostile or broken: the other eight's stories come in, a trouble is one line."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from packager.cli import main
from packager.desk.reading import read
from tests.support.articles_server import Answer, bomb, item, markup, page, rss, serve, text

DATE = "2026-11-28"
NOW = datetime.now(UTC)


def test_a_day_of_twelve_feeds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with serve() as site:
        for number in range(8):
            entries = [
                item(f"Story {number} {place}", f"http://example.org/{number}/{place}-of-the-day-{number}",
                     guid=f"{number}-{place}", at=NOW - timedelta(hours=1), content=markup(text(10 * number + place)))
                for place in range(3)
            ]  # fmt: skip
            site.paths[f"/good{number}"] = Answer(body=rss(entries), kind="application/rss+xml")
        site.paths["/empty"] = Answer(body=b"", kind="application/rss+xml")
        site.paths["/bomb"] = Answer(body=bomb(50), headers={"Content-Encoding": "gzip"}, kind="application/rss+xml")
        site.paths["/html"] = Answer(body=page("Sign in to the portal", text(900)))
        site.paths["/cut"] = Answer(body=rss([item("Cut", "http://example.org/cut")]), cut=100)
        names = [*(f"good{number}" for number in range(4)), "empty", "bomb", "html", "cut",
                 *(f"good{number}" for number in range(4, 8))]  # fmt: skip
        feeds = [{"name": name, "url": f"{site.url}/{name}"} for name in names]
        settings = {"feeds": feeds, "fetch": {"allow-private": ["127.0.0.0/8"]}}
        (tmp_path / "station.yaml").write_text(json.dumps(settings), encoding="utf-8")
        where = ["--station", str(tmp_path / "station.yaml"), "--output", str(tmp_path / "out")]
        code = main(["build", *where, "--date", DATE, "--edition", "ps"])
    manifest = read(tmp_path / "out" / DATE / "ps" / "manifest.yaml")
    assert code == 3
    assert sorted(entry.headline for entry in manifest.stories) == sorted(
        f"Story {number} {place}" for number in range(8) for place in range(3)
    )
    troubles = {d.article: d.reason for d in manifest.dropped if d.stage == "intake"}
    assert list(troubles) == ["empty", "bomb", "html", "cut"]
    said = capsys.readouterr().out.splitlines()
    assert all(sum(f"story   {name}: " in line for line in said) == 1 for name in troubles)
    assert troubles["empty"] == "answered with nothing"
    assert "is over 5 MB" in troubles["bomb"]
    assert troubles["html"] == "is neither RSS nor Atom"
    assert "broke off or is damaged" in troubles["cut"]
