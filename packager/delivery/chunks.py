"""All that stands in a playout WAV besides its sound, from what mastering measured."""

from __future__ import annotations

from packager.audio.loudness import Loudness
from packager.audio.wav import Chunks
from packager.delivery.bext import Format, bext
from packager.delivery.cart import cart
from packager.delivery.cut import Cut, Timers
from packager.delivery.disclosure import Disclosure
from packager.delivery.xml_chunks import axml, ixml


def chunks(cut: Cut, timers: Timers, disclosure: Disclosure, measured: Loudness, form: Format) -> Chunks:
    """The chunks of one file; those before the sound are as long whatever was measured."""
    return Chunks(
        before=((b"bext", bext(cut, measured, form)), (b"cart", cart(cut, timers, disclosure, form))),
        after=((b"iXML", ixml(cut, disclosure)), (b"axml", axml(cut, disclosure))),
    )
