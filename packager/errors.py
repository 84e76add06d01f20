"""What can go wrong, said so that a producer can act on it.

Every error of ours is one line: what failed, where, and what to do. The command line prints it
without a traceback and leaves with `exit_code`.
"""

from __future__ import annotations

import errno
from collections.abc import Sequence

LONGEST = 500  # letters of each part: some six lines of a terminal


class PackagerError(Exception):
    """Something failed; nothing is half-written."""

    exit_code = 1


class InputError(PackagerError):
    """Usage, configuration or input that cannot be used as it is."""

    exit_code = 2

    def __init__(self, what: str, *, where: str = "", hint: str = "") -> None:
        """Join `where: what; hint` into the one line that is shown.

        `where` is a file, with line and key where there are any: "station.yaml:12: voices.ps".
        The three parts stay readable, for those who turn the error into a `Skipped`.
        """
        self.what, self.where, self.hint = _short(what), _short(where), _short(hint)
        super().__init__(one_line(self.what, where=self.where, hint=self.hint))


_HINTS = {  # what this machine may refuse, whatever a run wants of it → what to do
    errno.EMFILE: "close programs or raise 'ulimit -n', and run again",
    errno.ENFILE: "close programs, and run again",
    errno.ENOMEM: "close programs, and run again",
    errno.ENOSPC: "make room, and run again",
    errno.EDQUOT: "make room, and run again",
    errno.EROFS: "choose another folder, or have the disk mounted to be written",
    errno.EACCES: "mend its permissions, and run again",
    errno.EPERM: "mend its permissions, and run again",
    errno.EIO: "see to the disk, and run again",
    errno.ESTALE: "see to the network share, and run again",
}


def of_machine(error: Exception) -> PackagerError | None:
    """What this machine refused, as one line with what to do; None for an error that is none of its."""
    if not isinstance(error, OSError) or error.errno not in _HINTS:
        return None
    return PackagerError(one_line(str(error.strerror), where=str(error.filename or ""), hint=_HINTS[error.errno]))


class EngineError(PackagerError):
    """A translator or a voice failed for now: another rung of the fallback chain may do."""

    def __init__(self, what: str, *, where: str = "", hint: str = "") -> None:
        """Join `where: what; hint`; `where` is the engine's name."""
        super().__init__(one_line(_short(what), where=_short(where), hint=_short(hint)))


class EngineUnavailable(EngineError):
    """An engine cannot work on this machine as it stands (no model, no key, no network allowed)."""

    def __init__(self, what: str, *, where: str = "", hint: str = "", install: tuple[str, str] | None = None) -> None:
        """Join the parts; `install` is kind and name of the model that `packager models install` would bring."""
        super().__init__(what, where=where, hint=hint)
        self.install = install


class LinesLost(EngineError):
    """Some of the lines came back and others did not."""

    def __init__(self, reason: str, texts: Sequence[str]) -> None:
        """Keep what came: one text for each line that was sent, "" for those that are lost."""
        PackagerError.__init__(self, reason)
        self.texts = tuple(texts)

    def __reduce__(self) -> tuple[type[LinesLost], tuple[str, tuple[str, ...]]]:
        """Errors travel between processes with what they hold."""
        return LinesLost, (str(self), self.texts)


def _short(text: str) -> str:
    """Beginning and end: what is told of a file may quote it, and a file may have a name or a key of megabytes."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 100]}…{text[-100:]}"


def one_line(what: str, *, where: str = "", hint: str = "") -> str:
    """The one line that names place, fault and hint.

    >>> one_line("no such key 'vioce'", where="station.yaml:4", hint="did you mean 'voice'?")
    "station.yaml:4: no such key 'vioce'; did you mean 'voice'?"
    """
    head = f"{where}: {what}" if where else what
    return " ".join((f"{head}; {hint}" if hint else head).split())


class InputErrors(InputError):
    """Several faults of one file, told at once so that one edit mends them all."""

    def __init__(self, faults: Sequence[InputError]) -> None:
        """Keep the faults; the message has one line for each."""
        PackagerError.__init__(self, "\n".join(str(fault) for fault in faults))
        self.faults = tuple(faults)

    def __reduce__(self) -> tuple[type[InputErrors], tuple[tuple[InputError, ...]]]:
        """Errors travel between processes with their faults."""
        return InputErrors, (self.faults,)
