"""What build, demo and convert share: from what was asked to the jobs, and from their results to the summary."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from packager.day.workers import Failed
from packager.edition.draft import Material
from packager.edition.job import Job
from packager.edition.pipeline import Made
from packager.errors import InputError
from packager.exit_codes import DONE, NEEDS_PERSON
from packager.records import Edition
from packager.speech import lexicon
from packager.speech.lexicon import Lexicon
from packager.station import LANGUAGES, EditionPlan, Station
from packager.store import Store
from packager.translation.chains import ladder
from packager.translation.name_tables import names_of
from packager.voicing.profiles import VoiceProfile, load_profile

MEMORY = "memory.sqlite"
STORE = ".store"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a command line asks for."""

    station: Station
    output: Path
    date: str
    languages: tuple[str, ...]
    offline: bool = False
    explain: bool = False
    debug: bool = False


def the_date(text: str | None, station: Station) -> str:
    """The day that was asked for, else today at the station. Raises InputError for a day that does not exist."""
    if text is None:
        return datetime.now(station.zone).date().isoformat()
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise InputError(f"'{text}' is not a day ({error})", where="--date", mend="write it as 2026-11-23") from error


def the_languages(asked: Sequence[str] | None, station: Station) -> tuple[str, ...]:
    """The languages that were asked for, else the station's. Raises InputError for one that is not spoken here."""
    for language in asked or ():
        if language not in LANGUAGES:
            raise InputError(f"'{language}' is not a language of this program", where="--edition", mend="ps or ur")
    return tuple(dict.fromkeys(asked or (plan.language for plan in station.editions)))


def memory_path(station: Station, output: Path) -> Path:
    """The station's translation memory: where it says, else beside the output."""
    return station.memory or output / MEMORY


def day_job(asked: Asked, language: str) -> Job:
    """The job of one language's edition of the day."""
    plan = asked.station.edition(language).on(date.fromisoformat(asked.date))
    edition = Edition(date=asked.date, language=language, slot=plan.slot)
    return make_job(asked, edition, plan, edition.id, asked.output / asked.date / language)


def make_job(asked: Asked, edition: Edition, plan: EditionPlan, episode: str, folder: Path) -> Job:
    """A job of any folder. Raises InputError for a voice that is not there or does not speak the language."""
    voices = {name: _voice(name, edition.language, asked.station) for name in plan.cast.names}
    return Job(
        edition=edition,
        episode=episode,
        folder=folder,
        store=Store(asked.output / STORE),
        memory=memory_path(asked.station, asked.output),
        station=asked.station,
        plan=plan,
        voices=voices,
        now=datetime.now(asked.station.zone),
        ladder=ladder(asked.station, edition.language),
        names=names_of(asked.station),
        lexicon=lexicon_of(asked.station, edition.language),
        offline=asked.offline,
    )


def _voice(name: str, language: str, station: Station) -> VoiceProfile:
    """A voice of the station's. Raises InputError for one that does not speak the edition's language."""
    profile = load_profile(name, (station.folder / "voices",))
    if profile.language != language:
        raise InputError(
            f"the voice '{name}' speaks {LANGUAGES.get(profile.language, profile.language)}",
            where=f"edition {language}",
            mend=f"choose a voice of {LANGUAGES[language]}",
        )
    return profile


def lexicon_of(station: Station, language: str) -> Lexicon:
    """The station's pronunciations. Raises InputErrors with every bad entry."""
    return lexicon.load(lexicon_path(station, language), language)


def lexicon_path(station: Station, language: str) -> Path:
    """The lexicon's file, whether it is there or not."""
    return station.folder / "voices" / lexicon.file_name(language)


def exit_code(results: Sequence[Made | Failed], material: Material) -> int:
    """The worst of the editions' outcomes."""
    failures = [result.error.exit_code for result in results if isinstance(result, Failed)]
    if failures:
        return min(failures)
    made = [result for result in results if isinstance(result, Made)]
    return NEEDS_PERSON if material.skipped or any(result.needs_person for result in made) else DONE
