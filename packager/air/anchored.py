"""Where the log of reviews is anchored, and whether it still fits there: what `packager check` tells of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from packager.air.podcast import feed_of, feed_path
from packager.air.reviewed import aired_anchor
from packager.air.rss import NAMESPACES, REVIEWS, item_guid
from packager.delivery.reading import read as label
from packager.desk import review_log
from packager.desk.manifest import Anchor, Manifest, StoryEntry
from packager.desk.noticing import BY_HAND, anchors, doubt
from packager.desk.review_log import Log
from packager.desk.told_acts import changes_of
from packager.errors import InputError
from packager.records import Status
from packager.station import Station

Found = tuple[str, bool, str, str]  # name, whether it passed, what was found, the rule
BACK = timedelta(hours=1)  # that an entry may be dated before the one before it: clocks that are put right
_LOG = review_log.NAME


def anchored(manifest: Manifest, folder: Path, station: Station) -> Iterator[Found]:
    """What there is to say of an edition's log, of each place that says how far it had come, and of its approvals."""
    log = review_log.read(folder)
    inside = dict(zip(("the manifest", "the program's own file"), anchors(manifest), strict=False))
    outside = dict(_published(manifest, folder, station))
    if not (log.entries or inside or outside):
        return
    yield (
        f"{_LOG}: chain",
        not (log.fault or log.begins.entries),
        _chain(log),
        "every entry follows on the one before it",
    )
    yield from _clock(log)
    for where, anchor in {**inside, **outside}.items():
        lacking = review_log.lacks(log, anchor)
        yield (
            f"{_LOG}: as in {where}",
            not lacking,
            lacking or f"entry {anchor.entries} is there",
            "nothing of it is gone",
        )
    far = max((anchor.entries for anchor in outside.values()), default=0)
    last = log.head.entries
    if far < last:
        told = f"entries {far + 1} to {last}" if far + 1 < last else f"entry {last}"
        yield f"{_LOG}: not published", True, f"{told} can be told by nothing that left this folder", ""
    yield from (_approval(story, log) for story in manifest.stories if story.status is Status.APPROVED)
    yield from _feed(manifest, folder, station)


def _chain(log: Log) -> str:
    if log.fault:
        return log.fault
    if log.begins.entries:
        lost = log.entries[0]["act"]
        kept = f"; what there was lies in {lost['kept']}" if lost.get("kept") else ""
        return f"entries up to {log.begins.entries} are lost: it {lost.get('why', 'nobody knows why')}{kept}"
    return f"{len(log.entries)} entries"


def _clock(log: Log) -> Iterator[Found]:
    """Entries that are dated before what was written before them."""
    latest: datetime | None = None
    for entry in log.entries:
        try:
            at = datetime.fromisoformat(entry["at"]).astimezone()
        except (ValueError, TypeError):
            yield f"{_LOG}: entry {entry['number']}", False, f"'{entry['at']}' is not a time", ""
            continue
        if latest and at < latest - BACK:
            found = (
                f"is dated {entry['at']}, before what was written before it ({latest.isoformat(timespec='seconds')})"
            )
            yield f"{_LOG}: entry {entry['number']}", False, found, "the clock was set back, or the entry moved"
        latest = max(latest, at) if latest else at


def _published(manifest: Manifest, folder: Path, station: Station) -> Iterator[tuple[str, Anchor]]:
    """Every place outside the log's own folder's files that people edit: the record of what aired, files, the feed."""
    yield from (("the record of what aired", anchor) for anchor in aired_anchor(folder))
    for name in manifest.state.files or manifest.files:
        if name.endswith(".wav"):
            try:
                told = label(folder / name, station.zone).disclosure.reviews
            except (InputError, OSError):
                continue  # told of by other checks
            if anchor := _anchor(told):
                yield name, anchor
    feed = feed_path(folder.parent.parent, manifest.edition.language)
    plan = station.podcasts.get(manifest.edition.language)
    if plan and (anchor := _anchor(_in_feed(feed, item_guid(plan, manifest.episode)))):
        yield feed.name, anchor


def _anchor(told: str) -> Anchor | None:
    entries, _, head = told.partition(" ")
    return Anchor(entries=int(entries), head=head) if entries.isascii() and entries.isdigit() and head else None


def _in_feed(path: Path, guid: str) -> str:
    """What the feed's item with this GUID says of the log."""
    from lxml import etree

    try:
        root = etree.parse(path, etree.XMLParser(resolve_entities=False, no_network=True)).getroot()
    except (OSError, etree.XMLSyntaxError):
        return ""  # it is looked at as a whole too
    items = (item for item in root.iter("item") if item.findtext("guid") == guid)
    found = (
        node for item in items for node in item.iterfind("podcast:txt", NAMESPACES) if node.get("purpose") == REVIEWS
    )
    return next((node.text or "" for node in found), "")


def _approval(story: StoryEntry, log: Log) -> Found:
    """Who stands behind a story, by what the log has of it."""
    rule = f"as in {_LOG}"
    if why := doubt(story, log):
        return f"{story.id}: approval", False, why, rule
    entry = next(
        (
            entry
            for entry in reversed(log.entries)
            if entry["what"] != "build"
            and any((one.place.story, one.place.key) == (story.id, "approved") for one in changes_of(entry))
        ),
        None,
    )
    given = story.approved
    heard = f"heard: {(given.heard if given else '') or 'unknown'}"
    how = "by hand" if entry is None or entry["what"] == BY_HAND else f"by {entry['what']}"
    return f"{story.id}: approval", True, f"{given.by if given else 'nobody'}, {how}, {heard}", rule


def _feed(manifest: Manifest, folder: Path, station: Station) -> Iterator[Found]:
    """The feed over all days against what it must be."""
    day = folder.absolute().parent
    path = feed_path(day.parent, manifest.edition.language)
    if (day.name, folder.absolute().name) != (manifest.edition.date, manifest.edition.language):
        return
    if path.is_file() and (wanted := feed_of(day.parent, manifest.edition.language, station)) is not None:
        same = path.read_bytes() == wanted
        yield path.name, same, "as it was written" if same else "is not what was published", "publish again"
