"""Which entries are a bundle's stories: pure, and every entry is either kept or has a line that says why not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta, tzinfo

from packager.articles.feeds.dedupe import alike, shingles
from packager.articles.feeds.entries import Entry, Signal, headline_key, is_order
from packager.articles.feeds.seen import Seen
from packager.articles.feeds.sources import Window
from packager.articles.http.addresses import canonical
from packager.articles.structure import embargo
from packager.articles.structure.blocks import letters
from packager.records import Skipped

LATE = timedelta(hours=6)  # a story may stand in its feed this much later than it is dated
_EVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, kw_only=True, slots=True)
class Chosen:
    """A story to take in, and all that is known under its keys."""

    entry: Entry
    keys: frozenset[str]
    priority: int


@dataclass(kw_only=True, slots=True)
class Decision:
    """What was decided."""

    chosen: list[Chosen] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    killed: list[str] = field(default_factory=list)  # ids of stories that must not air
    killed_texts: list[Entry] = field(default_factory=list)  # versions of killed stories: their copies go too


def decide(entries: Sequence[Entry], window: Window, seen: Seen, zone: tzinfo) -> Decision:
    """Choose from all sources' entries: newest versions, each story once, what is new and free to air."""
    decision = Decision()
    for group in _stories(entries):
        _one_story(_taken_at_its_word(group, seen), decision, seen)
    chosen, decision.chosen = decision.chosen, []
    for item in chosen:
        reason, hint = _not_now(item.entry, window, seen, zone)
        if reason:
            decision.skipped.append(item.entry.skipped(reason, hint))
        else:
            decision.chosen.append(item)
    decision.chosen.sort(key=lambda item: item.entry.order)
    return decision


def ends(entry: Entry, zone: tzinfo, airs: datetime) -> datetime | None:
    """When the entry's embargo ends: its own, or its source's daily hour, whichever is later."""
    daily = entry.source.embargo
    hour = None if daily is None else datetime.combine(airs.astimezone(zone).date(), daily, tzinfo=zone)
    return max(filter(None, (entry.given.embargo, hour)), default=None)


def _stories(entries: Sequence[Entry]) -> list[list[Entry]]:
    """Entries that share a key, directly or through others, in groups.

    A kill or a correction may name its story by headline alone: within one source that is a key too.
    """
    named = {key for entry in entries if entry.signal for key in entry.keys if key.startswith("headline:")}
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        own = headline_key(entry.source, entry.headline)
        keys = set(entry.keys) | ({own} if own in named else set()) or {f"entry:{entry.order}"}
        group = [entry]
        for earlier in {id(groups[key]): groups[key] for key in sorted(keys) if key in groups}.values():
            group += earlier
        for key in keys.union(*(_all_keys(member, named) for member in group)):
            groups[key] = group
    unique = {id(group): sorted(group, key=lambda entry: entry.order) for group in groups.values()}
    return sorted(unique.values(), key=lambda group: group[0].order)


def _all_keys(entry: Entry, named: set[str]) -> set[str]:
    own = headline_key(entry.source, entry.headline)
    return set(entry.keys) | ({own} if own in named else set())


def looked_at_twice(entries: Sequence[Entry]) -> list[Entry]:
    """The entries without ids and addresses that in their own feed stand for several stories.

    A feed that gives every item one guid, or one address, would otherwise lose all but one of them.
    """
    shared: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        for key in entry.keys:
            shared.setdefault((entry.source.name, key), []).append(entry)
    useless = {
        place for place, (first, *rest) in shared.items() if any(not _same_story(first, other) for other in rest)
    }
    return [
        replace(entry, keys=frozenset(key for key in entry.keys if (entry.source.name, key) not in useless))
        for entry in entries
    ]


def _same_story(one: Entry, other: Entry) -> bool:
    """Whether two entries with an id or an address in common are one story: their words, or both id and address."""
    if one.signal or other.signal or letters(one.headline) == letters(other.headline):
        return True
    if len(one.keys & other.keys) > 1:
        return True
    if one.body and other.body:
        return alike(shingles(one.body), shingles(other.body))
    return canonical(one.url) == canonical(other.url)


