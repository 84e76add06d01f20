"""Pages as sites of today build them, each read to its last sentence; what is not read is on record."""

from __future__ import annotations

from datetime import UTC
from pathlib import Path

import pytest

from packager.articles.formats import page, page_walk
from packager.records import Role

PAGES = Path(__file__).parent.parent / "cases" / "pages"


@pytest.mark.parametrize("path", sorted(PAGES.glob("*.html")), ids=lambda path: path.stem)
def test_a_page_is_read_to_its_last_sentence(path: Path) -> None:
    draft = page.read(path.read_text(encoding="utf-8"), where=path.name, zone=UTC)
    read = [draft.headline, *(p.text for p in draft.paragraphs if p.role is not Role.CAPTION)]
    assert read == path.with_suffix(".read.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("path", sorted(PAGES.glob("*.html")), ids=lambda path: path.stem)
def test_what_is_read_and_what_is_told_are_all_that_the_page_has(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    found = page_walk.walk(page.parse(text, where=path.name))
    draft = page.read(text, where=path.name, zone=UTC)
    there = [item.block.text for item in found if item.block.text != draft.headline]
    pieces = [out for out in draft.left_out if out.part]
    cut = sum(item.block.part for item in found)
    assert len(draft.paragraphs) + len(draft.left_out) - len(pieces) == len(there) - cut
    assert all(out.why for out in draft.left_out)
