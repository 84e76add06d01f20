"""Articles from files, folders and standard input: each one whole, or a line that says why not."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, tzinfo
from pathlib import Path
from typing import BinaryIO

from packager.articles.formats import beside, markdown, page, plain
from packager.articles.formats import written_yaml as written
from packager.articles.formats.decode import decode
from packager.articles.formats.files import LIMIT, STDIN, Named, check_size, list_articles, read_bytes
from packager.articles.structure import embargo
from packager.articles.structure.blocks import ArticleDraft
from packager.articles.structure.slug import slug, unique
from packager.errors import InputError
from packager.lang import which
from packager.records import Article, Filing, LeftOut, Paragraph, Role, Skipped, Source
from packager.text.printable import cleaned

STAGE = "intake"
AROUND = 300  # letters that are told of a page's menus and lists of other stories
LONGEST = 60_000  # letters: over an hour of speech, and no news story
_READERS: Mapping[str, Callable[..., ArticleDraft]] = {
    ".txt": plain.read,
    ".md": markdown.read,
    ".html": page.read,
    ".htm": page.read,
    ".yaml": written.read,
    ".yml": written.read,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Intake:
    """What came in: the articles, what was skipped, and what is wrong with an article that was kept."""

    articles: tuple[Article, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    problems: tuple[Skipped, ...] = ()  # what is wrong with something that was kept: a translation left out
    killed: tuple[str, ...] = ()  # ids of earlier stories that must not air, whatever a manifest says

    def __add__(self, other: Intake) -> Intake:
        """Both intakes, in order; ids that meet are numbered."""
        taken = {article.id for article in self.articles}
        renamed = []
        for article in other.articles:
            new = unique(article.id, taken)
            taken.add(new)
            renamed.append(replace(article, id=new))
        return _joined(self, replace(other, articles=tuple(renamed)))


def _joined(one: Intake, other: Intake) -> Intake:
    return Intake(
        articles=(*one.articles, *other.articles),
        skipped=(*one.skipped, *other.skipped),
        problems=(*one.problems, *other.problems),
        killed=(*one.killed, *other.killed),
    )


def gather(paths: Sequence[str], *, stdin: BinaryIO | None = None, zone: tzinfo = UTC) -> Intake:
    """Every article that the paths name: files, folders, or '-' for `stdin`.

    Times without a zone are in `zone`, the station's. A bad article is skipped with a line that
    names file, place and hint. Raises InputError only where not one of the paths exists.
    """
    intake = Intake()
    for named in list_articles(paths):
        try:
            if named.fault:
                raise named.fault
            intake = _joined(intake, _one(named, stdin, zone))
        except InputError as error:
            intake += Intake(skipped=(skipped(error, named.shown),))
    return replace(intake, articles=numbered(intake.articles)) + Intake(skipped=_orphans(paths))


def numbered(articles: Sequence[Article]) -> tuple[Article, ...]:
    """The articles, those of one name numbered by where they came from: in whatever order folders are named."""
    names: dict[int, str] = {}
    for place in sorted(range(len(articles)), key=lambda place: (articles[place].source.file or "", place)):
        names[place] = unique(articles[place].id, names.values())
    return tuple(replace(article, id=names[place]) for place, article in enumerate(articles))


def skipped(error: InputError, article: str = "") -> Skipped:
    """The error as a value."""
    return Skipped(article=error.where or article, stage=STAGE, reason=error.what, hint=error.hint)


def to_article(draft: ArticleDraft, source: Source, *, name: str) -> Article:
    """The draft as an article; `name` gives its id where the draft has none. Raises InputError."""
    where = source.file or source.url or name
    _check(draft, where)
    given = draft.fields
    own = slug(name) or slug(draft.headline) or f"story-{source.sha256[:8]}"
    return Article(
        id=given.id or own,
        headline=draft.headline,
        paragraphs=draft.paragraphs,
        source=replace(
            source,
            url=given.url or source.url,
            publisher=given.publisher or source.publisher,
            published=given.published or source.published,
        ),
        filing=Filing(section=given.section or "", priority=given.priority or 5, keep_local=given.keep_local),
        embargo=given.embargo,
        left_out=_on_record(draft),
    )


def _on_record(draft: ArticleDraft) -> tuple[LeftOut, ...]:
    """What is not read, in the article's order: captions too; a page's furniture around the article as one entry."""
    captions, said = [], 1
    for paragraph in draft.paragraphs:
        if paragraph.role is Role.CAPTION:
            captions.append(LeftOut(text=paragraph.text, why="it stands under a picture", after=said))
        said += paragraph.role in (Role.BODY, Role.QUOTE)
    told = sorted((*captions, *(out for out in draft.left_out if not out.around)), key=lambda out: out.after)
    around = [out.text for out in draft.left_out if out.around]
    if not around:
        return tuple(told)
    sample = " | ".join(around)
    text = sample if len(sample) <= AROUND else sample[:AROUND] + " …"
    why = f"{len(around)} {'piece' if len(around) == 1 else 'pieces'} of the page around the article"
    return (*told, LeftOut(text=text, why=why, after=said, part=True))


def _foreign(named: Named, text: str, where: str) -> Intake:
    """A Pashto or Urdu text that was named as an article: nothing where it goes with one, else why it does not.

    Raises InputError for a text that is no translation beside its article.
    """
    if named.path.name and beside.is_attached(named.path):
        return Intake()
    name = which.foreign_name(text)
    hint = "give the English article; its translation beside it is named ARTICLE.ps.txt or ARTICLE.ur.txt"
    raise InputError(f"is in {name}, not in English: it is no article", where=where, hint=hint)


def _one(named: Named, stdin: BinaryIO | None, zone: tzinfo) -> Intake:
    """One article with its translations. Raises InputError."""
    piped = named.shown == STDIN
    where = "standard input" if piped else named.shown
    data = _piped(stdin, where) if piped else read_bytes(named.path, where=where)
    suffix = "" if piped else named.path.suffix.lower()
    text = decode(data, where=where, markup=suffix in (".html", ".htm") or data.lstrip()[:1] == b"<")
    if suffix in ("", ".txt", ".md") and which.in_arabic_letters(text):
        return _foreign(named, text, where)
    draft = _READERS[suffix or _sniff(text)](text, where=where, zone=zone)
    source = Source(sha256=hashlib.sha256(data).hexdigest(), file=cleaned(where))
    article = to_article(draft, source, name="" if piped else named.path.stem)
    article = embargo.with_written(article, zone, where)
    given, unread = ({}, ()) if piped else beside.find(named.path, named.shown)
    inline = {language: beside.Given(lines=lines, name=f"{where}: translations.{language}")
              for language, lines in draft.translations.items()}  # fmt: skip
    article, mismatched = beside.attach(article, inline | given)
    return Intake(articles=(article,), problems=(*unread, *mismatched))


def _piped(stdin: BinaryIO | None, where: str) -> bytes:
    if stdin is None:
        raise InputError("nothing is piped in", where=where, hint="pipe an article in, or name a file")
    return check_size(stdin.read(LIMIT + 1), where=where)


def _sniff(text: str) -> str:
    """The format of a text without a name."""
    start = text.lstrip("\ufeff \t\r\n")[:200].lower()
    if start.startswith(("---\n", "---\r\n")):
        return ".md"
    if start.startswith(("<!doctype html", "<html", "<head", "<body", "<article", "<?xml", "<!--")):
        return ".html"
    return ".yaml" if start.startswith(("headline:", "paragraphs:")) else ".txt"


def _check(draft: ArticleDraft, where: str) -> None:
    """An article has something to read, and ends within the day."""
    spoken = [p for p in draft.paragraphs if p.role in (Role.BODY, Role.QUOTE)]
    whole = " ".join((draft.headline, *(p.text for p in spoken)))
    if which.in_arabic_letters(whole):
        hint = "give the English article, with this text beside it as its translation"
        raise InputError(f"is in {which.foreign_name(whole)}, not in English", where=where, hint=hint)
    if not spoken:
        hint = "write at least one paragraph under the headline, with a blank line between"
        raise InputError("has a headline and no text", where=where, hint=hint)
    letters = sum(len(p.text) for p in spoken)
    if letters > LONGEST:
        what = f"has {letters:,} letters in {_count(spoken)}; a story has at most {LONGEST:,}"
        raise InputError(what, where=where, hint="keep the part that is to air")


def _count(spoken: Sequence[Paragraph]) -> str:
    return "one paragraph" if len(spoken) == 1 else f"{len(spoken)} paragraphs"


def _orphans(paths: Sequence[str]) -> tuple[Skipped, ...]:
    """Translations in the named folders whose article is not there."""
    found = []
    for folder in (Path(path) for path in paths if path != STDIN):
        try:
            inside = sorted(folder.iterdir()) if folder.is_dir() else []
        except OSError:
            continue
        stems = {path.stem for path in inside if path.suffix.lower() in _READERS and not beside.is_translation(path)}
        found += [path for path in inside if beside.is_translation(path) and beside.stem(path) not in stems]
    return tuple(
        Skipped(article=str(path), stage=STAGE, reason="is a translation with no article beside it",
                hint=f"name the article {beside.stem(path)}.txt and put it there")
        for path in found
    )  # fmt: skip
