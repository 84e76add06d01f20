"""Bytes that are nearly right: what a broken tool, a cut line, an ordinary accident or an enemy makes of a file."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

LARGEST = 5_000_000  # bytes: what intake takes, and what the bounds of time and memory are told for
_SIGNS = (
    "\0 \r \n \x1b \u202e \u2066 \u200c \ufeff \ud7ff \U0001f600 \u0600 ې ۓ À \u2028 \x85 \x7f ½ ٣ \u0654 … * [ ( < -"
)
_CHARS = (*_SIGNS.split(" "), "&#0;", "&#x110000;", "1e999", "9" * 400)
_NO_TEXT = (b"\xff\xfe", b"\xed\xa0\x80", b"\xc0\x80", b"\x80", b"\xf4\x90\x80\x80")
_RAW = (*_NO_TEXT, bytes(4), b"\xff" * 4, b"\x7f\xff\xff\xff")


class Mutator:
    """Makes new cases of old ones: `words` are the pieces that the format is made of."""

    def __init__(self, rng: random.Random, words: Sequence[bytes]) -> None:
        self.rng = rng
        self.words = (*words, *(char.encode("utf-8", "surrogatepass") for char in _CHARS), *_RAW)

    def case(self, corpus: Sequence[bytes]) -> bytes:
        """One to eight changes to one of the corpus; one case in thirty is large."""
        data = self.rng.choice(corpus)
        for _ in range(self.rng.choice((1, 1, 1, 2, 2, 3, 5, 8))):
            data = self.rng.choice(_CHANGES)(self, data, corpus)
        return (self.grown(data) if self.rng.random() < 1 / 30 else data)[:LARGEST]

    def grown(self, data: bytes) -> bytes:
        """The case with a piece of it, or a word, over and over: where time and memory go wrong if they do."""
        piece = self.rng.choice(self.words) if self.rng.random() < 0.5 else self._piece(data, 60)
        piece = piece * self.rng.randint(1, 3) + self.rng.choice((b"", b" ", b"\n", b"\n\n"))
        times = int(10 ** self.rng.uniform(2, 6.3) / max(1, len(piece)))
        at = self._place(data)
        return data[:at] + piece * times + data[at:]

    def _place(self, data: bytes) -> int:
        return self.rng.randint(0, len(data))

    def _piece(self, data: bytes, longest: int) -> bytes:
        at = self._place(data)
        return data[at : at + self.rng.randint(1, longest)] or b"a"

    def bit(self, data: bytes, _corpus: Sequence[bytes]) -> bytes:
        """One bit the other way."""
        if not data:
            return b"\0"
        at = self.rng.randrange(len(data))
        return data[:at] + bytes([data[at] ^ 1 << self.rng.randrange(8)]) + data[at + 1 :]

    def word(self, data: bytes, _corpus: Sequence[bytes]) -> bytes:
        """A word of the format, or an odd sign, put in or over something."""
        at, word = self._place(data), self.rng.choice(self.words)
        return data[:at] + word + data[at + (len(word) if self.rng.random() < 0.5 else 0) :]

    def gone(self, data: bytes, _corpus: Sequence[bytes]) -> bytes:
        """A piece taken out."""
        at = self._place(data)
        return data[:at] + data[at + self.rng.randint(1, 40) :]

    def twice(self, data: bytes, _corpus: Sequence[bytes]) -> bytes:
        """A piece that comes again, there or elsewhere."""
        piece, at = self._piece(data, 200), self._place(data)
        return data[:at] + piece * self.rng.choice((1, 1, 2, 20)) + data[at:]

    def cut(self, data: bytes, _corpus: Sequence[bytes]) -> bytes:
        """The end lost."""
        return data[: self._place(data)]

    def crossed(self, data: bytes, corpus: Sequence[bytes]) -> bytes:
        """The beginning of one, the end of another."""
        other = self.rng.choice(corpus)
        return data[: self._place(data)] + other[self._place(other) :]

    def number(self, data: bytes, _corpus: Sequence[bytes]) -> bytes:
        """A run of four bytes or a figure made extreme: lengths and counts lie here."""
        at = self._place(data)
        value = self.rng.choice((0, 1, -1, 127, 255, 256, 32767, 65535, 2**31 - 1, 2**31, 2**32 - 1))
        if self.rng.random() < 0.5:
            return data[:at] + (value & 0xFFFFFFFF).to_bytes(4, self.rng.choice(("little", "big"))) + data[at + 4 :]
        return data[:at] + str(value).encode() + data[at:]

    def nested(self, data: bytes, _corpus: Sequence[bytes]) -> bytes:
        """Opened again and again, and perhaps never closed."""
        start, end = self.rng.choice(
            (b"[]", b"{}", b"()", (b"<div>", b"</div>"), (b"- ", b""), (b"{a: ", b"}"), (b"> ", b""))
        )
        start, end = (bytes([part]) if isinstance(part, int) else part for part in (start, end))
        depth, at = self.rng.choice((3, 100, 3000)), self._place(data)
        return data[:at] + start * depth + (end * depth if self.rng.random() < 0.5 else b"") + data[at:]


_Change = Callable[[Mutator, bytes, Sequence[bytes]], bytes]
_CHANGES: tuple[_Change, ...] = (
    *(Mutator.bit, Mutator.word, Mutator.word, Mutator.gone, Mutator.twice, Mutator.cut, Mutator.crossed),
    *(Mutator.number, Mutator.nested),
)
