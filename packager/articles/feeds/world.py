"""Articles from feeds, pages and wires: what a bundle takes in, and a line for each that it leaves out."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from urllib.parse import urlsplit

from packager.articles.feeds import decide
from packager.articles.feeds import rss as feeds
from packager.articles.feeds.decide import Chosen, Decision
from packager.articles.feeds.dedupe import alike, first_alike, shingles
from packager.articles.feeds.entries import STAGE, Entry, headline_key, web_key
from packager.articles.feeds.seen import Seen
from packager.articles.feeds.sources import FeedKind, FeedSource, Terms, Window
from packager.articles.formats import ninjs, page, plain
from packager.articles.formats.decode import decode
from packager.articles.http.addresses import canonical
from packager.articles.http.cache import Document
from packager.articles.http.fetch import Fetcher
from packager.articles.intake import Intake, to_article
from packager.articles.structure import embargo, roles
from packager.articles.structure.blocks import ArticleDraft, Fields
from packager.articles.structure.slug import slug, unique
from packager.errors import InputError, one_line
from packager.records import Article, Filing, Role, Skipped, Source

Documents = Mapping[str, "Document | InputError"]


def fetch_all(sources: Sequence[FeedSource], window: Window, terms: Terms, *, fetcher: Fetcher | None = None) -> Intake:
    """The stories of all sources for one bundle, most urgent first.

    A source or a story that fails costs itself alone. Raises InputError only for networks in
    `terms.allow_private` that are none.
    """
    with fetcher or Fetcher(terms) as open_fetcher:
        seen = Seen.load(terms.cache / "stories.json", terms.now)
        documents = open_fetcher.get_all([source.url for source in sources])
        gathered = _entries(sources, documents, terms)
        gathered.entries = decide.looked_at_twice(gathered.entries)
        decision = decide.decide(gathered.entries, window, seen, terms.zone)
        wanted = [item.entry.url for item in decision.chosen if item.entry.url and not item.entry.body]
        documents = {**documents, **open_fetcher.get_all([url for url in wanted if url not in documents])}
    taken = _articles(decision, documents, window, terms)
    articles = _named(_once(taken, decision), seen)
    _remember(gathered.entries, seen)
    seen.save()
    return Intake(
        articles=tuple(articles),
        skipped=(*gathered.skipped, *decision.skipped),
        problems=(*_stale(sources, documents, terms),),
        killed=tuple(dict.fromkeys(decision.killed)),
    )


@dataclass(kw_only=True, slots=True)
class _Gathered:
    entries: list[Entry] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)


def _entries(sources: Sequence[FeedSource], documents: Documents, terms: Terms) -> _Gathered:
    """The entries of every source that could be read, and a line for each that could not."""
    gathered = _Gathered()
    for source in sources:
        document = documents[source.url]
        try:
            if isinstance(document, InputError):
                raise document
            gathered.entries += _of_source(source, document, first=len(gathered.entries), terms=terms)
        except InputError as error:
            gathered.skipped.append(_source_skipped(source, error))
    return gathered


def _of_source(source: FeedSource, document: Document, *, first: int, terms: Terms) -> list[Entry]:
    if source.kind is FeedKind.FEED:
        return feeds.read(document, source, first=first, zone=terms.zone)
    if source.kind is FeedKind.NINJS:
        return ninjs.read(document, source, first=first, zone=terms.zone)
    return [
        Entry(
            source=source,
            order=first,
            keys=web_key(source.url),
            headline="",
            given=Fields(url=source.url),
            moment=terms.now,
        )
    ]


def _source_skipped(source: FeedSource, error: InputError) -> Skipped:
    reason = error.what if error.where == source.name else one_line(error.what, where=error.where)
    return Skipped(article=source.name, stage=STAGE, reason=reason, hint=error.hint)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Taken:
    """An article on its way in."""

    article: Article
    chosen: Chosen
    keys: frozenset[str]  # the chosen entry's, and its page's own address


def _articles(decision: Decision, documents: Documents, window: Window, terms: Terms) -> list[_Taken]:
    """The chosen stories' articles; those that cannot be read go to the decision's lines."""
    taken = []
    for item in decision.chosen:
        try:
            found = _article(item, documents, window.until, terms)
        except InputError as error:
            reason = one_line(error.what, where=error.where if error.where != item.entry.label else "")
            decision.skipped.append(item.entry.skipped(reason, error.hint))
            continue
        late = embargo.held(found.article, window.until, terms.zone)
        if late:
            decision.skipped.append(item.entry.skipped(late.reason, late.hint))
        else:
            taken.append(found)
    return taken


def _article(item: Chosen, documents: Documents, airs: datetime, terms: Terms) -> _Taken:
    """One story's article. Raises InputError."""
    entry = item.entry
    if entry.body:
        draft, data = _own_text(entry), entry.body.encode()
    else:
        draft, data = _page(entry, documents)
    source = Source(
        sha256=hashlib.sha256(data).hexdigest(),
        url=entry.url or None,
        publisher=entry.given.publisher or entry.source.name,
        published=entry.given.published,
    )
    publisher = entry.source.publisher or draft.fields.publisher
    article = to_article(replace(draft, fields=replace(draft.fields, publisher=publisher)), source, name=_name(entry))
    article = replace(
        article,
        filing=Filing(
            section=entry.given.section or entry.source.filing.section or article.filing.section,
            priority=item.priority,
            keep_local=entry.source.filing.keep_local,
        ),
        embargo=decide.ends(entry, terms.zone, airs),
    )
    article = embargo.with_written(article, terms.zone, entry.label)
    return _Taken(article=article, chosen=item, keys=item.keys | web_key(article.source.url or ""))


