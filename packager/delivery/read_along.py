"""The read-along page: an episode's text beside its sound, each word lit as it is heard. One file, for a site.

It needs no server and fetches nothing but the sound, which it finds by its own name: `DAY.read.html` plays `DAY.mp3`
beside it, so it may be renamed with the sound, and opened from a disk.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from packager.delivery.alignment import Passage, TimedWord, words
from packager.lang.bidi import isolated
from packager.lang.registry import language as find

ENDING = ".read.html"
_SOUNDS = {
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".opus": "audio/ogg",
    ".wav": "audio/wav",
}  # the first that is there
_NASKH = (
    "'Noto Naskh Arabic','Scheherazade New','Noto Sans Arabic','Geeza Pro','Segoe UI',Tahoma,'Noto Sans',sans-serif"
)
_FACES = {"ur": f"'Noto Nastaliq Urdu','Jameel Noori Nastaleeq','Urdu Typesetting',{_NASKH}"}
_HEIGHTS = {"ur": 2.4}  # a line of Nastaliq is twice as high as one of Naskh
# A word at the start of a line may reach out of its box (گ by 0.6 em): hence the padding.
_STYLE = (
    ":root{color-scheme:light dark;--ink:#1b2529;--paper:#fff;--faint:#51606a;--lit:#ffe28a}"
    "@media(prefers-color-scheme:dark){:root{--ink:#e8eded;--paper:#14191c;--faint:#aab7bc;--lit:#6d5600}}"
    "*{box-sizing:border-box}body{font-synthesis:none;margin:0;background:var(--paper);color:var(--ink)}"
    "main{max-width:44rem;margin:0 auto;padding:0 1rem 40vh;font-size:1.25rem}"
    "header{position:sticky;top:0;background:var(--paper);padding:.6rem 0;border-bottom:1px solid var(--faint)}"
    "h1{font-size:1.2rem;margin:0;padding-inline:.6em;line-height:inherit}"
    "header p{margin:0 0 .3rem;font-size:.875rem;color:var(--faint);padding-inline:.9em}audio{display:block;width:100%}"
    "h2{font-size:1.25rem;line-height:inherit;margin:1.2rem 0 0;padding-inline:.6em}"
    "p{margin:.3rem 0;padding-inline:.6em}"
    "button{font:inherit;color:inherit;background:none;border:0;padding:0;min-height:1.5rem;text-align:start}"
    "button:focus-visible{outline:3px solid #0a49c2;outline-offset:2px}"
    "[data-at]{cursor:pointer;border-radius:.2em;scroll-margin-top:9rem}.lit{background:var(--lit)}"
    "@media print{audio{display:none}header{position:static}}"
)
_SCRIPT = """
const audio = document.querySelector('audio'), words = [...document.querySelectorAll('span[data-at]')];
const base = location.pathname.split('/').pop().replace(/\\.read\\.html?$/i, '');
if (base) for (const one of audio.querySelectorAll('source')) one.src = base + one.dataset.ending;
audio.load();
const times = words.map((word) => Number(word.dataset.at));
let lit = -1;
function light() {
  const now = audio.currentTime + 0.03;
  let low = 0, high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle] <= now) low = middle + 1; else high = middle;
  }
  if (low - 1 !== lit) {
    words[lit]?.classList.remove('lit');
    const line = words[lit]?.parentElement;
    lit = low - 1;
    words[lit]?.classList.add('lit');
    const goesOn = !audio.paused && words[lit] && words[lit].parentElement !== line;
    if (goesOn) words[lit].scrollIntoView({ block: 'nearest' });
  }
  if (!audio.paused) requestAnimationFrame(light);
}
for (const what of ['play', 'seeked', 'pause', 'ended']) audio.addEventListener(what, light);
document.addEventListener('click', (event) => {
  const at = event.target.closest('[data-at]')?.dataset.at;
  if (at === undefined || String(getSelection())) return;
  audio.currentTime = Number(at);
  audio.play();
});
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class PageHeading:
    """What stands over the text."""

    name: str  # of the episode's files, without an ending
    title: str  # in the language
    language: str
    station: str
    date: str


def read_along(heading: PageHeading, passages: Sequence[Passage], stories: Collection[str]) -> str:
    """The page: HTML 5 in one file; `stories` are the segments' ids that have a headline."""
    code, direction = heading.language, find(heading.language).direction
    sections = "".join(
        _section(list(group), head=name in stories) for name, group in groupby(passages, key=lambda one: one.segment)
    )
    sources = "".join(
        f'<source src="{escape(heading.name + ending)}" data-ending="{ending}" type="{kind}">'
        for ending, kind in _SOUNDS.items()
    )
    title = escape(isolated(heading.title, code))
    face = f"main{{font-family:{_FACES.get(code, _NASKH)};line-height:{_HEIGHTS.get(code, 2)}}}"
    return (
        f'<!doctype html>\n<html lang="{code}" dir="{direction}">\n<head><meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}{face}</style></head>\n<body><main>\n"
        f"<header><h1>{title}</h1><p><bdi>{escape(heading.station)}</bdi> · <bdi>{escape(heading.date)}</bdi></p>\n"
        f'<audio controls preload="metadata">{sources}</audio></header>\n{sections}</main>\n'
        f"<script>{_SCRIPT}</script>\n</body></html>\n"
    )


def _section(said: Sequence[Passage], *, head: bool) -> str:
    """A story under its headline, or what is said around the stories."""
    lines = [line for passage in said for line in _lines(passage)]
    if head and lines:
        first, *rest = lines
        over = f'<h2><button type="button" data-at="{said[0].start:.2f}">{first}</button></h2>\n'
        return f"<section>{over}{''.join(f'<p>{line}</p>{chr(10)}' for line in rest)}</section>\n"
    return f"<section>{''.join(f'<p>{line}</p>{chr(10)}' for line in lines)}</section>\n"


def _lines(passage: Passage) -> Iterator[str]:
    """Each line of a passage with its words as elements that know when they are heard."""
    line: list[TimedWord] = []
    for word in words(passage):
        if word.begins and line:
            yield _line(line, passage.language)
            line = []
        line.append(word)
    if line:
        yield _line(line, passage.language)


def _line(line: Sequence[TimedWord], code: str) -> str:
    # Isolated as a whole and then parted: figures and Latin words keep their order over the elements' borders.
    texts = isolated(" ".join(word.text for word in line), code).split(" ")
    return " ".join(
        f'<span data-at="{word.at:.2f}">{escape(text)}</span>' for word, text in zip(line, texts, strict=True)
    )
