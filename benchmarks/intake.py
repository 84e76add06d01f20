"""How long intake takes for a day of articles: typed texts, Markdown and pages, read by one process.

    python -m benchmarks.intake [ROUNDS]

The pages are those of tests/cases/pages, each under a hundred menu entries as sites have them; the texts are theirs.
CPU time of this process, the least of the rounds; a first round that loads the parsers is not counted.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from packager.articles import gather

PAGES = Path(__file__).parent.parent / "tests" / "cases" / "pages"
COPIES = 10
MENU = "<nav><ul>" + "".join(f"<li><a href='/{n}'>Section number {n}</a></li>" for n in range(100)) + "</ul></nav>"


def write_day(folder: Path) -> dict[str, list[str]]:
    """Write the day's files; their names by format."""
    names: dict[str, list[str]] = {"html": [], "txt": [], "md": []}
    for page in sorted(PAGES.glob("*.html")):
        headline, *rest = page.with_suffix(".read.txt").read_text(encoding="utf-8").splitlines()
        texts = {
            "html": page.read_text(encoding="utf-8").replace("<body", f"{MENU}<body", 1),
            "txt": "\n\n".join([headline, *rest * 4]),
            "md": "\n\n".join([f"# {headline}", *(f"**{text[:9]}**{text[9:]}" for text in rest * 4)]),
        }
        for copy in range(COPIES):
            for suffix, text in texts.items():
                path = folder / f"{page.stem}-{copy}.{suffix}"
                path.write_text(text, encoding="utf-8")
                names[suffix].append(str(path))
    return names


def main() -> None:
    """Read each format's files and print milliseconds an article."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    with tempfile.TemporaryDirectory() as folder:
        for suffix, names in write_day(Path(folder)).items():
            gather(names[:COPIES])
            least = min(_seconds(names) for _ in range(rounds))
            print(f"{suffix:<5} {len(names)} articles, {1000 * least / len(names):.2f} ms each")


def _seconds(names: list[str]) -> float:
    begun = time.process_time()
    gather(names)
    return time.process_time() - begun


if __name__ == "__main__":
    main()
