"""The cue sheet: one page for the desk, right to left, on paper as on a screen.

For each element: when it begins, how long it is, how much is left when it begins, its first and last
words, and who speaks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from packager.delivery.alignment import Passage
from packager.lang.bidi import isolated
from packager.lang.language import CUE
from packager.lang.registry import language as find
from packager.records import Kind, Placed

WORDS = 5  # of in and out words
_NASKH = (
    "'Noto Naskh Arabic','Noto Sans Arabic','Scheherazade New','Amiri','Geeza Pro','Noto Sans','DejaVu Sans',"
    "'Tahoma',sans-serif"
)
_STYLE = (
    "@page{size:A4;margin:14mm}*{box-sizing:border-box}"
    f"body{{font:15px/1.75 {_NASKH};color:#1d262b;margin:24px auto;max-width:1020px;padding:0 16px}}"
    "h1{font-size:24px;line-height:1.5;margin:0}header{border-bottom:2px solid #1d262b;margin-bottom:14px}"
    "header p{margin:2px 0 10px;color:#55626a}"
    "table{border-collapse:collapse;width:100%}thead{display:table-header-group}tr{break-inside:avoid}"
    "th,td{padding:5px 8px;text-align:start;vertical-align:top;border-bottom:1px solid #d5dcdf}"
    "th{font-weight:600;color:#55626a;white-space:nowrap;border-bottom:1px solid #1d262b}"
    ".t{font:14px/1.9 'Noto Sans Mono','DejaVu Sans Mono',monospace;white-space:nowrap;direction:ltr;text-align:end}"
    ".s td{border-top:1px solid #8b989f}.k{color:#55626a;white-space:nowrap}.w{width:20%}small{color:#55626a}"
    "tr.q td{color:#55626a;background:#f4f6f7}.title{font-weight:600}[dir=ltr] small,small[dir=ltr]{font-size:12px}"
    "footer{margin-top:18px;display:flex;gap:40px}footer span{border-bottom:1px solid #1d262b;min-width:180px;"
    "display:inline-block}@media print{body{margin:0;max-width:none;padding:0;font-size:12.5px}.t{font-size:11.5px}}"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One element of the programme."""

    start: float  # seconds
    seconds: float
    kind: Kind
    title: str = ""  # in the language
    english: str = ""
    first: str = ""  # in words
    last: str = ""  # out words
    voice: str = ""
    cart: int | None = None  # of the story's own file


@dataclass(frozen=True, kw_only=True, slots=True)
class SheetHeading:
    """What stands over the rows."""

    title: str  # in the language
    language: str
    station: str
    date: str
    seconds: float  # of the whole file
    cart: int | None = None
    reviewers: tuple[str, ...] = ()


def rows(
    placed: Sequence[Placed],
    passages: Sequence[Passage],
    voices: Mapping[str, str] | None = None,
    carts: Mapping[str, int] | None = None,
) -> tuple[Row, ...]:
    """The rows of a programme; `voices` and `carts` by segment id."""
    said = {name: list(group) for name, group in groupby(passages, key=lambda passage: passage.segment)}
    found = []
    for item in placed:
        name = item.segment.id
        # A sound may be called as a spoken element is: the closing music, as the sign-off.
        spoken = said.get(name, ()) if item.segment.clips else ()
        lines = [line for passage in spoken for line in passage.written]
        story = item.segment.kind is Kind.STORY
        found.append(
            Row(
                start=item.start,
                seconds=item.seconds,
                kind=item.segment.kind,
                title=item.segment.title if story else "",
                english=lines[0].english if story and lines else "",
                first=" ".join(" ".join(line.text for line in lines).split()[:WORDS]),
                last=out_words([line.text for line in lines]),
                voice=(voices or {}).get(name, "") if lines else "",
                cart=(carts or {}).get(name),
            )
        )
    return tuple(found)


def out_words(lines: Sequence[str]) -> str:
    """The last words of what is said; what `Cut.out_words` holds too."""
    return " ".join(" ".join(lines).split()[-WORDS:])


def cue_sheet(heading: SheetHeading, elements: Sequence[Row]) -> str:
    """The page: HTML 5 in one file, with no script and nothing to fetch."""
    language = heading.language
    labels = {name.removeprefix(CUE): label for name, label in find(language).labels.items() if name.startswith(CUE)}
    columns = [labels[name] for name in ("starts", "length", "left", "part", "in", "out", "voice")]
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in columns)
    body = "\n".join(_row(row, heading, labels) for row in elements)
    reviewed = ", ".join(heading.reviewers)
    return (
        f'<!doctype html>\n<html lang="{language}" dir="{find(language).direction}">\n<head><meta charset="utf-8">\n'
        f"<title>{_text(heading.title, language)}</title>\n<style>{_STYLE}</style></head>\n<body>\n"
        f"<header><h1>{_text(heading.title, language)}</h1>\n<p>{' · '.join(_facts(heading, labels))}</p></header>\n"
        f"<table><thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody></table>\n"
        f"<footer><div>{labels['reviewed']}: <span>{_text(reviewed, language)}</span></div>"
        f"<div>{labels['signature']}: <span></span></div></footer>\n</body></html>\n"
    )


def _facts(heading: SheetHeading, labels: Mapping[str, str]) -> Iterator[str]:
    yield f"<bdi>{escape(labels['sheet'])}</bdi>"
    yield f"<bdi>{escape(heading.station)}</bdi>"
    yield f"<bdi>{escape(heading.date)}</bdi>"
    yield f"<bdi>{escape(labels['total'])} <bdi dir=ltr>{_clock(heading.seconds)}</bdi></bdi>"
    if heading.cart is not None:
        yield f"<bdi>{escape(labels['cart'])} <bdi dir=ltr>{heading.cart:06}</bdi></bdi>"


def _row(row: Row, heading: SheetHeading, labels: Mapping[str, str]) -> str:
    language = heading.language
    times = (_clock(row.start), _clock(row.seconds), f"−{_clock(heading.seconds - row.start)}")
    cells = [f'<td class="t">{time}</td>' for time in times]
    kind = escape(labels[str(row.kind)])
    if row.title:
        cart = f' <small dir="ltr">{row.cart:06}</small>' if row.cart is not None else ""
        english = f'<br><small dir="ltr" lang="en">{_text(row.english, "en")}</small>' if row.english else ""
        cells.append(f'<td><span class="title">{_text(row.title, language)}</span>{cart}{english}</td>')
    else:
        cells.append(f'<td class="k">{kind}</td>')
    cells += [f'<td class="w">{_text(row.first, language)}{" …" if row.first else ""}</td>']
    cells += [f'<td class="w">{"… " if row.last else ""}{_text(row.last, language)}</td>']
    cells.append(f"<td>{_text(row.voice, language)}</td>")
    return f'<tr class="{"s" if row.title else "q" if not row.first else "e"}">{"".join(cells)}</tr>'


def _text(text: str, language: str) -> str:
    return escape(isolated(text, language))


def _clock(seconds: float) -> str:
    """Minutes, seconds and a tenth, as a desk counts; hours only where there are any.

    >>> _clock(72.34)
    '01:12.3'
    """
    tenths = max(0, round(seconds * 10))
    hours = f"{tenths // 36_000}:" if tenths >= 36_000 else ""
    return f"{hours}{tenths // 600 % 60:02}:{tenths // 10 % 60:02}.{tenths % 10}"
