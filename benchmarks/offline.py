"""Every command without a network: how long it takes to work or to say what is missing.

    python -m benchmarks.offline

In a network namespace of its own (Linux, unshare): once with no line at all, and once, for the commands that would
use one, with a line that swallows everything, so that neither a name server nor a server ever answers.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.support.offline_commands import GONE, SILENT, Case, cases, cut_off, environment, lay_out, permitted


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
            for case in cases():
                if state == GONE or case.asks:
                    print(_row(folder, case, state), flush=True)


def _row(folder: Path, case: Case, state: str) -> str:
    begun = time.perf_counter()
    done = subprocess.run(
        cut_off(state, "-m", "packager", *case.words),
        cwd=folder,
        env=environment(folder),
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        timeout=120,
    )
    seconds = time.perf_counter() - begun
    told = (done.stderr.strip().splitlines() or [""])[-1]
    return f"{seconds:6.2f} s  {done.returncode}  {case.name:34}  {told}"


if __name__ == "__main__":
    main()
