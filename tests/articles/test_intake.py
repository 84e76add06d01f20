"""Files, folders and standard input, as a producer names them: good ones, bad ones, and the rest of the day."""

from __future__ import annotations

import codecs
import io
import os
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from packager.articles import Intake, gather
from packager.errors import InputError
from packager.records import Filing, Role, Skipped

SHARED = Path(os.environ.get("PACKAGER_SHARED") or Path(__file__).parents[3] / "shared")
PKT = timezone(timedelta(hours=5))
TEXT = "Road reopens after snow\n\nTraffic moved again on Saturday.\n\nMore snow is forecast.\n"
PS = "سړک بیا پرانیستل شو\nد شنبې په ورځ ترافیک بیا روان شو.\n\nد نورې واورې وړاندوینه شوې.\n"
UR = "برف باری کے بعد سڑک کھل گئی\nہفتے کو ٹریفک بحال ہو گئی۔\nمزید برف باری کی پیش گوئی ہے۔\n"


def write(folder: Path, name: str, content: str | bytes) -> str:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


def lines(skipped: tuple[Skipped, ...]) -> list[str]:
    return [f"{item.article}: {item.reason}; {item.hint}" for item in skipped]


def only_line(intake: Intake) -> str:
    assert intake.articles == ()
    assert len(intake.skipped) == 1
    [line] = lines(intake.skipped)
    assert len(line.splitlines()) == 1
    assert intake.skipped[0].hint
    return line


def test_a_text_with_both_translations_beside_it(tmp_path: Path) -> None:
    path = write(tmp_path, "road.txt", TEXT)
    write(tmp_path, "road.ps.txt", PS)
    write(tmp_path, "road.ur.txt", codecs.BOM_UTF8 + UR.encode())
    intake = gather([path])
    [article] = intake.articles
    assert (intake.skipped, intake.problems) == ((), ())
    assert article.id == "road"
    assert article.in_hand["ps"] == tuple(line for line in PS.splitlines() if line)
    assert article.in_hand["ur"] == tuple(UR.splitlines())
    assert article.source.file == path
    assert article.source.language == "en"


@pytest.mark.parametrize(
    ("translation", "count", "missing"),
    [
        ("\n".join(PS.split("\n")[:2]), "has 2 lines where 'road' has 3", "1 too few"),
        (PS + "یوه بله کرښه.\n", "has 4 lines where 'road' has 3", "1 too many"),
    ],
)
def test_a_translation_with_a_wrong_count_is_left_out_and_the_article_stays(
    tmp_path: Path, translation: str, count: str, missing: str
) -> None:
    path = write(tmp_path, "road.txt", TEXT)
    bad = write(tmp_path, "road.ps.txt", translation)
    write(tmp_path, "road.ur.txt", UR)
    intake = gather([path])
    assert list(intake.articles[0].in_hand) == ["ur"]
    [line] = lines(intake.problems)
    assert line.startswith(bad)
    assert count in line
    assert missing in line
    assert line.endswith("write one line for each of the headline and 2 paragraphs")


def test_a_folder_is_read_by_name_and_translations_are_no_articles(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "c.txt"):
        write(tmp_path, name, TEXT if name.endswith("txt") else "# Road reopens\n\nTraffic moved again.\n")
    write(tmp_path, "b.ps.txt", PS)
    write(tmp_path, ".hidden.txt", TEXT)
    write(tmp_path, "notes.pdf", "%PDF-1.7")
    (tmp_path / "sub.txt").mkdir()
    write(tmp_path / "sub.txt", "d.txt", TEXT)
    intake = gather([str(tmp_path)])
    assert [article.id for article in intake.articles] == ["a", "b", "c"]
    assert (intake.skipped, intake.problems) == ((), ())


def test_a_folder_named_like_a_file_is_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "day.txt"
    folder.mkdir()
    write(folder, "road.txt", TEXT)
    assert [article.id for article in gather([str(folder)]).articles] == ["road"]


