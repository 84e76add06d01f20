"""An edition's podcast feed, over all that was published and is still there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from packager.air.aired import AIR, AIRED
from packager.air.aired import aired as on_air
from packager.air.journal_file import LOCK
from packager.air.rss import Caption, FeedItem, Kept, Person, feed
from packager.desk.manifest import Manifest
from packager.desk.reading import read
from packager.errors import InputError
from packager.locks import Waiting, held
from packager.records import Role
from packager.station import Station
from packager.store import write_if_changed
from packager.text.confine import name_fault, stays_under

SOUNDS = (".mp3", ".m4a", ".opus")  # what players play, the most widely known first
CAPTIONS = (".vtt", ".srt", ".json", ".txt")


def write_feed(root: Path, language: str, station: Station, waiting: Waiting | None = None) -> Path | None:
    """Write the feed of a language over the output folder `root`; None where the station has none.

    A run that publishes there is waited for: `waiting` is told. Raises InputError for a record of what aired that
    cannot be read, PackagerError where somebody is at work there for too long.
    """
    if language not in station.podcasts:
        return None
    path = feed_path(root, language)
    with held(root / LOCK, "packager publish", waiting=waiting):  # what is published meanwhile stands in it too
        write_if_changed(path, feed_of(root, language, station) or b"")
    return path


def feed_path(root: Path, language: str) -> Path:
    """Where the feed of a language lies."""
    return root / f"podcast.{language}.xml"


def feed_of(root: Path, language: str, station: Station) -> bytes | None:
    """The feed of a language as it must be; None where the station has none. Raises InputError."""
    plan = station.podcasts.get(language)
    if plan is None:
        return None
    records = sorted(root.glob(f"*/{language}/{AIR}/{AIRED}"))
    return feed(plan, [item for aired in records for item in _items(aired, root, named=station.files.name_editors)])


def _items(aired: Path, root: Path, *, named: bool) -> Iterator[FeedItem]:
    """The episode of a record, if it was not killed and its sound is still kept; `named` with who reviewed it."""
    manifest, known = read(aired), on_air(aired.parent.parent)
    delivered = known.delivered if known else manifest.delivered
    digests = {name: told for name, told in delivered.get(AIR, {}).items() if _is_episode(name, manifest)}
    kept = {f".{name.partition('.')[2]}": _kept(aired.parent / name, told, root) for name, told in digests.items()}
    found = {ending: file for ending, file in kept.items() if file is not None}
    audio = next((found[ending] for ending in SOUNDS if ending in found), None)
    if manifest.status == "killed" or audio is None:
        return
    language = manifest.edition.language
    reviewers = _reviewers(manifest) if named else []
    captions = [
        Caption(file=found[before + ending], language=tongue)
        for tongue, before in ((language, ""), ("en", ".en"))
        for ending in CAPTIONS
        if before + ending in found
    ]
    yield FeedItem(
        id=manifest.episode,
        title=manifest.title or manifest.episode,
        description=_description(manifest),
        published=_moment(known.published if known else manifest.published, aired),
        audio=audio,
        seconds=manifest.seconds or 0.0,
        captions=tuple(captions),
        chapters=found.get(".chapters.json"),
        persons=tuple(Person(name=name, role="script editor", group="writing") for name in reviewers),
        source_type=str(manifest.synthetic.get("digital_source_type", "")),
        reviews=manifest.log.told if manifest.log else "",
    )


def _is_episode(name: str, manifest: Manifest) -> bool:
    """Whether a file is the episode's; the record is a file that people can edit, and its names are not paths."""
    own = manifest.cart is not None and name.startswith(f"{manifest.cart:06}_")
    return own and "/" not in name and not name_fault(name)


def _kept(path: Path, digest: str, root: Path) -> Kept | None:
    if not path.is_file() or not stays_under(root, path):
        return None
    return Kept(name=path.relative_to(root).as_posix(), size=path.stat().st_size, digest=digest)


def _description(manifest: Manifest) -> tuple[str, ...]:
    """The headlines, and what was said of the voice, a paragraph each."""
    stories = sorted((s for s in manifest.stories if s.starts is not None), key=lambda story: story.starts or 0.0)
    heads = [line.text for story in stories for line in story.lines if line.role is Role.HEADLINE]
    return tuple(filter(None, (*heads, str(manifest.synthetic.get("spoken", "")))))


def _reviewers(manifest: Manifest) -> list[str]:
    found = manifest.synthetic.get("reviewed_by", [])
    return [str(name) for name in found] if isinstance(found, list) else []


def _moment(text: str, where: Path) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise InputError(f"'{text}' is not a time", where=str(where), hint="publish the edition again") from error
