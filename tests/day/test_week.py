"""A week that nobody touches: each morning cron runs, and what the producer then finds."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from packager import station as stations
from packager.day.daily import Daily, daily
from packager.day.notices import Notice, tell_somebody
from packager.day.plan import STORE, Asked
from packager.desk.acts import Kill
from packager.desk.performing import perform
from packager.desk.reading import read
from packager.exit_codes import DONE, NEEDS_PERSON
from packager.locks import held
from packager.store import PART, file_digest
from tests.support.articles_server import Answer, Site, item, markup, rss, serve
from tests.support.faults import Ended, Point, needs_linux, run

ZONE = ZoneInfo("Asia/Karachi")
MONDAY = datetime(2026, 11, 23, 5, 0, tzinfo=ZONE)
PLACES = {"Swat": "سوات", "Mardan": "مردان", "Buner": "بونېر", "Kohat": "کوهاټ", "Dir": "دیر", "Hangu": "هنګو"}
HEADLINE, BODY = "A road in {} reopens", "The road in {} was closed by snow and is open again."
HEADLINE_PS, BODY_PS = "په {} کې یو سړک پرانیستل شو", "په {} کې سړک د واورې له امله تړلی و او اوس بیا پرانیستل شوی دی."
MORE = (
    "The administration says that cars and lorries may use the road from this morning, and asks drivers to go slowly."
)
MORE_PS = "اداره وايي چې موټر او لارۍ له نن سهار څخه پر سړک تلای شي، او له چلوونکو غواړي چې ورو ولاړ شي."


def memory(path: Path) -> None:
    """What people have translated already: every story of the week."""
    units = [
        (english.format(place), pashto.format(spelling))
        for place, spelling in PLACES.items()
        for english, pashto in ((HEADLINE, HEADLINE_PS), (BODY, BODY_PS), (MORE, MORE_PS))
    ]
    rows = "".join(
        f'<tu><tuv xml:lang="en"><seg>{en}</seg></tuv><tuv xml:lang="ps"><seg>{ps}</seg></tuv></tu>' for en, ps in units
    )
    head = '<header creationtool="t" creationtoolversion="1" segtype="block" o-tmf="t" adminlang="en" srclang="en" '
    path.write_text(f'<tmx version="1.4">{head}datatype="plaintext"/><body>{rows}</body></tmx>', encoding="utf-8")


@dataclass
class Week:
    """The station's machine, its wire, and its producer's eyes."""

    folder: Path
    site: Site

    def news(self, **places: int) -> None:
        """What stands in the wire: places, and the days of which they are news; 0 is Monday."""
        stories = [
            item(
                HEADLINE.format(place),
                f"http://example.org/{place}",
                guid=place,
                at=MONDAY + timedelta(days=day, hours=-2),
                content=markup([BODY.format(place), MORE]),
            )
            for place, day in places.items()
        ]
        self.site.paths["/wire"] = Answer(body=rss(stories), kind="application/rss+xml")

    def run(self, *, day: int, minutes: int = 0) -> Daily:
        """What cron's line does, at a moment of a day."""
        moment = MONDAY + timedelta(days=day, minutes=minutes)
        station = stations.load(self.folder / "station.yaml")
        date = moment.date().isoformat()
        asked = Asked(station=station, output=station.output, date=date, languages=("ps",), clock=lambda: moment)
        done = daily(asked)
        notice = Notice(station=station.name, date=date, code=done.code, lines=(*done.failed, *done.waits))
        assert tell_somebody(notice, station, station.output / STORE) == []
        return done

    def run_with(self, place: Path, fault: Point, *, day: int) -> Ended:
        """The same in a process of its own, to whose calls in this folder something happens; it tells what waits."""

        def work() -> int:
            done = self.run(day=day)
            print(*done.failed, *done.waits, sep="\n")
            return done.code

        return run(work, self.folder / "told.txt", place, fault)

    def lying(self, system: str) -> list[str]:
        return sorted(path.name for path in (self.folder / "drops" / system).iterdir())

    def seen(self) -> dict[str, tuple[int, int]]:
        """All that lies there, but for what the program keeps for itself."""
        files = [path for path in self.folder.rglob("*") if path.is_file() and STORE not in path.parts]
        return {str(path): (path.stat().st_mtime_ns, path.stat().st_ino) for path in files}

    @property
    def mail(self) -> list[str]:
        path = self.folder / "mail.txt"
        return (
            [line for line in path.read_text("utf-8").splitlines() if line.startswith("packager: ")]
            if path.is_file()
            else []
        )

    def manifest(self, day: int) -> Path:
        return self.folder / "output" / (MONDAY + timedelta(days=day)).date().isoformat() / "ps" / "manifest.yaml"


@pytest.fixture
def week(tmp_path: Path) -> Iterator[Week]:
    with serve() as site:
        for system in ("rivendell", "plain"):
            (tmp_path / "drops" / system).mkdir(parents=True)
        memory(tmp_path / "memory.tmx")
        settings = {
            "station": "Radio Field",
            "timezone": "Asia/Karachi",
            "editions": {"ps": {"voice": "pashto", "greeting": False, "stings": False}},
            "feeds": [{"name": "Wire", "url": f"{site.url}/wire", "text": "feed"}],
            "fetch": {"allow-private": ["127.0.0.0/8"]},
            "memories": ["memory.tmx"],
            "formats": {"mp3": False},
            "air-unreviewed": True,
            "drops": [
                {"system": "rivendell", "folder": "drops/rivendell"},
                {"system": "folder", "folder": "drops/plain"},
            ],
            "notify": {"command": ["sh", "-c", f"cat >> '{tmp_path}/mail.txt'"]},
        }
        (tmp_path / "station.yaml").write_text(json.dumps(settings), encoding="utf-8")
        yield Week(folder=tmp_path, site=site)


