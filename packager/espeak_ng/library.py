"""libespeak-ng in process: text in, samples and word times out.

The library keeps one global state (voice, rate, data folder), so every call is made under one lock
and states what it needs; what is already so is not set again.

Nothing that it offers resets what speaking leaves behind in it: the phases of the voice's wave and of its
flutter, the gain, the seed of its breath's noise. The same sentence comes out in other samples, and up to
13 ms longer or shorter, after another one. So it is loaded anew before every utterance, which makes a clip
a function of the text, the manner and the library (measured: 1.7 ms each; 1,000 of them leak nothing).

Types and constants follow espeak-ng's public header `speak_lib.h` (1.52).
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from packager.errors import EngineError, EngineUnavailable

RATE = 22_050  # Hz: what every formant voice of espeak-ng gives

_SYNCHRONOUS = 2  # AUDIO_OUTPUT_SYNCHRONOUS: samples come back through the callback, within the call
_BUFFER_MS = 1_000
_DONT_EXIT = 0x8000  # espeakINITIALIZE_DONT_EXIT: a bad data folder is an error code, not exit()
_UTF8 = 1
_PHONEMES = 0x100  # [[…]] in the text is phonemes
_IPA = 0x02  # phoneme mode of espeak_TextToPhonemes
_SEPARATOR = 8  # bits to the left of which that mode holds a character to put between phonemes
_END_OF_LIST, _WORD = 0, 1  # espeak_EVENT_TYPE
_RATE, _VOLUME, _PITCH, _RANGE = 1, 2, 3, 4  # espeak_PARAMETER
PATH_LIMIT = 150  # the library keeps its data folder's name in 160 bytes


class _Event(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),  # in characters, from 1
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),  # milliseconds
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", ctypes.c_char * 8),
    )


_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event))


@dataclass(frozen=True, kw_only=True, slots=True)
class Manner:
    """How a text is said."""

    voice: str  # espeak-ng's name of the voice: "ur", "ps", …
    rate: int = 160  # espeak-ng's words per minute, 80–450; what that comes to depends on the language
    pitch: int = 50  # 0–99
    range: int = 50  # of the pitch, 0–99


@dataclass(frozen=True, slots=True)
class Synthesised:
    """What came back: 16-bit samples and where words begin."""

    samples: bytes  # s16 in the machine's byte order, mono, RATE Hz
    words: tuple[tuple[int, int], ...]  # (sample, position in the text in characters from 0), in order


@dataclass
class _Loaded:
    library: Any = None
    data: Path | None = None  # folder that holds espeak-ng-data
    manner: Manner | None = None
    on_audio: object = None  # kept while the library has its address
    spoken: bool = False  # whether anything was said since it was loaded


@dataclass
class _Events:
    """What comes back while the library speaks."""

    parts: list[bytes] = field(default_factory=list)
    words: list[tuple[int, int]] = field(default_factory=list)
    error: BaseException | None = None

    def take(self, samples: Any, count: int, event: Any) -> int:
        """One buffer; 1 tells the library to stop.

        ctypes drops what is raised here, and the buffer with it: it is kept, and raised once the library has stopped.
        """
        try:
            if count:
                self.parts.append(ctypes.string_at(samples, 2 * count))
            index = 0
            while event[index].type != _END_OF_LIST:
                if event[index].type == _WORD:
                    self.words.append((event[index].sample, event[index].text_position - 1))
                index += 1
        except BaseException as error:
            self.error = error
            return 1
        return 0


_lock = threading.RLock()
_state = _Loaded()


def bundled_data() -> Path:
    """The `espeak-ng-data` folder of the espeakng-loader wheel (read-only)."""
    return Path(_loader().get_data_path())


def version() -> str:
    """Version of the library: "1.52.0"."""
    with _lock:
        return str(_library().espeak_Info(None).decode())


def synthesise(data: Path, manner: Manner, text: str) -> Synthesised:
    """Say a text; `[[…]]` in it is espeak-ng's own phoneme notation. Raises EngineError.

    The same samples for the same arguments, whatever was said before; all of them, or an exception.
    """
    # Python raises KeyboardInterrupt, and what else a signal's handler raises, in the main thread alone and between
    # any two of its steps. Within the callback it would be lost, even before `_Events.take` can keep it.
    with ThreadPoolExecutor(1) as elsewhere:
        return elsewhere.submit(_synthesise, data, manner, text).result()


def _synthesise(data: Path, manner: Manner, text: str) -> Synthesised:
    with _lock:
        _close()
        _use(data, manner)
        heard = _Events()
        _state.on_audio = _Callback(heard.take)
        _state.library.espeak_SetSynthCallback(_state.on_audio)
        status = _speak(text)
        if heard.error:
            raise heard.error
        if status:
            raise EngineError(f"synthesis failed with code {status}", where="espeak-ng")
        return Synthesised(b"".join(heard.parts), tuple(heard.words))


def _speak(text: str) -> int:
    _state.spoken, raw = True, text.encode()
    return int(_state.library.espeak_Synth(raw, len(raw) + 1, 0, 1, 0, _UTF8 | _PHONEMES, None, None))


def phonemes(data: Path, manner: Manner, text: str, *, ipa: bool = True, between: str = "") -> str:
    """A text's phonemes as the voice says them: IPA, or espeak-ng's own names. Raises EngineError.

    `between` is one character that is put between the phonemes of a word.
    """
    mode = (_IPA if ipa else 0) | (ord(between) << _SEPARATOR if between else 0)
    with _lock:
        _use(data, manner)
        if not _state.spoken:  # espeak_TextToPhonemes reads [[…]] only once a synthesis call has asked for it
            _speak(" ")
        return " ".join(_clauses(text, mode))


def compile_dictionary(data: Path, sources: Path, name: str, *, voice: str) -> None:
    """Make `<name>_dict` in the data folder of `<name>_rules` and `<name>_list` in the folder of sources.

    Phonemes and language are those of the voice.
    Raises EngineError with the compiler's own words when a rule or an entry is wrong.
    """
    with _lock:
        _use(data, Manner(voice=voice))
        log = sources / f"{name}.log"
        with _c_file(log) as stream:
            status = _state.library.espeak_ng_CompileDictionary(f"{sources}/".encode(), name.encode(), stream, 0, None)
        said = log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""
    if status or not (data / "espeak-ng-data" / f"{name}_dict").exists() or "error" in said.lower():
        raise EngineError(f"the dictionary {name} does not compile: {said.strip()}", where="espeak-ng")


def _clauses(text: str, mode: int) -> Iterator[str]:
    raw = ctypes.create_string_buffer(text.encode())
    here = ctypes.c_void_p(ctypes.addressof(raw))
    while here.value:
        found = _state.library.espeak_TextToPhonemes(ctypes.byref(here), _UTF8, mode)
        if found:
            yield found.decode()


def _use(data: Path, manner: Manner) -> None:
    library = _library()
    if _state.data != data:
        _open(library, data)
    if _state.manner is None or _state.manner.voice != manner.voice:
        if library.espeak_SetVoiceByName(manner.voice.encode()):
            raise EngineError(f"no voice {manner.voice!r}", where="espeak-ng")
    elif _state.manner == manner:
        return
    for name, value in ((_RATE, manner.rate), (_PITCH, manner.pitch), (_RANGE, manner.range), (_VOLUME, 100)):
        library.espeak_SetParameter(name, value, 0)
    _state.manner = manner


def _open(library: Any, data: Path) -> None:
    if _state.data is not None:
        library.espeak_Terminate()
    _state.data = _state.manner = None
    if library.espeak_Initialize(_SYNCHRONOUS, _BUFFER_MS, str(data).encode(), _DONT_EXIT) != RATE:
        raise EngineError("its data cannot be read", where=f"espeak-ng ({data})", hint="delete that folder")
    _state.data = data


def _library() -> Any:
    if _state.library is None:
        library = _loaded()
        library.espeak_Info.restype = ctypes.c_char_p
        library.espeak_TextToPhonemes.restype = ctypes.c_char_p
        library.espeak_ng_CompileDictionary.argtypes = [
            ctypes.c_char_p, ctypes.c_char_p, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p
        ]  # fmt: skip
        library.espeak_Synth.argtypes = [
            ctypes.c_char_p, ctypes.c_size_t, ctypes.c_uint, ctypes.c_int, ctypes.c_uint, ctypes.c_uint,
            ctypes.c_void_p, ctypes.c_void_p
        ]  # fmt: skip
        _state.library = library
    return _state.library


def _loaded() -> Any:
    """The library as new. Raises EngineUnavailable."""
    path = _loader().get_library_path()
    try:
        if not _in_memory(path):
            return ctypes.CDLL(path)
        # Somebody else in this process has it open, or this system never lets go of a library: a copy is new.
        with tempfile.TemporaryDirectory(prefix="packager-") as folder:
            return ctypes.CDLL(shutil.copy(path, folder))
    except OSError as error:
        raise EngineUnavailable(
            f"its library cannot be loaded ({error})", where="espeak-ng", hint="reinstall espeakng-loader"
        ) from error


def _in_memory(path: str) -> bool:
    if sys.platform == "win32":
        return False
    try:
        found = ctypes.CDLL(path, mode=os.RTLD_NOLOAD)
    except OSError:
        return False
    _unload(found)  # asking has opened it once more
    return True


def _close() -> None:
    """Let go of the library, so that it is loaded as new when it is next needed."""
    library = _state.library
    if library is None:
        return
    if _state.data is not None:
        library.espeak_Terminate()
    _state.library = _state.data = _state.manner = _state.on_audio = None
    _state.spoken = False
    _unload(library)


def _unload(library: Any) -> None:
    handle = ctypes.c_void_p(library._handle)
    if sys.platform == "win32":
        ctypes.windll.kernel32.FreeLibrary(handle)
    else:
        ctypes.CDLL(None).dlclose(handle)


def _loader() -> Any:
    try:
        import espeakng_loader
    except ImportError as error:
        raise EngineUnavailable(
            "the package espeakng-loader is not installed", where="espeak-ng", hint="pip install espeakng-loader"
        ) from error
    return espeakng_loader


@contextlib.contextmanager
def _c_file(path: Path) -> Iterator[int | None]:
    """A C FILE* for the compiler's messages, or NULL (the library's stderr) where C's own is out of reach."""
    if sys.platform == "win32":
        yield None
        return
    c = ctypes.CDLL(None)
    c.fopen.restype = ctypes.c_void_p
    c.fclose.argtypes = [ctypes.c_void_p]
    stream = c.fopen(str(path).encode(), b"w")
    try:
        yield stream
    finally:
        if stream:
            c.fclose(stream)
