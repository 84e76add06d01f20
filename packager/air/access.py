"""The key of a place on another machine: from the environment or a file, as the station's file names it."""

from __future__ import annotations

import os

from packager.errors import InputError
from packager.station.plans import Access
from packager.store import read_text


def secret(access: Access, where: str) -> str:
    """The key; "" where none is named. No message holds it. Raises InputError where what is named is not there."""
    if access.key_env:
        if not (value := os.environ.get(access.key_env, "").strip()):
            hint = "set it to the key, for cron too"
            raise InputError(f"the environment variable {access.key_env} is not set", where=where, hint=hint)
        return value
    if access.key_file:
        lines = read_text(access.key_file).split()
        if len(lines) != 1:
            raise InputError("is not a key on one line", where=str(access.key_file), hint="put the key alone into it")
        return lines[0]
    return ""


def scrubbed(text: str, key: str) -> str:
    """A server's words for a message: one short line, without the key, in case it repeats it."""
    from packager.text.confine import shown

    return shown(" ".join((text.replace(key, "[key]") if key else text).split()), 200)
