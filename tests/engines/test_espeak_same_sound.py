"""The rule voice: the same words are the same samples whatever was said before, and an utterance is whole or is not."""

from __future__ import annotations

import ctypes
import hashlib
import json
import multiprocessing
import random
import signal
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from types import FrameType

import espeakng_loader
import pytest

from packager.engines.voice.espeak import EspeakVoice, voice
from packager.espeak_ng import library as espeak_lib
from packager.records import Audio, Style, Utterance

LINES = (
    *(("ps", text) for text in ("نن به هوا سړه وي.", "د قراقرم لويه لار بېرته پرانيستل شوه.", "ایا تاسو راځئ؟", "هو")),
    *(("ur", text) for text in ("آج موسم سرد رہے گا۔", "شاہراہِ قراقرم کھول دی گئی۔", "کیا آپ آ رہے ہیں؟", "جی")),
)
LONG = " ".join(["د سیمې چارواکو وویل چې د لویې لارې د بیا پرانیستلو لپاره یې درې ورځې پرله پسې کار وکړ"] * 6)


@cache
def speaker(language: str) -> EspeakVoice:
    return voice({"language": language})


def said(line: tuple[str, str], style: Style = Style.NEWS) -> Audio:
    language, text = line
    return speaker(language).speak(Utterance(text=text, language=language, voice="rule", style=style))


def sound(line: tuple[str, str]) -> str:
    """Digest of a line's samples and of when its words begin."""
    audio = said(line)
    marks = json.dumps([[mark.start, mark.word] for mark in audio.marks])
    return hashlib.sha256(audio.samples.tobytes() + marks.encode()).hexdigest()


def sounds(lines: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    return {line: sound(line) for line in lines}


def test_in_any_order() -> None:
    first = sounds(LINES)
    for seed in range(3):
        lines = [*LINES, *LINES]
        random.Random(seed).shuffle(lines)
        assert sounds(lines) == first


def test_after_other_manners_and_after_reading_without_speaking() -> None:
    line = LINES[0]
    first = sound(line)
    said(LINES[1], Style.HEADLINE)
    said(LINES[5], Style.QUOTE)
    assert sound(line) == first
    speaker("ps").ipa("پېښور")
    voice({"language": "ps", "variant": "f2", "rate": 200}).ipa("هو")
    assert sound(line) == first


def test_in_any_process() -> None:
    first = sounds(LINES)
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        assert dict(zip(LINES[::-1], pool.map(sound, LINES[::-1], chunksize=1), strict=True)) == first


def test_in_any_thread() -> None:
    first = sounds(LINES)
    lines = LINES * 4
    with ThreadPoolExecutor(4) as pool:
        assert dict(zip(lines, pool.map(sound, lines), strict=True)) == first


def test_while_somebody_else_in_the_process_holds_the_library() -> None:
    first = sounds(LINES)
    held = ctypes.CDLL(espeakng_loader.get_library_path())
    try:
        assert sounds(LINES[::-1]) == first
    finally:
        ctypes.CDLL(None).dlclose(ctypes.c_void_p(held._handle))


class StopError(Exception):
    """What a signal's handler raises here, as Ctrl-C raises KeyboardInterrupt."""


def test_an_interrupted_utterance_is_whole_or_is_not() -> None:
    whole = said(("ps", LONG)).samples.tobytes()

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise StopError

    before = signal.signal(signal.SIGALRM, stop)
    stopped = 0
    try:
        for thousandth in range(1, 60, 3):
            try:
                signal.setitimer(signal.ITIMER_REAL, thousandth / 1000)
                assert said(("ps", LONG)).samples.tobytes() == whole
                signal.setitimer(signal.ITIMER_REAL, 0)
            except StopError:
                stopped += 1
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert stopped > 5
    assert said(("ps", LONG)).samples.tobytes() == whole


def test_what_fails_while_sound_comes_in_is_raised_and_the_next_utterance_is_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = said(("ps", LONG)).samples.tobytes()
    buffers = 0

    def full(at: object, size: int) -> bytes:
        nonlocal buffers
        buffers += 1
        if buffers == 3:
            raise MemoryError
        return ctypes.string_at(at, size)  # type: ignore[arg-type]

    class Failing:
        string_at = staticmethod(full)

        def __getattr__(self, name: str) -> object:
            return getattr(ctypes, name)

    with monkeypatch.context() as patched:
        patched.setattr(espeak_lib, "ctypes", Failing())
        with pytest.raises(MemoryError):
            said(("ps", LONG))
    assert buffers == 3  # the library was stopped, not listened to in vain
    assert said(("ps", LONG)).samples.tobytes() == whole