def episodes(names: Sequence[str]) -> list[str]:
    """The days whose whole programme lies there."""
    return sorted({name[7:17] for name in names if name.startswith("310000_")})


def test_a_week_from_cron(week: Week) -> None:
    # Monday: a story, on air by itself; a quarter of an hour later there is nothing to do, and nothing is touched.
    week.news(Swat=0)
    monday = week.run(day=0)
    assert (monday.code, monday.failed, monday.waits) == (DONE, (), ())
    assert episodes(week.lying("plain")) == ["2026-11-23"]
    before = week.seen()
    again = week.run(day=0, minutes=15)
    assert (again.nothing, again.code, week.mail) == (True, DONE, [])
    assert week.seen() == before

    # Tuesday: no news. Nothing airs under the day's name, yesterday's stays, and somebody is told, once.
    tuesday = week.run(day=1)
    assert tuesday.code == NEEDS_PERSON
    assert any("there is no episode" in line for line in tuesday.waits)
    assert episodes(week.lying("plain")) == ["2026-11-23"]
    assert week.run(day=1, minutes=15).code == NEEDS_PERSON
    assert week.mail == ["packager: Radio Field 2026-11-24: needs a person"]

    # Wednesday: the wire is down at five and back a quarter of an hour later.
    week.site.paths["/wire"] = Answer(status=404)
    wednesday = week.run(day=2)
    assert wednesday.code == NEEDS_PERSON
    assert any(line.startswith("Wire: ") for line in wednesday.waits)
    week.news(Swat=0, Mardan=2)
    assert week.run(day=2, minutes=15).code == DONE
    assert episodes(week.lying("plain")) == ["2026-11-23", "2026-11-25"]
    assert len(week.mail) == 2

    # Thursday: one share is away, and the other has the programme; when it is back the next run brings it there.
    week.news(Mardan=2, Buner=3)
    share = week.folder / "drops" / "rivendell"
    share.rename(week.folder / "away")
    thursday = week.run(day=3)
    assert thursday.code == NEEDS_PERSON
    assert [line for line in thursday.waits if "there is no such drop folder" in line] == list(thursday.waits)
    assert episodes(week.lying("plain"))[-1] == "2026-11-26"
    (week.folder / "away").rename(share)
    assert week.run(day=3, minutes=15).code == DONE
    assert "2026-11-26" in episodes(week.lying("rivendell"))

    # Friday: on air, and then killed at the desk. The next run takes it off, and nothing of the days before it.
    week.news(Kohat=4)
    assert week.run(day=4).code == DONE
    kept = [name for name in week.lying("plain") if "2026-11-27" not in name and "kohat" not in name]
    perform(week.manifest(4), Kill(reason="wrong road"), by="Gul Bibi", now=MONDAY + timedelta(days=4, hours=1))
    friday = week.run(day=4, minutes=75)
    assert any("withdrawn" in line for line in friday.new)
    assert week.lying("plain") == kept
    assert read(week.manifest(4)).status == "killed"

    # Saturday: Friday's story still stands in the wire and does not come back.
    week.news(Kohat=4)
    saturday = week.run(day=5)
    assert [story.headline for story in read(week.manifest(5)).stories] == []
    assert saturday.code == NEEDS_PERSON

    # Then there is news, and an editor killed Thursday's by hand; it comes off the air although it is another day's.
    week.news(Kohat=4, Dir=5)
    thursdays = week.manifest(3)
    thursdays.write_text(thursdays.read_text("utf-8").replace("status: draft", "status: killed", 1), encoding="utf-8")
    assert week.run(day=5, minutes=15).code == DONE
    assert episodes(week.lying("plain")) == ["2026-11-23", "2026-11-25", "2026-11-28"]

    # Sunday: one share is full.
    a_morning_with_a_full_share(week, share, day=6)


def a_morning_with_a_full_share(week: Week, share: Path, day: int) -> None:
    """A file can be begun there and not a byte be written; the other place has the programme.

    In the full one everything of the days before stays whole, and when there is room the next run fills it.
    """
    needs_linux()
    week.news(Hangu=day)
    date = (MONDAY + timedelta(days=day)).date().isoformat()
    whole = {name: file_digest(share / name) for name in week.lying("rivendell")}
    full = week.run_with(share, Point("ENOSPC", 1, lasting=True), day=day)
    assert full.code == NEEDS_PERSON, full.told
    assert re.search(r"drops/rivendell.*No space left on device", full.told), full.told
    assert date in episodes(week.lying("plain"))
    assert [name for name in week.lying("rivendell") if not name.startswith(PART)] == list(whole)
    assert {name: file_digest(share / name) for name in whole} == whole
    assert week.mail[-1] == f"packager: Radio Field {date}: needs a person"
    assert week.run(day=day, minutes=15).code == DONE
    assert date in episodes(week.lying("rivendell"))
    assert not [name for name in week.lying("rivendell") if name.startswith(PART)]


def test_a_run_beside_another_leaves_it_its_work(week: Week) -> None:
    week.news(Swat=0)
    (week.folder / "output").mkdir()
    with held(week.folder / "output" / ".packager.daily.lock", "packager daily"):
        done = week.run(day=0)
    assert "packager daily (process" in done.busy
    assert done.code == DONE
    assert not week.manifest(0).exists()
