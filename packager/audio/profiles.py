"""Loudness profiles: what a delivery must measure."""

from __future__ import annotations

from dataclasses import dataclass, replace

from packager.errors import InputError

_HEADROOM = 0.5  # dB between the limiter and the true peak that is allowed: meters disagree by up to 0.3 dB


@dataclass(frozen=True, kw_only=True, slots=True)
class Profile:
    """What the finished programme measures, as it is delivered."""

    integrated: float = -23.0  # LUFS
    tolerance: float = 0.2  # LU
    true_peak: float = -1.0  # dBTP, never over
    ceiling: float = -1.0 - _HEADROOM  # dBTP, where the limiter works
    rate: int = 48_000  # Hz
    bits: int = 24
    channels: int = 1


_PROFILES = {
    "ebu-r128": Profile(),  # EBU R128 v5: -23.0 ±0.2 LUFS for a file, -1 dBTP
    "prss": Profile(integrated=-24.0, true_peak=-2.0, ceiling=-3.0),  # and samples ≤ -3 dBFS
    "podcast": Profile(integrated=-16.0),  # stereo; a mono file plays on two loudspeakers, so -19
}
PROFILES = tuple(_PROFILES)


def profile(
    name: str = "ebu-r128",
    *,
    integrated: float | None = None,
    true_peak: float | None = None,
    channels: int = 1,
    rate: int = 48_000,
    bits: int = 24,
) -> Profile:
    """A profile by name: ebu-r128, prss, podcast; `integrated` (LUFS) and `true_peak` (dBTP) replace its own.

    Raises InputError for any other name.
    """
    if name not in _PROFILES:
        raise InputError(f"no such loudness profile '{name}'", hint=f"choose from {', '.join(PROFILES)}")
    chosen = replace(_PROFILES[name], channels=channels, bits=bits, rate=rate)
    if name == "podcast" and channels == 1:
        chosen = replace(chosen, integrated=-19.0)
    if true_peak is not None:
        chosen = replace(chosen, true_peak=true_peak, ceiling=true_peak - _HEADROOM)
    return chosen if integrated is None else replace(chosen, integrated=integrated)
