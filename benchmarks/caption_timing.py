"""How far captions and chapters are from the speech they name, over an hour, in the WAV and in the decoded MP3.

    python -m benchmarks.caption_timing NEWS [--minutes 60]

NEWS is a file of aligned news with Pashto and Urdu (news_dev.json's shape), spoken once by the embedded
voices and repeated until the time is filled. Ends with 1 if any time is off by more than 100 ms.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.support.caption_timing import episode, errors, heard_in, make, spoken

MOST = 0.1  # s


def main() -> int:
    """Both languages; the worst error of each kind."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("news", type=Path)
    parser.add_argument("--minutes", type=float, default=60)
    options = parser.parse_args()
    return max(timed(options.news, language, options.minutes * 60) for language in ("ps", "ur"))


def timed(news: Path, language: str, seconds: float) -> int:
    """One language; 1 if anything is too early or too late."""
    with tempfile.TemporaryDirectory(prefix="timing-") as name:
        folder = Path(name)
        laid, shown = episode(spoken(news, language, folder, seconds), seconds, language)
        wav, mp3, text = make(laid, shown, folder)
        found = [errors(laid, heard_in(path), text, mp3) for path in (wav, mp3)]
    for path, far in zip((wav, mp3), found, strict=True):
        print(
            f"{language} {laid.seconds / 60:.1f} min {path.suffix}: {len(far.begins)} cues after a pause, worst"
            f" {_worst(far.begins)}; {len(far.found)} cues in all, against their clip's sound {_worst(far.found)};"
            f" {len(far.chapters)} chapters {_worst(far.chapters)}",
            flush=True,
        )
    return int(any(far.worst > MOST for far in found))


def _worst(far: tuple[float, ...]) -> str:
    return f"{max(map(abs, far)) * 1000:.1f} ms"


if __name__ == "__main__":
    sys.exit(main())
