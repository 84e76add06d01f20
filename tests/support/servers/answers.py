"""What a speech service does with a request, rightly or wrongly, whatever its protocol."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.support.servers.speech import PAGE, mp3, silence


@dataclass(frozen=True, kw_only=True)
class Doing:
    """One answer: a refusal, or sound that may not be what was asked for."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    sound: bytes | None = None  # instead of the text's own
    share: float = 1.0  # of the sound that is sent
    cut: bool = False  # the line drops before the answer is over
    late: bool = False  # nothing before the server is closed
    words: bool = True  # whether it tells when words begin

    def data(self, text: str, language: str) -> bytes:
        """The sound that is sent for a text."""
        whole = mp3(text, language) if self.sound is None else self.sound
        return whole[: round(self.share * len(whole))]


RIGHT = Doing()
BUSY = Doing(status=429, headers={"Retry-After": "17"})
REFUSED = Doing(status=403)
FAILED = Doing(status=500)
LATE = Doing(late=True)
EMPTY = Doing(sound=b"")
PAGE_CALLED_MP3 = Doing(sound=PAGE)
TRUNCATED = Doing(share=0.613)
SILENT = Doing(sound=silence(3.0))
CUT = Doing(share=0.4, cut=True)

WORTH_ANOTHER_TRY = {
    "429": BUSY, "500": FAILED, "late": LATE, "empty": EMPTY, "page": PAGE_CALLED_MP3, "truncated": TRUNCATED,
    "silent": SILENT, "cut": CUT,
}  # fmt: skip
