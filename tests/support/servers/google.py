"""Google Translate's batchexecute, as far as speech goes: form in, lines of JSON with base64 inside out."""

from __future__ import annotations

import base64
import json
from urllib.parse import parse_qs

from tests.support.servers.answers import Doing
from tests.support.servers.scripted import Asked, Said, Step

PATH = "/_/TranslateWebserverUi/data/batchexecute"


def text_of(asked: Asked) -> str:
    """The text in a request, whose language must be Urdu."""
    ((name, inner, _none, kind),) = json.loads(parse_qs(asked.raw.decode())["f.req"][0])[0]
    text, language, _slow, _null = json.loads(inner)
    assert (asked.path, name, kind, language) == (PATH, "jQ1olc", "generic", "ur")
    return str(text)


def framed(sound: bytes) -> bytes:
    """An answer: a guard, then each part after its length in characters."""
    inner = json.dumps([base64.b64encode(sound).decode()] if sound else [], separators=(",", ":"))
    parts = [
        [["wrb.fr", "jQ1olc", inner, None, None, None, "generic"], ["di", 102], ["af.httprm", 101, "-5", 23]],
        [["e", 4, None, None, len(inner) + 130]],
    ]
    lines = [json.dumps(part, separators=(",", ":")) for part in parts]
    return (")]}'\n\n" + "".join(f"{len(line) + 2}\n{line}\n" for line in lines)).encode()


def doing(one: Doing) -> Step:
    """A service that does this."""

    def step(asked: Asked) -> Said:
        if one.status != 200:
            return Said(status=one.status, headers=one.headers, data=b"<html>Sorry...</html>")
        sound = one.data(text_of(asked), "ur")
        page = sound.startswith(b"<!DOCTYPE")
        return Said(data=sound if page else framed(sound), cut=one.cut, late=one.late)

    return step
