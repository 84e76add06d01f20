"""What a check can tell of a translated line without knowing the language: a first look before a person's."""

from __future__ import annotations

from dataclasses import replace

from packager.records import Finding, Line, Script
from packager.translation.names import NO_NAMES, Names


def check(line: Line, language: str, names: Names = NO_NAMES) -> tuple[Finding, ...]:
    """Findings on one line by itself."""
    return ()


def examine(script: Script, names: Names = NO_NAMES) -> Script:
    """The script with findings on every line that has text."""
    return replace(
        script, lines=tuple(replace(line, findings=check(line, script.language, names)) for line in script.lines)
    )