def test_a_file_named_twice_is_read_once_and_equal_names_get_numbers(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    paths = [write(tmp_path, "Road.txt", TEXT), str(tmp_path), write(other, "road.txt", TEXT)]
    assert [article.id for article in gather(paths).articles] == ["road", "road-2"]


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("Khalilzad in Pakistan.txt", "khalilzad-in-pakistan"),
        ("سړک.txt", "road-reopens-after-snow"),
        ("Café—2026.txt", "cafe-2026"),
        ("a" * 100 + ".txt", "a" * 60),
    ],
)
def test_ids_are_ascii(tmp_path: Path, name: str, id_: str) -> None:
    assert gather([write(tmp_path, name, TEXT)]).articles[0].id == id_


@pytest.mark.parametrize(
    "piped",
    [
        TEXT.encode(),
        TEXT.encode("utf-16"),
        b"---\nheadline: Road reopens after snow\n---\nTraffic moved again on Saturday.\n\nMore snow is forecast.\n",
        b"headline: Road reopens after snow\nparagraphs: [Traffic moved again on Saturday., More snow is forecast.]\n",
    ],
)
def test_standard_input_in_any_format(piped: bytes) -> None:
    [article] = gather(["-"], stdin=io.BytesIO(piped)).articles
    assert article.id == "road-reopens-after-snow"
    assert [p.text for p in article.paragraphs] == ["Traffic moved again on Saturday.", "More snow is forecast."]
    assert article.source.file == "standard input"


SMART = "Café owner’s “story”\n\nHe said – in 2026 – that naïve plans fail.\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "windows-1252"]
)
def test_encodings(tmp_path: Path, encoding: str) -> None:
    [article] = gather([write(tmp_path, "cafe.txt", SMART.encode(encoding))]).articles
    assert article.headline == "Café owner’s “story”"
    assert article.paragraphs[0].text == "He said – in 2026 – that naïve plans fail."


def test_an_arabic_page_in_windows_1256_is_not_read_as_western(tmp_path: Path) -> None:
    text = "The word of the day\n\nThe word سلام means peace, and people say it when they meet.\n"
    [article] = gather([write(tmp_path, "word.txt", text.encode("windows-1256"))]).articles
    assert "سلام" in article.paragraphs[0].text


