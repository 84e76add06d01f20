"""The way out: publishing to each target, the podcast feed, the journal of what was placed, and withdrawing it."""
