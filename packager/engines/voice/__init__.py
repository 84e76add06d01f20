"""Voice engines, one file each, with what they need."""
