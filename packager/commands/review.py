"""packager review: what needs an editor."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from packager.desk.listing import attention, manifests, not_read, report, waits
from packager.desk.manifest import Manifest
from packager.desk.reading import read
from packager.exit_codes import DONE, NEEDS_PERSON
from packager.text.printable import tell


def run(args: argparse.Namespace) -> int:
    """Print the listing; exit 3 while a story waits, and where a slot is not met."""
    read_all = [(path, read(path)) for path in manifests(Path(args.path))]
    if args.json:
        tell(json.dumps([_data(path, manifest) for path, manifest in read_all], ensure_ascii=False, indent=1))
    else:
        for path, manifest in read_all:
            tell(*report(path, manifest), sep="\n")
    waiting = any(waits(story) for _, manifest in read_all for story in manifest.stories)
    return NEEDS_PERSON if waiting or any("why" in manifest.rundown for _, manifest in read_all) else DONE


def _data(path: Path, manifest: Manifest) -> dict[str, Any]:
    stories = [
        {
            "id": story.id,
            "status": str(story.status),
            "stale": story.stale,
            "shortened": dict(story.shortened),
            "lines": [
                {
                    "number": item.number,
                    "en": item.line.source,
                    "text": item.line.text,
                    "why": list(item.why),
                    "offers": [asdict(offer) for offer in item.line.offers],
                }
                for item in attention(story)
            ],
            "left_out": [{"text": out.text, "why": out.why, "after": out.after} for out in not_read(story)],
        }
        for story in manifest.stories
    ]
    return {
        "manifest": str(path),
        "language": manifest.edition.language,
        "status": manifest.status,
        "rundown": dict(manifest.rundown),
        "stories": stories,
        "unknown_names": dict(manifest.unknown_names),
        "left_machine": [asdict(sent) for sent in manifest.sent if not sent.local],
    }
