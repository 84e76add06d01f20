"""Whatever befalls a command at a call to the disk: files are whole, words are there, the next run ends as usual."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from packager.desk import review_log
from tests.support.fault_scenarios import EDITION, SCENARIOS, Bench, Scenario
from tests.support.faults import KILL, Call, Point, misordered, needs_linux, points, run


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    needs_linux()
    return Bench(tmp_path_factory.mktemp("bench"))


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_what_befalls_a_command_is_made_good_by_the_next_run(bench: Bench, scenario: Scenario) -> None:
    bench.ready(scenario)  # and everything is loaded
    usual = bench.undisturbed(scenario)
    assert usual.ended.code == 0, usual.ended.told
    assert usual.misordered == []
    # One point; `python -m benchmarks.faults` takes them all.
    chosen = random.Random(scenario.name).sample(points(usual.ended.calls), 1)
    found = {point: bench.faults(scenario, usual, point) for point in chosen}
    assert {point: what for point, what in found.items() if what} == {}


@pytest.mark.parametrize("name", ["build, of an edited manifest", "publish"])
def test_what_a_cut_off_run_wrote_into_the_log_of_reviews_is_not_written_twice(bench: Bench, name: str) -> None:
    scenario = next(scenario for scenario in SCENARIOS if scenario.name == name)
    calls = bench.undisturbed(scenario).ended.calls
    noted = max(at for at, call in enumerate(calls) if call.path.endswith(review_log.NAME))
    work = bench.ready(scenario)
    before = logged(work)
    assert run(scenario.work(work), bench.told, work, Point(KILL, noted + 1)).code < 0
    cut_off = logged(work)
    assert cut_off != before
    assert run(scenario.work(work), bench.told, work).code == 0
    assert logged(work) == cut_off


def test_a_withdrawal_that_was_cut_off_before_the_log_of_reviews_is_in_it_in_the_end(bench: Bench) -> None:
    withdraw = next(scenario for scenario in SCENARIOS if scenario.name == "withdraw")
    usual = bench.undisturbed(withdraw)
    at = max(
        at
        for at, call in enumerate(usual.ended.calls)
        if (call.name, Path(call.path).name) == ("write", review_log.NAME)
    )
    assert bench.faults(withdraw, usual, Point(KILL, at)) == []


def logged(work: Path) -> list[tuple[str, str]]:
    """Who wrote what into the log of reviews, in order."""
    return [(entry["by"], entry["what"]) for entry in review_log.read(work / EDITION).entries]


SYNC, FOLDER, NAME = Call("fsync", "/d/.part-1"), Call("fsync", "/d"), Call("rename", "/d/.part-1", "/d/a")
MADE, WRITTEN, TOLD = Call("create", "/d/.part-1"), Call("write", "/d/.part-1"), Call("write", "told")


@pytest.mark.parametrize(
    ("calls", "said"),
    [
        ([MADE, WRITTEN, SYNC, NAME, FOLDER, TOLD], []),
        ([MADE, WRITTEN, SYNC, NAME, TOLD, FOLDER], ["/d/a: its name is not on the disk when it is told of"]),
        ([MADE, WRITTEN, NAME, SYNC, FOLDER, TOLD], ["/d/a: has its name before its data are on the disk"]),
        ([MADE, WRITTEN, SYNC, WRITTEN, NAME, FOLDER], ["/d/a: has its name before its data are on the disk"]),
        ([Call("write", "/d/a"), TOLD], ["/d/a: its data are not on the disk when it is told of"]),
        ([Call("unlink", "/d/a"), TOLD], ["/d/a: that it is taken away is not on the disk when it is told of"]),
        ([Call("mkdir", "/d/b"), TOLD], ["/d/b: its name is not on the disk when it is told of"]),
    ],
)
def test_the_order_of_calls_is_looked_at(calls: list[Call], said: list[str]) -> None:
    assert misordered(calls, {"/d/a"}) == said


def test_a_file_that_the_disk_keeps_is_told_and_keeps_no_other_on_air(bench: Bench) -> None:
    withdraw = next(scenario for scenario in SCENARIOS if scenario.name == "withdraw")
    calls = bench.undisturbed(withdraw).ended.calls
    at = next(at for at, call in enumerate(calls) if call.name == "unlink" and "/drop/" in call.path)
    work = bench.ready(withdraw)
    ended = run(withdraw.work(work), bench.told, work, Point("EROFS", at))
    assert ended.code == 3
    assert f"{calls[at].path}: cannot be taken away (Read-only file system); publish again" in ended.told
    assert [str(path) for path in (work / "drop").iterdir()] == [calls[at].path]
    assert bench.faults(withdraw, bench.undisturbed(withdraw), Point("EROFS", at)) == []
