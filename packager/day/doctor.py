"""What would fail at five in the morning, looked for the evening before. Nothing is changed by it.

Each look is one finding: what was looked at, what was found, and what mends it where it is not well.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import statistics
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path

from packager.air.arrive import destination
from packager.articles.feeds import rss
from packager.articles.feeds.sources import FeedKind, FeedSource, Terms
from packager.articles.formats import ninjs
from packager.articles.http.fetch import Fetcher
from packager.day.plan import Asked
from packager.desk import reading
from packager.desk.listing import NAME
from packager.desk.manifest import Manifest
from packager.engines import NOWHERE
from packager.errors import InputError, PackagerError
from packager.network import no_line
from packager.records import Status
from packager.station import EditionPlan
from packager.station.plans import DropPlan, NoticePlan
from packager.store import PART
from packager.text.clock import as_clock, seconds_of_slot
from packager.translation.chains import fallback_chain, missing
from packager.voicing.profiles import load_profile

HABIT = 7  # editions of which the stories' habit is told
ROOM = 500e6  # bytes that a day is taken to need where none was made yet
DAYS = 2  # days for which there should be room
OFF = 60.0  # s that the clock may be wrong
SOON = timedelta(days=14)  # before a certificate ends


@dataclass(frozen=True, kw_only=True)
class Looked:
    """One thing that was looked at."""

    what: str  # "feed Mashaal", "voice pashto-woman (ps)"
    fine: bool
    told: str
    hint: str = ""  # what to do, where it is not fine


def doctor(asked: Asked) -> Iterator[Looked]:
    """Look at all that tomorrow's run needs. Raises InputError for a station that cannot be read in parts."""
    yield from _feeds(asked)
    yield from _clock(asked)
    for language in asked.languages:
        plan = asked.station.edition(language)
        yield from _voices(plan, asked)
        yield from _translators(language, asked)
        yield from _slot(plan, asked)
    yield from _folders(asked)
    yield from _signing(asked)
    if asked.station.notify:
        yield from _notice(asked.station.notify, asked.station.folder)


def _feeds(asked: Asked) -> Iterator[Looked]:
    station = asked.station
    if not station.feeds:
        return
    with tempfile.TemporaryDirectory() as cache:  # asked as if for the first time; no copy stands in
        terms = Terms(cache=Path(cache), now=asked.now, zone=station.zone, allow_private=station.fetch.allow_private)
        with Fetcher(terms) as fetcher:
            documents = fetcher.get_all([source.url for source in station.feeds])
        for source in station.feeds:
            document = documents[source.url]
            try:
                if isinstance(document, InputError):
                    raise document
                entries = {FeedKind.FEED: rss.read, FeedKind.NINJS: ninjs.read}.get(source.kind)
                found = len(entries(document, source, first=0, zone=station.zone)) if entries else 1
            except InputError as error:
                yield Looked(what=f"feed {source.name}", fine=False, told=error.what, hint=error.hint or _feed(source))
                continue
            hint = "" if found else _feed(source)
            yield Looked(what=f"feed {source.name}", fine=bool(found), told=f"{found} stories in it", hint=hint)


def _feed(source: FeedSource) -> str:
    return f"open {source.url} in a browser, and mend 'feeds:'"


def _clock(asked: Asked) -> Iterator[Looked]:
    """The clock here against the first server that says what time it is (RFC 9110, 6.6.1: to the second)."""
    import httpx

    for source in asked.station.feeds:
        with contextlib.suppress(httpx.HTTPError, httpx.InvalidURL, ValueError, TypeError):
            answer = httpx.head(source.url, timeout=5.0)
            theirs = parsedate_to_datetime(answer.headers["date"]) if "date" in answer.headers else None
            if theirs is not None:
                off = (datetime.now(UTC) - theirs).total_seconds()
                told = f"{abs(off):.0f} s {'ahead of' if off > 0 else 'behind'} {source.name}'s"
                hint = "" if abs(off) <= OFF else "set the clock: timedatectl set-ntp true"
                yield Looked(what="clock", fine=abs(off) <= OFF, told=told, hint=hint)
                return


def _voices(plan: EditionPlan, asked: Asked) -> Iterator[Looked]:
    for place, name in enumerate(plan.cast.names):
        what = f"voice {name} ({plan.language})"
        instead = plan.cast.names[place + 1 :]
        hint = (
            f"else {instead[0]} may read in its place; see 'packager engines'" if instead else "see 'packager engines'"
        )
        try:
            profile = load_profile(name, (asked.station.folder / "voices",))
            voice = profile.open()
        except PackagerError as error:
            yield Looked(what=what, fine=False, told=str(error), hint=hint)
            continue
        server = getattr(voice, "server", None)
        broken = no_line(server.base) if server is not None else ""
        told = broken or ("ready" if profile.text_goes == NOWHERE else f"ready, over the network ({profile.text_goes})")
        yield Looked(what=what, fine=not broken, told=told, hint=hint if broken else "")


def _translators(language: str, asked: Asked) -> Iterator[Looked]:
    sources = asked.station.sources(language)
    for rung in fallback_chain(sources, language):
        what = f"translator {rung.name} ({language})"
        try:
            rung.engine()
        except PackagerError as error:
            brings = missing(sources, language, (rung.name,))
            hint = brings[0].command if brings else f"mend 'translation.{language}'; see docs/translation.md"
            yield Looked(what=what, fine=False, told=str(error), hint=hint)
            continue
        broken = no_line(f"https://{rung.host}") if rung.host else ""
        hint = "see to the network, or put an engine of this machine after it" if broken else ""
        yield Looked(what=what, fine=not broken, told=broken or "ready", hint=hint)


