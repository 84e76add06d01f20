"""How each player and checker is asked what it makes of a file."""

from __future__ import annotations

import json
import math
import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ALL = (".wav", ".mp3", ".m4a", ".opus", ".flac")


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What a program shows of a file; None of what it does not tell."""

    seconds: float | None = None
    chapters: tuple[float, ...] | None = None  # starts, s
    title: str | None = None
    rate: int | None = None  # Hz
    kbps: float | None = None


def said(line: list[str]) -> str:
    """What a command says on both its streams."""
    done = subprocess.run(line, input="", capture_output=True, text=True, errors="replace", timeout=300, check=False)
    return done.stdout + done.stderr


def _clock(text: str) -> float:
    """Seconds of '1:02:03.456'."""
    total = 0.0
    for part in text.split(":"):
        total = total * 60 + float(part)
    return total


def _found(pattern: str, text: str) -> str | None:
    match = re.search(pattern, text, re.MULTILINE)
    return match.group(1).strip() if match else None


def _number(text: str | None) -> float | None:
    return float(text) if text else None


def ffprobe(path: Path) -> Seen | None:
    """FFmpeg's own."""
    told = json.loads(
        said(["ffprobe", "-v", "quiet", "-of", "json", "-show_format", "-show_streams", "-show_chapters", str(path)])
    )
    if not told.get("format"):
        return None
    sound = next(stream for stream in told["streams"] if stream["codec_type"] == "audio")
    tags = {**sound.get("tags", {}), **told["format"].get("tags", {})}
    return Seen(
        seconds=float(told["format"]["duration"]),
        chapters=tuple(float(chapter["start_time"]) for chapter in told["chapters"]),
        title={key.lower(): value for key, value in tags.items()}.get("title"),
        rate=int(sound["sample_rate"]),
        kbps=float(sound.get("bit_rate") or told["format"]["bit_rate"]) / 1000,
    )


def mediainfo(path: Path) -> Seen | None:
    """Chapters of MP4, Ogg and FLAC alone."""
    tracks = json.loads(said(["mediainfo", "--Output=JSON", str(path)]))["media"]["track"]
    kinds = {track["@type"]: track for track in tracks}
    if "Audio" not in kinds:
        return None
    menu = kinds.get("Menu", {}).get("extra")
    keys = [re.fullmatch(r"_(\d\d)_(\d\d)_(\d\d)_(\d{3})", key) for key in menu or ()]
    starts = tuple(_clock("{}:{}:{}.{}".format(*key.groups())) for key in keys if key)
    return Seen(
        seconds=_number(kinds["General"].get("Duration")),
        chapters=None if menu is None else starts,
        title=kinds["General"].get("Title"),
        rate=round(float(kinds["Audio"]["SamplingRate"])),
        kbps=float(kinds["Audio"].get("BitRate") or kinds["General"]["OverallBitRate"]) / 1000,
    )


_MUTAGEN = """
import json, sys, mutagen
f = mutagen.File(sys.argv[1])
t = f.tags or {}
chapters = None
if hasattr(t, "getall"):
    chapters = sorted(c.start_time / 1000 for c in t.getall("CHAP")) or None
elif getattr(f, "chapters", None):
    chapters = [c.start for c in f.chapters]
else:
    keys = sorted(k for k in dict(t) if k.lower().startswith("chapter") and not k.lower().endswith("name"))
    if keys:
        chapters = [sum(float(p) * 60 ** n for n, p in enumerate(reversed(t[k][0].split(":")))) for k in keys]
title = t.get("title") or t.get("TIT2") or t.get("\\xa9nam")
title = str(title[0] if isinstance(title, list) else title) if title else None
print(json.dumps(dict(seconds=f.info.length, chapters=chapters, title=title, rate=getattr(f.info, "sample_rate", None),
    kbps=(getattr(f.info, "bitrate", 0) or 0) / 1000 or None)))
"""


def mutagen(path: Path) -> Seen | None:
    """The library of many taggers."""
    told = json.loads(said(["/usr/bin/python3", "-c", _MUTAGEN, str(path)]).strip().splitlines()[-1])
    told["chapters"] = None if told["chapters"] is None else tuple(told["chapters"])
    return Seen(**told)


def exiftool(path: Path) -> Seen | None:
    """Knows no chapters of sounds."""
    told = json.loads(said(["exiftool", "-json", "-n", "-charset", "utf8", str(path)]))[0]
    if "Error" in told:
        return None
    kbps = told.get("AudioBitrate") or told.get("AvgBitrate")
    return Seen(
        seconds=told.get("Duration"),
        title=told.get("Title"),
        rate=next((told[key] for key in ("SampleRate", "AudioSampleRate") if told.get(key, 0) > 100), None),
        kbps=kbps and kbps / 1000,
    )


