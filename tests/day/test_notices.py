"""Somebody is told, by the machine's own means, and told once."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from packager.cli import main
from packager.day.notices import LINES, Notice, tell_somebody
from packager.station import Station
from packager.station.plans import NoticePlan

NOTICE = Notice(station="Radio Field", date="2026-11-28", code=3, lines=("ps: not published: road is not approved",))


class Hook(HTTPServer):
    """A chat service's webhook."""

    got: list[dict[str, object]]
    status: int


@pytest.fixture
def hook() -> Iterator[Hook]:
    class Handler(BaseHTTPRequestHandler):
        server: Hook

        def do_POST(self) -> None:
            self.server.got.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(self.server.status)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = Hook(("127.0.0.1", 0), Handler)
    server.got, server.status = [], 200
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def station(**plan: object) -> Station:
    return Station(notify=NoticePlan(**plan))  # type: ignore[arg-type]


def test_a_webhook_is_told_once_until_something_else_is_the_matter(hook: Hook, tmp_path: Path) -> None:
    by_hook = station(webhook=f"http://127.0.0.1:{hook.server_port}/secret")
    for notice in (NOTICE, NOTICE):
        assert tell_somebody(notice, by_hook, tmp_path) == []
    assert [told["subject"] for told in hook.got] == ["packager: Radio Field 2026-11-28: needs a person"]
    assert hook.got[0]["lines"] == list(NOTICE.lines)
    assert "road is not approved" in str(hook.got[0]["text"])
    well = Notice(station="Radio Field", date="2026-11-28", code=0, lines=())
    assert tell_somebody(well, by_hook, tmp_path) == []
    assert tell_somebody(NOTICE, by_hook, tmp_path) == []  # it came back: that is news again
    assert len(hook.got) == 2


def test_a_means_that_fails_is_said_without_its_address_and_tried_again(hook: Hook, tmp_path: Path) -> None:
    by_hook = station(webhook=f"http://127.0.0.1:{hook.server_port}/secret")
    hook.status = 500
    assert tell_somebody(NOTICE, by_hook, tmp_path) == ["notify.webhook: answered 500"]
    hook.status = 200
    assert tell_somebody(NOTICE, by_hook, tmp_path) == []
    (fault,) = tell_somebody(NOTICE, station(webhook="http://127.0.0.1:1/secret"), tmp_path / "other")
    assert "no answer" in fault
    assert "secret" not in fault


def test_a_program_reads_the_notice_and_no_shell_does(tmp_path: Path) -> None:
    out = tmp_path / "mail"
    by_program = station(command=("tee", str(out)))
    nasty = Notice(station="Radio; touch /tmp/x", date="2026-11-28", code=1, lines=("$(id)",) * (LINES + 2))
    assert tell_somebody(nasty, by_program, tmp_path) == []
    text = out.read_text("utf-8")
    assert text.startswith("packager: Radio; touch /tmp/x 2026-11-28: failed\n\n$(id)\n")
    assert text.endswith("… and 2 more\n")
    (fault,) = tell_somebody(NOTICE, station(command=("false",)), tmp_path)
    assert fault.startswith("notify.command: 'false' ended with 1")
    (fault,) = tell_somebody(NOTICE, station(command=("no-such-mailer",)), tmp_path)
    assert "no-such-mailer" in fault


def test_a_program_runs_in_the_stations_folder_wherever_cron_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.chdir(home)
    own = tmp_path / "tell.sh"
    own.write_text("#!/bin/sh\ncat > told.txt\n", encoding="utf-8")
    own.chmod(0o755)
    by_own = Station(folder=tmp_path, notify=NoticePlan(command=("./tell.sh",)))
    assert tell_somebody(NOTICE, by_own, tmp_path) == []
    assert (tmp_path / "told.txt").is_file()
    assert list(home.iterdir()) == []


def test_a_station_file_that_cannot_be_read_still_tells_somebody(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "station.yaml").write_text(
        f"station: Radio Field\nvoice: pashto\nnotify: {{command: tee {tmp_path}/mail}}\n", encoding="utf-8"
    )
    assert main(["day", "--station", str(tmp_path / "station.yaml")]) == 2
    assert "'voice'" in capsys.readouterr().err
    text = (tmp_path / "mail").read_text("utf-8")
    assert "Radio Field" in text.splitlines()[0]
    assert text.splitlines()[0].endswith("cannot run as it is set up")
    assert "'voice'" in text
