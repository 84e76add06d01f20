"""What an editor takes back of what intake left out: it is read again, at its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from packager.desk.manifest import StoryEntry
from packager.records import Article, Finding, LeftOut, Paragraph, Role, Script, Severity

DOUBT = "doubtful-line"  # a finding that says nothing against a translation
_SPOKEN = (Role.BODY, Role.QUOTE)


def with_taken_back(article: Article, entry: StoryEntry | None, *, given: bool) -> Article:
    """The article with the parts that its manifest entry says are to be read, each where it stood.

    A translation that came with the article has no line for such a part: it gets an empty one, to be filled.
    An article that was not `given` in this run is made of its entry, and may have the part already.
    """
    wanted = {spot for spot, out in _spots(entry.left_out if entry else ()) if out.read}
    if not wanted:
        return article
    left_out = tuple(replace(out, read=spot in wanted) for spot, out in _spots(article.left_out))
    there = (
        set() if given else {paragraph.text for paragraph in article.paragraphs if paragraph.role is not Role.CAPTION}
    )
    back = [out for out in left_out if out.read and out.text not in there]
    paragraphs, places = _inserted(article.paragraphs, back)
    in_hand = {language: _with_gaps(lines, places) for language, lines in article.in_hand.items()}
    return replace(article, paragraphs=paragraphs, left_out=left_out, in_hand=in_hand)


def _spots(left_out: Iterable[LeftOut]) -> Iterator[tuple[tuple[str, int], LeftOut]]:
    """Each part with what names it: its text, and which of those with that text it is."""
    seen: Counter[str] = Counter()
    for out in left_out:
        yield (out.text, seen[out.text]), out
        seen[out.text] += 1


def _inserted(paragraphs: Sequence[Paragraph], back: Sequence[LeftOut]) -> tuple[tuple[Paragraph, ...], list[int]]:
    """The paragraphs with these parts among them, and the parts' numbers among the lines (0 is the headline)."""
    waiting, lines, places = list(back), [], []
    said = spoken = 1  # paragraphs of the article that stand before, and lines of the new one

    def put() -> None:
        nonlocal spoken
        lines.append(Paragraph(role=Role.BODY, text=waiting.pop(0).text))
        places.append(spoken)
        spoken += 1

    for paragraph in paragraphs:
        while waiting and waiting[0].after <= said and paragraph.role is not Role.CAPTION:
            put()
        lines.append(paragraph)
        said += paragraph.role in _SPOKEN
        spoken += paragraph.role is not Role.CAPTION
    while waiting:
        put()
    return tuple(lines), places


def _with_gaps(lines: Sequence[str], places: Sequence[int]) -> tuple[str, ...]:
    given = iter(lines)
    whole = len(lines) + len(places)
    return tuple("" if place in places else next(given) for place in range(whole))


def doubted(script: Script, article: Article) -> Script:
    """The script with a finding on each line of which intake was not sure that it belongs to the story."""
    doubts: Mapping[str, str] = {p.text: p.doubt for p in article.paragraphs if p.doubt}
    lines = (
        replace(line, findings=(*line.findings, Finding(check=DOUBT, severity=Severity.NOTES, message=doubt)))
        if (doubt := doubts.get(line.source))
        else line
        for line in script.lines
    )
    return replace(script, lines=tuple(lines)) if doubts else script
