"""What a station decided of the delivery, as records; `delivery` reads them from station.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class CartPlan:
    """An edition's place in the playout system."""

    first: int  # cart number of the programme; its stories follow
    last: int
    group: str = "NEWS"  # Rivendell's group, which must allow these numbers
    category: str = "NEWS"  # of the cart chunk
    at: str = ""  # "08:00:00": not to air before; "" for the whole day
    hours: int = 24  # how long it may air from then


@dataclass(frozen=True, kw_only=True)
class PodcastPlan:
    """What one edition's podcast feed says of itself."""

    title: str
    description: str
    base: str  # URL under which the output folder is served
    link: str  # the station's page
    author: str
    email: str  # of the owner; directories write to it
    url: str = ""  # of the feed itself; "" for `feed.<language>.xml` under the base
    image: str = ""  # URL
    category: tuple[str, ...] = ("News", "Daily News")
    explicit: bool = False
    copyright: str = ""
    guid: str = ""  # of a feed that has moved; "" for the one that its address gives


@dataclass(frozen=True, kw_only=True)
class DropPlan:
    """A folder that a playout system watches."""

    system: str
    folder: Path
    languages: tuple[str, ...] = ("ps", "ur", "en")


@dataclass(frozen=True, kw_only=True)
class Signing:
    """The station's key for Content Credentials."""

    certificates: Path  # PEM, the station's own first
    key: Path  # PEM
    algorithm: str = "es256"
    timestamps: str = ""  # URL of an RFC 3161 authority


DEFAULT_CARTS = {
    "ps": CartPlan(first=310_000, last=310_999),
    "ur": CartPlan(first=320_000, last=320_999),
    "en": CartPlan(first=330_000, last=330_999),
}
DEFAULT_FORMATS = {"mp3": 192}  # kbit/s, beside the WAV


@dataclass(frozen=True, kw_only=True)
class LoudnessPlan:
    """What a finished programme measures and how it is stored: a known profile, and what the station wants else."""

    name: str = "ebu-r128"
    integrated: float | None = None  # LUFS; None: the profile's
    true_peak: float | None = None  # dBTP, never over; None: the profile's
    channels: int = 1
    rate: int = 48_000  # Hz
    bits: int = 24
