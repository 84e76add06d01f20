"""Words a second through the spoken-form step, one process, on the shared news texts.

Run it as `python benchmarks/spoken_forms.py [NEWS.json]`.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

from packager.lang.registry import target_codes
from packager.speech import spoken

SHARED = Path(os.environ.get("PACKAGER_SHARED", Path(__file__).parents[2] / "shared"))
LEAST_SECONDS = 2.0


def rate(texts: list[str], language: str) -> float:
    """Words a second, over as many whole passes as take LEAST_SECONDS of CPU."""
    words = sum(len(text.split()) for text in texts)
    spoken(texts[0], language)  # tables and patterns are read once a process, not once a text
    passes, start = 0, time.process_time()
    while time.process_time() - start < LEAST_SECONDS:
        for text in texts:
            spoken(text, language)
        passes += 1
    return passes * words / (time.process_time() - start)


def main() -> None:
    """Print one line a language."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED / "data" / "news_dev.json"
    documents = json.loads(path.read_text(encoding="utf-8"))["documents"]
    for language in target_codes():
        texts = [segment[language] for document in documents for segment in document["segments"]]
        print(f"{language}: {rate(texts, language):,.0f} words/s")


if __name__ == "__main__":
    main()
