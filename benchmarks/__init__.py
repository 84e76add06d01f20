"""Measurements: speed, memory and scores, each a command of its own; never part of the tests."""
