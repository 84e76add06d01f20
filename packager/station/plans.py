"""What a station decided of the delivery, as records; `delivery` reads them from station.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from packager.audio.profiles import Profile, profile
from packager.delivery.c2pa import Signing
from packager.delivery.cut import CartPlan


class AirRule(StrEnum):
    """Which stories a station publishes."""

    ALL = "all"  # also those that nobody approved
    APPROVED_ONLY = "approved-only"
    HEARD = "heard"  # approved by somebody who listened to the whole of it
    TWO_PEOPLE = "two-people"  # approved, and seconded by another


@dataclass(frozen=True, kw_only=True)
class PodcastPlan:
    """What one edition's podcast feed says of itself."""

    language: str  # BCP 47: ps, ur, ps-AF
    title: str
    description: str
    base: str  # URL under which the output folder is served
    link: str  # the station's page
    author: str
    email: str  # of the owner; directories write to it
    url: str = ""  # of the feed itself; "" for podcast.<language>.xml under the base
    image: str = ""  # URL
    category: tuple[str, ...] = ("News", "Daily News")
    explicit: bool = False
    copyright: str = ""
    guid: str = ""  # of a feed that has moved; "" for the one that its address gives

    @property
    def feed(self) -> str:
        """Where the feed itself is served."""
        return self.url or f"{self.base.rstrip('/')}/podcast.{self.language}.xml"


@dataclass(frozen=True, kw_only=True)
class DropPlan:
    """A folder that a playout system watches."""

    system: str
    folder: Path
    languages: tuple[str, ...]
    taken: bool = False  # the system takes files away once it has them: what is gone is not put back
    latest: bool = False  # the newest day's programme lies there under a name without a date too
    keep: int = 0  # days whose files stay there; 0: all


@dataclass(frozen=True, kw_only=True)
class NoticePlan:
    """How somebody is told that a day that is made by itself needs a person."""

    command: tuple[str, ...] = ()  # a program and its arguments, which reads the notice from its standard input
    webhook: str = ""  # URL to which the notice is posted as JSON


DEFAULT_CARTS = {
    "ps": CartPlan(first=310_000, last=310_999),
    "ur": CartPlan(first=320_000, last=320_999),
    "en": CartPlan(first=330_000, last=330_999),
}
DEFAULT_FORMATS = {"mp3": 192}  # kbit/s, beside the WAV


@dataclass(frozen=True, kw_only=True)
class Branding:
    """What a station is known by in one language: its name, its phrases and its sounds."""

    name: str
    wording: Mapping[str, str]  # over the program's phrases
    sounds: Mapping[str, Path]  # the station's own files, by name; the program's where it has none
    calendar: str  # the set of names of months and weekdays; "" the language's usual one
    disclosure: bool  # whether the synthetic voice is spoken of on air


@dataclass(frozen=True, kw_only=True)
class FilePlan:
    """How finished files are made, in whatever language."""

    loudness: Profile = field(default_factory=profile)
    formats: Mapping[str, int] = field(default_factory=lambda: dict(DEFAULT_FORMATS))  # beside the WAV: kbit/s
    picture: Path | None = None  # PNG or JPEG, in every encoded file
    signing: Signing | None = None
    name_editors: bool = False  # whether what is public names who reviewed it


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """What one language's edition is delivered as."""

    files: FilePlan
    cart: CartPlan
    link: str  # the page that the files name; "" for none
