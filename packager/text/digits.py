"""Digits of three scripts and the separators between them, as ASCII: `۲٬۵۰۰٫۵` → `2,500.5`."""

from __future__ import annotations

import re
import unicodedata

from packager.text.letters import Swap

_ROWS = ("۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩")
_ARABIC = {ord(figure): str(value) for row in _ROWS for value, figure in enumerate(row)}
_SIGNS = {ord("٪"): "%", ord("٫"): ".", ord("٬"): ",", ord("؍"): "/", ord("⁄"): "/", ord("∕"): "/"}
ASCII = _ARABIC | _SIGNS
_to_ascii = Swap(ASCII)

_OTHER_DIGIT = re.compile(r"(?![0-9])\d")
_GROUPED = re.compile(r"(?<![\d.,])\d+(?:[,،]\d+)+(?![\d])")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d{2})*,\d{3}")


def to_ascii(text: str) -> str:
    """Every decimal digit as 0–9; separators between digits as `,` (groups) and `.` (decimals).

    Pashto print writes both ۳۰،۰۰۰ (thirty thousand) and ۲،۷ (two point seven) with the same comma:
    groups of three (or 2,50,000) are groups, one comma before one or two digits is a decimal point.
    """
    text = _to_ascii(text)
    if not text.isascii():
        text = _OTHER_DIGIT.sub(lambda match: str(unicodedata.decimal(match[0])), text)
    return _GROUPED.sub(_separators, text) if "," in text or "،" in text else text


def _separators(match: re.Match[str]) -> str:
    figure = match[0].replace("،", ",")
    if _THOUSANDS.fullmatch(figure):
        return figure
    whole, *rest = figure.split(",")
    if len(rest) == 1 and len(rest[0]) <= 2:
        return f"{whole}.{rest[0]}"
    return ", ".join([whole, *rest])
