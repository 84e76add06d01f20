"""What was done to each story of a file, and when it is heard: translated, spoken by a voice, recorded by a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from packager.delivery.c2pa import C2paAction, Deed
from packager.delivery.disclosure import Maker, source_type, translated
from packager.edition.phrases import translation
from packager.episode.rundown import clip_starts, length
from packager.records import Placed, Script
from packager.voicing.profiles import VoiceProfile


def acts(
    stories: Iterable[Placed], scripts: Mapping[str, Script], profiles: Mapping[str, VoiceProfile], language: str
) -> tuple[C2paAction, ...]:
    """For each story its translation, and each stretch that one kind of speaker says; `scripts` go by article.

    What a person recorded inside a story that a voice reads is a stretch of its own.
    """
    found: list[C2paAction] = []
    for placed in stories:
        script, story = scripts[placed.segment.id], placed.segment
        if language != "en" and any(line.text for line in script.lines):
            end = placed.start + length(story)
            told = translated(translation([script]))
            found.append(C2paAction(deed=Deed.TRANSLATED, title=story.title, start=placed.start, end=end, told=told))
        found.extend(_said(placed, profiles))
    return tuple(found)


def _said(placed: Placed, profiles: Mapping[str, VoiceProfile]) -> Iterator[C2paAction]:
    title = placed.segment.title
    if placed.segment.sound:
        end = placed.start + length(placed.segment)
        yield C2paAction(
            deed=Deed.RECORDED, title=title, start=placed.start, end=end, source=source_type([Maker.PERSON])
        )
        return
    for maker, group in groupby(
        clip_starts(placed.segment), key=lambda pair: made_by(profiles[pair[1].utterance.voice])
    ):
        clips = list(group)
        (first, _), (last, ending) = clips[0], clips[-1]
        voices = [profiles[clip.utterance.voice] for _, clip in clips if maker is not Maker.PERSON]
        yield C2paAction(
            deed=Deed.RECORDED if maker is Maker.PERSON else Deed.SPOKEN,
            title=title,
            start=placed.start + first,
            end=placed.start + last + ending.seconds,
            told=", ".join(dict.fromkeys(f"{profile.name} ({profile.engine})" for profile in voices)),
            source=source_type([maker]),
        )


def made_by(profile: VoiceProfile) -> Maker:
    """What makes the sound of a voice."""
    if not profile.synthetic:
        return Maker.PERSON
    return Maker.MODEL if profile.trained else Maker.RULE
