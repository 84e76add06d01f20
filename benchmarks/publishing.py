"""Publishing for weeks, from seeds: what must hold of every target whatever happens (tests.support.publishing_model).

    python -m benchmarks.publishing 500 [first seed] [days] [events a day]

Prints what happened how often, and every seed that failed with its last events. Files are not brought to the disk:
runs are killed here, and no power fails.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.support.publishing_model import lived


def main() -> None:
    """Live the lives; exit 1 where one failed."""
    given = [int(word) for word in sys.argv[1:]]
    runs, first, days, each = given + [500, 0, 30, 2][len(given) :]
    setattr(os, "fsync", lambda _handle: None)  # noqa: B010 - another signature than the module declares
    counts: Counter[str] = Counter()
    failed = []
    with tempfile.TemporaryDirectory() as built:
        for seed in range(first, first + runs):
            begun = time.process_time()
            with tempfile.TemporaryDirectory() as folder:
                try:
                    counts += lived(seed, Path(folder), Path(built), days, each).counts
                except AssertionError as error:
                    failed.append(seed)
                    print(error, flush=True)
            print(f"seed {seed}: {time.process_time() - begun:.1f} s of CPU", flush=True)
    print(f"{runs} lives of {days} days, {len(failed)} failed {failed}; {dict(counts.most_common())}")
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
