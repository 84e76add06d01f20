"""Where the fuzzer begins: small files of each kind that are read well, and the words of their formats.

Texts lie in `seeds/`, a folder a parser, and words one a line as JSON; what is no text is made here.
"""

from __future__ import annotations

import io
import json
import math
import struct
import wave
import zipfile
from pathlib import Path

_SEEDS = Path(__file__).parent / "seeds"
_ROOT = Path(__file__).parent.parent.parent


def texts(parser: str) -> tuple[bytes, ...]:
    """The seeds of a parser."""
    return tuple(path.read_bytes() for path in sorted((_SEEDS / parser).iterdir()))


def words(kind: str) -> tuple[bytes, ...]:
    """The words of a format, and odd things to say in it."""
    lines = (_SEEDS / f"{kind}.words").read_text("utf-8").splitlines()
    return tuple(json.loads(line).encode("utf-8", "surrogatepass") for line in lines)


PAGES = (*(path.read_bytes() for path in sorted(_ROOT.glob("tests/cases/pages/*.html"))[:5]), *texts("pages"))
STATIONS = (*texts("station"), (_ROOT / "packager" / "sample" / "station.yaml").read_bytes())


def _zip(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


_METADATA = {
    "package_version": "1.0",
    "argos_version": "1.9",
    "from_code": "en",
    "from_name": "English",
    "to_code": "ps",
    "to_name": "Pashto",
    "type": "translate",
}
ARGOS = (
    _zip(
        {
            "translate-en_ps-1_0/metadata.json": json.dumps(_METADATA).encode(),
            "translate-en_ps-1_0/model/model.bin": bytes(64),
            "translate-en_ps-1_0/model/config.json": b"{}",
            "translate-en_ps-1_0/sentencepiece.model": b"\x0a\x04",
        }
    ),
)
_DECODER = b"models: [m.npz]\nvocabs: [v.yml, v.yml]\nbeam-size: 6\n"
_VOCABULARY = b"</s>: 0\n<unk>: 1\n"
OPUS = (
    _zip({"decoder.yml": _DECODER, "m.npz": b"PK\3\4", "v.yml": _VOCABULARY, "source.spm": b"\n", "target.spm": b"\n"}),
)
_IN_ZIP = (
    b"PK\x03\x04",
    b"PK\x01\x02",
    b"PK\x05\x06",
    b"../",
    b"/etc/x",
    b"\\..\\",
    b"C:",
    b"metadata.json",
    b"model/",
)
ZIP_WORDS = (*_IN_ZIP, b"{", b"}")


def _wav(rate: int, width: int, channels: int) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(width)
        file.setframerate(rate)
        tone = (int(0.5 * (2 ** (8 * width - 1) - 1) * math.sin(at / 9)) for at in range(rate // 8))
        frames = (struct.pack("<i", value)[:width] if width > 1 else bytes([value + 128]) for value in tone)
        file.writeframes(b"".join(frame * channels for frame in frames))
    return out.getvalue()


def _mp3() -> bytes:
    import lameenc

    encoder = lameenc.Encoder()
    encoder.set_in_sample_rate(24000)
    encoder.set_channels(1)
    encoder.set_bit_rate(48)
    encoder.silence()
    tone = b"".join(struct.pack("<h", int(9000 * math.sin(at / 7))) for at in range(12000))
    return bytes(encoder.encode(tone) + encoder.flush())


WAVS = (_wav(16000, 2, 1), _wav(8000, 1, 2), _wav(48000, 3, 1))
MP3S = (_mp3(), b"ID3\x04\0\0\0\0\0\x17TIT2\0\0\0\x0d\0\0\x03Road opened." + _mp3())
_IN_WAV = (b"RIFF", b"WAVE", b"RF64", b"ds64", b"fmt ", b"data", b"LIST", b"bext", b"iXML", b"\x01\0", b"\xfe\xff")
_IN_MP3 = (b"ID3\x03", b"\xff\xfb", b"\xff\xf3", b"Xing", b"LAME", b"OggS", b"fLaC", b"ftyp")
SOUND_WORDS = (*_IN_WAV, *_IN_MP3, b"#EXTM3U\nhttp://127.0.0.1/", bytes(4), b"\xff" * 4)
