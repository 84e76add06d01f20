"""The tune of a piece: how high each of its symbols is said, against what the model would do of itself.

The model's Hindi voices end a question as they end a statement, and know no headlines: both are laid over their own
melody here. Figures are factors of a frequency; 1.06 is a semitone.
"""

from __future__ import annotations

from packager.records import Style

# The last symbols of a question climb to this: the voices' own fall at a sentence's end, half an octave, and a rise.
_QUESTION = 1.9
_RISING = 2  # words from which a question rises
_HEADLINE = (1.08, 1.0)  # at the beginning and the end: up, and down by itself
_QUOTE = 0.94

# Sounds are as long as whole frames of 25 ms, so that a tenth asked for is about a twentieth heard.
SPEEDS = {Style.NEWS: 1.0, Style.HEADLINE: 0.9, Style.QUOTE: 0.98}


def tune(symbols: str, style: Style) -> tuple[float, ...]:
    """The pitch of each symbol, and of the pads before and after them."""
    count = len(symbols) + 2
    if style is Style.HEADLINE:
        first, last = _HEADLINE
        level = [first + (last - first) * place / (count - 1) for place in range(count)]
    else:
        level = [_QUOTE if style is Style.QUOTE else 1.0] * count
    if symbols.endswith("?"):
        start = _from_word(symbols, _RISING) + 1
        span = max(1, count - 2 - start)
        for place in range(start, count):
            level[place] *= 1 + (_QUESTION - 1) * min(1.0, (place - start) / span) ** 2
    return tuple(level)


def _from_word(symbols: str, last: int) -> int:
    """The place of the first of so many last words, no earlier than the last mark."""
    at = len(symbols)
    for _ in range(last):
        at = symbols.rfind(" ", 0, at)
        if at <= 0 or symbols[at - 1] in ",;:.!":
            break
    return at + 1