def mpv(path: Path) -> Seen | None:
    """What it plays by."""
    times = " ".join(f"${{=chapter-list/{place}/time:}}" for place in range(40))
    shown = f"AT ${{=duration}} ${{=audio-params/samplerate}}\\nTITLE ${{media-title}}\\nCH {times}\\nEND"
    told = said(
        ["mpv", "--no-config", "--ao=null", "--no-video", "--length=0.05", f"--term-playing-msg={shown}", str(path)]
    )
    at = re.search(r"AT (\S+) (\d+)", told)
    if not at:
        return None
    list_ = told[told.index("CH ") : told.index("END")]
    starts = tuple(float(text) for text in list_.split()[1:] if re.fullmatch(r"-?[\d.]+", text))
    return Seen(seconds=float(at[1]), rate=int(at[2]), title=_found(r"^TITLE (.*)$", told), chapters=starts)


def vlc(path: Path) -> Seen | None:
    """By its remote control; length to the second, chapters by their number alone."""
    line = [
        "cvlc",
        "--no-video",
        "--aout=dummy",
        "--intf",
        "oldrc",
        "--rc-fake-tty",
        "--no-metadata-network-access",
        str(path),
    ]
    if os.geteuid() == 0:  # it does not run as root
        copy = f"{tempfile.gettempdir()}/players-vlc{path.suffix}"
        shutil.copy(path, copy)
        Path(copy).chmod(0o644)
        line = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "env", "HOME=/tmp", *line[:-1], copy]
    process = subprocess.Popen(
        line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert process.stdin
    for command in ("", "get_length", "get_title", "info", "chapter", "quit"):
        time.sleep(1.5)
        process.stdin.write(command + "\n")
        process.stdin.flush()
    told = process.communicate(timeout=30)[0]
    length = _found(r"^(?:> )?(\d+)\s*$", told)
    count = _found(r"Currently playing chapter \d+/(\d+)", told)
    known = ("status", "+", "|", "Remote", "chapter", "quit", "get_", "info", "Currently")
    lines = [line.removeprefix("> ").strip() for line in told.splitlines()]
    titles = [line for line in lines if line and not line.isdigit() and not line.startswith(known)]
    return Seen(
        seconds=_number(length),
        title=titles[0] if titles else None,
        rate=round(_number(_found(r"Sample rate: (\d+)", told)) or 0) or None,
        chapters=None if count is None else (math.nan,) * int(count),
    )


def mpd(path: Path) -> Seen | None:
    """Taken in, listed and played; to the second."""
    with tempfile.TemporaryDirectory(prefix="players-") as text:
        folder = Path(text)
        (folder / "music").mkdir()
        shutil.copy(path, folder / "music" / path.name)
        address = folder / "socket"
        (folder / "mpd.conf").write_text(
            f'music_directory "{folder}/music"\ndb_file "{folder}/db"\n'
            f'bind_to_address "{address}"\nlog_file "{folder}/log"\n'
            'audio_output {\n type "null"\n name "none"\n}\n'
        )
        process = subprocess.Popen(
            ["mpd", "--no-daemon", "--stderr", str(folder / "mpd.conf")], stderr=subprocess.DEVNULL
        )
        try:
            while process.poll() is None and not address.exists():
                time.sleep(0.1)
            mpc = ["mpc", f"--host={address}"]
            said([*mpc, "update", "--wait"])
            told = said([*mpc, "-f", "AT %time%\nTITLE %title%", "listall"])
            said([*mpc, "add", path.name])
            said([*mpc, "play"])
            time.sleep(0.5)
            status = said([*mpc, "status"])
        finally:
            process.terminate()
            process.wait()
    length = _found(r"^AT ([\d:]+)", told)
    plays = length and "[playing]" in status
    return Seen(seconds=_clock(length), title=_found(r"^TITLE (.+)$", told)) if plays and length else None


def mpg123(path: Path) -> Seen | None:
    """Length as it plays."""
    told = said(["mpg123", "-t", "-v", "--utf8", str(path)])
    length = _found(r"> \d+\+\d+\s+[\d:.]+\+([\d:.]+)", told)
    return Seen(
        seconds=_clock(length) if length else None,
        title=_found(r"Title:\s*(.*?)\s{2,}|Title:\s*(.*)$", told),
        rate=48000 if "48000" in told else None,
    )


def eyed3(path: Path) -> Seen | None:
    """To the second."""
    told = said(["eyeD3", "--no-color", str(path)])
    length = _found(r"Time: ([\d:]+)", told)
    return Seen(
        seconds=_clock(length) if length else None,
        title=_found(r"^title: (.*)$", told),
        rate=int(_found(r"@ (\d+) Hz", told) or 0) or None,
        kbps=_number(_found(r"\[ ?~?(\d+) kb/s", told)),
    )


def mplayer(path: Path) -> Seen | None:
    """Without playing."""
    told = said(
        [
            "mplayer",
            "-noconfig",
            "all",
            "-identify",
            "-frames",
            "0",
            "-vo",
            "null",
            "-ao",
            "null",
            "-vc",
            "null",
            str(path),
        ]
    )
    starts = tuple(int(found) / 1000 for found in re.findall(r"ID_CHAPTER_\d+_START=(\d+)", told))
    return Seen(
        seconds=_number(_found(r"^ID_LENGTH=([\d.]+)", told)),
        rate=int(_found(r"^ID_AUDIO_RATE=(\d\d+)", told) or 0) or None,
        chapters=starts or None,
    )


def sox(path: Path) -> Seen | None:
    """What soxi shows."""
    told = said(["soxi", str(path)])
    length = _found(r"Duration\s*: ([\d:.]+)", told)
    return Seen(seconds=_clock(length), rate=int(_found(r"Sample Rate\s*: (\d+)", told) or 0)) if length else None


def opusinfo(path: Path) -> Seen | None:
    """Of the Opus file."""
    told = said(["opusinfo", str(path)])
    length = re.search(r"Playback length: (\d+)m:([\d.]+)s", told)
    starts = tuple(_clock(text) for text in re.findall(r"CHAPTER\d+=([\d:.]+)", told))
    return Seen(
        seconds=int(length[1]) * 60 + float(length[2]) if length else None,
        title=_found(r"(?i)^\s*title=(.*)$", told),
        chapters=starts,
        kbps=_number(_found(r"Average bitrate: ([\d.]+)", told)),
    )


def metaflac(path: Path) -> Seen | None:
    """Of the FLAC file."""
    told = said(["metaflac", "--list", "--block-type=STREAMINFO,VORBIS_COMMENT", "--no-utf8-convert", str(path)])
    rate, total = _found(r"sample_rate: (\d+)", told), _found(r"total samples: (\d+)", told)
    starts = tuple(_clock(text) for text in re.findall(r"(?i)CHAPTER\d+=([\d:.]+)", told))
    return (
        Seen(
            seconds=int(total) / int(rate), rate=int(rate), title=_found(r"(?i)\]: title=(.*)$", told), chapters=starts
        )
        if rate and total
        else None
    )


def getid3(path: Path) -> Seen | None:
    """What AzuraCast reads with; it knows chapters of ID3 alone."""
    script = """
require '/usr/share/php/getid3/getid3.php';
$g = new getID3; $g->encoding = 'UTF-8'; $f = $g->analyze($argv[1]); getid3_lib::CopyTagsToComments($f);
$c = null; foreach ($f['id3v2']['chapters'] ?? [] as $x) { $c[] = $x['time_begin'] / 1000; }
$a = $f['audio'] ?? [];
echo json_encode(['seconds' => $f['playtime_seconds'] ?? null, 'title' => $f['comments']['title'][0] ?? null,
 'chapters' => $c, 'rate' => $a['sample_rate'] ?? null, 'kbps' => isset($a['bitrate']) ? $a['bitrate'] / 1000 : null]);
"""
    told = json.loads(said(["php", "-r", script, str(path)]).strip().splitlines()[-1])
    told["chapters"] = None if told["chapters"] is None else tuple(sorted(told["chapters"]))
    return Seen(**told) if told["seconds"] else None


# By name: its program, what it opens, and how it is asked.
PLAYERS: dict[str, tuple[str, tuple[str, ...], Callable[[Path], Seen | None]]] = {
    "ffprobe": ("ffprobe", ALL, ffprobe),
    "mediainfo": ("mediainfo", ALL, mediainfo),
    "mutagen": ("mutagen-inspect", ALL, mutagen),
    "exiftool": ("exiftool", ALL, exiftool),
    "getID3": ("php", ALL, getid3),
    "mpv": ("mpv", ALL, mpv),
    "VLC": ("cvlc", ALL, vlc),
    "mpd, mpc": ("mpd", ALL, mpd),
    "mplayer": ("mplayer", ALL, mplayer),
    "sox": ("soxi", (".wav", ".mp3", ".flac"), sox),
    "mpg123": ("mpg123", (".mp3",), mpg123),
    "eyeD3": ("eyeD3", (".mp3",), eyed3),
    "opusinfo": ("opusinfo", (".opus",), opusinfo),
    "metaflac": ("metaflac", (".flac",), metaflac),
}
