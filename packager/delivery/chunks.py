"""All that stands in a playout WAV besides its sound, from what mastering measured."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from packager.delivery.bext import Format, Measured, bext
from packager.delivery.cart import cart
from packager.delivery.cut import Cut, Timers
from packager.delivery.disclosure import Disclosure
from packager.delivery.xml_chunks import axml, ixml

if TYPE_CHECKING:
    from packager.audio.outputs import Mastered
    from packager.audio.wav import Chunks


def chunks(
    cut: Cut, timers: Timers, disclosure: Disclosure, form: Format | None = None
) -> Callable[[Mastered], Chunks]:
    """A maker for `WavOutput(chunks=…)`: bext and cart before the sound, iXML and axml after it.

    The chunks before the sound are as long for an estimate as for the final measurement.
    """
    form = form or Format()

    def make(mastered: Mastered) -> Chunks:
        from packager.audio.wav import Chunks

        first = bext(cut, measured(mastered), form)
        second = cart(cut, timers, disclosure, rate=form.rate, frames=mastered.frames)
        return Chunks(
            before=((b"bext", first), (b"cart", second)),
            after=((b"iXML", ixml(cut, disclosure)), (b"axml", axml(cut, disclosure))),
        )

    return make


def measured(mastered: Mastered) -> Measured:
    """The figures that bext holds."""
    figures = mastered.loudness
    return Measured(
        integrated=figures.integrated,
        range=figures.range,
        true_peak=figures.true_peak,
        momentary=figures.momentary,
        short_term=figures.short_term,
    )
