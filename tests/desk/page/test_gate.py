"""The page's door: who is let in, and what nobody may send."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from packager.desk.page.gate import LARGEST
from packager.records import Status
from tests.support.desk_page import DATE, SCRIPT, Served, manifest, new_desk, served

PAGE = f"/e/{DATE}-ps/road"
KILL = {"act": "kill", "story": "road", "reason": "not by us"}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Served, Path]]:
    folder = new_desk(tmp_path_factory.mktemp("desk"))
    with served(folder) as page:
        yield page, folder


@pytest.fixture(scope="module")
def browser(desk: tuple[Served, Path]) -> Iterator[httpx.Client]:
    """A browser that opened the link; no test changes anything, so one is enough."""
    page, _ = desk
    with httpx.Client(base_url=page.address) as client:
        assert client.get(page.link).status_code == 200
        yield client


def form(browser: httpx.Client) -> str:
    return browser.get("/").text.partition('name="desk" content="')[2].partition('"')[0]


def change(browser: httpx.Client, given: object = KILL, **headers: str) -> httpx.Response:
    """A change as the page itself sends it, but for what the headers say."""
    own = {"Origin": str(browser.base_url).rstrip("/"), "X-Desk": form(browser), "Content-Type": "application/json"}
    body = given if isinstance(given, bytes) else json.dumps(given).encode()
    return browser.post(f"/e/{DATE}-ps/act", content=body, headers={**own, **headers})


def nobody_killed(desk: tuple[Served, Path]) -> bool:
    return all(story.status is Status.REVIEW for story in manifest(desk[1]).stories)


@pytest.mark.parametrize(
    "path", ["/", PAGE, f"{PAGE}/rows", f"{PAGE}/sound", "/static/story.js", f"/e/{DATE}-ps/picture.svg"]
)
def test_nothing_is_shown_without_the_link(desk: tuple[Served, Path], path: str) -> None:
    answer = httpx.get(desk[0].address + path)
    assert (answer.status_code, answer.headers["x-refused"]) == (403, "session")
    assert "Chitral" not in answer.text


def test_a_wrong_token_opens_nothing(desk: tuple[Served, Path]) -> None:
    answer = httpx.get(f"{desk[0].address}/open/{'x' * 32}")
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


def test_the_cookie_is_for_this_site_alone(desk: tuple[Served, Path]) -> None:
    cookie = httpx.get(desk[0].link).headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie


def test_another_name_for_this_machine_is_not_answered(browser: httpx.Client, desk: tuple[Served, Path]) -> None:
    """DNS rebinding: a page of evil.example that leads to 127.0.0.1."""
    port = desk[0].gate.port
    for host in (
        "evil.example",
        f"evil.example:{port}",
        f"127.0.0.1:{port + 1}",
        f"a@127.0.0.1:{port}",
        "",
        "127.0.0.1:x",
    ):
        assert browser.get("/", headers={"Host": host}).status_code in (400, 421), host
    assert browser.get("/", headers={"Host": f"localhost:{port}"}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Origin": "https://127.0.0.1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"X-Desk": ""},
        {"X-Desk": "guessed"},
        {"Content-Type": "text/plain"},
        {"Content-Type": "application/x-www-form-urlencoded"},
    ],
)
def test_no_other_page_changes_anything(
    browser: httpx.Client, desk: tuple[Served, Path], headers: dict[str, str]
) -> None:
    assert change(browser, **headers).status_code in (403, 415)
    assert nobody_killed(desk)


def test_a_change_is_not_made_by_looking(browser: httpx.Client, desk: tuple[Served, Path]) -> None:
    assert browser.get(f"/e/{DATE}-ps/act", params=KILL).status_code in (400, 405)
    assert nobody_killed(desk)


def test_a_session_of_another_port_is_none_here(browser: httpx.Client, tmp_path: Path) -> None:
    """Cookies know no ports: the browser sends to one page what another gave it."""
    with served(new_desk(tmp_path)) as other:
        cookies = {f"packager-desk-{other.gate.port}": next(iter(browser.cookies.values()))}
        assert httpx.get(other.address, cookies=cookies).status_code == 403
        assert httpx.get(other.address, cookies=dict(browser.cookies)).status_code == 403


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2fapp.py",
        "/e/..%2f..%2fetc%2fpasswd/road",
        f"/e/{DATE}-ps/..%2f..%2f..%2fstation.yaml",
        f"/e/{DATE}-ps/%2e%2e",
        f"{PAGE}/line/1/..%2f..%2fstation.wav",
        f"{PAGE}/line/1/{'0' * 32}.wav",
        "/e/%00/road",
    ],
)
def test_no_address_leads_out_of_the_page(desk: tuple[Served, Path], browser: httpx.Client, path: str) -> None:
    """Sent as it is written: a client would tidy it first."""
    raw = http.client.HTTPConnection("127.0.0.1", desk[0].gate.port)
    raw.putrequest("GET", path, skip_host=True)
    raw.putheader("Host", f"127.0.0.1:{desk[0].gate.port}")
    raw.putheader("Cookie", "; ".join(f"{name}={value}" for name, value in browser.cookies.items()))
    raw.endheaders()
    answer = raw.getresponse()
    told = answer.read().decode()
    raw.close()
    assert answer.status in (400, 404), told
    assert "timezone" not in told
    assert "import" not in told


def test_a_script_in_a_headline_is_text(browser: httpx.Client) -> None:
    for path in ("/", f"/e/{DATE}-ps/school", f"/e/{DATE}-ps/road"):
        answer = browser.get(path)
        assert SCRIPT not in answer.text
        assert "<script>" not in answer.text
        assert "&lt;" in answer.text
        assert "script-src 'self'" in answer.headers["content-security-policy"]


def test_a_body_of_a_hundred_megabytes_is_not_read(browser: httpx.Client, desk: tuple[Served, Path]) -> None:
    port = desk[0].gate.port
    raw = http.client.HTTPConnection("127.0.0.1", port)
    raw.putrequest("POST", f"/e/{DATE}-ps/act")
    own = {"Origin": f"http://127.0.0.1:{port}", "X-Desk": form(browser), "Content-Type": "application/json"}
    cookie = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
    for name, value in {**own, "Cookie": cookie, "Content-Length": str(100 << 20)}.items():
        raw.putheader(name, value)
    raw.endheaders()
    assert raw.getresponse().status == 413
    raw.close()


def test_a_body_that_does_not_say_how_long_it_is(browser: httpx.Client, desk: tuple[Served, Path]) -> None:
    def endless() -> Iterator[bytes]:
        for _ in range(3):
            yield b" " * LARGEST

    own = {"Origin": desk[0].address, "X-Desk": form(browser), "Content-Type": "application/json"}
    assert browser.post(f"/e/{DATE}-ps/act", content=endless(), headers=own).status_code == 413


def test_a_manifest_behind_a_link_is_not_shown(tmp_path: Path) -> None:
    folder = new_desk(tmp_path)
    elsewhere = tmp_path / "elsewhere"
    (folder / "out" / DATE / "ur").rename(elsewhere)
    (folder / "out" / DATE / "ur").symlink_to(elsewhere)
    with served(folder) as page, httpx.Client(base_url=page.address) as client:
        client.get(page.link)
        assert f"/e/{DATE}-ur/road" not in client.get("/").text
        assert client.get(f"/e/{DATE}-ur/road").status_code == 400


@pytest.mark.parametrize(
    "given",
    [
        b"[]", b"{", b'{"act": 5}', b'{"act": "publish"}', b'{"act": "kill", "story": "road"}', b'{"act": "kill"}',
        b'{"act": "set-text", "story": "road", "line": "2", "text": "x"}',
        b'{"act": "set-text", "story": "road", "line": 2, "text": ["x"]}',
        b'{"act": "set-text", "story": "../road", "line": 2, "text": "x"}',
        b'{"act": "set-text", "story": "road", "line": 99, "text": "x"}',
        b'{"act": "set-text", "story": "road", "line": 2, "text": "a\\u202eb"}',
        b'{"act": "use-recording", "story": "road", "name": "../../secret.wav"}',
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_one_line(browser: httpx.Client, desk: tuple[Served, Path], given: bytes) -> None:
    answer = change(browser, given)
    assert answer.status_code == 400
    assert "\n" not in answer.json()["why"]
    assert nobody_killed(desk)
