"""Every command without a network: how long it takes to work or to say what is missing.

    python -m benchmarks.offline

In a network namespace of its own (Linux, unshare): once with no line at all, and once, for the commands that would
use one, with a line that swallows everything, so that neither a name server nor a server ever answers.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from tests.support.offline_commands import GONE, SILENT, Case, Run, cases, lay_out, machine, permitted


def main() -> None:
    """Print a line for each command: seconds, exit code, name, and its last line where it failed."""
    for title, state in (("no line", GONE), ("a line that never answers", SILENT)):
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            refusal = permitted(state, folder)
            if refusal:
                sys.exit(f"not permitted here: {refusal}")
            lay_out(folder)
            print(f"\n{title}")
            with machine(folder, state) as run:
                for case in cases():
                    if state == GONE or case.asks:
                        print(_row(run, case), flush=True)


def _row(run: Run, case: Case) -> str:
    begun = time.perf_counter()
    done = run(case.words)
    seconds = time.perf_counter() - begun
    told = (done.stderr.strip().splitlines() or [""])[-1]
    return f"{seconds:6.2f} s  {done.returncode}  {case.name:34}  {told}"


if __name__ == "__main__":
    main()
