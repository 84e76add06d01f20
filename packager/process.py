"""What the program does about its own process: streams that are closed or take no Pashto, and signals that end it."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Iterator

SIGNALS = (signal.SIGINT, signal.SIGTERM)
WATCH = "packager-watch"  # the thread that hears signals and nothing else
GRACE = 1.5  # s from a signal until the process is ended, wherever it is: two are promised


class Stopped(KeyboardInterrupt):
    """Somebody ended the run: Ctrl-C, `kill`, or a machine that goes down."""

    def __init__(self, number: int) -> None:
        """Keep which signal it was."""
        super().__init__(signal.Signals(number).name)
        self.exit_code = 128 + number  # as shells have it


def open_streams() -> None:
    """Put /dev/null where a standard stream is closed, and escapes where one cannot write a letter.

    A file that is opened later would else get the number of standard error, and what libraries say there in it.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)
    sys.stdin = sys.stdin or open(os.devnull, encoding="utf-8")  # noqa: PTH123, SIM115 - open as long as the program runs
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def in_utf8() -> None:
    """Begin again in UTF-8 where the locale has paths and texts read otherwise: names in Pashto are none in ASCII."""
    if sys.getfilesystemencoding().lower() != "utf-8" and not sys.flags.utf8_mode:
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])  # noqa: S606 - no shell is wanted


@contextlib.contextmanager
def stoppable() -> Iterator[None]:
    """Signals raise `Stopped` in the block; a process that does not come to its end by that is ended after GRACE.

    Python hears a signal between two of its own steps: an engine that computes for a minute, or a pool that waits for
    its threads, would keep whoever pressed Ctrl-C waiting. Shells have what a script puts in the background ignore
    SIGINT; whoever sends it to this process means it.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, _stop) for number in SIGNALS}
    ear, mouth = os.pipe()
    os.set_blocking(mouth, False)
    woken = signal.set_wakeup_fd(mouth, warn_on_full_buffer=False)
    threading.Thread(target=_end_if_told, args=(ear,), name=WATCH, daemon=True).start()
    stopped = False
    try:
        yield
    except Stopped:
        stopped = True
        raise
    finally:
        for number, old in before.items():
            signal.signal(number, old)
        signal.set_wakeup_fd(woken)
        if not stopped:  # else the watch goes on: threads that are waited for at the very end count too
            os.close(mouth)


def _stop(number: int, _frame: object) -> None:
    raise Stopped(number)


def _end_if_told(ear: int) -> None:
    """Runs in a thread: waits for the first signal, and gives the process its time."""
    signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)  # the main thread's to hear, and to hear later if it wants to
    told = os.read(ear, 1)
    if told:
        threading.Event().wait(GRACE)
        os.write(2, b"packager: stopped in the midst of it; the same command goes on from what was finished\n")
        os._exit(128 + told[0])
    os.close(ear)
