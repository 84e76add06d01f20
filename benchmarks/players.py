"""What players and checkers make of an edition's files, beside what stands in them.

    python -m benchmarks.players EDITION [EDITION …]

EDITION is the folder of a built edition (output/2026-11-28/ps). A cell has by how many milliseconds the length differs
from the WAV's, how many of the chapters were found and by how much the furthest is off, whether the title came whole,
and the rate and bitrate that are shown. Then, for each file and decoder, loudness and true peak by FFmpeg's meter.
Programs that are not installed are left out. Debian has them in mediainfo, mpv, vlc-bin, vlc-plugin-base, mpd, mpc,
mp3val, flac, opus-tools, libimage-exiftool-perl, mpg123, eyed3, sox, libsox-fmt-mp3, mplayer, python3-mutagen,
php-getid3 and php-mbstring.
"""

from __future__ import annotations

import json
import math
import re
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from shutil import which

from benchmarks.players_asked import PLAYERS, Seen
from benchmarks.players_asked import said as asked
from packager.audio.wav import WavReader
from packager.desk.reading import read
from tests.support.audio_meters import ebur128

ENDINGS = (".wav", ".mp3", ".m4a", ".opus", ".flac")
# How the sound comes out of a file as a WAV: what each opens, and its arguments.
DECODERS = {
    "ffmpeg": (ENDINGS, "ffmpeg -v error -y -i {file} -map 0:a -c:a pcm_f32le {wav}"),
    "mpg123": ((".mp3",), "mpg123 -q -e f32 -w {wav} {file}"),
    "opusdec": ((".opus",), "opusdec --quiet --float {file} {wav}"),
    "flac": ((".flac",), "flac -s -d -f -o {wav} {file}"),
    "mpv": (ENDINGS, "mpv --no-config --really-quiet --no-video --o={wav} --oac=pcm_f32le --of=wav {file}"),
}
# Checkers: whether they find the file whole.
CHECKERS = {
    "mp3val": ((".mp3",), ["mp3val"], r"WARNING|ERROR"),
    "flac -t": ((".flac",), ["flac", "-s", "-t"], r"ERROR|WARNING"),
    "opusinfo": ((".opus",), ["opusinfo"], r"WARNING|ERROR"),
    "mpg123 -t": ((".mp3",), ["mpg123", "-q", "-t"], r"."),
}


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What stands in an edition's files."""

    files: dict[str, Path]  # by ending
    seconds: float
    title: str
    chapters: tuple[float, ...]  # s


def wanted(folder: Path) -> Wanted:
    """The edition in a folder."""
    episode = read(folder / "manifest.yaml").episode
    with WavReader(folder / f"{episode}.wav") as reader:
        seconds = reader.frames / reader.rate
    chapters = json.loads((folder / f"{episode}.chapters.json").read_text("utf-8"))
    files = {ending: folder / f"{episode}{ending}" for ending in ENDINGS}
    return Wanted(
        files={ending: path for ending, path in files.items() if path.is_file()},
        seconds=seconds,
        title=chapters["title"],
        chapters=tuple(chapter["startTime"] for chapter in chapters["chapters"]),
    )


def cell(seen: Seen | None, edition: Wanted) -> str:
    """What a program made of a file, against what stands in it."""
    if seen is None:
        return "cannot open it"
    told = [f"{(seen.seconds - edition.seconds) * 1000:+.0f} ms"] if seen.seconds is not None else []
    if seen.chapters is not None:
        pairs = zip(seen.chapters, edition.chapters, strict=False)
        off = max((abs(one - other) for one, other in pairs if not math.isnan(one)), default=0.0)
        late = f" ≤{off * 1000:.0f} ms" if off > 0.0005 else ""
        told.append(f"{len(seen.chapters)}/{len(edition.chapters)} ch{late}")
    if seen.title is not None:
        told.append("title" if seen.title == edition.title else f"title '{seen.title[:24]}'")
    told += [f"{seen.rate} Hz"] if seen.rate else []
    told += [f"{seen.kbps:.0f} kbit/s"] if seen.kbps else []
    return ", ".join(told) or "–"


def table(edition: Wanted) -> None:
    """Print what each program shows of each file."""
    endings = list(edition.files)
    print("| |", " | ".join(ending[1:].upper() for ending in endings), "|\n|---|" + "---|" * len(endings))
    for name, (program, opens, ask) in PLAYERS.items():
        if which(program):
            cells = [cell(ask(edition.files[end]), edition) if end in opens else "" for end in endings]
            print(f"| {name} |", " | ".join(cells), "|", flush=True)
    for name, (opens, line, wrong) in CHECKERS.items():
        if which(line[0]):
            cells = [
                _verdict(asked([*line, str(edition.files[end])]), wrong) if end in opens else "" for end in endings
            ]
            print(f"| {name} |", " | ".join(cells), "|", flush=True)


def _verdict(said: str, wrong: str) -> str:
    return said.strip() if re.search(wrong, said) else "clean"


def levels(edition: Wanted) -> None:
    """Print loudness and true peak of each file as each decoder plays it."""
    print("| |", " | ".join(ending[1:].upper() for ending in edition.files), "|\n|---|" + "---|" * len(edition.files))
    for name, (opens, line) in DECODERS.items():
        cells = []
        for ending, path in edition.files.items():
            if ending not in opens or not which(name):
                cells.append("")
                continue
            with tempfile.TemporaryDirectory() as folder:
                wav = Path(folder) / "out.wav"
                asked([word.format(file=path, wav=wav) for word in line.split()])
                integrated, _, peak = ebur128(wav)
                cells.append(f"{integrated:.1f} LUFS, {peak:.1f} dBTP")
        print(f"| {name} |", " | ".join(cells), "|", flush=True)


def main() -> None:
    """Print both tables of each edition."""
    for folder in sys.argv[1:]:
        edition = wanted(Path(folder))
        print(f"\n{folder}: {edition.seconds:.3f} s, {len(edition.chapters)} chapters, '{edition.title}'\n")
        table(edition)
        print()
        levels(edition)


if __name__ == "__main__":
    main()
