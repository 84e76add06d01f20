"""The checks on ten real news articles with their human translations, in both languages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from packager.records import Line, Role, Script, Severity
from packager.translation.checks import examine_all


def scripts(shared: Path, language: str, written: str = "") -> list[Script]:
    """The articles, said to be in `language`, with the text of `written` (the same unless given)."""
    documents = json.loads((shared / "data" / "news_dev.json").read_text(encoding="utf-8"))["documents"]
    return [
        Script(
            article=document["id"],
            language=language,
            lines=tuple(
                Line(role=Role.BODY, source=part["en"], text=part[written or language], origin="human")
                for part in document["segments"]
            ),
        )
        for document in documents
    ]


@pytest.mark.parametrize("language", ["ps", "ur"])
def test_a_human_translation_is_mostly_left_in_peace(shared: Path, language: str) -> None:
    lines = [line for script in examine_all(scripts(shared, language)) for line in script.lines]
    flagged = [line for line in lines if line.findings]
    assert len(lines) == 168
    assert len(flagged) <= 3, [(line.findings, line.text) for line in flagged]


@pytest.mark.parametrize(("language", "written"), [("ps", "ur"), ("ur", "ps"), ("ps", "en"), ("ur", "en")])
def test_another_language_never_airs(shared: Path, language: str, written: str) -> None:
    lines = [line for script in examine_all(scripts(shared, language, written)) for line in script.lines]
    blocked = [line for line in lines if any(finding.severity is Severity.BLOCKS for finding in line.findings)]
    assert len(blocked) >= 0.97 * len(lines)
