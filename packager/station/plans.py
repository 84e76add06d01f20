"""What a station decided of the delivery, as records; `delivery` reads them from station.yaml."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class CartPlan:
    """An edition's place in the playout system."""

    first: int  # cart number of the programme; its stories follow
    last: int
    group: str = "NEWS"  # Rivendell's group, which must allow these numbers
    category: str = "NEWS"  # of the cart chunk
    at: str = ""  # "08:00:00": not to air before; "" for the whole day
    hours: int = 24  # how long it may air from then


DEFAULT_CARTS = {"ps": CartPlan(first=310_000, last=310_999), "ur": CartPlan(first=320_000, last=320_999)}
