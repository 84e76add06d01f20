"""What a command's exit code says, the same for every command."""

from __future__ import annotations

DONE = 0
FAILED = 1  # nothing half-written
USAGE = 2  # bad usage, configuration or input
NEEDS_PERSON = 3  # done, and something needs a person
INTERRUPTED = 130  # 128 + SIGINT, as shells have it; 143 where it was SIGTERM
