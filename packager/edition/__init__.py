"""One language's programme, step by step: scripts, clips, sound, and the manifest that records them."""
