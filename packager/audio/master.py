"""From a timeline to finished files, rendered once and measured as they are written; nothing is kept in memory.

The gain is linear, and foreseen from the levels that every kept sound carries; where they are not
enough (music under speech, sounds over each other) the mix is measured first. The limiter works only
where a true peak would pass the ceiling; if that moves the loudness, the gain is corrected and measured
again before anything is written. What was written is measured too, and a file that missed its target
never gets its name.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import replace

import numpy as np

from packager.audio.ffmpeg import RATE, Samples
from packager.audio.levels import Levels, foreseen, heard
from packager.audio.limiter import Limiter
from packager.audio.loudness import Meter, gain_to, integrated, loudness
from packager.audio.outputs import EncoderSink, Mastered, Output, Sink, open_sink
from packager.audio.prepare import resampled
from packager.audio.profiles import Profile
from packager.audio.timeline import Timeline, mix
from packager.audio.truepeak import PeakMeter, decibels
from packager.errors import InputError, PackagerError

_NEAR = 0.03  # LU: the gain is settled when the limited programme is this near its target
_TIMES = 5  # how often an encoded file whose peaks pass the limit is made again
_FORESEEN = 0.05  # LU: further off, what the sounds said of themselves was not enough, and the mix is measured


class _Missed(PackagerError):
    """The finished programme does not have the loudness that it was to have."""


def master(timeline: Timeline, profile: Profile, outputs: tuple[Output, ...]) -> Mastered:
    """Mix, set the loudness, limit and write, in memory that does not grow with the length.

    With no outputs it only measures. Raises InputError for an empty or silent timeline or a sound
    that cannot be read, PackagerError where the target cannot be met or a file cannot be written; no
    file then appears.
    """
    if not timeline.beds:  # a bed moves with what it plays under: of that only the mix itself can tell
        with suppress(_Missed):
            levels = foreseen(timeline, profile.channels)
            return _make(timeline, profile, outputs, _plan(timeline, profile, levels), _FORESEEN)
    levels = heard(_programme(timeline, profile), profile.rate, profile.channels)
    return _make(timeline, profile, outputs, _plan(timeline, profile, levels), profile.tolerance / 2)


def _make(
    timeline: Timeline, profile: Profile, outputs: tuple[Output, ...], estimate: Mastered, within: float
) -> Mastered:
    """Write all files. Raises _Missed where the loudness is further than `within` (LU) from its target."""
    with ExitStack() as files:
        sinks = [open_sink(output, profile, estimate, files) for output in outputs]
        mastered = _render(timeline, profile, estimate, sinks)
        _verify(mastered, profile, within)
        for sink in sinks:
            sink.finish(mastered)
        for sink in sinks:
            if isinstance(sink, EncoderSink):
                _hold(sink, timeline, profile, mastered)
    return mastered


def _hold(sink: EncoderSink, timeline: Timeline, profile: Profile, mastered: Mastered) -> None:
    """Encode again, with its peaks held lower, a file that a listener's decoder would play over the true peak.

    At first by the limiter alone, which leaves the loudness nearly as it is; where that is not enough, the level too.
    """
    ceiling, gain = profile.ceiling, mastered.gain_db
    for again in range(_TIMES):
        if not (over := sink.over(mastered, profile.true_peak)):
            break
        ceiling -= over + _NEAR
        gain -= over * (again > 1)
        sink.begin()
        lower = replace(profile, ceiling=ceiling)
        for block in _limited(timeline, lower, gain, _limiter(lower)):
            sink.write(sink.takes.of(block))
        sink.finish(mastered)


def _plan(timeline: Timeline, profile: Profile, levels: Levels) -> Mastered:
    """The gain, and what the finished programme will measure but for the last hundredths."""
    frames = timeline.frames(profile.rate)
    energies = levels.energies[: frames // (profile.rate // 10)]
    if not np.isfinite(integrated(energies)):
        raise InputError("there is nothing to hear in the programme", hint="give it at least a story")
    gain, peak = gain_to(energies, profile.integrated), decibels(levels.peak)
    if peak + gain > profile.ceiling:
        gain = _settle(timeline, profile, gain)
    figures = loudness(energies * 10 ** (gain / 10), min(peak + gain, profile.ceiling))
    return Mastered(loudness=figures, gain_db=gain, reduction_db=0.0, seconds=frames / profile.rate, frames=frames)


def _programme(timeline: Timeline, profile: Profile) -> Iterator[Samples]:
    """The mix as it stands, at the profile's rate."""
    blocks = mix(timeline, profile.channels)
    if profile.rate == RATE:
        return blocks
    return resampled(blocks, profile.rate, profile.channels, timeline.frames(profile.rate))


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


def _verify(mastered: Mastered, profile: Profile, within: float) -> None:
    """Raise _Missed unless the loudness is `within` so many LU of its target, PackagerError for a peak too high."""
    figures = mastered.loudness
    if abs(figures.integrated - profile.integrated) > within:
        raise _Missed(
            f"the loudness comes to {figures.integrated:.1f} LUFS and not to {profile.integrated:.1f}:"
            " a few loud peaks in too little sound; look for a click or a thump, or lower that clip"
        )
    if figures.true_peak > profile.true_peak:
        raise PackagerError(f"the true peak comes to {figures.true_peak:.1f} dBTP; nothing is written")
