"""Ten real stories in each language at several slots: how each comes to its time, and how loud every part is.

    python -m benchmarks.slots NEWS.json [FOLDER] [--check radio_check.py]

NEWS.json is aligned news as benchmarks.news_articles takes it. Loudness is read by the ffmpeg command
line's ebur128, which shares no code with the program: of the whole programme, and of the opening (greeting
to headlines) and each story by itself. With a checker, its verdict on the WAV and the MP3 stands at the end.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from benchmarks.news_articles import write_articles
from packager.cli import main as packager
from packager.desk.manifest import Manifest
from packager.desk.reading import read
from packager.text.clock import seconds_of_slot

DATE = "2026-11-23"
SLOTS = ("05:00", "15:00", "29:30")
CODES = {"ps": "pus", "ur": "urd"}
STATION = """\
station: Demo Radio
city: Peshawar
editions:
  ps: {{slot: "{slot}", bed: [headlines]}}
  ur: {{slot: "{slot}", bed: [headlines]}}
wording:
  ps: {{station: ډیمو راډیو, city: پېښور}}
  ur: {{station: ڈیمو ریڈیو, city: پشاور}}
"""


@dataclass(frozen=True, kw_only=True)
class Part:
    """A stretch of a programme."""

    name: str
    start: float  # s
    seconds: float


def main() -> None:
    """Build every slot and print one line for each edition."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("news", type=Path)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--check", type=Path)
    asked = parser.parse_args()
    folder = asked.folder or Path(tempfile.mkdtemp())
    write_articles(asked.news, folder / "news")
    for slot in SLOTS:
        build(folder, slot)
        for language in CODES:
            made = folder / "out" / DATE / language
            print(slot, language, *figures(made), verdict(asked.check, made, slot) if asked.check else "")


def build(folder: Path, slot: str) -> None:
    """Both editions at a slot; what was spoken for one slot serves the next."""
    station = folder / "station.yaml"
    station.write_text(STATION.format(slot=slot), encoding="utf-8")
    told = ["--output", str(folder / "out"), "--date", DATE, "--station", str(station), "--json"]
    if packager(["build", str(folder / "news"), *told]) not in (0, 3):
        sys.exit("the build failed")


def figures(made: Path) -> tuple[str, ...]:
    """How an edition came to its time, and its loudness."""
    manifest = read(made / "manifest.yaml")
    wav = made / f"{manifest.episode}.wav"
    levels = {part.name: integrated(wav, part) for part in parts(manifest)}
    spread = max(levels.values()) - min(levels.values())
    told = manifest.rundown
    moved = f"pauses x {told.get('pauses')}, tempo x {told.get('tempo')}, music {told.get('music', 0)} s"
    short = [
        f"{story.shortened['lines']} of {story.shortened['of']} lines" for story in manifest.stories if story.shortened
    ]
    return (
        f"| {manifest.seconds:.3f} s | {len(levels) - 1} stories, shortened: {', '.join(short) or 'none'}",
        f"| {moved} | programme {integrated(wav):.1f} LUFS,",
        f"parts {min(levels.values()):.1f} to {max(levels.values()):.1f}, spread {spread:.1f} LU |",
    )


def parts(manifest: Manifest) -> list[Part]:
    """The opening and the stories as they lie in the programme."""
    aired = [(story.id, story.starts, story.seconds) for story in manifest.stories]
    stories = [Part(name=name, start=start, seconds=long) for name, start, long in aired if start is not None and long]
    first = min(part.start for part in stories)
    return [Part(name="opening", start=4.0, seconds=first - 4.0 - 2.5), *stories]  # after the ident, before the sting


def integrated(wav: Path, part: Part | None = None) -> float:
    """Integrated loudness by ffmpeg's ebur128, LUFS."""
    where = ("-ss", f"{part.start}", "-t", f"{part.seconds}") if part else ()
    command = ("ffmpeg", "-hide_banner", "-nostats", *where, "-i", str(wav), "-af", "ebur128", "-f", "null", "-")
    told = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    return float(re.findall(r"I:\s+(-?[\d.]+) LUFS", told)[-1])


def verdict(check: Path, made: Path, slot: str) -> str:
    """The last line of the checker, and every line that failed."""
    manifest = read(made / "manifest.yaml")
    wav = made / f"{manifest.episode}.wav"
    language = manifest.edition.language
    chapters = sum(story.starts is not None for story in manifest.stories)
    asked = ("--slot", str(seconds_of_slot(slot)), "--lang", CODES[language], "--chapters", str(chapters))
    command = (sys.executable, str(check), str(wav), "--mp3", str(wav.with_suffix(".mp3")), *asked)
    lines = subprocess.run(command, capture_output=True, text=True, check=False).stdout.splitlines()
    return "; ".join([line for line in lines if line.startswith("FAIL")] or lines[-1:])


if __name__ == "__main__":
    main()