@pytest.mark.parametrize("declared", ["windows-1256", "WINDOWS-1252", "iso-8859-1"])
def test_a_page_that_names_its_charset(tmp_path: Path, declared: str) -> None:
    body = "The café’s owner said that forty guests had waited for two hours before the road was opened on Saturday."
    head = f"<html><head><meta charset='{declared}'></head>"
    text = f"{head}<body><h1>Café waits</h1><p>{body}</p><p>{body[4:]}</p></body></html>"
    [article] = gather([write(tmp_path, "cafe.html", text.encode("windows-1252"))]).articles
    assert article.paragraphs[0].text == body


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b" \n\t\n", "is empty"),
        ("a.txt", TEXT.encode() + b"More text. " * 500_000, "is over 5 MB (byte 5000000)"),
        ("a.txt", TEXT.encode() + b"More text. " * 400_000, "at most 60,000"),
        ("a.txt", b"Road \x00\x01\x02 reopens\n\nText.\n", "is not text (byte 5 is 0x00)"),
        ("a.txt", b"%PDF-1.7\n%\xe2\xe3", "is a PDF, not text (byte 0)"),
        ("a.txt", b"PK\x03\x04word/document.xml", "is a zip or an office document"),
        ("a.txt", "Café waits\n\nNaïve text. ".encode() + b"\xc3", "byte 26 (0xC3) is not UTF-8"),
        ("a.txt", codecs.BOM_UTF16_LE + b"a\x00b", "byte 4 (0x62) is not UTF-16-LE"),
        ("a.txt", b"Road reopens after snow\n", "has a headline and no text"),
        ("a.md", b"---\nheadline: Road\n", "the front matter has no end"),
        (
            "a.md",
            b"---\nheadlin: Road\n---\nText is here.\n",
            "a.md:2:1: no such key 'headlin'; did you mean 'headline'?",
        ),
        (
            "a.md",
            b"---\ntitle: A\npublished: 2026-02-30\n---\nText.\n",
            "a.md:3:1: published: 2026-02-30 does not exist",
        ),
        ("a.md", b"---\ntitle: A\nembargo: tomorrow\n---\nText.\n", "a.md:3:1: embargo: 'tomorrow' is not a date"),
        ("a.md", b"---\ntitle: A\npriority: 10\n---\nText.\n", "a.md:3:1: priority: 10 is no priority"),
        (
            "a.md",
            b"---\ntitle: A\nkeep-local: yes\n---\nText.\n",
            "a.md:3:1: keep-local: 'yes' is neither true nor false",
        ),
        ("a.md", b"---\ntitle: A\nurl: javascript:x\n---\nText.\n", "a.md:3:1: url: 'javascript:x' is no web address"),
        ("a.md", b"---\ntitle: A\nid: ../etc\n---\nText.\n", "a.md:3:1: id: '../etc' cannot name files"),
        ("a.md", b"---\ntitle: A\nlanguage: fr\n---\nText.\n", "a.md:3:1: language: 'fr' articles are not read"),
        ("a.md", b"---\n- a list\n---\nText.\n", "the article's keys are not a mapping"),
        ("a.html", b"<html><body><p>Hello.</p></body></html>", "no article was found on the page"),
        ("a.yaml", b"headline: A\nheadline: B\nparagraphs: [x]\n", "a.yaml:2:1: the key 'headline' is given twice"),
        ("a.yaml", b"headline: A\nparagraf: [x]\n", "a.yaml:2:1: no such key 'paragraf'; did you mean 'paragraphs'?"),
        ("a.yaml", b"headline: A\n", "there are no paragraphs"),
        (
            "a.yaml",
            b"headline: A\nparagraphs:\n- body: a\n- quot: b\n",
            "a.yaml:4:3: no such key 'quot'; did you mean 'quote'?",
        ),
        (
            "a.yaml",
            b"headline: A\nparagraphs:\n- body: a\n  quote: b\n",
            "a.yaml:3:3: this paragraph has more than one key",
        ),
        ("a.yaml", b"headline: A\nparagraphs: [a, true]\n", "a.yaml:2:17: this is not text"),
        ("a.yaml", b"headline: A\nparagraphs: [a]\ntranslations: {fa: [b]}\n", "a.yaml:3:16: no such key 'fa'"),
        ("a.yaml", b"headline: A\ntitle: B\nparagraphs: [a]\n", "stands beside 'headline', which means the same"),
        ("a.yaml", b"headline: A: B\n", "a.yaml:1:12: is not YAML"),
        ("a.docx", b"PK\x03\x04", "'.docx' is no format of an article"),
        ("a.ps.txt", PS.encode(), "is a translation, not an article"),
    ],
)
def test_bad_input_is_one_line_that_names_file_place_and_mend(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    path = write(tmp_path, name, content)
    line = only_line(gather([path]))
    assert line.startswith(path)
    assert said in line


def test_a_bad_article_does_not_sink_the_rest(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", b"\x00\x01\x02")
    write(tmp_path, "b.txt", TEXT)
    (tmp_path / "c.txt").symlink_to(tmp_path / "c.txt")
    (tmp_path / "d.txt").symlink_to(tmp_path / "nowhere.txt")
    os.mkfifo(tmp_path / "e.txt")
    intake = gather([str(tmp_path), str(tmp_path / "missing.txt")])
    assert [article.id for article in intake.articles] == ["b"]
    assert [Path(item.article).name for item in intake.skipped] == ["a.txt", "c.txt", "d.txt", "e.txt", "missing.txt"]
    reasons = [item.reason for item in intake.skipped]
    assert reasons[1] == "cannot be read (Too many levels of symbolic links)"
    assert reasons[2] == "cannot be read (No such file or directory)"
    assert reasons[3] == "is not a regular file"


def test_an_unreadable_translation_costs_itself_alone(tmp_path: Path) -> None:
    path = write(tmp_path, "road.txt", TEXT)
    bad = write(tmp_path, "road.ps.txt", b"\x00\x01")
    intake = gather([path])
    assert intake.articles[0].in_hand == {}
    assert lines(intake.problems) == [f"{bad}: is not text (byte 0 is 0x00); save it as plain text in UTF-8"]


def test_a_translation_without_its_article_is_told(tmp_path: Path) -> None:
    write(tmp_path, "road.txt", TEXT)
    orphan = write(tmp_path, "raod.ps.txt", PS)
    intake = gather([str(tmp_path)])
    assert lines(intake.skipped) == [
        f"{orphan}: is a translation with no article beside it; name the article raod.txt and put it there"
    ]


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    assert only_line(gather([str(tmp_path)])).startswith(f"{tmp_path}: no article is in this folder")


def test_nothing_there_at_all_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"a\.txt.*b\.txt: there is no such file or folder"):
        gather([str(tmp_path / "a.txt"), str(tmp_path / "b.txt")])
    assert gather([]) == Intake()


def test_front_matter(tmp_path: Path) -> None:
    text = """---
headline: "Road reopens: snow"
publisher: Radio Example
published: 2026-11-22T10:00:00Z
section: local
priority: 2
embargo: 2026-11-23 15:00
url: https://example.org/road
keep-local: true
id: road-2026
---
# Road reopens: snow

Traffic moved **again** on [Saturday](https://example.org/sat).

![A plough near Kalam](plough.jpg)

## What happens next

> Nobody was hurt.

- More snow is forecast.

With reporting by *AFP*
"""
    [article] = gather([write(tmp_path, "x.md", text)], zone=PKT).articles
    assert article.headline == "Road reopens: snow"
    assert [(p.role, p.text) for p in article.paragraphs] == [
        (Role.BODY, "Traffic moved again on Saturday."),
        (Role.CAPTION, "A plough near Kalam"),
        (Role.QUOTE, "Nobody was hurt."),
        (Role.BODY, "More snow is forecast."),
        (Role.CREDIT, "With reporting by AFP"),
    ]
    assert [part.text for part in article.left_out] == ["A plough near Kalam", "What happens next"]
    assert (article.id, article.filing) == ("road-2026", Filing(section="local", priority=2, keep_local=True))
    assert article.embargo == datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
    assert article.source.publisher == "Radio Example"
    assert article.source.published == datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
    assert article.source.url == "https://example.org/road"


YAML = """headline: Road reopens
paragraphs:
  - credit: With reporting by AFP
  - Traffic moved again.
  - caption: A plough near Kalam
  - quote: Nobody was hurt.
translations:
  ps: [سړک پرانیستل شو, له اې اېف پي سره, ترافیک روان شو., هېڅوک ټپي نه شول.]
  ur: [سڑک کھل گئی]
"""


def test_yaml_with_translations_credits_last(tmp_path: Path) -> None:
    intake = gather([path := write(tmp_path, "road.yaml", YAML)])
    [article] = intake.articles
    assert [p.role.value for p in article.paragraphs] == ["body", "caption", "quote", "credit"]
    assert article.in_hand == {"ps": ("سړک پرانیستل شو", "ترافیک روان شو.", "هېڅوک ټپي نه شول.", "له اې اېف پي سره")}
    [line] = lines(intake.problems)
    assert line.startswith(f"{path}: translations.ur: has 1 line where 'road' has 4, 3 too few")


def test_yaml_that_repeats_its_headline_keeps_its_translation_in_step(tmp_path: Path) -> None:
    text = "headline: Road reopens\nparagraphs: [Road reopens, Traffic moved.]\ntranslations:\n  ur: [ا, ب, ج]\n"
    [article] = gather([write(tmp_path, "road.yaml", text)]).articles
    assert [p.text for p in article.paragraphs] == ["Traffic moved."]
    assert article.in_hand == {"ur": ("ا", "ج")}


@pytest.mark.skipif(not (SHARED / "data" / "articles").exists(), reason=f"{SHARED} is not there")
def test_a_real_day_folder_has_one_article_with_both_translations() -> None:
    intake = gather([str(SHARED / "data" / "articles")])
    [article] = intake.articles
    assert article.id == "khalilzad-in-pakistan"
    assert {language: len(lines_) for language, lines_ in article.in_hand.items()} == {"ps": 17, "ur": 17}
    assert article.in_hand["ps"][0] == "خلیلزاد په پاکستان کې د افغان سولې د بهیر پر ګړندي کولو ټینګار وکړ"
    assert (intake.skipped, intake.problems) == ((), ())
