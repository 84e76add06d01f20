"""Pashto letters to phonemes."""
