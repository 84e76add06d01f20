"""The ways to make one programme of a folder of clips, each run as a whole process by `mastering.py`.

    python -m benchmarks.mastering_ways WAY CLIPS OUT

CLIPS holds 48 kHz mono WAVs, joined in order of name with 0.4 s between them; OUT gets out.wav and
out.mp3 (192 kbit/s). Written as somebody would who reads each tool's own documentation.
"""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
from pathlib import Path

from packager.audio.ffmpeg import binary

GAP = 0.4  # s
_MP3 = ("-c:a", "libmp3lame", "-b:a", "192k")
_WAV = ("-c:a", "pcm_s24le")


def ours(clips: list[Path], out: Path) -> None:
    """Ours: linear gain, true-peak limiter, WAV and MP3 in one pass."""
    from packager.audio.master import master
    from packager.audio.outputs import EncodedOutput, WavOutput
    from packager.audio.profiles import profile
    from packager.audio.timeline import Placement, Timeline
    from packager.audio.wav import WavReader

    placements, at = [], 0.0
    for clip in clips:
        placements.append(Placement(start=at, sound=clip))
        with WavReader(clip) as reader:
            at += reader.frames / reader.rate + GAP
    timeline = Timeline(length=at, placements=tuple(placements))
    master(timeline, profile(), (WavOutput(path=out / "out.wav"), EncodedOutput(path=out / "out.mp3")))


def floor(clips: list[Path], out: Path) -> None:
    """No mastering at all: the ready WAV to MP3 with the same encoder, fed in the same way."""
    from packager.audio.encode import Encoding, encoder
    from packager.audio.outputs import taken
    from packager.audio.wav import WavFormat, WavReader

    takes = taken(Encoding(), 24)
    with WavReader(_ready(clips)) as ready, encoder(out / "out.mp3", WavFormat(bits=16), Encoding()) as lame:
        for block in ready.blocks():
            lame.write(takes.of(block))
        lame.finish()


def ffmpeg_floor(clips: list[Path], out: Path) -> None:
    """No mastering at all: the ready WAV to MP3 by FFmpeg's command."""
    _ffmpeg("-i", str(_ready(clips)), *_MP3, str(out / "out.mp3"))


def _ready(clips: list[Path]) -> Path:
    return clips[0].parent.parent / "ready.wav"


def pydub_only(clips: list[Path], out: Path) -> None:
    """Append in a loop, normalise by peak, export twice."""
    from pydub import AudioSegment, effects

    AudioSegment.converter = binary()
    gap, programme = AudioSegment.silent(round(GAP * 1000), 48_000), AudioSegment.empty()
    for clip in clips:
        programme += AudioSegment.from_wav(clip) + gap
    programme = effects.normalize(programme)
    programme.export(out / "out.wav", format="wav")
    programme.export(out / "out.mp3", format="mp3", bitrate="192k")


def pydub_normalize(clips: list[Path], out: Path) -> None:
    """Pydub joins, ffmpeg-normalize brings the loudness (two passes, linear), FFmpeg encodes."""
    from pydub import AudioSegment

    AudioSegment.converter = binary()
    gap = AudioSegment.silent(round(GAP * 1000), 48_000)
    programme = AudioSegment.empty()
    for clip in clips:
        programme += AudioSegment.from_wav(clip) + gap
    programme.export(out / "joined.wav", format="wav")
    target = ("-t", "-23", "-tp", "-1.5", "-ar", "48000", "--keep-loudness-range-target", "-c:a", "pcm_s24le")
    command = [os.environ["FFMPEG_NORMALIZE"], str(out / "joined.wav"), *target, "-o", str(out / "out.wav"), "-f"]
    subprocess.run(command, check=True, env={"FFMPEG_PATH": binary(), "PATH": ""}, capture_output=True)
    _ffmpeg("-i", str(out / "out.wav"), *_MP3, str(out / "out.mp3"))


def ffmpeg_loudnorm(clips: list[Path], out: Path) -> None:
    """FFmpeg's concat demuxer, loudnorm measured and then linear, both files from the second pass."""
    names, gap = out / "clips.txt", out / "gap.wav"
    _ffmpeg("-f", "lavfi", "-i", "anullsrc=r=48000:cl=mono", "-t", str(GAP), *_WAV, str(gap))
    names.write_text("".join(f"file '{clip}'\nfile '{gap}'\n" for clip in clips))
    loudnorm(("-f", "concat", "-safe", "0", "-i", str(names)), out)


def loudnorm(source: tuple[str, ...], out: Path) -> None:
    """FFmpeg's loudnorm over an input, measured and then linear; WAV and MP3."""
    import json

    norm = "loudnorm=I=-23:TP=-1.5:LRA=20"
    said = _ffmpeg(*source, "-af", f"{norm}:print_format=json", "-f", "null", "-", level="info")
    read = json.loads(said[said.rindex("{") : said.rindex("}") + 1])
    keys = {"I": "input_i", "TP": "input_tp", "LRA": "input_lra", "thresh": "input_thresh"}
    measured = ":".join(f"measured_{key}={read[name]}" for key, name in keys.items())
    linear = f"{norm}:{measured}:offset={read['target_offset']}:linear=true,aresample=48000,asplit[a][b]"
    outputs = ("-map", "[a]", *_WAV, str(out / "out.wav"), "-map", "[b]", *_MP3, str(out / "out.mp3"))
    _ffmpeg(*source, "-filter_complex", f"[0:a]{linear}", *outputs)


def _ffmpeg(*arguments: str, level: str = "error") -> str:
    command = [binary(), "-y", "-nostdin", "-hide_banner", "-nostats", "-loglevel", level, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stderr


WAYS = {
    "ours": ours,
    "floor": floor,
    "floor by ffmpeg": ffmpeg_floor,
    "pydub": pydub_only,
    "pydub+ffmpeg-normalize": pydub_normalize,
    "ffmpeg loudnorm": ffmpeg_loudnorm,
}

if __name__ == "__main__":
    way, clips_folder, out_folder = sys.argv[1:]
    WAYS[way](sorted(Path(clips_folder).glob("*.wav")), Path(out_folder))
    # VmHWM and not ru_maxrss, which a process inherits from the one that started it.
    own = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text(encoding="ascii"))
    assert own is not None
    print(own[1], resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
