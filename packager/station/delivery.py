"""The keys of what leaves the program: cart numbers and air times."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import time
from typing import Any

from packager.station.plans import DEFAULT_CARTS, CartPlan
from packager.station.show import by_language
from packager.station.values import Reader, Value, read_each, read_keys

HIGHEST = 999_999  # Rivendell's cart numbers are six figures at most


def _numbers(value: Value) -> tuple[int, int]:
    found = re.fullmatch(r"(\d{1,6})\s*-\s*(\d{1,6})", str(value.value).strip())
    first, last = (int(found[1]), int(found[2])) if found else (0, 0)
    if not 1 <= first < last <= HIGHEST:
        raise value.fault("is not a range of cart numbers", f"for example 310000-310999, from 1 to {HIGHEST}")
    return first, last


def _clock(value: Value) -> str:
    try:
        return f"{time.fromisoformat(value.text()):%H:%M:%S}"
    except ValueError as error:
        raise value.fault(f"'{value.value}' is not a time of day", 'write it as "08:00", in quotes') from error


CART: Mapping[str, Reader] = {
    "numbers": _numbers,
    "group": Value.text,
    "category": Value.text,
    "at": _clock,
    "hours": lambda value: value.whole(1, 24 * 366),
}


def _carts(value: Value) -> Mapping[str, CartPlan]:
    given = read_each(by_language(value, "ps: {numbers: 310000-310999}"), lambda child: read_keys(child, CART))
    return {**DEFAULT_CARTS, **{language: _cart(DEFAULT_CARTS[language], keys) for language, keys in given.items()}}


def _cart(default: CartPlan, given: dict[str, Any]) -> CartPlan:
    first, last = given.pop("numbers", (default.first, default.last))
    return replace(default, first=first, last=last, **given)


READERS: Mapping[str, tuple[str, Reader]] = {
    "cart": ("carts", _carts),
}
