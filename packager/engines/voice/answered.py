"""What every voice over a network does with an answer: sound for the programme, or a reason to ask again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from packager.engines.http.attempts import Trouble
from packager.errors import EngineError, InputError

if TYPE_CHECKING:
    from packager.records import Audio, Mark, Utterance

INSTEAD = "let another voice speak"
_LETTER = re.compile(r"[^\W\d_]")


def sound(data: bytes, marks: tuple[Mark, ...] = ()) -> Audio | Trouble:
    """An MP3's or a WAV's sound without the silence around it; a Trouble where it is not whole, or silent."""
    from dataclasses import replace

    from packager.audio.received import received, trimmed
    from packager.errors import PackagerError

    try:
        return trimmed(replace(received(data), marks=marks))
    except PackagerError as error:
        return Trouble(str(error))


def text_of(utterance: Utterance, language: str, engine: str) -> str:
    """What is to be said. Raises InputError for another language, EngineError where there is no word in it."""
    if utterance.language != language:
        raise InputError(f"this voice speaks {language}, not {utterance.language}", where=engine)
    if not _LETTER.search(utterance.text):
        raise EngineError(f"there is no word in {utterance.text!r}", where=engine)
    return " ".join(utterance.text.split())
