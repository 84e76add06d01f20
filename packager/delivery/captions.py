"""Captions and transcripts: WebVTT, SubRip, the podcast namespace's JSON, and plain text. UTF-8, no byte-order mark."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape

from packager.delivery.cues import Cue, wrapped
from packager.lang.bidi import isolated


def vtt(cues: Sequence[Cue], title: str = "") -> str:
    """WebVTT (W3C); the speaker as a voice span where the cue names one."""
    head = "WEBVTT" + (f"\n\nNOTE {_one_line(title).replace('-->', '→')}" if title else "")
    blocks = [
        f"{place}\n{_clock(cue.start, '.')} --> {_clock(cue.end, '.')}\n{_voice(cue)}{escape(_lines(cue), quote=False)}"
        for place, cue in enumerate(cues, 1)
    ]
    return "\n\n".join([head, *blocks]) + "\n"


def srt(cues: Sequence[Cue]) -> str:
    """SubRip. It has no escapes, so what a player could take for a tag becomes another sign."""
    signs = str.maketrans({"<": "‹", ">": "›"})
    blocks = [
        f"{place}\n{_clock(cue.start, ',')} --> {_clock(cue.end, ',')}\n{_lines(cue).translate(signs)}"
        for place, cue in enumerate(cues, 1)
    ]
    return "\n\n".join(blocks) + "\n"


def transcript_json(cues: Sequence[Cue]) -> str:
    """The podcast namespace's JSON transcript, version 1.0.0: segments with times and bodies."""
    segments = [
        {
            **({"speaker": cue.speaker} if cue.speaker else {}),
            "startTime": round(cue.start, 3),
            "endTime": round(cue.end, 3),
            "body": isolated(cue.text, cue.language),
        }
        for cue in cues
    ]
    return json.dumps({"version": "1.0.0", "segments": segments}, ensure_ascii=False, indent=1) + "\n"


def plain(cues: Sequence[Cue], title: str = "") -> str:
    """A transcript to read: each segment under the time at which it begins, its lines as they were written."""
    parts = [isolated(title, cues[0].language)] if title and cues else []
    for place, cue in enumerate(cues):
        text = isolated(_one_line(cue.text), cue.language)
        if place and cues[place - 1].segment == cue.segment:
            parts[-1] += ("\n" if cue.opens else " ") + text
        else:
            parts.append(f"{isolated(_clock(cue.start, '.')[:8], cue.language)}\n{text}")
    return "\n\n".join(parts) + "\n"


def files(cues: Sequence[Cue], title: str = "") -> dict[str, str]:
    """All four forms by suffix: .vtt, .srt, .json, .txt."""
    return {
        ".vtt": vtt(cues, title),
        ".srt": srt(cues),
        ".json": transcript_json(cues),
        ".txt": plain(cues, title),
    }


def _lines(cue: Cue) -> str:
    # Wrapped first: an isolate must not run over the end of its line, which ends a paragraph.
    return "\n".join(isolated(line, cue.language) for line in wrapped(_one_line(cue.text)))


def _voice(cue: Cue) -> str:
    name = _one_line(cue.speaker).rstrip("-")  # with what closes the tag, hyphens would make an arrow
    return f"<v {escape(name, quote=False)}>" if name else ""


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _clock(seconds: float, point: str) -> str:
    """hh:mm:ss and milliseconds after the point."""
    total = round(seconds * 1000)
    clock = f"{total // 3_600_000:02}:{total // 60_000 % 60:02}:{total // 1000 % 60:02}"
    return f"{clock}{point}{total % 1000:03}"
