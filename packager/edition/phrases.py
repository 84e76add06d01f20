"""What is said around the stories: the station's phrases of the day, and the headlines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from packager.delivery.disclosure import Translation
from packager.episode import wording
from packager.lang.registry import language
from packager.records import Edition, Line, Role, Script, Utterance
from packager.station import Branding, EditionPlan
from packager.translation.units import engine_behind
from packager.voicing.voices import Voices

DISCLOSURES = {  # what is said of the voice alone, or of a machine's translation as well; the mildest first
    Translation.PEOPLE: "disclosure-voice",
    Translation.CHECKED: "disclosure-checked",
    Translation.UNCHECKED: "disclosure-unchecked",
}


@dataclass(frozen=True, kw_only=True)
class Phrases:
    """What the show says besides its stories; "" where nothing is said."""

    title: str = ""  # for the eye: the MP3's title
    greeting: str = ""
    disclosure: str = ""
    headlines: str = ""
    sign_off: str = ""
    disclosures: Mapping[Translation, str] = field(default_factory=dict)  # those that one story or another would need


def phrases(scripts: Sequence[Script], branding: Branding, plan: EditionPlan, edition: Edition) -> Phrases:
    """The show's phrases for these stories; none where there is no show. Raises InputError for wording with a slip."""
    if not scripts:
        return Phrases()
    known = wording.phrases(language(edition.language), branding.name, branding.wording, branding.calendar)
    if not plan.show:
        return Phrases()
    day = date.fromisoformat(edition.date)
    needed = sorted({translation([script]) for script in scripts}, key=list(DISCLOSURES).index)
    disclosures = {kind: wording.filled(DISCLOSURES[kind], known, day) for kind in needed if branding.disclosure}
    return Phrases(
        title=wording.filled("title", known, day),
        greeting=wording.greeting(known, day) if plan.greeting else "",
        disclosure=disclosures.get(translation(scripts), ""),
        headlines=wording.filled("headlines", known, day) if plan.headlines != 0 else "",
        sign_off=wording.filled("sign-off", known, day),
        disclosures=disclosures,
    )


def translation(scripts: Sequence[Script]) -> Translation:
    """Who translated these stories."""
    said = [line for script in scripts for line in script.lines if line.text]
    machine = [line for line in said if engine_behind(line.origin)]
    if not machine:
        return Translation.PEOPLE
    return Translation.CHECKED if all(line.checked for line in machine) else Translation.UNCHECKED


def phrase_utterances(text: str, voices: Voices) -> tuple[Utterance, ...]:
    """A phrase as utterances, "" as none."""
    return voices.said(Line(role=Role.BODY, source="", text=text))


def headline_utterances(script: Script, voices: Voices) -> tuple[Utterance, ...]:
    """A story's headline, as it is read among the headlines."""
    return voices.said(next(line for line in script.lines if line.role is Role.HEADLINE))
