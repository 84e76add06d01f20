"""What is to be made: from what was asked to each language's programme."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from packager.edition.pipeline import Programme
from packager.errors import InputError
from packager.known import Known, known_of
from packager.lang import whole
from packager.lang.options import SpokenOptions
from packager.lang.registry import codes, name_of
from packager.lang.registry import language as find
from packager.records import Edition
from packager.run import Run
from packager.speech import lexicon
from packager.speech.lexicon import Lexicon
from packager.station import EditionPlan, Station
from packager.store import Store
from packager.text.confine import stays_under
from packager.translation.chains import fallback_chain, in_hand_order
from packager.translation.name_tables import names_over
from packager.translation.names import Names
from packager.translation.names_said import obliques, prints, readings
from packager.translation.translating import Translating
from packager.voicing.cast import Cast
from packager.voicing.profiles import VoiceProfile, load_profile
from packager.voicing.voices import Voices

MEMORY = "memory.sqlite"
STORE = ".store"
TODAY = "today"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
RECORDINGS = "recordings"  # beside the station file, where that names no other folder


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What somebody asks for: whose day, which, in which languages, and under what limits."""

    station: Station
    output: Path
    date: str
    languages: tuple[str, ...]
    offline: bool = False
    explain: bool = False
    debug: bool = False
    clock: Callable[[], datetime] | None = None  # aware; None: this machine's

    @cached_property
    def known(self) -> Known:
        """What earlier runs found out that is of no edition alone."""
        return known_of(self.store, self.output)

    @property
    def now(self) -> datetime:
        """The moment on the station's clock."""
        zone = self.station.zone
        return self.clock().astimezone(zone) if self.clock else datetime.now(zone)

    @property
    def store(self) -> Store:
        """Where results are kept between runs."""
        return Store(self.output / STORE)


def the_date(text: str | None, station: Station) -> str:
    """The day that was asked for, else today at the station. Raises InputError for a day that does not exist."""
    if text is None:
        return datetime.now(station.zone).date().isoformat()
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise InputError(f"'{text}' is not a day ({error})", where="--date", hint="write it as 2026-11-23") from error


def the_output(text: str | None, station: Station) -> Path:
    """Where results go: as it was asked for, seen from the shell, else where the station has them."""
    return station.output if text is None else Path(text)


def the_path(text: str, station: Station) -> Path:
    """The file or folder that is named; 'today', and a day that names nothing here, are the station's own folders.

    A folder that is called so is './today'.
    """
    if text == TODAY:
        return station.output / the_date(None, station)
    named = Path(text)
    return station.output / text if _DAY.fullmatch(text) and not named.exists() else named


def the_languages(asked: Sequence[str] | None, station: Station) -> tuple[str, ...]:
    """The languages asked for, else the station's. Raises InputError for one that is none of ours or has a hole."""
    for language in asked or ():
        if language not in codes():
            raise InputError(
                f"'{language}' is not a language of this program",
                where="--edition",
                hint=f"known: {', '.join(codes())}",
            )
    found = tuple(dict.fromkeys(asked or (plan.language for plan in station.editions)))
    for language in found:
        whole.check(find(language))
    return found


def memory_path(station: Station, output: Path) -> Path:
    """The station's translation memory: where it says, else beside the output."""
    return station.memory or output / MEMORY


def day_programme(asked: Asked, language: str) -> Programme:
    """One language's programme of the day. Raises InputError for what its station decides and cannot be."""
    plan = asked.station.edition(language).on(date.fromisoformat(asked.date))
    edition = Edition(date=asked.date, language=language, slot=plan.slot)
    return _programme(asked, edition, plan, edition.id, asked.output / asked.date / language)


def article_programme(asked: Asked, language: str, article: str, voice: str | None) -> Programme:
    """One article by itself, without a show around it; `voice` in place of the station's."""
    plan = asked.station.edition(language)
    cast = Cast(anchor=(voice,)) if voice else plan.cast
    edition = Edition(date=asked.date, language=language)
    folder = asked.output / "convert" / article / language
    return _programme(asked, edition, replace(plan, cast=cast, show=False), article, folder)


def _programme(asked: Asked, edition: Edition, plan: EditionPlan, episode: str, folder: Path) -> Programme:
    station, language = asked.station, edition.language
    sources, names = station.sources(language), names_over(station.names, asked.known)
    if not stays_under(asked.output, folder):
        raise InputError("is a link out of the output folder", where=str(folder), hint="put a folder in its place")
    return Programme(
        run=Run(
            edition=edition,
            episode=episode,
            folder=folder,
            store=asked.store,
            now=asked.now,
            offline=asked.offline,
            known=known_of(asked.store, folder),
        ),
        translating=Translating(
            memory=memory_path(station, asked.output),
            memories=station.memories,
            chain=fallback_chain(sources, language),
            order=in_hand_order(sources),
            names=names,
        ),
        voices=Voices(
            language=language,
            cast=plan.cast,
            profiles={name: _voice(name, language, station) for name in plan.cast.names},
            lexicon=lexicon_of(station, language).over_names(_readings(names, language, asked.known)),
            spoken=spoken_options(station, names, language, asked.known),
            limits=station.voice_limits,
            ear=frozenset(listened_to(station)),
            recordings=station.recordings or station.folder / RECORDINGS,
        ),
        plan=plan,
        branding=station.branding(language),
        delivery=station.delivery(language),
    )


def listened_to(station: Station) -> tuple[str, ...]:
    """The voices to whose sound a machine listens. Raises InputError for one that it cannot hear, or nobody knows."""
    for name in station.ear:
        if not load_profile(name, (station.folder / "voices",)).trained:
            raise InputError(
                f"'{name}' speaks by rule, which the ear does not understand",
                where="ear",
                hint="name voices that learnt from people; a rule says what it is given",
            )
    return station.ear


def spoken_options(station: Station, names: Names, language: str, known: Known | None = None) -> SpokenOptions:
    """A station's choices of spoken forms in a language, its names among them."""

    def make() -> dict[str, dict[str, str]]:
        return {
            "names": names.spoken(language),
            "bent": obliques(names, language),
            "prints": prints(names, language),
        }

    told: Mapping[str, Any] = (known or Known()).result("spoken names", [names.mark, language], make)
    return replace(station.speech.get(language, SpokenOptions()), **told)


def _readings(names: Names, language: str, known: Known) -> Mapping[str, str]:
    told: Mapping[str, str] = known.result("readings", [names.mark, language], lambda: readings(names, language))
    return told


def _voice(name: str, language: str, station: Station) -> VoiceProfile:
    """A voice of the station's. Raises InputError for one that does not speak the edition's language."""
    profile = load_profile(name, (station.folder / "voices",))
    if profile.language != language:
        raise InputError(
            f"the voice '{name}' speaks {name_of(profile.language)}",
            where=f"edition {language}",
            hint=f"choose a voice of {name_of(language)}",
        )
    return profile


def lexicon_of(station: Station, language: str) -> Lexicon:
    """The station's pronunciations. Raises InputErrors with every bad entry."""
    return lexicon.load(lexicon_path(station, language), language)


def lexicon_path(station: Station, language: str) -> Path:
    """The lexicon's file, whether it is there or not."""
    return station.folder / "voices" / lexicon.file_name(language)
