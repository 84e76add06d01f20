"""Silence in a finished programme: at its head, at its tail, and dead air in between."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from packager.audio.ffmpeg import Samples
from packager.audio.wav import WavReader

FLOOR = -50.0  # dBFS: silence detectors of studios and transmitters stand between -40 and -60
_STEP = 0.001  # s, how finely silence is found


@dataclass(frozen=True, kw_only=True, slots=True)
class Silence:
    """A stretch where every sample of every channel stays under the floor."""

    start: float  # s
    end: float  # s

    @property
    def seconds(self) -> float:
        """Length."""
        return self.end - self.start


@dataclass(frozen=True, kw_only=True, slots=True)
class Air:
    """How a programme begins, ends, and where it falls silent."""

    seconds: float
    head: float  # s of silence before the first sound
    tail: float  # s of silence after the last
    gaps: tuple[Silence, ...]  # inside, longest first


@dataclass(frozen=True, kw_only=True, slots=True)
class SilenceLimits:
    """What may be silent, in seconds."""

    head: float = 0.5
    tail: float = 2.0
    inside: float = 2.0


def air(path: Path, floor: float = FLOOR, shortest: float = 0.1) -> Air:
    """Where a WAV is silent; `floor` in dBFS, gaps from `shortest` seconds on."""
    with WavReader(path) as reader:
        seconds = reader.frames / reader.rate
        step = max(1, round(reader.rate * _STEP))
        blocks = reader.blocks(step * 1000)
        found = list(_silences(_quiet(blocks, step, 10 ** (floor / 20)), step / reader.rate))
    head = found[0].end if found and found[0].start == 0 else 0.0
    tail = seconds - found[-1].start if found and found[-1].end >= seconds else 0.0
    inner = [gap for gap in found if gap.start > 0 and gap.end < seconds and gap.seconds >= shortest]
    return Air(
        seconds=seconds,
        head=min(head, seconds),
        tail=tail,
        gaps=tuple(sorted(inner, key=lambda gap: gap.seconds, reverse=True)),
    )


def dead_air(air: Air, rule: SilenceLimits | None = None) -> tuple[str, ...]:
    """What is wrong with a programme's silences, one line each; nothing if it may air."""
    rule = rule or SilenceLimits()
    said = []
    if air.head > rule.head:
        said.append(f"begins with {air.head:.1f} s of silence, over {rule.head:.1f} s")
    if air.tail > rule.tail:
        said.append(f"ends with {air.tail:.1f} s of silence, over {rule.tail:.1f} s")
    said += [
        f"dead air of {gap.seconds:.1f} s at {gap.start:.1f} s, over {rule.inside:.1f} s"
        for gap in air.gaps
        if gap.seconds > rule.inside
    ]
    return tuple(said)


def _quiet(blocks: Iterable[Samples], step: int, floor: float) -> Iterator[bool]:
    """Whether each step of frames stays under the floor."""
    for block in blocks:
        peaks = np.abs(block).max(axis=1, initial=0)
        padded = np.pad(peaks, (0, -len(peaks) % step))
        yield from (padded.reshape(-1, step).max(axis=1) < floor).tolist()


def _silences(quiet: Iterable[bool], step: float) -> Iterator[Silence]:
    since: int | None = None
    count = 0
    for count, still in enumerate(quiet, 1):
        if still and since is None:
            since = count - 1
        if not still and since is not None:
            yield Silence(start=since * step, end=(count - 1) * step)
            since = None
    if since is not None:
        yield Silence(start=since * step, end=count * step)
