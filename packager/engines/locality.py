"""Whether text that is sent to an address stays on this machine."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from packager.engines import Options

_ALWAYS_LOCAL = ("argos", "ct2")
_NETWORKED = ("openai-chat", "openai-speech", "libretranslate")
_CLOUD = ("-cloud", ":cloud")  # Ollama's own names of models that it passes on to its servers


def on_this_machine(url: str) -> bool:
    """Whether an address is this machine's own; names other than localhost are not looked up and are not."""
    try:
        host = urlsplit(url).hostname or ""
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def stays_here(engine: str, options: Options) -> bool:
    """Whether a translator or a voice of this name with these options sends no text off this machine.

    An engine that is not ours, or a proxy on this machine that says `local: false`, is not believed to.
    """
    if engine in _ALWAYS_LOCAL:
        return True
    if engine not in _NETWORKED or options.get("local") is False:
        return False
    if str(options.get("model", "")).endswith(_CLOUD):
        return False
    return on_this_machine(str(options.get("url", "")))


_VOICES_HERE = ("espeak-ng", "kokoro", "piper")
_VOICES_AWAY = ("edge-tts", "gtts")


def voice_is_embedded(engine: str) -> bool:
    """Whether a voice speaks in this process: nothing to wait for, and nothing that could be down."""
    return engine in _VOICES_HERE


def voice_stays_here(engine: str, options: Options, text_goes: str) -> bool:
    """Whether a voice sends no text off this machine.

    A profile that says where its text goes is believed, one that says 'nowhere' only where that can be so.
    """
    if voice_is_embedded(engine):
        return True
    if engine in _VOICES_AWAY or text_goes != "nowhere" or options.get("local") is False:
        return False
    return "url" not in options or on_this_machine(str(options["url"]))
