"""station.yaml: the keys of what leaves the program."""

from __future__ import annotations

from pathlib import Path

import pytest

from packager import station
from packager.errors import InputError
from packager.station.plans import CartPlan


def _read(folder: Path, text: str) -> station.Station:
    path = folder / "station.yaml"
    path.write_text(text, encoding="utf-8")
    return station.load(path)


def test_cart_numbers_and_air_times_are_read(tmp_path: Path) -> None:
    read = _read(tmp_path, 'cart:\n  ur: {numbers: 42000-42099, group: URDU, category: NEWS, at: "23:30", hours: 6}\n')
    assert read.carts["ur"] == CartPlan(first=42_000, last=42_099, group="URDU", at="23:30:00", hours=6)
    assert read.carts["ps"] == CartPlan(first=310_000, last=310_999)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("cart: {numbers: 1-2}\n", "'numbers' is not a language"),
        ("cart: {ps: {numbers: 310000}}\n", "cart.ps.numbers: is not a range of cart numbers"),
        ("cart: {ps: {numbers: 9-8}}\n", "is not a range of cart numbers"),
        ("cart: {ps: {numbers: 0-10}}\n", "is not a range of cart numbers"),
        ("cart: {ps: {at: 8 in the morning}}\n", "cart.ps.at: '8 in the morning' is not a time of day"),
        ("cart: {ps: {hours: 0}}\n", "must be a whole number"),
        ("cart: {ps: {gruop: X}}\n", "did you mean 'group'?"),
    ],
)
def test_a_slip_is_named_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        _read(tmp_path, text)
    assert said in str(caught.value)
    assert "station.yaml:1:" in str(caught.value)