def _taken_at_its_word(group: list[Entry], seen: Seen) -> list[Entry]:
    """'WITHDRAWAL: Last troops leave Bagram' is news unless it names a story that is known: only then a kill."""
    known = any(entry.signal is not Signal.KILL for entry in group)
    return [
        replace(entry, headline=entry.worded, signal=Signal.NONE)
        if entry.signal is Signal.KILL and entry.worded and not is_order(entry.worded) and not known
        and not seen.find({headline_key(entry.source, entry.headline)})
        else entry
        for entry in group
    ]  # fmt: skip


def _one_story(group: list[Entry], decision: Decision, seen: Seen) -> None:
    """Choose the version of one story that counts, and give every other its line."""
    keys = frozenset[str]().union(*(entry.keys for entry in group))
    kills = [entry for entry in group if entry.signal is Signal.KILL]
    alive = [entry for entry in group if entry.signal is not Signal.KILL and not _is_killed(entry, kills)]
    _killed(group, kills, alive, decision, seen)
    if not alive:
        return
    best = max(_latest(alive), key=_worth)
    for entry in alive:
        if entry is not best:
            decision.skipped.append(entry.skipped(_why_not(entry, best)))
    if best.signal is Signal.WITHHELD:
        decision.skipped.append(best.skipped("is withheld by its publisher", "wait for its release"))
    elif best.unusable:
        decision.skipped.append(best.skipped(best.unusable, best.hint))
    else:
        priority = min(entry.given.priority or entry.source.filing.priority for entry in alive)
        decision.chosen.append(Chosen(entry=best, keys=keys, priority=priority))


def _is_killed(entry: Entry, kills: list[Entry]) -> bool:
    """A kill holds for every version that is not newer than it; without times, for all."""
    return any(not entry.moment or not kill.moment or entry.moment <= kill.moment for kill in kills)


def _killed(group: list[Entry], kills: list[Entry], alive: list[Entry], decision: Decision, seen: Seen) -> None:
    """The lines of a kill and of what it kills, and the id that the story had before."""
    if not kills:
        return
    for entry in group:
        if entry not in alive:
            said = "is a kill: the story must not air" if entry in kills else "is killed by its publisher"
            decision.skipped.append(entry.skipped(said, "take it off any rundown it is on"))
            if not alive:  # what was issued anew says the same as what was killed
                decision.killed_texts.append(entry)
    headlines = {headline_key(entry.source, entry.headline) for entry in kills}
    known = seen.find(headlines.union(*(entry.keys for entry in kills)))
    if known and not alive:
        decision.killed.append(known.id)


def _latest(group: list[Entry]) -> list[Entry]:
    """Each source's newest version; of two of one time, the one that stands first in the feed."""
    newest: dict[str, Entry] = {}
    for entry in group:
        held_ = newest.get(entry.source.name)
        if held_ is None or _age(entry) > _age(held_):
            newest[entry.source.name] = entry
    return list(newest.values())


def _age(entry: Entry) -> tuple[datetime, bool]:
    return entry.moment or _EVER, entry.signal in (Signal.CORRECTION, Signal.UPDATE)


def _worth(entry: Entry) -> tuple[bool, int, int]:
    """Between sources: a correction first, then the source's priority, then the station's order."""
    return entry.signal is Signal.CORRECTION, -entry.source.filing.priority, -entry.order


def _why_not(entry: Entry, best: Entry) -> str:
    if entry.source.name != best.source.name:
        return f"is the same story as in {best.label}"
    if (entry.moment or _EVER) < (best.moment or _EVER) or best.signal:
        return "is an earlier version; the newer one is taken"
    return "is in the feed twice"


def _not_now(entry: Entry, window: Window, seen: Seen, zone: tzinfo) -> tuple[str, str]:
    """Why a story is not for this bundle, and what to do; two empty texts if it is."""
    known = seen.find(entry.keys)
    moment = entry.moment or (known.first if known else seen.now)
    news_from = max(moment, entry.given.embargo or moment)  # what was held back yesterday is today's
    late = not known and not seen.first_time and moment > window.since - LATE
    if news_from <= window.since and not late:
        return f"is older than {window.since.astimezone(zone):%Y-%m-%d %H:%M}, when the last bundle aired", ""
    if moment > window.until and moment > seen.now:
        return f"is dated {moment.astimezone(zone):%Y-%m-%d %H:%M}, after this bundle airs", "build again after that"
    until = ends(entry, zone, window.until)
    return embargo.line(until, zone) if until and until > window.until else ("", "")
