"""What an editor changed: read from the last manifest, and fed to the next run as its input."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from packager.desk.as_built import changed
from packager.desk.content import Content
from packager.desk.keys import OF_WORDS
from packager.desk.manifest import Manifest, StoryEntry
from packager.desk.state import State
from packager.desk.taking_back import DOUBT
from packager.records import Approval, Article, Filing, Finding, Line, Paragraph, Role, Script, Severity, Status

EDITOR = "editor"
Spot = tuple[str, int]  # a line's English, and which of the story's lines with that English it is


@dataclass(frozen=True, kw_only=True)
class StoryEdits:
    """What the last manifest says of one story that the next run must honour."""

    status: Status = Status.REVIEW
    reason: str = ""
    note: str = ""
    approved: Approval | None = None
    seconded: Approval | None = None
    texts: Mapping[str, str] = field(default_factory=dict)  # what an editor wrote, by the English
    unsure: Mapping[str, str] = field(default_factory=dict)  # where nobody knows whose the words are: all, by English
    recording: str = ""  # a sound file in place of the whole story
    shorten: int | None = None  # how many of its lines air, credits not counted
    recordings: Mapping[Spot, str] = field(default_factory=dict)  # … of a line
    before: tuple[Line, ...] = ()  # every line as it stood
    doubted: str = ""  # why the story's approval counts for nothing, by the log of reviews
    built: Content | None = None  # what was made of it then; None where nobody knows
    touched: bool = False  # whether the editor changed anything of it since, an approval aside


def touched(manifest: Manifest) -> frozenset[str]:
    """Stories of which something that is heard was changed by hand since the program wrote the manifest.

    A word's reading in `say:`, or a name, may be in any of them.
    """
    if not manifest.state.parts:
        return frozenset(story.id for story in manifest.stories)
    names = [name.partition(": ") for name in changed(manifest)]
    if any(story in OF_WORDS for story, _, _ in names):
        return frozenset(story.id for story in manifest.stories)
    return frozenset(story for story, _, key in names if key == "recording" or key.startswith("line "))


def story_edits(manifest: Manifest, name: str, hand: Collection[str] = ()) -> StoryEdits:
    """An editor's changes to one story; nothing where the story is not in the manifest. `hand`: see `touched`."""
    entry = manifest.story(name)
    if entry is None:
        return StoryEdits()
    spots = list(zip(spots_of(entry.lines), entry.lines, strict=True))
    known = manifest.state.knows(name)
    own = [place for place, line in enumerate(entry.lines) if _is_editors(line, place, name, manifest.state)]
    return StoryEdits(
        status=entry.status,
        reason=entry.reason,
        note=entry.note,
        approved=entry.approved,
        seconded=entry.seconded,
        texts={entry.lines[place].source: entry.lines[place].text for place in own},
        unsure={} if known else {line.source: line.text for line in entry.lines if line.text},
        recording=entry.recording,
        shorten=entry.shorten,
        recordings={spot: line.recording for spot, line in spots if line.recording},
        before=entry.lines,
        built=manifest.state.contents.get(name),
        touched=name in hand,
    )


def _is_editors(line: Line, place: int, story: str, state: State) -> bool:
    """Whether a person wrote the text: it says so, or it is not what the program wrote.

    An emptied line is nobody's: it asks for a new draft.
    """
    return bool(line.text) and (
        line.origin == EDITOR or (state.knows(story) and not state.wrote(story, place, line.text))
    )


def with_unsure(script: Script, edits: StoryEdits) -> Script:
    """The script with the words that stood there, where the program does not know what it wrote and would write others.

    They may be the editor's, and count as that.
    """
    lines = (
        replace(line, text=before, origin=EDITOR, checked=True)
        if (before := edits.unsure.get(line.source)) and before != line.text
        else line
        for line in script.lines
    )
    return replace(script, lines=tuple(lines))


def annotate(script: Script, edits: StoryEdits) -> Script:
    """The script with the editor's notes and recordings, and a finding where English changed under a translation.

    A note stays with its line whatever becomes of its English; a recording is of the English that was read.
    """
    stood = as_they_stood(edits.before, script.lines)
    lines = (
        _source_changed(
            replace(
                line,
                note=stood[spot].note if spot in stood else line.note,
                recording=edits.recordings.get(spot, line.recording),
            ),
            stood.get(spot),
        )
        for spot, line in zip(spots_of(script.lines), script.lines, strict=True)
    )
    return replace(script, lines=tuple(lines))


