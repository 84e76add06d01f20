"""The use cases: a day's programmes from its articles, and one article as a segment by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import BinaryIO

from packager.day.intake import material_of, with_earlier
from packager.day.plan import Asked, article_programme, day_programme
from packager.day.watching import Unwatched
from packager.day.workers import EditionFailed, make_all
from packager.edition.draft import Material
from packager.edition.pipeline import Programme
from packager.edition.work import Made
from packager.errors import InputError
from packager.exit_codes import DONE, NEEDS_PERSON
from packager.station import Station
from packager.translation.chains import fallback_chain, missing


@dataclass(frozen=True, kw_only=True)
class Bundle:
    """What came of a day, or of an article."""

    results: tuple[Made | EditionFailed, ...]  # in the order of the languages
    material: Material

    @property
    def exit_code(self) -> int:
        """The worst of the editions' outcomes."""
        failures = [result.error.exit_code for result in self.results if isinstance(result, EditionFailed)]
        if failures:
            return min(failures)
        made = [result for result in self.results if isinstance(result, Made)]
        return NEEDS_PERSON if self.material.skipped or any(result.needs_person for result in made) else DONE


def build(
    asked: Asked, named: Sequence[str] = (), stdin: BinaryIO | None = None, who: Unwatched | None = None
) -> Bundle:
    """The editions of the named articles, else of the station's own and its feeds', else of the manifests' stories.

    `stdin` is what an article named "-" is read from. Raises InputError where there is nothing to make or a choice
    of the station's cannot be; what goes wrong in one edition alone is in the outcome.
    """
    programmes = [day_programme(asked, language) for language in asked.languages]
    station, who = asked.station, who or Unwatched()
    if not (named or station.articles or station.feeds or any(one.run.manifest.is_file() for one in programmes)):
        hint = "name files or folders, or set 'articles:' or 'feeds:' in the station file"
        raise InputError("there is no article", hint=hint)
    with who.watching() as progress:
        material = with_earlier(material_of(named, asked, stdin, progress), asked)
    return Bundle(results=_made(programmes, material, asked, who), material=material)


def convert(
    asked: Asked, named: str, voice: str | None = None, stdin: BinaryIO | None = None, who: Unwatched | None = None
) -> Bundle:
    """One article as a segment with its manifest, in the languages asked for. Raises InputError."""
    material = material_of([named], asked, stdin)
    if len(material.articles) != 1:
        reasons = "; ".join(skipped.reason for skipped in material.skipped)
        several = f"{len(material.articles)} articles were found"
        what = several if material.articles else reasons or "no article was found"
        raise InputError(what, where=named, hint="name one article; 'packager build' takes many")
    article = material.articles[0].id
    programmes = [article_programme(asked, language, article, voice) for language in asked.languages]
    return Bundle(results=_made(programmes, material, asked, who or Unwatched()), material=material)


def _made(
    programmes: Sequence[Programme], material: Material, asked: Asked, who: Unwatched
) -> tuple[Made | EditionFailed, ...]:
    """Every edition; made once more where a model was missing and somebody brought it."""
    if not asked.explain:
        asked.known.save()
    with who.watching() as progress:
        results = make_all(programmes, material, progress, explain=asked.explain, debug=asked.debug)
    made = () if asked.explain or asked.offline else [result for result in results if isinstance(result, Made)]
    lacking = dict.fromkeys(
        model
        for result in made
        for language in [result.run.edition.language]
        for model in missing(asked.station.sources(language), language, result.work.absent)
    )
    brought = [who.bring(model) for model in lacking]  # each is asked for, whatever became of the one before
    if not any(brought):
        return results
    again = [_with_new_chain(programme, asked.station) for programme in programmes]
    with who.watching() as progress:
        return make_all(again, material, progress, explain=asked.explain, debug=asked.debug)


def _with_new_chain(programme: Programme, station: Station) -> Programme:
    language = programme.run.edition.language
    chain = fallback_chain(station.sources(language), language)
    return replace(programme, translating=replace(programme.translating, chain=chain))
