"""Every parser that meets the world, as the fuzzer calls it: bytes in; what it answered in short, or an error.

Each has some seeds, which it reads well, and the words that its format is made of.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.fuzz import start
from packager.records import Article

NOW = datetime(2026, 11, 28, 6, tzinfo=UTC)


class Broken(Exception):
    """What was read breaks a promise of its record."""


@dataclass(frozen=True)
class Parser:
    """A parser, and where to begin with it."""

    about: str
    read: Callable[[bytes, Path], str]  # the case, a folder of its own → what it came to
    seeds: tuple[bytes, ...]
    words: tuple[bytes, ...] = ()


def _kept(articles: Sequence[Article]) -> str:
    """What was taken in, looked at. Raises Broken."""
    for article in articles:
        read = [article.headline, *(paragraph.text for paragraph in article.paragraphs)]
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", article.id) or len(article.id) > 120:
            raise Broken(f"the id {article.id[:80]!r}")
        for text in (*read, *(out.text for out in article.left_out)):
            odd = [char for char in text if unicodedata.category(char) in ("Cc", "Cs") or char in "\u2028\u2029"]
            if odd:
                raise Broken(f"{odd[0]!r} in a line: {text[:80]!r}")
        for text in read:
            if text != " ".join(text.split()) or not text.strip():
                raise Broken(f"white space in a line: {text[:80]!r}")
    return f"{len(articles)} articles"


def _article(suffix: str) -> Callable[[bytes, Path], str]:
    def read(data: bytes, work: Path) -> str:
        from packager.articles import gather

        file = work / f"case{suffix}"
        file.write_bytes(data)
        taken = gather([str(file)])
        for told in (*taken.skipped, *taken.problems):
            if "\n" in told.reason or len(told.reason) > 500:
                raise Broken(f"no line: {told.reason[:100]!r}")
        return f"{_kept(taken.articles)} {[told.reason[:80] for told in taken.skipped]}"

    return read


def _feed(kind: str) -> Callable[[bytes, Path], str]:
    def read(data: bytes, _work: Path) -> str:
        from packager.articles.feeds import rss, world
        from packager.articles.feeds.decide import Chosen, decide, looked_at_twice
        from packager.articles.feeds.seen import Seen
        from packager.articles.feeds.sources import FeedSource, Terms, Window
        from packager.articles.formats import ninjs
        from packager.articles.http.cache import Document
        from packager.errors import InputError

        source = FeedSource(name="Fuzz", url="http://127.0.0.1/feed")
        document = Document(url=source.url, body=data, fetched=NOW, kind="application/xml")
        entries = (ninjs if kind == "ninjs" else rss).read(document, source, first=0, zone=UTC)
        window = Window(since=datetime(2026, 11, 27, 6, tzinfo=UTC), until=NOW)
        seen = Seen.load(_work / "no-such-file", NOW)
        decision = decide(looked_at_twice(entries), window, seen, UTC)
        articles = []
        for item in decision.chosen:
            assert isinstance(item, Chosen)
            if item.entry.body:
                try:
                    taken = world._article(item, {}, NOW, Terms(cache=_work, now=NOW))
                    articles.append(taken.article)
                except InputError:
                    continue
        return f"{len(entries)} entries, {_kept(articles)} {[told.reason[:80] for told in decision.skipped][:2]}"

    return read


def _tmx(data: bytes, work: Path) -> str:
    from packager.translation.memory import Memory
    from packager.translation.tmx import import_tmx

    file, kept = work / "case.tmx", work / "memory.sqlite"
    file.write_bytes(data)
    kept.unlink(missing_ok=True)
    with Memory.open(kept) as memory:
        count = memory.learn(import_tmx(file))
        for unit in memory.units():
            match = memory.lookup(unit.source, unit.language)
            if match is None:
                raise Broken(f"learnt and not found: {unit.source[:80]!r}")
        return f"{count} units"


def _names(suffix: str) -> Callable[[bytes, Path], str]:
    def read(data: bytes, work: Path) -> str:
        from packager.translation.name_files import names_from_csv, names_from_tbx

        file = work / f"case{suffix}"
        file.write_bytes(data)
        return f"{len((names_from_csv if suffix == '.csv' else names_from_tbx)(file).entries)} names"

    return read


def _manifest(data: bytes, work: Path) -> str:
    from packager.desk import reading

    file = work / "manifest.yaml"
    file.write_bytes(data)
    return f"{len(reading.read(file).stories)} stories"


def _station(data: bytes, work: Path) -> str:
    from packager.station.reading import read, unattended_keys

    file = work / "station.yaml"
    file.write_bytes(data)
    unattended_keys(file)
    return f"{len(read(file).editions)} editions"


def _own_files(data: bytes, work: Path) -> str:
    """The program's own files beside a manifest, which somebody may have changed: state, log, journal, what aired."""
    from packager.air.aired import NAME, aired
    from packager.air.journal_file import journal_of
    from packager.desk import review_log, state
    from packager.errors import InputError

    said = []
    day = work / "2026-11-28" / "ps"
    day.mkdir(parents=True, exist_ok=True)
    (day / state.NAME).write_bytes(data)
    known = state.load(day)
    said.append(f"{len(known.lines) if known else known}")
    (day / review_log.NAME).write_bytes(data)
    try:
        said.append(review_log.read(day).fault)
    except InputError as error:
        said.append(error.what)
    (day / NAME).write_bytes(data)
    try:
        aired(day)
    except InputError as error:
        said.append(error.what)
    (work / ".published.jsonl").write_bytes(data)
    with journal_of(work) as journal:
        said.append(f"{sum(1 for _ in journal.whole())}")
    return " ".join(said)


