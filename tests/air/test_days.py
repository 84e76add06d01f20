"""Several days of one station in the same drop folders: whose each file is, and what is taken away by whom."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from packager.cli import main
from tests.support.ready_edition import build, lying, new_station, publish, set_status

FRIDAY, SATURDAY, SUNDAY = "2026-11-27", "2026-11-28", "2026-11-29"
NEWS = ("road", "weather")


@pytest.fixture
def station(tmp_path: Path) -> Path:
    return new_station(tmp_path)


def drops(station: Path) -> dict[str, dict[str, str]]:
    return {folder.name: lying(folder) for folder in sorted((station / "drops").iterdir())}


def days(station: Path, capsys: pytest.CaptureFixture[str], *given: str, stories: Sequence[str] = NEWS) -> list[Path]:
    """Each day built and published, one after the other."""
    made = [build(station, day, stories) for day in given]
    for path in made:
        assert publish(station, path, capsys)[0] == 0
    return made


def test_killing_yesterday_takes_nothing_of_today(station: Path, capsys: pytest.CaptureFixture[str]) -> None:
    friday, saturday = days(station, capsys, FRIDAY, SATURDAY)
    today = {place: {n: d for n, d in files.items() if FRIDAY not in n} for place, files in drops(station).items()}
    set_status(friday, "killed")
    code, (told,), _ = publish(station, friday, capsys)
    assert code == 0
    assert drops(station) == today
    assert all("2026-11-27" in name for name in told["withdrawn"])  # type: ignore[attr-defined]
    assert publish(station, saturday, capsys)[0] == 0
    assert drops(station) == today


def test_correcting_yesterday_puts_nothing_under_todays_names(
    station: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    days(station, capsys, FRIDAY, SATURDAY)
    before = drops(station)
    friday = build(station, FRIDAY, NEWS, version=1)
    code, (told,), _ = publish(station, friday, capsys)
    assert code == 0
    after = drops(station)
    for place in before:
        assert {n: d for n, d in after[place].items() if FRIDAY not in n} == {
            n: d for n, d in before[place].items() if FRIDAY not in n
        }
    # Yesterday's own names have the correction, but for the cart that is today's by now: there it is taken away.
    assert after["plain"][f"310000_{FRIDAY}-ps.wav"] != before["plain"][f"310000_{FRIDAY}-ps.wav"]
    assert f"310000_{FRIDAY}-ps.wav" not in after["rivendell"]
    assert told["newer"][str(station / "drops/plain")] == ["310001_road.wav", "310002_weather.wav"]  # type: ignore[index]


def test_two_days_stories_in_one_cart_are_told_apart_by_the_cart(
    station: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    days(station, capsys, FRIDAY, stories=["polio"])
    days(station, capsys, SATURDAY, stories=["school"])
    publish(station, build(station, FRIDAY, ["polio"], version=1), capsys)
    rivendell, plain = drops(station)["rivendell"], drops(station)["plain"]
    assert [name for name in rivendell if name.endswith(".wav")] == [f"310000_{SATURDAY}-ps.wav", "310001_school.wav"]
    assert {"310001_polio.wav", "310001_school.wav"} <= plain.keys()


def test_what_today_took_over_and_gave_up_is_not_yesterdays_again(
    station: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    friday, _ = days(station, capsys, FRIDAY, SATURDAY)
    publish(station, build(station, SATURDAY, ["weather"]), capsys)
    assert "310001_road.wav" not in drops(station)["plain"]
    assert publish(station, friday, capsys)[0] == 0
    assert "310001_road.wav" not in drops(station)["plain"]


def test_without_the_stations_file_nothing_happens(
    station: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (path,) = days(station, capsys, SATURDAY)
    before = drops(station)
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    capsys.readouterr()
    assert main(["publish", str(path)]) == 2
    complaint = capsys.readouterr().err
    assert complaint.count("\n") == 1
    assert "is an edition of 'Demo Radio', and the station's file is of 'Packager'" in complaint
    (tmp_path / "elsewhere" / "station.yaml").write_text("station: Another\nair-unreviewed: true\n", encoding="utf-8")
    assert main(["publish", str(path)]) == 2
    assert drops(station) == before


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("  - {system: libretime, folder: drops/libretime}\n", ""),
        ("libretime, folder: drops/libretime", "libretime, folder: drops/libretime, editions: [ur]"),
        ("folder: drops/libretime", "folder: drops/liberty"),
    ],
)
def test_a_target_that_is_not_named_any_more_keeps_its_files_and_is_told(
    station: Path, capsys: pytest.CaptureFixture[str], old: str, new: str
) -> None:
    (path,) = days(station, capsys, SATURDAY)
    before = drops(station)
    text = (station / "station.yaml").read_text("utf-8")
    (station / "station.yaml").write_text(text.replace(old, new), encoding="utf-8")
    code, (told,), _ = publish(station, path, capsys)
    assert code == 3
    assert any("names no such drop folder for this edition" in line for line in told["left"])  # type: ignore[attr-defined]
    assert drops(station) == before
    publish(station, build(station, SATURDAY, ["weather"]), capsys)
    assert drops(station)["libretime"] == before["libretime"]  # nobody said that it shall go
    assert "310001_road.wav" not in drops(station)["plain"]


def test_another_system_in_the_same_folder_takes_nothing_away(
    station: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (path,) = days(station, capsys, SATURDAY)
    text = (station / "station.yaml").read_text("utf-8")
    (station / "station.yaml").write_text(text.replace("system: folder", "system: libretime"), encoding="utf-8")
    before = drops(station)["plain"]
    code, (told,), _ = publish(station, path, capsys)
    assert code == 3
    assert any("not asked for by the station's file any more" in line for line in told["left"])  # type: ignore[attr-defined]
    assert drops(station)["plain"].items() >= before.items()


@pytest.mark.parametrize("target", ["libretime", "drops/libretime"])
def test_a_target_is_withdrawn_from_by_its_name_and_stays_so(
    station: Path, capsys: pytest.CaptureFixture[str], target: str
) -> None:
    (path,) = days(station, capsys, SATURDAY)
    code, (told,), _ = publish(station, path, capsys, "--withdraw", target)
    assert (code, len(told["withdrawn"])) == (0, 2)  # type: ignore[arg-type]
    assert publish(station, path, capsys)[0] == 0
    assert drops(station)["libretime"] == {}
    assert len(drops(station)["plain"]) == 5
    assert publish(station, path, capsys, "--again")[0] == 0
    assert len(drops(station)["libretime"]) == 2


def test_a_target_that_is_gone_for_good_can_be_forgotten(station: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (path,) = days(station, capsys, SATURDAY)
    text = (station / "station.yaml").read_text("utf-8")
    gone = "  - {system: libretime, folder: drops/libretime}\n"
    (station / "station.yaml").write_text(text.replace(gone, ""), encoding="utf-8")
    (station / "drops/libretime").rename(station / "sold")
    assert publish(station, path, capsys)[0] == 3
    code, (told,), _ = publish(station, path, capsys, "--withdraw", str(station / "drops/libretime"))
    assert code == 3
    assert "2 files may lie there" in str(told["left"])
    assert publish(station, path, capsys)[0] == 0


def test_what_was_lost_or_altered_is_put_back(station: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (path,) = days(station, capsys, SATURDAY)
    before = drops(station)
    plain = station / "drops/plain"
    (plain / "310001_road.wav").unlink()
    (plain / "310002_weather.wav").write_bytes(b"junk")
    (station / "drops/rivendell/310001_road.xml").unlink()
    code, (told,), _ = publish(station, path, capsys)
    assert code == 0
    assert sorted(told["lost"][str(plain)]) == ["310001_road.wav", "310002_weather.wav"]  # type: ignore[index]
    assert drops(station) == before


def test_what_a_system_takes_in_is_not_put_back(station: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (station / "station.yaml").read_text("utf-8")
    taken = text.replace("folder: drops/rivendell", "folder: drops/rivendell, taken: true")
    (station / "station.yaml").write_text(taken, encoding="utf-8")
    (path,) = days(station, capsys, SATURDAY)
    for file in (station / "drops/rivendell").iterdir():
        file.unlink()
    assert publish(station, path, capsys)[0] == 0
    assert drops(station)["rivendell"] == {}
    publish(station, build(station, SATURDAY, NEWS, version=1), capsys)  # but a correction is
    assert sorted(Path(name).suffix for name in drops(station)["rivendell"]) == [".wav"] * 3 + [".xml"] * 3


def test_a_kill_while_a_share_is_away_is_finished_by_another_day(
    station: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    friday, saturday = (build(station, day, [story]) for day, story in ((FRIDAY, "road"), (SATURDAY, "weather")))
    assert publish(station, friday, capsys)[0] == 0
    share, away = station / "drops/plain", station / "away"
    share.rename(away)
    set_status(friday, "killed")
    code, (told,), _ = publish(station, friday, capsys)
    assert code == 3
    assert "4 files in" in str(told["left"])
    assert "mount it" in str(told["left"])
    code, (told,), _ = publish(station, saturday, capsys)
    assert code == 3
    assert "4 files in" in str(told["left"])  # the share is away still, and nobody forgets
    away.rename(share)
    code, (told,), _ = publish(station, saturday, capsys)
    assert code == 0
    assert f"{share}/310000_{FRIDAY}-ps.wav" in told["withdrawn"]  # type: ignore[operator]
    assert not [name for name in drops(station)["plain"] if FRIDAY in name or "road" in name]


def test_a_correction_while_a_share_is_away_does_not_leave_the_old_sound_there(
    station: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    days(station, capsys, FRIDAY)
    share, away = station / "drops/plain", station / "away"
    share.rename(away)
    friday = build(station, FRIDAY, ["weather"], version=1)
    assert publish(station, friday, capsys)[0] == 3
    away.rename(share)
    publish(station, build(station, SATURDAY, ["school"]), capsys)
    assert not [name for name in drops(station)["plain"] if FRIDAY in name or "road" in name]
    assert publish(station, friday, capsys)[0] == 0
    assert f"310000_{FRIDAY}-ps.wav" in drops(station)["plain"]


def test_a_kill_that_was_taken_back_while_a_share_was_away(station: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (path,) = days(station, capsys, SATURDAY)
    before = drops(station)
    share, away = station / "drops/plain", station / "away"
    share.rename(away)
    set_status(path, "killed")
    publish(station, path, capsys)
    set_status(path, "draft")
    publish(station, path, capsys)
    away.rename(share)
    assert publish(station, path, capsys)[0] == 0
    assert drops(station) == before


def test_one_share_away_costs_the_others_nothing(station: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (station / "drops/rivendell").rmdir()
    code, (told,), _ = publish(station, build(station, SATURDAY, NEWS), capsys)
    assert code == 3
    assert told["left"] == [f"{station}/drops/rivendell: there is no such drop folder; mount it, or make it"]
    assert not (station / "drops/rivendell").exists()
    assert len(drops(station)["plain"]) == 5


def test_one_bad_edition_costs_the_others_nothing(station: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad, good = build(station, FRIDAY, ["road"]), build(station, SATURDAY, ["weather"])
    bad.write_text("packager: [", encoding="utf-8")
    code, told, complaints = publish(station, station / "output", capsys)
    assert (code, [item["manifest"] for item in told]) == (3, [str(good)])
    assert complaints
    assert all(f"{bad}:" in line for line in complaints.splitlines())  # every fault of it, and nothing of the other
    assert publish(station, bad, capsys)[0] == 2


def test_what_nobody_here_put_there_is_not_overwritten(station: Path, capsys: pytest.CaptureFixture[str]) -> None:
    theirs = station / "drops/plain/310001_road.wav"
    theirs.write_bytes(b"another's")
    (station / "drops/rivendell/310000_2026-11-28-ps.xml").mkdir()
    path = build(station, SATURDAY, NEWS)
    code, (told,), _ = publish(station, path, capsys)
    assert code == 3
    assert "310001_road.wav: something lies there that was not put there from here" in str(told["left"])
    assert theirs.read_bytes() == b"another's"
    assert len(drops(station)["plain"]) == 5
    set_status(path, "killed")
    publish(station, path, capsys)
    assert list(drops(station)["plain"]) == ["310001_road.wav"]


def test_two_editions_of_a_day_do_not_share_a_cart(station: Path, capsys: pytest.CaptureFixture[str]) -> None:
    days(station, capsys, SATURDAY)
    text = (station / "station.yaml").read_text("utf-8")
    carts = "cart: {ps: {numbers: 100-199}, ur: {numbers: 310000-310999}}\n"
    (station / "station.yaml").write_text(text + carts, encoding="utf-8")
    before = drops(station)
    with pytest.MonkeyPatch.context() as patched:
        patched.setitem(__import__("tests.support.ready_edition", fromlist=["FIRST"]).FIRST, "ur", 310_000)
        urdu = build(station, SATURDAY, NEWS, language="ur")
    code, (told,), _ = publish(station, urdu, capsys)
    assert code == 3
    assert "belong to 2026-11-28/ps of the same day; give one of them other cart numbers" in str(told["left"])
    assert before["rivendell"].items() <= drops(station)["rivendell"].items()


def test_a_manifest_that_says_it_is_another_days_kills_its_own_day_alone(
    station: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    friday, _ = days(station, capsys, FRIDAY, SATURDAY)
    text = friday.read_text("utf-8").replace(FRIDAY, SATURDAY)
    friday.write_text(text, encoding="utf-8")
    assert publish(station, friday, capsys)[0] == 2  # it lies in another's folder
    set_status(friday, "killed")
    assert publish(station, friday, capsys)[0] == 0
    assert not [name for name in drops(station)["plain"] if FRIDAY in name]
    assert len(drops(station)["plain"]) == 5
