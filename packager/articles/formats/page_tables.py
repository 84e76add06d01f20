"""Tables on pages: those of figures are said row by row, those that only lay out a page are walked through."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from packager.articles.structure import tables
from packager.articles.structure.blocks import tidy

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LONGEST = 12  # words of a cell; a longer one is a paragraph in a layout
_MOST = 400  # rows that are looked at


def rows(table: HtmlElement) -> list[str]:
    """A table of figures as texts; none for a table that lays out a page."""
    if table.find(".//table") is not None or table.find(".//form") is not None:
        return []
    found = [[cell for cell in row if cell.tag in ("td", "th")] for row in list(table.iter("tr"))[:_MOST]]
    cells = [[tidy(cell.text_content()) for cell in row] for row in found if row]
    if len(cells) < 2 or max(map(len, cells)) < 2 or any(len(text.split()) > _LONGEST for row in cells for text in row):
        return []
    headed = all(cell.tag == "th" for cell in found[0]) or not any(map(_is_figure, cells[0]))
    return tables.spoken_rows(cells, headed=headed and any(_is_figure(text) for row in cells[1:] for text in row))


def why(said: Sequence[str]) -> str:
    """Why a table's rows are not read, '' where they are."""
    return tables.TOO_LONG if len(said) > tables.LONGEST else ""


def _is_figure(text: str) -> bool:
    return any(letter.isdigit() for letter in text)
