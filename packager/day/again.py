"""One edition made once more of the stories in its manifest, without looking for new ones."""

from __future__ import annotations

from pathlib import Path

from packager.day.making import Bundle
from packager.day.plan import Asked, article_programme, day_programme
from packager.day.watching import Unwatched
from packager.day.workers import make_all
from packager.edition.draft import Material
from packager.errors import InputError
from packager.records import Edition
from packager.station import Station


def make_again(path: Path, edition: Edition, station: Station, who: Unwatched | None = None) -> Bundle:
    """The edition of a manifest's file, at its place. No engine is asked for what the manifest has.

    Raises InputError for a manifest that does not lie where this program puts one: the sounds would go elsewhere.
    """
    folder = path.absolute().parent
    output, date, language = folder.parent.parent, edition.date, edition.language
    asked = Asked(station=station, output=output, date=date, languages=(language,))
    if (folder.parent.name, folder.name) == (date, language):
        programme = day_programme(asked, language)
    elif (output.name, folder.name) == ("convert", language):
        asked = Asked(station=station, output=output.parent, date=date, languages=(language,))
        programme = article_programme(asked, language, folder.parent.name, None)
    else:
        hint = f"put it into {date}/{language}/ of your output folder"
        raise InputError("does not lie where it is built", where=str(path), hint=hint)
    material = Material(articles=())
    with (who or Unwatched()).watching() as progress:
        return Bundle(results=make_all((programme,), material, progress, explain=False, debug=False), material=material)
