"""The symbols that Kokoro-82M v1.0 reads, and their numbers.

As in the model's own `config.json` (hexgrad/Kokoro-82M, Apache-2.0; the same table is in thewh1teagle/kokoro-onnx,
MIT). Whatever is not in it the model cannot say: it is refused here, where most ports leave it out without a word.
"""

from __future__ import annotations

from collections.abc import Iterable

from packager.errors import EngineError

LONGEST = 510  # symbols in one go, without the pads
PAD = 0  # before the first and after the last

_RUNS = {  # the number of the first, and what follows it one by one; a dot stands for a number that has no symbol
    1: ";:,.!?", 9: '—…"()“”', 16: " \u0303ʣʥʦʨᵝꭧAI",
    31: "O.Q.ST..W.Yᵊabcdef.hijklmnopqrstuvwxyzɑɐɒæ..βɔɕç.ɖðʤə.ɚɛɜ..ɟ.ɡ",
    99: "ɥ.ɨɪʝ......ɯɰŋɳɲɴø.ɸθœ..ɹ.ɾɻ.ʁɽʂʃʈʧ.ʊʋ.ʌɣɤ.χʎ...ʒʔ.......ˈˌː...ʰ.ʲ....↓.→↗↘...ᵻ",
}  # fmt: skip
NUMBERS = {
    symbol: first + place
    for first, run in _RUNS.items()
    for place, symbol in enumerate(run)
    if symbol != "." or first + place == 4
}


def numbers(symbols: Iterable[str]) -> list[int]:
    """The symbols' numbers. Raises EngineError for one that the model has not."""
    try:
        return [NUMBERS[symbol] for symbol in symbols]
    except KeyError as error:
        raise EngineError(f"the model has no symbol {error.args[0]!r}", where="kokoro") from error
