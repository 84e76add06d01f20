"""A table's rows as a presenter would say them: 'PTI: 62 seats'."""

from __future__ import annotations

import re
from collections.abc import Sequence

LONGEST = 10  # rows; nobody follows more by ear, and an editor says what matters of it
TOO_LONG = f"a table of over {LONGEST} rows: say what matters of it in a sentence"
_FIGURE = re.compile(r"[\d,. ]*\d")


def spoken_rows(rows: Sequence[Sequence[str]], *, headed: bool) -> list[str]:
    """One text for each row below the head; empty cells are not said.

    >>> spoken_rows([["Party", "Seats"], ["PTI", "62"]], headed=True)
    ['PTI: 62 seats']
    """
    head: Sequence[str] = rows[0] if headed and len(rows) > 1 else ()
    said = (_row(row, head) for row in rows[1 if head else 0 :])
    return [text for text in said if text]


def _row(row: Sequence[str], head: Sequence[str]) -> str:
    first, *rest = row
    names = [*head[1:], *[""] * len(rest)]
    told = ", ".join(_cell(cell, name) for cell, name in zip(rest, names, strict=False) if cell)
    return f"{first}: {told}" if first and told else first or told


def _cell(cell: str, name: str) -> str:
    if not name:
        return cell
    if not _FIGURE.fullmatch(cell):
        return f"{name} {cell}"
    if name == "%":
        return f"{cell}%"
    return f"{cell} {name if name.isupper() or len(name.split()) > 3 else name[0].lower() + name[1:]}"