def notes_left(before: Sequence[Line], now: Sequence[Line]) -> tuple[str, ...]:
    """The notes of lines that are gone, each with what its line said: they have no place but the story's own note."""
    kept = set(map(id, as_they_stood(before, now).values()))
    return tuple(
        f"{line.note} (on the line '{line.source}', which is gone)"
        for line in before
        if line.note and id(line) not in kept
    )


def as_they_stood(before: Sequence[Line], now: Sequence[Line]) -> Mapping[Spot, Line]:
    """What each line was before: the one with its English, else the one whose English was corrected at its place."""
    old, new = list(spots_of(before)), list(spots_of(now))
    known = dict(zip(old, before, strict=True))
    stood = {spot: known[spot] for spot in new if spot in known}
    for what, start, stop, begin, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "replace":
            gone = [spot for spot in old[start:stop] if spot not in stood]
            come = [spot for spot in new[begin:end] if spot not in known]
            for last in gone[: len(come)]:
                spot = max(come, key=lambda spot: SequenceMatcher(None, last[0], spot[0]).ratio())
                stood[spot] = known[last]
                come.remove(spot)
    return stood


def as_it_stood(story: Article, edits: StoryEdits, language: str) -> Script:
    """A story of an earlier run whose article was not given this time: its lines as the manifest has them.

    `story` is made of its entry, with what the editor took back: such a line has no text yet.
    """
    lines = (
        replace(line, origin=EDITOR, checked=True) if edits.texts.get(line.source) == line.text else line
        for line in _with_new(story, edits.before)
    )
    return Script(article=story.id, language=language, lines=tuple(lines))


def _with_new(story: Article, lines: Sequence[Line]) -> Iterator[Line]:
    """The lines as they stood, and among them an empty one for each paragraph of the story that is in none."""
    known = {line.source for line in lines}
    paragraphs = iter(story.paragraphs)
    for line in lines:
        if line.role is not Role.HEADLINE:
            for paragraph in paragraphs:
                if paragraph.text in known:
                    break
                yield Line(role=paragraph.role, source=paragraph.text)
        yield line
    yield from (Line(role=p.role, source=p.text) for p in paragraphs if p.text not in known)


def _source_changed(line: Line, old: Line | None) -> Line:
    """The line with a finding when its English is another than it was, and that one was translated or recorded."""
    if old is None or old.source == line.source or not (old.text or old.recording):
        return line
    read = f", read in '{old.recording}', which airs no more" if old.recording else ""
    message = f"the English changed; it was '{old.source}', translated as '{old.text}'{read}"
    found = Finding(check="source-changed", severity=Severity.NOTES, message=message)
    return replace(line, findings=(*line.findings, found))


def order(manifest: Manifest | None, stories: Sequence[Article]) -> tuple[Article, ...]:
    """The stories as the editor ordered them; new ones after, by priority, then as they came."""
    known = {entry.id: place for place, entry in enumerate(manifest.stories)} if manifest else {}
    return tuple(sorted(stories, key=lambda story: (known.get(story.id, len(known)), story.filing.priority)))


def filed(article: Article, manifest: Manifest | None) -> Filing:
    """How an article is filed: as it came, but for what the editor decided in the manifest.

    Its priority there is the editor's where it is not what the article came with before.
    """
    entry, came = manifest.story(article.id) if manifest else None, article.filing
    if manifest is None or entry is None:
        return came
    own = manifest.state.came.get(article.id, "") != str(entry.filing.priority)
    keep_local = came.keep_local or entry.filing.keep_local
    return replace(came, keep_local=keep_local, priority=entry.filing.priority if own else came.priority)


def article_of(entry: StoryEntry) -> Article:
    """A story of an earlier run as an article again, when the run that goes on is not given its file."""
    paragraphs = tuple(
        Paragraph(role=line.role, text=line.source, doubt=_doubt(line))
        for line in entry.lines
        if line.role is not Role.HEADLINE
    )
    headline = next((line.source for line in entry.lines if line.role is Role.HEADLINE), entry.headline)
    return Article(
        id=entry.id,
        headline=headline,
        paragraphs=paragraphs,
        source=entry.source,
        filing=entry.filing,
        left_out=entry.left_out,
    )


def _doubt(line: Line) -> str:
    return next((finding.message for finding in line.findings if finding.check == DOUBT), "")


def spots_of(lines: Iterable[Line]) -> Iterator[Spot]:
    """Each line's spot, in order."""
    seen: Counter[str] = Counter()
    for line in lines:
        yield line.source, seen[line.source]
        seen[line.source] += 1
