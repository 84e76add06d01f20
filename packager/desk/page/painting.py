"""The page's HTML: templates that escape everything, filled with views."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from packager.desk.approving import line_stands
from packager.desk.etags import etag
from packager.desk.manifest import Manifest, StoryEntry
from packager.desk.page import views
from packager.desk.page.gate import Session
from packager.desk.page.sheet import sheet
from packager.desk.page.showing import changed_english, difference, minute, shown
from packager.desk.page.takes import EarlierText
from packager.desk.page.wording import INTERFACES, words
from packager.desk.review_log import Log
from packager.desk.risk import line_rows, story_rows, waits
from packager.desk.workshop import NameMet, Remembered
from packager.lang.registry import language, name_of

if TYPE_CHECKING:
    from jinja2 import Environment


@dataclass(frozen=True)
class Painter:
    """Fills the templates."""

    @cached_property
    def _templates(self) -> Environment:
        from jinja2 import Environment, PackageLoader, StrictUndefined

        found = Environment(
            loader=PackageLoader(__package__ or ""),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        found.filters |= {"shown": shown, "difference": difference, "changed_english": changed_english}
        found.filters |= {"etag": etag, "minute": minute}
        found.globals |= {"interfaces": [language(code) for code in INTERFACES], "language": language}
        return found

    def entered(self) -> str:
        """What leads from the link to the page."""
        return self._templates.get_template("entered.html").render()

    def bundle(
        self,
        session: Session,
        editions: Mapping[str, Manifest],
        pictures: Collection[str],
        faults: Sequence[str],
        *,
        by_risk: bool,
    ) -> str:
        """All editions at a glance; `pictures`: those with a waveform; `faults`: of manifests that cannot be read."""
        told = [
            {
                "name": name,
                "manifest": manifest,
                "language": name_of(manifest.edition.language),
                "code": manifest.edition.language,
                "direction": language(manifest.edition.language).direction,
                "rows": story_rows(manifest, by_risk=by_risk),
                "waiting": sum(waits(story) for story in manifest.stories),
                "picture": name in pictures,
                "places": views.places(manifest),
                "unknown": views.unknown_names(manifest),
            }
            for name, manifest in editions.items()
        ]
        return self._filled("bundle.html", session, editions=told, faults=faults, by_risk=by_risk, edition="", story="")

    def story(
        self,
        session: Session,
        edition: str,
        manifest: Manifest,
        entry: StoryEntry,
        names: Sequence[NameMet],
        *,
        slow: bool,
    ) -> str:
        """A story, line by line; `names` are those of the station's table in it; `slow`: its voice takes its time."""
        stories = story_rows(manifest, by_risk=True)
        more = {
            **self._of_story(manifest, entry),
            "edition": edition,
            "stories": stories,
            "story": entry.id,
            "slow": slow,
        }
        more["unknown"] = [name.english for name in views.unknown_names(manifest)]
        more["names"] = {"english": sorted({n.english for n in names}), "theirs": sorted({n.spelling for n in names})}
        return self._filled("story.html", session, **more)

    def rows(self, session: Session, manifest: Manifest, entry: StoryEntry) -> str:
        """A story's lines alone."""
        return self._filled("rows.html", session, **self._of_story(manifest, entry))

    def head(self, session: Session, edition: str, manifest: Manifest, entry: StoryEntry) -> str:
        """What stands over a story's lines."""
        return self._filled("head.html", session, edition=edition, **self._of_story(manifest, entry))

    def sheet(self, manifest: Manifest, log: Log, *, alone: bool) -> str:
        """The review sheet of an edition, in the edition's own language; `alone`: one file, with nothing to fetch."""
        code = manifest.edition.language
        css = resources.files(__package__ or "").joinpath("static/sheet.css").read_text("utf-8") if alone else ""
        told = {"sheet": sheet(manifest, log), "m": manifest, "code": code, "direction": language(code).direction}
        told["css"] = Markup(css)  # noqa: S704 - the package's own file
        return self._templates.get_template("sheet.html").render(t=words(code), **told)

    def memory(self, session: Session, manifest: Manifest, units: Sequence[Remembered]) -> str:
        """What a look-up in the memory found."""
        return self._filled("memory.html", session, units=units, code=manifest.edition.language)

    def takes(
        self, session: Session, manifest: Manifest, now: str, found: Sequence[EarlierText], ready: Collection[str]
    ) -> str:
        """What a line said before; `ready`: the texts whose sound is kept."""
        code = manifest.edition.language
        direction = language(code).direction
        return self._filled("takes.html", session, takes=found, ready=ready, now=now, code=code, direction=direction)

    def _of_story(self, manifest: Manifest, entry: StoryEntry) -> dict[str, Any]:
        code = manifest.edition.language
        rows = line_rows(entry.lines, [line_stands(line) for line in entry.lines])
        return {
            "manifest": manifest,
            "entry": entry,
            "code": code,
            "direction": language(code).direction,
            "rows": rows,
            "ends": views.ends(entry),
            "not_aired": views.not_aired(entry),
            "left_out": views.left_out(entry),
        }

    def _filled(self, template: str, session: Session, **more: Any) -> str:
        t = words(session.language)
        return self._templates.get_template(template).render(t=t, page_words=dict(t), session=session, **more)
