"""LibreTranslate over real HTTP: right lines or a clear error, and never a shifted line."""

from __future__ import annotations

from typing import Any

import pytest

from packager.engines import NOWHERE, Translator
from packager.engines.locality import of_server
from packager.engines.translate.libretranslate import LibreTranslator, translator
from packager.errors import EngineError, EngineUnavailable, InputError
from tests.support.servers.scripted import Asked, FakeClock, Said, Server, Step, serving

BOOK = {
    "The school closed in 2019.": "اسکول 2019 میں بند ہوا۔",
    "Officials did not comment.": "حکام نے تبصرہ نہیں کیا۔",
    "Rain fell in Swat.": "سوات میں بارش ہوئی۔",
    "": "",
}
LINES = list(BOOK)
LANGUAGES = Said(data=[{"code": "en", "name": "English", "targets": ["en", "ur"]}])
Given = Any


def engine(server: Server, **options: Any) -> LibreTranslator:
    return translator({"url": server.url, "timeout": 1.0, **options}, FakeClock())


def right(asked: Asked) -> Said:
    texts = asked.body["q"]
    whole = BOOK[texts] if isinstance(texts, str) else [BOOK[text] for text in texts]
    return Said(data={"translatedText": whole})


def only_alone(wrong: Given) -> Step:
    """A server that spoils every list of lines, and translates single lines rightly."""

    def step(asked: Asked) -> Said:
        if isinstance(asked.body["q"], str):
            return right(asked)
        return Said(data={"translatedText": wrong([BOOK[text] for text in asked.body["q"]])})

    return step


def test_lines_come_back_in_their_places() -> None:
    with serving(LANGUAGES, right) as server:
        one = engine(server)
        assert isinstance(one, Translator)
        assert one.translate(LINES, "en", "ur") == list(BOOK.values())
        sent = server.asked[-1].body
    assert (sent["source"], sent["target"], sent["format"]) == ("en", "ur", "text")
    assert "api_key" not in sent


@pytest.mark.parametrize("most", [1, 2, 3])
def test_a_bundle_goes_in_requests_of_the_size_that_the_server_takes(most: int) -> None:
    more: dict[str, Any] = {"lines-per-request": most}
    with serving(LANGUAGES, right) as server:
        assert engine(server, **more).translate(LINES, "en", "ur") == list(BOOK.values())
        assert max(len(asked.body["q"]) for asked in server.asked[1:]) == most


@pytest.mark.parametrize(
    "wrong",
    [
        lambda texts: texts[:-1],
        lambda texts: [*texts, texts[0]],
        " ".join,
        lambda texts: ["", *texts[1:]],
        lambda texts: [None, *texts[1:]],
        lambda _texts: None,
    ],
)
def test_a_list_that_does_not_fit_is_asked_for_line_by_line(wrong: Given) -> None:
    with serving(LANGUAGES, only_alone(wrong)) as server:
        assert engine(server).translate(LINES, "en", "ur") == list(BOOK.values())


TROUBLE = [
    Said(status=429, data={"error": "Slowdown"}, headers={"Retry-After": "5"}),
    Said(status=500, data={"error": "oops"}),
    Said(late=True, data={}),
    Said(data={}, cut=True),
    Said(data=b'{"translatedText": ["'),
]


@pytest.mark.parametrize("trouble", TROUBLE)
def test_trouble_that_passes_is_waited_for(trouble: Said) -> None:
    with serving(LANGUAGES, trouble, right) as server:
        assert engine(server).translate(LINES, "en", "ur") == list(BOOK.values())


@pytest.mark.parametrize(
    "trouble", [*TROUBLE, Said(data={"translatedText": []}), Said(data=[]), Said(status=400, data={"error": "no"})]
)
def test_trouble_that_stays_is_an_error_of_one_line(trouble: Said) -> None:
    with serving(LANGUAGES, trouble) as server:
        with pytest.raises(EngineError) as caught:
            engine(server, timeout=0.05).translate(LINES, "en", "ur")
        assert "\n" not in str(caught.value)
        assert str(caught.value).startswith("libretranslate")


def test_a_language_that_the_server_lacks_is_said_before_any_text_is_sent() -> None:
    with serving(LANGUAGES, right) as server:
        with pytest.raises(EngineUnavailable, match="does not translate en to ps"):
            engine(server).translate(LINES, "en", "ps")
        assert [asked.path for asked in server.asked] == ["/languages"]


@pytest.mark.parametrize(("url", "local"), [("http://localhost:5000", True), ("https://libretranslate.com", False)])
def test_it_says_truly_whether_text_leaves_the_machine(url: str, local: bool) -> None:
    assert (of_server({"url": url}) == NOWHERE) is local


@pytest.mark.parametrize("url", ["", "localhost:5000", "ftp://host/", "http://user:pass@host/", "http://host/?key=1"])
def test_an_address_that_cannot_be_used_is_said_at_once(url: str) -> None:
    with pytest.raises(InputError):
        translator({"url": url})
