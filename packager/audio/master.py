"""From a timeline to finished files: one pass to measure, one to render, nothing kept in memory.

The gain is linear. The limiter works only where a true peak would pass the ceiling; if that moves
the loudness, the gain is corrected and measured again before anything is written. What was written
is measured too, and a file that missed its target never gets its name.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace

import numpy as np

from packager.audio.ffmpeg import RATE, Samples
from packager.audio.limiter import Limiter
from packager.audio.loudness import Energies, Meter, gain_to, integrated, loudness
from packager.audio.outputs import Mastered, Output, Sink, open_sink
from packager.audio.prepare import resampled
from packager.audio.profiles import Profile
from packager.audio.timeline import Timeline, mix
from packager.audio.truepeak import PeakMeter, decibels
from packager.errors import InputError, PackagerError

_NEAR = 0.03  # LU: the gain is settled when the limited programme is this near its target


def master(timeline: Timeline, profile: Profile, outputs: tuple[Output, ...]) -> Mastered:
    """Mix, set the loudness, limit and write, in memory that does not grow with the length.

    With no outputs it only measures. Raises InputError for an empty or silent timeline or a sound
    that cannot be read, PackagerError where the target cannot be met or a file cannot be written; no
    file then appears.
    """
    estimate = _plan(timeline, profile)
    with ExitStack() as files:
        sinks = [open_sink(output, profile, estimate, files) for output in outputs]
        mastered = _render(timeline, profile, estimate, sinks)
        _verify(mastered, profile)
        for sink in sinks:
            sink.finish(mastered)
    return mastered


def _plan(timeline: Timeline, profile: Profile) -> Mastered:
    """The gain, and what the finished programme will measure but for the last hundredths."""
    energies, peak = _survey(timeline, profile)
    gain = gain_to(energies, profile.integrated)
    if peak + gain > profile.ceiling:
        gain = _settle(timeline, profile, gain)
    frames = timeline.frames(profile.rate)
    figures = loudness(energies * 10 ** (gain / 10), min(peak + gain, profile.ceiling))
    return Mastered(loudness=figures, gain_db=gain, reduction_db=0.0, seconds=frames / profile.rate, frames=frames)


def _programme(timeline: Timeline, profile: Profile) -> Iterator[Samples]:
    """The mix as it stands, at the profile's rate."""
    blocks = mix(timeline, profile.channels)
    if profile.rate == RATE:
        return blocks
    return resampled(blocks, profile.rate, profile.channels, timeline.frames(profile.rate))


def _survey(timeline: Timeline, profile: Profile) -> tuple[Energies, float]:
    """Energies and sample peak (dBFS) of the mix as it stands."""
    meter, peak = Meter(profile.rate, profile.channels), 0.0
    for block in _programme(timeline, profile):
        highest = max(float(block.max(initial=0)), -float(block.min(initial=0)))
        if not np.isfinite(highest):  # a single NaN makes both of them NaN
            raise InputError("a sound holds values that are not numbers", mend="export it again")
        meter.push(block)
        peak = max(peak, highest)
    energies = meter.energies()
    if not np.isfinite(integrated(energies)):
        raise InputError("there is nothing to hear in the programme", mend="give it at least a story")
    return energies, decibels(peak)


def _settle(timeline: Timeline, profile: Profile, gain: float) -> float:
    """The gain that meets the target through the limiter, by measuring; a secant, since it takes some."""
    before: tuple[float, float] | None = None
    for _ in range(8):
        meter = Meter(profile.rate, profile.channels)
        for block in _limited(timeline, profile, gain, _limiter(profile)):
            meter.push(block)
        reads = integrated(meter.energies())
        if abs(profile.integrated - reads) < _NEAR:
            break
        slope = (reads - before[1]) / (gain - before[0]) if before else 1.0
        before = gain, reads
        gain += (profile.integrated - reads) / min(max(slope, 0.25), 1.0)
    return gain


def _limiter(profile: Profile) -> Limiter:
    return Limiter(profile.ceiling, profile.rate, profile.channels)


def _limited(timeline: Timeline, profile: Profile, gain: float, limiter: Limiter) -> Iterator[Samples]:
    """The programme with its gain, limited, as long as the timeline."""
    factor, late = np.float32(10 ** (gain / 20)), limiter.delay
    for block in _programme(timeline, profile):
        ready = limiter.push(block * factor)
        yield ready[late:]
        late = max(0, late - len(ready))
    yield limiter.flush()[late:]


def _render(timeline: Timeline, profile: Profile, estimate: Mastered, sinks: list[Sink]) -> Mastered:
    """Write the programme to all sinks at once and measure it."""
    meter, peaks = Meter(profile.rate, profile.channels), PeakMeter(profile.channels)
    limiter = _limiter(profile)
    kinds = {sink.takes for sink in sinks}
    for block in _limited(timeline, profile, estimate.gain_db, limiter):
        stored = {kind: kind.of(block) for kind in kinds}
        for sink in sinks:
            sink.write(stored[sink.takes])
        meter.push(block)
        peaks.push(block)
    figures = loudness(meter.energies(), peaks.peak())
    return replace(estimate, loudness=figures, reduction_db=limiter.reduction)


def _verify(mastered: Mastered, profile: Profile) -> None:
    """Raise PackagerError unless the loudness is within half the tolerance and no peak is too high."""
    figures = mastered.loudness
    if abs(figures.integrated - profile.integrated) > profile.tolerance / 2:
        raise PackagerError(
            f"the loudness comes to {figures.integrated:.1f} LUFS and not to {profile.integrated:.1f}:"
            " a few loud peaks in too little sound; look for a click or a thump, or lower that clip"
        )
    if figures.true_peak > profile.true_peak:
        raise PackagerError(f"the true peak comes to {figures.true_peak:.1f} dBTP; nothing is written")
