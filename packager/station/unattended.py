"""What a station says of its days by themselves: where results go, how long they stay, and who is told."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from typing import Any

from packager.station.plans import NoticePlan
from packager.station.values import Reader, Value, read_keys


def _command(value: Value) -> tuple[str, ...]:
    """A program and its arguments: as a line or as a list. No shell reads it."""
    if isinstance(value.value, list):
        words = tuple(item.text() for item in value.items())
    else:
        try:
            words = tuple(shlex.split(value.text()))
        except ValueError as error:
            raise value.fault(f"cannot be told apart into words ({error})", "close the quotes") from error
    if not words:
        raise value.fault("names no program", "for example 'mail -s packager desk@radio.example'")
    return words


def _webhook(value: Value) -> str:
    if not value.text().startswith(("http://", "https://")):
        raise value.fault(f"'{value.value}' is no web address", "it begins with https:// or http://")
    return value.text()


NOTIFY: Mapping[str, Reader] = {"command": _command, "webhook": _webhook}


def _notify(value: Value) -> NoticePlan:
    given: dict[str, Any] = read_keys(value, NOTIFY, "for example 'command: mail -s packager desk@radio.example'")
    if not given:
        raise value.fault("tells nobody", "add 'command:' or 'webhook:'")
    return NoticePlan(**given)


READERS: Mapping[str, tuple[str, Reader]] = {
    "output": ("results", Value.name),
    "keep-days": ("keep_days", lambda value: value.whole(1, 3660)),
    "notify": ("notify", _notify),
}
