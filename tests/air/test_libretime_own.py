"""What LibreTime's own importer does with the second day's delivery.

Its `bulk_import` runs as it is where LIBRETIME names a checkout of github.com/libretime/libretime (tried with commit
f371bcf), against a server of ours that takes its uploads; without one there is nothing to try. Of Django it gets the
two names that it asks for, and of the library's table the digests that the server has.
"""

from __future__ import annotations

import os
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from packager.audio.encode import Encoding, encoder
from packager.audio.tags import Tags
from packager.audio.wav import WavFormat, pcm
from tests.support.audio_meters import speechlike
from tests.support.ready_edition import build, new_station, publish
from tests.support.servers.http import serving
from tests.support.servers.libretime import KEY, LibreTime

SOURCE = os.environ.get("LIBRETIME", "")
pytestmark = [
    pytest.mark.skipif(not SOURCE, reason="LIBRETIME names no checkout of LibreTime"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),  # it closes no file that it sends
]
STATION = """\
station: Demo Radio
timezone: Asia/Karachi
air: all
drops: [{system: libretime, folder: drops/libretime, keep: 1}]
"""


def importer(monkeypatch: pytest.MonkeyPatch, url: str, library: LibreTime) -> tuple[Any, list[str]]:
    """LibreTime's Importer, of its own source, and the endings that it takes."""
    pytest.importorskip("requests")

    def with_digest(md5: str) -> SimpleNamespace:
        return SimpleNamespace(exists=lambda: md5 in [record["md5"] for record in library.records.values()])

    stands: dict[str, dict[str, object]] = {
        "django": {},
        "django.conf": {"settings": None},
        "django.core": {},
        "django.core.management": {},
        "django.core.management.base": {"BaseCommand": object, "CommandParser": object},
        "libretime_shared": {"__path__": [f"{SOURCE}/shared/libretime_shared"]},  # without its version's look-up
        "storage": {"__path__": []},
        "storage.models": {"File": SimpleNamespace(objects=SimpleNamespace(filter=with_digest)), "Library": None},
        "storage.management": {"__path__": []},
        "storage.management.commands": {"__path__": []},
    }
    for name, holds in stands.items():
        module = ModuleType(name)
        vars(module).update(holds)
        monkeypatch.setitem(sys.modules, name, module)
    path = Path(SOURCE) / "api/libretime_api/storage/management/commands/bulk_import.py"
    spec = spec_from_file_location("storage.management.commands.bulk_import", path)
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.Importer(url, KEY), module.DEFAULT_ALLOWED_EXTENSIONS


def sound(path: Path, title: str) -> bytes:
    """A second of MP3, another for another title."""
    with encoder(path, WavFormat(bits=16), Encoding(tags=Tags(title=title))) as lame:
        lame.write(pcm(speechlike(1, 0.05)[:, None], 16))
        lame.finish()
    return path.read_bytes()


def test_the_second_day_is_one_more_record_and_the_first_is_taken_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    station, library = new_station(tmp_path, STATION), LibreTime(asks=0)
    with serving(library.answer) as url:
        taker, endings = importer(monkeypatch, url, library)
        for day in ("2026-11-23", "2026-11-24"):
            folder = build(station, day, ["road"], mp3=sound(tmp_path / f"{day}.mp3", day)).parent
            code, _, complaints = publish(station, folder, capsys)
            assert code == 0, complaints
            for _ in range(2):  # it runs again and again
                taker.import_dir(station / "drops" / "libretime", None, endings)
    taken = [record["track_title"] for record in library.records.values()]
    assert taken == ["310000_2026-11-23-ps.mp3", "310000_2026-11-24-ps.mp3"]
