"""Turn a file of aligned news (news_dev.json's shape) into a folder of articles with their human translations.

    python -m benchmarks.news_articles NEWS.json FOLDER
    packager build FOLDER

Each document becomes `<id>.yaml`: its first segment is the headline, every other one a paragraph, and
the human Pashto and Urdu stand under `translations:`.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

LANGUAGES = ("ps", "ur")


def main() -> None:
    """Write the articles and say how many."""
    source, folder = Path(sys.argv[1]), Path(sys.argv[2])
    print(f"{write_articles(source, folder)} articles in {folder}")


def write_articles(source: Path, folder: Path) -> int:
    """Write every document of a file as an article; how many there are."""
    folder.mkdir(parents=True, exist_ok=True)
    documents = json.loads(source.read_text(encoding="utf-8"))["documents"]
    for document in documents:
        name = re.sub(r"[^a-z0-9]+", "-", document["id"].lower()).strip("-")
        # JSON is YAML: no text can be misread.
        (folder / f"{name}.yaml").write_text(json.dumps(_article(document), ensure_ascii=False, indent=1), "utf-8")
    return len(documents)


def _article(document: dict[str, Any]) -> dict[str, Any]:
    headline, *body = document["segments"]
    return {
        "headline": headline["en"],
        "publisher": document["outlet"],
        "paragraphs": [segment["en"] for segment in body],
        "translations": {language: [segment[language] for segment in document["segments"]] for language in LANGUAGES},
    }


if __name__ == "__main__":
    main()
