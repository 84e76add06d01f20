"""Fuzzing of every parser that meets the world: see `__main__`."""
