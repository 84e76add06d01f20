"""A picture of an episode: its waveform coloured by what sounds, its loudness, and its stories by name.

Plain SVG with no script and no outside file. Names are set right to left in whatever Naskh the reader
has; no text is measured, so whatever has no room beside the waveform stands in the list under it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from xml.sax.saxutils import escape

import numpy as np

from packager.audio.outline import Outline, outline
from packager.audio.parts import PictureMark

_WIDTH, _LEFT, _RIGHT = 1600, 76, 36  # px
_TOP, _BAND = 112, 40  # px: the waveform's band of names begins here, and is so high
_WAVE = 220  # px, height of the waveform
_LOUD = 120  # px, height of the loudness
_AXIS = 34  # px
_ROW = 36  # px, one line of the list
_COLUMNS = 1488  # points across
_RANGE = (-11.0, 9.0)  # LU around the target, shown

_ARABIC = (
    "'Noto Naskh Arabic','Noto Sans Arabic','Vazirmatn','Scheherazade New','Amiri','Geeza Pro',"
    "'Segoe UI','Tahoma','Noto Nastaliq Urdu',sans-serif"
)
_LATIN = "'Inter','Segoe UI','Helvetica Neue','Noto Sans','DejaVu Sans',Arial,sans-serif"
_INK, _FAINT, _RULE, _PAPER, _PANEL = "#22303a", "#75828b", "#dfe4e6", "#ffffff", "#f5f7f7"
_LINE = "#c2452d"  # the loudness
_STORIES = ("#1b7f79", "#2f6690", "#5b7f2b", "#8a4f7d")  # in turn, so that neighbours differ
_COLOURS = {
    "ident": "#e2962a", "sting": "#e2962a", "sign-off": "#b5533c", "greeting": "#7a6f9b",
    "disclosure": "#9a8c7c", "headlines": "#6a5acd", "music": "#4f8a5b",
}  # fmt: skip
_NAMES = {
    "ident": "ident, stings", "greeting": "greeting", "disclosure": "disclosure", "headlines": "headlines",
    "story": "stories", "music": "music", "sign-off": "sign-off",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class PictureHeading:
    """What stands over the picture."""

    title: str  # in the episode's language
    detail: str = ""  # "Demo Radio · 2026-11-23 · Pashto"
    language: str = "und"  # BCP 47; und: not told
    figures: str = ""  # "-23.0 LUFS · -1.6 dBTP"
    target: float = -23.0  # LUFS, drawn as a line


def waveform_svg(sound: Path | Outline, marks: Sequence[PictureMark], heading: PictureHeading) -> str:
    """The picture as SVG text. Raises InputError for a file that is no PCM WAV."""
    shape = outline(sound) if isinstance(sound, Path) else sound
    scene = _Scene(shape, tuple(sorted(marks, key=lambda mark: mark.start)), heading)
    body = [
        *scene.header(), *scene.wave(), *scene.band(), *scene.loudness(), *scene.axis(), *scene.names(),
    ]  # fmt: skip
    size = f'width="{_WIDTH}" height="{scene.height}" viewBox="0 0 {_WIDTH} {scene.height}"'
    frame = f'<rect x="1" y="1" width="{_WIDTH - 2}" height="{scene.height - 2}" rx="18" fill="{_PAPER}"'
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" xml:lang="{heading.language}">',
            f"<title>{_clean(heading.title)}</title>",
            f'{frame} stroke="{_RULE}" stroke-width="2"/>',
            *body,
            "</svg>\n",
        ]
    )


class _Scene:
    """Where things stand on the page."""

    def __init__(self, shape: Outline, marks: tuple[PictureMark, ...], heading: PictureHeading) -> None:
        self.shape, self.marks, self.heading = shape, marks, heading
        self.stories = [mark for mark in marks if mark.kind == "story"]
        self.across = _WIDTH - _LEFT - _RIGHT
        self.wave_top = _TOP + _BAND
        self.loud_top = self.wave_top + _WAVE + 18
        self.list_top = self.loud_top + _LOUD + _AXIS + 24
        rows = -(-len(self.stories) // 2)
        self.height = self.list_top + rows * _ROW + (22 if rows else 0)

    def x(self, seconds: float) -> float:
        return _LEFT + self.across * min(max(seconds / max(self.shape.seconds, 0.001), 0), 1)

    def colour(self, mark: PictureMark) -> str:
        if mark.kind == "story":
            return _STORIES[self.stories.index(mark) % len(_STORIES)]
        return _COLOURS.get(mark.kind, _FAINT)

    def header(self) -> list[str]:
        lines = [
            _arabic((_WIDTH - _RIGHT, 56), self.heading.title, 32),
            _latin((_LEFT, 46), self.heading.detail, 19),
            _latin((_LEFT, 74), self.heading.figures, 17, _FAINT),
        ]
        return lines + self._legend()

    def _legend(self) -> list[str]:
        shown = [kind for kind in _NAMES if any(mark.kind == kind for mark in self.marks)]
        lines, x = [], float(_WIDTH - _RIGHT)
        for kind in reversed(shown):
            x -= len(_NAMES[kind]) * 7.6
            fill = _STORIES[0] if kind == "story" else _COLOURS[kind]
            lines.append(_latin((x, 93), _NAMES[kind], 14, _FAINT))
            lines.append(f'<circle cx="{x - 11:.1f}" cy="88" r="5" fill="{fill}"/>')
            x -= 34
        return lines

    def band(self) -> list[str]:
        """A strip over the waveform: each part in its colour, stories with their number and name."""
        lines = []
        for mark in self.marks:
            left, right = self.x(mark.start), self.x(mark.end)
            wide = max(right - left - 2, 1.5)
            box = f'x="{left + 1:.1f}" y="{_TOP}" width="{wide:.1f}" height="{_BAND - 10}"'
            lines.append(f'<rect {box} rx="6" fill="{self.colour(mark)}"/>')
            if mark.kind == "story":
                lines += self._label(mark, left, right)
        return lines

    def _label(self, mark: PictureMark, left: float, right: float) -> list[str]:
        number = self.stories.index(mark) + 1
        if right - left < 26:
            return []
        middle = _TOP + _BAND / 2
        if right - left < 190:
            return [_latin(((left + right) / 2, middle + 1), str(number), 16, _PAPER, anchor="middle")]
        words = _shortened(mark.title, (right - left - 60) / 7.4)
        return [
            _latin((right - 14, middle + 1), str(number), 16, _PAPER, anchor="end"),
            _arabic((right - 38, middle + 1), words, 17, _PAPER),
        ]

    def wave(self) -> list[str]:
        """Peaks pale, their root mean square full, each part in its colour."""
        middle, half = self.wave_top + _WAVE / 2, _WAVE / 2 - 6
        peaks, power = self.shape.columns(_COLUMNS)
        full = max(float(peaks.max(initial=0)), 0.1)
        panel = f'x="{_LEFT}" y="{self.wave_top}" width="{self.across}" height="{_WAVE}"'
        lines = [f'<rect {panel} rx="8" fill="{_PANEL}"/>']
        for left, right, colour in self._stretches():
            for values, shade in ((peaks, "0.38"), (power, "1")):
                outer = half * (values[left:right] / full) ** 0.6  # a little flatter, so that quiet speech shows
                lines.append(_mirrored(left, outer, middle, f'fill="{colour}" fill-opacity="{shade}"'))
        return [*lines, _rule(_LEFT, middle, self.across, _PAPER)]

    def _stretches(self) -> list[tuple[int, int, str]]:
        """Columns from and to, and their colour; what no mark names is grey."""
        colours = [_FAINT] * _COLUMNS
        for mark in self.marks:
            left, right = (round((self.x(at) - _LEFT) / self.across * _COLUMNS) for at in (mark.start, mark.end))
            colours[left:right] = [self.colour(mark)] * (min(right, _COLUMNS) - left)
        cuts = [0, *(n for n in range(1, _COLUMNS) if colours[n] != colours[n - 1]), _COLUMNS]
        return [(left, right, colours[left]) for left, right in pairwise(cuts)]

    def loudness(self) -> list[str]:
        """Short-term loudness, with the target."""
        bottom, span = self.loud_top + _LOUD, _RANGE[1] - _RANGE[0]
        panel = f'x="{_LEFT}" y="{self.loud_top}" width="{self.across}" height="{_LOUD}"'
        lines = [f'<rect {panel} rx="8" fill="{_PANEL}"/>']
        for level in (-6, -3, 0, 3, 6):
            y = bottom - _LOUD * (level - _RANGE[0]) / span
            lines.append(_rule(_LEFT, y, self.across, _RULE))
            lines.append(_latin((_LEFT - 10, y + 5), _minus(self.heading.target + level), 13, _FAINT, anchor="end"))
        target = bottom + _LOUD * _RANGE[0] / span
        lines.append(_rule(_LEFT, target, self.across, _INK, dashes="3 5"))
        lines.append(_latin((_LEFT + 12, self.loud_top + 17), "short-term loudness, LUFS", 13, _FAINT))
        points = self._curve(bottom, _LOUD / span)
        shape = f'fill="none" stroke="{_LINE}" stroke-width="2.2" stroke-linejoin="round"'
        return [*lines, *(f'<polyline points="{part}" {shape}/>' for part in points)]

    def _curve(self, bottom: float, scale: float) -> list[str]:
        levels = self.shape.loudness
        every = max(1, len(levels) // _COLUMNS)
        parts: list[list[str]] = [[]]
        for step in range(0, len(levels), every):
            level = float(levels[step]) - self.heading.target
            if level < _RANGE[0]:
                parts.append([])
                continue
            y = bottom - scale * (min(level, _RANGE[1]) - _RANGE[0])
            # A window of three seconds is drawn at its middle.
            parts[-1].append(f"{self.x(1.5 + step / 10):.1f},{y:.1f}")
        return [" ".join(part) for part in parts if len(part) > 1]

    def axis(self) -> list[str]:
        """Times, as many as there is room for."""
        y = self.loud_top + _LOUD + 24
        steps = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600)
        step = next((s for s in steps if self.shape.seconds / s <= 16), 7200)
        lines = []
        for at in range(0, int(self.shape.seconds) + 1, step):
            x = self.x(at)
            lines.append(f'<path d="M{x:.1f} {y - 18}v6" stroke="{_FAINT}"/>')
            lines.append(_latin((x, y + 4), _clock(at), 14, _FAINT, anchor="middle"))
        return lines

    def names(self) -> list[str]:
        """The stories in two columns, the first on the right."""
        rows, lines = -(-len(self.stories) // 2), []
        for place, mark in enumerate(self.stories):
            right = _WIDTH - _RIGHT - (place // rows) * (self.across / 2 + 12)
            y = self.list_top + (place % rows) * _ROW + 16
            dot = f'<circle cx="{right - 13:.1f}" cy="{y - 6}" r="13" fill="{self.colour(mark)}"/>'
            number = _latin((right - 13, y - 1), str(place + 1), 14, _PAPER, anchor="middle")
            title = _arabic((right - 38, y), _shortened(mark.title, 66), 19)
            time = _latin((right - self.across / 2 + 20, y), _clock(mark.start), 15, _FAINT)
            lines += [dot, number, title, time]
        return lines


def _mirrored(left: int, outer: np.ndarray, middle: float, style: str) -> str:
    """A filled shape, the same above and below the middle."""
    step = (_WIDTH - _LEFT - _RIGHT) / _COLUMNS
    at = [f"{_LEFT + (left + n) * step:.1f}" for n in range(len(outer) + 1)]
    high = [*outer, outer[-1]]  # up to the neighbour's edge
    above = [f"{x} {middle - value:.1f}" for x, value in zip(at, high, strict=True)]
    below = [f"{x} {middle + value:.1f}" for x, value in zip(at, high, strict=True)]
    return f'<path d="M{" ".join([*above, *reversed(below)])}Z" {style}/>'


def _rule(x: float, y: float, wide: float, colour: str, dashes: str = "") -> str:
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return f'<path d="M{x} {y:.1f}h{wide}" stroke="{colour}" stroke-width="1"{dashed}/>'


def _latin(at: tuple[float, float], words: str, size: int, fill: str = _INK, anchor: str = "start") -> str:
    weight = 600 if size > 18 else 500
    style = f'font-family="{_LATIN}" font-size="{size}" font-weight="{weight}" fill="{fill}"'
    return f'<text x="{at[0]:.1f}" y="{at[1]:.1f}" text-anchor="{anchor}" {style}>{_clean(words)}</text>'


def _arabic(at: tuple[float, float], words: str, size: int, fill: str = _INK) -> str:
    """Text that runs from `at` to the left."""
    weight = 700 if size > 24 else 500
    style = f'font-family="{_ARABIC}" font-size="{size}" font-weight="{weight}" fill="{fill}"'
    place = f'x="{at[0]:.1f}" y="{at[1]:.1f}" direction="rtl" text-anchor="start"'
    return f"<text {place} {style}>{_clean(words)}</text>"


def _clean(words: str) -> str:
    """Safe in XML: no markup, no control characters."""
    return escape("".join(letter for letter in words if letter >= " "))


def _shortened(words: str, letters: float) -> str:
    """At most so many letters, cut between words."""
    if len(words) <= letters:
        return words
    return words[: max(int(letters), 1)].rpartition(" ")[0] + " …"


def _minus(level: float) -> str:
    return f"{level:g}".replace("-", "\u2212")


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
