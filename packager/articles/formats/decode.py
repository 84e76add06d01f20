"""Bytes into text: what is declared, what can be seen, and where it goes wrong."""

from __future__ import annotations

import codecs
import re

from packager.errors import InputError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16's, which it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a zip or an office document",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"{\\rtf": "an RTF document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"RIFF": "a sound or a picture",
    b"ID3": "a sound",
    b"OggS": "a sound",
    b"\x1f\x8b": "a compressed file",
    b"\x7fELF": "a program",
}
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_XML = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)""")
_ARABIC_RUN = re.compile(rb"[\x81\x8d-\x90\x98\x9a\x9f\xaa\xc0-\xdf\xe1\xe3-\xe6\xec\xed\xf0-\xf3\xf5-\xf8\xfa]{3}")
_ALIASES = {"iso-8859-1": "windows-1252", "latin-1": "windows-1252", "latin1": "windows-1252", "us-ascii": "utf-8"}
SAVE_AS = "save it as plain text in UTF-8"


def decode(data: bytes, *, where: str, declared: str = "", markup: bool = False) -> str:
    """The text in `data`. Raises InputError that names the byte where it stops being text.

    A byte order mark wins; then `declared` (from HTTP) and, in markup, what the page says of itself;
    then UTF-8, UTF-16 without its mark, and at last windows-1252 or windows-1256 by their letters.
    A charset that is declared and does not fit is passed over, as browsers do.
    """
    for name, what in _MAGIC.items():
        if data.startswith(name):
            raise InputError(f"is {what}, not text (byte 0)", where=where, hint=SAVE_AS)
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding, where=where, offset=len(mark))
    for encoding in filter(None, (declared, _in_markup(data) if markup else "")):
        text = _as_declared(data, encoding)
        if text is not None:
            return text
    return _detected(data, where)


def _as_declared(data: bytes, encoding: str) -> str | None:
    """The text in a charset somebody named; None where the name is unknown or does not fit.

    Latin-1 means windows-1252, as in the WHATWG Encoding Standard.
    """
    name = encoding.strip().strip("\"'").lower()
    try:
        text = data.decode(_ALIASES.get(name, name))
    except (LookupError, UnicodeError):
        return None
    return None if "\0" in text else text


def _in_markup(data: bytes) -> str:
    found = _XML.match(data[:300]) or _META.search(data[:4096])
    return found[1].decode("ascii") if found else ""


def _detected(data: bytes, where: str) -> str:
    """The text in the charset that its bytes show."""
    wide = _wide(data)
    if wide:
        return _strict(data, wide, where=where)
    control = _CONTROL.search(data)
    if control:
        what = f"is not text (byte {control.start()} is 0x{control[0][0]:02X})"
        raise InputError(what, where=where, hint=SAVE_AS)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if _mostly_utf8(data):
            raise _undecodable(error, "UTF-8", where) from error
    return _strict(data, "windows-1256" if _ARABIC_RUN.search(data) else "windows-1252", where=where)


def _wide(data: bytes) -> str:
    """UTF-16 that lost its byte order mark: every other byte of English is zero."""
    sample = data[:4000]
    odd, even = sample[1::2].count(0), sample[::2].count(0)
    half = len(sample) // 2
    if half < 2 or len(data) % 2:
        return ""
    if odd > 0.6 * half and even < 0.1 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.6 * half and odd < 0.1 * half else ""


def _mostly_utf8(data: bytes) -> bool:
    """Whether most letters beyond ASCII are sound UTF-8, so that the rest is damage and no other charset."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return sum(letter > "\x7f" for letter in text) - broken >= broken


def _strict(data: bytes, encoding: str, *, where: str, offset: int = 0) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _undecodable(error, encoding.upper(), where, offset) from error


def _undecodable(error: UnicodeDecodeError, name: str, where: str, offset: int = 0) -> InputError:
    byte = error.object[error.start]
    what = f"byte {error.start + offset} (0x{byte:02X}) is not {name}"
    return InputError(what, where=where, hint=SAVE_AS)