def _argos(data: bytes, work: Path) -> str:
    from packager.engines.models import argos_packages

    file, home = work / "case.argosmodel", work / "argos"
    file.write_bytes(data)
    home.mkdir(exist_ok=True)
    (work / "outside").write_bytes(b"")
    done = argos_packages.add(home, file)
    inside = {path for path in work.rglob("*") if not path.is_relative_to(home)}
    ours = {"case.argosmodel", "outside", "current", "told.json", "errors"}
    if odd := {path.name for path in inside if not path.name.startswith("found-")} - ours:
        raise Broken(f"written outside: {sorted(odd)[:3]}")
    return f"{done.source}-{done.target}"


def _opus(data: bytes, work: Path) -> str:
    import shutil

    from packager.engines.models import opus

    file, folder = work / "case.zip", work / "opus"
    file.write_bytes(data)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    opus.convert(file, folder)
    return "converted"


def _piper(data: bytes, work: Path) -> str:
    from packager.engines.models.piper_models import licence_of

    file = work / "xx_XX-fuzz-low.onnx"
    file.with_suffix(".onnx.json").write_bytes(data)
    file.write_bytes(b"no model")
    return licence_of(file)


def _audio(suffix: str) -> Callable[[bytes, Path], str]:
    def read(data: bytes, work: Path) -> str:
        from packager.audio.ffmpeg import decode

        file = work / f"case{suffix}"
        file.write_bytes(data)
        return f"{decode(file).seconds:.0f} s"

    return read


def _answered_sound(data: bytes, _work: Path) -> str:
    from packager.audio.received import received, trimmed

    return f"{trimmed(received(data)).seconds:.0f} s"


def _http(data: bytes, work: Path) -> str:
    """A whole HTTP answer, head and all, to the fetching of a page."""
    from benchmarks.fuzz.answering import answering
    from packager.articles.feeds.sources import Terms
    from packager.articles.http.fetch import Fetcher

    terms = Terms(cache=work / "http", now=NOW, allow_private=("127.0.0.0/8",), pause=lambda _: None)
    with answering(data) as url, Fetcher(terms) as fetcher:
        document = fetcher.get(url)
        if len(document.body) > 5_000_000:
            raise Broken(f"a body of {len(document.body)} bytes")
        return f"{document.kind[:40]} {bool(document.stale)}"


def _engine_answer(name: str) -> Callable[[bytes, Path], str]:
    def read(data: bytes, _work: Path) -> str:
        from benchmarks.fuzz.answering import answering
        from packager.engines import registry

        with answering(data) as url:
            more = {"model": "m"} if name == "openai-chat" else {}
            options = {"to": "ps", "url": url, "attempts": 1, "timeout": 2, "time-budget": 3, **more}
            lines = registry.translator(name, options).translate(["The road reopened."], "en", "ps")
        if len(lines) != 1:
            raise Broken(f"{len(lines)} lines for one")
        return f"{bool(lines[0])}"

    return read


def _desk(data: bytes, work: Path) -> str:
    """A browser's request to the review page, from one that has the link."""
    from benchmarks.fuzz.desk import asked

    return asked(data, work)


_MARKUP, _YAML, _JSON = start.words("markup"), start.words("yaml"), start.words("json")
PARSERS: Mapping[str, Parser] = {
    "pages": Parser("web pages (.html)", _article(".html"), start.PAGES, _MARKUP),
    "plain": Parser("typed text (.txt)", _article(".txt"), start.texts("plain"), start.words("plain")),
    "markdown": Parser(
        "Markdown with its front matter (.md)", _article(".md"), start.texts("markdown"), start.words("markdown")
    ),
    "yaml": Parser("articles written as YAML", _article(".yaml"), start.texts("yaml"), _YAML),
    "feeds": Parser("RSS and Atom, with the articles in them", _feed("rss"), start.texts("feeds"), _MARKUP),
    "ninjs": Parser("wires in ninjs", _feed("ninjs"), start.texts("ninjs"), _JSON),
    "tmx": Parser("translation memories", _tmx, start.texts("tmx"), _MARKUP),
    "tbx": Parser("term bases", _names(".tbx"), start.texts("tbx"), _MARKUP),
    "csv": Parser("tables of names", _names(".csv"), start.texts("csv"), start.words("csv")),
    "manifest": Parser("manifests, as an editor saves them", _manifest, start.texts("manifest"), _YAML),
    "station": Parser("station files", _station, start.STATIONS, _YAML),
    "own": Parser("the program's own files", _own_files, start.texts("own"), _JSON),
    "argos": Parser("Argos packages", _argos, start.ARGOS, start.ZIP_WORDS),
    "opus": Parser("OPUS-MT archives", _opus, start.OPUS, start.ZIP_WORDS),
    "piper": Parser("what lies beside a Piper voice", _piper, start.texts("piper"), _JSON),
    "wav": Parser("recordings and idents in WAV", _audio(".wav"), start.WAVS, start.SOUND_WORDS),
    "mp3": Parser("recordings and idents in MP3", _audio(".mp3"), start.MP3S, start.SOUND_WORDS),
    "sound": Parser("sound that a service sends", _answered_sound, (*start.WAVS, *start.MP3S), start.SOUND_WORDS),
    "http": Parser("HTTP answers to the fetching of pages", _http, start.texts("http"), start.words("http")),
    "chat": Parser("HTTP answers of chat models", _engine_answer("openai-chat"), start.texts("chat"), _JSON),
    "libre": Parser("HTTP answers of LibreTranslate", _engine_answer("libretranslate"), start.texts("libre"), _JSON),
    "desk": Parser("requests to the review page", _desk, start.texts("desk"), _JSON),
}
