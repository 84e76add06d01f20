"""What lies beside an episode to be read: captions and transcripts, chapters, the cue sheet, the read-along page."""

from __future__ import annotations

from collections.abc import Mapping

from packager.delivery.alignment import Written, passages
from packager.delivery.captions import files
from packager.delivery.chapters import chapters_json
from packager.delivery.cues import ENGLISH, cues, english_cues
from packager.delivery.cuesheet import SheetHeading, cue_sheet, rows
from packager.delivery.read_along import ENDING, PageHeading, read_along
from packager.edition.arrange import OnAir
from packager.edition.metadata import Labels
from packager.episode.rundown import clip_starts
from packager.records import Episode, Kind, Line, Role
from packager.run import Run


def papers(aired: OnAir, labels: Labels, run: Run, station: str) -> Mapping[str, str]:
    """Names in the edition's folder and contents; none where there is no episode."""
    episode, label, language = aired.episode, labels.episode, run.edition.language
    if episode is None or label is None:
        return {}
    said = passages(episode.placed, _written(aired, language), clip_starts)
    name, title = run.episode, label.cut.title
    sheet = SheetHeading(
        title=title,
        language=language,
        station=station,
        date=run.edition.date,
        seconds=episode.seconds,
        cart=label.cut.number,
        reviewers=label.disclosure.reviewers,
    )
    placed, voices = episode.placed, _voices(episode)
    page = PageHeading(name=name, title=title, language=language, station=station, date=run.edition.date)
    stories = frozenset(item.segment.id for item in placed if item.segment.kind is Kind.STORY)

    def make() -> dict[str, str]:
        spoken = files(cues(said), title)
        english = files(english_cues(said), label.cut.english) if language != ENGLISH else {}
        return {
            **{name + suffix: text for suffix, text in spoken.items()},
            **{f"{name}.en{suffix}": text for suffix, text in english.items()},
            f"{name}.chapters.json": chapters_json(title, station, label.chapters),
            f"{name}.html": cue_sheet(sheet, rows(placed, said, voices, labels.carts)),
            f"{name}{ENDING}": read_along(page, said, stories),
        }

    all_of_it = repr((name, said, label.cut.english, sheet, label.chapters, placed, voices, labels.carts))
    found: Mapping[str, str] = run.known.result("papers", all_of_it, make)
    return found


def _written(aired: OnAir, language: str) -> Mapping[str, tuple[Written, ...]]:
    """What the page shows of everything that is said, by segment id; beside English stands no English."""
    said = aired.words.said

    def shown_line(line: Line) -> Written:
        return Written(text=line.text, english=line.source if language != ENGLISH else "")

    # In full where a story is shortened: clips name their lines by place.
    stories = {script.article: tuple(map(shown_line, script.lines)) for script in aired.words.translated.scripts}
    heads = [line for script in aired.headlined for line in script.lines if line.role is Role.HEADLINE]
    shown = {
        Kind.GREETING: (Written(text=said.greeting),),
        Kind.DISCLOSURE: (Written(text=said.disclosure),),
        Kind.HEADLINES: (
            Written(text=said.headlines),
            *map(shown_line, heads),
        ),
        Kind.SIGN_OFF: (Written(text=said.sign_off),),
    }
    return {**{str(kind): lines for kind, lines in shown.items()}, **stories}


def _voices(episode: Episode) -> Mapping[str, str]:
    """Who speaks each segment, by its id."""
    return {
        placed.segment.id: ", ".join(dict.fromkeys(clip.utterance.voice for clip in placed.segment.clips))
        for placed in episode.placed
        if placed.segment.clips
    }
