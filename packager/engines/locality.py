"""Whether text that is sent to an address stays on this machine."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from packager.engines import NOWHERE

if TYPE_CHECKING:
    from packager.engines import Options

_CLOUD = ("-cloud", ":cloud")  # Ollama's own names of models that it passes on to its servers


def on_this_machine(url: str) -> bool:
    """Whether an address is this machine's own; names other than localhost are not looked up and are not."""
    try:
        host = urlsplit(url).hostname or ""
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def of_server(options: Options) -> str:
    """Where the text of an engine goes that sends it to its `url`: the host, or NOWHERE for this machine's own.

    A proxy on this machine that says `local: false`, and a model that Ollama passes on, send it further.
    """
    url = str(options.get("url", ""))
    passed_on = options.get("local") is False or str(options.get("model", "")).endswith(_CLOUD)
    if not passed_on and on_this_machine(url):
        return NOWHERE
    return urlsplit(url).netloc or "unknown"