def _slot(plan: EditionPlan, asked: Asked) -> Iterator[Looked]:
    """Tomorrow's slot against what the last editions had to fill theirs."""
    tomorrow = date.fromisoformat(asked.date) + timedelta(days=1)
    on = plan.on(tomorrow)
    past = list(_manifests(asked, plan.language))
    if not on.slot or not past:
        return
    lengths = [sum(s.seconds or 0.0 for s in m.stories if s.status in (Status.REVIEW, Status.APPROVED)) for m in past]
    around = [
        max(0.0, (m.seconds or 0.0) - sum(s.seconds or 0.0 for s in m.stories if s.starts is not None)) for m in past
    ]
    usual = statistics.median(lengths) + statistics.median(around)
    reach = usual * (1 + on.tempo) + on.music
    fine = reach >= seconds_of_slot(on.slot)
    told = f"{on.slot} tomorrow; the stories of {len(past)} days come to {as_clock(usual)} with the show around them"
    hint = f"bring more stories, or give {tomorrow:%A} another slot (editions.{plan.language}.slot)"
    yield Looked(what=f"slot ({plan.language})", fine=fine, told=told, hint="" if fine else hint)


def _manifests(asked: Asked, language: str) -> Iterator[Manifest]:
    paths = sorted(asked.output.glob(f"????-??-??/{language}/{NAME}"), reverse=True)
    for path in paths[:HABIT]:
        with contextlib.suppress(InputError):
            manifest = reading.read(path)
            if manifest.seconds is not None:
                yield manifest


def _folders(asked: Asked) -> Iterator[Looked]:
    """The output, then what systems watch: there, writable, and with room for some days."""
    need = DAYS * _day_bytes(asked.output)
    above = next((p for p in (asked.output, *asked.output.absolute().parents) if p.is_dir()), Path("/"))
    yield _folder("output", asked.output if asked.output.is_dir() else above, need)
    for drop in asked.station.drops:
        if set(drop.languages) & set(asked.languages):
            if drop.address:
                yield _address(drop)
            else:
                yield _folder(f"drop {drop.system}", drop.folder, need / 4)  # of an output's day, what is delivered


def _address(drop: DropPlan) -> Looked:
    """Whether a place on another machine is there and lets us in; nothing is written."""
    what = f"drop {drop.system} {drop.address}"
    try:
        place = destination(drop)
        try:
            place.reach()
        finally:
            place.close()
    except PackagerError as error:
        return Looked(what=what, fine=False, told=str(error), hint="mend it before the morning")
    return Looked(what=what, fine=True, told="is there and lets us in")


def _folder(name: str, folder: Path, need: float) -> Looked:
    what = f"{name} {folder}"
    if not folder.is_dir():
        return Looked(what=what, fine=False, told="is not there", hint="mount it, or make it")
    try:
        handle, path = tempfile.mkstemp(prefix=PART, dir=folder)  # as publishing begins; nobody takes it for a sound
        os.close(handle)
        Path(path).unlink()
        free = shutil.disk_usage(folder).free
    except OSError as error:
        hint = "make room, or mend its permissions or its mount"
        return Looked(what=what, fine=False, told=f"cannot be written ({error.strerror})", hint=hint)
    told = f"writable, {free / 1e9:.1f} GB free"
    if free < need:
        hint = "make room: 'packager tidy' clears old days by 'keep-days'"
        return Looked(what=what, fine=False, told=f"{told}; {need / 1e9:.1f} GB may be needed", hint=hint)
    return Looked(what=what, fine=True, told=told)


def _day_bytes(output: Path) -> float:
    """The bytes of the last day that was made."""
    days = sorted(output.glob("????-??-??"))
    files = days[-1].rglob("*") if days else ()
    return float(sum(path.lstat().st_size for path in files if path.is_file())) or ROOM


def _signing(asked: Asked) -> Iterator[Looked]:
    """The station's certificate: there today, and not over in a fortnight."""
    signing = asked.station.files.signing
    if signing is None:
        return
    try:
        from cryptography import x509
    except ImportError:
        return
    what = f"certificate {signing.certificates}"
    try:
        first = x509.load_pem_x509_certificates(signing.certificates.read_bytes())[0]
    except (OSError, ValueError, IndexError) as error:
        yield Looked(what=what, fine=False, told=f"cannot be read ({error})", hint="mend 'signing.certificates'")
        return
    ends = first.not_valid_after_utc
    fine = ends - asked.now > SOON
    yield Looked(what=what, fine=fine, told=f"holds until {ends:%Y-%m-%d}", hint="" if fine else "renew it")


def _notice(plan: NoticePlan, folder: Path) -> Iterator[Looked]:
    if plan.command:
        program = plan.command[0]
        found = shutil.which(folder / program if "/" in program else program)
        hint = "" if found else "install it, or mend 'notify.command'"
        yield Looked(what="notify.command", fine=bool(found), told=str(found or f"no program '{program}'"), hint=hint)
    if plan.webhook:
        broken = no_line(plan.webhook)
        hint = "see to the network, or mend 'notify.webhook'" if broken else ""
        yield Looked(what="notify.webhook", fine=not broken, told=broken or "can be reached", hint=hint)
