"""The station's own decisions, as a record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from packager.articles.feeds.sources import FeedSource
from packager.delivery.cut import CartPlan
from packager.errors import InputError
from packager.lang.options import SpokenOptions
from packager.lang.registry import language as find
from packager.lang.registry import name_of
from packager.records import Block
from packager.station.feeds import FetchPlan
from packager.station.plans import (
    DEFAULT_CARTS,
    AirRule,
    Branding,
    Delivery,
    DropPlan,
    FilePlan,
    NoticePlan,
    PodcastPlan,
)
from packager.translation.sources import Sources, sources_of
from packager.voicing.cast import Cast, VoiceLimits

OUTPUT = "output"
EDITIONS = ("ps", "ur")  # what a station makes that names no editions, whatever other languages are installed


@dataclass(frozen=True, kw_only=True)
class EditionPlan:
    """What a station wants of one language's edition."""

    language: str
    cast: Cast  # who reads it
    slot: str = ""  # "15:00"; "" for as long as it takes
    greeting: bool = True
    headlines: int | None = None  # how many are read; None: all
    stings: bool = True  # between stories
    bed: tuple[str, ...] = ()  # what has music under it: "greeting", "headlines", "sign-off"
    pauses: tuple[float, float] = (0.8, 1.2)  # what a pause may be multiplied with
    tempo: float = 0.06  # how much faster or slower the speech may be
    music: float = 30.0  # s of it that may fill the slot
    blocks: tuple[Block, ...] = ()  # none: one for everything
    show: bool = True  # with ident, disclosure, headlines and sign-off; False for one article by itself
    weekdays: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)  # 0 Monday … 6: fields that differ

    def on(self, day: date) -> EditionPlan:
        """The plan of this day of the week."""
        return replace(self, **self.weekdays.get(day.weekday(), {}))

    @property
    def voice(self) -> str:
        """The voice that is to read the show."""
        return self.cast.anchor[0]


def default_plan(language: str) -> EditionPlan:
    """The plan for a language of which a station says nothing."""
    return EditionPlan(language=language, cast=Cast(anchor=find(language).voices or ("",)))


@dataclass(frozen=True, kw_only=True)
class Station:
    """A station's own decisions."""

    name: str = "Packager"
    city: str = ""
    timezone: str = "Asia/Karachi"
    folder: Path = Path()  # what relative names in the file are relative to
    results: Path | None = None  # where the results go; None: output/ beside the file
    keep_days: int | None = None  # how many days of results stay; None: all
    notify: NoticePlan | None = None  # who is told when a day that is made by itself needs a person
    editions: tuple[EditionPlan, ...] = field(
        default_factory=lambda: tuple(default_plan(language) for language in EDITIONS)
    )
    articles: tuple[Path, ...] = ()
    feeds: tuple[FeedSource, ...] = ()
    fetch: FetchPlan = field(default_factory=FetchPlan)
    memory: Path | None = None  # the station's memory; None: beside the output
    memories: tuple[Path, ...] = ()  # TMX files that are read and never written
    disclosure: bool = True
    wording: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # by language, over the defaults
    sounds: Mapping[str, Path] = field(default_factory=dict)  # the station's own; ours where none is named
    files: FilePlan = field(default_factory=FilePlan)
    carts: Mapping[str, CartPlan] = field(default_factory=lambda: dict(DEFAULT_CARTS))  # by language
    podcasts: Mapping[str, PodcastPlan] = field(default_factory=dict)  # by language
    drops: tuple[DropPlan, ...] = ()
    air: AirRule = AirRule.APPROVED_ONLY  # which stories may be published
    voice_limits: VoiceLimits = field(default_factory=VoiceLimits)
    ear: tuple[str, ...] = ()  # voices to whose sound a machine listens
    recordings: Path | None = None  # folder of sounds that stand in for a line or a story; None: beside the file
    translation: Mapping[str, Sources] = field(default_factory=dict)  # by language, first to last
    names: tuple[Path, ...] = ()  # tables of names over the program's own
    speech: Mapping[str, SpokenOptions] = field(default_factory=dict)  # by language

    @property
    def air_unreviewed(self) -> bool:
        """Whether stories that nobody approved may be published."""
        return self.air is AirRule.ALL

    @property
    def zone(self) -> ZoneInfo:
        """The station's time zone."""
        return ZoneInfo(self.timezone)

    @property
    def output(self) -> Path:
        """Where the results go."""
        return self.results or self.folder / OUTPUT

    def edition(self, language: str) -> EditionPlan:
        """The plan for a language, the default one where the station has none."""
        plan = next((plan for plan in self.editions if plan.language == language), None)
        return plan or default_plan(language)

    def branding(self, language: str) -> Branding:
        """What the station is known by in a language."""
        return Branding(
            name=self.name,
            wording=self.wording.get(language, {}),
            sounds=self.sounds,
            calendar=self.speech.get(language, SpokenOptions()).calendar,
            disclosure=self.disclosure,
        )

    def _cart(self, language: str) -> CartPlan:
        """The place of a language's edition in the playout system. Raises InputError where nobody gave it one."""
        if language not in self.carts:
            what = f"the station gives its {name_of(language)} edition no cart numbers"
            raise InputError(what, where="station.yaml", hint=f"add cart: {{{language}: {{numbers: 340000-340999}}}}")
        return self.carts[language]

    def delivery(self, language: str) -> Delivery:
        """What a language's edition is delivered as."""
        podcast = self.podcasts.get(language)
        return Delivery(files=self.files, cart=self._cart(language), link=podcast.link if podcast else "")

    def sources(self, language: str) -> Sources:
        """A language's translators, first to last."""
        return sources_of(self.translation, language)
