"""An archive of short articles by one worker and by two, and on a Dask cluster that loses a worker and its scheduler.

    python -m benchmarks.archive speed [--articles 2000]
    python -m benchmarks.archive lost [--articles 2000]

Articles of two sentences with both translations beside them, spoken by rule; each has its own sentences. The voice
writes down each text that it speaks: a text that stands there twice was spoken twice.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from tests.day.test_archive import COUNTING, STATION, written
from tests.support import strangers


def main() -> int:
    """Run, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=["speed", "lost"])
    parser.add_argument("--articles", type=int, default=2000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = _station(Path(scratch), asked.articles)
        return _speed(folder) if asked.what == "speed" else _lost(folder, asked.articles * 2)


def _station(folder: Path, articles: int) -> Path:
    written(folder / "in", range(1, articles + 1))
    strangers.install(folder / "site", "counting", COUNTING, {"packager.voices": "counting = counting:ENGINE"})
    (folder / "voices").mkdir()
    station = STATION
    for language, voice in (("ps", "pashto"), ("ur", "urdu")):
        (folder / "voices" / f"counted-{language}.yaml").write_text(
            f"engine: counting\nlanguage: {language}\noptions: {{log: {folder}/spoken, dies: {folder}/dies}}\n"
        )
        station = station.replace(f"[{voice}]", f"[counted-{language}]")
    (folder / "station.yaml").write_text(station, "utf-8")
    return folder


def _archive(folder: Path, output: str, *more: str) -> subprocess.Popen[str]:
    line = [sys.executable, "-m", "packager", "archive", "in", "--to", "ps,ur", "--json", "--output", output, *more]
    environment = strangers.environment(folder / "site")
    return subprocess.Popen(line, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True)


def _speed(folder: Path) -> int:
    took = {}
    for workers in (1, 2):
        (folder / "spoken").unlink(missing_ok=True)
        begun = time.monotonic()
        process = _archive(folder, f"out-{workers}", "--workers", str(workers))
        memory = _Memory(process.pid)
        stdout, _ = process.communicate()
        took[workers] = time.monotonic() - begun
        report = json.loads(stdout)
        print(
            f"{workers} workers: {report['made']:,} of {report['stories']:,} in {took[workers]:.0f} s, "
            f"{60 * report['made'] / took[workers]:.0f} a minute; {_twice(folder)}; {memory.told()}",
            flush=True,
        )
    print(f"two by one: {took[1] / took[2]:.2f}")
    return 0


def _lost(folder: Path, orders: int) -> int:
    """Two worker processes under a scheduler of its own; one is killed at a third, the scheduler at two thirds."""
    address = f"tcp://127.0.0.1:{free_port()}"
    environment = strangers.environment(folder / "site")
    dask = [sys.executable, "-m", "distributed.cli"]
    scheduler = _scheduler(dask, address, environment)
    workers = [_worker(dask, address, environment, folder) for _ in range(2)]
    process = _archive(folder, "out", "--scheduler", address)
    killed = restarted = False
    while process.poll() is None:
        time.sleep(0.5)
        done = len(list((folder / "out" / "archive").glob("*/*/done-*.json")))
        if not killed and done > orders / 3:
            os.killpg(workers[0].pid, signal.SIGKILL)
            workers[0], killed = _worker(dask, address, environment, folder), True
            print(f"at {done:,}: a worker killed, another started", flush=True)
        if killed and not restarted and done > 2 * orders / 3:
            scheduler.kill()
            scheduler.wait()
            scheduler, restarted = _scheduler(dask, address, environment), True
            workers += [
                _worker(dask, address, environment, folder) for _ in range(2)
            ]  # Dask's end with their scheduler
            print(f"at {done:,}: the scheduler killed and started again", flush=True)
    stdout, _ = process.communicate()
    for one in (*workers, scheduler):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(one.pid, signal.SIGKILL)
    report = json.loads(stdout)
    done = len(list((folder / "out" / "archive").glob("*/*/done-*.json")))
    print(f"made {report['made']:,}, failed {len(report['failed'])}, commits {done:,} of {orders:,}; {_twice(folder)}")
    return int(done != orders)


def _scheduler(dask: list[str], address: str, environment: dict[str, str]) -> subprocess.Popen[bytes]:
    line = [*_module(dask, "dask_scheduler"), "--port", address.rpartition(":")[2], "--no-dashboard", "--no-show"]
    return _quiet([*line, "--host", "127.0.0.1"], environment, None)


def _worker(dask: list[str], address: str, environment: dict[str, str], folder: Path) -> subprocess.Popen[bytes]:
    line = [*_module(dask, "dask_worker"), address, "--nworkers", "1", "--nthreads", "1", "--no-dashboard"]
    return _quiet([*line, "--death-timeout", "600", "--local-directory", str(folder)], environment, folder)


def _module(dask: list[str], name: str) -> list[str]:
    return [*dask[:-1], f"{dask[-1]}.{name}"]


def _quiet(line: list[str], environment: dict[str, str], folder: Path | None) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        line, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    import socket

    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def _twice(folder: Path) -> str:
    spoken = (folder / "spoken").read_text("utf-8").splitlines()
    return f"{len(spoken):,} texts spoken, {len(spoken) - len(set(spoken))} of them twice"


class _Memory:
    """The memory of a process and its children as time goes on."""

    def __init__(self, process: int) -> None:
        self.process, self.seen = process, list[int]()
        threading.Thread(target=self._watch, daemon=True).start()

    def _watch(self) -> None:
        while (now := self._now()) or not self.seen:
            self.seen.append(now)
            time.sleep(1)

    def _now(self) -> int:
        """MB of all processes of the archive together."""
        found = [self.process]
        for path in Path("/proc").glob("[0-9]*/stat"):
            try:
                if int(path.read_text().rpartition(") ")[2].split()[1]) == self.process:
                    found.append(int(path.parent.name))
            except OSError:
                continue
        total = 0
        for one in found:
            try:
                total += int(Path(f"/proc/{one}/statm").read_text().split()[1]) * 4096
            except OSError:
                continue
        return total >> 20

    def told(self) -> str:
        """At a quarter of the time, at the half, and at the end; the most."""
        seen = [one for one in self.seen if one] or [0]
        quarter, half = seen[len(seen) // 4], seen[len(seen) // 2]
        end = seen[-2 if len(seen) > 1 else -1]
        return f"memory {quarter}, {half}, {end} MB at a quarter, the half, the end; most {max(seen)}"


if __name__ == "__main__":
    sys.exit(main())
