"""Texts that are no articles, in as many bytes as are taken in: refused in a line, before each part is looked at."""

from __future__ import annotations

from pathlib import Path

import pytest

from packager.articles import gather

SIZE = 4_900_000  # bytes; intake takes five million
NO_ARTICLE = {
    "a.txt": ("Ab c d.\n\n", "By A B\n", "* ", "( a", "*([ ", "word "),
    "a.md": ("Ab c d.\n\n", "```\n", "|-|\n", "a\n=\n", "---\n", "* ", "__", "![", "<!-- ", "[", "[a]("),
    "a.html": ("<p>a ", "<b>", "<table><tr><td>", "<a href=x>b", "a ", "<p>Ab c d."),
}


@pytest.mark.parametrize(("name", "piece"), [(name, piece) for name, pieces in NO_ARTICLE.items() for piece in pieces])
def test_what_repeats_itself_for_megabytes_is_refused(name: str, piece: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text("Road to Chitral reopens\n\n" + piece * (SIZE // len(piece)), encoding="utf-8")
    intake = gather([str(tmp_path / name)])
    assert not intake.articles
    (told,) = intake.skipped
    assert told.article.endswith(name)
    assert any(
        word in told.reason for word in ("lines", "letters in one paragraph", "tags", "no article", "no headline")
    )


def test_a_page_that_carries_data_is_read_without_it(tmp_path: Path) -> None:
    words = "The road to Chitral reopened on Monday after two days of snow, officials in Dir said. " * 3
    page = f"<html><body><h1>Road to Chitral reopens</h1><article><p>{words}</p><p>{'x ' * 100_000}</p></article>"
    (tmp_path / "a.html").write_text(f"{page}</body></html>", encoding="utf-8")
    (article,) = gather([str(tmp_path / "a.html")]).articles
    assert [paragraph.text for paragraph in article.paragraphs] == [words.strip()]
    assert any("x x x" in out.text for out in article.left_out)
