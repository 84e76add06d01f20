"""The fixed elements around the stories: what is said, and the sounds between."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from packager.delivery.disclosure import Translation
from packager.edition.job import Job
from packager.episode import wording
from packager.lang.registry import language
from packager.records import Clip, Kind, Line, Role, Script, Segment, Utterance
from packager.speech import utterances

if TYPE_CHECKING:
    from packager.edition.draft import Draft

DISCLOSURES = {  # what is said of the voice alone, or of a machine's translation as well; the mildest first
    Translation.PEOPLE: "disclosure-voice",
    Translation.CHECKED: "disclosure-checked",
    Translation.UNCHECKED: "disclosure-unchecked",
}
MACHINE_FREE = ("editor", "beside file", "memory", "article")  # origins that no engine of this run stands behind


@dataclass(frozen=True, kw_only=True)
class Phrases:
    """What the show says besides its stories; "" where nothing is said."""

    title: str = ""  # for the eye: the MP3's title
    greeting: str = ""
    disclosure: str = ""
    headlines: str = ""
    sign_off: str = ""
    disclosures: Mapping[Translation, str] = field(default_factory=dict)  # those that one story or another would need


def phrases(job: Job, scripts: Sequence[Script]) -> Phrases:
    """The show's phrases for these stories. Raises InputError for wording that cannot be filled."""
    code, station = job.edition.language, job.station
    habit = station.speech.get(code, {}).get("calendar", "")
    known = wording.phrases(language(code), station.name, station.wording.get(code, {}), habit)
    day = date.fromisoformat(job.edition.date)
    if not job.whole_show:
        return Phrases()
    needed = sorted({translation([script]) for script in scripts}, key=list(DISCLOSURES).index)
    disclosures = {kind: wording.filled(DISCLOSURES[kind], known, day) for kind in needed if job.station.disclosure}
    return Phrases(
        title=wording.filled("title", known, day),
        greeting=wording.greeting(known, day) if job.plan.greeting else "",
        disclosure=disclosures.get(translation(scripts), ""),
        headlines=wording.filled("headlines", known, day) if job.plan.headlines != 0 else "",
        sign_off=wording.filled("sign-off", known, day),
        disclosures=disclosures,
    )


def translation(scripts: Sequence[Script]) -> Translation:
    """Who translated these stories."""
    said = [line for script in scripts for line in script.lines if line.text]
    machine = [line for line in said if not line.origin.startswith(MACHINE_FREE)]
    if not machine:
        return Translation.PEOPLE
    return Translation.CHECKED if all(line.checked for line in machine) else Translation.UNCHECKED


def title(job: Job, words: Draft) -> str:
    """The title of the episode's MP3: the show's, or the one article's headline."""
    return words.said.title or next((script.lines[0].text for script in words.airing), job.episode)


def phrase_utterances(text: str, job: Job) -> tuple[Utterance, ...]:
    """A phrase as utterances, "" as none."""
    line = Line(role=Role.BODY, source="", text=text)
    return utterances(line, 0, job.edition.language, job.plan.voice, job.spoken)


def headline_utterances(script: Script, job: Job) -> tuple[Utterance, ...]:
    """A story's headline, as it is read among the headlines."""
    line = next(line for line in script.lines if line.role is Role.HEADLINE)
    return utterances(line, 0, job.edition.language, job.plan.voice, job.spoken)


def headlined(job: Job, words: Draft) -> list[Script]:
    """The stories on air whose headlines are read: the most urgent ones, in running order."""
    priorities = {article.id: article.priority for article in words.stories}
    ranking = sorted(words.airing, key=lambda script: priorities[script.article])
    chosen = {script.article for script in ranking[: job.plan.headlines]}
    return [script for script in words.airing if script.article in chosen]


def show_utterances(said: Phrases, scripts: Sequence[Script], job: Job) -> tuple[Utterance, ...]:
    """All that the show may say besides its stories."""
    single = (said.greeting, *said.disclosures.values(), said.headlines, said.sign_off)
    headlines = scripts if said.headlines else ()
    return (
        *(u for text in single for u in phrase_utterances(text, job)),
        *(u for script in headlines for u in headline_utterances(script, job)),
    )


def story_segment(script: Script, clips: tuple[Clip, ...]) -> Segment:
    """A story as its clips, titled with its headline in the language."""
    title = script.lines[0].text or script.lines[0].source
    return Segment(id=script.article, kind=Kind.STORY, title=title, clips=clips)
