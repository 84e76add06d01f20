"""Every command that writes, with everything that can befall it at every call to the disk: what holds afterwards.

    python -m benchmarks.faults [SECONDS [SEED]]

Points are tried in an order drawn by the seed, in turn from every command, until the time is over. For each: is every
file whole, the old one or the new one; is every editor's word there; does the next run end as if nothing had been.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from collections import Counter
from itertools import zip_longest
from pathlib import Path

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # before it is loaded: its threads would not be there in a fork

from packager.lang.registry import targets
from tests.support.fault_scenarios import SCENARIOS, Bench
from tests.support.faults import points


def main() -> None:
    """Print the order of each command's calls, then what was found, then a line for each command."""
    seconds, seed = [int(given or usual) for given, usual in zip_longest(sys.argv[1:3], (600, 1))]
    for language in targets():
        vars(language)["voices"] = language.voices[-1:]
    chance, tried, bad, known = random.Random(seed), Counter[str](), Counter[str](), Counter[str]()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        for scenario in SCENARIOS:
            bench.ready(scenario)  # and everything is loaded
        until, todo, usual = time.monotonic() + seconds, [], {}
        for scenario in SCENARIOS:
            usual[scenario] = bench.undisturbed(scenario)
            for fault in usual[scenario].misordered:
                print(f"{scenario.name}: {fault}", flush=True)
            mine = points(usual[scenario].ended.calls)
            known[scenario.name] = len(mine)
            chance.shuffle(mine)
            todo.append([(scenario, point) for point in mine])
        for scenario, point in (one for turn in zip_longest(*todo) for one in turn if one):
            if time.monotonic() > until:
                break
            found = bench.faults(scenario, usual[scenario], point)
            tried[scenario.name] += 1
            bad[scenario.name] += bool(found)
            call = usual[scenario].ended.calls[point.at]
            where = f"{call.name} {call.path.removeprefix(str(bench.work))}"
            for fault in found[:4]:
                print(f"{scenario.name}: {point.fault} at {point.at}, {where}: {fault}", flush=True)
    for name, number in known.items():
        print(f"{name:30} {tried[name]:5} of {number:5} points, {bad[name]} not well")
    print(f"{'all':30} {tried.total():5} of {known.total():5} points, {bad.total()} not well; seed {seed}")


if __name__ == "__main__":
    main()