def _own_text(entry: Entry) -> ArticleDraft:
    if entry.is_markup:
        return page.fragment(entry.body, headline=entry.headline, where=entry.label)
    story = roles.compose(list(plain.blocks(entry.body)), headline=entry.headline)
    return ArticleDraft(headline=story.headline, paragraphs=story.paragraphs, left_out=story.left_out)


def _page(entry: Entry, documents: Documents) -> tuple[ArticleDraft, bytes]:
    document = documents.get(entry.url) or InputError("has neither text nor a page", where=entry.label)
    if isinstance(document, InputError):
        raise document
    if not document.is_text:
        hint = "give the address of the article's page"
        raise InputError(f"is {document.kind}, not a page", where=entry.label, hint=hint)
    text = decode(document.body, where=entry.label, declared=document.charset, markup=True)
    return page.read(text, where=entry.label), document.body


def _name(entry: Entry) -> str:
    """What a story's id is made of: its address's words, which stay when a headline changes, or its headline."""
    parts = [slug(part.rpartition(".")[0] or part) for part in urlsplit(entry.url).path.split("/")]
    worded = [part for part in parts if part.count("-") >= 2 and any(map(str.isalpha, part))]
    return max(worded, key=len, default="") or entry.headline


def _once(taken: list[_Taken], decision: Decision) -> list[_Taken]:
    """Each story once: by its page's own address, and by what it says; copies of killed ones not at all."""
    order = sorted(taken, key=_newest_first)
    dead = [_own_words(entry) for entry in decision.killed_texts if entry.body]
    same = first_alike([*dead, *(_words(item.article) for item in order)])[len(dead) :]
    pages: dict[str, _Taken] = {}
    urgent = {item.chosen.entry.order: item.article.filing.priority for item in taken}
    kept: list[_Taken] = []
    for item, earlier in zip(order, same, strict=True):
        place = canonical(item.article.source.url or "")
        if earlier is not None and earlier < len(dead):
            line = "says the same as a story that its publisher killed"
            decision.skipped.append(item.chosen.entry.skipped(line, "look at it before you take it in"))
        elif twin := order[earlier - len(dead)] if earlier is not None else _same_page(item, pages.get(place)):
            decision.skipped.append(item.chosen.entry.skipped(f"says the same as {twin.chosen.entry.label}"))
            urgent[twin.chosen.entry.order] = min(urgent[twin.chosen.entry.order], item.article.filing.priority)
        else:
            kept.append(item)
            pages |= {place: item} if "/" in place else {}
    kept = [
        replace(
            item,
            article=replace(
                item.article, filing=replace(item.article.filing, priority=urgent[item.chosen.entry.order])
            ),
        )
        for item in kept
    ]
    return sorted(kept, key=lambda item: (item.article.filing.priority, item.chosen.entry.order))


def _newest_first(item: _Taken) -> tuple[float, int, int, int]:
    """Of stories that say the same the newest is kept, whatever its length; of one time the more urgent, the longer."""
    moment = item.chosen.entry.moment
    age = -moment.timestamp() if moment else 0.0
    return age, item.article.filing.priority, -len(_words(item.article)), item.chosen.entry.order


def _same_page(item: _Taken, other: _Taken | None) -> _Taken | None:
    """The story that was taken from the same address, unless the feed has another text under it."""
    if other is None or not (item.chosen.entry.body and other.chosen.entry.body):
        return other
    one, two = item.article, other.article
    same = one.headline == two.headline or alike(shingles(_words(one)), shingles(_words(two)))
    return other if same else None


def _words(article: Article) -> str:
    return "\n".join(p.text for p in article.paragraphs if p.role in (Role.BODY, Role.QUOTE))


def _own_words(entry: Entry) -> str:
    try:
        return "\n".join(p.text for p in _own_text(entry).paragraphs)
    except InputError:
        return ""


def _named(taken: list[_Taken], seen: Seen) -> list[Article]:
    """The articles with the ids that they had before, and new ones for the new."""
    before = [seen.find(item.keys) for item in taken]
    used = {known.id for known in before if known}
    ids: list[str] = []
    for item, known in zip(taken, before, strict=True):
        name = known.id if known and known.id not in ids else unique(item.article.id, {*used, *ids, *seen.taken()})
        ids.append(name)
        headline = headline_key(item.chosen.entry.source, item.chosen.entry.headline)
        seen.remember(item.keys | {headline}, name)
    return [replace(item.article, id=name) for item, name in zip(taken, ids, strict=True)]


def _remember(entries: Sequence[Entry], seen: Seen) -> None:
    """When each entry was first seen: what is new to its feed is news, whatever its date says."""
    for entry in entries:
        if seen.find(entry.keys) is None:
            seen.remember(entry.keys, slug(entry.headline) or "story")


def _stale(sources: Sequence[FeedSource], documents: Documents, terms: Terms) -> list[Skipped]:
    """A line for each source that failed and whose earlier copy was used."""
    found = []
    for source in sources:
        document = documents.get(source.url)
        if isinstance(document, Document) and document.stale:
            reason = f"{document.stale}; its copy of {document.fetched.astimezone(terms.zone):%Y-%m-%d %H:%M} is used"
            found.append(Skipped(article=source.name, stage=STAGE, reason=reason, hint="build again when it is back"))
    return found
