"""All that stands in a playout WAV besides its sound, from what mastering measured."""

from __future__ import annotations

from dataclasses import dataclass

from packager.delivery.bext import Format, Measured, bext
from packager.delivery.cart import cart
from packager.delivery.cut import Cut, Timers
from packager.delivery.disclosure import Disclosure
from packager.delivery.xml_chunks import axml, ixml

Chunk = tuple[bytes, bytes]  # four-letter id, content


@dataclass(frozen=True, kw_only=True, slots=True)
class PlayoutChunks:
    """The chunks before and after the sound; `packager.audio.wav.Chunks` has the same two fields."""

    before: tuple[Chunk, ...]  # bext, cart
    after: tuple[Chunk, ...]  # iXML, axml


def chunks(cut: Cut, timers: Timers, disclosure: Disclosure, measured: Measured, form: Format) -> PlayoutChunks:
    """The chunks of one file; those before the sound are as long whatever was measured."""
    return PlayoutChunks(
        before=((b"bext", bext(cut, measured, form)), (b"cart", cart(cut, timers, disclosure, form))),
        after=((b"iXML", ixml(cut, disclosure)), (b"axml", axml(cut, disclosure))),
    )
